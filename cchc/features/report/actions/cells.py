"""The figures of a typed report, one cell at a time."""

from collections.abc import Iterator
from datetime import date

from cchc.app.name_lookup import find_by_name, indicator_names
from cchc.core.facts.report import (
    CellState,
    Facts,
    Quality,
    Reading,
    Report,
    Typed,
    TypedReport,
)
from cchc.core.facts.typed_value import (
    Cumulative,
    flow_of_period,
    is_falling,
    is_hundredfold,
    read_value,
)
from cchc.core.plan.calendar import periods, window_end
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, Plan, Window
from cchc.core.verdict.cells import Cells, bare_cells, by_indicator
from cchc.features.report.actions.reader import Reader
from cchc.text.compare import nfc
from cchc.text.problem import Place, Problem, ProblemCode
from cchc.text.record import replace


class CellReader(Reader):
    """Reads the values of one report."""

    def __init__(
        self, plan: Plan, facts: Facts, period: Period, report: Report, today: date
    ) -> None:
        super().__init__(plan, facts, period, report, today)
        self._periods = periods(plan)
        self._readings = by_indicator(facts)
        self._names = indicator_names(plan)

    def readings(self, typed: TypedReport) -> dict[str, Reading]:
        """New readings by indicator id; those that change nothing are left out."""
        notes = self._notes(typed.notes)
        read: dict[str, Reading] = {}
        seen: set[str] = set()
        for key, value in typed.values:
            one = self._indicator(key)
            if one is None:
                continue
            if one.id in seen:
                self._tell(ProblemCode.KEY_TWICE, key.place, key=one.id)
                continue
            seen.add(one.id)
            reading = self._reading(one, value)
            if reading is not None:
                reading = replace(reading, note=notes.get(one.id))
                if self._is_news(one, reading, value.place):
                    read[one.id] = reading
        for key, _ in typed.notes:
            if key.text not in seen and notes:
                self._note_alone(key, seen)
        return read

    def _note_alone(self, key: Typed, seen: set[str]) -> None:
        """A note is of a figure in the same report."""
        found = find_by_name(key, self._names, ProblemCode.REPORT_UNKNOWN_KEY)
        if isinstance(found, str) and found not in seen:
            self._tell(ProblemCode.REPORT_NO_VALUE, key.place, key=found)

    def _indicator(self, key: Typed) -> Indicator | None:
        """The indicator a key names, if this unit reports it."""
        found = self._named(
            find_by_name(key, self._names, ProblemCode.REPORT_UNKNOWN_KEY)
        )
        one = None if found is None else self.plan.indicator(found)
        return one if one is not None and self._is_asked(one, key) else None

    def _notes(self, typed: tuple[tuple[Typed, Typed], ...]) -> dict[str, str]:
        notes: dict[str, str] = {}
        for key, text in typed:
            found = self._named(
                find_by_name(key, self._names, ProblemCode.REPORT_UNKNOWN_KEY)
            )
            if found is not None:
                notes[found] = nfc(text.text)
        return notes

    def _reading(self, one: Indicator, value: Typed) -> Reading | None:
        """The reading behind a value; a problem is told and gives None."""
        text = nfc(value.text)
        found = read_value(one, text, self.today, self.window)
        if isinstance(found, Cumulative):
            found = flow_of_period(one, found, tuple(self._before(one)))
        if isinstance(found, Problem):
            blanks = {**found.blanks, "key": one.id, "text": value.text}
            self.problems.append(Problem(found.code, value.place, blanks))
            return None
        return self._quality(one, found)

    def _quality(self, one: Indicator, reading: Reading) -> Reading:
        """A figure recorded before its window has ended is an estimate."""
        end = window_end(self.period, by_calendar=True)
        early = one.window is Window.CALENDAR and self.report.received <= end
        if early and reading.state is CellState.VALUE:
            return replace(reading, quality=Quality.ESTIMATE)
        return reading

    def _before(self, one: Indicator) -> Iterator[Reading | None]:
        """The unit's readings of the earlier periods in which one was expected."""
        cells = self._cells(one)
        for period in self._periods[: self.period.ordinal - 1]:
            if cells.is_expected(self.report.unit, period):
                yield cells.reading(self.report.unit, period)

    def _cells(self, one: Indicator) -> Cells:
        readings = self._readings.get(one.id, {})
        return bare_cells(one, self.plan, self._periods, self.facts, readings)

    def _neighbour(self, one: Indicator, step: int) -> Reading | None:
        """The nearest reading with a number, before (−1) or after (+1) the period."""
        at = self.period.ordinal - 1 + step
        while 0 <= at < len(self._periods):
            cell = (one.id, self.report.unit, self._periods[at].name)
            reading = self.facts.cells.get(cell)
            if reading is not None and reading.number is not None:
                return reading
            at += step
        return None

    def _is_news(self, one: Indicator, reading: Reading, place: Place) -> bool:
        """Whether the reading may be written and changes anything."""
        now = self.facts.cells.get((one.id, self.report.unit, self.period.name))
        if now is not None and _same(now, reading):
            return False
        if now is not None and self.report.reason is None:
            self._tell(
                ProblemCode.REASON_NEEDED, place, key=one.id, unit=self.report.unit
            )
        earlier, later = self._neighbour(one, -1), self._neighbour(one, 1)
        cells = self._cells(one)
        if cells.is_running and is_falling(reading, earlier, later):
            if self.report.reason is None and now is None:
                before = "" if earlier is None else f"{earlier.number:f}"
                text = reading.typed or ""
                self._tell(
                    ProblemCode.RUNNING_FALLS,
                    place,
                    key=one.id,
                    text=text,
                    before=before,
                )
        else:
            self._doubt(one, reading, (earlier, now), place)
        return True

    def _doubt(
        self,
        one: Indicator,
        reading: Reading,
        known: tuple[Reading | None, ...],
        place: Place,
    ) -> None:
        """Question a figure 100 times the last period's, or the one it corrects."""
        for last in known:
            if last is not None and is_hundredfold(reading, last):
                text, before = reading.typed or "", f"{last.number:f}"
                self._tell(
                    ProblemCode.HUNDRED_TIMES,
                    place,
                    key=one.id,
                    text=text,
                    before=before,
                )
                return


def _same(one: Reading, other: Reading) -> bool:
    """Whether the second says nothing new, whatever was typed; no note is no news."""
    said = replace(other, typed=None, note=other.note or one.note)
    return replace(one, typed=None) == said
