import os
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from cchc.store.check import find_defects
from cchc.store.creation import STEPS as TODAY
from cchc.store.creation import (
    exclusive_transaction,
    migrate,
    upgrade,
    version_1,
    version_2,
    version_3,
    version_4,
    version_5,
    version_6,
)
from cchc.store.disk.connection import connect, connect_recovered
from cchc.store.facts import facts
from cchc.store.ledger import open_ledger
from cchc.store.reports import save_draft, withdraw, write_report
from cchc.store.schema.ddl import SEALED, VERSION, statements
from tests.store.test_survival import in_child, killed_at
from tests.store.world import EVERYTHING, MARCH, PLAN, stamped, told, value

NEXT = VERSION + 1


def next_steps(*, broken: bool = False) -> Migrations:
    """Today's steps and one that is still to come."""
    steps = Migrations("cchc")
    steps(name="version_1")(version_1)
    steps(name="version_2")(version_2)
    steps(name="version_3")(version_3)
    steps(name="version_4")(version_4)
    steps(name="version_5")(version_5)
    steps(name="version_6")(version_6)

    @steps()
    def version_next(db: Database) -> None:
        db.execute("CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT")
        if broken:
            db.execute("INSERT INTO nowhere VALUES (1)")

    return steps


def file_version(path: Path) -> int:
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
    assert (file_version(old), file_version(copy)) == (NEXT, VERSION)
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
    assert file_version(old) == NEXT


def test_opening_an_older_ledger_brings_it_up_first(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tomorrow(path: Path, found: int) -> Path | None:
        return upgrade(path, found, NEXT, next_steps())

    monkeypatch.setattr("cchc.store.creation.upgrade", tomorrow)
    monkeypatch.setattr("cchc.store.ledger.VERSION", NEXT)
    monkeypatch.setattr("cchc.store.disk.connection.VERSION", NEXT)
    with open_ledger(old) as ledger:
        assert facts(ledger, PLAN.id, MARCH).cells["dn", "p1", "Q1"] == value(14)
    assert file_version(old) == NEXT


STEPS = {
    "version_1": version_1,
    "version_2": version_2,
    "version_3": version_3,
    "version_4": version_4,
    "version_5": version_5,
    "version_6": version_6,
}


TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"


def older_ledger(path: Path, version: int, like: Path) -> None:
    """A ledger as that version made it, with all that `like` holds of its log."""
    steps = Migrations("cchc")
    for name, step in list(STEPS.items())[:version]:
        steps(name=name)(step)
    path.touch()
    with (
        closing(connect(path, write=True)) as connection,
        closing(sqlite3.connect(like)) as source,
        exclusive_transaction(connection),
    ):
        migrate(connection, version, steps)
        connection.execute("CREATE VIEW v_lan_ghi AS SELECT * FROM entry")  # as it had
        names = {name for (name,) in connection.execute(TABLES)}
        for table in (*SEALED, "seal", "draft"):
            if table in names:
                copy_rows(source, connection, table)


def copy_rows(source: sqlite3.Connection, to: sqlite3.Connection, table: str) -> None:
    rows = source.execute(f"SELECT * FROM {table}")
    blanks = ", ".join("?" * len(rows.description))
    to.executemany(f"INSERT INTO {table} VALUES ({blanks})", rows)


@pytest.fixture(params=[1, 2, 3, 4, 5])
def elder(request: pytest.FixtureRequest, path: Path, tmp_path: Path) -> Path:
    """A ledger of an older version with reports, corrections, withdrawals in it."""
    with open_ledger(path, write=True) as ledger:
        write_report(ledger, PLAN.id, EVERYTHING, stamped(MARCH))
        told(ledger, 15, reason="correction")
        told(ledger, 3, unit="p2")
        withdraw(ledger, PLAN.id, "p1", "Q1", "hs", "nhầm", stamped(MARCH))
        save_draft(ledger, PLAN.id, "p2", "Q1", "dở dang")
    found = tmp_path / "elder" / "cchc.db"
    found.parent.mkdir()
    older_ledger(found, request.param, path)
    return found


def test_an_elder_ledger_becomes_one_of_today(elder: Path, path: Path) -> None:
    before = file_version(elder)
    with open_ledger(elder, write=True) as ledger, open_ledger(path) as today:
        assert find_defects(ledger) == ()
        assert facts(ledger, PLAN.id, MARCH) == facts(today, PLAN.id, MARCH)
        for table in ("cell", "period_total", "unit_total", "report_total"):
            query = f"SELECT * FROM {table}"
            ours, theirs = ledger.connection, today.connection
            rows = theirs.execute(query).fetchall()
            assert ours.execute(query).fetchall() == rows
            assert rows
        told(ledger, 16, reason="correction")
        assert find_defects(ledger) == ()
    assert file_version(elder) == VERSION
    assert file_version(elder.with_name(f"cchc.db.truoc-phien-ban-{VERSION}")) == before


def test_a_migration_killed_at_any_call_leaves_the_older_ledger(elder: Path) -> None:
    """A kill leaves what is on the disk at that call; some are tried, all are read."""
    before, was = elder.read_bytes(), file_version(elder)
    states = states_at_calls(elder)
    assert len(states) > 25
    for file, journal in dict.fromkeys(states):
        elder.write_bytes(file)
        journal_of(elder).write_bytes(journal)
        assert_rolled_back(elder, before)
    for call in range(0, len(states), 48):
        journal_of(elder).unlink(missing_ok=True)
        assert in_child(partial(killed_at_call, elder, was, call)) == signal.SIGKILL
        file, journal = states[call]
        assert elder.read_bytes() == file
        assert len(bytes_of(journal_of(elder))) == len(journal)
        assert_rolled_back(elder, before)
    with open_ledger(elder, write=True) as ledger:
        assert find_defects(ledger) == ()
        told(ledger, 16, reason="correction")
    assert file_version(elder) == VERSION


def journal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def bytes_of(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def assert_rolled_back(path: Path, before: bytes) -> None:
    with closing(connect_recovered(path, write=True)):
        pass
    assert path.read_bytes() == before


def states_at_calls(path: Path) -> list[tuple[bytes, bytes]]:
    """Ledger and journal on the disk as each statement of the migration begins."""
    again = path.with_name("again.db")
    again.write_bytes(path.read_bytes())
    states: list[tuple[bytes, bytes]] = []
    known: dict[tuple[bytes, bytes], tuple[bytes, bytes]] = {}

    def note(_: str) -> None:
        state = again.read_bytes(), bytes_of(journal_of(again))
        states.append(known.setdefault(state, state))

    with (
        closing(connect(again, write=True)) as connection,
        exclusive_transaction(connection),
    ):
        connection.set_trace_callback(note)
        migrate(connection, VERSION)
    again.unlink()
    return states


def killed_at_call(path: Path, found: int, call: int) -> None:
    """Bring a ledger up, and die as the statement of that number begins."""
    with (
        closing(connect_recovered(path, write=True)) as connection,
        exclusive_transaction(connection) as now,
    ):
        assert now == found
        killed_at(connection, call)
        migrate(connection, VERSION)


def killed_in_its_pages(path: Path, version: int, steps: Migrations) -> None:
    """An upgrade that the kernel ends as the file grows: its first page is written."""
    was, size = file_version(path), path.stat().st_size

    def work() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 3000, size + 3000))
        upgrade(path, was, version, steps)

    assert in_child(work) == signal.SIGXFSZ
    assert path.with_name("cchc.db-journal").exists()
    assert path.read_bytes()[60:64] == version.to_bytes(4, "big")


