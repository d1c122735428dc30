"""Reporting periods: windows of a plan's year, as data (SEMANTICS 11)."""

from collections.abc import Mapping
from datetime import date
from re import ASCII
from typing import Annotated

from cchc.core.plan.keys import FROM, DayCount, FileKey, Spelling, WholeNumber
from cchc.text.closed_list import StrEnum
from cchc.text.lazy import lazy_pattern
from cchc.text.period_name import SpanKind
from cchc.text.record import Record, field

_MOST = {"M": 12, "Q": 4, "H": 2}
_HAS_YEAR = lazy_pattern(r"(?<!\d)\d{4}(?!\d)", ASCII)


class Period(Record):
    """One reporting period of one plan.

    `ordinal` counts the plan's own periods from 1, so a plan that starts in July
    has Q3 as its period 1. `start` and `cutoff` are both inside the window.
    `dues` names the kinds of unit whose due date differs from `due`. `years` is the
    year that it is of as people say it, `2025–2026` of a fiscal year, and `span` the
    years of its whole plan where they are several.
    """

    year: int
    name: str
    ordinal: int
    start: date
    cutoff: date
    due: date
    dues: Mapping[str, date]
    title: str | None = None
    is_last: bool = False
    years: str = ""
    span: str = ""

    @property
    def id(self) -> str:
        """As written in data: `2022-Q1`; a name that has its year says it once."""
        has_year = len(self.name) >= len("2022") and _HAS_YEAR.search(self.name)
        return self.name if has_year else f"{self.year}-{self.name}"

    @property
    def said_years(self) -> str:
        """`2022`, `2025–2026`."""
        return self.years or str(self.year)

    @property
    def own_name(self) -> str:
        """The name without the year that it begins with in a plan of several years."""
        return self.name.removeprefix(f"{self.year}-")

    @property
    def quarter(self) -> int | None:
        """1 to 4 for a quarter, None for every other period."""
        return self.number if self.kind is SpanKind.QUARTER else None

    @property
    def kind(self) -> SpanKind | None:
        """What it covers by its name; None for a name that says it to nobody."""
        letter, number = self.own_name[:1], self.own_name[1:]
        if self.own_name == "Y":
            return SpanKind.YEAR
        is_number = number.isascii() and number.isdecimal() and len(number) < 3
        if not is_number or not 0 < int(number) <= _MOST.get(letter, 0):
            return None
        return SpanKind(letter)

    @property
    def number(self) -> int:
        """Which of its kind it is; 1 for a year."""
        return int(self.own_name[1:] or 1)

    def due_for(self, kind: str) -> date:
        """The day the report of a unit of this kind is due."""
        return self.dues.get(kind, self.due)


class Basis(StrEnum):
    """Where the windows of the periods come from (SEMANTICS 11)."""

    ND09 = "nd09"
    CALENDAR = "calendar"
    EXPLICIT = "explicit"


class Rhythm(StrEnum):
    """How often reports come: what one period of the calendar covers."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"

    @property
    def months(self) -> int:
        """How many months one period has."""
        return {"month": 1, "quarter": 3, "half": 6, "year": 12}[self.value]

    @property
    def kind(self) -> SpanKind:
        """What its periods are called by."""
        return SpanKind(self.value[0].upper())


class PeriodRule(Record):
    """What a plan says of one period; None: as the basis has it.

    `dues` are due dates by kind of unit.
    """

    start: Annotated[date | None, FROM] = None
    cutoff: date | None = None
    due: date | None = None
    dues: Annotated[
        Mapping[str, date], Spelling.DUES, FileKey(name="due", also="due")
    ] = field(default_factory=dict)
    title: str | None = None


class CalendarRules(Record):
    """How the year is cut and when reports are due (SEMANTICS 11).

    `due_after` counts working days after the cut-off, `return_after` those that a
    report sent back has; `opens` is how many days ahead of its cut-off or due date a
    period becomes the default one; `first` is the first period of a plan that starts
    in mid-year. A year of `basis: calendar` begins with the month `starts`; each of
    the `years` of the plan is cut `every` so often.
    """

    basis: Annotated[Basis, FileKey(always=True)] = Basis.ND09
    due_after: DayCount = 3
    return_after: DayCount = 3
    opens: DayCount = 10
    first: str | None = None
    periods: Mapping[str, PeriodRule] = field(default_factory=dict)
    days_off: tuple[date, ...] = ()
    made_up: tuple[date, ...] = ()
    starts: Annotated[int, WholeNumber(1, 12), FileKey(after="basis")] = 1
    every: Annotated[Rhythm, FileKey(after="starts")] = Rhythm.QUARTER
    years: Annotated[int, WholeNumber(1, 20), FileKey(after="every")] = 1


ND09 = CalendarRules()
