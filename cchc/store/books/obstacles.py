"""Obstacles into the ledger and out of it, with all that was done about them."""

import sqlite3
from datetime import date, datetime

from cchc.core.facts.obstacle import Obstacle, ObstacleEvent, RaisedObstacle
from cchc.core.facts.report import Stamp
from cchc.store.codes import plan_row, read_codes
from cchc.store.figures import day_of
from cchc.store.ledger import Ledger, read_transaction, write_transaction
from cchc.store.report_parts import obstacle_columns, obstacle_of
from cchc.store.rows import field_columns, insert, read_records, stamp_columns

ALL = """
SELECT coalesce(obstacle.recorded_at, entry.recorded_at),
  coalesce(obstacle.actor, entry.actor), entry_id IS NULL,
  (SELECT min(substr(later.recorded_at, 1, 10)) FROM entry AS later
   WHERE later.whole = 1 AND later.id > entry.id AND later.unit_id = entry.unit_id
     AND later.period_id = entry.period_id),
  obstacle.id, unit.code, period.name, text, raised, about, cause, proposal,
  directed_to, obstacle.kind
FROM obstacle LEFT JOIN entry ON entry.id = entry_id
JOIN unit ON unit.id = coalesce(obstacle.unit_id, entry.unit_id)
JOIN period ON period.id = coalesce(obstacle.period_id, entry.period_id)
JOIN plan ON plan.id = unit.plan_id
WHERE plan.id = :plan OR plan.year < (SELECT year FROM plan WHERE id = :plan)
ORDER BY obstacle.id
"""

EVENTS = """
SELECT obstacle_id AS obstacle, step, substr(recorded_at, 1, 10) AS day,
  obstacle_event.actor, obstacle_event.text, unit.code AS unit, due, document
FROM obstacle_event LEFT JOIN unit ON unit.id = unit_id
WHERE substr(recorded_at, 1, 10) <= ? ORDER BY obstacle_event.id
"""


def raised_obstacles(
    connection: sqlite3.Connection, plan: int, as_of: date
) -> tuple[RaisedObstacle, ...]:
    """Every obstacle of the plan known at the end of the day, by number.

    Those of a report that was taken back are among them, with the day it was; and
    those of the years before: a new plan makes no obstacle disappear.
    """
    events: dict[int, tuple[ObstacleEvent, ...]] = {}
    rows = connection.execute(EVENTS, (str(as_of),))
    for event in read_records(rows, ObstacleEvent):
        events[event.obstacle] = (*events.get(event.obstacle, ()), event)
    raised = []
    for recorded, actor, alone, gone, *row in connection.execute(ALL, {"plan": plan}):
        day = datetime.fromisoformat(recorded).date()
        if day <= as_of:
            obstacle = obstacle_of(*row)
            withdrawn = day_of(gone)
            if withdrawn is not None and withdrawn > as_of:
                withdrawn = None
            steps = events.get(obstacle.id, ())
            raised.append(
                RaisedObstacle(obstacle, day, actor, bool(alone), withdrawn, steps)
            )
    return tuple(raised)


def obstacles_of(
    ledger: Ledger, plan_id: str, as_of: date
) -> tuple[RaisedObstacle, ...]:
    """The same by the id of a plan. Raises KeyError if there is no such plan."""
    with read_transaction(ledger) as connection:
        return raised_obstacles(connection, plan_row(connection, plan_id), as_of)


def plan_of_obstacle(ledger: Ledger, number: int) -> str | None:
    """The id of the plan of the obstacle with a number; None if there is none."""
    row = ledger.connection.execute(
        "SELECT plan.code FROM obstacle LEFT JOIN entry ON entry.id = entry_id"
        " JOIN unit ON unit.id = coalesce(obstacle.unit_id, entry.unit_id)"
        " JOIN plan ON plan.id = unit.plan_id WHERE obstacle.id = ?",
        (number,),
    ).fetchone()
    return None if row is None else str(row[0])


def raise_obstacle(
    ledger: Ledger, plan_id: str, obstacle: Obstacle, stamp: Stamp
) -> int:
    """Store an obstacle that came with no report; its number."""
    with write_transaction(ledger) as connection:
        known = read_codes(connection, plan_id, {obstacle.unit})
        row = {
            "unit_id": known.units[obstacle.unit],
            "period_id": known.periods[obstacle.period],
            **obstacle_columns(obstacle),
            **stamp_columns(stamp),
        }
        return insert(connection, "obstacle", row)


def put_event(
    ledger: Ledger, plan_id: str, event: ObstacleEvent, stamp: Stamp
) -> ObstacleEvent:
    """Store what was done about an obstacle, as the stamp says when and by whom."""
    with write_transaction(ledger) as connection:
        named = () if event.unit is None else (event.unit,)
        known = read_codes(connection, plan_id, named)
        row = {
            "obstacle_id": event.obstacle,
            "unit_id": None if event.unit is None else known.units[event.unit],
            **field_columns(event, "step", "due", "text", "document"),
            **stamp_columns(stamp),
        }
        insert(connection, "obstacle_event", row)
        return event
