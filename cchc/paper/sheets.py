"""Tables of a paper as a workbook, ready to be pasted into a superior's form.

A figure is a number with the decimals it is printed with, so that a sheet set to
Vietnamese shows the memo's own text; everything else is text, never a formula.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from re import ASCII

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from cchc.paper.input_workbook import A4, CELL_FONT, LINE_HEIGHT
from cchc.paper.manuscript import PaperFiles, PaperForm, PaperOrder
from cchc.paper.paper import (
    AppendixTable,
    ColumnAlign,
    PaperTable,
    Span,
    Spans,
    paper_title,
    plain_text,
)
from cchc.screen.table import Column, Table, as_csv
from cchc.text.compare import fold
from cchc.text.lazy import lazy_pattern
from cchc.text.printed_marks import ENGLISH, PRINTED
from cchc.text.problem import Place, ProblemCode, refuse
from cchc.text.record import Record, replace

LONGEST = 32_767
"""Letters that a cell of Excel can hold."""
_FIGURE = lazy_pattern(
    r"(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?(%?)( \([^\d()\"]{1,30}\))?", ASCII
)
_DATE = lazy_pattern(r"(\d{1,2})/(\d{1,2})/(\d{4})", ASCII)
_EPOCH = date(1899, 12, 30)
"""The day before the first of Excel's days, which counts a day too much."""
_SWAPPED = str.maketrans(".,", ",.")
_LONGEST_NAME = 31
_MOST_DIGITS = 15
_DAY = datetime(2022, 1, 1, tzinfo=UTC)
_HEAD_ROW = 3
_NARROW, _BROAD = 6, 40
_ON_A_PAGE = 16
"""Columns that are printed on one page at most."""
_HIGHEST = 409
"""Points of the highest row that Excel has."""


def render(order: PaperOrder) -> PaperFiles:
    """All tables as a workbook or a folder of lists, or the one of a key as a file.

    Refuses a key such as `III.2` of which there is no table (P521).
    """
    key, say, path = order.table, order.voice.say, Path(order.name)
    known = order.paper.sheets
    if order.form is PaperForm.XLSX:
        known = (*(_with_rates(sheet, order) for sheet in known), *order.extra.tables)
    sheets = [s for s in known if key is None or fold(s.key) == fold(key)]
    if not sheets:
        keys = tuple(sheet.key for sheet in known)
        place = Place(argument="--table")
        refuse(ProblemCode.TABLE_UNKNOWN, place, text=key or "", known=keys)
    if key is not None:
        path = path.with_stem(f"{path.stem}-{say('paper.table', key=sheets[0].key)}")
    name, rows = str(path), sum(len(sheet.grid.rows) for sheet in sheets)
    if order.form is PaperForm.XLSX:
        own = {sheet.key: sheet.title for sheet in order.extra.tables}
        named = [
            (own.get(sheet.key) or say("paper.sheet", key=sheet.key), sheet)
            for sheet in sheets
        ]
        title, _ = paper_title(order.paper.body, "", order.voice.lang)
        title = title if key is None else ""
        return PaperFiles(name, {name: workbook(named, title)}, rows=rows)
    if key is not None:
        return PaperFiles(name, {name: sheet_csv(sheets[0])}, rows=rows)
    files: dict[str, str | bytes] = {
        f"{say('paper.table', key=sheet.key)}.csv": sheet_csv(sheet) for sheet in sheets
    }
    return PaperFiles(f"{path.stem}-csv", files, rows=rows)


def _with_rates(sheet: AppendixTable, order: PaperOrder) -> AppendixTable:
    """The table with n and d of its rates as the last two columns, if it has rates."""
    grid, none = sheet.grid, ("", "")
    rates = order.extra.rates
    pairs = [
        next(filter(None, (rates.get(plain_text(cell)) for cell in row)), none)
        for row in grid.rows
    ]
    if not any(map(any, pairs)):
        return sheet
    heads = [order.voice.say(f"paper.rate.{part}") for part in ("top", "bottom")]
    head, *rows = (
        (*row, *((Span(text),) for text in pair))
        for row, pair in zip((grid.head, *grid.rows), (heads, *pairs), strict=True)
    )
    aligns = (*grid.aligns, ColumnAlign.RIGHT, ColumnAlign.RIGHT)
    return replace(sheet, grid=PaperTable(aligns, head, tuple(rows)))


