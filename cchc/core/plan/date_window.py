"""In which days a date can be true; outside of them it is a slip (SEMANTICS 2).

`DATE_RULES` is the one table: what holds for a date, by what the date says. Every door
reads its dates by it; what it refuses is P318 (a day ahead) or P346 (outside of the
window), what it questions is P349.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from cchc.core.plan.calendar import periods
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Paper, Plan
from cchc.text.closed_list import StrEnum
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
    EVIDENCE = "evidence"
    DUE = "due"
    OPTION = "option"


class DateSpan(StrEnum):
    """By what a date is bounded: its report's period, its plan, or nothing of them."""

    PERIOD = "period"
    PLAN = "plan"
    ANY = "any"


class DateRule(Record):
    """What holds for a date of one role.

    `is_past`: it says what has happened, and is never ahead. `is_questioned`: inside
    its window, but outside of the days that the plan runs, it is asked about.
    """

    span: DateSpan = DateSpan.PLAN
    is_past: bool = True
    is_questioned: bool = False


DATE_RULES: Mapping[DateRole, DateRule] = {
    DateRole.RECEIVED: DateRule(DateSpan.PERIOD),
    DateRole.DOCUMENT: DateRule(),
    DateRole.ITEM: DateRule(is_questioned=True),
    DateRole.MILESTONE: DateRule(is_questioned=True),
    DateRole.TASK: DateRule(is_questioned=True),
    DateRole.UNTIL: DateRule(is_past=False, is_questioned=True),
    DateRole.ANSWER: DateRule(is_past=False, is_questioned=True),
    DateRole.SIGNED: DateRule(),
    DateRole.DECISION: DateRule(),
    DateRole.EVIDENCE: DateRule(is_past=False),
    DateRole.DUE: DateRule(is_past=False, is_questioned=True),
    DateRole.OPTION: DateRule(DateSpan.ANY, is_past=False),
}


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
    last_due = max(day for own in made for day in (own.due, *own.dues.values()))
    start = min(period.start for period in made)
    return DateWindow(start - ONE_YEAR, last_due + ONE_YEAR)


def own_days(made: Sequence[Period], settles: Iterable[date | None]) -> DateWindow:
    """The days that the plan runs: outside of them a date is questioned.

    From the first day of its first period to its last due day, the last day on which a
    figure settles or the end of its calendar year, whichever comes last.
    """
    dues = [day for period in made for day in (period.due, *period.dues.values())]
    year_end = max(period.cutoff for period in made).replace(month=12, day=31)
    ends = (*dues, *(day for day in settles if day is not None), year_end)
    return DateWindow(min(period.start for period in made), max(ends))


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
    return Problem(ProblemCode.DATE_IMPOSSIBLE, place, _blanks(day, window, role))


def paper_problem(
    paper: Paper,
    plan: Plan,
    option: str = "--document",
    role: DateRole = DateRole.DOCUMENT,
) -> Problem | None:
    """P346 for a paper whose day is none of the plan's time, at its option."""
    if paper.date is None:
        return None
    window, place = plan_window(periods(plan)), Place(argument=option)
    return window_problem(paper.date, window, role, place)


def odd_day(day: date, own: DateWindow, role: DateRole, place: Place) -> Problem | None:
    """P349, a warning, for a day outside of the plan's own that is worth a question."""
    if own.holds(day) or not DATE_RULES[role].is_questioned:
        return None
    return Problem(ProblemCode.DATE_ODD, place, _blanks(day, own, role))


def deadline_doubts(
    day: date | None, plan: Plan, role: DateRole
) -> tuple[Problem, ...]:
    """P349 for a deadline that is moved outside of the days that the plan runs."""
    own = own_days(periods(plan), (line.settles for line in plan.all_indicators))
    place = Place(argument="--due" if role is DateRole.ANSWER else "--until")
    doubt = None if day is None else odd_day(day, own, role, place)
    return () if doubt is None else (doubt,)


def _blanks(day: date, window: DateWindow, role: DateRole) -> dict[str, Blank]:
    ends = {"first": short(window.first), "last": short(window.last)}
    return {"slip": role.value, "day": short(day), **ends}
