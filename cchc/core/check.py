"""Every rule that a plan must keep before it may be applied (DESIGN 3).

The plan is judged as written: names of groups are not yet unit ids, so that a name
that means nothing can be told where it stands.
"""

import re
from collections.abc import Iterator
from itertools import chain

from cchc.core.check_calendar import calendar
from cchc.core.check_ground import KEY, At, Ground, Steps, ground, indicators
from cchc.core.check_names import names, unused
from cchc.core.check_paths import paths
from cchc.core.check_targets import targets
from cchc.core.plan import Plan
from cchc.core.problem import Fault, Problem, in_order

_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_COMPARE = frozenset({"=", "<=", ">=", "<", ">", "!="})
_JOIN = frozenset({"+", "-", "*"})

__all__ = ["KEY", "At", "Steps", "check"]


def check(plan: Plan, at: At) -> tuple[Problem, ...]:
    """All problems of a plan as written, warnings too, in the order of the file."""
    on = ground(plan, at)
    return tuple(
        in_order(
            chain(
                _promised(on),
                names(on),
                targets(on),
                paths(on),
                calendar(on),
                _rules(on),
                unused(on),
            )
        )
    )


def _promised(on: Ground) -> Iterator[Problem]:
    plan = on.plan
    if not (plan.commitments or plan.indicators or plan.tasks):
        yield on.problem(Fault.NOTHING_PROMISED, (), text=plan.id)
    if not plan.units:
        yield on.problem(Fault.MISSING_KEY, ("units",), key="units")
    for row, one in enumerate(plan.commitments):
        if not one.indicators:
            path: Steps = ("commitments", row, "indicators")
            yield on.problem(Fault.NOTHING_PROMISED, path, text=one.id)


def _rules(on: Ground) -> Iterator[Problem]:
    known = tuple(each.id for _, each in indicators(on.plan))
    for row, rule in enumerate(on.plan.checks):
        path: Steps = ("checks", row, "rule")
        words = rule.rule.split()
        if not _readable(words):
            yield on.problem(Fault.CHECK_UNREADABLE, path, text=rule.rule)
            continue
        for name in words[::2]:
            if not _NUMBER.fullmatch(name) and name not in known:
                yield on.problem(Fault.UNKNOWN_INDICATOR, path, text=name, known=known)


def _readable(words: list[str]) -> bool:
    """Indicators or numbers joined by + - *, with one comparison among them."""
    signs = words[1::2]
    compared = sum(sign in _COMPARE for sign in signs)
    joined = all(sign in _COMPARE | _JOIN for sign in signs)
    operands = all(word not in _COMPARE | _JOIN for word in words[::2])
    return len(words) % 2 == 1 and compared == 1 and joined and operands
