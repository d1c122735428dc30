"""The block of a table in a form: read back by ids, proved by names, balanced."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from cchc.core.plan.stock_table import ColumnKind
from cchc.sources.plan.plan_file import read_plan
from tests.forms import Answers, FormOffice, fill, spot

OPENING, INFLOW = {"ky-truoc": 40}, {"truc-tuyen": 30, "truc-tiep": 28, "bcci": 2}
OUTFLOW = {"truoc-han": 31, "dung-han": 19, "tre-han": 1, "tra-lai": 4}
ROW = {**OPENING, **INFLOW, **OUTFLOW, "trong-han": 44, "qua-han": 1}
RATES: Answers = {
    "v:ck-6b": {"value": 2},
    "v:hs-dung-han": {"value": 50, "whole": 51},
    "v:dvctt": {"value": 30, "whole": 60},
}
SHEET = "Bảng số liệu"


def test_a_table_that_balances_is_taken_cell_by_cell(app: FormOffice) -> None:
    assert app.codes(fill(app.form("p1"), {**RATES, "b:ho-so": ROW})) == []
    told = app.run("report", "show", "p1", "Q1")[1]
    assert "Báo cáo" not in told.splitlines()[0] or "đủ" in told.splitlines()[0]
    for number in sorted(set(ROW.values())):
        assert f": {number} hồ sơ" in told


def test_a_table_that_does_not_balance_is_refused_with_its_sum(
    app: FormOffice,
) -> None:
    form = fill(app.form("p1"), {**RATES, "b:ho-so": {**ROW, "qua-han": 2}})
    cell = spot(load_workbook(form), "b:ho-so", "ky-truoc").coordinate
    assert app.codes(form) == [("P351", cell)]
    err = app.take(form)[2]
    assert "40 + 30 + 28 + 2 = 31 + 19 + 1 + 4 + 44 + 2" in err
    assert "chênh lệch 1" in err


def test_a_name_written_over_a_column_is_told_at_its_head(app: FormOffice) -> None:
    form = fill(app.form("p1"), {**RATES, "b:ho-so": ROW})
    book = load_workbook(form)
    at = spot(book, "b:ho-so", "truc-tuyen")
    head = book[SHEET].cell(at.row - 2, at.column)  # the row of ids is hidden
    head.value = "Trực tiếp"
    book.save(form)
    assert app.codes(form) == [("P712", head.coordinate)]


def test_totals_and_the_difference_work_themselves_out(app: FormOffice) -> None:
    book = load_workbook(app.form("p1"))
    row = spot(book, "b:ho-so", "ky-truoc").row
    page = book[SHEET]
    formulas = [str(c.value) for c in page[row] if str(c.value).startswith("=")]
    assert len(formulas) == 4  # all there was, what went, what is left, the difference
    plan = read_plan(app.folder / "plan.yaml").plan
    assert plan is not None
    for kind, column in plan.tables[0].columns:
        letter = spot(book, "b:ho-so", column).column_letter
        before, after = formulas[-1].split("-(")
        is_come = kind in {ColumnKind.OPENING, ColumnKind.INFLOW}
        assert f"N({letter}{row})" in (before if is_come else after)


def test_the_table_of_a_csv_form_comes_back(app: FormOffice) -> None:
    app.make("p1", "--format", "csv", "Q1")
    path = next(app.forms.glob("*.csv"))
    lines = path.read_text("utf-8-sig").splitlines()
    keys = next(line for line in lines if line.startswith("#b:ho-so")).split(";")
    at = next(n for n, line in enumerate(lines) if line.startswith("b:ho-so;"))
    cells = lines[at].split(";")
    for column, number in ROW.items():
        cells[keys.index(column)] = str(number)
    lines[at] = ";".join(cells)
    path.write_text("\r\n".join(lines) + "\r\n", "utf-8-sig")
    assert [code for code, _ in app.codes(path)] == []


ROWS_PLAN = """\
cchc: 1
id: xa-2022
title: Kế hoạch cải cách hành chính năm 2022
year: 2022
authority: {name: Ủy ban nhân dân huyện}
units: [{id: x1, name: Xã An Định, kind: commune}]
tables:
  - id: don
    name: Giải quyết đơn
    unit: đơn
    reporters: [commune]
    rows: {linh-vuc: [dat-dai, tu-phap, ho-tich]}
    opening: dau
    in: [moi]
    out: [xong]
    closing: [con]
    names: {linh-vuc: Lĩnh vực, dat-dai: Đất đai, tu-phap: Tư pháp, ho-tich: Hộ tịch}
"""
STOCKS: Answers = {
    f"b:don.{row}": {"dau": 10 * n, "moi": n, "xong": 2, "con": 11 * n - 2}
    for n, row in enumerate(("dat-dai", "tu-phap", "ho-tich"), start=1)
}


def swap_rows(page: Worksheet, rows: tuple[int, int], first: int) -> None:
    """Sort two rows from a column on, as a clerk who does not see the others does."""
    for column in range(first, page.max_column + 1):
        one, other = (page.cell(row, column) for row in rows)
        one.value, other.value = other.value, one.value


def rename(page: Worksheet, rows: tuple[int, int], _: int) -> None:
    """Write another name over that of the first row."""
    cell = next(c for c in page[rows[0]] if str(c.value) == "Đất đai")
    cell.value = "Môi trường"


def lengthen(page: Worksheet, rows: tuple[int, int], _: int) -> None:
    """Say more in the name of the first row."""
    cell = next(c for c in page[rows[0]] if str(c.value) == "Đất đai")
    cell.value = "  ĐẤT  đai (cả xây dựng)"


@pytest.mark.parametrize(
    ("damage", "first", "codes"),
    [
        (swap_rows, 1, []),
        (swap_rows, 2, ["P729", "P729"]),
        (rename, 0, ["P728"]),
        (lengthen, 0, []),
    ],
)
def test_rows_of_a_table_that_moved_are_read_by_their_names(
    tmp_path: Path, damage: object, first: int, codes: list[str]
) -> None:
    desk = FormOffice(tmp_path)
    (tmp_path / "plan.yaml").write_text(ROWS_PLAN, "utf-8")
    plan = ("plan", "apply", str(tmp_path / "plan.yaml"))
    assert desk.run(*plan, day="2022-01-04")[0] == 0
    form = fill(desk.form("x1"), STOCKS)
    book = load_workbook(form)
    cells = [spot(book, f"b:don.{row}", "dau") for row in ("dat-dai", "ho-tich")]
    rows = (cells[0].row, cells[1].row)
    assert callable(damage)
    damage(cells[0].parent, rows, first)
    book.save(form)
    assert [code for code, _ in desk.codes(form)] == codes
    told = desk.run("report", "show", "x1", "Q1")[1]
    read = "Đất đai: kỳ trước: 10" in told or "10 đơn" in told
    assert read is ("P728" not in codes)
