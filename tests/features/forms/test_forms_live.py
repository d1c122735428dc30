"""A form that checks itself: what it works out, prints and asks for, without macros."""

import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from cchc.paper.input_workbook import page_breaks
from tests.features.forms.ward import Run, office, run
from tests.forms import Answers, fill, spot

__all__ = ["office", "run"]

FILLED: Answers = {
    "v:dn": {"value": 3},
    "i:sp": {"name": "Khô cá lóc", "date": "20/2/2022"},
}


@pytest.fixture
def form(office: Path, run: Run) -> Path:
    """The form of the second quarter of a unit that reported in the first."""
    code, _, err = run("report", "add", "kt", "Q1", "dn=2", "sp=nil")
    assert code == 0, err
    code, _, err = run("report", "form", "kt", "Q2", day="2022-06-10")
    assert code == 0, err
    return office / "bieu-mau" / "bc-2022-Q2-kt.xlsx"


def sheet(path: Path, at: int = 0) -> Worksheet:
    return load_workbook(path).worksheets[at]


def test_what_follows_from_a_figure_is_worked_out_at_once(form: Path) -> None:
    book = load_workbook(form)
    value = spot(book, "v:dn", "value").coordinate
    so_far = spot(book, "v:dn", "result").value
    assert so_far == f'=IF(NOT(ISNUMBER({value})),"",(2+{value}))'
    share = spot(book, "v:dn", "share").value
    assert (
        share == f'=IF(NOT(ISNUMBER({value})),"",(2+{value})/(3))'
    )  # its own 3, not 8


def test_figures_of_the_whole_are_marked_and_own_ones_are_not(form: Path) -> None:
    book = load_workbook(form)
    assert spot(book, "v:dn", "plan").value == "3"
    assert spot(book, "v:dn", "year_ago").value == "1 (chung)"
    (remark,) = [
        str(cell.value)
        for row in book["Danh mục"].iter_rows()
        for cell in row
        if str(cell.value).startswith("Kế hoạch năm: ")
    ]
    assert str(remark).startswith(
        "Kế hoạch năm: ít nhất 4"
    )  # one unit alone has this register


def test_a_figure_far_off_its_last_one_turns_red(form: Path) -> None:
    page = sheet(form)
    (rule,) = [r for rules in page.conditional_formatting for r in rules.rules]
    value = spot(load_workbook(form), "v:dn", "value").coordinate
    assert rule.formula == [f"OR(AND(N({value})>0,OR({value}>=200,{value}<=(1/50))))"]


def test_the_sheet_counts_what_is_empty(form: Path) -> None:
    page = sheet(form)
    (counter,) = [
        cell.value
        for row in page.iter_rows(max_row=14)
        for cell in row
        if str(cell.value).startswith("=IF(SUMPRODUCT")
    ]
    assert "Trang này còn " in str(counter)
    held = load_workbook(form, data_only=True).worksheets[0]
    texts = [str(cell.value) for row in held.iter_rows(max_row=14) for cell in row]
    assert "Trang này còn 1 ô chưa ghi." in texts


def test_what_a_form_works_out_is_no_answer_and_no_fault(form: Path, run: Run) -> None:
    fill(form, FILLED)
    book = load_workbook(form)
    spot(book, "v:dn", "result").value = 5  # as a program that keeps values alone
    book.save(form)
    code, out, err = run("report", "import", str(form), day="2022-06-15")
    assert (code, "P732" in err) == (0, False), out + err
    _, out, _ = run("report", "show", "kt", "Q2", day="2022-06-15")
    assert "3 doanh nghiệp" in out


def test_what_is_printed_is_of_this_year_this_unit_and_can_be_signed(
    form: Path,
) -> None:
    with ZipFile(form) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    text = parts["xl/sharedStrings.xml"]
    assert "ví dụ 14/6/2022" in text
    assert "15/3/2022" not in text
    for said in ("NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ", "Số lượng đã thực hiện"):
        assert said in text or said.startswith("Số")
    foot = parts["xl/worksheets/sheet1.xml"]
    assert "Phòng Kinh tế, Quý II/2022" in foot
    assert "Mã kiểm tra: " in foot
    assert "cchc.form/1" not in foot.partition("oddFooter")[2]


