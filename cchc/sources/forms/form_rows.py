"""The rows of a form by their marks, wherever they stand; columns by their heads."""

import re
from collections import Counter
from collections.abc import Mapping

from msgspec import Struct

from cchc.sources.forms.form_grid import Cell, Grid
from cchc.text.form_marks import INPUTS, TableKind
from cchc.text.problem import Blank, Place, Problem, ProblemCode
from cchc.text.record import Record, field
from cchc.words.form import column_of
from cchc.words.translator import Lang, voice

_MARK = re.compile(r"(?=[#/]|.:)([#/]?)([vtinod])(?::(\S+))?")
_OWN = {TableKind.ITEM, TableKind.OBSTACLE}
"""Tables in which a row without a mark belongs to the table it stands in."""
Heads = dict[TableKind, dict[str, int]]


class FormInputRow(Record):
    """One row that was to be filled in: its mark, its inputs, where it stands."""

    kind: TableKind
    key: str
    cells: Mapping[str, Cell]
    place: Place

    @property
    def mark(self) -> str:
        return f"{self.kind}:{self.key}"


class FormInputRows(Struct):
    """The rows of a file, and what is wrong with its shape."""

    inputs: list[FormInputRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def note(self, code: ProblemCode, place: Place, **blanks: Blank) -> None:
        self.problems.append(Problem(code, place, blanks))


class RowMark(Record):
    """A mark as it stands in a cell: `#` begins a table, `/` ends one."""

    sign: str
    kind: TableKind
    key: str


def mark_in(text: str) -> RowMark | None:
    """The mark that a text is."""
    match = _MARK.fullmatch(text)
    if match is None:
        return None
    sign, letter, key = match.groups()
    return RowMark(sign, TableKind(letter), key or "")


def rows_of(grids: tuple[Grid, ...]) -> FormInputRows:
    """All rows with a mark, and those that belong to a list without one."""
    rows = FormInputRows()
    for grid in grids:
        # Marks stand in the column that holds most of them.
        counted = Counter(
            column
            for cells in grid.rows.values()
            for column, cell in cells.items()
            if _MARK.fullmatch(cell.text)
        )
        for column, _ in counted.most_common(1):
            _GridRows(grid, column, rows).read()
    return rows


class _GridRows:
    """Reads the rows of one sheet; what is wrong with it is told to the rows.

    `heads` say where the columns of each table are, `told` are the rows at which boxes
    of merged cells begin that were told of.
    """

    def __init__(self, grid: Grid, column: int, rows: FormInputRows) -> None:
        self.grid, self.column, self.rows = grid, column, rows
        self.marks = {
            number: mark
            for number, cells in grid.rows.items()
            if column in cells and (mark := mark_in(cells[column].text))
        }
        self.heads: Heads = {mark.kind: {} for mark in self.marks.values()}
        self.told: set[int] = set()

    def read(self) -> None:
        for number, mark in self.marks.items():
            if mark.sign == "#":
                self._find_heads(mark.kind, self.grid.rows[number])
        for kind, columns in self.heads.items():
            self._refuse_lost_heads(kind, columns)
        table: RowMark | None = None
        for number in sorted(self.grid.rows):
            own = self.marks.get(number)
            if own is not None and own.sign:
                table = own if own.sign == "#" else None
                continue
            meant = own or table
            if meant is not None:
                self._read_row(number, meant, has_mark=own is not None)

    def _find_heads(self, kind: TableKind, row: Mapping[int, Cell]) -> None:
        for column, cell in row.items():
            name = column_of(kind, cell.text)
            if name is not None:
                self.heads[kind].setdefault(name, column)

    def _refuse_lost_heads(self, kind: TableKind, columns: Mapping[str, int]) -> None:
        """Columns that a table must have and that no head names any more."""
        needed = INPUTS[kind] if self.grid.sheet is not None else INPUTS[kind][:1]
        lost = [name for name in needed if name not in columns and name != "whole"]
        if lost:
            names = tuple(voice(Lang.VI).say(f"form.head.{kind}.{n}") for n in lost)
            place = Place(file=self.grid.file, sheet=self.grid.sheet)
            self.rows.note(ProblemCode.FORM_HEAD_LOST, place, names=names)

    def _read_row(self, number: int, meant: RowMark, *, has_mark: bool) -> None:
        kind, columns, row = meant.kind, self.heads[meant.kind], self.grid.rows[number]
        cells = {name: row[at] for name, at in columns.items() if at in row}
        if not has_mark and kind not in _OWN:
            for cell in list(cells.values())[:1]:
                # Words in its inputs and no mark: nobody can tell what the row is of.
                code = ProblemCode.FORM_ROW_UNKNOWN
                self.rows.note(code, cell.place, text=cell.text)
            return
        self._refuse_merged(number, columns)
        if cells or has_mark:
            place = self.grid.place(number, columns.get(INPUTS[kind][0], self.column))
            self.rows.inputs.append(FormInputRow(kind, meant.key, cells, place))

    def _refuse_merged(self, number: int, columns: Mapping[str, int]) -> None:
        """Inputs that were made one cell, told at the first row of their box."""
        for first, left, last, right in self.grid.merged:
            if not first <= number <= last:
                continue
            touched = [column for column in columns.values() if left <= column <= right]
            if touched and (number == first or first not in self.told):
                self.told.add(number)
                place = self.grid.place(number, min(touched))
                self.rows.note(ProblemCode.FORM_MERGED, place)
