"""The ladder: first rule that matches, with the rule's id (SEMANTICS 7).

The ladder is climbed at every point where the figure may still lie; a verdict is
given only where no later completion of the missing cells can contradict it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import comb, floor

from cchc.core.aggregate import Answers, Interval, Total
from cchc.core.expected import Expectation, Goal, needs_baseline
from cchc.core.number import money_scale
from cchc.core.plan import Indicator, Measure, RatioOf
from cchc.core.target import AtLeast, AtMost, By, IncreaseBy, MoreThan, RankAtMost
from cchc.core.trajectory import Hold
from cchc.core.view import Status, Verdict

Rung = tuple[Status, str]

TOLERANCE = Fraction(1, 10)
POINTS = Fraction(2)
SMALL = 100
UNLIKELY = Fraction(1, 10)

WORST_FIRST = (
    Status.FAILED,
    Status.UNREACHABLE,
    Status.BEHIND,
    Status.DONE_LATE,
    Status.UNDETERMINED,
    Status.NO_BASELINE,
    Status.WATCH,
    Status.AWAITED,
    Status.NOT_DUE,
    Status.ON_TRACK,
    Status.MET,
    Status.EXCEEDED,
)
GOOD = frozenset({Status.ON_TRACK, Status.MET, Status.EXCEEDED})
BAD = frozenset({Status.FAILED, Status.UNREACHABLE, Status.BEHIND})
REACHED = frozenset({Status.MET, Status.EXCEEDED})
TOTALS = frozenset({Measure.FLOW, Measure.RUNNING, Measure.REGISTER})

STATISTIC = Verdict(Status.STATISTIC, "")


@dataclass(frozen=True, slots=True)
class Case:
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


def rank(status: Status) -> int:
    """Place in the order worst first; smaller is worse."""
    return WORST_FIRST.index(status)


def judge(case: Case) -> Verdict:
    """The verdict on one indicator in one period."""
    if case.indicator.target is None:
        return STATISTIC
    early = _before_the_figure(case)
    if early is not None:
        return early
    if case.answers is not None:
        return _answered(case, case.answers)
    settled = _settle([_rung(case, point) for point in _points(case)])
    is_lost = settled is not None and settled[0] is Status.UNREACHABLE
    if not case.valued and case.awaited and not (case.fin or is_lost):
        return Verdict(Status.AWAITED, "S2a")
    if settled is None:
        return Verdict(Status.UNDETERMINED, "S9", _known(case))
    return Verdict(*settled)


def _before_the_figure(case: Case) -> Verdict | None:
    """Rules S1 to S1c: nothing to judge yet, or nothing to judge by."""
    if case.unopened or (not case.reported and _expects_nothing(case)):
        return Verdict(Status.NOT_DUE, "S1")
    if needs_baseline(case.indicator.target) and case.indicator.baseline is None:
        return Verdict(Status.NO_BASELINE, "S1b")
    if case.indicator.measure is Measure.RATIO and _nothing_occurred(case):
        if case.fin:
            return Verdict(Status.NIL_YEAR, "S1c")
        return Verdict(Status.NOT_DUE, "S1")
    return None


def _nothing_occurred(case: Case) -> bool:
    """0/0 in every cell, with none unknown."""
    return case.valued and not case.unknown and case.total.denominator == 0


def _expects_nothing(case: Case) -> bool:
    if case.answers is not None or isinstance(case.indicator.target, RankAtMost):
        return False
    if case.expectation is None:
        return True
    return case.expectation.value == 0 and isinstance(
        case.indicator.target, (AtLeast, MoreThan, IncreaseBy)
    )


def _settle(possible: list[Rung]) -> Rung | None:
    """The verdict that holds wherever the figure may lie; None if they disagree."""
    worst = min(possible, key=_rank_of)
    best = max(possible, key=_rank_of)
    if worst[0] is best[0] or worst[0] in GOOD:
        return worst
    return best if best[0] in BAD else None


def _rank_of(rung: Rung) -> int:
    return rank(rung[0])


def _known(case: Case) -> Rung | None:
    """The verdict on the reported part alone."""
    return None if case.total.known is None else _rung(case, case.total.known)


def _points(case: Case) -> list[Fraction]:
    """Where to climb the ladder: the ends, the lines it turns on, and between them."""
    span = case.total.interval
    if span.is_point and span.lo is not None:
        return [span.lo]
    lines = sorted(set(_lines(case)))
    lo, hi = _finite(span, lines)
    inner = [line for line in lines if lo < line < hi]
    stops = [lo, *inner, hi]
    middles = [(one + two) / 2 for one, two in pairwise(stops)]
    found = [*inner, *middles]
    if not span.lo_open:
        found.append(lo)
    if not span.hi_open:
        found.append(hi)
    return found


def _finite(span: Interval, lines: list[Fraction]) -> tuple[Fraction, Fraction]:
    """The ends, an infinite one moved to where the verdict no longer changes."""
    known = [each for each in (span.lo, span.hi) if each is not None]
    lo = span.lo if span.lo is not None else min([*lines, *known]) - 1
    hi = span.hi if span.hi is not None else max([*lines, *known]) + 1
    return lo, hi


def _lines(case: Case) -> Iterator[Fraction]:
    """The figures at which some rule starts or stops to hold."""
    goal = case.goal
    if goal is None:
        yield Fraction(0)
        return
    yield goal.at
    if goal.upper is not None:
        yield goal.upper
        yield goal.upper * (1 + TOLERANCE)
    if case.expectation is not None:
        due = case.expectation.value
        yield due
        yield _watch_line(case, goal, due)


def _rung(case: Case, figure: Fraction) -> Rung:
    """Rules S2 to S8 at one point."""
    goal = case.goal
    if goal is None:
        return Status.NO_BASELINE, "S1b"
    if not case.fin and _lost(case, goal, figure):
        return Status.UNREACHABLE, "S2"
    if _can_be_final(case) and _reached(goal, figure):
        better = _exceeded(case, goal, figure)
        return (Status.EXCEEDED if better else Status.MET), "S3"
    if case.fin:
        return Status.FAILED, "S4"
    return _on_the_way(case, goal, figure)


def _lost(case: Case, goal: Goal, figure: Fraction) -> bool:
    """S2: whether no completion of the remaining cells can reach the target."""
    one = case.indicator
    if one.of is RatioOf.FLOW and one.part_of_whole and not goal.less_is_better:
        whole = isinstance(one.target, AtLeast) and goal.at >= 100
        return whole and figure < goal.at
    if one.measure not in TOTALS or not one.non_negative:
        return False
    if isinstance(one.target, AtMost):
        return figure > goal.at
    return goal.upper is not None and figure > goal.upper


def _can_be_final(case: Case) -> bool:
    """Whether `met` may be said: settled, or a total that can only grow."""
    one = case.indicator
    grows = one.measure in TOTALS and one.non_negative
    upward = isinstance(one.target, (AtLeast, MoreThan, IncreaseBy))
    return case.fin or (grows and upward)


def _reached(goal: Goal, figure: Fraction) -> bool:
    if goal.less_is_better:
        return figure <= goal.at
    if goal.strict:
        return figure > goal.at
    return figure >= goal.at and (goal.upper is None or figure <= goal.upper)


def _exceeded(case: Case, goal: Goal, figure: Fraction) -> bool:
    match case.indicator.target:
        case AtLeast() | IncreaseBy():
            return figure > goal.at
        case RankAtMost():
            return figure < goal.at
        case _:
            return False


def _on_the_way(case: Case, goal: Goal, figure: Fraction) -> Rung:
    """Rules S5 to S8: the pace so far."""
    if _has_no_pace(case):
        good = not case.is_last or _reached(goal, figure)
        return (Status.ON_TRACK, "S5") if good else (Status.BEHIND, "S8")
    if _keeps_pace(case, goal, figure):
        return Status.ON_TRACK, "S5"
    if _may_be_chance(case, goal, figure):
        return Status.WATCH, "S6"
    if _is_near(case, goal, figure):
        return Status.WATCH, "S7"
    return Status.BEHIND, "S8"


def _has_no_pace(case: Case) -> bool:
    return isinstance(case.indicator.target, RankAtMost)


def _keeps_pace(case: Case, goal: Goal, figure: Fraction) -> bool:
    above = goal.upper is not None and figure > goal.upper
    if case.expectation is None:
        return not above
    if goal.less_is_better:
        return figure <= case.expectation.value
    return figure >= case.expectation.value and not above


def _is_near(case: Case, goal: Goal, figure: Fraction) -> bool:
    """S7: within the tolerance of the pace, or of a rate that is to be held."""
    if case.expectation is None:
        return goal.upper is not None and figure <= goal.upper * (1 + TOLERANCE)
    if goal.upper is not None and figure > goal.upper:
        return figure <= goal.upper * (1 + TOLERANCE)
    line = _watch_line(case, goal, case.expectation.value)
    return figure <= line if goal.less_is_better else figure >= line


def _watch_line(case: Case, goal: Goal, due: Fraction) -> Fraction:
    """The figure at which 'behind' becomes 'watch'."""
    one = case.indicator
    sign = 1 if goal.less_is_better else -1
    if one.measure is Measure.RATIO and isinstance(one.trajectory, Hold):
        return due + sign * POINTS
    if goal.less_is_better and one.measure in TOTALS:
        return goal.at
    start = goal.base if goal.base is not None else Fraction(0)
    if goal.less_is_better and goal.base is None:
        return due + TOLERANCE * abs(due)
    return start + (1 - TOLERANCE) * (due - start)


def _may_be_chance(case: Case, goal: Goal, figure: Fraction) -> bool:
    """S6: with few things to count, a shortfall may be chance.

    P(X ≤ A) > 10% for X ~ Bin(T, s), s the share of the target due by now.
    """
    one = case.indicator
    if case.expectation is None or not _is_small_count(one, goal):
        return False
    if figure < 0:
        return False
    share = min(case.expectation.exact / goal.at, Fraction(1))
    return chance_of_at_most(floor(figure), int(goal.at), share) > UNLIKELY


def _is_small_count(one: Indicator, goal: Goal) -> bool:
    return (
        one.small_counts
        and isinstance(one.target, AtLeast)
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


def _answered(case: Case, said: Answers) -> Verdict:
    """Milestones and yes: by date and answer, one unit after the other."""
    if not case.valued and case.awaited and not case.fin and not case.date_passed:
        return Verdict(Status.AWAITED, "S2a")
    if not (said.done or said.not_done or said.unknown):
        return Verdict(Status.NOT_DUE, "S1")
    best = _answer_rung(case, said, missing=False)
    if not said.unknown:
        return Verdict(*best)
    settled = _settle([best, _answer_rung(case, said, missing=True)])
    if settled is not None:
        return Verdict(*settled)
    heard = best if said.done or said.not_done else None
    return Verdict(Status.UNDETERMINED, "S9", heard)


def _answer_rung(case: Case, said: Answers, *, missing: bool) -> Rung:
    """The rung if the silent units have not done it, or if they all have in time."""
    target = case.indicator.target
    if said.not_done or missing:
        if case.fin:
            return Status.FAILED, "S4"
        if case.date_passed:
            return Status.UNREACHABLE, "S2"
        waits = isinstance(target, By) or not case.is_last
        return (Status.ON_TRACK, "S5") if waits else (Status.BEHIND, "S8")
    if isinstance(target, By):
        late = any(day is not None and day > target.date for _, day in said.done)
        if late:
            return Status.DONE_LATE, "S4"
    return Status.MET, "S3"


def commitment_status(statuses: tuple[Status, ...]) -> tuple[Status, int, int]:
    """Status of a commitment, how many of its indicators are met, of how many.

    `void` and `nil_year` stand outside both counts; never an average.
    """
    counted = tuple(each for each in statuses if each in WORST_FIRST)
    met = sum(each in REACHED for each in counted)
    if not counted:
        outside = statuses[0] if statuses else Status.VOID
        return outside, 0, 0
    if met == len(counted) and Status.EXCEEDED in counted:
        return Status.EXCEEDED, met, met
    return min(counted, key=rank), met, len(counted)
