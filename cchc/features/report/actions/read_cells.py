"""The figures of a typed report, one cell at a time."""

from collections.abc import Callable, Iterable, Iterator

from cchc.core.check.plausible import (
    Measured,
    Yardstick,
    due_of_unit,
    median_size,
    percent_doubt,
    size_doubt,
    size_of,
)
from cchc.core.facts.report import CellState, Quality, Reading, Report
from cchc.core.facts.typed import TypedReport, TypedText
from cchc.core.facts.typed_value import (
    HUNDRED,
    Cumulative,
    flow_of_period,
    is_falling,
    read_value,
)
from cchc.core.plan.calendar import window_days
from cchc.core.plan.date_window import DateRole
from cchc.core.plan.measure import FigureWindow
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator
from cchc.core.verdict.cells import Cells, cells_of
from cchc.core.verdict.duty import CellGround
from cchc.features.report.actions.reader import PartReader, Reader
from cchc.text.number import CELL, tidy
from cchc.text.number_format import rounded
from cchc.text.problem import Problem, ProblemCode
from cchc.text.record import replace

Peers = Callable[[str], Iterable[Reading]]
"""What other units gave for an indicator in the period of the report."""


def no_peers(_key: str) -> tuple[Reading, ...]:
    """Nothing is known of other units."""
    return ()


class CellReader(PartReader):
    """Reads the values of one report."""

    def __init__(
        self, head: Reader, period: Period, report: Report, peers: Peers
    ) -> None:
        super().__init__(head, period, report)
        self._peers = peers
        self._ground = CellGround(
            self.plan, self.periods, self.facts, len(self.periods)
        )

    def readings(self, typed: TypedReport) -> dict[str, Reading]:
        """New readings by indicator id; those that change nothing are left out."""
        noted = [(key, self.find(key, self.indicator_names)) for key, _ in typed.notes]
        notes = {
            indicator_id: text.text
            for (_, indicator_id), (_, text) in zip(noted, typed.notes, strict=True)
            if indicator_id is not None
        }
        readings: dict[str, Reading] = {}
        seen: set[str] = set()
        for key, value in typed.values:
            indicator = self._indicator(key)
            if indicator is None:
                continue
            if indicator.id in seen:
                self.note(ProblemCode.KEY_TWICE, key.place, key=indicator.id)
                continue
            seen.add(indicator.id)
            reading = self._reading(indicator, value)
            if reading is not None:
                reading = replace(reading, note=notes.get(indicator.id))
                if self._is_news(indicator, reading, value):
                    readings[indicator.id] = reading
                    at = (reading.done, DateRole.MILESTONE, value.place)
                    self.question_day(*at, key=indicator.id)
        for key, indicator_id in noted:
            if (
                indicator_id is not None
                and indicator_id not in seen
                and key.text not in seen
            ):
                # A note is of a figure in the same report.
                self.note(ProblemCode.REPORT_NO_VALUE, key.place, key=indicator_id)
        return readings

    def _indicator(self, key: TypedText) -> Indicator | None:
        """The indicator a key names, if this unit reports it."""
        indicator_id = self.find(key, self.indicator_names)
        if indicator_id is None:
            return None
        self.places[indicator_id] = key.place
        indicator = self.plan.indicator(indicator_id)
        if indicator is None or not self.is_reporter(indicator, key):
            return None
        return indicator

    def _reading(self, indicator: Indicator, value: TypedText) -> Reading | None:
        """The reading behind a value; None where a problem is noted."""
        read = read_value(indicator, value, self.today, self.window)
        if isinstance(read, Cumulative):
            # Earlier periods in which the unit was expected to report it.
            cells, unit = self._cells(indicator), self.report.unit
            earlier = self.periods[: self.period.ordinal - 1]
            due = (period for period in earlier if cells.is_expected(unit, period))
            before = tuple(cells.reading(unit, period) for period in due)
            read = flow_of_period(indicator, read, before)
        if isinstance(read, Problem):
            blanks = {**read.blanks, "key": indicator.id, "text": value.text}
            self.problems.append(Problem(read.code, value.place, blanks))
            return None
        if indicator.is_percent_level and (read.number or 0) > HUNDRED:
            blanks = {"key": indicator.id, "text": value.text}
            self.problems.append(Problem(ProblemCode.PERCENT_HIGH, value.place, blanks))
        # A figure recorded before its window has ended is an estimate.
        _, end = window_days(self.period, by_calendar=True)
        early = (
            indicator.window is FigureWindow.CALENDAR and self.report.received <= end
        )
        if early and read.state is CellState.VALUE:
            return replace(read, quality=Quality.ESTIMATE)
        return read

    def _cells(self, indicator: Indicator) -> Cells:
        return cells_of(self._ground, indicator)

    def _neighbour(self, indicator: Indicator, step: int) -> Reading | None:
        """The nearest reading with a number, before (−1) or after (+1) the period."""
        at = self.period.ordinal - 1 + step
        while 0 <= at < len(self.periods):
            cell = (indicator.id, self.report.unit, self.periods[at].name)
            reading = self.facts.cells.get(cell)
            if reading is not None and reading.number is not None:
                return reading
            at += step
        return None

    def _is_news(
        self, indicator: Indicator, reading: Reading, value: TypedText
    ) -> bool:
        """Whether the reading changes anything; what speaks against it is noted."""
        key, unit, place = indicator.id, self.report.unit, value.place
        now = self.facts.cells.get((key, unit, self.period.name))
        if now is not None and _is_same(now, reading):
            return False
        if now is not None and self.report.reason is None:
            self.note(ProblemCode.REASON_NEEDED, place, key=key, unit=unit)
        earlier = self._neighbour(indicator, -1)
        later = self._neighbour(indicator, 1)
        text = reading.typed or ""
        if self._cells(indicator).is_running and is_falling(reading, earlier, later):
            if self.report.reason is None and now is None:
                before = "" if earlier is None else f"{earlier.number:f}"
                self.note(
                    ProblemCode.RUNNING_FALLS, place, key=key, text=text, before=before
                )
            return True
        measured = self._yardsticks(indicator, earlier, now)
        doubt = size_doubt(indicator, reading, measured)
        if value.marks == CELL:  # typed into the two boxes of a form
            doubt = doubt or percent_doubt(indicator, reading, earlier)
        if doubt is not None:
            blanks = {"key": key, "text": text, "slip": doubt.slip}
            before = f"{tidy(rounded(doubt.usual, 2)):f}"
            times, code = str(doubt.times), ProblemCode.HUNDRED_TIMES
            self.note(code, place, before=before, times=times, **blanks)
        return True

    def _yardsticks(
        self, indicator: Indicator, earlier: Reading | None, now: Reading | None
    ) -> Iterator[Measured]:
        """What says how large a figure is usually, one after the other."""
        yield Yardstick.LAST, size_of(indicator, earlier)
        yield Yardstick.NOW, size_of(indicator, now)
        unit, at = self.report.unit, self.period.ordinal - 1
        due = due_of_unit(indicator, self.plan, unit, self.periods, at)
        yield Yardstick.PATH, due
        yield Yardstick.PEERS, median_size(indicator, self._peers(indicator.id))


def _is_same(known: Reading, new: Reading) -> bool:
    """Whether the second says nothing new, whatever was typed; no note is no news."""
    restated = replace(new, typed=None, note=new.note or known.note)
    return replace(known, typed=None) == restated
