"""The other forms of a paper: page, workbook, lists; one text in all of them."""

import csv
from datetime import datetime
from decimal import Decimal
from html.parser import HTMLParser
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from cchc.core.plan.plan import Plan
from cchc.core.verdict.status import StatusView
from cchc.features.papers.show.unit_matrix import unit_matrix, workbook_extra
from cchc.paper.html import page
from cchc.paper.manuscript import (
    Manuscript,
    PaperForm,
    PaperOrder,
    TemplateFolders,
)
from cchc.paper.paper import (
    AppendixTable,
    ColumnAlign,
    Letterhead,
    PaperTable,
    Span,
    plain_text,
)
from cchc.paper.sheets import LONGEST, render, sheet_csv, sheet_number, workbook
from cchc.phrases.writer import Writer
from cchc.words.translator import Lang, Voice
from tests.features.papers.papers import Cells, Draft, cells_of, drafted


@pytest.fixture
def draft(view: StatusView, plan: Plan, vi: Voice) -> Draft:
    return drafted(view, plan, vi)


class Tables(HTMLParser):
    """The cells of all tables with lines."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[Cells] = []
        self.inside = False
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "table" and ("role", "presentation") not in attrs:
            self.tables.append([])
            self.inside = True
        elif tag == "tr" and self.inside:
            self.tables[-1].append([])
        elif tag in {"td", "th"} and self.inside:
            self.tables[-1][-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "table"

    def handle_data(self, data: str) -> None:
        if self.inside and self.tables[-1] and self.tables[-1][-1]:
            self.tables[-1][-1][-1] += data.strip("\n")


def shown(cell: Cell | MergedCell) -> str:
    """What a sheet set to Vietnamese shows in a cell."""
    value = cell.value
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, datetime):
        day = "%d" if "dd" in cell.number_format else "%-d"
        month = "%m" if "mm" in cell.number_format else "%-m"
        return value.strftime(f"{day}/{month}/%Y")
    form, _, mark = cell.number_format.partition('"')
    places = len(form.partition(".")[2])
    number = Decimal(repr(value))
    text = f"{number:,.{places}f}" if "," in form else f"{number:.{places}f}"
    turned = text.translate(str.maketrans(",.", ".,"))
    return turned + mark.rstrip('"')


def test_the_page_says_in_every_cell_what_the_markdown_says(draft: Draft) -> None:
    reader = Tables()
    reader.feed(page(draft.paper, Lang.VI))
    assert reader.tables == [cells_of(each.grid) for each in draft.paper.sheets]


def test_the_page_runs_nothing_and_fetches_nothing(draft: Draft) -> None:
    text = page(draft.paper, Lang.VI)
    reader = Tables()
    reader.feed(text)
    assert not {"script", "img", "link", "iframe", "a"} & set(reader.tags)
    assert "default-src 'none'" in text
    assert "http://" not in text
    assert "https://" not in text


def test_the_workbook_shows_in_every_cell_what_the_markdown_says(
    draft: Draft,
) -> None:
    sheets = draft.paper.sheets
    data = workbook([(f"PL {each.key}", each) for each in sheets])
    book = load_workbook(BytesIO(data))
    assert book.sheetnames == [f"PL {each.key}" for each in sheets]
    for name, sheet in zip(book.sheetnames, sheets, strict=True):
        leaf = book[name]
        assert isinstance(leaf, Worksheet)
        rows = [[shown(e) for e in row] for row in leaf.iter_rows(min_row=3)]
        assert rows == cells_of(sheet.grid), sheet.key
        assert leaf["A1"].value == sheet.title


def test_the_lists_say_in_every_cell_what_the_markdown_says(draft: Draft) -> None:
    for sheet in draft.paper.sheets:
        lines = StringIO(sheet_csv(sheet).removeprefix("\ufeff"), newline="")
        rows = list(csv.reader(lines, delimiter=";"))
        bare = [[each.removeprefix("'") for each in row] for row in rows]
        assert bare == cells_of(sheet.grid), sheet.key


def test_figures_are_numbers_in_a_workbook(draft: Draft) -> None:
    data = workbook([(each.key, each) for each in draft.paper.sheets])
    leaf = load_workbook(BytesIO(data))["I.1"]
    kinds = {type(cell.value) for row in leaf.iter_rows(min_row=4) for cell in row}
    assert int in kinds or float in kinds


@pytest.mark.parametrize(
    ("text", "value", "form"),
    [
        ("14", "14", "#,##0"),
        ("0", "0", "#,##0"),
        ("-2", "-2", "#,##0"),
        ("1.234,5", "1234.5", "#,##0.0"),
        ("176.477,5", "176477.5", "#,##0.0"),
        ("2022", "2022", "0"),
        ("36,8%", "36.8", '#,##0.0"%"'),
        ("100%", "100", '#,##0"%"'),
        ("36,8% (ước)", "36.8", '#,##0.0"% (ước)"'),
        ("14 (ước)", "14", '#,##0" (ước)"'),
    ],
)
def test_a_printed_figure_is_a_number_with_its_decimals(
    text: str, value: str, form: str
) -> None:
    found = sheet_number(text)
    assert found is not None
    assert (found.value, found.form) == (Decimal(value), form)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "–",
        "06",
        "1.2",
        "12/3",
        "+14 (22,95%)",
        "14 (22)",
        '14 (ước" & 1)',
        "> 65,42",
        "1" * 16,
        "1e5",
        "=1",
        "\uff11",
    ],
)
def test_anything_else_is_words(text: str) -> None:
    assert sheet_number(text) is None


def test_a_row_is_as_high_as_its_words_and_a_figure_has_room(draft: Draft) -> None:
    page = load_workbook(BytesIO(workbook([("I", draft.paper.sheets[0])])))["I"]
    assert isinstance(page, Worksheet)
    widths = [e.width for e in page.column_dimensions.values()]
    rows = page.iter_rows(min_row=3, values_only=True)
    for number, row in enumerate(rows, start=3):
        height = page.row_dimensions[number].height or 0
        for value, wide in zip(row, widths, strict=False):
            assert height >= 16 * len(str(value or "")) / (2 * wide)


def test_a_date_is_a_date_in_a_workbook_and_shown_as_it_is_printed() -> None:
    texts = ("30/6/2022", "03/3/2022", "31/12/2022", "31/02/2022", "hạn 30/6/2022")
    rows = tuple(((Span(text),),) for text in texts)
    grid = PaperTable((ColumnAlign.LEFT,), ((Span("Hạn"),),), rows)
    leaf = load_workbook(BytesIO(workbook([("I", AppendixTable("I", "T", grid))])))["I"]
    assert isinstance(leaf, Worksheet)
    cells = [row[0] for row in leaf.iter_rows(min_row=4)]
    assert [shown(cell) for cell in cells] == list(texts)
    assert [isinstance(cell.value, datetime) for cell in cells] == [True] * 3 + [
        False
    ] * 2


def test_units_by_indicators_are_numbers_in_the_units_of_their_columns(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    table = unit_matrix(Writer(view, plan, vi))
    leaf = load_workbook(BytesIO(workbook([(table.title, table)])))[table.title]
    assert isinstance(leaf, Worksheet)
    head, *rows = (list(row) for row in leaf.iter_rows(min_row=3))
    names = [str(cell.value) for cell in head]
    rate = names.index("Hồ sơ giải quyết đúng hạn: tử số (hồ sơ)")
    assert names[rate + 1 : rate + 3] == [
        "Hồ sơ giải quyết đúng hạn: mẫu số (hồ sơ)",
        "Hồ sơ giải quyết đúng hạn (%)",
    ]
    assert [cell.value for cell in rows[-1][rate : rate + 3]] == [1980, 2000, 99]
    own = names.index("Doanh nghiệp thành lập mới (doanh nghiệp)")
    ward = next(row for row in rows if row[0].value == "Phường 1")
    assert (ward[own].value, ward[own].number_format) == (5, "#,##0")
    assert not ward[rate].value  # it has no part in that rate
    assert leaf.freeze_panes == "A4"


def test_the_same_tables_are_the_same_workbook(draft: Draft) -> None:
    named = [(each.key, each) for each in draft.paper.sheets]
    made = workbook(named)
    assert made == workbook(named)
    with ZipFile(BytesIO(made)) as package:
        core = package.read("docProps/core.xml").decode()
    assert "2022-01-01" in core


def test_what_is_too_long_for_a_cell_says_so() -> None:
    long = "x" * (LONGEST + 10)
    grid = PaperTable((ColumnAlign.LEFT,), ((Span("a"),),), (((Span(long),),),))
    leaf = load_workbook(BytesIO(workbook([("I", AppendixTable("I", "T", grid))])))["I"]
    said = leaf["A4"].value
    assert isinstance(said, str)
    assert len(said) == LONGEST
    assert said.endswith("…")
    assert plain_text(grid.rows[0][0]) == long


def test_rates_stand_in_a_workbook_with_numerator_and_denominator(
    draft: Draft, view: StatusView, plan: Plan, vi: Voice
) -> None:
    extra = workbook_extra(Writer(view, plan, vi))
    folders = TemplateFolders(Path(), Path())
    manuscript = Manuscript("a", Letterhead.REPORT, draft.text, {}, "a.md")
    order = PaperOrder(
        *(PaperForm.XLSX, manuscript, draft.paper, folders, vi), extra=extra
    )
    data = render(order).files["a.xlsx"]
    assert isinstance(data, bytes)
    rows = [
        [cell.value for cell in row]
        for leaf in load_workbook(BytesIO(data)).worksheets
        for row in leaf.iter_rows(min_row=3)
    ]
    heads = [row for row in rows if row[-2:] == ["Tử số", "Mẫu số"]]
    rates = {
        str(value): row[-2:]
        for row in rows
        for value in row
        if str(value) in extra.rates
    }
    assert len(heads) == 2
    assert rates["Hồ sơ giải quyết đúng hạn"] == [1980, 2000]
    assert rates.keys() == extra.rates.keys()
