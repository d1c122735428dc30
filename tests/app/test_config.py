"""`cchc.toml`: what is settled once."""

import json
from pathlib import Path

import pytest

from cchc.app.config import read_config
from cchc.app.console import has_colour
from cchc.text.problem import Problem
from tests.office import Run


@pytest.fixture(autouse=True)
def own_folder(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The user's folder of settings, empty."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    (folder / "cchc").mkdir()
    return folder / "cchc" / "cchc.toml"


def test_who_i_am_is_written_down(office: Path, run: Run) -> None:
    (office / "cchc.toml").write_text('by = "Trần Thị B"', "utf-8")
    assert run("report", "add", "p1", "Q1", "ck-6b=2")[0] == 0
    assert run("report", "add", "p2", "Q1", "ck-6b=2", "--by", "Lê C")[0] == 0
    rows = json.loads(run("log", "--json")[1])["rows"]
    assert [row["actor"] for row in rows if row["verb"] == "report"] == [
        "Trần Thị B",
        "Lê C",
    ]


def test_papers_go_to_their_folder(office: Path, run: Run) -> None:
    (office / "cchc.toml").write_text('papers = "van-ban"', "utf-8")
    (office / "sau").mkdir()
    assert run("export", "Q1")[0] == 0
    assert len(list((office / "van-ban").iterdir())) == 1
    assert run("export", "Q1", "--output", "q1.md")[0] == 0
    assert (office / "q1.md").exists()


def test_the_file_beside_the_ledger_goes_before_ones_own(
    office: Path, own_folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_folder.write_text('lang = "en"\nby = "A"', "utf-8")
    assert "Quarter" in run("status", "Q1")[1]
    (office / "cchc.toml").write_text('lang = "vi"', "utf-8")
    assert "Quý I" in run("status", "Q1")[1]
    monkeypatch.setenv("CCHC_LANG", "en")
    assert "Quarter" in run("status", "Q1")[1]
    assert "Quý I" in run("--lang", "vi", "status", "Q1")[1]
    assert "Quarter" in run("--db", str(office / "cchc.db"), "status", "Q1")[1]


def test_a_folder_below_the_ledger_uses_its_settings(
    office: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (office / "cchc.toml").write_text('lang = "en"', "utf-8")
    (office / "sau").mkdir()
    monkeypatch.chdir(office / "sau")
    assert "Quarter" in run("status", "Q1")[1]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"by = ", "P574"),
        (b"\xff", "P573"),
        (b'colr = "red"', "P575"),
        (b'colour = "red"', "P576"),
        (b'lang = "fr"', "P576"),
        (b"by = 3", "P576"),
        (b'by = " "', "P576"),
        (b'by = "a\\nb"', "P576"),
        (b'[by]\na = "b"', "P576"),
    ],
)
def test_what_is_wrong_in_it_is_told_and_nothing_is_done(
    text: bytes, code: str, office: Path, run: Run
) -> None:
    (office / "cchc.toml").write_bytes(text)
    status, out, err = run("report", "add", "p1", "Q1", "ck-6b=2")
    assert (status, out) == (1, "")
    assert code in err
    settled, wrong = read_config([office / "cchc.toml"])
    assert (settled, isinstance(wrong, Problem)) == ({}, True)


def test_colour_is_as_settled_but_never_against_no_color() -> None:
    assert has_colour({}, "always")
    assert not has_colour({}, "never")
    assert not has_colour({"NO_COLOR": "1"}, "always")
    assert not has_colour({"TERM": "dumb"}, "always")
    assert has_colour({"FORCE_COLOR": "1"})
    assert has_colour({"CLICOLOR_FORCE": "1", "TERM": "dumb"})
    assert not has_colour({"FORCE_COLOR": "0"})
    assert not has_colour({"FORCE_COLOR": "1", "NO_COLOR": "1"})
    assert not has_colour({"CLICOLOR": "0"}, "always")