def test_an_older_ledger_is_known_beside_a_hot_journal(elder: Path) -> None:
    killed_in_its_pages(elder, VERSION, TODAY)
    with open_ledger(elder) as ledger:
        assert find_defects(ledger) == ()
        assert facts(ledger, PLAN.id, MARCH).cells["dn", "p1", "Q1"] == value(15)
    assert file_version(elder) == VERSION


def test_a_newer_program_that_was_killed_leaves_a_ledger_of_today(old: Path) -> None:
    killed_in_its_pages(old, NEXT, next_steps())
    with open_ledger(old) as ledger:
        assert find_defects(ledger) == ()
    assert file_version(old) == VERSION


def test_an_upgrade_that_was_killed_leaves_one_copy(elder: Path) -> None:
    was = file_version(elder)
    for call in (30, 40):
        child = os.fork()
        if child == 0:
            try:
                with pytest.MonkeyPatch.context() as patch:
                    patch.setattr("cchc.store.creation.migrate", dies_at(call))
                    upgrade(elder, was)
            finally:
                os._exit(1)
        assert os.waitpid(child, 0)[1] == signal.SIGKILL
    with open_ledger(elder) as ledger:
        assert find_defects(ledger) == ()
    names = {file.name for file in elder.parent.iterdir()}
    assert names == {"cchc.db", f"cchc.db.truoc-phien-ban-{VERSION}"}


def dies_at(call: int) -> Callable[[sqlite3.Connection, int, Migrations], None]:
    def work(connection: sqlite3.Connection, version: int, steps: Migrations) -> None:
        killed_at(connection, call)
        migrate(connection, version, steps)

    return work


def test_four_commands_that_come_at_once_bring_it_up_once_and_say_so(
    elder: Path,
) -> None:
    words = [sys.executable, "-m", "cchc", "--db", str(elder), "status", "Q1", "--json"]
    commands = [
        subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    ends = [(*command.communicate(), command.returncode) for command in commands]
    assert [code for *_, code in ends] == [0] * 4
    assert len({out for out, *_ in ends}) == 1
    told = [err.decode() for _, err, _ in ends if "truoc-phien-ban" in err.decode()]
    assert len(told) == 1
    assert f"cấu trúc {VERSION}" in told[0]
    names = {file.name for file in elder.parent.iterdir()}
    assert names == {"cchc.db", f"cchc.db.truoc-phien-ban-{VERSION}"}


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_ddl_is_split_where_sqlite_ends_a_statement(version: int) -> None:
    parts = list(statements(version))
    assert len(parts) > 10
    assert all(sqlite3.complete_statement(part) for part in parts)
    assert not any(sqlite3.complete_statement(part[:-3]) for part in parts)
