"""Readings of cells and their totals out of the ledger, as narrow as they are asked.

All that is known today stands in `cell` and the tables of totals; what was known on
an earlier day is read from the log, once and in one pass.
"""

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from sqlite3 import Connection
from typing import Any

from cchc.core.facts.report import CellKey, CellState, Quality, Reading
from cchc.core.facts.totals import (
    At,
    CellBook,
    GroupTotal,
    GroupTotals,
    book_of,
    in_dispute,
)
from cchc.store.codes import OF_PLAN, Codes, Where, invert, read_codes
from cchc.store.ledger import Ledger
from cchc.store.rows import READING, day_after, reading_of

LAST = (1 << 63) - 1
"""No act of writing has a greater number."""

CURRENT = (
    f"SELECT cell.indicator_id, cell.unit_id, cell.period_id, {READING}"
    " FROM cell JOIN revision ON revision.id = cell.revision_id"
    " WHERE cell.state <> 'withdrawn' AND "
)
AMONG = "IN (SELECT id FROM indicator WHERE plan_id = ?)"
SUMS = (
    "state, quality, scale, cells, value_high, value_low, denominator_high,"
    " denominator_low"
)


DISPUTED = """
SELECT indicator.code, unit.code, period.name FROM review_note
CROSS JOIN review ON review.id = review_id
CROSS JOIN entry AS seen ON seen.id = review.entry_id
JOIN indicator ON indicator.plan_id = seen.plan_id AND indicator.code = about
JOIN unit ON unit.id = seen.unit_id JOIN period ON period.id = seen.period_id
WHERE {0} AND review.recorded_at < ?2 AND NOT EXISTS (
  SELECT 1 FROM entry JOIN review AS later ON later.entry_id = entry.id
  WHERE entry.plan_id = seen.plan_id AND entry.unit_id = seen.unit_id
    AND entry.period_id = seen.period_id
    AND later.id > review.id AND later.recorded_at < ?2
) AND NOT EXISTS (
  SELECT 1 FROM entry
  WHERE entry.plan_id = seen.plan_id AND entry.unit_id = seen.unit_id
    AND entry.period_id = seen.period_id
    AND entry.id > seen.id AND entry.recorded_at < ?2
    AND (EXISTS (SELECT 1 FROM revision
                 WHERE entry_id = entry.id AND indicator_id = indicator.id)
      OR EXISTS (SELECT 1 FROM item
                 WHERE entry_id = entry.id AND indicator_id = indicator.id)))
"""
"""What the last review of a report marks, and nobody has written since.

Few reports are ever sent back: it begins with the marks, CROSS JOIN keeps it so.
"""


def known_cells(
    ledger: Ledger, plan_id: str, as_of: date, settled: frozenset[CellKey] = frozenset()
) -> CellBook:
    """The readings known at the end of a day, read as they are asked for.

    They are asked inside the `read_transaction` (or act of writing) in which this was
    called. Of `settled` cells no mark of a reviewer is told. Raises KeyError if there
    is no such plan.
    """
    connection = ledger.connection
    known = read_codes(connection, plan_id)
    current = is_current(connection, known.plan, as_of)
    cells = (
        LedgerCells(connection, known)
        if current
        else cells_on(connection, known, as_of)
    )
    marked = disputed_cells(connection, (OF_PLAN, known.plan), as_of)
    return book_of(in_dispute(cells, marked - settled))


PEERS = 25
"""Of how many other units a figure is looked at to know what is usual."""


def figures_of_others(
    ledger: Ledger, plan_id: str, indicator: str, period: str, unit: str
) -> tuple[Reading, ...]:
    """What other units gave for an indicator in a period, of `PEERS` at most."""
    rows = ledger.connection.execute(
        "SELECT state, value, denominator, scale, NULL, NULL, quality, NULL, NULL"
        " FROM cell WHERE indicator_id ="
        " (SELECT indicator.id FROM indicator JOIN plan ON plan.id = plan_id"
        " WHERE plan.code = ?1 AND indicator.code = ?2) AND period_id ="
        " (SELECT period.id FROM period JOIN plan ON plan.id = plan_id"
        " WHERE plan.code = ?1 AND period.name = ?3)"
        " AND state = 'value' AND unit_id <>"
        " (SELECT unit.id FROM unit JOIN plan ON plan.id = plan_id"
        " WHERE plan.code = ?1 AND unit.code = ?4) LIMIT ?5",
        (plan_id, indicator, period, unit, PEERS),
    )
    readings = map(reading_of, rows)
    return tuple(reading for reading in readings if reading is not None)


def is_current(connection: Connection, plan: int, as_of: date) -> bool:
    """Whether nothing was recorded later than that day."""
    last = "SELECT max(recorded_at) < ? FROM entry WHERE plan_id = ?"
    (is_known,) = connection.execute(last, (day_after(as_of), plan)).fetchone()
    return is_known is None or bool(is_known)


def disputed_cells(
    connection: Connection, where: Where, as_of: date
) -> frozenset[CellKey]:
    """The cells that were marked when a report was sent back, as known on a day.

    A mark is gone with a new figure, with the report accepted, or sent back again
    without it.
    """
    condition, blank = where
    query = DISPUTED.format(condition.replace("entry.", "seen."))
    return frozenset(connection.execute(query, (blank, day_after(as_of))))


