"""Cells of strangers: whatever they hold, a form is read or refused, never a crash."""

from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from cchc.sources.forms.form_file import read_form
from cchc.sources.forms.form_grid import OpenedFile, address, column_number
from cchc.sources.forms.form_rows import mark_in
from cchc.sources.forms.other_workbook import read_csv

MARK = "cchc.form/1|||p1|2022-Q1|"
HEAD = ("#v", "Số báo cáo", "Mẫu số", "Tình trạng số liệu", "Ghi chú")
few = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)
held = st.one_of(
    texts,
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.datetimes(),
    st.sampled_from(["=1+1", "#REF!", "'=1", "+84", "-", "@x", "v:x", "#v", "/i"]),
)


def sheet(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    page = book.worksheets[0]
    for row, cells in enumerate(rows, start=1):
        for column, value in enumerate(cells, start=1):
            page.cell(row, column).value = value  # type: ignore[assignment]
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@few
@given(st.lists(held, min_size=4, max_size=4))
def test_whatever_stands_in_a_row_is_text_or_a_problem_with_its_cell(
    cells: list[object],
) -> None:
    form = read_form(sheet((MARK,), HEAD, ("v:ck-6b", *cells)), "x.xlsx")
    assert form.mark is not None
    assert form.report is not None
    assert all(each.place.file == "x.xlsx" for each in form.problems)
    said = [value.text for _, value in form.report.values]
    assert said or form.problems or not any(str(each).strip() for each in cells[:3])


@few
@given(st.binary(max_size=400))
def test_any_bytes_are_a_problem_and_no_crash(data: bytes) -> None:
    for name in ("x.xlsx", "x.csv"):
        form = read_form(data, name)
        assert form.report is None or form.mark is not None
    assert read_form(b"PK\x03\x04" + data, "x.xlsx").problems


@few
@given(st.integers(1, 16384))
def test_a_column_is_named_as_a_spreadsheet_names_it(column: int) -> None:
    assert column_number(address(1, column)[:-1]) == column


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (33.3, "33,3"),
        (0.1 + 0.2, "0,3"),
        (1e5, "100000"),
        (22630, "22630"),
        (-2.5, "-2,5"),
    ],
)
def test_a_number_cell_is_read_exactly_in_vietnamese_form(
    value: object, text: str
) -> None:
    form = read_form(sheet((MARK,), HEAD, ("v:a", value)), "x.xlsx")
    assert form.report is not None
    assert [typed.text for _, typed in form.report.values] == [text]


def test_two_cells_of_a_rate_are_one_fraction() -> None:
    form = read_form(sheet((MARK,), HEAD, ("v:a", 412, 415, "ước")), "x.xlsx")
    assert form.report is not None
    assert [typed.text for _, typed in form.report.values] == ["~412/415"]


@pytest.mark.parametrize("text", ["v:", "#x", "v", "x:1", "v: a", "##v"])
def test_other_words_are_no_marks(text: str) -> None:
    assert mark_in(text) is None


def test_a_text_that_looks_like_a_formula_stays_text_in_csv() -> None:
    opened = read_csv(b"#n;a\nn:results;'=HYPERLINK(1)\n", "x.csv")
    assert isinstance(opened, OpenedFile)
    assert opened.grids[0].rows[2][2].text == "=HYPERLINK(1)"


def test_marks_that_steer_a_screen_do_not_come_in() -> None:
    rows = ((MARK,), ("#n", "Đơn vị ghi"), ("n:results", "a\u202eb\u200bc"))
    form = read_form(sheet(*rows), "x.xlsx")
    assert form.report is not None
    assert [text.text for _, text in form.report.narrative] == ["abc"]
