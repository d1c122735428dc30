"""The block of a table in a form: read back by ids, proved by names, balanced."""

from openpyxl import load_workbook

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
