"""Reports accepted and sent back, obstacles and what is done about them.

Rows beside the log, never changed.
"""

from datetime import date
from sqlite3 import Connection

from cchc.core.facts.acts import Review
from cchc.core.facts.obstacle import Obstacle, ObstacleEvent, RaisedObstacle
from cchc.core.facts.report import Act, ActKind, Stamp
from cchc.store.codes import OF_UNIT, Where, plan_row, read_codes
from cchc.store.decisions import put_act
from cchc.store.ledger import Ledger, read_transaction, write_transaction
from cchc.store.report_parts import obstacle_columns
from cchc.store.rows import (
    day_after,
    field_columns,
    insert,
    insert_all,
    read_acts,
    read_records,
    stamp_columns,
)
from cchc.text.record import replace

Notes = dict[int, tuple[tuple[str, str], ...]]

REVIEWS = """
SELECT review.id, unit.code AS unit, period.name AS period, opinion, entry_id AS seen,
  substr(review.recorded_at, 1, 10) AS recorded_on, review.actor, review.reason
FROM review JOIN entry ON entry.id = entry_id JOIN unit ON unit.id = entry.unit_id
JOIN period ON period.id = entry.period_id
WHERE {0} AND review.recorded_at < ? ORDER BY review.id
"""
OF_REPORT = (
    "entry.plan_id = :plan AND entry.unit_id = :unit AND entry.period_id = :period"
)
STAMP = (
    '{0}.recorded_at AS "stamp.recorded_at", {0}.machine_at AS "stamp.machine_at",'
    ' {0}.actor AS "stamp.actor", {0}.source AS "stamp.source"'
)
REPORT_ACTS = f"""
SELECT entry.id AS seen, 0 AS rank, entry.id AS id, kind, reason, received, whole,
  document_number AS "document.number", document_date AS "document.date",
  {STAMP.format("entry")}
FROM entry WHERE {OF_REPORT} AND +recorded_at < :day
UNION ALL
SELECT entry_id, 1, review.id, opinion, review.reason, NULL, 0, NULL, NULL,
  {STAMP.format("review")}
FROM review JOIN entry ON entry.id = entry_id
WHERE {OF_REPORT} AND review.recorded_at < :day
UNION ALL
SELECT 0, -1, id, kind, coalesce(decision || ': ' || reason, decision, reason),
  NULL, 0, NULL, NULL, {STAMP.format("entry")}
FROM closing AS entry WHERE {OF_REPORT} AND recorded_at < :day
ORDER BY 1, 2, 3
"""
"""What was done to a report. `+`: its few acts are looked up, not all before a day."""
REVIEWED = {ActKind.ACCEPTED, ActKind.RETURNED}
CLOSED = {ActKind.CLOSE, ActKind.LIFT}

RAISED = """
SELECT obstacle.id AS "obstacle.id", unit.code AS "obstacle.unit",
  period.name AS "obstacle.period", text AS "obstacle.text",
  raised AS "obstacle.raised", about AS "obstacle.about", cause AS "obstacle.cause",
  proposal AS "obstacle.proposal", directed_to AS "obstacle.to",
  obstacle.kind AS "obstacle.kind", entry_id IS NULL AS by_officer,
  substr(coalesce(obstacle.recorded_at, entry.recorded_at), 1, 10) AS recorded,
  coalesce(obstacle.actor, entry.actor) AS actor,
  (SELECT min(substr(later.recorded_at, 1, 10)) FROM entry AS later
   WHERE later.whole = 1 AND later.id > entry.id AND later.unit_id = entry.unit_id
     AND later.period_id = entry.period_id AND later.recorded_at < :day) AS withdrawn
FROM obstacle LEFT JOIN entry ON entry.id = entry_id
JOIN unit ON unit.id = coalesce(obstacle.unit_id, entry.unit_id)
JOIN period ON period.id = coalesce(obstacle.period_id, entry.period_id)
JOIN plan ON plan.id = unit.plan_id
WHERE (plan.id = :plan OR plan.year < (SELECT year FROM plan WHERE id = :plan))
AND coalesce(obstacle.recorded_at, entry.recorded_at) < :day
ORDER BY obstacle.id
"""
EVENTS = """
SELECT obstacle_id AS obstacle, step, substr(recorded_at, 1, 10) AS day,
  obstacle_event.actor, obstacle_event.text, unit.code AS unit, due, document
FROM obstacle_event LEFT JOIN unit ON unit.id = unit_id
WHERE recorded_at < ? ORDER BY obstacle_event.id
"""


