"""`cchc export --kind`: the chairman's page, units' reports, the message for chat."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from cchc.features.papers.show.attention_items import LONGEST_MESSAGE
from cchc.main import main
from tests.features.papers.test_brief import figures
from tests.features.papers.test_paper import Capture, here, year

__all__ = ["here", "year"]  # fixtures

Said = Callable[..., str]
DAYS = {"Q1": "2022-03-25", "Q2": "2022-06-24", "Q3": "2022-09-23", "Q4": "2022-12-20"}


@pytest.fixture
def said(here: Path, capsys: Capture) -> Said:
    """What a command prints, when it goes well."""
    assert here.is_dir()

    def words(*typed: str) -> str:
        assert main(list(typed)) == 0
        return capsys.readouterr().out

    return words


@pytest.mark.parametrize("form", ["md", "docx", "html", "json"])
def test_the_page_has_a_sensible_name_in_every_form(here: Path, form: str) -> None:
    assert main(["export", "Q2", "--kind", "brief", "--format", form]) == 0
    names = [each.name for each in here.iterdir()]
    assert names == [f"tom-tat-bao-cao-cchc-6-thang-2022.{form}"]


@pytest.mark.parametrize(("period", "day"), DAYS.items())
def test_no_figure_of_the_page_or_the_message_is_another_than_the_reports(
    said: Said, period: str, day: str
) -> None:
    asked = [period, "--as-of", day, "--output", "-"]
    report = said("export", *asked).replace("\\", "")
    counted_here = {"01/28"}
    for kind in ("brief", "chat"):
        told = figures(said("export", *asked, "--kind", kind))
        assert len(told) > 5
        dates = {each for each in told if each.count("/") == 2}
        missing = {e for e in told - dates if e not in report}
        assert missing <= counted_here, (kind, missing)


@pytest.mark.parametrize(("period", "day"), DAYS.items())
def test_the_message_is_on_the_screen_and_short(
    said: Said, here: Path, period: str, day: str
) -> None:
    text = said("export", period, "--as-of", day, "--kind", "chat")
    assert len(text.rstrip()) <= LONGEST_MESSAGE
    assert list(here.iterdir()) == []
    assert text == said(
        "export", period, "--as-of", day, "--kind", "chat", "--output", "-"
    )


def test_the_message_goes_to_a_file_that_is_named(here: Path) -> None:
    assert main(["export", "Q2", "--kind", "chat", "--output", "zalo.txt"]) == 0
    assert (here / "zalo.txt").read_text("utf-8").startswith("Số liệu minh họa")


def test_a_unit_that_is_named_gives_its_own_report(here: Path) -> None:
    assert main(["export", "Q2", "--unit", "Phường 1", "--format", "docx"]) == 0
    word = Document(str(here / "bao-cao-cchc-6-thang-2022-p1.docx"))
    told = [each.text for each in word.paragraphs]
    assert "Kính gửi: Ủy ban nhân dân thành phố Sa Đéc (qua Phòng Nội vụ)." in told
    assert word.tables[0].cell(0, 0).text.strip().endswith("PHƯỜNG 1")


def test_without_a_unit_all_of_them_come_into_a_folder(here: Path) -> None:
    assert main(["export", "Q2", "--kind", "unit"]) == 0
    folder = here / "bao-cao-cchc-6-thang-2022-don-vi"
    assert len(list(folder.iterdir())) == 21
    assert main(["export", "Q2", "--kind", "unit"]) == 0
    assert len(list(here.iterdir())) == 1
    assert main(["export", "Q2", "--unit", "p1", "--unit", "p2", "-o", "hai"]) == 2
    words = ["export", "Q2", "--unit", "p1", "--unit", "p2", "--output", "hai"]
    assert main(words) == 0
    assert len(list((here / "hai").iterdir())) == 2


def test_the_figures_of_a_unit_are_those_of_table_e(said: Said) -> None:
    asked = ["export", "Q2", "--output", "-"]
    report = said(*asked)
    own = said(*asked, "--unit", "p2")
    (row,) = [e for e in own.splitlines() if e.endswith("| ck-6b |")]
    cells = [each.strip() for each in row.strip("|").split("|")]
    allotted, now, to_date, percent, left = *cells[3:6], *cells[7:9]
    line = f"| Phường 2 | {allotted} | {now} | {to_date} | {percent} | {left} |"
    assert line in report


def test_the_workbook_of_a_unit_holds_numbers(here: Path) -> None:
    assert main(["export", "Q2", "--unit", "p2", "--format", "xlsx"]) == 0
    book = load_workbook(here / "bao-cao-cchc-6-thang-2022-p2.xlsx")
    rows = list(book.worksheets[0].iter_rows(min_row=4))
    (row,) = [each for each in rows if each[-1].value == "ck-6b"]
    assert [row[i].data_type for i in (3, 4, 5, 8)] == ["n"] * 4
    assert row[7].number_format == '#,##0.00"%"'


def test_the_words_of_each_kind_are_in_its_json(said: Said) -> None:
    asked = ["export", "Q2", "--format", "json", "--output", "-"]
    brief = json.loads(said(*asked, "--kind", "brief"))
    assert brief["schema"] == "cchc.export/1"
    assert brief["brief"]["leader"]["title"] == "Chủ tịch"
    unit = json.loads(said(*asked, "--unit", "p1"))
    assert unit["unit"]["unit"]["name"] == "Phường 1"
    assert [each["id"] for each in unit["status"]["units"]] == ["p1"]


@pytest.mark.parametrize(
    "typed",
    [
        "--kind chat --format docx",
        "--kind chat --output tin.docx",
        "--kind chat --table I.1",
        "--kind chat --document 05/BC",
        "--kind brief --format xlsx",
        "--kind brief --output bang.csv",
        "--kind report --unit p1",
        "--kind brief --unit p1",
        "--kind unit --output -",
        "--kind unit --output tat-ca.docx",
        "--kind unit --format csv",
        "--unit p1 --format csv --output -",
        "--unit p1 --table I --format docx",
        "--kind brief --issue",
        "--unit p1 --issue",
    ],
)
def test_what_makes_no_sense_together_is_refused(
    here: Path, capsys: Capture, typed: str
) -> None:
    assert main(["export", "Q2", *typed.split()]) == 2
    wants_folder = typed.endswith("tat-ca.docx")  # several papers into one file
    assert ("P542" if wants_folder else "P509") in capsys.readouterr().err
    assert list(here.iterdir()) == []


def test_a_unit_that_is_not_in_the_plan_is_refused(here: Path, capsys: Capture) -> None:
    assert main(["export", "Q2", "--unit", "p22"]) == 1
    assert "P507" in capsys.readouterr().err
    assert list(here.iterdir()) == []


def test_an_office_may_write_each_kind_in_its_own_words(
    year: Path, here: Path, said: Said
) -> None:
    own = year / "templates" / "brief.vi.md.j2"
    before = own.read_text("utf-8")
    try:
        own.write_text("# {{ leader.title }}\n", "utf-8")
        page = said("export", "Q2", "--kind", "brief", "--output", "-")
        assert page.startswith("# Chủ tịch\n\nMã niêm phong: ")
        own.write_text("{{ leader.ten }}\n", "utf-8")
        assert main(["export", "Q2", "--kind", "brief"]) == 1
    finally:
        own.write_text(before, "utf-8")
    assert list(here.iterdir()) == []


def test_every_kind_is_had_in_english(said: Said) -> None:
    asked = ["export", "Q2", "--output", "-", "--lang", "en"]
    assert "# SUMMARY REPORT" in said(*asked, "--kind", "brief")
    assert "To: Ủy ban nhân dân" in said(*asked, "--unit", "p1")
    assert "Of 8 commitments:" in said(*asked, "--kind", "chat")


def test_a_ward_of_today_has_all_kinds_before_anybody_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init", "w", "--example", "phuong-sa-dec-2026"]) == 0
    monkeypatch.chdir(tmp_path / "w")
    monkeypatch.setenv("CCHC_TODAY", "2026-04-20")
    assert main(["plan", "apply"]) == 0
    capsys.readouterr()
    for kind in ("brief", "chat"):
        assert main(["export", "Q1", "--kind", kind, "--output", "-"]) == 0
    out = capsys.readouterr().out
    assert "Kính gửi: Chủ tịch Ủy ban nhân dân phường Sa Đéc." in out
    assert "09 đơn vị quá hạn chưa gửi báo cáo" in out
    assert main(["export", "Q1", "--kind", "unit", "--format", "docx"]) == 0
    assert len(list(Path("bao-cao-cchc-quy-I-2026-don-vi").iterdir())) == 9
