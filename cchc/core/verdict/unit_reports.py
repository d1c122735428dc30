"""Who owes a report, who sent it and how late: never stored (SEMANTICS 11)."""

from collections.abc import Iterable, Mapping
from datetime import date

from cchc.core.facts.reliefs import Relief, ReliefKind
from cchc.core.facts.report import (
    Facts,
    Submission,
)
from cchc.core.facts.reporting_record import Mark, ReportingRecord
from cchc.core.facts.review import Review
from cchc.core.plan.calendar import WorkCalendar, work_calendar
from cchc.core.plan.measure import Measure
from cchc.core.plan.period import Period
from cchc.core.plan.plan import (
    Plan,
)
from cchc.core.plan.reminder import Reminder
from cchc.core.plan.unit import Unit
from cchc.core.verdict.cells import Cells
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
    while it can still be either. `missing` are indicator ids still empty. `review`
    is the last word of whoever reviews, `accepted` the day it was accepted as it is.
    `due` is the later day where one was granted: `relief` has both.
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


class ReportCounts(Record):
    expected: int
    submitted: int
    on_time: int
    overdue: int


SOON = 3


class Owed(Record):
    """What one unit owes in one period, and what it has sent so far.

    `cells` are the indicator ids expected of it, `registers` those of them that a
    submission alone completes, `filled` those that hold a figure or a stated empty.
    `last_act` is the last act of writing, a withdrawal too; 0: there was none.
    `relief` is the exemption or later due day that stands.
    """

    unit: Unit
    period: Period
    cells: frozenset[str]
    registers: frozenset[str]
    filled: frozenset[str]
    sent: tuple[Submission, ...]
    has_draft: bool
    review: Review | None = None
    last_act: int = 0
    relief: Relief | None = None
    reminded: tuple[Reminder, ...] = ()

    @property
    def due(self) -> date:
        """The due day of the plan, or the later one that was granted."""
        granted = self.relief.until if self.relief is not None else None
        return granted or self.period.due_for(self.unit.kind)

    @property
    def is_exempt(self) -> bool:
        return self.relief is not None and self.relief.kind is ReliefKind.EXEMPT


class ReportingView(Record):
    """How the reports of a period stand as of a day, without their figures."""

    period: Period
    as_of: date
    units: tuple[UnitView, ...]
    reports: ReportCounts


def completed_by(owed: Owed) -> date | None:
    """The day the first complete submission arrived, whatever came after.

    Complete: every expected cell has a figure or a stated empty; a unit with no
    cell is complete when it submits. A submission that fills no empty cell, such as
    a correction, does not move the day.
    """
    have: set[str] = set()
    latest: date | None = None
    for one in owed.sent:
        brought = (one.filled | owed.registers) & owed.cells
        if latest is None:
            latest = one.received
        elif brought - have:
            latest = max(latest, one.received)
        have |= brought
        if owed.cells <= have:
            return latest
    return None


def missing_cells(owed: Owed) -> tuple[str, ...]:
    """Indicator ids that are still empty today, in order of id."""
    covered = owed.filled | (owed.registers if owed.sent else frozenset())
    return tuple(sorted(owed.cells - covered))


def unit_view(owed: Owed, as_of: date, working: WorkCalendar) -> UnitView:
    """How the unit's report of the period stands at the end of a day.

    A unit that is exempt owes nothing; what it sent nevertheless is shown.
    """
    arrived, missing = completed_by(owed), missing_cells(owed)
    complete = arrived is not None and not missing
    report = (
        Reporting.EXEMPT
        if owed.is_exempt
        else _reporting(owed, complete=complete, as_of=as_of, work=working)
    )
    view = UnitView(
        unit=owed.unit,
        report=report,
        on_time=None,
        late_days=0,
        due=owed.due,
        first=owed.sent[0] if owed.sent else None,
        last=_latest(owed.sent, None if owed.is_exempt else arrived),
        relief=owed.relief,
        reminded=owed.reminded,
    )
    if owed.is_exempt:
        return view
    ended = arrived if arrived is not None else as_of
    is_late = ended > owed.due
    accepted = report is Reporting.ACCEPTED and owed.review is not None
    return replace(
        view,
        on_time=not is_late if is_late or arrived is not None else None,
        late_days=working.between(owed.due, ended),
        missing=missing,
        review=owed.review,
        accepted=owed.review.recorded_on if accepted and owed.review else None,
    )


def _latest(sent: tuple[Submission, ...], arrived: date | None) -> Submission | None:
    """The last submission, on the last paper stated.

    Its day is the one on which the report was whole: the one that is judged.
    """
    if not sent:
        return None
    last = sent[-1]
    papers = [each.document for each in sent if each.document.number]
    return replace(
        last,
        received=arrived or last.received,
        document=papers[-1] if papers else last.document,
    )


def _reporting(
    owed: Owed, *, complete: bool, as_of: date, work: WorkCalendar
) -> Reporting:
    if owed.sent:
        return _sent(owed, complete=complete)
    if as_of < owed.period.start:
        return Reporting.NOT_OPEN
    if owed.last_act:
        return Reporting.WITHDRAWN
    if as_of > owed.due:
        return Reporting.OVERDUE
    if owed.has_draft:
        return Reporting.DRAFT
    return _waited_for(owed.due, as_of, work)


def _waited_for(due: date, as_of: date, work: WorkCalendar) -> Reporting:
    if as_of == due:
        return Reporting.DUE_TODAY
    soon = work.between(as_of, due) <= SOON
    return Reporting.DUE_SOON if soon else Reporting.OPEN


