"""What `report show` gives out can be typed in again, and changes nothing."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copytree

import pytest

from cchc.main import main

Capture = pytest.CaptureFixture[str]
UNITS = [
    *("vp", "nv", "tckh", "kt", "p1", "p2", "p3", "p4", "pah", "ptqd"),
    *("xtkd", "xtqt", "xtpd", "vhtt"),
]


@pytest.fixture(scope="module")
def year(played_year: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copytree(played_year, tmp_path_factory.mktemp("tra-lai") / "demo")


def rows(year: Path) -> list[int]:
    """How many rows every log of the ledger has, but for what only says who asked."""
    tables = ("revision", "item", "task_note", "narrative", "obstacle", "evidence")
    with closing(sqlite3.connect(year / "cchc.db")) as connection:
        return [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in (*tables, "entry")
        ]


@pytest.mark.parametrize("form", ["yaml", "json"])
@pytest.mark.parametrize("period", ["Q1", "Q2", "Q4"])
def test_a_report_that_is_typed_again_as_it_was_shown_changes_nothing(
    year: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
    period: str,
    form: str,
) -> None:
    monkeypatch.setenv("CCHC_DB", str(year / "cchc.db"))
    before = rows(year)
    for unit in UNITS:
        shown = tmp_path / f"{unit}.{form}"
        assert main(["report", "show", unit, period, "--output", str(shown)]) == 0
        code = main(["--no-input", "report", "add", "--from", str(shown)])
        said = capsys.readouterr()
        assert (code, unit, said.err if code else "") == (0, unit, "")
        assert "Không có gì mới" in said.out, (unit, said.out)
    assert rows(year) == before


def test_what_was_changed_in_between_is_taken(
    year: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("CCHC_DB", str(year / "cchc.db"))
    shown = tmp_path / "kt.json"
    assert main(["report", "show", "kt", "Q1", "--output", str(shown)]) == 0
    document = json.loads(shown.read_text("utf-8"))
    item = {"indicator": "ck-4", "name": "Bột sen", "date": "2022-02-20"}
    document["items"].append({**item, "document": "QĐ 12/QĐ-UBND", "unit": "kt"})
    document["reason"] = "bổ sung"
    shown.write_text(json.dumps(document), "utf-8")
    assert main(["--no-input", "report", "add", "--from", str(shown)]) == 0
    assert "Bột sen" in capsys.readouterr().out


ODD = ("null", "NULL", "~", "yes", "no", "0123", "1e3", "1_0", "2022-03-01", "- a")


def test_words_that_mean_something_to_yaml_come_back_as_words(
    year: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("CCHC_DB", str(year / "cchc.db"))
    odd = {"unit": "p1", "period": "Q1", "obstacles": [{"text": text} for text in ODD]}
    file = tmp_path / "p1.yaml"
    file.write_text(json.dumps(odd), "utf-8")
    assert main(["--no-input", "report", "add", "--from", str(file)]) == 0
    file = tmp_path / "lai.yaml"
    assert main(["report", "show", "p1", "Q1", "--output", str(file)]) == 0
    capsys.readouterr()
    assert main(["--no-input", "report", "add", "--from", str(file)]) == 0
    assert "Không có gì mới" in capsys.readouterr().out
