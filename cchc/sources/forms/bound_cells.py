"""The cells that a binding names, found in the sheets of a workbook.

Heads are found by what is printed, accents and blanks aside; one that stands in
several places is not guessed but asked for with the head above it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from cchc.core.facts.typed import TypedText
from cchc.sources.forms.binding_file import (
    OFFICE,
    SHEETS,
    Axis,
    Binding,
    BoundFigure,
    BoundTable,
    Face,
    Spot,
    UnitLine,
)
from cchc.sources.forms.form_grid import (
    LAST_COLUMN,
    Cell,
    Grid,
    address,
    column_letters,
)
from cchc.text.compare import fold
from cchc.text.problem import Place, Problem, ProblemCode
from cchc.text.record import Record, field

FindUnit = Callable[[TypedText], str | Problem]
"""The id of the unit that a text names, or what is wrong with the name."""
MOST_PLACES = 6
_TOTALS = ("tong", "cong", "toan", "trong do", "ghi chu")
_STRIP = "0123456789.)( -–\t"


class BoundCell(Record):
    """One cell that a binding names, with what stands in it.

    `unit` is None for the whole office; `held` None for an empty cell.
    """

    table: BoundTable
    figure: BoundFigure
    face: Face
    unit: str | None
    sheet: str
    row: int
    column: int
    place: Place
    held: Cell | None

    @property
    def cell(self) -> str:
        return address(self.row, self.column)


class BoundGrid(Struct):
    """All cells that were found, and what is wrong with the binding or the workbook."""

    cells: list[BoundCell] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    periods: list[tuple[BoundTable, Cell]] = field(default_factory=list)

    def note(self, code: ProblemCode, place: Place, **blanks: object) -> None:
        self.problems.append(Problem(code, place, blanks))  # type: ignore[arg-type]


def find_bound_cells(
    grids: Sequence[Grid],
    binding: Binding,
    tables: Iterable[BoundTable],
    find_unit: FindUnit,
) -> BoundGrid:
    """The cells of some tables of a binding.

    P744 for a sheet that is not there, P745 and P746 for a head that is not or stands
    in several places, P747 for a unit in two rows, P748 for a row of no unit.
    """
    found = BoundGrid()
    for table in tables:
        for grid, unit in _grids_of(table, grids, find_unit, found):
            _TableFinder(table, grid, unit, find_unit, found).find()
    found.problems[:0] = binding.problems
    return found


def _grids_of(
    table: BoundTable, grids: Sequence[Grid], find_unit: FindUnit, found: BoundGrid
) -> Iterator[tuple[Grid, str | None]]:
    """The sheets of a table, each with the unit that it is of, if it is of one."""
    if table.unit is not None and table.unit.text == SHEETS:
        for grid in grids:
            called = find_unit(TypedText(grid.sheet or "", grid.place(1, 1)))
            if isinstance(called, str):
                yield grid, called
        return
    unit: str | None = None
    if table.unit is not None and table.unit.text != OFFICE:
        named = find_unit(table.unit)
        if isinstance(named, Problem):
            found.problems.append(named)
            return
        unit = named
    wanted = table.sheet
    if wanted is not None:
        known = tuple(grid.sheet or "" for grid in grids)
        grids = [g for g in grids if fold(g.sheet or "") == fold(wanted.text)]
        if not grids:
            blanks = {"text": wanted.text, "known": known}
            found.note(ProblemCode.BIND_SHEET, wanted.place, **blanks)
    yield from [(grid, unit) for grid in grids[:1]]


class _TableFinder:
    """Finds the cells of one table in one sheet."""

    def __init__(
        self,
        table: BoundTable,
        grid: Grid,
        unit: str | None,
        find_unit: FindUnit,
        found: BoundGrid,
    ) -> None:
        self.table, self.grid, self.unit = table, grid, unit
        self.find_unit, self.found = find_unit, found
        self.texts: dict[str, list[tuple[int, int]]] = {}
        for cell in grid.cells:
            self.texts.setdefault(fold(cell.text), []).append((cell.row, cell.column))

    def find(self) -> None:
        if self.table.period_at is not None:
            at = self._at(self.table.period_at, None)
            if at is not None and (cell := self.grid.at(*at)) is not None:
                self.found.periods.append((self.table, cell))
        lines: Iterable[tuple[str | None, int | None]] = [(self.unit, None)]
        if self.table.units is not None:
            lines = list(self._unit_lines(self.table.units))
        for figure in self.table.figures:
            for face, spot in figure.faces:
                self._find_face(figure, face, spot, lines)

    def _find_face(
        self,
        figure: BoundFigure,
        face: Face,
        spot: Spot,
        lines: Iterable[tuple[str | None, int | None]],
    ) -> None:
        before = len(self.found.problems)
        for unit, line in lines:
            at = self._at(spot, line)
            if at is None:
                if len(self.found.problems) > before:
                    return  # told once, not for each unit
                continue
            row, column = at
            self.found.cells.append(
                BoundCell(
                    table=self.table,
                    figure=figure,
                    face=face,
                    unit=unit,
                    sheet=self.grid.sheet or "",
                    row=row,
                    column=column,
                    place=self.grid.place(row, column),
                    held=self.grid.at(row, column),
                )
            )

    def _at(self, spot: Spot, line: int | None) -> tuple[int, int] | None:
        """Row and column of a cell; `line` is the unit's where the spot has none."""
        row = column = line
        if spot.row is not None:
            row = self._number(spot.row, is_column=False)
        if spot.column is not None:
            column = self._number(spot.column, is_column=True)
        return None if row is None or column is None else (row, column)

    def _unit_lines(self, line: UnitLine) -> Iterator[tuple[str, int]]:
        """The units in the order in which they stand, with their row or column."""
        at = self._number(line.names_at, is_column=line.in_rows)
        own = {fold(text): unit for text, unit in line.names}
        seen: dict[str, Cell] = {}
        for number, cell in self._along(line, at or 0):
            named = own.get(fold(cell.text), TypedText(cell.text, cell.place))
            unit, words = self.find_unit(named), fold(cell.text).strip(_STRIP)
            is_total = not words or words.startswith(_TOTALS)
            if isinstance(unit, Problem) and named.text == cell.text:
                bare = TypedText(cell.text.lstrip(_STRIP), cell.place)
                unit = self.find_unit(bare) if bare.text else unit
            if isinstance(unit, Problem):
                if named.text != cell.text:
                    self.found.problems.append(unit)
                elif line.span is not None and not is_total:
                    self.found.note(ProblemCode.BIND_ROW, cell.place, text=cell.text)
            elif unit in seen:
                blanks = {"text": cell.text, "cell": seen[unit].place.cell or ""}
                self.found.note(ProblemCode.BIND_UNIT_TWICE, cell.place, **blanks)
            else:
                seen[unit] = cell
                yield unit, number
        if at is not None and not seen:
            text = column_letters(at) if line.in_rows else str(at)
            self.found.note(ProblemCode.BIND_NO_UNITS, line.names_at.place, text=text)

    def _along(self, line: UnitLine, at: int) -> Iterator[tuple[int, Cell]]:
        """The cells of the row or column of names, with the number of their line."""
        rows = self.grid.rows
        cells: Mapping[int, Cell] = rows.get(at, {})
        if line.in_rows:
            cells = {row: cells[at] for row, cells in rows.items() if at in cells}
        first, last = line.span or (0, max(cells, default=0))
        yield from ((n, cells[n]) for n in sorted(cells) if first <= n <= last)

    def _number(self, axis: Axis, *, is_column: bool) -> int | None:
        """The row or column that an axis names; None where that is told to be wrong."""
        if axis.number is not None:
            return axis.number
        after: tuple[int, int] | None = None
        for head in axis.heads:
            places = self._places(head, after, is_column=is_column)
            if not places:
                where = self.grid.sheet or ""
                texts = (cell.text for cell in self.grid.cells)
                known = tuple(text for text in texts if any(map(str.isalpha, text)))
                blanks = {"text": head, "sheet": where, "known": known}
                self.found.note(ProblemCode.BIND_HEAD, axis.place, **blanks)
                return None
            lines = {place[1 if is_column else 0] for place in places}
            if after is None and len(lines) > 1:
                cells = ", ".join(address(*place) for place in places[:MOST_PLACES])
                blanks = {"text": head, "cells": cells}
                self.found.note(ProblemCode.BIND_HEAD_TWICE, axis.place, **blanks)
                return None
            after = places[0]
        return None if after is None else after[1 if is_column else 0]

    def _places(
        self, head: str, after: tuple[int, int] | None, *, is_column: bool
    ) -> list[tuple[int, int]]:
        """Where a head stands; below the one `after` which it comes, not before it."""
        area = self.table.heads if is_column else self.table.labels
        line = self.table.units
        if area is None and line and line.span and line.in_rows == is_column:
            area = (1, line.span[0] - 1)
        along = 0 if is_column else 1
        places = [
            place
            for place in self.texts.get(fold(head), ())
            if area is None or area[0] <= place[along] <= area[1]
        ]
        if after is not None:
            row, column = after
            beside = (at for at in self.grid.rows[row] if at > column)
            end = min(beside, default=LAST_COLUMN + 1)
            lower = [place for place in places if place[0] > row]
            places = [p for p in lower if not is_column or column <= p[1] < end]
        return sorted(places, key=lambda at: at[::-1] if is_column else at)
