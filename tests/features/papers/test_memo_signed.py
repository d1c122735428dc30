"""The report of the illustrated year is one that an official signs (DOCUMENTS 1)."""

import shutil
import subprocess
from collections import Counter
from contextlib import chdir
from pathlib import Path
from re import findall

import pytest

from cchc.main import main
from tests.phrases.test_grammar import UNWRITTEN

ASKED = {
    "Q1": "2022-03-22",
    "Q2": "2022-06-24",
    "Q3": "2022-09-24",
    "Q4": "2023-02-10",
}
LETTERS_OF_PAGE = 2600
"""So many letters stand on a page of the body in 14 points."""


@pytest.fixture(scope="module")
def memos(
    played_year: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """Each report of the year as the program's own template has it, by period."""
    folder = shutil.copytree(played_year, tmp_path_factory.mktemp("signed") / "year")
    shutil.rmtree(folder / "templates")
    with chdir(folder):
        for period, day in ASKED.items():
            words = ["--quiet", "--today", day, "export", period]
            assert main([*words, "--output", f"{period}.md"]) == 0
        inside = ["export", "Q4", "--to", "internal", "--output", "inside.md"]
        assert main(["--quiet", "--today", ASKED["Q4"], *inside]) == 0
    names = (*ASKED, "inside")
    return {name: (folder / f"{name}.md").read_text("utf-8") for name in names}


def body(text: str) -> str:
    return text.partition("# Phụ lục")[0]


@pytest.mark.parametrize("period", list(ASKED))
def test_a_figure_stands_at_most_twice_in_the_whole_paper(
    memos: dict[str, str], period: str
) -> None:
    fractions = Counter(findall(r"\d[\d.]{3,}/\d[\d.]*", memos[period]))
    assert fractions
    assert {figure: n for figure, n in fractions.items() if n > 2} == {}


@pytest.mark.parametrize("period", list(ASKED))
def test_no_sentence_stands_twice_in_the_body(
    memos: dict[str, str], period: str
) -> None:
    lines = Counter(line for line in body(memos[period]).splitlines() if len(line) > 40)
    assert [line for line, n in lines.items() if n > 1] == []


@pytest.mark.parametrize("period", list(ASKED))
def test_the_body_is_of_six_to_eight_pages(memos: dict[str, str], period: str) -> None:
    assert len(body(memos[period])) / LETTERS_OF_PAGE <= 8


@pytest.mark.parametrize("period", list(ASKED))
def test_nothing_that_no_official_writes_is_printed(
    memos: dict[str, str], period: str
) -> None:
    text = body(memos[period])  # a unit may say lũy kế in its own words
    assert [phrase for phrase in UNWRITTEN if phrase in text] in ([], ["lũy kế"])


def test_quarrels_stay_inside(memos: dict[str, str]) -> None:
    outside, inside = memos["Q4"], memos["inside"]
    for words in ("chưa được trả lời", "CHẾ ĐỘ BÁO CÁO CỦA CÁC ĐƠN VỊ"):
        assert words not in outside
        assert words in inside
    assert "đúng hạn từ đầu năm" not in outside.casefold()
    assert "chờ xác nhận" not in outside


@pytest.mark.parametrize("period", list(ASKED))
def test_communes_are_in_small_letters_in_the_middle_of_a_sentence(
    memos: dict[str, str], period: str
) -> None:
    own = [line for line in body(memos[period]).splitlines() if line[:2] != "**"]
    assert findall(r"[\w,;(] (?:Xã|Phường) (?!\d)\w+", "\n".join(own)) == []


def test_what_is_behind_stands_first_in_what_comes_next(memos: dict[str, str]) -> None:
    ahead = memos["Q2"].partition("## IV.")[2].partition("## V.")[0]
    behind, _, due = ahead.partition("Hoàn thành các nhiệm vụ đến hạn")
    assert "còn phải thực hiện 115.340 triệu đồng" in behind
    assert "Hướng dẫn người dân nộp hồ sơ trực tuyến" in due


def test_the_things_of_every_register_are_named(memos: dict[str, str]) -> None:
    listed = memos["Q4"].partition(". Danh mục kết quả**")[2]
    assert listed.count("OCOP") >= 1
    assert len(findall(r"\n\| \d+ \| ", listed)) >= 8


PAGES = {
    "brief-Q2": ("export Q2 --kind brief", 1),
    "brief-Q4": ("export Q4 --kind brief", 1),
    "quarter": ("export Q3", 12),
    "year": ("export Q4", 12),
    "inside": ("export Q2 --to internal", 15),
    "department": ("export Q4 --unit tckh", 4),
}
"""Papers of the illustrated year, and how many pages each may have."""


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not there")
def test_papers_are_as_long_as_they_may_be_as_they_are_laid_out(
    played_year: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(played_year, tmp_path / "year")
    shutil.rmtree(folder / "templates")
    with chdir(folder):
        for name, (words, _) in PAGES.items():
            day = ASKED[words.split()[1]]
            asked = [*words.split(), "--output", f"{name}.docx"]
            assert main(["--quiet", "--today", day, *asked]) == 0
        own = f"-env:UserInstallation=file://{tmp_path}/office"
        papers = [f"{name}.docx" for name in PAGES]
        command = ["soffice", own, "--headless", "--convert-to", "pdf", *papers]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        pages = {
            name: len(findall(rb"/Type\s*/Page\b", Path(f"{name}.pdf").read_bytes()))
            for name in PAGES
        }
    assert {n: pages[n] for n, (_, most) in PAGES.items() if pages[n] > most} == {}
