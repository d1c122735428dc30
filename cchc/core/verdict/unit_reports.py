"""Who owes a report, who sent it and how late: never stored (SEMANTICS 11)."""

from collections.abc import Iterable, Mapping
from datetime import date

from cchc.core.facts.acts import Closing, PeriodRecord, Relief, ReportingRecord, Review
from cchc.core.facts.derived import only_unit
from cchc.core.facts.report import Facts, Submission
from cchc.core.facts.succession import plan_of_unit
from cchc.core.plan.calendar import WorkCalendar, work_calendar
from cchc.core.plan.calendar import periods as periods_of
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import Reminder, Unit
from cchc.core.verdict.cells import Cells, cells_in
from cchc.core.verdict.obligations import ReportObligation, completed_by, owed_reports
from cchc.core.verdict.statuses import (
    LATE_REPORTS,
    SENT_REPORTS,
    WAITING_REPORTS,
    WHOLE_REPORTS,
    Reporting,
)
from cchc.text.record import Record, replace


class UnitView(Record):
    """A unit's report of the period.

    `late_days` are working days, 0 when on time or not yet late; `on_time` is None
    while it can still be either. `missing` are indicator ids still empty, of
    `expected` cells that the plan asks for. `review`
    is the last word of whoever reviews, `accepted` the day it was accepted as it is.
    `due` is the later day where one was granted: `relief` has both; of a report that
    was sent back (`is_returned`) it is the day by which it is wanted again. `disputed`
    are the ids of indicators that a reviewer marked and nobody has written since.
    `closed` is what ended the waiting for it; a whole report may come nevertheless.
    `waiting` are indicator ids of which a figure waits to be confirmed (SEMANTICS 1).
    """

    unit: Unit
    report: Reporting
    on_time: bool | None
    late_days: int
    due: date
    first: Submission | None
    last: Submission | None
    missing: tuple[str, ...] = ()
    review: Review | None = None
    accepted: date | None = None
    relief: Relief | None = None
    reminded: tuple[Reminder, ...] = ()
    expected: int = 0
    is_returned: bool = False
    disputed: tuple[str, ...] = ()
    closed: Closing | None = None
    waiting: tuple[str, ...] = ()

    @property
    def returned_on(self) -> date | None:
        """The day on which it was sent back, while it has not come again."""
        return self.review.recorded_on if self.review and self.is_returned else None

    @property
    def filled_count(self) -> int:
        """How many of the expected cells hold a figure or a stated empty."""
        return self.expected - len(self.missing)


class ReportCounts(Record):
    expected: int
    submitted: int
    on_time: int
    overdue: int


SOON = 3


class ReportingView(Record):
    """How the reports of a period stand as of a day, without their figures."""

    period: Period
    as_of: date
    units: tuple[UnitView, ...]
    reports: ReportCounts


def unit_view(owed: ReportObligation, as_of: date, working: WorkCalendar) -> UnitView:
    """How the unit's report of the period stands at the end of a day.

    A unit that is exempt owes nothing; what it sent nevertheless is shown.
    """
    if owed.is_exempt:
        return _view(owed, Reporting.EXEMPT, None)
    arrived, missing = completed_by(owed), owed.missing
    complete = arrived is not None and not missing
    late_until = as_of if owed.closed is None else owed.late_until(as_of)
    punctuality = _punctuality(owed.due, arrived, late_until, working)
    mend_by = None if owed.review is None else owed.mend_by(working)
    if owed.closed is not None and (mend_by is not None or not complete):
        return _view(owed, Reporting.CLOSED, arrived, missing, punctuality)
    if mend_by is None:
        report = _reporting(owed, complete=complete, as_of=as_of, working=working)
        return _view(owed, report, arrived, missing, punctuality)
    report = Reporting.RETURNED if as_of <= mend_by else Reporting.OVERDUE
    if missing:  # the clock of a return gives no more time for what never came
        return _view(owed, report, arrived, missing, punctuality, owed.due)
    if report is Reporting.OVERDUE:
        # what is late now is the mended report; the first one stays as it was judged
        punctuality = punctuality[0], working.between(mend_by, as_of)
    return _view(owed, report, arrived, missing, punctuality, mend_by)


