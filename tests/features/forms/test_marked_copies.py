"""A copy that goes back is the file that came, with our marks alone changed."""

from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from cchc.paper.marked_form import marked_copy
from cchc.text.problem import Place, Problem, ProblemCode
from cchc.words.translator import Lang, voice
from tests.forms import FormOffice, fill, spot


def problem(cell: str) -> Problem:
    place = Place(file="a.xlsx", sheet="Số liệu", cell=cell)
    return Problem(
        ProblemCode.NUMBER_UNREADABLE,
        place,
        {"text": "41O", "slip": "vi", "key": "ck-6b"},
    )


def mark(data: bytes, *cells: str) -> bytes:
    return marked_copy(data, map(problem, cells), "abc", voice(Lang.VI), {})


@pytest.fixture(scope="module")
def form(made: FormOffice, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled form with a comment of the clerk's own."""
    folder = tmp_path_factory.mktemp("form")
    code, _, err = made.run("report", "form", "p1", "Q1", "-o", str(folder))
    assert code == 0, err
    path = folder / "bc-2022-Q1-p1.xlsx"
    fill(path, {"v:ck-6b": {"value": "41O"}})
    book = load_workbook(path)
    spot(book, "v:ck-6b", "note").comment = Comment("chưa gồm khóm 3", "Lan")
    book.save(path)
    return path


def parts(data: bytes, folder: Path) -> Mapping[str, bytes]:
    path = folder / "x.xlsx"
    path.write_bytes(data)
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_marks_stand_where_they_must_and_all_else_stays(
    form: Path, tmp_path: Path
) -> None:
    before = parts(form.read_bytes(), tmp_path)
    at = [spot(load_workbook(form), "v:ck-6b", n) for n in ("value", "state")]
    copy = mark(form.read_bytes(), *(cell.coordinate for cell in at))
    after = parts(copy, tmp_path)
    same = {name for name in before if before[name] == after[name]}
    assert {"xl/theme/theme1.xml", "xl/worksheets/sheet3.xml"} <= same
    book = load_workbook(tmp_path / "x.xlsx")
    page = book["Số liệu"]
    assert book.sheetnames[0] == "Cần sửa"
    assert book.active is book["Cần sửa"]
    assert "Mã kiểm tra: " in str(page.oddFooter)
    assert str(book["Cần sửa"].oddFooter) == str(page.oddFooter)
    for cell in (own.coordinate for own in at):
        assert page[cell].fill.fgColor.rgb == "FFFFB3B3"
        assert page[cell].comment.text.startswith("ck-6b: “41O”")
        assert not page[cell].protection.locked
    own = spot(book, "v:ck-6b", "note")
    assert own.comment is not None
    assert own.comment.text == "chưa gồm khóm 3"
    old = load_workbook(form)["Số liệu"]
    assert len(page.data_validations.dataValidation) == len(
        old.data_validations.dataValidation
    )
    areas = {sheet.title: sheet.print_area for sheet in book.worksheets[1:-1]}
    assert all(f"'{title}'!" in str(area) for title, area in areas.items())


def test_old_marks_go_and_new_ones_stand(form: Path, tmp_path: Path) -> None:
    row = spot(load_workbook(form), "v:ck-6b", "value").row
    one, two = f"I{row}", f"M{row}"
    first = mark(form.read_bytes(), one)
    second = mark(first, two)
    (tmp_path / "x.xlsx").write_bytes(second)
    book = load_workbook(tmp_path / "x.xlsx")
    page = book["Số liệu"]
    assert book.sheetnames.count("Cần sửa") == 1
    assert page[one].comment is None
    assert page[one].fill.fgColor.rgb == "FFFFF8DC"
    assert page[two].fill.fgColor.rgb == "FFFFB3B3"
    assert page[two].comment is not None
    names = [cell.value for cell in book["Cần sửa"]["A"]]
    assert f"Số liệu {two}" in names
    assert f"Số liệu {one}" not in names
    assert mark(first, two) == second


def test_what_cannot_be_marked_is_explained_alone(tmp_path: Path) -> None:
    copy = mark(b"PK\x03\x04 not a workbook", "I13")
    (tmp_path / "x.xlsx").write_bytes(copy)
    assert load_workbook(tmp_path / "x.xlsx").sheetnames == ["Cần sửa"]
