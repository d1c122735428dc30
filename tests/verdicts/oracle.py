"""A slow, obvious second opinion on every verdict, from the text of the law alone.

The verdict is climbed once for every way in which the unknown cells could be filled
(a bounded grid, and a very large number); what all of them agree on is the verdict.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import (
    Indicator,
)
from cchc.core.plan.targets.at_least import AtLeast
from cchc.core.plan.targets.by import By
from cchc.core.plan.targets.increase_by import IncreaseBy
from cchc.core.plan.targets.more_than import MoreThan
from cchc.core.plan.trajectory import Hold, Step
from cchc.text.record import Record, replace
from tests.verdicts.asking import KNOWN, Question, coverage, known_cells, reading, state
from tests.verdicts.figures import Figure, figure
from tests.verdicts.rungs import TOTALS, climb, reached
from tests.verdicts.yardstick import (
    Number,
    Rung,
    Whole,
    base,
    expectation,
    goal,
    lacks_baseline,
    may_fall,
    percent,
)

WORST_FIRST = (
    "failed",
    "unreachable",
    "behind",
    "done_late",
    "undetermined",
    "no_baseline",
    "watch",
    "awaited",
    "not_due",
    "on_track",
    "met",
    "exceeded",
)
HUGE = Fraction(10**12)


class Opinion(Record):
    """What the law says; `rules` are those of all completions that agree."""

    status: str
    rules: frozenset[str]
    known: Rung | None
    actual: Number
    expected: Number
    percent: Number
    coverage: tuple[int, int, tuple[str, ...]]
    estimate: bool
    in_period: Number
    pace: tuple[Number, Number] | None


def opinion(asked: Question) -> Opinion:
    found = figure(asked)
    status, rules = verdict(asked, found)
    known: Rung | None = None
    if status == "undetermined" and found.any_known:
        alone, by = verdict(asked, replace(found, unknown=0, low=Fraction(0)))
        known = (alone, min(by))
    actual = value_of(asked.one, found)
    return Opinion(
        status=status,
        rules=rules,
        known=known,
        actual=actual,
        expected=expectation(asked, rounded=True),
        percent=None if actual is None else percent(asked.one, actual),
        coverage=coverage(asked),
        estimate=found.estimate,
        in_period=in_period(asked),
        pace=None if actual is None else pace(asked, found, actual),
    )


def in_period(asked: Question) -> Number:
    """What a flow's own period brought; None for others, and where nobody told."""
    told = [reading(asked, unit.id, asked.now.name) for unit in asked.units]
    said = [each for each in told if each is not None and each.state.value in KNOWN]
    if asked.one.measure is not Measure.FLOW or not said:
        return None
    return sum((Fraction(each.number or 0) for each in said), Fraction(0))


def pace(asked: Question, found: Figure, a: Fraction) -> tuple[Number, Number] | None:
    """What each quarter left must bring, and how many times the pace so far."""
    one = asked.one
    left = len(asked.quarters) - asked.at
    adds = one.measure in TOTALS or one.of is RatioOf.PLAN
    held = not adds or isinstance(one.trajectory, Hold)
    low, _ = goal(one)
    upward = isinstance(one.target, AtLeast | MoreThan | IncreaseBy)
    if held or found.unknown or not left or low is None or not upward:
        return None
    if lacks_baseline(one) or reached(one, a):
        return None
    counted = one.measure in TOTALS and not one.decimals
    if asked.at == 1 and a < 5 and counted and not one.unit.endswith("đồng"):
        return None
    needed = (low - a) / left
    return needed, needed / (a / asked.at) if a > 0 else None


def value_of(one: Indicator, found: Figure) -> Number:
    """A, in per cent for a ratio; None when nothing is known or nothing occurred."""
    if not found.any_known:
        return None
    if one.measure is not Measure.RATIO:
        return found.top
    if one.of is RatioOf.PLAN and one.amount is not None:
        return 100 * found.top / Fraction(one.amount.value)
    return 100 * found.top / found.bottom if found.bottom else None


def verdict(asked: Question, found: Figure) -> tuple[str, frozenset[str]]:
    if asked.one.target is None:
        return "statistic", frozenset({""})
    before = first_rules(asked, found)
    if before is not None:
        return before[0], frozenset({before[1]})
    climbed = {climb(asked, whole) for whole in completions(asked, found)}
    return folded(climbed)


def folded(climbed: set[Rung]) -> tuple[str, frozenset[str]]:
    """The end that is said of all completions (the last paragraph of 7)."""
    statuses = {status for status, _ in climbed}
    if len(statuses) == 1:
        return statuses.pop(), frozenset(rule for _, rule in climbed)
    if "nil_year" in statuses:
        return "undetermined", frozenset({"S9"})
    order = sorted(statuses, key=WORST_FIRST.index)
    worst, best = order[0], order[-1]
    said = None
    if WORST_FIRST.index(worst) >= WORST_FIRST.index("on_track"):
        said = worst
    elif WORST_FIRST.index(best) <= WORST_FIRST.index("behind"):
        said = best
    if said is None:
        return "undetermined", frozenset({"S9"})
    return said, frozenset(rule for status, rule in climbed if status == said)


