import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from cchc.store.check import Defect, LedgerDefect, find_defects
from cchc.store.ledger import Ledger, open_ledger
from cchc.store.reports import save_draft, withdraw, write_report
from tests.store.world import EVERYTHING, MARCH, PLAN, stamped, told


@pytest.fixture
def told_path(path: Path) -> Path:
    with open_ledger(path, write=True) as ledger:
        write_report(ledger, PLAN.id, EVERYTHING, stamped(MARCH))
        told(ledger, 15, reason="correction")
        withdraw(ledger, PLAN.id, "p1", "Q1", "hs", "nhầm", stamped(MARCH))
        save_draft(ledger, PLAN.id, "p2", "Q1", "dở dang")
    return path


@contextmanager
def by_hand(path: Path) -> Iterator[sqlite3.Connection]:
    """Somebody with another program and time; the triggers are put back after."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _, sql in triggers:
            connection.execute(sql)


def found(path: Path) -> tuple[LedgerDefect, ...]:
    with open_ledger(path) as ledger:
        return find_defects(ledger)


def test_a_ledger_as_it_was_written_has_no_defect(told_path: Path) -> None:
    assert found(told_path) == ()


@pytest.mark.parametrize(
    ("change", "defects_found"),
    [
        ("UPDATE cell SET value = 99 WHERE value = 15", [Defect.CELL]),
        ("DELETE FROM cell WHERE value = 15", [Defect.CELL]),
        ("UPDATE revision SET value = 16 WHERE value = 15", [Defect.CELL, Defect.SEAL]),
        (
            "UPDATE revision SET supersedes = 2 WHERE sequence = 2",
            [Defect.CHAIN, Defect.SEAL],
        ),
        ("DELETE FROM entry WHERE id = 1", [Defect.REFERENCE, Defect.SEAL]),
        ("UPDATE plan_version SET content = '{}'", [Defect.PLAN, Defect.SEAL]),
        ("UPDATE plan_version SET content = '[1'", [Defect.PLAN, Defect.SEAL]),
        ("UPDATE unit SET name = 'Phường 9' WHERE code = 'p1'", [Defect.PLAN_TABLE]),
        ("UPDATE plan SET title = 'Kế hoạch khác'", [Defect.PLAN_TABLE]),
        ("UPDATE period SET due = '2022-03-30' WHERE name = 'Q1'", [Defect.PLAN_TABLE]),
        ("UPDATE indicator SET decimals = 4 WHERE code = 'hs'", [Defect.PLAN_TABLE]),
        ("UPDATE task SET due = NULL", [Defect.PLAN_TABLE]),
        ("UPDATE draft SET text = 'khác'", [Defect.DRAFT]),
        ("DELETE FROM draft", [Defect.DRAFT]),
        ("INSERT INTO draft SELECT 1, period_id, text FROM draft", [Defect.DRAFT]),
        ("UPDATE _sqlite_migrations SET name = 'x' WHERE id = 2", [Defect.SCHEMA]),
        ("UPDATE _sqlite_migrations SET applied_at = 'nay'", [Defect.SCHEMA]),
        ("DROP VIEW v_bao_cao", [Defect.SCHEMA]),
        ("CREATE TABLE notes (text TEXT)", [Defect.SCHEMA]),
        ("CREATE TRIGGER x AFTER INSERT ON entry BEGIN SELECT 1; END", [Defect.SCHEMA]),
        ("ANALYZE", []),
        ("VACUUM", []),
    ],
)
def test_what_was_changed_by_hand_is_found(
    told_path: Path, change: str, defects_found: list[Defect]
) -> None:
    with by_hand(told_path) as connection:
        connection.execute(change)
    kinds = [each.defect for each in found(told_path)]
    assert list(dict.fromkeys(kinds)) == defects_found


def test_a_trigger_that_is_gone_is_named(ledger: Ledger) -> None:
    ledger.connection.execute("DROP TRIGGER revision_no_update")
    assert find_defects(ledger) == (LedgerDefect(Defect.SCHEMA, "revision_no_update"),)


def test_a_page_that_went_bad_is_found(told_path: Path) -> None:
    whole = bytearray(told_path.read_bytes())
    with open_ledger(told_path) as ledger:
        (root,) = ledger.connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'narrative'"
        ).fetchone()
    whole[(root - 1) * 4096 : (root - 1) * 4096 + 64] = b"\xa5" * 64
    told_path.write_bytes(whole)
    assert Defect.PAGES in {each.defect for each in found(told_path)}
