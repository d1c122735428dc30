"""Who owes what: the board of the app that reminds (SEMANTICS 11)."""

from collections.abc import Iterable
from datetime import date

from cchc.core.plan.calendar import WorkCalendar, work_calendar
from cchc.core.plan.plan import Indicator, Plan
from cchc.core.plan.reminder import Reminder, ReminderStep, without_sent
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
    return tuple(sorted(owing, key=_urgency))


def _urgency(debt: Debt) -> tuple[bool, int, int]:
    return not debt.is_late, -debt.view.late_days, debt.left


def _debt(
    plan: Plan, view: UnitView, since: date, as_of: date, working: WorkCalendar
) -> Debt:
    lacking, marked = frozenset(view.missing), frozenset(view.disputed)
    # a report that was sent back is known to its unit: only once it is late again is
    # the ladder gone on with (11)
    days = {
        step: step_day(view.due, step.offset, working)
        for step in plan.reminders
        if step.offset > 0 or not view.is_returned
    }
    ahead = [(day, step) for step, day in days.items() if day > as_of]
    return Debt(
        view=view,
        missing=tuple(line for line in plan.all_indicators if line.id in lacking),
        left=working.between(as_of, view.due),
        is_late=is_overdue(view, as_of),
        last=view.reminded[-1] if view.reminded else None,
        ready=_ready_steps(view, days, since, as_of),
        next=min(ahead, key=_by_day) if ahead else None,
        disputed=tuple(line for line in plan.all_indicators if line.id in marked),
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
        # a step whose day was gone when a later due day was granted belongs to the
        # old due day (11)
        since = max(since, view.relief.recorded_on)
    reached = [step for step, day in days.items() if since <= day <= as_of]
    latest = max((step.offset for step in reached), default=0)
    steps = [step for step in reached if step.offset == latest]
    return without_sent(steps, view.reminded, view.due)
