"""`cchc export` in every form, as it is typed, on the illustrated year."""

import csv
import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from shutil import copytree

import pytest
from docx import Document

from cchc.main import main

Capture = pytest.CaptureFixture[str]
Year = Path


@pytest.fixture(scope="module")
def year(played_year: Path, tmp_path_factory: pytest.TempPathFactory) -> Year:
    return copytree(played_year, tmp_path_factory.mktemp("papers") / "demo")


@pytest.fixture
def here(year: Year, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CCHC_DB", str(year / "cchc.db"))
    monkeypatch.setenv("CCHC_TODAY", "2022-06-24")
    return tmp_path


NAMES = {
    "md": "bao-cao-cchc-6-thang-2022.md",
    "docx": "bao-cao-cchc-6-thang-2022.docx",
    "html": "bao-cao-cchc-6-thang-2022.html",
    "xlsx": "bao-cao-cchc-6-thang-2022.xlsx",
    "json": "bao-cao-cchc-6-thang-2022.json",
    "csv": "bao-cao-cchc-6-thang-2022-csv",
}


@pytest.mark.parametrize("form", list(NAMES))
def test_every_form_has_a_sensible_name_and_is_not_written_twice(
    here: Path, capsys: Capture, form: str
) -> None:
    assert main(["export", "Q2", "--format", form]) == 0
    assert [each.name for each in here.iterdir()] == [NAMES[form]]
    assert f"“{NAMES[form]}”" in capsys.readouterr().err
    assert main(["export", "Q2", "--format", form]) == 0
    assert "không cần viết lại" in capsys.readouterr().err
    assert len(list(here.iterdir())) == 1


def test_another_file_under_the_name_is_left_alone(here: Path) -> None:
    (here / NAMES["docx"]).write_bytes(b"mine")
    assert main(["export", "Q2", "--format", "docx"]) == 0
    assert (here / NAMES["docx"]).read_bytes() == b"mine"
    assert (here / "bao-cao-cchc-6-thang-2022-2.docx").exists()


def test_the_word_file_says_what_the_markdown_says(here: Path) -> None:
    assert main(["export", "Q2"]) == 0
    assert main(["export", "Q2", "--format", "docx"]) == 0
    text = (here / NAMES["md"]).read_text("utf-8")
    word = Document(str(here / NAMES["docx"]))
    told = [each.text for each in word.paragraphs if each.text]
    assert len(told) > 60
    bare = text.replace("*", "").replace("\\", "").replace("&gt;", ">")
    assert [each for each in told if each not in bare] == []


def test_a_paper_goes_through_a_pipe_as_it_is(
    here: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["export", "Q2", "--format", "docx", "--output", "-"]) == 0
    data = capfdbinary.readouterr().out
    assert len(Document(BytesIO(data)).sections) == 3
    assert list(here.iterdir()) == []


def test_number_and_day_of_the_paper_are_printed_when_known(here: Path) -> None:
    paper = "5 ngày 28/6/2022"
    assert main(["export", "Q2", "--document", paper, "--output", "a.md"]) == 0
    text = (here / "a.md").read_text("utf-8")
    assert "| Số: 05/BC-UBND |" in text
    assert "Sa Đéc, ngày 28 tháng 6 năm 2022" in text
    assert "Kèm theo Báo cáo số 05/BC-UBND ngày 28 tháng 6 năm 2022" in text


@pytest.mark.usefixtures("here")
def test_a_day_that_is_none_is_refused(capsys: Capture) -> None:
    assert main(["export", "Q2", "--document", "5 ngày 31/6/2022"]) == 2
    assert "31/6/2022" in capsys.readouterr().err


@pytest.mark.usefixtures("here")
def test_one_table_can_be_chosen(capsys: Capture) -> None:
    asked = ["export", "Q2", "--format", "csv", "--table", "i.6", "--output", "-"]
    assert main(asked) == 0
    lines = capsys.readouterr().out.removeprefix("\ufeff").splitlines()
    rows = list(csv.reader(lines, delimiter=";"))
    assert rows[0][:3] == ["STT", "Đơn vị", "Hạn"]
    assert len(rows) == 22


@pytest.mark.parametrize(
    ("asked", "code", "said"),
    [
        (["--format", "csv", "--table", "IX"], 1, "IX"),
        (["--format", "docx", "--table", "I.1"], 2, "--table"),
        (["--kind", "brief", "--to", "internal"], 2, "--to internal"),
        (["--issue", "--to", "internal"], 2, "--to internal"),
        (["--format", "csv", "--output", "-"], 2, "--output -"),
    ],
)
def test_what_cannot_be_given_is_told_and_nothing_is_written(
    here: Path, capsys: Capture, asked: list[str], code: int, said: str
) -> None:
    assert main(["export", "Q2", *asked]) == code
    assert said in capsys.readouterr().err
    assert list(here.iterdir()) == []


@pytest.mark.usefixtures("here")
def test_the_data_are_a_contract(capsys: Capture) -> None:
    assert main(["export", "Q2", "--format", "json", "--output", "-"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "cchc.export/1"
    assert document["status"]["schema"] == "cchc.status/1"
    assert len(document["memo"]["tables"]["commitments"]) == 14


@pytest.fixture
def office(year: Year) -> "Callable[[str, bytes], Path]":
    """Puts a file among the templates of the office for one test."""
    folder = year / "templates"

    def put(name: str, data: bytes) -> Path:
        (folder / name).write_bytes(data)
        return folder / name

    return put


def test_a_letterhead_that_is_no_word_file_is_told_with_its_place(
    here: Path, year: Year, office: Callable[[str, bytes], Path], capsys: Capture
) -> None:
    before = (year / "templates" / "bao-cao.docx").read_bytes()
    path = office("bao-cao.docx", b"no Word file")
    try:
        assert main(["export", "Q2", "--format", "docx"]) == 1
    finally:
        office("bao-cao.docx", before)
    said = capsys.readouterr().err
    assert str(path) in said
    assert "P606" in said
    assert list(here.iterdir()) == []


def test_a_template_with_what_word_cannot_show_still_gives_markdown(
    here: Path, year: Year, office: Callable[[str, bytes], Path], capsys: Capture
) -> None:
    before = (year / "templates" / "memo.vi.md.j2").read_bytes()
    office("memo.vi.md.j2", before + "\n> trích\n".encode())
    try:
        assert main(["export", "Q2", "--format", "md"]) == 0
        assert main(["export", "Q2", "--format", "docx"]) == 1
    finally:
        office("memo.vi.md.j2", before)
    assert "P605" in capsys.readouterr().err
    assert [each.name for each in here.iterdir()] == [NAMES["md"]]


def test_the_ending_of_the_name_asks_for_the_form(here: Path) -> None:
    assert main(["export", "Q1", "--output", "quy-1.docx"]) == 0
    assert (here / "quy-1.docx").read_bytes().startswith(b"PK")
    assert main(["export", "Q1", "--output", "quy-1.txt"]) == 0
    assert (here / "quy-1.txt").read_text("utf-8").startswith("**Số liệu minh họa")
