"""A unit's form as an Excel workbook: the same form, the same bytes, on every day."""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from cchc.core.verdict.form import FORM, NAME, SHEET, Form, Kind
from cchc.features.forms.show.checks import Checks
from cchc.features.forms.show.style import HEIGHT, WIDTHS, Paint, painted, tall
from cchc.features.forms.show.tables import COLUMNS, Row, Sheet, Table, sheets
from cchc.text.day import short
from cchc.text.sanitize import inert, one_line
from cchc.words.period import report_title
from cchc.words.translator import Voice

GUIDE = 7
MOST_OWNERS = 300
A4 = 9
SIDE = Decimal("0.4")
"""Margins in inches."""


def form_workbook(form: Form, voice: Voice) -> bytes:
    """The workbook of one form.

    Only what is to be filled in is open and coloured. The form is known by its marks:
    hidden first column, very hidden sheet, document property, defined name.
    """
    out = BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_urls": False})
    made = datetime(form.period.start.year, form.period.start.month, 1, tzinfo=UTC)
    book.set_properties({"created": made.replace(tzinfo=None), "title": FORM})
    mark = form.mark.text()
    book.set_custom_property(FORM, mark)
    book.define_name(NAME, f'="{mark}"')
    paint = painted(book)
    listed = tuple(sheets(form, voice))
    pages = [
        (book.add_worksheet(voice.say(f"form.sheet.{code}")), code, tables)
        for code, tables in listed
    ]
    checks = _lists(book.add_worksheet(SHEET), form, voice)
    for page, code, tables in pages:
        _page(page, (code, tables), form, Painter(page, paint, checks, voice))
    book.close()
    return out.getvalue()


def _lists(page: Worksheet, form: Form, voice: Voice) -> Checks:
    """The sheet nobody sees: the mark, and lists to choose from."""
    page.very_hidden()
    page.write_string(0, 0, form.mark.text())
    lines = [line.indicator for block in form.blocks for line in block.lines]
    lines += [each.line.indicator for each in form.registers]
    about = [f"{one.id} – {one_line(one.name)}" for one in lines]
    about += [f"{a.task.id} – {one_line(a.task.name)}" for a in form.tasks]
    owners: list[str] = []
    if form.registers and len(form.plan.units) <= MOST_OWNERS:
        owners = [one_line(each.name) for each in form.plan.units]
    for column, texts in ((2, about), (3, owners)):
        for row, text in enumerate(texts):
            page.write_string(row, column, text)
    return Checks(voice, len(about), len(owners))


class Painter:
    """Writes on one sheet, line below line."""

    def __init__(
        self, page: Worksheet, paint: Paint, checks: Checks, voice: Voice
    ) -> None:
        self.page = page
        self.paint = paint
        self.checks = checks
        self.voice = voice
        self.row = 0

    def line(self, text: str, last: int, how: str) -> None:
        """A text over all columns; nothing is typed here."""
        self.page.merge_range(self.row, 1, self.row, last, text, self.paint[how])
        self.row += 1

    def table(self, table: Table, last: int) -> None:
        """Title, remark, head and rows of one table."""
        self.line(table.title, last, "title")
        if table.remark:
            width = sum(WIDTHS[table.kind].values())
            self.page.set_row(self.row, tall([(table.remark, width)]))
            self.line(table.remark, last, "remark")
        self._head(table)
        for row in table.rows:
            self._row(table, row)
        if table.more:
            self.page.write_string(self.row, 0, f"/{table.kind}", self.paint["mark"])
        self.row += 1

    def _head(self, table: Table) -> None:
        widths = WIDTHS[table.kind]
        self.page.write_string(self.row, 0, table.mark, self.paint["mark"])
        for at, key in enumerate(COLUMNS[table.kind], start=1):
            self.page.write_string(self.row, at, table.heads[key], self.paint["head"])
        texts = [(table.heads[key], widths[key] * 9 // 10) for key in table.heads]
        self.page.set_row(self.row, tall(texts) + 4)
        self.row += 1

    def _row(self, table: Table, row: Row) -> None:
        self.page.write_string(self.row, 0, row.mark, self.paint["mark"])
        widths = WIDTHS[table.kind]
        for at, key in enumerate(COLUMNS[table.kind], start=1):
            if key in row.asks:
                style = self.checks.style(table.kind, key, row)
                self.page.write_blank(self.row, at, None, self.paint[style])
                check = self.checks.check(table, key, row)
                if check:
                    self.page.data_validation(self.row, at, self.row, at, check)
            else:
                text = row.cells.get(key, "")
                how = "text" if key in {"title", "output"} else "fixed"
                how = how if key in row.cells else "closed"
                self.page.write_string(self.row, at, text, self.paint[how])
        texts = [(text, widths[key]) for key, text in row.cells.items()]
        self.page.set_row(self.row, max(tall(texts), HEIGHT[table.kind]))
        self.row += 1


def _page(page: Worksheet, sheet: Sheet, form: Form, painter: Painter) -> None:
    code, tables = sheet
    kind, voice = tables[0].kind, painter.voice
    columns = COLUMNS[kind]
    last = len(columns)
    page.set_column(0, 0, 1, None, {"hidden": True})
    for at, key in enumerate(columns, start=1):
        page.set_column(at, at, WIDTHS[kind][key])
    page.write_string(0, 0, form.mark.text(), painter.paint["mark"])
    for text, how in _heading(code, form, voice):
        painter.line(text, last, how)
    width = sum(WIDTHS[kind].values())
    for text in _guide(code, form, voice):
        page.set_row(painter.row, tall([(text, width)]))
        painter.line(text, last, "guide")
    painter.row += 1
    top = painter.row
    for table in tables:
        painter.table(table, last)
    _print_set_up(page, top, painter)
    page.set_landscape()
    page.print_area(0, 0, painter.row, last)


def _heading(code: str, form: Form, voice: Voice) -> Iterable[tuple[str, str]]:
    yield one_line(form.unit.name).upper(), "unit"
    title = report_title(form.period, voice)
    sheet = voice.say(f"form.sheet.{code}")
    yield voice.say("form.title", period=title, sheet=sheet).upper(), "headline"
    due = form.period.due_for(form.unit.kind)
    yield voice.say("form.due", plan=inert(form.plan.title), day=short(due)), "centre"


def _guide(code: str, form: Form, voice: Voice) -> Iterable[str]:
    """How to fill it in: the whole on the first sheet, a line on the others."""
    first = "values" if form.blocks else None
    if code == (first or "words"):
        yield from (voice.say(f"form.guide.{number}") for number in range(1, GUIDE))
    yield voice.say(f"form.guide.{code}")


def _print_set_up(page: Worksheet, top: int, painter: Painter) -> None:
    """One A4 page wide, as many long as it takes; numbered."""
    page.set_paper(A4)
    page.set_margins(SIDE, SIDE, SIDE, SIDE)  # type: ignore[arg-type]  # exact too
    page.fit_to_pages(1, 0)
    page.center_horizontally()
    page.set_footer(f"&L{FORM}&R&P/&N")
    page.freeze_panes(top and 2, 0)
    page.hide_gridlines(2)
    page.ignore_errors({"number_stored_as_text": "A1:Z2000"})
    page.protect(
        "",
        {"format_columns": True, "format_rows": True, "insert_rows": True},
    )
    painter.page.set_default_row(18)


__all__ = ["Kind", "form_workbook"]
