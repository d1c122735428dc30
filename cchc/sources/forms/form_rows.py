"""The rows of a form by their marks, wherever they stand; columns by their heads."""

import re
from collections import Counter
from collections.abc import Mapping
from string import ascii_uppercase

from msgspec import Struct

from cchc.sources.forms.form_grid import Cell, Grid
from cchc.text.form_marks import INPUTS, TableKind
from cchc.text.problem import Blank, Place, Problem, ProblemCode
from cchc.text.record import Record, field
from cchc.words.form import column_of
from cchc.words.translator import Lang, voice

_MARK = re.compile(r"([#/]?)([vtinod])(?::(\S+))?")
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


def rows_of(grids: tuple[Grid, ...]) -> FormInputRows:
    """All rows with a mark, and those that belong to a list without one."""
    rows = FormInputRows()
    for grid in grids:
        _read(grid, rows)
    return rows


def mark_in(text: str) -> RowMark | None:
    """The mark that a text is."""
    match = _MARK.fullmatch(text)
    if match is None:
        return None
    sign, letter, key = match.groups()
    return None if not sign and not key else RowMark(sign, TableKind(letter), key or "")


def _read(grid: Grid, rows: FormInputRows) -> None:
    at = _mark_column(grid)
    if at is None:
        return
    marks = {
        row: mark_in(cells[at].text) if at in cells else None
        for row, cells in grid.rows.items()
    }
    heads = _heads(grid, marks)
    _refuse_lost_heads(grid, marks, heads, rows)
    now: RowMark | None = None
    for number in sorted(grid.rows):
        mark = marks[number]
        if mark is not None and mark.sign:
            now = mark if mark.sign == "#" else None
            continue
        _row(grid, number, (mark, now, at), heads, rows)


def _mark_column(grid: Grid) -> int | None:
    """The column that holds most marks; None when the sheet is not of a form."""
    counted = Counter(
        column
        for cells in grid.rows.values()
        for column, cell in cells.items()
        if mark_in(cell.text) is not None
    )
    return counted.most_common(1)[0][0] if counted else None


def _heads(grid: Grid, marks: Mapping[int, RowMark | None]) -> Heads:
    """Where the columns of each table are, by the words in their heads."""
    heads: Heads = {}
    for number, mark in marks.items():
        if mark is None or mark.sign != "#":
            continue
        known = heads.setdefault(mark.kind, {})
        for column, cell in grid.rows[number].items():
            name = column_of(mark.kind, cell.text)
            if name is not None:
                known.setdefault(name, column)
    return heads


def _refuse_lost_heads(
    grid: Grid, marks: Mapping[int, RowMark | None], heads: Heads, rows: FormInputRows
) -> None:
    """Columns that a table must have and that no head names any more."""
    kinds = dict.fromkeys(mark.kind for mark in marks.values() if mark is not None)
    for kind in kinds:
        needed = INPUTS[kind] if grid.sheet is not None else INPUTS[kind][:1]
        lost = [
            name
            for name in needed
            if name not in heads.get(kind, {}) and name != "whole"
        ]
        if lost:
            names = tuple(voice(Lang.VI).say(f"form.head.{kind}.{n}") for n in lost)
            place = Place(file=grid.file, sheet=grid.sheet)
            rows.note(ProblemCode.FORM_HEAD_LOST, place, names=names)


def _row(
    grid: Grid,
    number: int,
    marked: tuple[RowMark | None, RowMark | None, int],
    heads: Heads,
    rows: FormInputRows,
) -> None:
    mark, now, at = marked
    meant = mark or now
    if meant is None:
        return
    columns = heads.get(meant.kind, {})
    cells = {
        name: grid.rows[number][column]
        for name, column in columns.items()
        if column in grid.rows[number]
    }
    if mark is None and meant.kind not in _OWN:
        for cell in list(cells.values())[:1]:
            # Words in its inputs and no mark: nobody can tell what the row is of.
            rows.note(ProblemCode.FORM_ROW_UNKNOWN, cell.place, text=cell.text)
        return
    key = mark.key if mark is not None else meant.key
    place = grid.place(number, columns.get(INPUTS[meant.kind][0], at))
    _refuse_merged(grid, number, columns, rows)
    if cells or mark is not None:
        rows.inputs.append(FormInputRow(meant.kind, key, cells, place))


def _refuse_merged(
    grid: Grid, number: int, columns: Mapping[str, int], rows: FormInputRows
) -> None:
    for first, left, last, right in grid.merged:
        if not first <= number <= last:
            continue
        touched = [column for column in columns.values() if left <= column <= right]
        if touched and (number == first or not _starts_in(grid, first, rows)):
            rows.note(ProblemCode.FORM_MERGED, grid.place(number, min(touched)))


def _starts_in(grid: Grid, first: int, rows: FormInputRows) -> bool:
    """Whether the box was told of before, at the row where it begins."""
    merged = (
        problem.place
        for problem in rows.problems
        if problem.code is ProblemCode.FORM_MERGED
    )
    return any(
        place.sheet == grid.sheet
        and (place.cell or "").lstrip(ascii_uppercase) == str(first)
        for place in merged
    )