def _sent(owed: Owed, *, complete: bool) -> Reporting:
    """How a report that was sent stands, reviewed or not."""
    review = owed.review
    if review is not None and review.returns(each.id for each in owed.sent):
        return Reporting.RETURNED
    if not complete:
        return Reporting.INCOMPLETE
    accepted = review is not None and review.accepts(owed.last_act)
    return Reporting.ACCEPTED if accepted else Reporting.SUBMITTED


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
    return is_owing(view) and not is_whole(view)


def is_in_time(view: UnitView) -> bool:
    """Whether it came whole on or before the due day."""
    return is_sent(view) and view.on_time is True


def is_overdue(view: UnitView, as_of: date) -> bool:
    """Whether the due day has passed without the whole report."""
    waits = view.report in LATE_REPORTS or (
        view.report in SENT_REPORTS and view.missing
    )
    return bool(waits) and as_of > view.due


def came_late(one: UnitView) -> bool:
    """Whether the unit sent its report after the day it was due."""
    return is_whole(one) and one.on_time is False


def is_silent(one: UnitView) -> bool:
    """Whether the due day has passed and nothing stands: never sent, or taken back."""
    taken_back = one.report is Reporting.WITHDRAWN and one.on_time is False
    return taken_back or one.report is Reporting.OVERDUE


def is_still_open(one: UnitView) -> bool:
    """Whether nothing stands yet and there is still time."""
    taken_back = one.report is Reporting.WITHDRAWN and one.on_time is not False
    return taken_back or one.report in WAITING_REPORTS


def is_extended(one: UnitView) -> bool:
    """Whether the unit was granted a later due day."""
    return one.relief is not None and one.relief.until is not None


def is_reminded(one: UnitView) -> bool:
    """Whether the unit was reminded in the period."""
    return bool(one.reminded)


def report_counts(views: Iterable[UnitView], as_of: date) -> ReportCounts:
    """How many owe a report, have sent it whole, in time, and are late without."""
    owing = [each for each in views if is_owing(each)]
    return ReportCounts(
        expected=len(owing),
        submitted=sum(map(is_sent, owing)),
        on_time=sum(map(is_in_time, owing)),
        overdue=sum(is_overdue(each, as_of) for each in owing),
    )


def sent_by(
    submissions: Iterable[Submission], period: Period
) -> Mapping[str, tuple[Submission, ...]]:
    """The submissions of a period by unit, in the order they were recorded."""
    found: dict[str, tuple[Submission, ...]] = {}
    for one in submissions:
        if one.period == period.name:
            found[one.unit] = (*found.get(one.unit, ()), one)
    return found


Asked = tuple[frozenset[str], frozenset[str]]
NOTHING_ASKED: Asked = (frozenset(), frozenset())


def reporting_records(
    plan: Plan, among: Iterable[Period], facts: Facts, cells: Mapping[str, Cells]
) -> Mapping[str, ReportingRecord]:
    """The record of every unit over some periods of a plan, by unit id.

    Periods that a unit did not exist in or was exempt from leave no mark.
    """
    found: dict[str, list[Mark]] = {unit.id: [] for unit in plan.units}
    for period in among:
        asked = _asked(period, cells)
        sent = sent_by(facts.submissions, period)
        for unit in plan.units:
            exempt = facts.chase.is_exempt(unit.id, period.name)
            if exempt or not unit.active_in(period):
                continue
            owing, registers = asked.get(unit.id, NOTHING_ASKED)
            owed = Owed(
                unit=unit,
                period=period,
                cells=owing,
                registers=registers,
                filled=owing,
                sent=sent.get(unit.id, ()),
                has_draft=False,
            )
            found[unit.id].append(_mark(plan, owed, facts))
    return {unit: ReportingRecord(tuple(marks)) for unit, marks in found.items()}


def _asked(period: Period, cells: Mapping[str, Cells]) -> Mapping[str, Asked]:
    """What each unit owes in the period: all its cells, and those of registers."""
    owed: dict[str, set[str]] = {}
    rows: dict[str, set[str]] = {}
    for key, one in cells.items():
        for unit in (*one.indicator.reporters, *one.heirs):
            if one.is_expected(unit, period):
                owed.setdefault(unit, set()).add(key)
                if one.indicator.measure is Measure.REGISTER:
                    rows.setdefault(unit, set()).add(key)
    for unit in owed:
        rows.setdefault(unit, set())
    return {
        unit: (frozenset(keys), frozenset(rows[unit])) for unit, keys in owed.items()
    }


def _mark(plan: Plan, owed: Owed, facts: Facts) -> Mark:
    unit, period = owed.unit, owed.period
    due = facts.chase.due(unit.id, period.name, period.due_for(unit.kind))
    arrived = completed_by(owed)
    ended = arrived if arrived is not None else facts.as_of
    late = ended > due
    return Mark(
        period=period.id,
        due=due,
        complete=arrived,
        on_time=not late if late or arrived is not None else None,
        late_days=work_calendar(plan.calendar).between(due, ended),
        reminders=len(facts.chase.reminded(unit.id, period.name)),
        accepted=_accepted(facts, unit.id, period.name),
    )


def _accepted(facts: Facts, unit: str, period: str) -> date | None:
    """The day a report was accepted as it stands; None: it was not."""
    review = facts.last_review(unit, period)
    if review is None or not review.accepts(facts.last_acts.get((unit, period), 0)):
        return None
    return review.recorded_on