class SheetNumber(Record):
    """A number as Excel holds it, and how it shows it: `#,##0.0`, `0.00%`."""

    value: Decimal
    form: str


def sheet_number(text: str) -> SheetNumber | None:
    """The number that a printed text is; None for words, and for too many digits.

    `1.234,5` is a number with one decimal; `36,8%` is 36.8, in the unit of its column,
    so that it stays 36.8 where only values are pasted; `14 (ước)` is 14. Signs and
    marks are shown. `06`, with a zero before it, is a number of something: a text.
    """
    if PRINTED.get() is ENGLISH:
        text = text.translate(_SWAPPED)
    match = _FIGURE.fullmatch(text)
    if match is None:
        return None
    minus, grouped, part, percent, mark = match.groups()
    sign = f"{percent}{mark or ''}"
    mark = f'"{sign}"' if sign else ""
    whole, decimals = grouped.replace(".", ""), part or ""
    if len(whole + decimals) > _MOST_DIGITS or (len(whole) > 1 and whole[0] == "0"):
        return None
    value = Decimal(f"{minus}{whole}.{decimals or 0}")
    places = f".{'0' * len(decimals)}" if decimals else ""
    form = "#,##0" if "." in grouped or len(whole) < 4 else "0"
    return SheetNumber(value, f"{form}{places}{mark}")


def sheet_date(text: str) -> SheetNumber | None:
    """A day as Excel counts it, shown as printed: `03/3/2022`; None for others."""
    if match := _DATE.fullmatch(text):
        day, month, year = match.groups()
        with suppress(ValueError):
            number = (date(int(year), int(month), int(day)) - _EPOCH).days
            form = f"{'d' * len(day)}/{'m' * len(month)}/yyyy"
            return SheetNumber(Decimal(number), form)
    return None


class _Sheet(Worksheet):
    """A sheet whose rows are written as text.

    Cells as objects took 100 MiB for the tables of 800 communes, and twice the time.
    """

    rows: Sequence[str] = ()

    def _write_sheet_data(self) -> None:
        self.fh.write(  # type: ignore[attr-defined]
            f"<sheetData>{''.join(self.rows)}</sheetData>"
        )
        self.rows = ()


def workbook(sheets: Sequence[tuple[str, AppendixTable]], title: str = "") -> bytes:
    """One sheet for each table under its name; the same bytes for the same tables.

    Without a title it is called by its first table.
    """
    title = title or (sheets[0][1].title if sheets else "")
    out = BytesIO()
    book = Workbook(out, {"in_memory": True})
    book.set_properties({"created": _DAY, "author": "", "title": title})
    writer = _SheetWriter(book)
    for name, table in sheets:
        writer.write(book.add_worksheet(name[:_LONGEST_NAME], _Sheet), table)
    book.close()
    return out.getvalue()


