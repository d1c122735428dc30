"""Forms that come back damaged: refused with sheet, cell and cure, never guessed."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.forms import WARD, Answers, FormOffice, fill, spot


def changed(form: Path, book: Workbook) -> Path:
    book.save(form)
    return form


def shown(app: FormOffice) -> str:
    return app.run("report", "show", "p1", "Q1")[1]


def test_sheets_renamed_rows_inserted_and_columns_widened_do_no_harm(
    app: FormOffice,
) -> None:
    form = fill(app.form("p1"), WARD)
    book = load_workbook(form)
    for number, page in enumerate(book.worksheets[:-1]):
        page.title = f"Sheet{number}"
        for box in [*page.merged_cells.ranges]:  # openpyxl leaves them behind
            page.unmerge_cells(str(box))
        page.insert_rows(3, 4)
        page.column_dimensions["C"].width = 90
    assert app.take(changed(form, book))[0] == 0
    assert "412/415" in shown(app)


def test_rows_and_columns_may_change_places(app: FormOffice) -> None:
    form = fill(app.form("p1"), WARD)
    book = load_workbook(form)
    page = book.worksheets[0]
    row = spot(book, "v:ck-6b", "value").row
    page.move_range(f"A{row}:L{row}", rows=40)
    page.insert_cols(4)
    assert app.take(changed(form, book))[0] == 0
    assert "2 doanh nghiệp" in shown(app)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1.234", "1.234 doanh nghiệp"),
        (" 12 500 ", "12.500 doanh nghiệp"),
        ("12\u00a0500", "12.500 doanh nghiệp"),
        (1234.0, "1.234 doanh nghiệp"),
        ("~14", "14 doanh nghiệp (ước)"),
        ("Không phát sinh", "không phát sinh"),
    ],
)
def test_numbers_are_read_as_people_write_them(
    app: FormOffice, typed: object, read: str
) -> None:
    assert app.take(fill(app.form("p1"), {"v:ck-6b": {"value": typed}}))[0] == 0
    assert read in shown(app)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("=SUM(1,2)", "P713"),
        (True, "P716"),
        (date(2022, 4, 12), "P715"),
        ("#N/A", "P717"),
        (12345678901234567, "P718"),
        ("1O", "P306"),
        ("1,234.5", "P307"),
        (2.5, "P309"),
        (-1, "P311"),
    ],
)
def test_what_is_no_number_is_refused_at_its_cell(
    app: FormOffice, typed: object, code: str
) -> None:
    form = fill(app.form("p1"), {**WARD, "v:ck-6b": {"value": typed}})
    assert app.codes(form) == [(code, "I14")]


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"v:ck-6b": {"value": 3, "state": "không phát sinh"}}, "P721"),
        ({"v:ck-6b": {"value": 0, "state": "chưa công bố"}}, "P721"),
        ({"v:ck-6b": {"state": "ước"}}, "P722"),
        ({"v:ck-6b": {"value": 3, "state": "tạm"}}, "P720"),
        ({"t:1.4": {"result": "đã xong"}}, "P723"),
        ({"t:1.4": {"state": "xong xuôi"}}, "P720"),
        ({"o:1": {"cause": "thiếu người"}}, "P727"),
        ({"v:hs-dung-han": {"value": "98,5%"}}, "P312"),
        ({"d:number": {"text": date(2022, 4, 12)}, "v:ck-6b": {"value": 1}}, "P715"),
        ({}, "P726"),
    ],
)
def test_answers_that_do_not_fit_are_told(
    app: FormOffice, answers: dict[str, dict[str, object]], code: str
) -> None:
    assert [c for c, _ in app.codes(fill(app.form("p1"), answers))] == [code]


def test_a_percentage_that_excel_made_of_98_is_seen_as_it_looks(
    app: FormOffice,
) -> None:
    form = app.form("p1")
    book = load_workbook(form)
    cell = spot(book, "v:hs-dung-han", "value")
    cell.value, cell.number_format = 0.985, "0.0%"
    _, _, err = app.take(changed(form, book))
    assert "“98,5%”" in err


def test_everything_wrong_is_told_in_one_run(app: FormOffice) -> None:
    wrong: Answers = {
        "v:ck-6b": {"value": "=1+1"},
        "v:hs-dung-han": {"value": 416, "whole": 415},
        "v:dvctt": {"value": True, "whole": 10},
        "t:1.4": {"state": "xong xuôi"},
    }
    codes = [code for code, _ in app.codes(fill(app.form("p1"), wrong))]
    assert {"P713", "P313", "P716", "P720"} <= set(codes)


def test_merged_inputs_are_refused(app: FormOffice) -> None:
    form = fill(app.form("p1"), WARD)
    book = load_workbook(form)
    row = spot(book, "v:ck-6b", "value").row
    book.worksheets[0].merge_cells(f"I{row}:I{row + 1}")
    assert app.codes(changed(form, book)) == [("P714", f"I{row}")]


def test_a_form_whose_ids_were_deleted_is_read_by_its_names(app: FormOffice) -> None:
    form = fill(app.form("p1"), WARD)
    book = load_workbook(form)
    for page in book.worksheets[:-1]:
        if page.title != "Bảng số liệu":  # whose columns are known by their ids alone
            page.delete_cols(1)
    assert {code for code, _ in app.codes(changed(form, book))} == {"P729"}
    lines = shown(app)
    assert all(line in lines for line in ("2 doanh nghiệp", "412/415", "12/BC-UBND"))


def test_a_row_whose_id_was_deleted_is_read_by_its_name_or_told(
    app: FormOffice,
) -> None:
    form = fill(app.form("p1"), WARD)
    book = load_workbook(form)
    page, row = book.worksheets[0], spot(book, "v:ck-6b", "value").row
    page.cell(row, 1).value = None
    name, page.cell(row, 3).value = page.cell(row, 3).value, None
    told = set(app.codes(changed(form, book)))
    assert told == {("P710", ""), ("P711", f"I{row}")}
    page.cell(row, 3).value = name
    assert app.codes(changed(form, book)) == [("P729", f"C{row}")]
    assert "2 doanh nghiệp" in shown(app)


def test_a_head_that_was_overwritten_is_told(app: FormOffice) -> None:
    form = fill(app.form("vp"), {"v:bcci": {"value": 2}})
    book = load_workbook(form)
    sheet = book.worksheets[0]
    tables = [cell.row for cell in sheet["A"] if cell.value == "#v"]
    heads = (tables[1], "Số báo cáo"), (tables[2], "Tình trạng số liệu")
    for row, head in heads:  # those of one table are no heads of another
        for cell in sheet[row]:
            if str(cell.value).startswith(head):
                cell.value = "abc"
    told = [("P712", f"B{row}") for row in tables[1:3]]
    assert app.codes(changed(form, book)) == told


def test_the_hidden_sheet_may_be_lost(app: FormOffice) -> None:
    form = fill(app.form("p1"), WARD)
    book = load_workbook(form)
    del book["_cchc"]
    assert app.take(changed(form, book))[0] == 0


def test_a_sheet_under_the_mark_of_another_unit_is_refused(app: FormOffice) -> None:
    form = fill(app.form("p1"), WARD)
    book = load_workbook(form)
    other = load_workbook(app.form("p2"))
    book.worksheets[0]["A1"].value = other.worksheets[0]["A1"].value
    told = {code for code, _ in app.codes(changed(form, book))}
    assert {"P710", "P730"} <= told


def test_a_form_of_another_plan_is_refused(app: FormOffice) -> None:
    form = fill(app.form("p1"), WARD)
    book = load_workbook(form)
    mark = str(book.worksheets[0]["A1"].value)
    form = form.with_suffix(".csv")
    text = mark.replace("sa-dec-2022", "ke-hoach-khac") + "\n#v;Số báo cáo\nv:ck-6b;2\n"
    form.write_text(text, encoding="utf-8")
    assert [code for code, _ in app.codes(form)] == ["P709"]


def test_a_stray_value_in_the_last_cell_of_a_sheet_is_told(app: FormOffice) -> None:
    form = fill(app.form("p1"), WARD)
    book = load_workbook(form)
    book.worksheets[0]["XFD1048576"].value = "x"
    assert app.codes(changed(form, book)) == [("P719", "XFD1048576")]


def test_inserted_rows_of_a_register_belong_to_it(app: FormOffice) -> None:
    form = app.form("kt")
    book = load_workbook(form)
    name = spot(book, "i:ck-4", "name")
    page = book[name.parent.title]
    page.cell(name.row, name.column).value = "Khô cá lóc"
    page.insert_rows(name.row + 1)
    page.cell(name.row + 1, name.column).value = "Bột sen"
    assert app.take(changed(form, book))[0] == 0
    told = app.run("report", "show", "kt", "Q1")[1]
    assert "ck-4  Khô cá lóc" in told
    assert "ck-4  Bột sen" in told


def test_a_name_that_a_register_has_under_another_day_is_told(app: FormOffice) -> None:
    row = {"name": "Khô cá lóc", "date": "20/02/2022"}
    form = fill(app.form("kt"), {"i:ck-4": row})
    assert app.take(form)[0] == 0
    again = fill(form, {"i:ck-4": {"name": "Khô cá  LÓC", "date": "21/02/2022"}})
    assert [code for code, _ in app.codes(again)] == ["P322"]


def test_a_fault_in_a_merged_cell_is_marked_where_the_box_begins(
    app: FormOffice,
) -> None:
    form = fill(app.form("p1"), WARD)
    book = load_workbook(form)
    row = spot(book, "v:hs-dung-han", "value").row
    page = book.worksheets[0]
    page.merge_cells(f"H{row}:I{row}")
    assert app.take(changed(form, book))[0] == 1
    back = load_workbook(form.with_name("bc-2022-Q1-p1-can-sua.xlsx"))
    assert back["Số liệu"][f"H{row}"].comment is not None
