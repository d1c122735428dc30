"""`cchc db` as an officer uses it, on the plan of Sa Đéc."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.office import Run


def test_what_the_database_holds(run: Run) -> None:
    run("report", "add", "p1", "Q1", "ck-6b=2")
    code, out, err = run("db", "info", "--json")
    (plan,) = json.loads(out)["rows"]
    assert code == 0
    assert (plan["plan"], plan["versions"], plan["reports"]) == ("sa-dec-2022", 1, 1)
    assert (plan["figures"], plan["last"]) == (1, "2022-03-17")
    assert "SQLite" in err


def test_a_sound_database_is_said_to_be_sound(run: Run) -> None:
    code, out, err = run("db", "check")
    assert (code, out) == (0, "")
    assert "nguyên vẹn" in err
    assert json.loads(run("db", "check", "--json")[1])["rows"] == []


def test_a_guard_that_is_gone_is_found(run: Run, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "cchc.db")) as connection:
        connection.execute("DROP TRIGGER revision_no_update")
    code, out, err = run("db", "check")
    assert code == 4
    assert "revision_no_update" in out
    assert "cchc db restore" in err


def test_there_and_back_again(run: Run, tmp_path: Path) -> None:
    code, _, err = run("db", "backup")
    copy = tmp_path / "cchc.sao-luu-2022-03-17.db"
    assert code == 0
    assert str(copy) in err
    run("report", "add", "p1", "Q1", "ck-6b=2")
    assert run("db", "backup")[0] == 0
    assert (tmp_path / "cchc.sao-luu-2022-03-17-2.db").exists()
    code, _, err = run("db", "restore", str(copy))
    assert code == 0
    assert "cchc.db.truoc-khoi-phuc" in err
    rows = json.loads(run("db", "info", "--json")[1])["rows"]
    assert rows[0]["reports"] == 0


@pytest.mark.parametrize("words", [["info"], ["check"], ["backup"]])
def test_a_missing_database_ends_with_4_and_the_way_out(
    run: Run, tmp_path: Path, words: list[str]
) -> None:
    (tmp_path / "cchc.db").unlink()
    code, out, err = run("db", *words)
    assert (code, out) == (4, "")
    assert "cchc plan apply" in err


def test_a_backup_does_not_overwrite(run: Run, tmp_path: Path) -> None:
    (tmp_path / "taken.db").write_text("mine")
    code, _, err = run("db", "backup", "taken.db")
    assert code == 4
    assert "taken.db" in err
    assert (tmp_path / "taken.db").read_text() == "mine"


def test_the_book_that_printed_a_code_is_known_and_another_is_not(
    run: Run, tmp_path: Path
) -> None:
    run("report", "add", "p1", "Q1", "ck-6b=2")
    held = json.loads(run("db", "info", "--json")[1])
    assert held["acts"] == 2
    assert held["seal"] in run("db", "info")[2]
    typed = held["seal"].lower().replace("-", " ")
    code, out, err = run("db", "check", "--seal", typed, "--json")
    seal = {"code": held["seal"], "act": 2, "day": "2022-03-17"}
    assert (code, json.loads(out)) == (
        0,
        {"schema": "cchc.db-check/1", "seal": seal, "rows": [], "not_handed_out": []},
    )
    assert held["seal"] in err
    run("report", "add", "p1", "Q1", "ck-6b=3", "--reason", "sửa")
    assert run("db", "check", "--seal", held["seal"])[0] == 0
    other = tmp_path / "khac" / "cchc.db"
    other.parent.mkdir()
    run("--db", str(other), "plan", "apply", "plan.yaml")
    code, out, _ = run("--db", str(other), "db", "check", "--seal", held["seal"])
    assert (code, held["seal"] in out) == (4, True)
    slip = held["seal"][:-1] + ("0" if held["seal"][-1] != "0" else "1")
    for typed in (slip, "7KQD"):
        code, out, err = run("db", "check", "--seal", typed)
        assert (code, out, "P526" in err) == (2, "", True)
