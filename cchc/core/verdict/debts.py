"""Who owes what: the board of the app that reminds (SEMANTICS 11)."""

from collections.abc import Iterable
from datetime import date

from cchc.core.facts.report import CellState, Facts
from cchc.core.facts.totals import book_of
from cchc.core.plan.calendar import WorkCalendar, work_calendar
from cchc.core.plan.calendar import periods as periods_of
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, Plan
from cchc.core.plan.unit import Reminder, ReminderStep, Unit, without_sent
from cchc.core.verdict.statuses import Reporting
from cchc.core.verdict.unit_reports import UnitView, is_overdue, is_waited_for
from cchc.text.record import Record


class Debt(Record):
    """One unit that still owes its report of a period, or a part of it.

    `missing` are the indicators without a figure, `disputed` those that a reviewer
    marked; `left` working days until the due
    day, 0 on it and after; `ready` are the steps of the ladder to carry out now;
    `next` is the step to come, with its day.
    """

    view: UnitView
    missing: tuple[Indicator, ...]
    left: int
    is_late: bool
    last: Reminder | None
    ready: tuple[ReminderStep, ...]
    next: tuple[date, ReminderStep] | None
    disputed: tuple[Indicator, ...] = ()


class WaitingReport(Record):
    """A whole report that waits for the office's own acceptance (SEMANTICS 11).

    `age` is in working days since it was written down.
    """

    view: UnitView
    since: date
    age: int


class UnpublishedFigure(Record):
    """A figure still unpublished `age` working days after its indicator settles."""

    unit: Unit
    indicator: Indicator
    settles: date
    age: int


def waiting_reports(
    plan: Plan, views: Iterable[UnitView], as_of: date
) -> tuple[WaitingReport, ...]:
    """Whole reports that the office itself has not reviewed, the oldest first.

    There are none where the plan asks for no review.
    """
    working = work_calendar(plan.calendar)
    waiting = [
        WaitingReport(view, sent.recorded_on, working.between(sent.recorded_on, as_of))
        for view in views
        if plan.review and view.report is Reporting.SUBMITTED
        if (sent := view.last) is not None
    ]
    waiting.sort(key=lambda report: report.since)
    return tuple(waiting)


def unpublished_figures(
    plan: Plan, period: Period, facts: Facts
) -> tuple[UnpublishedFigure, ...]:
    """Figures of the period that are unpublished after their indicator has settled."""
    working, book = work_calendar(plan.calendar), book_of(facts.cells)
    year_end = periods_of(plan)[-1].due
    dated = ((line, line.settles or year_end) for line in plan.all_indicators)
    settled = [(line, settles) for line, settles in dated if settles < facts.as_of]
    totals = book.period_totals() if settled else {}
    found = []
    for line, settles in settled:
        states = {group.state for group in totals.get((line.id, period.name), ())}
        if CellState.UNAVAILABLE not in states:
            continue
        age = working.between(settles, facts.as_of)
        found += [
            UnpublishedFigure(plan.members[unit], line, settles, age)
            for (unit, name), reading in book.of_indicator(line.id).items()
            if name == period.name and reading.state is CellState.UNAVAILABLE
            if unit in plan.members and (unit, name) not in facts.closed_reports
        ]
    return tuple(found)


def step_day(due: date, offset: int, working: WorkCalendar) -> date:
    """The day of a step: so many working days after a due day, or before it.

    What belongs to a due day that is a day off is said on the last working day
    before it.
    """
    if offset > 0:
        return working.after(due, offset)
    return working.before(working.on_or_before(due), -offset)


def debts(
    plan: Plan, views: Iterable[UnitView], as_of: date, since: date = date.min
) -> tuple[Debt, ...]:
    """Every unit that owes something now, those longest late first.

    Units that are exempt, that have sent everything, or whose period has not begun
    are not on the board. Steps of the ladder before the day `since` are past.
    """
    working = work_calendar(plan.calendar)
    owing = [
        _debt(plan, view, since, as_of, working)
        for view in views
        if is_waited_for(view) and view.report is not Reporting.NOT_OPEN
    ]
    owing.sort(key=lambda own: (not own.is_late, -own.view.late_days, own.left))
    return tuple(owing)


def _debt(
    plan: Plan, view: UnitView, since: date, as_of: date, working: WorkCalendar
) -> Debt:
    # a report that was sent back is known to its unit: only once it is late again is
    # the ladder gone on with (11)
    days = {
        step: step_day(view.due, step.offset, working)
        for step in plan.reminders
        if step.offset > 0 or not view.is_returned
    }
    ahead = [(day, step) for step, day in days.items() if day > as_of]
    lines = plan.all_indicators
    missing, disputed = frozenset(view.missing), frozenset(view.disputed)
    return Debt(
        view=view,
        missing=tuple(line for line in lines if line.id in missing),
        left=working.between(as_of, view.due),
        is_late=is_overdue(view, as_of),
        last=view.reminded[-1] if view.reminded else None,
        ready=_ready_steps(view, days, since, as_of),
        next=min(ahead, key=_by_day, default=None),
        disputed=tuple(line for line in lines if line.id in disputed),
    )


def _by_day(dated: tuple[date, ReminderStep]) -> tuple[date, int]:
    return dated[0], dated[1].offset


def _ready_steps(
    view: UnitView, days: dict[ReminderStep, date], since: date, as_of: date
) -> tuple[ReminderStep, ...]:
    """The steps of the latest day reached that were not carried out.

    A step that was passed by is never made up for.
    """
    if view.relief is not None:
        # what was due before a later due day was granted belongs to the old one (11)
        since = max(since, view.relief.recorded_on)
    reached = [step for step, day in days.items() if since <= day <= as_of]
    latest = max((step.offset for step in reached), default=0)
    steps = [step for step in reached if step.offset == latest]
    return without_sent(steps, view.reminded, view.due)
