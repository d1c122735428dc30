"""Rows put into the ledger by the names of their columns, and read as records."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TypeVar

from msgspec import convert

from cchc.core.facts.report import Stamp
from cchc.core.plan.plan import Paper
from cchc.store.figures import text_of
from cchc.text.lazy import sha256
from cchc.text.record import Record

Column = str | int | bytes | None
RecordT = TypeVar("RecordT", bound=Record)


def digest(content: bytes) -> str:
    """SHA-256 in hex."""
    return sha256(content).hexdigest()


def read_records(rows: sqlite3.Cursor, record: type[RecordT]) -> Iterator[RecordT]:
    """The records of rows whose columns bear the names of their fields.

    A column `document.number` is the number of the record in `document`, which keeps
    its default where all of its columns are NULL.
    """
    names = [column[0].rpartition(".") for column in rows.description]
    for row in rows:
        fields: dict[str, object] = {}
        parts: dict[str, dict[str, object]] = {}
        for (part, dot, name), value in zip(names, row, strict=True):
            if not dot:
                fields[name] = value
            elif value is not None:
                parts.setdefault(part, {})[name] = value
        yield convert({**fields, **parts}, record, strict=False)


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


def field_columns(record: Record, *names: str) -> dict[str, Column]:
    """The columns of some fields: days as ISO text, a paper as its number and date."""
    columns: dict[str, Column] = {}
    for name in names:
        value = getattr(record, name)
        if isinstance(value, Paper):
            columns[f"{name}_number"] = value.number
            columns[f"{name}_date"] = text_of(value.date)
        else:
            columns[name] = text_of(value) if isinstance(value, date) else value
    return columns


def stamp_columns(stamp: Stamp) -> dict[str, Column]:
    """The columns that say who wrote a row, through which door, and when."""
    return {
        "actor": stamp.actor,
        "source": stamp.source,
        "recorded_at": stamp.recorded_at.isoformat(),
        "machine_at": stamp.machine_at.isoformat(),
    }