def write_review(ledger: Ledger, review: Review, stamp: Stamp) -> int:
    """Store a review of the act that it has `seen`; gives back its number.

    Day and actor are those of the stamp. Raises sqlite3.IntegrityError: the report has
    moved on since it was looked at.
    """
    columns = field_columns(review, "opinion", "reason")
    with write_transaction(ledger) as connection:
        row = {"entry_id": review.seen, **columns, **stamp_columns(stamp)}
        number = insert(connection, "review", row)
        notes = [
            {"review_id": number, "about": about, "text": text}
            for about, text in review.notes
        ]
        insert_all(connection, "review_note", notes)
        return number


def reviews(connection: Connection, where: Where, as_of: date) -> tuple[Review, ...]:
    """The reviews recorded by a day, in the order they were written."""
    condition, blank = where
    written = read_acts(connection, REVIEWS.format(condition), blank, as_of, Review)
    notes = _notes(connection, where) if written else {}
    return tuple(replace(review, notes=notes.get(review.id, ())) for review in written)


def _notes(connection: Connection, where: Where) -> Notes:
    """What each review says of single cells."""
    notes: Notes = {}
    condition, blank = where
    rows = connection.execute(
        "SELECT review_id, about, text FROM review_note"
        " JOIN review ON review.id = review_id JOIN entry ON entry.id = entry_id"
        f" WHERE {condition} ORDER BY review_note.id",
        (blank,),
    )
    for review, about, text in rows:
        notes[review] = (*notes.get(review, ()), (about, text))
    return notes


def review_acts(
    ledger: Ledger, plan_id: str, unit: str, period: str, as_of: date
) -> tuple[Act, ...]:
    """All that was done to a unit's report by a day, in the order it was done.

    A review follows the act that it saw; an act of closing stands by its moment.
    """
    with read_transaction(ledger) as connection:
        known = read_codes(connection, plan_id, [unit])
        of_unit, of_period = known.units[unit], known.periods[period]
        at = {"plan": known.plan, "unit": of_unit, "period": of_period}
        rows = connection.execute(REPORT_ACTS, {**at, "day": day_after(as_of)})
        acts = list(read_records(rows, Act))
        notes = _notes(connection, (OF_UNIT, of_unit))
    ordered = [
        replace(act, notes=notes.get(act.id, ())) if act.kind in REVIEWED else act
        for act in acts
        if act.kind not in CLOSED
    ]
    for closing in (act for act in acts if act.kind in CLOSED):
        moment = closing.stamp.machine_at
        later = (at for at, act in enumerate(ordered) if act.stamp.machine_at > moment)
        ordered.insert(next(later, len(ordered)), closing)
    return tuple(ordered)


def raised_obstacles(
    connection: Connection, plan: int, as_of: date
) -> tuple[RaisedObstacle, ...]:
    """Every obstacle of the plan known at the end of the day, by number.

    Those of a report that was taken back are among them, with the day it was; and
    those of the years before: a new plan makes no obstacle disappear.
    """
    day = day_after(as_of)
    events: dict[int, tuple[ObstacleEvent, ...]] = {}
    for event in read_records(connection.execute(EVENTS, (day,)), ObstacleEvent):
        events[event.obstacle] = (*events.get(event.obstacle, ()), event)
    rows = connection.execute(RAISED, {"plan": plan, "day": day})
    return tuple(
        replace(raised, events=events.get(raised.obstacle.id, ()))
        for raised in read_records(rows, RaisedObstacle)
    )


def obstacles_of(
    ledger: Ledger, plan_id: str, as_of: date
) -> tuple[RaisedObstacle, ...]:
    """The same by the id of a plan. Raises KeyError if there is no such plan."""
    with read_transaction(ledger) as connection:
        return raised_obstacles(connection, plan_row(connection, plan_id), as_of)


def plan_of_obstacle(ledger: Ledger, number: int) -> str | None:
    """The id of the plan of the obstacle with a number; None if there is none."""
    rows = ledger.connection.execute(
        "SELECT plan.code FROM obstacle LEFT JOIN entry ON entry.id = entry_id"
        " JOIN unit ON unit.id = coalesce(obstacle.unit_id, entry.unit_id)"
        " JOIN plan ON plan.id = unit.plan_id WHERE obstacle.id = ?",
        (number,),
    )
    return next((plan for (plan,) in rows), None)


def raise_obstacle(
    ledger: Ledger, plan_id: str, obstacle: Obstacle, stamp: Stamp
) -> int:
    """Store an obstacle that came with no report; its number."""
    columns = obstacle_columns(obstacle)
    of = {"unit": obstacle.unit, "period": obstacle.period}
    return put_act(ledger, plan_id, "obstacle", columns, stamp, **of)


def put_event(
    ledger: Ledger, plan_id: str, event: ObstacleEvent, stamp: Stamp
) -> ObstacleEvent:
    """Store what was done about an obstacle, as the stamp says when and by whom."""
    columns = field_columns(event, "step", "due", "text", "document")
    columns["obstacle_id"] = event.obstacle
    put_act(ledger, plan_id, "obstacle_event", columns, stamp, unit=event.unit)
    return event
