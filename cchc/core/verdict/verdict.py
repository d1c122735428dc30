"""The ladder: first rule that matches, with the rule's id (SEMANTICS 7).

The ladder is climbed at every point where the figure may still lie; a verdict is
given only where no later completion of the missing cells can contradict it.
"""

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

from cchc.core.plan.measure import Measure
from cchc.core.verdict.statuses import (
    BAD_STATUSES,
    GOOD_STATUSES,
    REACHED_STATUSES,
    WORST_FIRST,
    Status,
    rank,
)
from cchc.core.verdict.verdict_rules import (
    RuleTrial,
    Verdict,
    VerdictInput,
    climb,
    turning_points,
)
from cchc.core.verdict.yes_no import Answers
from cchc.text.record import Record


class Judgement(Record):
    """A verdict with its trace: what it was judged on, which rules failed and held.

    `failed` are the rules S1 to S1c that did not hold; `climbs` the rules tried at
    the lowest and the highest figure there can be, or at the one that is known.
    """

    case: VerdictInput
    verdict: Verdict
    failed: tuple[str, ...] = ()
    climbs: tuple[RuleTrial, ...] = ()


def judge(case: VerdictInput) -> Judgement:
    """The verdict on one indicator in one period, with its trace."""
    if case.indicator.target is None:
        return Judgement(case, Verdict(Status.STATISTIC, ""))
    failed: list[str] = []
    for rule, status_if_holds in RULES_WITHOUT_FIGURE:
        status = status_if_holds(case)
        if status is not None:
            return Judgement(case, Verdict(status, rule), tuple(failed))
        failed.append(rule)
    if case.answers is not None:
        return Judgement(case, _verdict_on_answers(case, case.answers), tuple(failed))
    climbs = [climb(case, figure) for figure in figures_to_try(case)]
    verdict = _verdict_over_interval(case, climbs)
    if case.total.interval.is_point:
        return Judgement(case, verdict, tuple(failed), tuple(climbs))
    figures = [climbed.figure for climbed in climbs]
    ends = [climbs[figures.index(end)] for end in (min(figures), max(figures))]
    return Judgement(case, verdict, tuple(failed), tuple(ends))


def s1_not_due(case: VerdictInput) -> Status | None:
    """S1: nothing to judge yet."""
    if case.goal is None or case.has_no_pace:
        expects_nothing = False
    elif case.expectation is None:
        expects_nothing = True
    else:
        # an allowance of 0 is due at once, a path that begins at 0 is not (S1)
        expects_nothing = case.expectation.value == 0 and case.goal.wants_more
    not_begun = not case.reported and expects_nothing
    nothing_so_far = _nothing_occurred(case) and not case.fin
    return Status.NOT_DUE if case.unopened or not_begun or nothing_so_far else None


def s1b_no_baseline(case: VerdictInput) -> Status | None:
    """S1b: nothing to judge by."""
    indicator = case.indicator
    needed = indicator.target is not None and indicator.target.needs_baseline
    return Status.NO_BASELINE if needed and indicator.baseline is None else None


def s1c_nil_year(case: VerdictInput) -> Status | None:
    """S1c: the year is over and nothing occurred."""
    return Status.NIL_YEAR if case.fin and _nothing_occurred(case) else None


RuleWithoutFigure = Callable[[VerdictInput], Status | None]
RULES_WITHOUT_FIGURE: tuple[tuple[str, RuleWithoutFigure], ...] = (
    ("S1", s1_not_due),
    ("S1b", s1b_no_baseline),
    ("S1c", s1c_nil_year),
)
"""The rules that look at no figure, in their order."""


def _nothing_occurred(case: VerdictInput) -> bool:
    """A ratio of 0/0 in every cell, with none unknown."""
    is_ratio = case.indicator.measure is Measure.RATIO
    return is_ratio and case.valued and not case.unknown and case.total.denominator == 0


def _is_awaited(case: VerdictInput) -> bool:
    """S2a: somebody answered that it is not published, nobody has a figure."""
    return case.awaited and not (case.valued or case.fin)


