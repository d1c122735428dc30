"""`cchc export --format html`: the dashboard of the demo year and of a ward."""

from html import unescape
from pathlib import Path
from re import compile as pattern
from shutil import copy

import pytest

from cchc.main import main
from tests.features.status.test_status_export import ROOT
from tests.paper.pages import Page

WARD = ROOT / "plans" / "phuong-sa-dec-2026.yaml"


@pytest.fixture
def here(played_year: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the database of the demo year, on a day after six months."""
    copy(played_year / "cchc.db", tmp_path / "cchc.db")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CCHC_TODAY", "2022-06-24")
    return tmp_path


def exported(folder: Path, *words: str) -> Page:
    assert main(["export", "Q2", *words, "--output", "board.html"]) == 0
    return Page((folder / "board.html").read_text("utf-8"))


def test_the_demo_year_has_a_chart_for_every_indicator_with_a_target(
    here: Path,
) -> None:
    page = exported(here)
    assert len(page.drawings) == 14
    assert len(page.table("Chỉ tiêu của các nội dung cam kết").rows) == 1 + 1 + 21
    assert "Số liệu minh họa, không phải số liệu thật" in page.words
    assert "BÁO CÁO" in page.words


def test_figures_of_the_dashboard_are_those_of_the_markdown(here: Path) -> None:
    page = exported(here)
    assert main(["export", "Q2", "--output", "board.md"]) == 0
    text = unescape((here / "board.md").read_text("utf-8")).replace("\\", "")
    cells = [each.strip() for each in text.replace("\n", "|").split("|")]
    rows = [row for row in page.table("Nội dung cam kết").rows if len(row) == 7]
    assert len(rows) == 12
    for name, actual, verdict, target, _, percent, lead in rows[1:]:
        for told in (name[0], target[0], actual[0], percent[0], verdict[1], lead[0]):
            assert told in cells


def test_the_head_says_what_changed_since_the_memo_before(here: Path) -> None:
    page = exported(here)
    assert main(["export", "Q2", "--output", "board.md"]) == 0
    told = next(each for each in page.words if each.startswith("So với báo cáo"))
    assert told in (here / "board.md").read_text("utf-8").replace("\\", "")


def test_a_sealed_dashboard_comes_back_to_the_letter(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sealed = exported(here, "--issue").source
    said = pattern(r"--issued (\d+)").search(capsys.readouterr().err)
    assert said is not None
    again = ["export", "Q2", "--issued", said[1], "--output", "again.html"]
    assert main(again) == 0
    assert (here / "again.html").read_text("utf-8") == sealed


def test_a_ward_with_every_kind_of_target_and_no_report_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    copy(WARD, tmp_path / "plan.yaml")
    assert main(["--today", "2026-01-10", "plan", "apply"]) == 0
    monkeypatch.setenv("CCHC_TODAY", "2026-07-20")
    page = exported(tmp_path)
    assert all(each.discs == [] for each in page.drawings)
    assert "Chỉ tiêu hoàn thành theo ngày, không có đường diễn biến." in page.words
    rows = page.table("Chỉ tiêu của các nội dung cam kết").texts
    assert len(rows) == 1 + 1 + 9
    assert "✗ chưa báo cáo" in rows[2]