def test_a_register_has_twice_the_rows_of_last_year_and_ten_at_least(
    form: Path,
) -> None:
    marks = [row[0].value for row in sheet(form, 1).iter_rows(max_col=1)]
    assert marks.count("i:sp") == 10


def test_an_extended_task_prints_the_day_that_was_granted(run: Run) -> None:
    words = ("task", "extend", "1.1", "--until", "2022-04-15", "--reason", "chờ")
    code, _, err = run(*words)
    assert code == 0, err
    run("report", "form", "vp", "Q1")
    book = load_workbook("bieu-mau/bc-2022-Q1-vp.xlsx")
    assert spot(book, "t:1.1", "by").value == "15/4/2022 (đã gia hạn)"


def test_answers_are_carried_into_the_form_of_an_amended_plan(
    form: Path, run: Run, office: Path
) -> None:
    answers: Answers = {
        "v:dn": {"value": 3, "note": "số của quận"},
        "n:results": {"text": "Tổ chức 2 lớp tập huấn"},
        "o:1": {"text": "Thiếu máy quét"},
    }
    old = fill(form, answers, office / "cu.xlsx")
    book = load_workbook(old)
    page = book["Danh mục"]
    first = spot(book, "i:sp", "name")
    for number in range(12):  # more than the new form has rows for
        page.cell(first.row + number, first.column).value = f"Khô cá {number}"
        page.cell(first.row + number, first.column + 1).value = "1/6/2022"
    book.save(old)
    plan = office / "plan.yaml"
    text = plan.read_text("utf-8").replace("at_least: 8", "at_least: 9")
    plan.write_text(text.replace("allot: {vp: 5", "allot: {vp: 6"), "utf-8")
    paper = ("--decision", "9/QĐ ngày 01/6/2022", "--effective", "Q2", "--reason", "x")
    code, _, err = run("plan", "apply", *paper, day="2022-06-10")
    assert code == 0, err
    words = ("report", "form", "--from", str(old), "-o", "moi")
    code, _, err = run(*words, day="2022-06-10")
    assert code == 0, err
    (new,) = (office / "moi").iterdir()
    book = load_workbook(new)
    assert spot(book, "v:dn", "value").value == 3
    assert spot(book, "v:dn", "note").value == "số của quận"
    code, out, err = run("report", "import", str(new), "--json", day="2022-06-15")
    assert (code, '"outcome": "accepted"' in out) == (0, True), out + err
    shown = run("report", "show", "kt", "Q2", day="2022-06-15")[1]
    for said in ("3 doanh nghiệp", "Khô cá 11", "tập huấn", "máy quét"):
        assert said in shown, shown


def test_answers_that_no_form_would_hold_are_refused(
    form: Path, run: Run, office: Path
) -> None:
    old = fill(form, {"v:dn": {"value": 3}}, office / "cu.xlsx")
    twice = ("kt", "Q2", "--from", str(shutil.copy(old, office / "x.xlsx")))
    for lost in (("vp", "Q2"), ("kt", "Q1"), twice):
        words = ("report", "form", *lost, "--from", str(old), "-o", "mat")
        code, _, err = run(*words, day="2022-06-10")
        assert (code, "P761" in err) == (1, True), err
        assert not (office / "mat").exists()


@pytest.mark.parametrize("most", range(60, 400, 7))
def test_no_page_has_one_row_and_no_head_stands_alone(most: int) -> None:
    table = [(18, True), (30, True), (20, True), *[(20, False)] * 7, (20, True)]
    rows = [*table, (20, False), (18, False)] * 3
    starts = [0, *page_breaks(rows, most), len(rows)]
    assert starts == sorted(set(starts))
    for start in starts[1:-1]:
        if most >= 106:  # a title, a head and two rows
            assert not rows[start - 1][1]
