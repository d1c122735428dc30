"""What applying a plan changes, as sentences and as a document."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from cchc.core.facts.typed import read_paper
from cchc.core.plan.calendar import periods
from cchc.core.plan.changes import PlanChange
from cchc.core.plan.date_window import DateRole, paper_problem
from cchc.core.plan.period import Period
from cchc.core.plan.plan import NO_PAPER, Paper, Plan, PlanVersion
from cchc.text.problem import Place, Problem, ProblemCode
from cchc.text.record import Record
from cchc.words.period import read_period

STDIN = "-"


class Grounds(Record):
    """Why a plan is changed: as typed, None where nothing was (SEMANTICS 10)."""

    decision: str | None = None
    effective: str | None = None
    reason: str | None = None


class Applied(Record):
    """What applying did, or would do in a rehearsal.

    `number` is the version in the database now; `unchanged`: nothing was written,
    because the file says what that version says. `backup` is the copy made before.
    """

    number: int
    plan: Plan
    effective: str
    warnings: tuple[Problem, ...]
    changes: tuple[PlanChange, ...] = ()
    decision: Paper = NO_PAPER
    created: bool = False
    unchanged: bool = False
    backup: Path | None = None


def read_decision(text: str) -> Paper | None:
    """`45/QĐ-UBND ngày 01/7/2022` → number and date; None when either is missing."""
    paper = read_paper(text)
    if isinstance(paper, Problem) or paper.number is None or paper.date is None:
        return None
    return paper


def check_grounds(
    grounds: Grounds, plan: Plan, last: PlanVersion, today: date
) -> Iterator[Problem]:
    """What is missing or wrong with the grounds; a period closed since is warned of.

    A period is judged by the version in force at its cut-off, so a decision made
    after the cut-off cannot govern it; one made in time and typed late can.
    """
    made = periods(plan)
    paper = read_decision(grounds.decision or "")
    period = read_period(grounds.effective or "", made)
    if paper is None:
        yield _missing("--decision")
    elif paper.date is not None and paper.date > today:
        blanks = {"day": paper.date.isoformat(), "today": today.isoformat()}
        place = Place(argument="--decision")
        yield Problem(ProblemCode.PLAN_DECISION_AHEAD, place, blanks)
    elif odd := paper_problem(paper, plan, "--decision", DateRole.DECISION):
        yield odd
    if period is None:
        yield _missing("--effective")
    elif period.ordinal < last.effective:
        held = made[min(last.effective, len(made)) - 1].id
        place = Place(argument="--effective")
        blanks = {"text": period.id, "held": held}
        yield Problem(ProblemCode.PLAN_EFFECTIVE_PAST, place, blanks)
    elif paper is not None and paper.date is not None:
        yield from _check_cutoff(period, paper.date, today, made)
    if not (grounds.reason or "").strip():
        yield _missing("--reason")


def _missing(option: str) -> Problem:
    place = Place(argument=option)
    return Problem(ProblemCode.PLAN_NEEDS_DECISION, place, {"text": option})


def _check_cutoff(
    period: Period, decided: date, today: date, made: tuple[Period, ...]
) -> Iterator[Problem]:
    place = Place(argument="--effective")
    end = _last_day(period)
    blanks = {"text": period.id, "cutoff": end.isoformat()}
    if decided > end:
        open_ones = (period.id for period in made if _last_day(period) >= decided)
        blanks |= {"day": decided.isoformat(), "held": next(open_ones, made[-1].id)}
        yield Problem(ProblemCode.PLAN_DECISION_LATE, place, blanks)
    elif today > end:
        yield Problem(ProblemCode.PLAN_EFFECTIVE_CLOSED, place, blanks)


def _last_day(period: Period) -> date:
    """The last day on which a version can come into force for a period.

    Its cut-off; for the year's last period the end of the calendar year, since the
    year is judged by the version in force at its end.
    """
    if period.is_last:
        return max(period.cutoff, date(period.year, 12, 31))
    return period.cutoff
