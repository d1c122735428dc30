"""Tables of a paper as a workbook, ready to be pasted into a superior's form.

A figure is a number with the decimals it is printed with, so that a sheet set to
Vietnamese shows the memo's own text; everything else is text, never a formula.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from re import ASCII
from re import compile as pattern

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from cchc.paper.input_workbook import A4, CELL_FONT, LINE_HEIGHT
from cchc.paper.manuscript import PaperFiles, PaperForm, PaperOrder
from cchc.paper.paper import (
    AppendixTable,
    ColumnAlign,
    PaperTable,
    Spans,
    plain_text,
)
from cchc.screen.table import Column, Table, as_csv
from cchc.text.compare import fold
from cchc.text.problem import Place, ProblemCode, refuse
from cchc.text.record import Record, field

LONGEST = 32_767
"""Letters that a cell of Excel can hold."""

_FIGURE = pattern(
    r"(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?(%?)( \([^\d()\"]{1,30}\))?", ASCII
)
_LONGEST_NAME = 31
_MOST_DIGITS = 15
_DAY = datetime(2022, 1, 1, tzinfo=UTC)
_HEAD_ROW = 2
_NARROW, _BROAD = 6, 40
_HIGHEST = 409
"""Points of the highest row that Excel has."""


def render(order: PaperOrder) -> PaperFiles:
    """All tables as a workbook or a folder of lists, or the one of a key as a file.

    Refuses a key such as `III.2` of which there is no table (P521).
    """
    key, say, path = order.table, order.voice.say, Path(order.name)
    known = order.paper.sheets
    sheets = [s for s in known if key is None or fold(s.key) == fold(key)]
    if not sheets:
        keys = tuple(sheet.key for sheet in known)
        place = Place(argument="--table")
        refuse(ProblemCode.TABLE_UNKNOWN, place, text=key or "", known=keys)
    if key is not None:
        path = path.with_stem(f"{path.stem}-{say('paper.table', key=sheets[0].key)}")
    name = str(path)
    if order.form is PaperForm.XLSX:
        named = [(say("paper.sheet", key=sheet.key), sheet) for sheet in sheets]
        return PaperFiles(name, {name: workbook(named)})
    if key is not None:
        return PaperFiles(name, {name: sheet_csv(sheets[0])})
    files: dict[str, str | bytes] = {
        f"{say('paper.table', key=sheet.key)}.csv": sheet_csv(sheet) for sheet in sheets
    }
    return PaperFiles(f"{path.stem}-csv", files)


class SheetNumber(Record):
    """A number as Excel holds it, and how it shows it: `#,##0.0`, `0.00%`."""

    value: Decimal
    form: str


def sheet_number(text: str) -> SheetNumber | None:
    """The number that a printed text is; None for words, and for too many digits.

    `1.234,5` is a number with one decimal, `36,8%` the share 0.368; `14 (ước)` is 14
    and shown with its mark. A text with a zero before it (`06`) is a number of
    something and stays a text.
    """
    match = _FIGURE.fullmatch(text)
    if match is None:
        return None
    minus, grouped, part, percent, mark = match.groups()
    mark = f'"{mark}"' if mark else ""
    whole, decimals = grouped.replace(".", ""), part or ""
    if len(whole + decimals) > _MOST_DIGITS or (len(whole) > 1 and whole[0] == "0"):
        return None
    value = Decimal(f"{minus}{whole}.{decimals or 0}")
    places = f".{'0' * len(decimals)}" if decimals else ""
    if percent:
        form = "0" if len(whole) < 4 else "#,##0"
        return SheetNumber(value / 100, f"{form}{places}%{mark}")
    form = "#,##0" if "." in grouped or len(whole) < 4 else "0"
    return SheetNumber(value, f"{form}{places}{mark}")


def workbook(sheets: Sequence[tuple[str, AppendixTable]]) -> bytes:
    """One sheet for each table under its name; the same bytes for the same tables."""
    out = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = Workbook(out, options)
    book.set_properties({"created": _DAY, "author": "", "title": ""})
    writer = _SheetWriter(book)
    for name, table in sheets:
        writer.write(book.add_worksheet(name[:_LONGEST_NAME]), table)
    book.close()
    return out.getvalue()


class _SheetWriter(Record):
    """Writes tables into the sheets of a book; each format is made once."""

    book: Workbook
    formats: dict[tuple[bool, ColumnAlign, bool, str], Format] = field(
        default_factory=dict
    )

    def write(self, page: Worksheet, table: AppendixTable) -> None:
        """A table under its title, its head repeated on every printed page."""
        grid = table.grid
        title = self._format(bold=True, has_border=False)
        page.write_string(0, 0, _cell_text(table.title), title)
        head = self._format(bold=True, align=ColumnAlign.CENTER)
        widths = [_width(grid, column) for column in range(grid.columns)]
        for column, spans in enumerate(grid.head):
            page.write_string(_HEAD_ROW, column, _cell_text(plain_text(spans)), head)
            page.set_column(column, column, widths[column])
        for number, row in enumerate((grid.head, *grid.rows), start=_HEAD_ROW):
            page.set_row(number, _height(row, widths))
        for number, row in enumerate(grid.rows, start=_HEAD_ROW + 1):
            for column, spans in enumerate(row):
                self._write_cell(page, (number, column), spans, grid.aligns[column])
        page.freeze_panes(_HEAD_ROW + 1, 0)
        page.repeat_rows(_HEAD_ROW)
        page.set_paper(A4)
        page.set_landscape()
        page.fit_to_pages(1, 0)

    def _write_cell(
        self, page: Worksheet, place: tuple[int, int], spans: Spans, align: ColumnAlign
    ) -> None:
        text = plain_text(spans)
        number = sheet_number(text) if align is not ColumnAlign.LEFT else None
        if number is None:
            bold = bool(spans) and all(span.bold for span in spans)
            style = self._format(bold=bold, align=align)
            page.write_string(*place, _cell_text(text), style)
        else:
            style = self._format(align=align, form=number.form)
            page.write_number(*place, Fraction(number.value), style)

    def _format(
        self,
        *,
        bold: bool = False,
        align: ColumnAlign = ColumnAlign.LEFT,
        has_border: bool = True,
        form: str = "@",
    ) -> Format:
        key = (bold, align, has_border, form)
        if key not in self.formats:
            properties = {
                **CELL_FONT,
                "bold": bold,
                "align": str(align),
                "valign": "top",
                "text_wrap": has_border,
                "border": int(has_border),
                "num_format": form,
            }
            self.formats[key] = self.book.add_format(properties)
        return self.formats[key]


def _width(grid: PaperTable, column: int) -> int:
    """Wide enough for what is in it, up to forty letters; a figure never wraps."""
    head = plain_text(grid.head[column])[:LONGEST]
    cells = [plain_text(row[column])[:LONGEST] for row in grid.rows]
    longest = max(map(len, cells), default=0)
    word = max(
        (len(part) for text in (head, *cells) for part in text.split()), default=0
    )
    number = max((len(text) for text in cells if sheet_number(text)), default=0)
    return min(max(word + 2, number + 2, longest // 2, _NARROW), _BROAD)


def _height(row: Sequence[Spans], widths: Sequence[int]) -> int:
    """High enough for the cell that wraps into the most lines, in points."""
    most = 1
    for spans, width in zip(row, widths, strict=True):
        lines, left = 1, width
        for word in plain_text(spans)[: width * _HIGHEST].split():
            if len(word) > left:
                lines, left = lines + 1, width
            left -= len(word) + 1
        most = max(most, lines)
    return min(LINE_HEIGHT * most + 2, _HIGHEST)


def _cell_text(text: str) -> str:
    """What a cell can hold of it, with a sign where more would follow."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def sheet_csv(sheet: AppendixTable) -> str:
    """A table as comma-separated text, its headings first, the cells as printed.

    No cell can start a formula in a sheet.
    """
    heads = enumerate(sheet.grid.head)
    columns = tuple(Column(str(i), plain_text(spans)) for i, spans in heads)
    rows = tuple(tuple(plain_text(spans) for spans in row) for row in sheet.grid.rows)
    return as_csv(Table(sheet.title, columns, rows))
