"""The ladder: first rule that matches, with the rule's id (SEMANTICS 7).

The ladder is climbed at every point where the figure may still lie; a verdict is
given only where no later completion of the missing cells can contradict it.
"""

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

from cchc.core.plan.measure import Measure
from cchc.core.verdict.aggregate import Interval
from cchc.core.verdict.statuses import (
    BAD_STATUSES,
    GOOD_STATUSES,
    REACHED_STATUSES,
    WORST_FIRST,
    Status,
    rank,
)
from cchc.core.verdict.verdict_rules import (
    Climb,
    Rung,
    VerdictInput,
    climb,
    turning_points,
)
from cchc.core.verdict.yes_no import Answers
from cchc.text.record import Record


class Verdict(Record):
    """A status and the rule that gave it; `known` is on the reported part alone."""

    status: Status
    rule: str
    known: tuple[Status, str] | None = None


class Judgement(Record):
    """A verdict with its trace: what it was judged on, which rules failed and held.

    `failed` are the rules S1 to S1c that did not hold; `climbs` the rules tried at
    the lowest and the highest figure there can be, or at the one that is known.
    """

    case: VerdictInput
    verdict: Verdict
    failed: tuple[str, ...] = ()
    climbs: tuple[Climb, ...] = ()


def judge(case: VerdictInput) -> Judgement:
    """The verdict on one indicator in one period, with its trace."""
    if case.indicator.target is None:
        return Judgement(case, Verdict(Status.STATISTIC, ""))
    failed: list[str] = []
    for rule, early in RULES_WITHOUT_FIGURE:
        status = early(case)
        if status is not None:
            return Judgement(case, Verdict(status, rule), tuple(failed))
        failed.append(rule)
    if case.answers is not None:
        return Judgement(case, _answered(case, case.answers), tuple(failed))
    climbs = [climb(case, figure) for figure in figures_to_try(case)]
    verdict = _over_interval(case, climbs)
    if case.total.interval.is_point:
        return Judgement(case, verdict, tuple(failed), tuple(climbs))
    ends = min(climbs, key=_figure_of), max(climbs, key=_figure_of)
    return Judgement(case, verdict, tuple(failed), ends)


def _figure_of(met: Climb) -> Fraction:
    return met.figure


def _over_interval(case: VerdictInput, climbs: list[Climb]) -> Verdict:
    """The verdict that no completion of the missing cells can contradict."""
    settled = _settle([met.rung for met in climbs])
    is_lost = settled is not None and settled[0] is Status.UNREACHABLE
    if _is_awaited(case) and not is_lost:
        return Verdict(Status.AWAITED, "S2a")
    if settled is None:
        return Verdict(Status.UNDETERMINED, "S9", _known(case))
    return Verdict(*settled)


def _not_due(case: VerdictInput) -> Status | None:
    """S1: nothing to judge yet."""
    silent = not case.reported and _expects_nothing(case)
    so_far = _nothing_occurred(case) and not case.fin
    return Status.NOT_DUE if case.unopened or silent or so_far else None


def _no_baseline(case: VerdictInput) -> Status | None:
    """S1b: nothing to judge by."""
    one = case.indicator
    needed = one.target is not None and one.target.needs_baseline
    return Status.NO_BASELINE if needed and one.baseline is None else None


def _nil_year(case: VerdictInput) -> Status | None:
    """S1c: the year is over and nothing occurred."""
    return Status.NIL_YEAR if case.fin and _nothing_occurred(case) else None


RULES_WITHOUT_FIGURE: tuple[
    tuple[str, Callable[[VerdictInput], Status | None]], ...
] = (
    ("S1", _not_due),
    ("S1b", _no_baseline),
    ("S1c", _nil_year),
)
"""The rules that look at no figure, in their order."""


def _is_awaited(case: VerdictInput) -> bool:
    """S2a: somebody answered that it is not published, nobody has a figure."""
    return case.awaited and not (case.valued or case.fin)


def _nothing_occurred(case: VerdictInput) -> bool:
    """A ratio of 0/0 in every cell, with none unknown."""
    is_ratio = case.indicator.measure is Measure.RATIO
    zero = case.valued and not case.unknown and case.total.denominator == 0
    return is_ratio and zero


def _expects_nothing(case: VerdictInput) -> bool:
    target = case.indicator.target
    if case.goal is None or target is None or not target.has_pace:
        return False
    if case.expectation is None:
        return True
    return case.expectation.value == 0 and case.goal.wants_more


def _settle(possible: list[Rung]) -> Rung | None:
    """The verdict that holds wherever the figure may lie; None if they disagree."""
    worst = min(possible, key=_rank_of)
    best = max(possible, key=_rank_of)
    if worst[0] is best[0] or worst[0] in GOOD_STATUSES:
        return worst
    return best if best[0] in BAD_STATUSES else None


def _rank_of(rung: Rung) -> int:
    return rank(rung[0])


def _known(case: VerdictInput) -> Rung | None:
    """The verdict on the reported part alone; of a rate it may be 0/0 so far."""
    if case.total.known is not None:
        return climb(case, case.total.known).rung
    if case.total.denominator != 0:
        return None
    return (Status.NIL_YEAR, "S1c") if case.fin else (Status.NOT_DUE, "S1")


def figures_to_try(case: VerdictInput) -> list[Fraction]:
    """Where to climb the ladder: the ends, the lines it turns on, and between them."""
    span = case.total.interval
    if span.is_point and span.lo is not None:
        return [span.lo]
    lines = sorted(set(turning_points(case)))
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


def _answered(case: VerdictInput, said: Answers) -> Verdict:
    """Milestones and yes: by date and answer, one unit after the other."""
    if _is_awaited(case):
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


def _answer_rung(case: VerdictInput, said: Answers, *, missing: bool) -> Rung:
    """The rung if the silent units have not done it, or if they all have in time."""
    target = case.indicator.target
    deadline = target.deadline if target is not None else None
    if said.not_done or missing:
        if case.fin:
            return Status.FAILED, "S4"
        if case.date_passed:
            return Status.UNREACHABLE, "S2"
        waits = deadline is not None or not case.is_last
        return (Status.ON_TRACK, "S5") if waits else (Status.BEHIND, "S8")
    if deadline is not None:
        late = any(day is not None and day > deadline for _, day in said.done)
        if late:
            return Status.DONE_LATE, "S4"
    return Status.MET, "S3"


def commitment_status(statuses: tuple[Status, ...]) -> tuple[Status, int, int]:
    """Status of a commitment, how many of its indicators are met, of how many.

    `void` and `nil_year` stand outside both counts; never an average.
    """
    counted = tuple(each for each in statuses if each in WORST_FIRST)
    met = sum(each in REACHED_STATUSES for each in counted)
    if not counted:
        outside = statuses[0] if statuses else Status.VOID
        return outside, 0, 0
    if met == len(counted) and Status.EXCEEDED in counted:
        return Status.EXCEEDED, met, met
    return min(counted, key=rank), met, len(counted)