def _view(
    owed: ReportObligation,
    report: Reporting,
    arrived: date | None,
    missing: tuple[str, ...] = (),
    punctuality: tuple[bool | None, int] = (None, 0),
    wanted_again: date | None = None,
) -> UnitView:
    on_time, late_days = punctuality
    return UnitView(
        unit=owed.unit,
        report=report,
        on_time=on_time,
        late_days=late_days,
        due=wanted_again or owed.due,
        first=owed.sent[0] if owed.sent else None,
        last=_last_submission(owed.sent, arrived),
        missing=missing,
        review=None if report is Reporting.EXEMPT else owed.review,
        accepted=owed.accepted_on if report is Reporting.ACCEPTED else None,
        relief=owed.relief,
        reminded=owed.reminded,
        expected=0 if report is Reporting.EXEMPT else len(owed.cells),
        is_returned=wanted_again is not None,
        disputed=owed.disputed,
        closed=owed.closed,
        waiting=owed.waiting,
    )


def _punctuality(
    due: date, arrived: date | None, as_of: date, working: WorkCalendar
) -> tuple[bool | None, int]:
    """Whether the whole report came in time, None while it can; working days late."""
    ended = as_of if arrived is None else arrived
    is_late = ended > due
    is_decided = is_late or arrived is not None
    return not is_late if is_decided else None, working.between(due, ended)


def _last_submission(
    sent: tuple[Submission, ...], arrived: date | None
) -> Submission | None:
    """The last submission, on the last paper stated.

    Its day is the one on which the report was whole: the one that is judged.
    """
    if not sent:
        return None
    last = sent[-1]
    papers = [act.document for act in sent if act.document.number]
    received, document = arrived or last.received, papers[-1] if papers else None
    if received == last.received and (document or last.document) is last.document:
        return last
    return replace(last, received=received, document=document or last.document)


def _reporting(
    owed: ReportObligation, *, complete: bool, as_of: date, working: WorkCalendar
) -> Reporting:
    """The status of a report that nobody exempted or sent back (SEMANTICS 11)."""
    if owed.sent:  # as most are: nothing below is worked out for them
        if not complete:
            return Reporting.INCOMPLETE
        return Reporting.ACCEPTED if owed.accepted_on else Reporting.SUBMITTED
    due = owed.due
    states = (
        (as_of < owed.period.start, Reporting.NOT_OPEN),
        (owed.last_act > 0, Reporting.WITHDRAWN),
        (as_of > due, Reporting.OVERDUE),
        (owed.has_draft, Reporting.DRAFT),
        (as_of == due, Reporting.DUE_TODAY),
        (working.between(as_of, due) <= SOON, Reporting.DUE_SOON),
    )
    return next((report for holds, report in states if holds), Reporting.OPEN)


def is_owing(view: UnitView) -> bool:
    """Whether the unit owes a report at all."""
    return view.report is not Reporting.EXEMPT


def is_sent(view: UnitView) -> bool:
    """Whether the whole report has come, even if it was sent back since."""
    return view.report in SENT_REPORTS and not view.missing


def is_whole(view: UnitView) -> bool:
    """Whether the whole report is there and nobody sent it back."""
    return view.report in WHOLE_REPORTS


def is_waited_for(view: UnitView) -> bool:
    """Whether the unit owes a report and the whole of it is not there."""
    return is_owing(view) and not is_whole(view) and not is_closed(view)


def is_closed(view: UnitView) -> bool:
    """Whether the office has stopped waiting for the report."""
    return view.report is Reporting.CLOSED


def is_in_time(view: UnitView) -> bool:
    """Whether it came whole on or before the due day."""
    return is_sent(view) and view.on_time is True


def is_overdue(view: UnitView, as_of: date) -> bool:
    """Whether the due day has passed without the whole report."""
    lacks = view.report in SENT_REPORTS and bool(view.missing)
    return as_of > view.due and (lacks or view.report in LATE_REPORTS)


