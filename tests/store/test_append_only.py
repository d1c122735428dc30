import re
import sqlite3
from datetime import date

import pytest

from cchc.core.facts.acts import Relief, ReliefKind, SignedPaper, Signing
from cchc.core.facts.obstacle import ObstacleEvent, ObstacleStep
from cchc.core.plan.unit import Channel, ReminderStep
from cchc.store.decisions import Recipient, put_dispatch, put_relief, put_signing
from cchc.store.ledger import Ledger
from cchc.store.reports import save_draft, withdraw, write_report
from cchc.store.reviews import put_event
from cchc.store.schema.ddl import NO_LOG, PLAN_TABLES, SEALED, declarations
from tests.store.world import APRIL, EVERYTHING, MARCH, PLAN, returned, stamped

LOGS = [name for name in (*SEALED, "seal") if name not in NO_LOG]
STAMP = "'Lan', 'thử', '2022-03-09T09:00:00', '2022-03-09T09:00:00'"
EMPTY = "'', '', '', '', '', '', '', x'', ''"
BY_HAND = (
    f"INSERT INTO issued SELECT 1, 1, 1, 1, 1, '', 1, {EMPTY}, {STAMP}",
    f"INSERT INTO closing SELECT 1, 1, 1, 1, 'close', 'QĐ 1', NULL, {STAMP}",
    f"INSERT INTO task_act SELECT 1, 1, 1, 'drop', NULL, NULL, 'a', '', '', {STAMP}",
    f"INSERT INTO handed_out SELECT 1, 1, 1, NULL, 'b.md', '', {STAMP}",
    f"INSERT INTO note SELECT 1, 1, 1, 'II.3', NULL, 'write', 'a', NULL, NULL, {STAMP}",
    "INSERT INTO cause SELECT 1, 1, 'objective', 'mưa bão'",
    (
        "INSERT INTO score SELECT 1, 1, '1.1', 'self', 'set', '1.5',"
        f" {', '.join(['NULL'] * 8)}, {STAMP}"
    ),
    """INSERT INTO issued_verdicts SELECT 1, 1, 2, '{"dn": ["watch", "S6"]}'""",
    (
        "INSERT INTO arrival SELECT 1, 1, printf('%064d', 0), 'a', NULL, NULL,"
        f" NULL, NULL, NULL, 'unread', {STAMP}"
    ),
)

DUE = date(2022, 3, 18)
STEP = ReminderStep(1, "head", Channel.LETTER)
TO = Recipient("p1", DUE, ("dn",))
RELIEF = Relief(
    "p2", "Q1", ReliefKind.EXTEND, date(2022, 3, 22), DUE, "chờ số liệu", "canbo", DUE
)


@pytest.fixture
def db(ledger: Ledger) -> sqlite3.Connection:
    """As another program would open it: nothing set, nothing watched."""
    written = write_report(ledger, PLAN.id, EVERYTHING, stamped(MARCH))
    returned(ledger, written)
    given = ObstacleEvent(1, ObstacleStep.ASSIGNED, MARCH, "Lan", unit="nv")
    put_event(ledger, PLAN.id, given, stamped(MARCH))
    put_relief(ledger, PLAN.id, RELIEF, stamped(MARCH))
    put_dispatch(ledger, PLAN.id, "Q1", STEP, "Kính gửi", [TO], stamped(MARCH))
    signed = Signing("p1", SignedPaper.COMMITMENT, 1, MARCH)
    put_signing(ledger, PLAN.id, signed, "Tôi cam kết", stamped(MARCH))
    save_draft(ledger, PLAN.id, "p1", "Q1", "dở dang")
    for row in BY_HAND:
        ledger.connection.execute(row)
    ledger.connection.execute("PRAGMA recursive_triggers = OFF")
    return ledger.connection


@pytest.mark.parametrize("table", LOGS)
def test_written_rows_are_never_changed_deleted_or_replaced(
    db: sqlite3.Connection, table: str
) -> None:
    before = db.execute(f"SELECT * FROM {table}").fetchall()
    blanks = ", ".join("?" * len(before[0]))
    for attempt, row in (
        (f"UPDATE {table} SET id = id + 1000", ()),
        (f"DELETE FROM {table}", ()),
        (f"INSERT OR REPLACE INTO {table} VALUES ({blanks})", before[0]),
        (f"REPLACE INTO {table} VALUES ({blanks})", before[0]),
    ):
        with pytest.raises(sqlite3.IntegrityError):
            db.execute(attempt, row)
    assert before
    assert db.execute(f"SELECT * FROM {table}").fetchall() == before


COPY = (
    "INSERT OR REPLACE INTO revision (entry_id, indicator_id, unit_id, period_id,"
    " sequence, supersedes, state, value, scale, quality)"
    " SELECT entry_id, indicator_id, {unit}, period_id, {sequence}, {supersedes},"
    " '{state}', 99, 0, 'final' FROM revision WHERE id = 1"
)


@pytest.mark.parametrize(
    ("unit", "sequence", "supersedes", "state"),
    [
        ("unit_id", 1, "NULL", "value"),
        ("unit_id", 3, "id", "value"),
        ("unit_id", 2, "NULL", "value"),
        ("unit_id", 2, "2", "value"),
        ("unit_id + 1", 1, "NULL", "value"),
        ("unit_id", 2, "id", "withdrawn"),
        ("unit_id", 2, "id", "guessed"),
    ],
)
def test_a_revision_follows_the_last_of_its_own_cell(
    db: sqlite3.Connection, unit: str, sequence: int, supersedes: str, state: str
) -> None:
    attempt = COPY.format(
        unit=unit, sequence=sequence, supersedes=supersedes, state=state
    )
    with pytest.raises(sqlite3.IntegrityError):
        db.execute(attempt)


