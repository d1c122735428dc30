"""Forms proved twice: the mark of a row and the name that is printed in it."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from tests.forms import WARD, FormOffice, fill, spot


def shown(app: FormOffice, unit: str = "p1") -> str:
    return app.run("report", "show", unit, "Q1")[1]


def listed(app: FormOffice, indicator: str) -> int:
    """How many things a register has by now."""
    return len(set(re.findall(rf"{indicator}  Sản phẩm \d+", shown(app, "kt"))))


def swap(page: Worksheet, rows: list[int], columns: str) -> None:
    """Two rows change places, as far as the columns go."""
    first, second = rows
    for letter in columns:
        one, other = page[f"{letter}{first}"], page[f"{letter}{second}"]
        one.value, other.value = other.value, one.value


def test_rows_sorted_without_their_hidden_marks_are_read_by_their_names(
    app: FormOffice,
) -> None:
    form = fill(app.form("p1"), WARD)
    book = load_workbook(form)
    rows = [spot(book, mark, "value").row for mark in ("v:hs-dung-han", "v:dvctt")]
    swap(book.worksheets[0], rows, "BCDEFGHIJKL")
    book.save(form)
    told = app.codes(form)
    assert told == [("P729", f"C{row}") for row in sorted(rows)]
    for line in ("2 doanh nghiệp", "412/415", "260/1080"):
        assert line in shown(app).replace("1.080", "1080")


def test_tasks_sorted_without_their_marks_are_read_by_their_names(
    app: FormOffice,
) -> None:
    done = {"state": "đã hoàn thành", "done": "10/3/2022"}
    form = fill(app.form("p1"), {**WARD, "t:3.5": done})
    book = load_workbook(form)
    rows = [spot(book, mark, "state").row for mark in ("t:3.5", "t:7.3")]
    swap(book["Nhiệm vụ"], rows, "BCDEFGHIJK")
    book.save(form)
    assert app.take(form)[0] == 0
    task = next(line for line in shown(app).splitlines() if "10/3/2022" in line)
    assert "3.5" in task


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Doanh nghiệp  thành lập MỚI", []),
        ("Doanh nghiệp thành lập mới (lũy kế)", []),
        ("Hộ kinh doanh", ["P728"]),
    ],
)
def test_a_name_that_was_written_over_is_refused_at_its_cell(
    app: FormOffice, name: str, codes: list[str]
) -> None:
    form = fill(app.form("p1"), WARD)
    book = load_workbook(form)
    row = spot(book, "v:ck-6b", "value").row
    book.worksheets[0][f"C{row}"] = name
    book.save(form)
    assert app.codes(form) == [(code, f"C{row}") for code in codes]


@pytest.mark.parametrize(
    ("cell", "text", "code"),
    [
        ("B1", "PHƯỜNG 2", "P730"),
        ("B1", "UBND Phường 2", "P730"),
        ("B1", "UBND PHƯỜNG 1", ""),
        ("B2", "BIỂU BÁO CÁO 6 THÁNG ĐẦU NĂM 2022: SỐ LIỆU", "P731"),
        ("B2", "Báo cáo Quý I", ""),
    ],
)
def test_another_unit_or_period_printed_above_is_refused(
    app: FormOffice, cell: str, text: str, code: str
) -> None:
    form = fill(app.form("p1"), WARD)
    book = load_workbook(form)
    book.worksheets[0][cell] = text
    book.save(form)
    assert app.codes(form) == ([(code, cell)] if code else [])


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("bc-2022-Q1-p2.xlsx", "P730"),
        ("bc-2022-Q2-p1.xlsx", "P731"),
        ("bc-2022-Q1-p2 (1).xlsx", "P730"),
        ("bc-2022-Q1-p1 (1).xlsx", ""),
        ("bc-2022-Q1-p1-can-sua-2.xlsx", ""),
        ("Báo cáo phường 2.xlsx", "P758"),
        ("Phường 1 gửi Phòng Nội vụ.xlsx", ""),
        ("Báo cáo gửi Phường 2.xlsx", ""),
    ],
)
def test_a_file_named_for_another_unit_is_refused(
    app: FormOffice, name: str, code: str
) -> None:
    form = fill(app.form("p1"), WARD)
    renamed = form.rename(form.with_name(name))
    assert app.codes(renamed) == ([(code, "")] if code else [])
    assert ("0/13" in shown(app)) == bool(code)


def with_names(form: Path, first: int, names: int) -> Path:
    """Names pasted one below the other into a register, over whatever is there."""
    book = load_workbook(form)
    page = book["Danh mục"]
    for box in [*page.merged_cells.ranges]:
        page.unmerge_cells(str(box))
    for number in range(names):
        page[f"C{first + number}"] = f"Sản phẩm {number + 1}"
    book.save(form)
    return form


@pytest.mark.parametrize("names", [3, 10, 11, 12, 13])
def test_names_pasted_over_more_rows_than_prepared_are_all_of_the_register(
    app: FormOffice, names: int
) -> None:
    assert app.take(with_names(app.form("kt"), 9, names))[0] == 0
    assert listed(app, "ck-4") == names


@pytest.mark.parametrize("names", [14, 15, 20, 40])
def test_names_pasted_over_the_next_register_are_refused(
    app: FormOffice, names: int
) -> None:
    assert "P712" in [
        code for code, _ in app.codes(with_names(app.form("kt"), 9, names))
    ]


@pytest.mark.parametrize("names", [10, 11, 20, 200])
def test_the_last_register_takes_as_many_names_as_there_are(
    app: FormOffice, names: int
) -> None:
    assert app.take(with_names(app.form("kt"), 23, names))[0] == 0
    assert listed(app, "ck-6a") == names


def test_a_signature_below_a_register_is_no_thing_of_it(app: FormOffice) -> None:
    form = with_names(app.form("kt"), 23, 2)
    book = load_workbook(form)
    page = book["Danh mục"]
    page["C34"], page["E34"] = "NGƯỜI LẬP BIỂU", "TRƯỞNG PHÒNG"
    page["C38"], page["E38"] = "Nguyễn Văn An", "Trần Thị Bình"
    book.save(form)
    assert app.take(form)[0] == 0
    assert "Nguyễn" not in shown(app, "kt")


def test_what_stands_apart_below_a_register_is_told(app: FormOffice) -> None:
    form = with_names(app.form("kt"), 23, 2)
    book = load_workbook(form)
    book["Danh mục"]["C37"] = "Khô cá lóc"
    book.save(form)
    assert app.codes(form) == [("P711", "C37")]


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [
        ("Số liệu", "G14"),  # under “Kỳ trước”, where nothing stands yet
        ("Số liệu", "P15"),  # beside the table
        ("Số liệu", "D"),  # between two tables
        ("Số liệu", "C40"),  # below the last one
        ("Nhiệm vụ", "F9"),
        ("Nội dung", "E15"),
        ("Khó khăn, vướng mắc", "I9"),
    ],
)
def test_what_stands_outside_the_inputs_is_told_with_its_cell(
    app: FormOffice, sheet: str, cell: str
) -> None:
    form = fill(app.form("p1"), WARD)
    book = load_workbook(form)
    tables = [mark.row for mark in book[sheet]["A"] if mark.value == "#v"]
    cell = f"{cell}{tables[1] - 2}" if cell.isalpha() else cell
    book[sheet][cell] = "chưa gồm xã cũ, thêm 38"
    book.save(form)
    assert app.codes(form) == [("P732", cell)]


DRAWN = {
    "xl/worksheets/_rels/sheet1.xml.rels": """<Relationships
 xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship
 Id="rId1" Target="/xl/drawings/drawn.xml" Type="http://schemas.openxmlformats.org/\
officeDocument/2006/relationships/drawing"/></Relationships>""",
    "xl/drawings/drawn.xml": """<xdr:wsDr
 xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor>
