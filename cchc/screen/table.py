"""Lists: one value, given out as a table for people or as data for programs."""

import csv
from collections.abc import Callable, Iterable, Iterator
from io import StringIO
from re import ASCII, fullmatch
from textwrap import wrap
from typing import Generic, TypeVar

from cchc.screen.layout import Box, GridColumn, StyledText, paint
from cchc.text.record import Record
from cchc.text.sanitize import inert, one_line
from cchc.words.translator import Voice

T = TypeVar("T")
Cell = str | int | None

_NUMBER = r"[+\-−]?\d[\d.,  ]*%?"
_NOTHING = frozenset({"", "–"})
_JOINT = " · "
_LONGEST = 40
_TALL = 6
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"
_MARKDOWN = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]<>#|~!&$"})


class Column(Record):
    """A column: its key in data, its heading for people.

    `right`: numbers, to the right; `whole`: cells that are not broken over lines;
    `lead`: what a row is called, where it is told in a block of lines.
    """

    key: str
    heading: str
    right: bool = False
    whole: bool = False
    lead: bool = False


class Table(Record):
    """Rows under columns; a cell is words, a whole number, or nothing.

    Figures are words already: in data without signs (`1234,5`), for people as printed.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


class LayoutColumn(Record, Generic[T]):
    """A column of a layout: its key, and what its cell says of a row.

    `wide`: left out where the screen is narrow; the others are those of `Column`.
    """

    key: str
    cell: Callable[[T, Voice], Cell]
    right: bool = False
    whole: bool = False
    lead: bool = False
    wide: bool = False


class TableLayout(Generic[T]):
    """A list as verbs print it: its columns, declared once for every format."""

    def __init__(self, headings: str, *columns: LayoutColumn[T]) -> None:
        self.headings, self.columns = headings, columns

    def table(
        self,
        title: str,
        rows: Iterable[T],
        voice: Voice,
        *,
        narrow: bool = False,
        without: frozenset[str] = frozenset(),
    ) -> Table:
        """The rows under headings in a language; `without` these columns."""
        shown = [
            column
            for column in self.columns
            if column.key not in without and not (narrow and column.wide)
        ]
        heads = tuple(
            Column(
                column.key,
                voice.say(f"{self.headings}.{column.key}"),
                column.right,
                column.whole,
                column.lead,
            )
            for column in shown
        )
        cells = (tuple(column.cell(row, voice) for column in shown) for row in rows)
        return Table(title, heads, tuple(cells))


def render_table(table: Table, form: str) -> str:
    """The list as text for sheets and papers: `csv`, `tsv` or `md`."""
    return {"csv": as_csv, "tsv": as_tsv, "md": as_md}[form](table)


def as_csv(table: Table) -> str:
    """Lines of a list, headings first, as `csv_text` writes them."""
    return csv_text(_inert_rows(table))


def _inert_rows(table: Table, *, heads: bool = True) -> Iterator[Iterator[str]]:
    """Lines of a list, headings first; no cell is taken for a formula."""
    head = [tuple(column.heading for column in table.columns)] if heads else []
    return (map(inert_cell, row) for row in (*head, *table.rows))


def csv_text(rows: Iterable[Iterable[str]]) -> str:
    """Rows in the one dialect of CSV, that which Excel in Viet Nam opens.

    A mark of UTF-8, semicolons (the comma is its decimal sign), CRLF.
    """
    out = StringIO(newline="")
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows(rows)
    return out.getvalue()


def sheet_number_text(number: str) -> str:
    """A figure as stored, with the decimal sign of a sheet: `1234,5`.

    Where the comma is the decimal sign, `1.234` would be read as 1234.
    """
    return number.replace(".", ",")


def as_tsv(table: Table, *, heads: bool = True) -> str:
    """One line a row, cells parted by tabs; line ends in cells become blanks.

    No cell can start a formula where it is pasted. Without `heads` for a pipe.
    """
    rows = _inert_rows(table, heads=heads)
    return "".join("\t".join(map(one_line, row)) + "\n" for row in rows)


def as_md(table: Table) -> str:
    """A Markdown table; text in cells cannot be read as markup."""
    rule = ["---:" if column.right else "---" for column in table.columns]
    head = [_markdown_text(column.heading) for column in table.columns]
    rows = [[_markdown_text(cell) for cell in row] for row in table.rows]
    return "".join(f"| {' | '.join(row)} |\n" for row in [head, rule, *rows])


def as_table(table: Table, width: int, *, colour: bool = False) -> str:
    """Drawn with lines, at most so many cells wide, cells wrapped between words.

    Where that would break words or make towers of short lines, each row is a block of
    lines instead: what it is called, below it the others with their headings.
    """
    if not fits(table, width):
        title = [one_line(table.title)] if table.title else []
        blocks = (_row_block(table, row, width) for row in table.rows)
        return "\n".join([*title, *(line for block in blocks for line in block)])
    shape = (
        GridColumn(right=column.right, long="ellipsis" if column.whole else "fold")
        for column in table.columns
    )
    heads = [StyledText(one_line(column.heading), "bold") for column in table.columns]
    rows = (
        [StyledText(inert(_cell_text(cell)).expandtabs(4)) for cell in row]
        for row in table.rows
    )
    box = Box(one_line(table.title), tuple(shape), heads, tuple(rows))
    return "\n".join(paint([box], width, colour=colour))


def fits(table: Table, width: int) -> bool:
    """Whether it can be drawn so wide without broken words and without towers."""
    return _least_width(table) <= width and _tallest_row(table, width) <= _TALL


def _least_width(table: Table) -> int:
    """How many cells wide the drawing must be for no word to break."""
    wide = 3 * len(table.columns) + 1
    for index, column in enumerate(table.columns):
        cells = [
            one_line(column.heading),
            *(_cell_line(row[index]) for row in table.rows),
        ]
        parts = [cells] if column.whole else [cell.split() for cell in cells]
        words = (len(word) for part in parts for word in part)
        wide += min(max(words, default=0), _LONGEST)
    return wide


def _tallest_row(table: Table, width: int) -> int:
    """About how many lines the tallest row takes when the room is shared evenly."""
    loose = [at for at, column in enumerate(table.columns) if not column.whole]
    fixed = 3 * len(table.columns) + 1
    for at, column in enumerate(table.columns):
        if column.whole:
            lengths = (len(_cell_line(row[at])) for row in table.rows)
            fixed += max(lengths, default=len(column.heading))
    room = max(1, (width - fixed) // max(1, len(loose)))
    longest = (len(_cell_line(row[at])) for row in table.rows for at in loose)
    return max(longest, default=0) // room


def _row_block(table: Table, row: tuple[Cell, ...], width: int) -> Iterator[str]:
    """One row: what it is called, then the rest, as many on a line as fit."""
    cells = list(zip(table.columns, map(_cell_line, row), strict=True))
    leads = [text for column, text in cells if column.lead and text]
    others = cells if leads else cells[1:]
    leads = leads or [cells[0][1]]
    parts = [
        f"{one_line(column.heading)}: {text}"
        for column, text in others
        if text not in _NOTHING and not column.lead
    ]
    room = max(width, 20)
    yield from wrap(_JOINT.join(leads), room, subsequent_indent="  ")
    for line in _packed_lines(parts, room - 2):
        yield from wrap(line, room, initial_indent="  ", subsequent_indent="    ")


def _packed_lines(parts: list[str], room: int) -> Iterator[str]:
    """The parts in order, on one line as long as they fit on it together."""
    line = ""
    for part in parts:
        longer = _JOINT.join(filter(None, (line, part)))
        if line and len(longer) > room:
            yield line
            longer = part
        line = longer
    if line:
        yield line


def _cell_text(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _cell_line(cell: Cell) -> str:
    return one_line(_cell_text(cell))


def _markdown_text(cell: Cell) -> str:
    return _cell_line(cell).translate(_MARKDOWN)


def inert_cell(cell: Cell) -> str:
    """The text of a cell that no sheet takes for a formula."""
    raw = _cell_text(cell)
    text = inert(raw)
    starts = raw.lstrip(" \n"), text.lstrip()  # marks without width are taken out
    risky = any(start.startswith(_FORMULA) for start in starts)
    return f"'{text}" if risky and not fullmatch(_NUMBER, raw, ASCII) else text
