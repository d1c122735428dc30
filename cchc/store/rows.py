"""Values as columns of rows and back: exact numbers, days, readings, whole records.

A figure is `value / 10^scale` (SEMANTICS 2).
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from sqlite3 import Connection
from typing import Any, TypeVar

from msgspec import convert

from cchc.core.facts.report import CellState, Quality, Reading, Stamp
from cchc.core.plan.plan import Paper
from cchc.text.lazy import sha256
from cchc.text.record import Record

Column = str | int | bytes | None
RecordT = TypeVar("RecordT", bound=Record)

LARGEST = 2**63 - 1
MOST_DECIMALS = 18
MOST_DIGITS = 60
WITHDRAWN = "withdrawn"

READING = (
    "revision.state, revision.value, revision.denominator, revision.scale,"
    " revision.done, revision.answer, revision.quality, revision.typed, revision.note"
)
"""The columns of `revision` that make a reading: of `columns_of`, of `reading_of`."""
STATES = {state.value: state for state in CellState}
QUALITIES = {quality.value: quality for quality in Quality}

Columns = tuple[str | int | None, ...]


class Scaled(Record):
    """Numbers times `10^scale`, in the order given; None where there was none."""

    scale: int
    values: tuple[int | None, ...]


def scale_numbers(decimals: int, numbers: Iterable[Decimal | None]) -> Scaled | None:
    """Numbers as whole ones of one scale, or None when they do not fit 64 bits.

    The scale is `decimals`, or more when a number has more digits than that: what
    comes back is always what was given.
    """
    parts = [None if number is None else _parts(number) for number in numbers]
    scale = max([decimals, *(-part[1] for part in parts if part is not None)])
    if scale > MOST_DECIMALS:
        return None
    values = [
        None if part is None else part[0] * 10 ** (part[1] + scale) for part in parts
    ]
    if any(value is not None and abs(value) > LARGEST for value in values):
        return None
    return Scaled(scale, tuple(values))


TOO_LONG = (1, -MOST_DECIMALS - 1)


def _parts(number: Decimal) -> tuple[int, int]:
    """Coefficient and exponent with no trailing zero in the coefficient."""
    sign, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int) or len(digits) > MOST_DIGITS:
        return TOO_LONG
    whole = int("".join(map(str, digits)) or "0")
    if whole == 0:
        return (0, 0)
    if exponent > 2 * MOST_DECIMALS:
        return TOO_LONG
    while whole % 10 == 0:
        whole //= 10
        exponent += 1
    return (-whole if sign else whole, exponent)


def number_of(value: int | None, scale: int) -> Decimal | None:
    """The number again, with no trailing zeros after the point."""
    if value is None:
        return None
    while scale > 0 and value % 10 == 0:
        value //= 10
        scale -= 1
    return Decimal(f"{value}E-{scale}") if scale else Decimal(value)


def reading_of(row: Sequence[Any]) -> Reading | None:
    """The reading of the columns `READING` of a row of the log; None: withdrawn."""
    state, value, denominator, scale, done, answer, quality, typed, note = row
    if state == WITHDRAWN:
        return None
    return Reading(
        STATES[state],
        None if value is None else number_of(value, scale),
        None if denominator is None else number_of(denominator, scale),
        None if done is None else date.fromisoformat(done),
        None if answer is None else bool(answer),
        QUALITIES[quality],
        typed,
        note,
    )


def columns_of(reading: Reading | None, scaled: Scaled) -> Columns:
    """What a row of the log says; None: nothing stands any more."""
    if reading is None:
        return (WITHDRAWN, None, None, scaled.scale, None, None, "final", None, None)
    return (
        reading.state.value,
        *scaled.values,
        scaled.scale,
        text_of(reading.done),
        None if reading.answer is None else int(reading.answer),
        reading.quality.value,
        reading.typed,
        reading.note,
    )


def day_after(day: date) -> str:
    """What is above every moment of a day, as the ledger writes moments."""
    return (day + timedelta(days=1)).isoformat() if day < date.max else "9999-99"


def day_of(text: str | None) -> date | None:
    """The day of an ISO text; None stays None."""
    return None if text is None else date.fromisoformat(text)


def text_of(day: date | None) -> str | None:
    """A day as ISO text; None stays None."""
    return None if day is None else day.isoformat()


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


def read_acts(
    connection: Connection, query: str, of: int, as_of: date, record: type[RecordT]
) -> tuple[RecordT, ...]:
    """The acts of a plan (or unit) by the end of a day, in the order of the query."""
    rows = connection.execute(query, (of, day_after(as_of)))
    return tuple(read_records(rows, record))


def insert(connection: Connection, table: str, row: Mapping[str, object]) -> int:
    """Add a row; its number. Table and columns are words of our own."""
    done = connection.execute(_query(table, row), tuple(row.values()))
    return done.lastrowid or 0


def insert_all(
    connection: Connection, table: str, rows: Iterable[Mapping[str, object]]
) -> None:
    """Add rows that all have the same columns, in their order."""
    listed = [dict(row) for row in rows]
    if listed:
        values = [tuple(row.values()) for row in listed]
        connection.executemany(_query(table, listed[0]), values)


def _query(table: str, row: Mapping[str, object]) -> str:
    blanks = ", ".join("?" * len(row))
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({blanks})"


def mark_draft(
    connection: Connection, unit: int, period: int, text: str | None
) -> None:
    """Note the SHA-256 of a draft that was kept; None: it was dropped."""
    sha256 = None if text is None else digest(text.encode())
    row = {"unit_id": unit, "period_id": period, "sha256": sha256}
    insert(connection, "draft_change", row)


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
