"""The ladder: first rule that matches, with the rule's id (SEMANTICS 7).

The ladder is climbed at every point where the figure may still lie; a verdict is
given only where no later completion of the missing cells can contradict it.
"""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import pairwise

from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.verdict.aggregate import Total
from cchc.core.verdict.coverage import Answers
from cchc.core.verdict.statuses import (
    ASIDE_STATUSES,
    BAD_STATUSES,
    DONE_TASKS,
    REACHED_STATUSES,
    UNCOUNTED_TASKS,
    WORST_FIRST,
    Status,
    TaskStatus,
    rank,
)
from cchc.core.verdict.verdict_rules import (
    RuleTrial,
    Verdict,
    VerdictInput,
    climb,
    final_status,
    turning_points,
)
from cchc.text.record import Record, replace


class Judgement(Record):
    """A verdict with its trace: what it was judged on, which rules failed and held.

    `failed` are the rules S1 to S1c that did not hold; `climbs` the rules tried at
    the lowest and the highest figure there can be, or at the one that is known.
    Where the verdict was final before any of them, `failed` is empty.
    """

    case: VerdictInput
    verdict: Verdict
    failed: tuple[str, ...] = ()
    climbs: tuple[RuleTrial, ...] = ()


def judge(case: VerdictInput) -> Judgement:
    """The verdict on one indicator in one period, with its trace."""
    if case.indicator.target is None:
        return Judgement(case, Verdict(Status.STATISTIC, ""))
    final = final_verdict(case) if case.indicator.is_assigned else None
    if final is not None:
        return Judgement(case, final, (), _end_trials(replace(case, firm=None)))
    failed: list[str] = []
    for rule, status_if_holds in RULES_WITHOUT_FIGURE:
        status = status_if_holds(case)
        if status is not None:
            return Judgement(case, Verdict(status, rule), tuple(failed))
        failed.append(rule)
    if case.answers is not None:
        return Judgement(case, _verdict_on_answers(case, case.answers), tuple(failed))
    if is_unreached(case):
        return Judgement(case, _verdict_on_nothing(case), tuple(failed))
    verdict = _verdict_over_interval(case)
    return Judgement(case, verdict, tuple(failed), _end_trials(case))


def possible_verdicts(case: VerdictInput) -> tuple[Verdict, ...]:
    """Every verdict that some completion of the missing cells can give."""
    final = final_verdict(case) if case.indicator.is_assigned else None
    if final is not None:
        return (final,)
    for rule, status_if_holds in RULES_WITHOUT_FIGURE:
        status = status_if_holds(case)
        if status is not None:
            return (Verdict(status, rule),)
    if case.answers is not None:
        silent = (True, False) if case.answers.unknown else (True,)
        return tuple(
            _answer_verdict(case, case.answers, silent_did_it=did_it)
            for did_it in silent
        )
    if is_unreached(case):
        return (_verdict_on_nothing(case),)
    return _possible_at_figures(case)


def _possible_at_figures(case: VerdictInput) -> tuple[Verdict, ...]:
    """The verdict at each figure there can be, and on a rate of 0/0 where it may be."""
    figures = figures_to_try(case, case.total)
    climbed = tuple(climb(case, figure).verdict for figure in figures)
    indicator = case.indicator
    is_rate = indicator.measure is Measure.RATIO and indicator.of is not RatioOf.PLAN
    may_be_nothing = is_rate and case.unknown and not case.total.denominator
    return (*climbed, _nothing_yet(case)) if may_be_nothing else climbed


def _end_trials(case: VerdictInput) -> tuple[RuleTrial, ...]:
    """The rules tried at the ends of where the figure may lie; nothing for answers."""
    if case.answers is not None:
        return ()
    figures = figures_to_try(case, case.total)
    ends = sorted({min(figures), max(figures)})
    return tuple(climb(case, end) for end in ends)


def final_verdict(case: VerdictInput) -> Verdict | None:
    """S2, S3 and S4, tried before all else: no report can undo them.

    On what is known so far, whatever the calendar says of the period (7). Where an
    estimate is in the figure, only what holds without it too.
    """
    if case.answers is not None:
        return _final_answer(case, case.answers)
    final = _final_over(case, case.total)
    if final is None or case.firm is None or case.fin:
        return final
    firm = _final_over(case, case.firm)
    if firm is None or firm.rule != final.rule:
        return None
    return firm if rank(firm.status) < rank(final.status) else final


