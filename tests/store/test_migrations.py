import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from cchc.store.check import find_defects
from cchc.store.connection import connect
from cchc.store.creation import (
    exclusive_transaction,
    migrate,
    upgrade,
    version_1,
    version_2,
)
from cchc.store.ledger import open_ledger
from cchc.store.reports import facts
from cchc.store.schema import VERSION, statements
from tests.store.world import MARCH, PLAN, told, value

NEXT = VERSION + 1


def next_steps(*, broken: bool = False) -> Migrations:
    """Today's steps and one that is still to come."""
    steps = Migrations("cchc")
    steps(name="version_1")(version_1)
    steps(name="version_2")(version_2)

    @steps()
    def version_next(db: Database) -> None:
        db.execute("CREATE TABLE seal (id INTEGER PRIMARY KEY) STRICT")
        if broken:
            db.execute("INSERT INTO nowhere VALUES (1)")

    return steps


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


@pytest.fixture
def old(path: Path) -> Path:
    with open_ledger(path, write=True) as ledger:
        told(ledger, 14)
    return path


def test_an_older_ledger_is_copied_aside_and_brought_up(old: Path) -> None:
    copy = upgrade(old, VERSION, NEXT, next_steps())
    assert copy == old.with_name(f"cchc.db.truoc-phien-ban-{NEXT}")
    assert (version(old), version(copy)) == (NEXT, VERSION)
    with open_ledger(copy) as ledger:
        assert facts(ledger, PLAN.id, MARCH).cells["dn", "p1", "Q1"] == value(14)


def test_a_step_that_fails_leaves_the_ledger_as_it_was(old: Path) -> None:
    before = old.read_bytes()
    with pytest.raises(sqlite3.OperationalError):
        upgrade(old, VERSION, NEXT, next_steps(broken=True))
    assert old.read_bytes() == before


def test_who_comes_second_finds_nothing_left_to_do(old: Path) -> None:
    upgrade(old, VERSION, NEXT, next_steps())
    assert upgrade(old, VERSION, NEXT, next_steps()) is None
    assert len(list(old.parent.iterdir())) == 2


def test_several_who_come_at_once_do_it_once(old: Path) -> None:
    children = []
    for _ in range(3):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                upgrade(old, VERSION, NEXT, next_steps())
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0]
    assert version(old) == NEXT


def test_opening_an_older_ledger_brings_it_up_first(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tomorrow(path: Path, found: int) -> Path | None:
        return upgrade(path, found, NEXT, next_steps())

    monkeypatch.setattr("cchc.store.creation.upgrade", tomorrow)
    monkeypatch.setattr("cchc.store.ledger.VERSION", NEXT)
    monkeypatch.setattr("cchc.store.connection.VERSION", NEXT)
    with open_ledger(old) as ledger:
        assert facts(ledger, PLAN.id, MARCH).cells["dn", "p1", "Q1"] == value(14)
    assert version(old) == NEXT


def test_a_ledger_of_the_first_version_becomes_one_of_today(tmp_path: Path) -> None:
    path = tmp_path / "cchc.db"
    first = Migrations("cchc")
    first(name="version_1")(version_1)
    sqlite3.connect(path).close()
    with (
        closing(connect(path, write=True)) as connection,
        exclusive_transaction(connection),
    ):
        migrate(connection, 1, first)
    with open_ledger(path, write=True) as ledger:
        assert find_defects(ledger) == ()
    assert version(path) == VERSION
    assert version(tmp_path / f"cchc.db.truoc-phien-ban-{VERSION}") == 1


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_ddl_is_split_where_sqlite_ends_a_statement(version: int) -> None:
    parts = list(statements(version))
    assert len(parts) > 10
    assert all(sqlite3.complete_statement(part) for part in parts)
    assert not any(sqlite3.complete_statement(part[:-3]) for part in parts)