def cells_on(
    connection: Connection,
    known: Codes,
    as_of: date,
    upto: int = LAST,
    unit: str | None = None,
    indicators: Collection[str] | None = None,
) -> dict[CellKey, Reading]:
    """The readings of every cell by the log, one pass over it.

    Of one unit, or of some `indicators`, where they are named.
    """
    tables, narrow = "entry JOIN revision", ""
    if unit is not None:
        narrow = f" AND entry.unit_id = {known.units.get(unit, 0)}"
    if indicators is not None:
        rows_of = sorted(known.indicators.get(key, 0) for key in indicators)
        among = ", ".join(map(str, rows_of))
        tables = "revision CROSS JOIN entry"
        narrow += f" AND revision.indicator_id IN ({among})"
    rows = connection.execute(
        "SELECT revision.indicator_id, revision.unit_id, revision.period_id,"
        f" {READING}, sequence FROM {tables} ON revision.entry_id = entry.id"
        f" WHERE plan_id = ? AND recorded_at < ? AND entry.id <= ?{narrow}",
        (known.plan, day_after(as_of), upto),
    )
    latest: dict[tuple[int, int, int], tuple[Any, ...]] = {}
    for row in rows:
        at = row[:3]
        if at not in latest or latest[at][-1] < row[-1]:
            latest[at] = row
    names, units = invert(known.indicators), invert(known.units)
    periods = invert(known.periods)
    return {
        (names[at[0]], units[at[1]], periods[at[2]]): reading
        for at in sorted(latest)
        if (reading := reading_of(latest[at][3:-1])) is not None
    }


class LedgerCells(CellBook):
    """What is known today, read when it is asked for."""

    def __init__(self, connection: Connection, known: Codes) -> None:
        self._connection = connection
        self._codes = known
        self._indicators = invert(known.indicators)
        self._units = invert(known.units)
        self._periods = invert(known.periods)

    def _rows(self, query: str, *blanks: int) -> sqlite3.Cursor:
        if not self._connection.in_transaction:
            raise RuntimeError("cells are read in the transaction they are judged in")
        return self._connection.execute(query, blanks)

    def _cells(self, where: str, *blanks: int) -> Iterator[tuple[CellKey, Reading]]:
        for indicator, unit, period, *columns in self._rows(CURRENT + where, *blanks):
            at = (self._indicators[indicator], self._units[unit], self._periods[period])
            if (reading := reading_of(columns)) is not None:
                yield at, reading

    def everything(self) -> dict[CellKey, Reading]:
        """All of it at once."""
        return dict(self._cells(f"cell.indicator_id {AMONG}", self._codes.plan))

    def everything_of(self, unit: str) -> dict[CellKey, Reading]:
        """All of one unit."""
        return dict(self._cells("cell.unit_id = ?", self._codes.units.get(unit, 0)))

    def __getitem__(self, cell: CellKey) -> Reading:
        indicator, unit, period = cell
        place = (
            self._codes.indicators[indicator],
            self._codes.periods[period],
            self._codes.units[unit],
        )
        where = "cell.indicator_id = ? AND cell.period_id = ? AND cell.unit_id = ?"
        for _, reading in self._cells(where, *place):
            return reading
        raise KeyError(cell)

    def __iter__(self) -> Iterator[CellKey]:
        return (
            (self._indicators[indicator], self._units[unit], self._periods[period])
            for indicator, unit, period in self._rows(
                "SELECT indicator_id, unit_id, period_id FROM cell"
                f" WHERE state <> 'withdrawn' AND indicator_id {AMONG}",
                self._codes.plan,
            )
        )

    def __len__(self) -> int:
        cells = "SELECT total(cells) FROM period_total WHERE indicator_id "
        return int(self._rows(cells + AMONG, self._codes.plan).fetchone()[0])

    def of_indicator(self, indicator: str) -> Mapping[At, Reading]:
        row = self._codes.indicators.get(indicator, 0)
        cells = self._cells("cell.indicator_id = ?", row)
        return {(unit, period): reading for (_, unit, period), reading in cells}

    def of_unit(self, unit: str, period: str | None = None) -> Mapping[At, Reading]:
        row = self._codes.units.get(unit, 0)
        if period is None:
            cells = self._cells("cell.unit_id = ?", row)
        else:
            of_period = self._codes.periods.get(period, 0)
            where = "cell.unit_id = ? AND cell.period_id = ?"
            cells = self._cells(where, row, of_period)
        return {(indicator, name): reading for (indicator, _, name), reading in cells}

    def places_of(self, unit: str) -> Collection[At]:
        rows = self._rows(
            "SELECT indicator_id, period_id FROM cell"
            " WHERE unit_id = ? AND state <> 'withdrawn'",
            self._codes.units.get(unit, 0),
        )
        names, periods = self._indicators, self._periods
        return {(names[indicator], periods[period]) for indicator, period in rows}

    def units(self) -> frozenset[str]:
        return frozenset(self._codes.units)

    def period_totals(self) -> Mapping[At, GroupTotals]:
        query = f"SELECT indicator_id, period_id, {SUMS} FROM period_total WHERE"
        rows = self._rows(f"{query} indicator_id {AMONG}", self._codes.plan)
        totals: dict[At, GroupTotals] = {}
        for indicator, period, state, quality, scale, cells, *sums in rows:
            value, denominator = (sums[0] << 32) + sums[1], (sums[2] << 32) + sums[3]
            group = CellState(state), Quality(quality), scale, cells, value, denominator
            at = self._indicators[indicator], self._periods[period]
            totals[at] = (*totals.get(at, ()), GroupTotal(*group))
        return totals

    def report_totals(self, period: str) -> Mapping[str, Mapping[CellState, int]]:
        counts: dict[str, dict[CellState, int]] = {}
        for unit, state, cells in self._rows(
            "SELECT unit_id, state, cells FROM report_total WHERE unit_id IN"
            " (SELECT id FROM unit WHERE plan_id = ?) AND period_id = ?",
            self._codes.plan,
            self._codes.periods.get(period, 0),
        ):
            counts.setdefault(self._units[unit], {})[CellState(state)] = cells
        return counts