def test_a_revision_by_another_program_reaches_the_current_values(
    db: sqlite3.Connection,
) -> None:
    db.execute(COPY.format(unit="unit_id", sequence=2, supersedes="id", state="value"))
    (current,) = db.execute("SELECT value FROM cell WHERE sequence = 2").fetchone()
    assert current == 99


CELL = (
    "indicator_id, period_id, unit_id, revision_id, sequence, state, quality, value,"
    " denominator, scale"
)


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE cell SET value = 99 WHERE value = 14",
        "UPDATE cell SET unit_id = unit_id + 1",
        "DELETE FROM cell",
        f"INSERT OR REPLACE INTO cell SELECT {CELL.replace('value', '99')} FROM cell",
        f"INSERT INTO cell SELECT {CELL.replace('unit_id', 'unit_id + 1')} FROM cell",
    ],
)
def test_the_current_values_follow_the_log_alone(
    db: sqlite3.Connection, attempt: str
) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        db.execute(attempt)


def test_an_item_is_withdrawn_once_and_by_a_withdrawal(
    ledger: Ledger, db: sqlite3.Connection
) -> None:
    again = (
        "INSERT OR REPLACE INTO item (entry_id, indicator_id, name, key, withdraws)"
        " SELECT (SELECT max(id) FROM entry), indicator_id, name, key, id FROM item"
        " WHERE id = 1"
    )
    with pytest.raises(sqlite3.IntegrityError):
        db.execute(again)
    withdraw(ledger, PLAN.id, "p1", "Q1", "sp", "nhầm", stamped(APRIL))
    with pytest.raises(sqlite3.IntegrityError):
        db.execute(again)


def test_what_figures_hang_on_is_never_deleted(db: sqlite3.Connection) -> None:
    for table in ("plan", "unit", "indicator", "period", "task"):
        with pytest.raises(sqlite3.IntegrityError, match="never deleted"):
            db.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize(("table", "columns"), PLAN_TABLES.items())
def test_what_figures_hang_on_keeps_its_name(
    db: sqlite3.Connection, table: str, columns: str
) -> None:
    for column in columns.split(", "):
        with pytest.raises(sqlite3.IntegrityError, match="keeps its name"):
            db.execute(f"UPDATE {table} SET {column} = {column}")
    db.execute(f"UPDATE {table} SET rowid = rowid WHERE 0")


def test_every_table_is_derived_or_guarded_and_sealed() -> None:
    made = {
        name: what.partition(" ")[0]
        for name, what in declarations().items()
        if what.startswith(("table", "trigger"))
    }
    tables = {name for name, kind in made.items() if kind == "table"}
    assert tables - NO_LOG == set(LOGS)
    assert {*SEALED, *NO_LOG, "seal"} == tables
    for table in LOGS:
        for guard in ("no_update", "no_delete", "no_replace"):
            assert f"{table}_{guard}" in made


def test_every_table_is_strict_and_speaks_for_itself(db: sqlite3.Connection) -> None:
    tables = db.execute("PRAGMA table_list").fetchall()
    ours = [
        (name, strict)
        for _, name, kind, _, _, strict in tables
        if kind == "table" and not name.startswith("sqlite_")
    ]
    assert len(ours) > 14
    assert [name for name, strict in ours if not strict] == []
    ddl = dict(db.execute("SELECT name, sql FROM sqlite_master").fetchall())
    silent = [name for name, _ in ours if name[0] != "_" and "--" not in ddl[name]]
    assert silent == []


def test_no_figure_is_stored_as_a_float(db: sqlite3.Connection) -> None:
    (text,) = db.execute(
        "SELECT group_concat(sql) FROM sqlite_master WHERE type = 'table'"
    ).fetchone()
    assert not re.search(r"\bREAL\b|\bFLOAT\b|\bNUMERIC\b", text)


def test_what_is_closed_is_never_opened_again(
    ledger: Ledger, db: sqlite3.Connection
) -> None:
    closed = ObstacleEvent(1, ObstacleStep.CLOSED, MARCH, "Lan", "xong")
    put_event(ledger, PLAN.id, closed, stamped(MARCH))
    again = (
        "INSERT INTO obstacle_event (obstacle_id, step, unit_id, actor, source,"
        " recorded_at, machine_at) SELECT obstacle_id, step, unit_id, actor, source,"
        " recorded_at, machine_at FROM obstacle_event WHERE id = 1"
    )
    with pytest.raises(sqlite3.IntegrityError, match="raised anew"):
        db.execute(again)


@pytest.mark.parametrize(
    "attempt",
    [
        (
            "INSERT INTO reminder SELECT 9, dispatch_id, unit_id, period_id, step,"
            " addressee, channel, due, owed FROM reminder"
        ),
        (
            "INSERT OR REPLACE INTO reminder SELECT 9, dispatch_id, unit_id, period_id,"
            " step, addressee, channel, due, owed FROM reminder"
        ),
        (
            "INSERT INTO reminder SELECT 9, dispatch_id, unit_id, period_id, 'T+3',"
            " addressee, channel, due, owed FROM reminder"
        ),
        (
            "INSERT INTO relief SELECT 9, plan_id, unit_id, period_id, 'exempt', until,"
            " due, reason, actor, source, recorded_at, machine_at FROM relief"
        ),
        (
            "INSERT INTO relief SELECT 9, plan_id, unit_id, period_id, kind, due, due,"
            " reason, actor, source, recorded_at, machine_at FROM relief"
        ),
    ],
)
def test_the_journal_of_reminders_holds_no_second_and_no_odd_row(
    db: sqlite3.Connection, attempt: str
) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        db.execute(attempt)
