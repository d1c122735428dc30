"""A workbook to be filled in: the same form, the same bytes, on every day.

Only what is to be filled in is open and coloured. The form is known by its marks:
hidden first column, very hidden sheet, document property, defined name.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from cchc.text.record import Record

Check = dict[str, object]
"""What may be typed in a cell and what is said beside it, as xlsxwriter names it."""

LINE_HEIGHT = 16
"""Points of a line of text."""

A4 = 9
_MARGIN = Decimal("0.4")
"""Margins in inches."""

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
}
"""The formats of cells by name."""


class InputCell(Record):
    """A printed text, or a cell to fill in with the check of what is typed there."""

    text: str
    style: str
    is_open: bool = False
    check: Check | None = None


class InputRow(Record):
    """A row known by its mark."""

    mark: str
    cells: tuple[InputCell, ...]


class InputTable(Record):
    """A table known by its mark; `end_mark` stands where rows may be added.

    Widths are in characters, `row_height` is the least of a row, in points.
    """

    mark: str
    title: str
    remark: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[InputRow, ...]
    row_height: int
    end_mark: str = ""


class InputPage(Record):
    """A sheet: lines across its head by style, how to fill it in, tables.

    Its columns are as wide as those of the first table.
    """

    name: str
    heading: tuple[tuple[str, str], ...]
    guide: tuple[str, ...]
    tables: tuple[InputTable, ...]


class InputBook(Record):
    """The whole form; `lists` are texts to choose from, by column of a hidden sheet."""

    title: str
    mark: str
    mark_name: str
    created: datetime
    pages: tuple[InputPage, ...]
    hidden_sheet: str
    lists: Mapping[int, tuple[str, ...]]


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
    """Writes on one sheet, line below line; marks stand in the hidden first column."""

    def __init__(
        self, sheet: Worksheet, formats: Mapping[str, Format], page: InputPage
    ) -> None:
        self.sheet = sheet
        self.formats = formats
        self.page = page
        self.last = len(page.tables[0].widths)
        self.row = 0

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
            self._wrapped_line(text, "guide", sum(widths))
        self.row += 1
        for table in self.page.tables:
            self._table(table)
        self._set_up_print(book.title)

    def _text(self, column: int, text: str, style: str) -> None:
        self.sheet.write_string(self.row, column, text, self.formats[style])

    def _line(self, text: str, style: str) -> None:
        """A text over all columns; nothing is typed here."""
        across = (self.row, 1, self.row, self.last)
        self.sheet.merge_range(*across, text, self.formats[style])
        self.row += 1

    def _wrapped_line(self, text: str, style: str, width: int) -> None:
        self.sheet.set_row(self.row, _height([(text, width)]))
        self._line(text, style)

    def _table(self, table: InputTable) -> None:
        """Title, remark, head and rows of one table."""
        self._line(table.title, "title")
        if table.remark:
            self._wrapped_line(table.remark, "remark", sum(table.widths))
        self._text(0, table.mark, "mark")
        for column, head in enumerate(table.heads, start=1):
            self._text(column, head, "head")
        widths = (width * 9 // 10 for width in table.widths)
        height = _height(zip(table.heads, widths, strict=True)) + 4
        self.sheet.set_row(self.row, height)
        self.row += 1
        for row in table.rows:
            self._row(row, table)
        if table.end_mark:
            self._text(0, table.end_mark, "mark")
        self.row += 1

    def _row(self, row: InputRow, table: InputTable) -> None:
        self._text(0, row.mark, "mark")
        for column, cell in enumerate(row.cells, start=1):
            if not cell.is_open:
                self._text(column, cell.text, cell.style)
                continue
            style = self.formats[cell.style]
            self.sheet.write_blank(self.row, column, None, style)
            if cell.check:
                place = (self.row, column, self.row, column)
                self.sheet.data_validation(*place, cell.check)
        texts = (cell.text for cell in row.cells)
        height = _height(zip(texts, table.widths, strict=True))
        self.sheet.set_row(self.row, max(height, table.row_height))
        self.row += 1

    def _set_up_print(self, footer: str) -> None:
        """One A4 page wide, as many long as it takes; numbered; locked."""
        sheet = self.sheet
        sheet.set_paper(A4)
        margins = (_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        sheet.set_margins(*margins)  # type: ignore[arg-type]  # exact too
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.set_footer(f"&L{footer}&R&P/&N")
        sheet.freeze_panes(2, 0)
        sheet.hide_gridlines(2)
        sheet.ignore_errors({"number_stored_as_text": "A1:Z2000"})
        allowed = dict.fromkeys(("format_columns", "format_rows", "insert_rows"), True)
        sheet.protect("", allowed)
        sheet.set_default_row(18)
        sheet.set_landscape()
        sheet.print_area(0, 0, self.row, self.last)


def _height(texts: Iterable[tuple[str, int]]) -> int:
    """The height in points that the longest of the texts needs at its width."""
    lines = (
        sum(-(-len(part) // max(width, 1)) or 1 for part in text.split("\n"))
        for text, width in texts
        if len(text) > width or "\n" in text
    )
    return LINE_HEIGHT * max(lines, default=1) + 2