def came_late(view: UnitView) -> bool:
    """Whether the unit sent its report after the day it was due."""
    return is_whole(view) and view.on_time is False


def is_silent(view: UnitView) -> bool:
    """Whether the due day has passed and nothing stands: never sent, or taken back."""
    taken_back = view.report is Reporting.WITHDRAWN and view.on_time is False
    never_sent = view.report is Reporting.OVERDUE and not view.is_returned
    return taken_back or never_sent


def is_returned(view: UnitView) -> bool:
    """Whether the report was sent back and did not come again, late or not yet."""
    return view.is_returned


def is_still_open(view: UnitView) -> bool:
    """Whether nothing stands yet and there is still time."""
    taken_back = view.report is Reporting.WITHDRAWN and view.on_time is not False
    return taken_back or view.report in WAITING_REPORTS


def is_extended(view: UnitView) -> bool:
    """Whether the unit was granted a later due day."""
    return view.relief is not None and view.relief.until is not None


def is_reminded(view: UnitView) -> bool:
    """Whether the unit was reminded in the period."""
    return bool(view.reminded)


def report_counts(views: Iterable[UnitView], as_of: date) -> ReportCounts:
    """How many owe a report, have sent it whole, in time, and are late without."""
    owing = [view for view in views if is_owing(view)]
    return ReportCounts(
        expected=len(owing),
        submitted=sum(map(is_sent, owing)),
        on_time=sum(map(is_in_time, owing)),
        overdue=sum(is_overdue(view, as_of) for view in owing),
    )


def unit_views(
    plan: Plan, period: Period, facts: Facts, cells: Mapping[str, Cells]
) -> tuple[UnitView, ...]:
    """How the report of every unit that owes one in the period stands."""
    return views_of(owed_reports(plan, period, facts, cells), plan, facts.as_of)


def views_of(
    owed_by_unit: Iterable[ReportObligation], plan: Plan, as_of: date
) -> tuple[UnitView, ...]:
    """How the reports that are owed stand at the end of a day."""
    working = work_calendar(plan.calendar)
    return tuple(unit_view(owed, as_of, working) for owed in owed_by_unit)


def view_of_unit(
    plan: Plan, period: Period, facts: Facts, unit: str
) -> UnitView | None:
    """The same of one unit, by its own figures; None where it is not in the period."""
    own, alone = plan_of_unit(plan, unit), only_unit(facts, unit)
    cells = cells_in(own, periods_of(own), alone)
    views = unit_views(own, period, alone, cells)
    return next((view for view in views if view.unit.id == unit), None)


def reporting_records(
    owed_by_period: Iterable[tuple[Period, Iterable[ReportObligation]]],
    plan: Plan,
    as_of: date,
) -> Mapping[str, ReportingRecord]:
    """The record of every unit by what is owed in some periods, by unit id.

    Periods that a unit did not exist in or was exempt from leave no mark.
    """
    working = work_calendar(plan.calendar)
    marks: dict[str, list[PeriodRecord]] = {unit.id: [] for unit in plan.units}
    for period, owed_by_unit in owed_by_period:
        # most units of a period stand alike
        alike: dict[tuple[date, date | None, int, date | None, date], PeriodRecord] = {}
        for owed in owed_by_unit:
            relief = owed.relief
            if relief is not None and owed.is_exempt:
                continue
            due = owed.due if relief else period.due_for(owed.unit.kind)
            accepted = None if owed.review is None else owed.accepted_on
            late_until = as_of if owed.closed is None else owed.late_until(as_of)
            sent, reminders = completed_by(owed), len(owed.reminded)
            stands = (due, sent, reminders, accepted, late_until)
            if stands not in alike:
                punctuality = _punctuality(due, sent, late_until, working)
                mark = PeriodRecord(
                    period.id, due, sent, *punctuality, reminders, accepted
                )
                alike[stands] = mark
            marks[owed.unit.id].append(alike[stands])
    return {unit: ReportingRecord(tuple(own)) for unit, own in marks.items()}
