"""Kinds of damage in one table: read as meant, asked for, or refused at the cell.

The whole play is longer; here stands one of each kind, on the form of a small office.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from tests.features.forms.ward import Run, office, run
from tests.forms import FormOffice, fill, spot

__all__ = ["office", "run"]
Damage = Callable[[Workbook], object]
DONE = {"state": "đã hoàn thành", "done": "10/3/2022"}


def put(mark: str, column: str, value: object) -> Damage:
    def damage(book: Workbook) -> None:
        spot(book, mark, column).value = value  # type: ignore[assignment]

    return damage


def comment(mark: str, column: str) -> Damage:
    def damage(book: Workbook) -> None:
        spot(book, mark, column).comment = Comment("thêm 38", "x")

    return damage


def copied(book: Workbook) -> None:
    book.copy_worksheet(book.worksheets[0])


def without_marks(title: str) -> Damage:
    return lambda book: book[title].delete_cols(1)


def pasted_over(book: Workbook) -> None:
    """The second register gets the marks of another."""
    page = book["Danh mục"]
    for cell in page["A"]:
        if cell.value in {"i:sp", "#i:sp"}:
            cell.value = str(cell.value).replace("sp", "khac")


def title(cell: str, text: str) -> Damage:
    def damage(book: Workbook) -> None:
        book.worksheets[0][cell] = text

    return damage


@pytest.mark.parametrize(
    ("damage", "codes", "shown"),
    [
        (put("v:dn", "value", "2 DN"), [], "2 doanh nghiệp"),
        (put("v:dn", "value", "2 (ước)"), [], "2 doanh nghiệp (ước)"),
        (put("v:dn", "value", "k ps"), [], "không phát sinh"),
        (put("v:dn", "state", "-"), [], "2 doanh nghiệp"),
        (put("v:dn", "plan", "99"), ["P732"], "2 doanh nghiệp"),
        (comment("v:dn", "value"), [], "thêm 38"),
        (copied, [], "2 doanh nghiệp"),
        (without_marks("Số liệu"), ["P729"], "2 doanh nghiệp"),
        (without_marks("Danh mục"), ["P729"], "Khô cá lóc"),
        (pasted_over, ["P729"], "Khô cá lóc"),
        (comment("i:sp", "name"), ["P732"], "Khô cá lóc"),
        (put("i:sp", "name", "1. Khô cá lóc"), [], "  Khô cá lóc"),
        (put("i:sp", "name", "Khô\ncá"), ["P756"], "Khô cá"),
        (put("i:sp", "name", "Khô; cá"), ["P755"], ""),
        (put("i:sp", "name", "2 sản phẩm"), ["P755"], ""),
        (put("i:sp", "date", "ngày 01/3/2022"), [], "01/3/2022"),
        (title("P1", "thêm 38"), ["P732"], "2 doanh nghiệp"),
        (title("B1", "UBND PHÒNG KINH TẾ"), [], "2 doanh nghiệp"),
        (title("B1", "Sở Nội vụ"), ["P732"], "2 doanh nghiệp"),
        (title("B2", "BÁO CÁO QUÝ 1 NĂM 2022"), [], "2 doanh nghiệp"),
        (title("B2", "BÁO CÁO QUÝ I NĂM 2021"), ["P731"], ""),
    ],
)
def test_a_kind_of_damage(
    office: Path, run: Run, damage: Damage, codes: list[str], shown: str
) -> None:
    assert run("report", "form", "kt", "Q1", "-o", "f")[0] == 0
    form = fill(
        office / "f/bc-2022-Q1-kt.xlsx",
        {"v:dn": {"value": 2}, "i:sp": {"name": "Khô cá lóc", "date": "01/3/2022"}},
    )
    book = load_workbook(form)
    damage(book)
    book.save(form)
    desk = FormOffice(office)
    assert [code for code, _ in desk.codes(form, day="2022-03-16")] == codes
    assert shown in desk.run("report", "show", "kt", "Q1")[1]


@pytest.mark.parametrize(
    ("said", "codes", "shown"),
    [
        ({"state": "HT", "done": "10/3/2022"}, [], "hoàn thành 10/3/2022"),
        ({"state": "Hoàn thành ngày 10/3/2022"}, [], "hoàn thành 10/3/2022"),
        ({"done": "10/3/2022"}, [], "hoàn thành 10/3/2022"),
        ({"state": "✓", "done": "10/3/2022"}, [], "hoàn thành 10/3/2022"),
        ({"state": "Đạt", "done": "10/3/2022"}, [], "hoàn thành 10/3/2022"),
        ({"state": "x", "done": "10/3/2022"}, ["P720"], ""),
        ({"state": "Đang thực hiện (đạt 50%)"}, [], "đang thực hiện"),
        ({"state": "hoàn thành"}, ["P757"], ""),
        ({"state": "-"}, [], ""),
    ],
)
def test_a_task_in_the_words_of_clerks(
    office: Path, run: Run, said: dict[str, object], codes: list[str], shown: str
) -> None:
    assert run("report", "form", "vp", "Q1", "-o", "f")[0] == 0
    form = office / "f/bc-2022-Q1-vp.xlsx"
    fill(form, {"v:dn": {"value": 2}, "t:1.1": said})
    desk = FormOffice(office)
    assert [code for code, _ in desk.codes(form, day="2022-03-16")] == codes
    assert shown in desk.run("report", "show", "vp", "Q1")[1]
