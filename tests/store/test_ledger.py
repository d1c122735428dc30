import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from cchc.store.check import find_defects
from cchc.store.disk.connection import MAGIC
from cchc.store.facts import facts
from cchc.store.ledger import (
    Ledger,
    create_ledger,
    open_ledger,
    read_transaction,
    write_transaction,
)
from cchc.text.problem import ProblemCode
from tests.store.trouble import trouble
from tests.store.world import MARCH, PLAN, told


def wal(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")


def stamped_file(path: Path, application: int, version: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE something (id INTEGER)")
        connection.execute(f"PRAGMA application_id = {application}")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.commit()


OURS = 0x63636863
Code = ProblemCode
NOT_LEDGERS: list[tuple[str, Callable[[Path], object], ProblemCode]] = [
    ("missing", lambda _: None, Code.DB_MISSING),
    ("in no folder", lambda path: path.parent.rmdir(), Code.DB_MISSING),
    ("directory", lambda path: path.mkdir(), Code.DB_DIRECTORY),
    ("empty", lambda path: path.touch(), Code.DB_EMPTY),
    ("text", lambda path: path.write_text("cchc: 1\n" * 40), Code.DB_NOT_OURS),
    ("pipe", os.mkfifo, Code.DB_NOT_OURS),
    ("only a name", lambda path: path.write_bytes(MAGIC), Code.DB_DAMAGED),
    ("another program's", lambda path: stamped_file(path, 7, 1), Code.DB_NOT_OURS),
    ("of a newer version", lambda path: stamped_file(path, OURS, 99), Code.DB_NEWER),
    ("of no version", lambda path: stamped_file(path, OURS, 0), Code.DB_DAMAGED),
]  # fmt: skip


@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize(
    ("make", "fault"),
    [pytest.param(make, fault, id=name) for name, make, fault in NOT_LEDGERS],
)
def test_what_is_no_ledger_of_ours_is_told_and_left_alone(
    tmp_path: Path, make: Callable[[Path], object], fault: ProblemCode, *, write: bool
) -> None:
    folder = tmp_path / "năm 2022 #1?"
    folder.mkdir()
    path = folder / "cchc.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with trouble(fault), open_ledger(path, write=write):
        pass
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_file_under_a_file_has_no_folder(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with trouble(ProblemCode.DB_NO_FOLDER), open_ledger(tmp_path / "a" / "cchc.db"):
        pass


def test_a_ledger_is_made_whole_in_any_folder(tmp_path: Path) -> None:
    path = tmp_path / "năm 2022 #1?%20"
    path.mkdir()
    create_ledger(path / "cchc.db")
    assert [each.name for each in path.iterdir()] == ["cchc.db"]
    with open_ledger(path / "cchc.db") as ledger:
        assert find_defects(ledger) == ()


def test_making_a_ledger_never_overwrites(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    with trouble(ProblemCode.DB_EXISTS):
        create_ledger(path)
    with trouble(ProblemCode.DB_DIRECTORY):
        create_ledger(tmp_path)
    with trouble(ProblemCode.DB_NO_FOLDER):
        create_ledger(tmp_path / "nowhere" / "cchc.db")
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["cchc.db"]


def test_where_a_disk_has_no_links_a_ledger_is_made_and_never_overwrites(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "no hard links here")

    monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "cchc.db"
    create_ledger(path)
    before = path.read_bytes()
    with trouble(ProblemCode.DB_EXISTS):
        create_ledger(path)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["cchc.db"]


def test_the_rights_of_the_file_follow_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        create_ledger(tmp_path / "cchc.db")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "cchc.db").stat().st_mode) == 0o640


def test_the_settings_are_those_that_were_measured(ledger: Ledger) -> None:
    asked = {
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "synchronous": 3,
        "journal_mode": "delete",
        "busy_timeout": 30_000,
    }
    got = {
        name: ledger.connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in asked
    }
    assert got == asked


def test_one_file_is_left_behind(path: Path) -> None:
    with open_ledger(path, write=True) as ledger:
        told(ledger, 14)
    assert [each.name for each in path.parent.iterdir()] == ["cchc.db"]


def test_a_ledger_that_another_program_put_in_wal_mode_becomes_one_file_again(
    path: Path,
) -> None:
    wal(path)
    with open_ledger(path, write=True) as ledger:
        told(ledger, 14)
    assert [each.name for each in path.parent.iterdir()] == ["cchc.db"]


def test_a_file_cut_short_is_damaged(path: Path) -> None:
    whole = path.read_bytes()
    for length in (len(whole) - 1, len(whole) - 4096, 5000, 120, 99):
        path.write_bytes(whole[:length])
        with trouble(ProblemCode.DB_DAMAGED), open_ledger(path):
            pass


def test_a_schema_whose_letters_went_bad_is_damaged(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(
        whole.replace(b"CREATE TABLE entry (", b"CREATE TABLE entr\xce (", 1)
    )
    with trouble(ProblemCode.DB_DAMAGED), open_ledger(path):
        pass


def test_a_file_overwritten_inside_is_damaged(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * 8000 + whole[8100:])
    with trouble(ProblemCode.DB_DAMAGED), open_ledger(path) as ledger:
        facts(ledger, PLAN.id, MARCH)


def test_a_ledger_that_others_write_is_locked_and_nothing_is_written(
    path: Path,
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with (
            trouble(ProblemCode.DB_LOCKED),
            open_ledger(path, write=True, patience=0.01) as ledger,
        ):
            told(ledger, 14)
        with open_ledger(path) as ledger:  # a reader is not kept waiting
            assert facts(ledger, PLAN.id, MARCH).submissions == ()


def test_a_ledger_opened_to_read_is_not_written(path: Path) -> None:
    with open_ledger(path) as ledger:
        with pytest.raises(RuntimeError):
            told(ledger, 14)
        with pytest.raises(sqlite3.OperationalError):
            ledger.connection.execute("DELETE FROM draft")


def test_a_picture_that_is_only_read_is_not_written(ledger: Ledger) -> None:
    with (
        read_transaction(ledger),
        pytest.raises(sqlite3.OperationalError),
        write_transaction(ledger),
    ):
        pass


def test_a_sqlite_without_strict_tables_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    with trouble(ProblemCode.SQLITE_OLD), open_ledger(path):
        pass


def test_a_fault_that_nobody_foresaw_is_not_called_a_trouble(path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError), open_ledger(path) as ledger:
        ledger.connection.execute("SELECT * FROM nowhere")
