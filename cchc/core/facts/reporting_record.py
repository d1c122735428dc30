"""A unit's record: in time or late, period after period."""

from datetime import date

from cchc.text.record import Record


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

    def then(self, later: "ReportingRecord") -> "ReportingRecord":
        """This record with the marks of a later year after its own."""
        return ReportingRecord((*self.marks, *later.marks))


NO_RECORD = ReportingRecord()
