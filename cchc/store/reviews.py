"""Reports accepted, sent back, closed: rows beside the log, never changed."""

import sqlite3
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from cchc.core.facts.acts import Closing, Review
from cchc.core.facts.report import Act, ActKind, Stamp
from cchc.core.plan.plan import Paper
from cchc.store.cells import day_after
from cchc.store.codes import read_codes
from cchc.store.figures import day_of
from cchc.store.ledger import Ledger, read_transaction, write_transaction
from cchc.store.report_parts import OF_UNIT, Where
from cchc.store.rows import (
    field_columns,
    insert,
    insert_all,
    read_records,
    stamp_columns,
)
from cchc.text.record import replace

Notes = dict[int, tuple[tuple[str, str], ...]]


def write_review(ledger: Ledger, review: Review, stamp: Stamp) -> int:
    """Store a review of the act that it has `seen`; gives back its number.

    Day and actor are those of the stamp.

    Raises:
        sqlite3.IntegrityError: the report has moved on since it was looked at.
    """
    with write_transaction(ledger) as connection:
        number = insert(
            connection,
            "review",
            {
                "entry_id": review.seen,
                **field_columns(review, "opinion", "reason"),
                **stamp_columns(stamp),
            },
        )
        notes = [
            {"review_id": number, "about": about, "text": text}
            for about, text in review.notes
        ]
        insert_all(connection, "review_note", notes)
        return number


def reviews(
    connection: sqlite3.Connection, where: Where, as_of: date
) -> Iterator[Review]:
    """The reviews recorded by a day, in the order they were written."""
    condition, blank = where
    notes = _notes(connection, *where)
    rows = connection.execute(
        "SELECT review.id, unit.code AS unit, period.name AS period, opinion,"  # noqa: S608
        " entry_id AS seen, substr(review.recorded_at, 1, 10) AS recorded_on,"
        " review.actor, review.reason FROM review"
        " JOIN entry ON entry.id = entry_id JOIN unit ON unit.id = entry.unit_id"
        " JOIN period ON period.id = entry.period_id"
        f" WHERE {condition} AND substr(review.recorded_at, 1, 10) <= ?"
        " ORDER BY review.id",
        (blank, str(as_of)),
    )
    for review in read_records(rows, Review):
        yield replace(review, notes=notes.get(review.id, ()))


def _notes(connection: sqlite3.Connection, condition: str, blank: int) -> Notes:
    found: Notes = {}
    rows = connection.execute(
        "SELECT review_id, about, text FROM review_note"  # noqa: S608
        " JOIN review ON review.id = review_id JOIN entry ON entry.id = entry_id"
        f" WHERE {condition} ORDER BY review_note.id",
        (blank,),
    )
    for review, about, text in rows:
        found[review] = (*found.get(review, ()), (about, text))
    return found


CLOSINGS = """
SELECT unit.code AS unit, period.name AS period, entry.kind, decision, reason,
  substr(recorded_at, 1, 10) AS recorded_on, actor
FROM closing AS entry JOIN unit ON unit.id = unit_id
JOIN period ON period.id = period_id
WHERE {0} AND recorded_at < ? ORDER BY entry.id
"""


def closings(
    connection: sqlite3.Connection, where: Where, as_of: date
) -> Iterator[Closing]:
    """The acts of closing reports and opening them again, by a day, in their order."""
    condition, blank = where
    rows = connection.execute(CLOSINGS.format(condition), (blank, day_after(as_of)))
    return read_records(rows, Closing)


def put_closing(ledger: Ledger, plan_id: str, closing: Closing, stamp: Stamp) -> None:
    """Store an act of closing a report; day and actor are those of the stamp."""
    with write_transaction(ledger) as connection:
        known = read_codes(connection, plan_id, [closing.unit])
        row = {
            "plan_id": known.plan,
            "unit_id": known.units[closing.unit],
            "period_id": known.periods[closing.period],
            **field_columns(closing, "kind", "decision", "reason"),
            **stamp_columns(stamp),
        }
        insert(connection, "closing", row)


def review_acts(
    ledger: Ledger, plan_id: str, unit: str, period: str, as_of: date
) -> tuple[Act, ...]:
    """All that was done to a unit's report by a day, in the order it was done."""
    with read_transaction(ledger) as connection:
        known = read_codes(connection, plan_id, [unit])
        cell = (known.plan, known.units[unit], known.periods[period], str(as_of))
        entries = connection.execute(
            "SELECT id, 0, id, kind, recorded_at, machine_at, actor, source, reason,"
            " received, document_number, document_date, whole FROM entry"
            " WHERE plan_id = ? AND unit_id = ? AND period_id = ?"
            " AND substr(recorded_at, 1, 10) <= ?",
            cell,
        ).fetchall()
        reviewed = connection.execute(
            "SELECT entry_id, 1, review.id, opinion, review.recorded_at,"
            " review.machine_at, review.actor, review.source, review.reason"
            " FROM review JOIN entry ON entry.id = entry_id"
            " WHERE plan_id = ? AND unit_id = ? AND period_id = ?"
            " AND substr(review.recorded_at, 1, 10) <= ?",
            cell,
        ).fetchall()
        closed = connection.execute(
            "SELECT id, -1, id, kind, recorded_at, machine_at, actor, source,"
            " coalesce(decision || ': ' || reason, decision, reason) FROM closing"
            " WHERE plan_id = ? AND unit_id = ? AND period_id = ?"
            " AND substr(recorded_at, 1, 10) <= ?",
            cell,
        ).fetchall()
        notes = _notes(connection, OF_UNIT, cell[1])
    # a review follows the act that it saw; an act of closing stands by its moment
    rows = sorted((*entries, *reviewed), key=lambda row: row[:3])
    for row in closed:
        later = (at for at, act in enumerate(rows) if act[5] > row[5])
        rows.insert(next(later, len(rows)), row)
    return tuple(_act(row, notes) for row in rows)


def _act(row: tuple[Any, ...], notes: Notes) -> Act:
    _, is_review, number, kind, recorded, machine, actor, source, reason = row[:9]
    at = (datetime.fromisoformat(recorded), datetime.fromisoformat(machine))
    act = {"id": number, "kind": ActKind(kind), "reason": reason}
    stamp = Stamp(*at, actor, source)
    if is_review:
        noted = notes.get(number, ()) if is_review > 0 else ()
        return Act(**act, stamp=stamp, notes=noted)
    received, paper, day, whole = row[9:]
    return Act(
        **act,
        stamp=stamp,
        received=day_of(received),
        document=Paper(paper, day_of(day)),
        whole=bool(whole),
    )
