"""What the office keeps beside reports: notes, scores, files that arrived.

Rows are only ever added; the last one of a thing stands.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from cchc.core.facts.acts import Note
from cchc.core.facts.report import Stamp
from cchc.core.facts.score import Score
from cchc.store.codes import plan_row, read_codes
from cchc.store.decisions import put_act
from cchc.store.ledger import Ledger, read_transaction, write_transaction
from cchc.store.rows import (
    field_columns,
    insert_all,
    read_acts,
    read_records,
    stamp_columns,
)
from cchc.text.record import Record

NOTES = """
SELECT note.id, period.name AS period, section, unit.code AS unit, note.actor,
  iif(note.kind = 'write', text, '') AS text, earlier.name AS carried_from,
  substr(note.recorded_at, 1, 10) AS day, note.reason
FROM note JOIN period ON period.id = note.period_id
LEFT JOIN unit ON unit.id = note.unit_id
LEFT JOIN (SELECT note.id, period.name FROM note JOIN period ON period.id = period_id)
  AS earlier ON earlier.id = carried_from
WHERE note.plan_id = ? AND note.recorded_at < ? ORDER BY note.id
"""
SCORES = """
SELECT criterion, stage, points, unit.code AS owner, reason, cause, remedy,
  document_number AS "document.number", document_date AS "document.date",
  evidence, evidence_sha256 AS sha256, substr(recorded_at, 1, 10) AS day, actor
FROM score LEFT JOIN unit ON unit.id = unit_id
WHERE score.plan_id = ? AND recorded_at < ? ORDER BY score.id
"""
ARRIVALS = """
SELECT sha256 AS digest, file, outcome, unit.code AS unit, period.name AS period,
  saved_by, saved_at, mailed_on, recorded_at,
  arrival.id AS "order"
FROM arrival JOIN plan ON plan.id = arrival.plan_id
LEFT JOIN unit ON unit.id = unit_id LEFT JOIN period ON period.id = period_id
WHERE plan.code = ? ORDER BY arrival.id
"""


class Arrival(Record):
    """What became of a file; unit and period where they are known.

    `digest` is its SHA-256, `order` grows with each row of the register.
    """

    digest: str
    file: str
    outcome: str
    unit: str | None = None
    period: str | None = None
    saved_by: str | None = None
    saved_at: datetime | None = None
    mailed_on: date | None = None
    recorded_at: datetime | None = None
    order: int = 0


def notes_of(ledger: Ledger, plan_id: str, as_of: date) -> tuple[Note, ...]:
    """Every note by the end of a day, in order; a withdrawal has no text."""
    with read_transaction(ledger) as connection:
        plan = plan_row(connection, plan_id)
        return read_acts(connection, NOTES, plan, as_of, Note)


def standing_notes(notes: Iterable[Note]) -> tuple[Note, ...]:
    """The last word of each section, unit and period, but for what was withdrawn."""
    last = {(note.period, note.section, note.unit): note for note in notes}
    return tuple(note for note in last.values() if note.text)


def period_notes(
    ledger: Ledger, plan_id: str, period: str, as_of: date
) -> tuple[Note, ...]:
    """What stands for the report of a period, as of a day."""
    notes = standing_notes(notes_of(ledger, plan_id, as_of))
    return tuple(note for note in notes if note.period == period)


def put_note(
    ledger: Ledger, plan_id: str, note: Note, carried: int | None, stamp: Stamp
) -> int:
    """Add a note, or the withdrawal of one (no text); actor and day are the stamp's."""
    columns = {
        **field_columns(note, "section", "reason"),
        "kind": "write" if note.text else "withdraw",
        "text": note.text or None,
        "carried_from": carried,
    }
    of = {"unit": note.unit, "period": note.period}
    return put_act(ledger, plan_id, "note", columns, stamp, **of)


def scores_of(ledger: Ledger, plan_id: str, as_of: date) -> tuple[Score, ...]:
    """Every score by the end of a day, in order; one taken back has no points."""
    with read_transaction(ledger) as connection:
        plan = plan_row(connection, plan_id)
        return read_acts(connection, SCORES, plan, as_of, Score)


def put_score(ledger: Ledger, plan_id: str, score: Score, stamp: Stamp) -> int:
    """Add a score, or the withdrawal of one; actor and day are the stamp's."""
    columns = {
        **field_columns(score, "criterion", "stage", "reason", "cause", "remedy"),
        **field_columns(score, "document", "evidence"),
        "kind": "withdraw" if score.points is None else "set",
        "points": None if score.points is None else f"{score.points:f}",
        "evidence_sha256": score.sha256,
    }
    return put_act(ledger, plan_id, "score", columns, stamp, unit=score.owner)


def arrivals(ledger: Ledger, plan_id: str) -> Mapping[str, Arrival]:
    """The last outcome of every file that arrived, by its digest."""
    with read_transaction(ledger) as connection:
        rows = connection.execute(ARRIVALS, (plan_id,))
        return {arrival.digest: arrival for arrival in read_records(rows, Arrival)}


def write_arrivals(
    ledger: Ledger, plan_id: str, new: Iterable[Arrival], stamp: Stamp
) -> None:
    """Add outcomes to the register."""
    with write_transaction(ledger) as connection:
        codes = read_codes(connection, plan_id)
        rows = [
            {
                "plan_id": codes.plan,
                "sha256": arrival.digest,
                "unit_id": codes.units.get(arrival.unit or ""),
                "period_id": codes.periods.get(arrival.period or ""),
                **field_columns(arrival, "file", "saved_at", "mailed_on", "outcome"),
                "saved_by": arrival.saved_by or None,
                **stamp_columns(stamp),
            }
            for arrival in new
        ]
        insert_all(connection, "arrival", rows)
