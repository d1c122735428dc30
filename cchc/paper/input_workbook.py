"""A workbook to be filled in: the same form, the same bytes, on every day.

Only what is to be filled in is open and coloured. The form is known by its marks:
hidden first column, very hidden sheet, document property, defined name.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from itertools import groupby

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from cchc.sources.forms.form_grid import column_letters
from cchc.text.record import Record

Check = dict[str, object]
"""What may be typed in a cell and what is said beside it, as xlsxwriter names it."""
LINE_HEIGHT = 16
"""Points of a line of text."""
DEFAULT_HEIGHT = 18
SIGNING_ROWS = 4
"""Lines left for a signature."""
LONGEST_FOOT = 90
A4 = 9
_MARGIN, _BOTTOM = Decimal("0.4"), Decimal("0.6")
"""Margins in inches."""
PAGE_WIDTH = Decimal("10.6")
"""Inches of a page that are printed on, with a little left over."""
PAGE_HEIGHT = 510
"""The same in points, downwards."""
CELL_FONT: Mapping[str, object] = {"font_name": "Times New Roman", "font_size": 12}
_BASE = {**CELL_FONT, "valign": "vcenter"}
_BOXED = {**_BASE, "border": 1, "border_color": "#7F7F7F", "text_wrap": True}
_INPUT = {**_BOXED, "locked": False, "bg_color": "#FFF8DC"}
STYLES: Mapping[str, Mapping[str, object]] = {
    "unit": {**_BASE, "bold": True, "align": "center"},
    "headline": {**_BASE, "bold": True, "align": "center", "font_size": 14},
    "centre": {**_BASE, "align": "center", "italic": True},
    "guide": {**_BASE, "text_wrap": True},
    "title": {**_BASE, "bold": True},
    "remark": {**_BASE, "text_wrap": True, "italic": True},
    "mark": {"font_size": 8, "font_color": "#999999"},
    "head": {**_BOXED, "bold": True, "align": "center", "bg_color": "#E8EEF4"},
    "text": _BOXED,
    "fixed": {**_BOXED, "align": "center"},
    "closed": {**_BOXED, "bg_color": "#E5E5E5"},
    "open": {**_INPUT, "num_format": "@", "align": "left"},
    "words": {**_INPUT, "num_format": "@", "align": "left", "valign": "top"},
    "choice": {**_INPUT, "align": "center"},
    "day": {**_INPUT, "num_format": "@", "align": "center"},
    "whole": {**_INPUT, "num_format": "#,##0", "align": "right"},
    "decimal": {**_INPUT, "num_format": "#,##0.######", "align": "right"},
    "sum": {**_BOXED, "num_format": "#,##0.######", "align": "right"},
    "rate": {**_BOXED, "num_format": "0.00%", "align": "right"},
    "counter": {**_BASE, "bold": True, "font_color": "#C00000"},
    "signing": {**_BASE, "align": "center"},
    "alarm": {"bg_color": "#FFB3B3", "font_color": "#9C0006"},
}
"""The formats of cells by name."""


class InputCell(Record):
    """A printed text, or a cell to fill in with the check of what is typed there.

    The text of an open cell is an answer that was carried over; a `number` is one. A
    `formula` works its text out; the cell is red where the `alarm` is true. In both
    `{value}` is the cell of the row under the head of that column.
    """

    text: str
    style: str
    is_open: bool = False
    check: Check | None = None
    formula: str | None = None
    alarm: str | None = None
    number: Decimal | None = None


class InputRow(Record):
    """A row known by its mark."""

    mark: str
    cells: tuple[InputCell, ...]


class InputTable(Record):
    """A table known by its mark; `end_mark` stands where rows may be added.

    Widths are in characters, `row_height` is the least of a row, in points. `empty`
    are terms of a formula: how many cells are empty, `{value}` those of a column.
    With `keys` the columns are known by what stands in a hidden row below their heads;
    `above` stands over those heads, once for neighbours that have the same.
    """

    mark: str
    title: str
    remark: str
    columns: tuple[str, ...]
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[InputRow, ...]
    row_height: int
    end_mark: str = ""
    empty: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    above: tuple[str, ...] = ()


class InputPage(Record):
    """A sheet: lines across its head by style, how to fill it in, tables.

    Its columns are as wide as those of the first table. `counter` are the words around
    the number of empty cells, and those where there is none.
    """

    name: str
    heading: tuple[tuple[str, str], ...]
    guide: tuple[str, ...]
    tables: tuple[InputTable, ...]
    counter: tuple[str, ...] | None = None


class InputBook(Record):
    """The whole form; `lists` are texts to choose from, by column of a hidden sheet.

    `foot` stands at the foot of each page, left and in the middle; `signing` are lines
    below the last table, left and right.
    """

    title: str
    mark: str
    mark_name: str
    created: datetime
    pages: tuple[InputPage, ...]
    hidden_sheet: str
    lists: Mapping[int, tuple[str, ...]]
    foot: tuple[str, ...] = ()
    signing: tuple[tuple[str, str], ...] = ()


def input_workbook(book: InputBook) -> bytes:
    """The workbook of a form."""
    out = BytesIO()
    workbook = Workbook(out, {"in_memory": True, "strings_to_urls": False})
    workbook.set_properties({"created": book.created, "title": book.title})
    workbook.set_custom_property(book.title, book.mark)
    workbook.define_name(book.mark_name, f'="{book.mark}"')
    formats = {name: workbook.add_format(dict(style)) for name, style in STYLES.items()}
    sheets = [workbook.add_worksheet(page.name) for page in book.pages]
    hidden = workbook.add_worksheet(book.hidden_sheet)
    hidden.very_hidden()
    hidden.write_string(0, 0, book.mark)
    for column, texts in book.lists.items():
        for row, text in enumerate(texts):
            hidden.write_string(row, column, text)
    for sheet, page in zip(sheets, book.pages, strict=True):
        _PageWriter(sheet, formats, page).write(book)
    workbook.close()
    return out.getvalue()


class _PageWriter:
    """Writes on one sheet, line below line; marks stand in the hidden first column.

    `rows` are the heights of the lines so far, each with whether it stays on the page
    of the next one.
    """

    def __init__(
        self, sheet: Worksheet, formats: Mapping[str, Format], page: InputPage
    ) -> None:
        self.sheet, self.formats, self.page = sheet, formats, page
        self.last = len(page.tables[0].widths)
        self.row = 0
        self.rows: list[tuple[int, bool]] = []
        self.empty: list[str] = []
        self.count = 0

    def write(self, book: InputBook) -> None:
        """The whole sheet."""
        widths = self.page.tables[0].widths
        self.sheet.set_column(0, 0, 1, None, {"hidden": True})
        for column, width in enumerate(widths, start=1):
            self.sheet.set_column(column, column, width)
        self._text(0, book.mark, "mark")
        for text, style in self.page.heading:
            self._line(text, style)
        for text in self.page.guide:
            self._line(text, "guide", _height([(text, sum(widths))]))
        counter = self.row
        self._next()
        for table in self.page.tables:
            self._table(table)
        if self.page.counter is not None:
            self._write_counter(counter, self.page.counter)
        if self.page is book.pages[-1]:
            self._write_signing(book.signing)
        self._set_up_print(book.foot)

    def _next(self, height: int = DEFAULT_HEIGHT, *, joined: bool = True) -> None:
        """The line is done; `joined`: it stays on the page of the next one."""
        if height != DEFAULT_HEIGHT:
            self.sheet.set_row(self.row, height)
        self.rows.append((height, joined))
        self.row += 1

    def _text(self, column: int, text: str, style: str) -> None:
        self.sheet.write_string(self.row, column, text, self.formats[style])

    def _line(self, text: str, style: str, height: int = DEFAULT_HEIGHT) -> None:
        """A text over all columns; nothing is typed here."""
        across = (self.row, 1, self.row, self.last)
        self.sheet.merge_range(*across, text, self.formats[style])
        self._next(height)

    def _table(self, table: InputTable) -> None:
        """Title, remark, head and rows of one table."""
        self._line(table.title, "title")
        if table.remark:
            height = _height([(table.remark, sum(table.widths))])
            self._line(table.remark, "remark", height)
        widths = [width * 9 // 10 for width in table.widths]
        if table.keys:
            self._write_head_rows(table, widths)
        else:
            self._text(0, table.mark, "mark")
            for column, head in enumerate(table.heads, start=1):
                self._text(column, head, "head")
            self._next(_height(zip(table.heads, widths, strict=True)) + 4)
        first = self.row + 1
        letters = {
            name: column_letters(column)
            for column, name in enumerate(table.columns, start=2)
        }
        for number, row in enumerate(table.rows, start=1):
            # no head with one row alone below it, no page with one row
            is_end = number in {1, len(table.rows) - 1}
            self._row(row, table, letters, joined=is_end)
        spans = {
            name: f"{letter}{first}:{letter}{self.row}"
            for name, letter in letters.items()
        }
        self.empty += [term.format(**spans) for term in table.empty]
        self.count += len(table.empty) * len(table.rows)
        if table.end_mark:
            self._text(0, table.end_mark, "mark")
        self._next(joined=False)

    def _write_head_rows(self, table: InputTable, widths: list[int]) -> None:
        """Heads in two rows, some under what they share, and the hidden row of keys."""
        style, column = self.formats["head"], 1
        pairs = [*zip(table.above, table.heads, strict=True)]
        for group, same in groupby(pairs, key=lambda pair: pair[0] or pair[1]):
            heads = [head for _, head in same]
            last = column + len(heads) - 1
            is_grouped = bool(pairs[column - 1][0])
            lowest = self.row if is_grouped else self.row + 1
            self.sheet.merge_range(self.row, column, lowest, last, group, style)
            for place, head in enumerate(heads if is_grouped else (), start=column):
                self.sheet.write_string(self.row + 1, place, head, style)
            column = last + 1
        self._next(_height(zip(table.above, widths, strict=True)) + 4)
        self._next(_height(zip(table.heads, widths, strict=True)) + 4)
        for place, text in enumerate((table.mark, *table.keys)):
            self._text(place, text, "mark")
        self._next(0)  # a row without height is hidden

    def _row(
        self,
        row: InputRow,
        table: InputTable,
        letters: Mapping[str, str],
        *,
        joined: bool,
    ) -> None:
        self._text(0, row.mark, "mark")
        for column, cell in enumerate(row.cells, start=1):
            if cell.is_open:
                self._open_cell(column, cell)
            elif cell.formula is None:
                self._text(column, cell.text, cell.style)
            if cell.formula is not None or cell.alarm is not None:
                self._computed(column, cell, letters)
        texts = (cell.text for cell in row.cells)
        height = _height(zip(texts, table.widths, strict=True))
        self._next(max(height, table.row_height), joined=joined)

    def _open_cell(self, column: int, cell: InputCell) -> None:
        style = self.formats[cell.style]
        if cell.number is not None:
            self.sheet.write(self.row, column, cell.number, style)
        elif cell.text:
            self.sheet.write_string(self.row, column, cell.text, style)
        else:
            self.sheet.write_blank(self.row, column, None, style)
        if cell.check:
            place = (self.row, column, self.row, column)
            self.sheet.data_validation(*place, cell.check)

    def _computed(
        self, column: int, cell: InputCell, letters: Mapping[str, str]
    ) -> None:
        at = {name: f"{letter}{self.row + 1}" for name, letter in letters.items()}
        if cell.formula is not None:
            style, formula = self.formats[cell.style], cell.formula.format(**at)
            self.sheet.write_formula(self.row, column, formula, style, "")
        if cell.alarm is not None:
            red: Check = {"type": "formula", "criteria": cell.alarm.format(**at)}
            red["format"] = self.formats["alarm"]
            self.sheet.conditional_format(self.row, column, self.row, column, red)

    def _write_counter(self, row: int, words: tuple[str, ...]) -> None:
        """How many cells are empty still, worked out by the spreadsheet."""
        before, behind, none = words
        total = "+".join(self.empty)
        formula = f'=IF({total}=0,"{none}","{before}"&({total})&"{behind}")'
        across, style = (row, 1, row, self.last), self.formats["counter"]
        self.sheet.merge_range(*across, "", style)
        shown = f"{before}{self.count}{behind}"
        self.sheet.write_formula(row, 1, formula, style, shown)

    def _write_signing(self, lines: tuple[tuple[str, str], ...]) -> None:
        # the last rows of the table stay with those who sign for them
        self.rows[-2:] = [(height, True) for height, _ in self.rows[-2:]]
        middle, style = self.last // 2, self.formats["signing"]
        for left, right in lines:
            self.sheet.merge_range(self.row, 1, self.row, middle, left, style)
            across = (self.row, middle + 1, self.row, self.last)
            self.sheet.merge_range(*across, right, style)
            self._next()
        for _ in range(SIGNING_ROWS):
            self._next()

    def _set_up_print(self, foot: tuple[str, ...]) -> None:
        """One A4 page wide, as many long as it takes; numbered; locked."""
        sheet = self.sheet
        sheet.set_paper(A4)
        margins = (_MARGIN, _MARGIN, _MARGIN, _BOTTOM)
        sheet.set_margins(*margins)  # type: ignore[arg-type]  # exact too
        sheet.center_horizontally()
        left, middle = (text.replace("&", "&&")[:LONGEST_FOOT] for text in foot)
        sheet.set_footer(f"&L{left}&C{middle}&R&P/&N")
        sheet.freeze_panes(2, 0)
        sheet.hide_gridlines(2)
        sheet.ignore_errors({"number_stored_as_text": "A1:Z2000"})
        allowed = dict.fromkeys(("format_columns", "format_rows", "insert_rows"), True)
        sheet.protect("", allowed)
        sheet.set_default_row(DEFAULT_HEIGHT)
        sheet.set_landscape()
        pixels = sum(7 * width + 5 for width in self.page.tables[0].widths)
        scale = min(100, int(100 * PAGE_WIDTH * 96 / pixels))
        sheet.fit_to_pages(1, 0)
        sheet.set_h_pagebreaks(page_breaks(self.rows, PAGE_HEIGHT * 100 // scale))
        sheet.print_area(0, 0, self.row, self.last)


def page_breaks(rows: list[tuple[int, bool]], most: int) -> list[int]:
    """Before which lines a new page begins: lines that are joined stay together."""
    breaks, start, height, row = [], 0, 0, 0
    while row < len(rows):
        height += rows[row][0]
        if height > most and row > start:
            last = row
            while last > start and rows[last - 1][1]:
                last -= 1
            start = row = last if last > start else row
            breaks.append(start)
            height = 0
        else:
            row += 1
    return breaks


def _height(texts: Iterable[tuple[str, int]]) -> int:
    """The height in points that the longest of the texts needs at its width."""
    lines = (
        sum(-(-len(part) // max(width, 1)) or 1 for part in text.split("\n"))
        for text, width in texts
        if len(text) > width or "\n" in text
    )
    return LINE_HEIGHT * max(lines, default=1) + 2
