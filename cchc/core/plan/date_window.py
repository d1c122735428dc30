"""In which days a date can be true; outside of them it is a slip (SEMANTICS 2)."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from cchc.core.plan.period import Period
from cchc.text.day import short
from cchc.text.problem import Blank, Place, Problem, ProblemCode
from cchc.text.record import Record

ONE_YEAR = timedelta(days=366)
EARLY = timedelta(days=92)
"""How long before the first day of a plan's year its papers may be signed."""


class DateRole(StrEnum):
    """What a date says; its name in words is `problem.P346.ROLE`."""

    RECEIVED = "received"
    DOCUMENT = "document"
    ITEM = "item"
    MILESTONE = "milestone"
    TASK = "task"
    UNTIL = "until"
    ANSWER = "answer"
    SIGNED = "signed"
    DECISION = "decision"


class DateWindow(Record):
    """The first and the last day that a date may be."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether the day is one of the window's, both ends included."""
        return self.first <= day <= self.last


def plan_window(made: Sequence[Period]) -> DateWindow:
    """A year before the first day of the plan's periods to a year after the last due.

    Dates of papers, items, milestones, tasks, decisions and later due days lie in it.
    """
    last_due = max(
        day for period in made for day in (period.due, *period.dues.values())
    )
    start = min(period.start for period in made)
    return DateWindow(start - ONE_YEAR, last_due + ONE_YEAR)


def signing_window(made: Sequence[Period], kind: str) -> DateWindow:
    """From a quarter before the plan's first day to the last due day of a unit's kind.

    Narrower than `plan_window`: last year's paper of the same name is no paper of this
    plan (P384 names `--year`).
    """
    return DateWindow(made[0].start - EARLY, made[-1].due_for(kind))


def received_window(period: Period, today: date) -> DateWindow:
    """A report comes on or after the first day of its period, and not in the future."""
    return DateWindow(period.start, max(period.start, today))


def window_problem(
    day: date, window: DateWindow, role: DateRole, place: Place
) -> Problem | None:
    """P346, with the day as it was read and the window; None for a day inside."""
    if window.holds(day):
        return None
    blanks: dict[str, Blank] = {
        "slip": role.value,
        "day": short(day),
        "first": short(window.first),
        "last": short(window.last),
    }
    return Problem(ProblemCode.DATE_IMPOSSIBLE, place, blanks)
