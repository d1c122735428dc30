"""What stands in a report beside its figures, as it was written.

Every reader here takes a condition on `entry` with one blank, and gives back with
each part the act of writing (`entry`) it came with, in the order of writing.
"""

import sqlite3
from collections.abc import Iterator
from datetime import date
from sqlite3 import Connection

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
from cchc.store.rows import Column, day_of, field_columns, number_of


def items(
    connection: Connection, where: str, of: int
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
    connection: Connection, where: str, of: int
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
    connection: Connection, where: str, of: int
) -> Iterator[tuple[int, Narrative]]:
    """Entry and words."""
    columns = "unit.code, period.name, section, text"
    for entry, *row in _rows(connection, columns, "narrative", where, of):
        unit, period, section, text = row
        yield entry, Narrative(unit, period, Section(section), text)


def obstacles(
    connection: Connection, where: str, of: int
) -> Iterator[tuple[int, Obstacle]]:
    """Entry and obstacle."""
    columns = (
        "obstacle.id, unit.code, period.name, text, raised, about, cause, proposal,"
        " directed_to, obstacle.kind"
    )
    for entry, *row in _rows(connection, columns, "obstacle", where, of):
        number, unit, period, text, raised, about, cause, proposal, to, kind = row
        day, sort = date.fromisoformat(raised), ObstacleKind(kind)
        why = (about, cause, proposal, to, sort)
        yield entry, Obstacle(number, unit, period, text, day, *why)


def obstacle_columns(obstacle: Obstacle) -> dict[str, Column]:
    """The columns that say what an obstacle is."""
    names = ("text", "raised", "about", "cause", "proposal", "kind")
    return {**field_columns(obstacle, *names), "directed_to": obstacle.to}


def evidence(
    connection: Connection, where: str, of: int
) -> Iterator[tuple[int, ReportedEvidence]]:
    """Entry and what proves."""
    columns = "unit.code, period.name, about, text, sha256, size, file"
    for entry, *row in _rows(connection, columns, "evidence", where, of):
        unit, period, *columns = row
        yield entry, ReportedEvidence(unit, period, Evidence(*columns))


def _rows(
    connection: Connection, columns: str, table: str, where: str, of: int
) -> sqlite3.Cursor:
    """Entry and columns of each part, in the order of writing."""
    name = table.partition(" ")[0]
    return connection.execute(
        f"SELECT entry.id, {columns} FROM {table}"
        " JOIN entry ON entry.id = entry_id"
        " JOIN unit ON unit.id = entry.unit_id"
        " JOIN period ON period.id = entry.period_id"
        f" WHERE {where} ORDER BY {name}.id",
        (of,),
    )
