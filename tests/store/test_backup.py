import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from cchc.store.backup import back_up_ledger, restore_ledger
from cchc.store.check import find_defects
from cchc.store.disk.connection import LedgerError
from cchc.store.facts import facts
from cchc.store.ledger import open_ledger
from cchc.text.problem import ProblemCode
from tests.store.world import MARCH, PLAN, told, value


@pytest.fixture
def copy(path: Path) -> Path:
    """A backup from when the figure was 14; in the ledger it is 15 now."""
    path.chmod(0o600)
    target = path.with_name("sao-luu.db")
    with open_ledger(path, write=True) as ledger:
        told(ledger, 14)
        back_up_ledger(ledger.connection, ledger.path, target)
        told(ledger, 15, reason="correction")
    return target


def figure(path: Path) -> object:
    with open_ledger(path) as ledger:
        assert find_defects(ledger) == ()
        return facts(ledger, PLAN.id, MARCH).cells["dn", "p1", "Q1"]


def test_a_backup_is_a_ledger_with_the_same_rights(copy: Path) -> None:
    assert figure(copy) == value(14)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_backup_overwrites_nothing_and_needs_its_folder(
    path: Path, copy: Path
) -> None:
    before = copy.read_bytes()
    with open_ledger(path) as ledger:
        with pytest.raises(LedgerError) as taken:
            back_up_ledger(ledger.connection, ledger.path, copy)
        with pytest.raises(LedgerError) as nowhere:
            back_up_ledger(
                ledger.connection, ledger.path, path.parent / "nowhere" / "a.db"
            )
    assert taken.value.problem.code is ProblemCode.DB_EXISTS
    assert nowhere.value.problem.code is ProblemCode.BACKUP_NO_FOLDER
    assert copy.read_bytes() == before
    assert {each.name for each in path.parent.iterdir()} == {"cchc.db", "sao-luu.db"}


def test_going_back_keeps_what_stood_there(path: Path, copy: Path) -> None:
    kept = restore_ledger(path, copy)
    assert kept is not None
    assert figure(path) == value(14)
    assert figure(kept) == value(15)
    again = restore_ledger(path, kept)
    assert again is not None
    assert (figure(path), figure(again)) == (value(15), value(14))


def test_going_back_where_nothing_is_left(path: Path, copy: Path) -> None:
    path.unlink()
    assert restore_ledger(path, copy) is None
    assert figure(path) == value(14)


@pytest.mark.parametrize("rest", [b"", b"SQLite format 3\0", None])
def test_going_back_from_a_damaged_ledger_keeps_the_damaged_one(
    path: Path, copy: Path, rest: bytes | None
) -> None:
    broken = path.read_bytes()[:-100] if rest is None else rest
    path.write_bytes(broken)
    kept = restore_ledger(path, copy)
    assert kept is not None
    assert kept.read_bytes() == broken
    assert figure(path) == value(14)


def test_only_a_whole_backup_of_ours_is_taken(path: Path, copy: Path) -> None:
    whole = copy.read_bytes()
    for content in (b"text", whole[:-1], whole[:4096] + bytes(4096) + whole[8192:]):
        copy.write_bytes(content)
        with pytest.raises(LedgerError):
            restore_ledger(path, copy)
        assert figure(path) == value(15)


def test_a_file_that_is_not_ours_is_not_replaced(path: Path, copy: Path) -> None:
    path.write_text("my notes")
    with pytest.raises(LedgerError):
        restore_ledger(path, copy)
    assert path.read_text() == "my notes"


def test_going_back_waits_for_a_writer_but_not_for_ever(path: Path, copy: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError) as caught:
            restore_ledger(path, copy, patience=0.01)
    assert caught.value.problem.code is ProblemCode.DB_LOCKED
    assert figure(path) == value(15)
    assert {each.name for each in path.parent.iterdir()} == {"cchc.db", "sao-luu.db"}