def _final_over(case: VerdictInput, total: Total) -> Verdict | None:
    """What S2, S3 and S4 say wherever a figure may lie; None where they disagree."""
    if total.figure is None or is_unreached(case):
        return None
    statuses = {final_status(case, figure) for figure in figures_to_try(case, total)}
    if statuses == {Status.UNREACHABLE}:
        return Verdict(Status.UNREACHABLE, "S2")
    if statuses == {Status.FAILED}:
        return Verdict(Status.FAILED, "S4")
    if statuses <= set(REACHED_STATUSES):
        return Verdict(Status.MET if Status.MET in statuses else Status.EXCEEDED, "S3")
    return None


def is_unreached(case: VerdictInput) -> bool:
    """Whether nothing was reported, and nobody waits for what is missing (11)."""
    return case.total.known is None and not case.unknown


def _verdict_on_nothing(case: VerdictInput) -> Verdict:
    """The target is not reached: a ceiling neither, where nothing was reported."""
    if case.fin:
        return Verdict(Status.FAILED, "S4")
    is_open = case.expectation is None and not case.is_last
    return Verdict(Status.NOT_DUE, "S4a") if is_open else Verdict(Status.BEHIND, "S8")


def _final_answer(case: VerdictInput, answers: Answers) -> Verdict | None:
    """The answer of all that no later report can undo; None where there is none yet."""
    if not (answers.done or answers.not_done):
        return None
    best = _answer_verdict(case, answers, silent_did_it=True)
    worst = _answer_verdict(case, answers, silent_did_it=not answers.unknown)
    is_final = best == worst and best.rule in {"S2", "S3"}
    is_final = is_final or best.status is worst.status is Status.FAILED
    is_final = is_final or best.status is worst.status is Status.DONE_LATE
    return best if is_final and not (answers.later and best.rule == "S3") else None


def s1_not_due(case: VerdictInput) -> Status | None:
    """S1: nothing to judge yet."""
    if case.goal is None or case.is_last or case.indicator.trajectory is None:
        expects_nothing = False
    elif case.expectation is None:
        expects_nothing = True
    else:
        # an allowance of 0 is due at once, a path that begins at 0 is not (S1)
        expects_nothing = case.expectation.value == 0 and case.goal.wants_more
    not_begun = not case.reported and expects_nothing
    nothing_so_far = _nothing_occurred(case) and not case.fin
    is_open = case.unopened or not_begun or nothing_so_far or case.nobody
    return Status.NOT_DUE if is_open and s1c_nil_year(case) is None else None


def s1b_no_yardstick(case: VerdictInput) -> Status | None:
    """S1b: nothing to judge by."""
    indicator = case.indicator
    if not indicator.is_assigned:
        return Status.UNASSIGNED
    needed = indicator.target is not None and indicator.target.needs_baseline
    return Status.NO_BASELINE if needed and indicator.baseline is None else None


def s1c_nil_year(case: VerdictInput) -> Status | None:
    """S1c: the year is over and nothing occurred, or nobody was asked."""
    nothing = _nothing_occurred(case) or case.nobody_all_year
    return Status.NIL_YEAR if case.fin and nothing else None


RuleWithoutFigure = Callable[[VerdictInput], Status | None]
RULES_WITHOUT_FIGURE: tuple[tuple[str, RuleWithoutFigure], ...] = (
    ("S1", s1_not_due),
    ("S1b", s1b_no_yardstick),
    ("S1c", s1c_nil_year),
)
"""The rules that look at no figure, in their order."""


def _nothing_occurred(case: VerdictInput) -> bool:
    """A ratio of 0/0 in every cell, with none unknown."""
    is_ratio = case.indicator.measure is Measure.RATIO
    return is_ratio and case.valued and not case.unknown and case.total.denominator == 0


def _verdict_over_interval(case: VerdictInput) -> Verdict:
    """The verdict that no completion of the missing cells can contradict."""
    if case.awaited:
        return Verdict(Status.AWAITED, "S2a", _verdict_on_known(case))
    possible = _possible_at_figures(case)
    # what stands outside of the order agrees with nothing in it
    is_in_order = all(verdict.status in WORST_FIRST for verdict in possible)
    agreed = agreed_verdict(possible) if is_in_order else None
    return agreed or Verdict(Status.UNDETERMINED, "S9", _verdict_on_known(case))


def _verdict_on_known(case: VerdictInput) -> Verdict | None:
    """The verdict on the reported part alone; None where nothing is reported."""
    if case.total.known is not None:
        return climb(case, case.total.known).verdict
    if case.total.denominator != 0:
        return None
    return _nothing_yet(case)  # of a rate the reported part may be 0/0 so far