def _verdict_over_interval(case: VerdictInput, climbs: list[RuleTrial]) -> Verdict:
    """The verdict that no completion of the missing cells can contradict."""
    agreed = _agreed_verdict([climbed.verdict for climbed in climbs])
    is_lost = agreed is not None and agreed.status is Status.UNREACHABLE
    # what is lost for good is lost whatever will be published (S2 before S2a)
    if _is_awaited(case) and not is_lost:
        return Verdict(Status.AWAITED, "S2a")
    if agreed is not None:
        return agreed
    known = None
    if case.total.known is not None:
        known = climb(case, case.total.known).verdict
    elif case.total.denominator == 0:
        # of a rate the reported part may be 0/0 so far
        nil_year = Verdict(Status.NIL_YEAR, "S1c")
        known = nil_year if case.fin else Verdict(Status.NOT_DUE, "S1")
    return Verdict(Status.UNDETERMINED, "S9", known)


def _agreed_verdict(possible: list[Verdict]) -> Verdict | None:
    """The verdict that holds wherever the figure may lie; None if they disagree.

    Where even the worst is good it holds ("trở lên"), where even the best is bad it
    does ("trở xuống"): S9.
    """
    ranks = [rank(verdict.status) for verdict in possible]
    worst, best = possible[ranks.index(min(ranks))], possible[ranks.index(max(ranks))]
    if worst.status is best.status or worst.status in GOOD_STATUSES:
        return worst
    return best if best.status in BAD_STATUSES else None


def figures_to_try(case: VerdictInput) -> list[Fraction]:
    """Where to climb the ladder: the ends, the lines it turns on, and between them.

    The ends alone will not do: `between` and `exactly` are not monotone (6).
    """
    span = case.total.interval
    if span.is_point and span.lo is not None:
        return [span.lo]
    lines = sorted(set(turning_points(case)))
    # an infinite end moves to where the verdict no longer changes
    known = [*lines, *(end for end in (span.lo, span.hi) if end is not None)]
    lo = span.lo if span.lo is not None else min(known) - 1
    hi = span.hi if span.hi is not None else max(known) + 1
    inner = [line for line in lines if lo < line < hi]
    middles = [(left + right) / 2 for left, right in pairwise([lo, *inner, hi])]
    ends = [*([] if span.lo_open else [lo]), *([] if span.hi_open else [hi])]
    return [*inner, *middles, *ends]


def _verdict_on_answers(case: VerdictInput, answers: Answers) -> Verdict:
    """Milestones and yes: by date and answer, one unit after the other."""
    if _is_awaited(case):
        return Verdict(Status.AWAITED, "S2a")
    heard = answers.done or answers.not_done
    if not (heard or answers.unknown):
        return Verdict(Status.NOT_DUE, "S1")
    best = _answer_verdict(case, answers, silent_did_it=True)
    if not answers.unknown:
        return best
    worst = _answer_verdict(case, answers, silent_did_it=False)
    agreed = _agreed_verdict([best, worst])
    if agreed is not None:
        return agreed
    return Verdict(Status.UNDETERMINED, "S9", best if heard else None)


def _answer_verdict(
    case: VerdictInput, answers: Answers, *, silent_did_it: bool
) -> Verdict:
    """The verdict if the silent units have all done it in time, or if none has."""
    target = case.indicator.target
    deadline = target.deadline if target is not None else None
    if answers.not_done or not silent_did_it:
        if case.fin:
            return Verdict(Status.FAILED, "S4")
        if case.date_passed:
            return Verdict(Status.UNREACHABLE, "S2")
        # before its date a milestone is on track; a yes has until the last period (6)
        waits = deadline is not None or not case.is_last
        return Verdict(Status.ON_TRACK, "S5") if waits else Verdict(Status.BEHIND, "S8")
    days = [day for _, day in answers.done if day is not None]
    if deadline is not None and any(day > deadline for day in days):
        # done late is S4, not S2: it was reached, and cannot be lost any more (5)
        return Verdict(Status.DONE_LATE, "S4")
    return Verdict(Status.MET, "S3")


def commitment_status(statuses: tuple[Status, ...]) -> tuple[Status, int, int]:
    """Status of a commitment, how many of its indicators are met, of how many.

    `void` and `nil_year` stand outside both counts; never an average.
    """
    counted = tuple(status for status in statuses if status in WORST_FIRST)
    met = sum(status in REACHED_STATUSES for status in counted)
    if not counted:
        return statuses[0] if statuses else Status.VOID, 0, 0
    if met == len(counted) and Status.EXCEEDED in counted:
        return Status.EXCEEDED, met, met
    return min(counted, key=rank), met, len(counted)
