"""The rows of a form by their marks, wherever they stand; columns by their heads."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from cchc.sources.forms.form_grid import Cell, Grid
from cchc.text.compare import fold
from cchc.text.form_marks import (
    ABOVE,
    FORM,
    HEAD,
    INPUTS,
    NAMED,
    PRINTED,
    SHEET,
    SUM,
    TITLE,
    TableKind,
    input_columns,
    read_mark,
)
from cchc.text.lazy import lazy_pattern
from cchc.text.problem import Blank, Place, Problem, ProblemCode
from cchc.text.record import Record, field
from cchc.words.form import column_begun, column_of
from cchc.words.translator import Lang, voice

_MARK = lazy_pattern(r"(?=[#/]|.:)([#/]?)([vtinodb])(?::(\S+))?")
_OWN = {TableKind.ITEM, TableKind.OBSTACLE}
"""Tables in which a row without a mark belongs to the table it stands in."""
_SIGNING = (
    *("nguoi lap", "thu truong", "ky ten", "chu tich", "truong phong", "tm.", "kt."),
    *("made by", "prepared by", "head of", "signature", "(signature"),
)
"""With what the lines begin that a unit signs under a table."""
TITLE_ROWS = 3
"""Within so many rows above the head of a register stands its name."""
_SIGNED_ON = lazy_pattern(
    r"(?:[^\d]*, )?ngay[\d./… ]*thang[\d./… ]*nam[\d./… ]*"
    r"|day[\d./… ]*month[\d./… ]*year[\d./… ]*|date:[\w./… ]*"
)
OWN_SHEETS = {SHEET, *(voice(lang).say("form.marked.sheet") for lang in Lang)}
"""Sheets without a table that the program writes itself."""
Columns = Mapping[str, int]
Cells = Mapping[str, Cell]


class FormInputRow(Record):
    """One row that was to be filled in: its mark, its inputs, where it stands.

    `printed` stands beside the inputs, by the columns of the form; its title proves the
    mark. `beside` stands in columns that the form does not have, `comments` are what
    was written on its cells. A row that lost its mark has the key "".
    """

    kind: TableKind
    key: str
    cells: Mapping[str, Cell]
    place: Place
    printed: Mapping[str, Cell] = field(default_factory=dict)
    beside: tuple[Cell, ...] = ()
    comments: tuple[Cell, ...] = ()

    @property
    def name(self) -> Cell | None:
        return self.printed.get(TITLE)

    @property
    def mark(self) -> str:
        return f"{self.kind}:{self.key}"

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """What was filled in, by column."""
        return tuple((name, cell.text) for name, cell in sorted(self.cells.items()))


class FormInputRows(Struct):
    """The rows of a file, and what is wrong with its shape.

    `outside` are cells in rows that are of no table.
    """

    inputs: list[FormInputRow] = field(default_factory=list)
    outside: list[Cell] = field(default_factory=list)
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
            cell.column for cell in grid.cells if _MARK.fullmatch(cell.text)
        )
        for column, _ in counted.most_common(1):
            _GridRows(grid, column, rows).read()
        if not counted and grid.sheet not in OWN_SHEETS:
            heads = dict(_unmarked_heads(grid))
            if heads:
                _GridRows(grid, 0, rows, heads).read()
            else:
                is_ours = any(cell.text.startswith(FORM) for cell in grid.cells)
                rows.outside += () if is_ours else [*grid.cells][:1]
        rows.outside += grid.drawn
    rows.inputs = [*_without_copies(rows.inputs)]
    return rows


def _unmarked_heads(grid: Grid) -> Iterator[tuple[int, RowMark]]:
    """The heads of tables on a sheet that lost its hidden column, known by their words.

    Their rows are read by what is printed in them.
    """
    for number, cells in grid.rows.items():
        for kind in (kind for kind in TableKind if INPUTS[kind]):
            names = {column_of(kind, cell.text) for cell in cells.values()}
            needed = {name for name in INPUTS[kind] if name != "whole"}
            if needed | {*PRINTED[kind][:1]} <= names:
                yield number, RowMark("#", kind, "")
                break


def _without_copies(inputs: Iterable[FormInputRow]) -> Iterable[FormInputRow]:
    """The rows but those of a copied sheet, which say the same again or nothing."""
    kept: dict[tuple[object, ...], FormInputRow] = {}
    for number, row in enumerate(inputs):
        title = fold(row.name.text) if row.name else ""
        whose = (row.mark, title) if row.key and row.kind not in _OWN else (number,)
        first = kept.get(whose)
        if first is not None and row.texts in ((), first.texts):
            continue
        if first is not None and first.cells:
            whose = (*whose, row.texts)
        kept[whose] = row
    return kept.values()


class _GridRows:
    """Reads the rows of one sheet; what is wrong with it is told to the rows.

    `heads` say where the columns of each table are, by the row of its head, `first`
    by its kind; `above` what is printed above those of the table that is read. `told`
    are the rows at which boxes of merged cells begin that were told of; `end` is the
    last row of a list that has ended; `comments` are those of rows not read yet.
    """

    def __init__(
        self,
        grid: Grid,
        column: int,
        rows: FormInputRows,
        heads: Mapping[int, RowMark] | None = None,
    ) -> None:
        self.grid, self.column, self.rows = grid, column, rows
        self.marks = heads or {
            number: mark
            for number, cells in grid.rows.items()
            if column in cells and (mark := mark_in(cells[column].text))
        }
        self.heads: dict[int, Columns] = {}
        self.first: dict[TableKind, Columns] = {}
        self.above: Mapping[str, Cell] = {}
        self.table_key: str | None = None
        self.told: set[int] = set()
        self.end: int | None = None
        self.comments = {row: list(cells) for row, cells in grid.comments.items()}

    def read(self) -> None:
        self._find_all_heads()
        table: RowMark | None = None
        columns: Columns = {}
        for number in sorted(self.grid.rows):
            own = self.marks.get(number)
            if own is not None and own.sign == "#":
                table, columns, self.end = own, self.heads[number], None
                self.above = self._printed_above(number, own.kind, columns)
                if own.kind is TableKind.ITEM:
                    self.above = self._titles_above(number)
                self.table_key = own.key
            elif own is not None and own.key.endswith(SUM):
                continue  # it only adds up the rows above
            elif own is not None and not own.sign:
                is_own = table is not None and own.kind is table.kind
                self._read_row(number, own, columns if is_own else self.first[own.kind])
            elif table is not None:
                self.end = number - 1 if own is not None else self.end
                table = self._read_unmarked(number, table, columns)
        self.rows.outside += (
            cell for cells in self.comments.values() for cell in cells
        )

    def _find_all_heads(self) -> None:
        for number in sorted(self.marks):
            if self.marks[number].sign == "#":
                self._find_heads(number)
        for kind in {mark.kind for mark in self.marks.values()} - self.first.keys():
            self.first[kind] = {}
            self._refuse_lost_heads(kind, {}, 0)

    def _find_heads(self, number: int) -> None:
        """The columns of the table whose head stands in this row."""
        kind, columns = self.marks[number].kind, dict[str, int]()
        cells = [c for c in self.grid.rows[number].values() if c.column != self.column]
        if kind is TableKind.STOCK:
            for cell in cells:
                columns.setdefault(cell.text, cell.column)
            self.heads[number] = self.first[kind] = columns
            return
        for read_head in (column_of, column_begun):
            for cell in cells:
                if (name := read_head(kind, cell.text)) is not None:
                    columns.setdefault(name, cell.column)
        self._refuse_lost_heads(kind, columns, number)
        first = self.first.setdefault(kind, columns)
        # A row that was moved in from a table of rates keeps its denominator.
        taken = columns.values()
        others = {name: at for name, at in first.items() if at not in taken}
        self.heads[number] = {**others, **columns}
        self.first[kind] = {**columns, **first}

    def _printed_above(
        self, number: int, kind: TableKind, columns: Columns
    ) -> Mapping[str, Cell]:
        """What is printed above each column of a table of stocks, in one row or two."""
        upper = [self.grid.rows.get(number - up, {}) for up in (1, 2)]
        return {
            f"{HEAD}{name}": cell
            for name in (columns if kind is TableKind.STOCK else ())
            if (cell := upper[0].get(columns[name]) or upper[1].get(columns[name]))
        }

    def _titles_above(self, number: int) -> Mapping[str, Cell]:
        """What stands in the rows right above the head of a register."""
        above: list[Cell] = []
        for upper in range(number - 1, max(number - TITLE_ROWS - 1, 0), -1):
            if upper in self.marks:
                break
            above += self.grid.rows.get(upper, {}).values()
        return {f"{ABOVE}{place}": cell for place, cell in enumerate(above)}

    def _refuse_lost_heads(self, kind: TableKind, columns: Columns, row: int) -> None:
        """Columns that a table must have and that no head names any more."""
        needed = INPUTS[kind] if self.grid.sheet is not None else INPUTS[kind][:1]
        lost = [name for name in needed if name not in columns and name != "whole"]
        if lost:
            # in the language of the form; Vietnamese where it lost its mark
            marks = filter(None, (read_mark(cell.text) for cell in self.grid.cells))
            say = voice(next((Lang(mark.lang) for mark in marks), Lang.VI)).say
            names = tuple(say(f"form.head.{kind}.{name}") for name in lost)
            place = Place(file=self.grid.file, sheet=self.grid.sheet)
            if row:
                place = self.grid.place(row, self.column + 1)
            self.rows.note(ProblemCode.FORM_HEAD_LOST, place, names=names)

    def _read_row(self, number: int, mark: RowMark, columns: Columns) -> None:
        names = input_columns(mark.kind, columns)
        inputs = self._cells(number, columns, names)
        if mark.key or inputs:
            self._refuse_merged(number, [columns[n] for n in names if n in columns])
        first = columns.get(next(iter(names), ""), self.column)
        is_headed = mark.kind is TableKind.STOCK or (
            mark.kind is TableKind.ITEM and mark.key in {"", self.table_key}
        )
        printed = self._cells(number, columns, PRINTED[mark.kind])
        row = FormInputRow(
            kind=mark.kind,
            key=mark.key,
            cells=inputs,
            place=self.grid.place(number, first),
            printed={**printed, **(self.above if is_headed else {})},
            beside=tuple(
                cell
                for column, cell in self.grid.rows[number].items()
                if column > self.column and column not in columns.values()
            ),
            comments=tuple(self.comments.pop(number, ())),
        )
        self.rows.inputs.append(row)

    def _cells(self, number: int, columns: Columns, names: Iterable[str]) -> Cells:
        """The cells of a row in the columns of these names."""
        row = self.grid.rows[number]
        at = {name: columns[name] for name in names if name in columns}
        return {name: row[column] for name, column in at.items() if column in row}

    def _read_unmarked(
        self, number: int, table: RowMark, columns: Columns
    ) -> RowMark | None:
        """A row without a mark in or below a table; None where the table has ended.

        A list goes on below its last row as long as no row is left empty; it ends
        where the unit signs.
        """
        cells = self._cells(number, columns, input_columns(table.kind, columns))
        row = self.grid.rows[number]
        texts = [fold(cell.text) for cell in row.values()]
        if any(
            text.startswith(_SIGNING) or _SIGNED_ON.fullmatch(text) for text in texts
        ):
            return None
        first = next(iter(cells.values()), None)
        is_named = first is not None and table.kind in NAMED
        if (is_named or not self.column) and self._cells(number, columns, (TITLE,)):
            self._read_row(number, RowMark("", table.kind, ""), columns)
            return table
        if first is None:
            self.rows.outside += (
                cell
                for at, cell in row.items()
                if at > self.column
                and not (at == columns.get("no") and cell.text.isdigit())
            )
            return table
        is_below = self.end is not None and number > self.end
        if table.kind in _OWN and (not is_below or number == (self.end or 0) + 1):
            self.end = number if is_below else self.end
            self._read_row(number, table, columns)
        else:  # nobody can tell what the row is of
            self.rows.note(ProblemCode.FORM_ROW_UNKNOWN, first.place, text=first.text)
        return table

    def _refuse_merged(self, number: int, inputs: Iterable[int]) -> None:
        """Inputs that were made one cell, told at the first row of their box."""
        for first, left, last, right in self.grid.merged:
            if not first <= number <= last or (number != first and first in self.told):
                continue
            touched = [column for column in inputs if left <= column <= right]
            if touched and any(
                first <= cell.row <= last and left <= cell.column <= right
                for cell in self.grid.cells
            ):
                self.told.add(number)
                place = self.grid.place(number, min(touched))
                self.rows.note(ProblemCode.FORM_MERGED, place)
