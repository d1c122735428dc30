"""Rows put into the ledger by the names of their columns, and the proof of an act."""

import sqlite3
from collections.abc import Iterable, Mapping
from hashlib import sha256

from cchc.core.facts.report import Stamp
from cchc.store.ledger import Ledger

Column = str | int | bytes | None


def digest(content: bytes) -> str:
    """SHA-256 in hex."""
    return sha256(content).hexdigest()


def insert(
    connection: sqlite3.Connection, table: str, row: Mapping[str, object]
) -> int:
    """Add a row; its number. Table and columns are words of our own."""
    done = connection.execute(_query(table, row), tuple(row.values()))
    return done.lastrowid or 0


def insert_all(
    connection: sqlite3.Connection, table: str, rows: Iterable[Mapping[str, object]]
) -> None:
    """Add rows that all have the same columns, in their order."""
    listed = [dict(row) for row in rows]
    if listed:
        values = [tuple(row.values()) for row in listed]
        connection.executemany(_query(table, listed[0]), values)


def _query(table: str, row: Mapping[str, object]) -> str:
    blanks = ", ".join("?" * len(row))
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({blanks})"  # noqa: S608


def stamp_columns(stamp: Stamp) -> dict[str, Column]:
    """The columns that say who wrote a row, through which door, and when."""
    return {
        "actor": stamp.actor,
        "source": stamp.source,
        "recorded_at": stamp.recorded_at.isoformat(),
        "machine_at": stamp.machine_at.isoformat(),
    }


def leave_proof(ledger: Ledger, table: str, row: int, stamp: Stamp) -> None:
    """Leave a query that finds the row of an act if its COMMIT ends in an error."""
    ledger.proof = (
        f"SELECT 1 FROM {table} WHERE id = ? AND actor = ? AND machine_at = ?",  # noqa: S608
        (row, stamp.actor, stamp.machine_at.isoformat()),
    )