def _nothing_yet(case: VerdictInput) -> Verdict:
    """The verdict on a rate of 0/0."""
    if case.fin:
        return Verdict(Status.NIL_YEAR, "S1c")
    return Verdict(Status.NOT_DUE, "S1")


def agreed_verdict(possible: Sequence[Verdict]) -> Verdict | None:
    """The verdict that holds wherever the figure may lie; None if they disagree.

    Where even the worst is not due or better it holds ("trở lên"), where even the
    best is bad it does ("trở xuống"): S9.
    """
    ranks = [rank(verdict.status) for verdict in possible]
    worst, best = possible[ranks.index(min(ranks))], possible[ranks.index(max(ranks))]
    if worst.status is best.status or min(ranks) >= rank(Status.NOT_DUE):
        return worst
    return best if best.status in BAD_STATUSES else None


def figures_to_try(case: VerdictInput, total: Total) -> list[Fraction]:
    """Where to climb the ladder: the ends, the lines it turns on, and between them.

    The ends alone will not do: `between` and `exactly` are not monotone (6).
    """
    span = total.interval
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
    heard = answers.done or answers.not_done or answers.last_no
    not_done = (*answers.not_done, *answers.last_no)
    spoken = replace(answers, not_done=not_done, later=())
    known = _answer_verdict(case, spoken, silent_did_it=True) if heard else None
    if case.awaited:
        return Verdict(Status.AWAITED, "S2a", known)
    best = _answer_verdict(case, answers, silent_did_it=True)
    if not answers.unknown:
        return best
    worst = _answer_verdict(case, answers, silent_did_it=False)
    agreed = agreed_verdict([best, worst])
    return agreed or Verdict(Status.UNDETERMINED, "S9", known)


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
        return _still_to_do(case)
    days = [day for _, day in answers.done if day is not None]
    if deadline is not None and any(day > deadline for day in days):
        # done late is S4, not S2: it was reached, and cannot be lost any more (5)
        return Verdict(Status.DONE_LATE, "S4")
    if answers.later and not case.fin:
        # for whoever is asked later only: all others have done their part
        verdict = _still_to_do(case)
        is_behind = verdict.status is Status.BEHIND
        return Verdict(Status.ON_TRACK, "S5") if is_behind else verdict
    return Verdict(Status.MET, "S3")


def _still_to_do(case: VerdictInput) -> Verdict:
    """The verdict on what is not done yet, and is not too late."""
    if case.unbegun:
        return Verdict(Status.NOT_DUE, "S1")  # before its first day (6)
    if case.indicator.measure is Measure.MILESTONE:
        return Verdict(Status.ON_TRACK, "S5")  # before its date (6)
    # a yes without a path has no pace: before the last period its no is shown (6)
    is_late = case.is_last or case.is_answer_due
    return Verdict(Status.BEHIND, "S8") if is_late else Verdict(Status.NOT_DUE, "S4a")


def status_by_tasks(
    tasks: Iterable[TaskStatus], *, fin: bool
) -> tuple[Status, int, int]:
    """Status of a commitment that tasks alone keep, how many are done, of how many.

    The worst of them (7): failed where one is not done at fin, behind while one is
    overdue, done late when one was; met when all are done. Dropped and recurring ones
    stand outside.
    """
    counted = [status for status in tasks if status not in UNCOUNTED_TASKS]
    done = sum(status in DONE_TASKS for status in counted)
    is_done = done == len(counted)
    rules = (
        (fin and not is_done, Status.FAILED),
        (TaskStatus.OVERDUE in counted, Status.BEHIND),
        (TaskStatus.DONE_LATE in counted, Status.DONE_LATE),
        (bool(counted) and is_done, Status.MET),
    )
    status = next((status for holds, status in rules if holds), Status.ON_TRACK)
    return status, done, len(counted)


def commitment_status(statuses: tuple[Status, ...]) -> tuple[Status, int, int]:
    """Status of a commitment, how many of its indicators are met, of how many.

    `void` and `nil_year` stand outside both counts; what is not judged yet counts and
    stands aside: while it does, the commitment is at best on track (7). Never an
    average.
    """
    counted = tuple(status for status in statuses if status in WORST_FIRST)
    met = sum(status in REACHED_STATUSES for status in counted)
    if not counted:
        return statuses[0] if statuses else Status.VOID, 0, 0
    if met == len(counted) and Status.EXCEEDED in counted:
        return Status.EXCEEDED, met, met
    judged = [status for status in counted if status not in ASIDE_STATUSES]
    if not judged:
        return min(counted, key=rank), met, len(counted)
    if len(judged) < len(counted):
        judged.append(Status.ON_TRACK)
    return min(judged, key=rank), met, len(counted)