<xdr:from><xdr:col>3</xdr:col><xdr:row>6</xdr:row></xdr:from><xdr:sp><xdr:txBody>
<a:p><a:r><a:t>chưa gồm xã cũ</a:t></a:r></a:p></xdr:txBody></xdr:sp>
</xdr:twoCellAnchor></xdr:wsDr>""",
}
"""A text box on the first sheet, and what leads to it."""


def test_what_is_written_in_a_shape_is_told_in_its_words(app: FormOffice) -> None:
    form = fill(app.form("p1"), WARD)
    with ZipFile(form, "a") as book:
        for part, text in DRAWN.items():
            book.writestr(part, text)
    words = ("report", "import", "--json", "--no-copies", str(form))
    told = app.run(*words)[1]
    assert "P732" in told
    assert "“chưa gồm xã cũ”" in told


def test_nothing_is_told_of_a_form_that_was_only_filled_in(app: FormOffice) -> None:
    assert app.codes(fill(app.form("p1"), WARD)) == []
    later = fill(app.form("p1", "2022-Q2"), {"v:ck-6b": {"value": 3}})
    words = ("report", "import", "--json", "--no-copies", str(later))
    assert '"P732"' not in app.run(*words, day="2022-06-16")[1]


def test_a_signature_below_the_figures_is_not_told(app: FormOffice) -> None:
    form = fill(app.form("p1"), WARD)
    book = load_workbook(form)
    page = book["Số liệu"]
    page["C35"], page["I35"] = "Người lập biểu", "CHỦ TỊCH"
    page["C38"], page["I38"] = "Nguyễn Văn An", "Trần Thị Bình"
    book.save(form)
    assert app.codes(form) == []


def test_a_sheet_that_a_clerk_added_is_told_once(app: FormOffice) -> None:
    form = fill(app.form("p1"), WARD)
    book = load_workbook(form)
    page = book.create_sheet("Danh sách")
    for row in range(2, 22):
        page.cell(row, 2).value = f"Doanh nghiệp {row}"
    book.save(form)
    assert app.codes(form) == [("P732", "B2")]


def test_a_comment_on_a_figure_is_kept_as_its_note(app: FormOffice) -> None:
    form = fill(app.form("p1"), WARD)
    book = load_workbook(form)
    for mark, column in (("v:ck-6b", "value"), ("t:1.4", "result")):
        comment = Comment(f"chưa gồm xã cũ {column}", "Nguyễn Văn An")
        spot(book, mark, column).comment = comment
    book.save(form)
    assert app.codes(form) == [("P732", "J8")]
    assert "chưa gồm xã cũ value" in shown(app)


@pytest.mark.parametrize("other", ["last", "unit"])
def test_heads_that_changed_places_are_refused_and_nothing_is_nil(
    app: FormOffice, other: str
) -> None:
    form = fill(app.form("p1"), WARD)
    book = load_workbook(form)
    page = book.worksheets[0]
    at = spot(book, "v:dvctt", "value"), spot(book, "v:dvctt", other)
    rows = [row for row in range(1, page.max_row) if page.cell(row, 1).value == "#v"]
    for row in rows:
        first, second = (page.cell(row, cell.column) for cell in at)
        first.value, second.value = second.value, first.value
    book.save(form)
    code, _, err = app.take(form)
    assert code == 1
    assert "P712" in err
    assert "0/13" in shown(app)
