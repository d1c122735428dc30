"""What stands in a report beside its figures, as it was written.

Every reader here takes a condition on `entry` with one blank, and gives back with
each part the act of writing (`entry`) it came with, in the order of writing.
"""

import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import Any

from cchc.core.facts.acts import Evidence
from cchc.core.facts.obstacle import Obstacle, ObstacleKind
from cchc.core.facts.report import (
    Item,
    Narrative,
    ReportedEvidence,
    Section,
    TaskNote,
    TaskState,
)
from cchc.store.codes import read_codes
from cchc.store.figures import day_of, number_of
from cchc.store.ledger import Ledger, read_transaction, write_transaction
from cchc.store.rows import Column, digest, field_columns

OF_PLAN = "entry.plan_id = ?"
OF_UNIT = (
    "entry.plan_id = (SELECT plan_id FROM unit WHERE id = ?1) AND entry.unit_id = ?1"
)
Where = tuple[str, int]
"""A condition on `entry`, and what fills its blank."""


def items(
    connection: sqlite3.Connection, where: str, of: int
) -> Iterator[tuple[int, tuple[int, int | None], Item]]:
    """Entry, (row, the row it withdraws) and the item."""
    columns = (
        "item.id, withdraws, indicator.code, unit.code, period.name, item.name, key,"
        " day, document, owner.code"
    )
    table = (
        "item JOIN indicator ON indicator.id = indicator_id"
        " LEFT JOIN unit AS owner ON owner.id = owner_id"
    )
    for entry, *row in _rows(connection, columns, table, where, of):
        number, gone, indicator, unit, period, name, key, day, *rest = row
        item = Item(indicator, unit, period, name, key, day_of(day), *rest)
        yield entry, (number, gone), item


def task_notes(
    connection: sqlite3.Connection, where: str, of: int
) -> Iterator[tuple[int, TaskNote]]:
    """Entry and note."""
    columns = (
        "task.code, unit.code, period.name, state, done, count, total, scale, result,"
        " document"
    )
    table = "task_note JOIN task ON task.id = task_id"
    for entry, *row in _rows(connection, columns, table, where, of):
        task, unit, period, state, done, count, total, scale, *rest = row
        numbers = (number_of(count, scale), number_of(total, scale))
        note = (TaskState(state), day_of(done), *numbers)
        yield entry, TaskNote(task, unit, period, *note, *rest)


def narratives(
    connection: sqlite3.Connection, where: str, of: int
) -> Iterator[tuple[int, Narrative]]:
    """Entry and words."""
    columns = "unit.code, period.name, section, text"
    for entry, *row in _rows(connection, columns, "narrative", where, of):
        unit, period, section, text = row
        yield entry, Narrative(unit, period, Section(section), text)


def obstacles(
    connection: sqlite3.Connection, where: str, of: int
) -> Iterator[tuple[int, Obstacle]]:
    """Entry and obstacle."""
    columns = (
        "obstacle.id, unit.code, period.name, text, raised, about, cause, proposal,"
        " directed_to, obstacle.kind"
    )
    for entry, *row in _rows(connection, columns, "obstacle", where, of):
        yield entry, obstacle_of(*row)


def obstacle_of(*row: Any) -> Obstacle:  # noqa: ANN401  # as SQLite gives it
    """The obstacle of its row: number, unit, period, text, day, parts, kind."""
    number, unit, period, text, raised, about, cause, proposal, to, kind = row
    day, sort = date.fromisoformat(raised), ObstacleKind(kind)
    return Obstacle(number, unit, period, text, day, about, cause, proposal, to, sort)


def obstacle_columns(obstacle: Obstacle) -> dict[str, Column]:
    """The columns that say what an obstacle is."""
    names = ("text", "raised", "about", "cause", "proposal", "kind")
    return {**field_columns(obstacle, *names), "directed_to": obstacle.to}


def evidence(
    connection: sqlite3.Connection, where: str, of: int
) -> Iterator[tuple[int, ReportedEvidence]]:
    """Entry and what proves."""
    columns = "unit.code, period.name, about, text, sha256, size, file"
    for entry, *row in _rows(connection, columns, "evidence", where, of):
        unit, period, *columns = row
        yield entry, ReportedEvidence(unit, period, Evidence(*columns))


def _rows(
    connection: sqlite3.Connection, columns: str, table: str, where: str, of: int
) -> sqlite3.Cursor:
    """Entry and columns of each part, in the order of writing."""
    name = table.partition(" ")[0]
    return connection.execute(
        f"SELECT entry.id, {columns} FROM {table}"  # noqa: S608  # our own words only
        " JOIN entry ON entry.id = entry_id"
        " JOIN unit ON unit.id = entry.unit_id"
        " JOIN period ON period.id = entry.period_id"
        f" WHERE {where} ORDER BY {name}.id",
        (of,),
    )


MARK_DRAFT = "INSERT INTO draft_change (unit_id, period_id, sha256) VALUES (?, ?, ?)"


def save_draft(ledger: Ledger, plan_id: str, unit: str, period: str, text: str) -> None:
    """Keep the draft of a unit's report in place of the one before."""
    with write_transaction(ledger) as connection:
        known = read_codes(connection, plan_id, [unit])
        place = (known.units[unit], known.periods[period])
        connection.execute(
            "INSERT INTO draft (unit_id, period_id, text) VALUES (?, ?, ?)"
            " ON CONFLICT (unit_id, period_id) DO UPDATE SET text = excluded.text",
            (*place, text),
        )
        connection.execute(MARK_DRAFT, (*place, digest(text.encode())))


def draft(ledger: Ledger, plan_id: str, unit: str, period: str) -> str | None:
    """The text of the draft, None if there is none."""
    with read_transaction(ledger) as connection:
        known = read_codes(connection, plan_id, [unit])
        row = connection.execute(
            "SELECT text FROM draft WHERE unit_id = ? AND period_id = ?",
            (known.units[unit], known.periods[period]),
        ).fetchone()
    return None if row is None else str(row[0])


def drop_draft(ledger: Ledger, plan_id: str, unit: str, period: str) -> None:
    """Forget the draft; nothing happens if there is none."""
    with write_transaction(ledger) as connection:
        known = read_codes(connection, plan_id, [unit])
        place = (known.units[unit], known.periods[period])
        gone = connection.execute(
            "DELETE FROM draft WHERE unit_id = ? AND period_id = ?", place
        )
        if gone.rowcount:
            connection.execute(MARK_DRAFT, (*place, None))
