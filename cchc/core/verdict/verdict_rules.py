"""The rules S2 to S8 at one figure: the first that holds decides (SEMANTICS 7)."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import comb, floor

from cchc.core.plan.expected import Expectation
from cchc.core.plan.measure import TOTALS, Measure, RatioOf
from cchc.core.plan.plan import Indicator
from cchc.core.plan.targets.goal import Goal
from cchc.core.verdict.aggregate import Total
from cchc.core.verdict.statuses import Status
from cchc.core.verdict.yes_no import Answers
from cchc.text.number import money_scale
from cchc.text.record import Record

TOLERANCE = Fraction(1, 10)
POINTS = Fraction(2)
SMALL_COUNT = 100
UNLIKELY = Fraction(1, 10)


class Verdict(Record):
    """A status and the rule that gave it; `known` is that of the reported part."""

    status: Status
    rule: str
    known: "Verdict | None" = None

    @property
    def statuses(self) -> tuple[Status, Status | None]:
        """Its status, and that of the reported part where figures are missing."""
        return self.status, None if self.known is None else self.known.status


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

    @property
    def has_no_pace(self) -> bool:
        """Whether nothing is expected of the target before the year ends (6)."""
        target = self.indicator.target
        return target is not None and not target.has_pace


class RuleTrial(Record):
    """The rules tried at one figure: those that failed, and the verdict that held."""

    figure: Fraction
    failed: tuple[str, ...]
    verdict: Verdict


def climb(case: VerdictInput, figure: Fraction) -> RuleTrial:
    """Rules S2 to S8 at one figure, up to the first that holds."""
    if case.goal is None:
        return RuleTrial(figure, (), Verdict(Status.NO_BASELINE, "S1b"))
    failed: list[str] = []
    for rule, status_if_holds in RULES:
        status = status_if_holds(case, case.goal, figure)
        if status is not None:
            return RuleTrial(figure, tuple(failed), Verdict(status, rule))
        failed.append(rule)
    return RuleTrial(figure, tuple(failed), Verdict(Status.BEHIND, "S8"))


def s2_unreachable(case: VerdictInput, goal: Goal, figure: Fraction) -> Status | None:
    """S2: no completion of the remaining cells can reach the target."""
    part = case.indicator.of is RatioOf.FLOW and case.indicator.part_of_whole
    if part and not goal.less_is_better:
        # a rate of 100% with one case lost cannot be mended by later cases (5)
        lost = goal.is_floor and goal.at >= 100 and figure < goal.at
    else:
        lost = _only_grows(case.indicator) and goal.is_overrun(figure)
    return Status.UNREACHABLE if lost and not case.fin else None


def s3_met(case: VerdictInput, goal: Goal, figure: Fraction) -> Status | None:
    """S3: reached, and no later report can undo it."""
    # before fin only a total that can grow and no longer leave the target (7)
    is_final = case.fin or (_only_grows(case.indicator) and goal.wants_more)
    if not (is_final and goal.is_reached(figure)):
        return None
    return Status.EXCEEDED if goal.is_exceeded(figure) else Status.MET


def s4_failed(case: VerdictInput, _goal: Goal, _figure: Fraction) -> Status | None:
    """S4: the year has settled without it."""
    return Status.FAILED if case.fin else None


def s5_on_track(case: VerdictInput, goal: Goal, figure: Fraction) -> Status | None:
    """S5: as much as is due by now."""
    due = case.expectation
    above = goal.upper is not None and figure > goal.upper
    if case.has_no_pace:
        # a rank has no pace: before the last period it is shown, not judged (6)
        good = not case.is_last or goal.is_reached(figure)
    elif due is None:
        good = not above
    elif goal.less_is_better:
        good = figure <= due.value
    else:
        good = figure >= pace_line(goal, due.value) and not above
    return Status.ON_TRACK if good else None


def s6_chance(case: VerdictInput, _goal: Goal, figure: Fraction) -> Status | None:
    """S6: with few things to count, the shortfall may be chance."""
    chance = None if case.has_no_pace else chance_of_figure(case, figure)
    return Status.WATCH if chance is not None and chance > UNLIKELY else None


def s7_near(case: VerdictInput, goal: Goal, figure: Fraction) -> Status | None:
    """S7: within the tolerance of the pace, or of a rate that is to be held."""
    due = case.expectation
    if case.has_no_pace:
        near = False
    elif goal.upper is not None and figure > goal.upper:
        near = figure <= _ceiling(case.indicator, goal.upper)
    elif due is None:
        near = False
    else:
        line = watch_line(case, goal, due.value)
        near = figure <= line if goal.less_is_better else figure >= line
    return Status.WATCH if near else None


Rule = Callable[[VerdictInput, Goal, Fraction], Status | None]
RULES: tuple[tuple[str, Rule], ...] = (
    ("S2", s2_unreachable),
    ("S3", s3_met),
    ("S4", s4_failed),
    ("S5", s5_on_track),
    ("S6", s6_chance),
    ("S7", s7_near),
)
"""The rules that look at the figure, in their order; S8 is none of them."""


def _only_grows(indicator: Indicator) -> bool:
    """Whether the figure is a total that no later report makes smaller (3)."""
    return indicator.measure in TOTALS and indicator.non_negative


def _is_held_rate(indicator: Indicator) -> bool:
    return indicator.measure is Measure.RATIO and indicator.is_held


def pace_line(goal: Goal, due: Fraction) -> Fraction:
    """The figure at which 'on track' begins: what is due by now.

    Within a target of two sides a figure is as good as in the middle of it.
    """
    return due if goal.upper is None else min(due, goal.at)


def watch_line(case: VerdictInput, goal: Goal, due: Fraction) -> Fraction:
    """The figure at which 'behind' becomes 'watch' (S7)."""
    due = pace_line(goal, due)
    if _is_held_rate(case.indicator):
        return due + (POINTS if goal.less_is_better else -POINTS)
    if goal.less_is_better and case.indicator.measure in TOTALS:
        # over its share of the allowance but within the whole of it (6)
        return goal.at
    if goal.less_is_better and goal.base is None:
        return due + TOLERANCE * abs(due)
    # the pace is measured from the baseline: (A−B)/(E−B) ≥ 1 − tolerance
    start = goal.base if goal.base is not None else Fraction(0)
    return start + (1 - TOLERANCE) * (due - start)


def _ceiling(indicator: Indicator, upper: Fraction) -> Fraction:
    """How far above the upper side of a target is still 'watch'."""
    slack = POINTS if _is_held_rate(indicator) else TOLERANCE * abs(upper)
    return upper + slack


def chance_of_figure(case: VerdictInput, figure: Fraction) -> Fraction | None:
    """S6: P(X ≤ A) for X ~ Bin(T, s), s the share of the target due by now.

    None where the guard does not apply: it is for small counts alone.
    """
    indicator, goal = case.indicator, case.goal
    if case.expectation is None or goal is None or figure < 0:
        return None
    is_small_count = (
        indicator.small_counts
        and goal.is_floor
        and goal.base is None
        and indicator.measure is not Measure.RATIO
        and indicator.decimals == 0
        and goal.at.denominator == 1
        and 0 < goal.at <= SMALL_COUNT
        and money_scale(indicator.unit) is None
    )
    if not is_small_count:
        return None
    # s comes from E(p) before it is rounded to whole things (S6)
    share = min(case.expectation.exact / goal.at, Fraction(1))
    return chance_of_at_most(floor(figure), int(goal.at), share)


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
    goal, due = case.goal, case.expectation
    if goal is None:
        yield Fraction(0)
        return
    yield goal.at
    if goal.upper is not None:
        yield goal.upper
        yield _ceiling(case.indicator, goal.upper)
    if due is not None:
        yield pace_line(goal, due.value)
        yield watch_line(case, goal, due.value)