def first_rules(asked: Question, found: Figure) -> Rung | None:
    """The rules that look at cells, not at the figure."""
    now = [state(asked, unit, asked.now) for unit in asked.units]
    if "not_due" in now and not any(each in KNOWN for each in now):
        return "not_due", "S1"
    reported = known_cells(asked, (*KNOWN, "unavailable"))
    so_far = not asked.fin and nothing_so_far(asked.one, found)
    if so_far or (not reported and not_yet(asked)):
        return "not_due", "S1"
    if lacks_baseline(asked.one):
        return "no_baseline", "S1b"
    unpublished = known_cells(asked, ("unavailable",))
    if not asked.fin and unpublished and not known_cells(asked, KNOWN):
        return "awaited", "S2a"
    return None


def nothing_so_far(one: Indicator, found: Figure) -> bool:
    """0/0 in every cell, and none unknown."""
    rate = one.measure is Measure.RATIO and one.of is not RatioOf.PLAN
    return rate and found.any_known and not found.unknown and not found.bottom


def not_yet(asked: Question) -> bool:
    """Nothing is expected yet: E is 0 where more is better, or before a step."""
    if lacks_baseline(asked.one):
        return False
    if isinstance(asked.one.trajectory, Step):
        return expectation(asked, rounded=True) is None
    more = isinstance(asked.one.target, AtLeast | MoreThan | IncreaseBy)
    return more and expectation(asked, rounded=True) == 0


def completions(asked: Question, found: Figure) -> Iterator[Whole]:
    """The ways in which the unknown cells could be filled, on a bounded grid."""
    one = asked.one
    if one.measure in (Measure.MILESTONE, Measure.YES):
        for said in _answers(asked) if found.unknown else [()]:
            yield Whole(answers=(*found.answers, *said * found.unknown))
        return
    if one.measure is Measure.RATIO and one.of is not RatioOf.PLAN:
        for top, bottom in (
            _rates(one, found) if found.unknown else [(Fraction(0),) * 2]
        ):
            n, d = found.top + top, found.bottom + bottom
            yield Whole(100 * n / d if d else None, n < d, d == 0)
        return
    for more in _extras(asked, found) if found.unknown else [Fraction(0)]:
        total = found.top + found.low + more
        if one.of is RatioOf.PLAN and one.amount is not None:
            whole = Fraction(one.amount.value)
            if found.unknown and one.part_of_whole and total > whole:
                continue
            yield Whole(100 * total / whole)
        else:
            yield Whole(total)


def _answers(asked: Question) -> list[tuple[date | bool | None, ...]]:
    if asked.one.measure is Measure.YES:
        return [(True,), (False,)]
    due = asked.one.target.date if isinstance(asked.one.target, By) else asked.as_of
    return [(None,), (min(due, asked.judged_on),), (asked.judged_on,)]


def _rates(one: Indicator, found: Figure) -> Iterator[tuple[Fraction, Fraction]]:
    """Numerators and denominators of the unknown cells, of few cases and of many."""
    yield Fraction(0), Fraction(0)
    yield from _to_the_point(one, found)
    for bottom in (Fraction(1), Fraction(10), Fraction(1000), HUGE):
        for share in _likely_shares(one):
            top = Fraction(round(share * bottom))
            if top >= 0 and (top <= bottom or not one.part_of_whole):
                yield top, bottom


def _to_the_point(one: Indicator, found: Figure) -> Iterator[tuple[Fraction, Fraction]]:
    """So many cases that the whole is exactly at an end of the target."""
    for end in (end for end in goal(one) if end is not None):
        whole = (end / 100).denominator * HUGE
        top, bottom = whole * end / 100 - found.top, whole - found.bottom
        if top >= 0 and (top <= bottom or not one.part_of_whole):
            yield top, bottom


def _likely_shares(one: Indicator) -> list[Fraction]:
    ends = [end for end in goal(one) if end is not None]
    near = [(end + step) / 100 for end in ends for step in (-3, -1, 0, 1, 3)]
    middle = [sum(ends, Fraction(0)) / 200] if len(ends) == 2 else []
    more = [] if one.part_of_whole else [Fraction(2), Fraction(50)]
    return [Fraction(0), Fraction(1), *near, *middle, *more]


def _extras(asked: Question, found: Figure) -> Iterator[Fraction]:
    one = asked.one
    start = found.top + found.low
    scale = Fraction(1)
    if one.of is RatioOf.PLAN and one.amount is not None:
        scale = Fraction(one.amount.value) / 100
    e = expectation(asked, rounded=True)
    ends = [end for end in (*goal(one), e) if end is not None]
    marks = [end * part for end in ends for part in (Fraction(9, 10), Fraction(1))]
    marks += [base(one) + (end - base(one)) * Fraction(9, 10) for end in ends]
    for mark in marks:
        for step in (Fraction(-1), Fraction(-1, 100), 0, Fraction(1, 100), 1):
            more = mark * scale + step - start
            if more >= 0 or may_fall(one):
                yield more
    yield from (Fraction(0), Fraction(1), HUGE)
    yield from (Fraction(count) for count in range(2, 110))
    if may_fall(one):
        yield -HUGE
