"""The rungs S2 to S8 at one figure: the first rule that holds (SEMANTICS 7)."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import comb, floor

from cchc.core.plan.expected import Expectation
from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import (
    Indicator,
)
from cchc.core.plan.targets.goal import Goal
from cchc.core.plan.trajectory import Hold
from cchc.core.verdict.aggregate import Total
from cchc.core.verdict.statuses import Status
from cchc.core.verdict.yes_no import Answers
from cchc.text.number import money_scale
from cchc.text.record import Record

TOLERANCE = Fraction(1, 10)
POINTS = Fraction(2)
SMALL = 100
UNLIKELY = Fraction(1, 10)
TOTALS = frozenset({Measure.FLOW, Measure.RUNNING, Measure.REGISTER})

Rung = tuple[Status, str]
"""A status and the id of the rule that gives it."""


class VerdictInput(Record):
    """All that the ladder looks at, for one indicator in one period.

    `unopened`: no cell of the period has a value and none is due yet. `reported`:
    some cell that enters the figure holds a value, a stated nothing or a stated
    'not published'. `valued`: one holds a value or a stated nothing. `fin`: the
    year's figure has settled.
    """

    indicator: Indicator
    total: Total
    answers: Answers | None
    goal: Goal | None
    expectation: Expectation | None
    is_last: bool
    fin: bool
    unopened: bool
    reported: bool
    valued: bool
    awaited: bool
    unknown: bool
    date_passed: bool = False


class Climb(Record):
    """The rules tried at one figure: those that failed, and the one that held."""

    figure: Fraction
    failed: tuple[str, ...]
    rung: Rung


def climb(case: VerdictInput, figure: Fraction) -> Climb:
    """Rules S2 to S8 at one figure, up to the first that holds."""
    if case.goal is None:
        return Climb(figure, (), (Status.NO_BASELINE, "S1b"))
    failed: list[str] = []
    for rule, holds in RULES:
        status = holds(case, case.goal, figure)
        if status is not None:
            return Climb(figure, tuple(failed), (status, rule))
        failed.append(rule)
    return Climb(figure, tuple(failed), (Status.BEHIND, "S8"))


def _lost(case: VerdictInput, goal: Goal, figure: Fraction) -> Status | None:
    """S2: no completion of the remaining cells can reach the target."""
    lost = not case.fin and _out_of_reach(case, goal, figure)
    return Status.UNREACHABLE if lost else None


def _final(case: VerdictInput, goal: Goal, figure: Fraction) -> Status | None:
    """S3: reached, and no later report can undo it."""
    if not (_can_be_final(case, goal) and goal.is_reached(figure)):
        return None
    return Status.EXCEEDED if goal.is_exceeded(figure) else Status.MET


def _failed(case: VerdictInput, _goal: Goal, _figure: Fraction) -> Status | None:
    """S4: the year has settled without it."""
    return Status.FAILED if case.fin else None


def _on_pace(case: VerdictInput, goal: Goal, figure: Fraction) -> Status | None:
    """S5: as much as is due by now; a rank has no pace before the last period."""
    if _has_no_pace(case):
        good = not case.is_last or goal.is_reached(figure)
    else:
        good = _keeps_pace(case, goal, figure)
    return Status.ON_TRACK if good else None


def _chance(case: VerdictInput, _goal: Goal, figure: Fraction) -> Status | None:
    """S6: with few things to count, the shortfall may be chance."""
    may_be = not _has_no_pace(case) and _may_be_chance(case, figure)
    return Status.WATCH if may_be else None


def _near(case: VerdictInput, goal: Goal, figure: Fraction) -> Status | None:
    """S7: within the tolerance of what is due."""
    near = not _has_no_pace(case) and _is_near(case, goal, figure)
    return Status.WATCH if near else None


RULES: tuple[
    tuple[str, Callable[[VerdictInput, Goal, Fraction], Status | None]], ...
] = (
    ("S2", _lost),
    ("S3", _final),
    ("S4", _failed),
    ("S5", _on_pace),
    ("S6", _chance),
    ("S7", _near),
)
"""The rules that look at the figure, in their order; S8 is none of them."""


def _out_of_reach(case: VerdictInput, goal: Goal, figure: Fraction) -> bool:
    one = case.indicator
    if one.of is RatioOf.FLOW and one.part_of_whole and not goal.less_is_better:
        # one case lost of a whole of 100% is lost for good (5)
        return goal.is_floor and goal.at >= 100 and figure < goal.at
    if one.measure not in TOTALS or not one.non_negative:
        return False
    return goal.is_overrun(figure)


def _can_be_final(case: VerdictInput, goal: Goal) -> bool:
    """Whether `met` may be said: settled, or a total that can only grow."""
    one = case.indicator
    grows = one.measure in TOTALS and one.non_negative
    return case.fin or (grows and goal.wants_more)


def _has_no_pace(case: VerdictInput) -> bool:
    target = case.indicator.target
    return target is not None and not target.has_pace


def _keeps_pace(case: VerdictInput, goal: Goal, figure: Fraction) -> bool:
    above = goal.upper is not None and figure > goal.upper
    if case.expectation is None:
        return not above
    if goal.less_is_better:
        return figure <= case.expectation.value
    return figure >= pace_line(goal, case.expectation.value) and not above


def _is_near(case: VerdictInput, goal: Goal, figure: Fraction) -> bool:
    """S7: within the tolerance of the pace, or of a rate that is to be held."""
    if goal.upper is not None and figure > goal.upper:
        return figure <= _ceiling(case, goal.upper)
    if case.expectation is None:
        return False
    line = watch_line(case, goal, case.expectation.value)
    return figure <= line if goal.less_is_better else figure >= line


def pace_line(goal: Goal, due: Fraction) -> Fraction:
    """The figure at which 'on track' begins: what is due by now.

    Within a target of two sides a figure is as good as in the middle of it.
    """
    return due if goal.upper is None else min(due, goal.at)


def _is_held_rate(one: Indicator) -> bool:
    return one.measure is Measure.RATIO and isinstance(one.trajectory, Hold)


def _ceiling(case: VerdictInput, upper: Fraction) -> Fraction:
    """How far above the upper side of a target is still 'watch'."""
    if _is_held_rate(case.indicator):
        return upper + POINTS
    return upper + TOLERANCE * abs(upper)


def watch_line(case: VerdictInput, goal: Goal, due: Fraction) -> Fraction:
    """The figure at which 'behind' becomes 'watch'."""
    one = case.indicator
    due = pace_line(goal, due)
    sign = 1 if goal.less_is_better else -1
    if _is_held_rate(one):
        return due + sign * POINTS
    if goal.less_is_better and one.measure in TOTALS:
        return goal.at
    start = goal.base if goal.base is not None else Fraction(0)
    if goal.less_is_better and goal.base is None:
        return due + TOLERANCE * abs(due)
    return start + (1 - TOLERANCE) * (due - start)


def _may_be_chance(case: VerdictInput, figure: Fraction) -> bool:
    chance = chance_of_figure(case, figure)
    return chance is not None and chance > UNLIKELY


def chance_of_figure(case: VerdictInput, figure: Fraction) -> Fraction | None:
    """S6: P(X ≤ A) for X ~ Bin(T, s), s the share of the target due by now.

    None where the guard does not apply: it is for small counts alone.
    """
    one, goal = case.indicator, case.goal
    if case.expectation is None or goal is None or figure < 0:
        return None
    if not _is_small_count(one, goal):
        return None
    share = min(case.expectation.exact / goal.at, Fraction(1))
    return chance_of_at_most(floor(figure), int(goal.at), share)


def _is_small_count(one: Indicator, goal: Goal) -> bool:
    return (
        one.small_counts
        and goal.is_floor
        and goal.base is None
        and one.measure is not Measure.RATIO
        and one.decimals == 0
        and goal.at.denominator == 1
        and 0 < goal.at <= SMALL
        and money_scale(one.unit) is None
    )


def chance_of_at_most(seen: int, trials: int, share: Fraction) -> Fraction:
    """P(X ≤ seen) for X ~ Bin(trials, share), exact."""
    other = 1 - share
    terms = (
        comb(trials, k) * share**k * other ** (trials - k)
        for k in range(min(seen, trials) + 1)
    )
    return sum(terms, Fraction(0))


def turning_points(case: VerdictInput) -> Iterator[Fraction]:
    """The figures at which some rule starts or stops to hold."""
    goal = case.goal
    if goal is None:
        yield Fraction(0)
        return
    yield goal.at
    if goal.upper is not None:
        yield goal.upper
        yield _ceiling(case, goal.upper)
    if case.expectation is not None:
        due = case.expectation.value
        yield pace_line(goal, due)
        yield watch_line(case, goal, due)
