"""The grounds of an amendment: decision, effective period, reason (SEMANTICS 10)."""

import re
from collections.abc import Iterator
from datetime import date

from cchc.core.plan.calendar import periods
from cchc.core.plan.date_window import DateRole, plan_window, window_problem
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Paper, Plan, PlanVersion
from cchc.text.day import parse_day
from cchc.text.problem import Place, Problem, ProblemCode
from cchc.text.record import Record
from cchc.words.period import read_period

_DECISION = re.compile(
    r"(?:số\s+)?([^\s,]*\d[^\s,]*)\s*,?\s+(?:ngày\s+)?(\S+)", re.IGNORECASE
)


class Grounds(Record):
    """Why a plan is changed: as typed, None where nothing was."""

    decision: str | None = None
    effective: str | None = None
    reason: str | None = None


def read_decision(text: str) -> Paper | None:
    """`45/QĐ-UBND ngày 01/7/2022` → number and date; None when either is missing."""
    found = _DECISION.fullmatch(text.strip())
    if found is None:
        return None
    day = parse_day(found.group(2))
    return None if day is None else Paper(found.group(1), day)


def doubts(
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
        yield _lack("--decision")
    elif paper.date is not None and paper.date > today:
        yield _ahead(paper.date, today)
    elif paper.date is not None:
        place, window = Place(argument="--decision"), plan_window(made)
        odd = window_problem(paper.date, window, DateRole.DECISION, place)
        yield from () if odd is None else (odd,)
    if period is None:
        yield _lack("--effective")
    elif period.ordinal < last.effective:
        held = made[min(last.effective, len(made)) - 1].id
        blanks = {"text": period.id, "held": held}
        yield Problem(
            ProblemCode.PLAN_EFFECTIVE_PAST, Place(argument="--effective"), blanks
        )
    elif paper is not None and paper.date is not None:
        yield from _against_cutoff(period, paper.date, today, made)
    if not (grounds.reason or "").strip():
        yield _lack("--reason")


def _lack(option: str) -> Problem:
    place = Place(argument=option)
    return Problem(ProblemCode.PLAN_NEEDS_DECISION, place, {"text": option})


def _ahead(day: date, today: date) -> Problem:
    blanks = {"day": day.isoformat(), "today": today.isoformat()}
    return Problem(
        ProblemCode.PLAN_DECISION_AHEAD, Place(argument="--decision"), blanks
    )


def _against_cutoff(
    period: Period, decided: date, today: date, made: tuple[Period, ...]
) -> Iterator[Problem]:
    place = Place(argument="--effective")
    end = _end(period)
    blanks = {"text": period.id, "cutoff": end.isoformat()}
    if decided > end:
        held = next((each.id for each in made if _end(each) >= decided), made[-1].id)
        more = {"day": decided.isoformat(), "held": held}
        yield Problem(ProblemCode.PLAN_DECISION_LATE, place, {**blanks, **more})
    elif today > end:
        yield Problem(ProblemCode.PLAN_EFFECTIVE_CLOSED, place, blanks)


def _end(period: Period) -> date:
    """The last day on which a version can come into force for a period.

    Its cut-off; for the year's last period the end of the calendar year, since the
    year is judged by the version in force at its end.
    """
    if period.is_last:
        return max(period.cutoff, date(period.year, 12, 31))
    return period.cutoff
