"""Every rule that a plan must keep before it may be applied (DESIGN 3).

The plan is judged as written: names of groups are not yet unit ids, so that a name
that means nothing can be told where it stands.
"""

from collections.abc import Iterator
from itertools import chain

from cchc.core.check.calendar import calendar
from cchc.core.check.conformity import unnamed
from cchc.core.check.context import KEY, At, Ground, Steps, ground
from cchc.core.check.names import names, unused
from cchc.core.check.paths import paths
from cchc.core.check.reminders import reminders
from cchc.core.check.rules import rules
from cchc.core.check.targets import targets
from cchc.core.plan.plan import Plan
from cchc.text.problem import Problem, ProblemCode, in_order

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
                rules(on),
                reminders(on),
                unused(on),
                unnamed(on),
            )
        )
    )


def _promised(on: Ground) -> Iterator[Problem]:
    plan = on.plan
    if not (plan.commitments or plan.indicators or plan.tasks):
        yield on.problem(ProblemCode.NOTHING_PROMISED, (), text=plan.id)
    if not plan.units:
        yield on.problem(ProblemCode.MISSING_KEY, ("units",), key="units")
    for row, one in enumerate(plan.commitments):
        if not one.indicators:
            path: Steps = ("commitments", row, "indicators")
            yield on.problem(ProblemCode.NOTHING_PROMISED, path, text=one.id)