class _SheetWriter:
    """Writes tables into the sheets of a book; each style and figure is made once."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.styles: dict[tuple[bool, ColumnAlign, bool, str], int] = {}
        self.figures: dict[str, SheetNumber | None] = {}

    def write(self, page: Worksheet, table: AppendixTable) -> None:
        """A table under its title, its head repeated on every printed page."""
        grid = table.grid
        texts = [tuple(map(plain_text, row)) for row in (grid.head, *grid.rows)]
        widths = [self._width(*column) for column in zip(*texts, strict=True)]
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        spans = f'spans="1:{grid.columns}"'
        bare = self._style(bold=True, has_border=False)
        title = self._text_cell("A1", table.title, bare)
        rows = [f'<row r="1" {spans}>{title}</row>']
        for number, row in enumerate(texts, start=_HEAD_ROW):
            cells = "".join(self._cells(number, row, grid))
            pixels = (8 * _height(row, widths) + 3) // 6  # whole ones, of 3/4 point
            height = (Decimal(3 * pixels) / 4).normalize()
            high = f'ht="{height:f}" customHeight="1"'
            rows.append(f'<row r="{number}" {spans} {high}>{cells}</row>')
        page.rows = rows  # type: ignore[attr-defined]  # a sheet of ours
        last = (_HEAD_ROW + len(grid.rows) - 1, grid.columns - 1)
        for corner in ((0, 0), last):  # how far the sheet goes
            page.write_blank(*corner, None, self.book.formats[0])
        across = -(-grid.columns // _ON_A_PAGE)
        page.freeze_panes(_HEAD_ROW, int(across > 1))
        page.repeat_rows(_HEAD_ROW - 1)
        if across > 1:  # the first column names the row on every page
            page.repeat_columns(0, 0)
        page.set_paper(A4)
        page.set_landscape()
        page.fit_to_pages(across, 0)

    def _cells(self, number: int, texts: Sequence[str], grid: PaperTable) -> list[str]:
        """The cells of the head, then of each row."""
        places = [f"{xl_col_to_name(i)}{number}" for i in range(grid.columns)]
        if number == _HEAD_ROW:
            style = self._style(bold=True, align=ColumnAlign.CENTER)
            cells = zip(places, texts, strict=True)
            return [self._text_cell(*cell, style) for cell in cells]
        row = grid.rows[number - _HEAD_ROW - 1]
        return [*map(self._cell, places, texts, row, grid.aligns)]

    def _cell(self, place: str, text: str, spans: Spans, align: ColumnAlign) -> str:
        is_figure = align is not ColumnAlign.LEFT
        number = self._number(text) if is_figure else sheet_date(text)
        if number is None:
            bold = bool(spans) and all(span.bold for span in spans)
            return self._text_cell(place, text, self._style(bold=bold, align=align))
        style = self._style(number.form, align=align)
        return f'<c r="{place}" s="{style}"><v>{number.value.normalize():f}</v></c>'

    def _text_cell(self, place: str, text: str, style: int) -> str:
        held = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
        shared = self.book.str_table._get_shared_string_index(held)  # type: ignore[no-untyped-call]  # noqa: SLF001
        return f'<c r="{place}" s="{style}" t="s"><v>{shared}</v></c>'

    def _style(
        self,
        form: str = "@",
        *,
        bold: bool = False,
        align: ColumnAlign = ColumnAlign.LEFT,
        has_border: bool = True,
    ) -> int:
        key = (bold, align, has_border, form)
        if key not in self.styles:
            properties = {
                **CELL_FONT,
                "bold": bold,
                "align": str(align),
                "valign": "top",
                "text_wrap": has_border,
                "border": int(has_border),
                "num_format": form,
            }
            made = self.book.add_format(properties)
            self.styles[key] = made._get_xf_index()  # type: ignore[no-untyped-call]  # noqa: SLF001
        return self.styles[key]

    def _number(self, text: str) -> SheetNumber | None:
        if text not in self.figures:
            self.figures[text] = sheet_number(text) or sheet_date(text)
        return self.figures[text]

    def _width(self, head: str, *cells: str) -> int:
        """Wide enough for what is in it, up to forty letters; a figure never wraps."""
        texts = {text[:LONGEST] for text in cells}
        longest = max(map(len, texts), default=0)
        parts = (part for text in (head[:LONGEST], *texts) for part in text.split())
        word = max(map(len, parts), default=0)
        number = max((len(text) for text in texts if self._number(text)), default=0)
        return min(max(word + 2, number + 2, longest // 2, _NARROW), _BROAD)


def _height(row: Sequence[str], widths: Sequence[int]) -> int:
    """High enough for the cell that wraps into the most lines, in points."""
    most = 1
    for text, width in zip(row, widths, strict=True):
        if len(text) <= width:
            continue
        lines, left = 1, width
        for word in text[: width * _HIGHEST].split():
            if len(word) > left:
                lines, left = lines + 1, width
            left -= len(word) + 1
        most = max(most, lines)
    return min(LINE_HEIGHT * most + 2, _HIGHEST)


def sheet_csv(sheet: AppendixTable) -> str:
    """A table as comma-separated text, its headings first, the cells as printed.

    No cell can start a formula in a sheet.
    """
    heads = enumerate(sheet.grid.head)
    columns = tuple(Column(str(i), plain_text(spans)) for i, spans in heads)
    rows = tuple(tuple(plain_text(spans) for spans in row) for row in sheet.grid.rows)
    return as_csv(Table(sheet.title, columns, rows))
