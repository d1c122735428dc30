"""Deadlines of reports: exemptions, later due dates, reminders, who was in time."""

from collections.abc import Mapping
from datetime import date

from cchc.core.plan.reminder import Reminder
from cchc.text.closed_list import StrEnum
from cchc.text.record import Record, field

At = tuple[str, str]
"""Unit id and name of the period."""


class ReliefKind(StrEnum):
    """What a unit was granted; `lift` takes back what was granted before."""

    EXEMPT = "exempt"
    EXTEND = "extend"
    LIFT = "lift"


class Relief(Record):
    """One act of exempting, extending or taking that back; the last one stands.

    `until` is the later due day of an extension; `due` the day by the plan when it
    was granted, so that both are kept.
    """

    unit: str
    period: str
    kind: ReliefKind
    until: date | None
    due: date
    reason: str
    actor: str
    recorded_on: date


class ReminderBook(Record):
    """All acts of relief and all reminders, by unit and period, oldest first."""

    reliefs: Mapping[At, tuple[Relief, ...]] = field(default_factory=dict)
    reminders: Mapping[At, tuple[Reminder, ...]] = field(default_factory=dict)

    def relief(self, unit: str, period: str) -> Relief | None:
        """What stands for a unit in a period; None: the plan alone."""
        acts = self.reliefs.get((unit, period), ())
        if not acts or acts[-1].kind is ReliefKind.LIFT:
            return None
        return acts[-1]

    def with_relief(self, relief: Relief) -> "ReminderBook":
        """The same with one more act of relief."""
        at = (relief.unit, relief.period)
        acts = (*self.reliefs.get(at, ()), relief)
        return ReminderBook({**self.reliefs, at: acts}, self.reminders)

    def is_exempt(self, unit: str, period: str) -> bool:
        """Whether the unit owes nothing in the period."""
        relief = self.relief(unit, period)
        return relief is not None and relief.kind is ReliefKind.EXEMPT

    def due(self, unit: str, period: str, by_plan: date) -> date:
        """The day the unit's report is due: by the plan, or as extended."""
        relief = self.relief(unit, period)
        if relief is None or relief.until is None:
            return by_plan
        return relief.until

    def reminded(self, unit: str, period: str) -> tuple[Reminder, ...]:
        """The reminders that the unit got in a period, oldest first."""
        return self.reminders.get((unit, period), ())


NO_CHASE = ReminderBook()


class PeriodRecord(Record):
    """One period of one unit: due when, whole when, how many working days late.

    `on_time` is None while it can still be either; `reminders` were sent.
    `accepted`, another clock, is the day it was accepted as it stands.
    """

    period: str
    due: date
    complete: date | None
    on_time: bool | None
    late_days: int
    reminders: int
    accepted: date | None = None


class ReportingRecord(Record):
    """The marks of a unit, oldest first; `on_time` of `of` that are decided."""

    marks: tuple[PeriodRecord, ...] = ()

    @property
    def on_time(self) -> int:
        return sum(mark.on_time is True for mark in self.marks)

    @property
    def of(self) -> int:
        return sum(mark.on_time is not None for mark in self.marks)

    @property
    def reminders(self) -> int:
        return sum(mark.reminders for mark in self.marks)

    def followed_by(self, later: "ReportingRecord") -> "ReportingRecord":
        """This record with the marks of a later year after its own."""
        return ReportingRecord((*self.marks, *later.marks))


NO_RECORD = ReportingRecord()
