"""The office's words in reports, into the ledger and out of it; never changed."""

from collections.abc import Iterable
from datetime import date

from cchc.core.facts.acts import Note
from cchc.core.facts.report import Stamp
from cchc.store.cells import day_after
from cchc.store.codes import plan_row, read_codes
from cchc.store.ledger import Ledger, read_transaction, write_transaction
from cchc.store.rows import field_columns, insert, read_records, stamp_columns

ALL = """
SELECT note.id, period.name AS period, section, unit.code AS unit, note.actor,
  iif(note.kind = 'write', text, '') AS text, earlier.name AS carried_from,
  substr(note.recorded_at, 1, 10) AS day, note.reason
FROM note JOIN period ON period.id = note.period_id
LEFT JOIN unit ON unit.id = note.unit_id
LEFT JOIN (SELECT note.id, period.name FROM note JOIN period ON period.id = period_id)
  AS earlier ON earlier.id = carried_from
WHERE note.plan_id = ? AND note.recorded_at < ? ORDER BY note.id
"""


def notes_of(ledger: Ledger, plan_id: str, as_of: date) -> tuple[Note, ...]:
    """Every note by the end of a day, in order; a withdrawal has no text."""
    with read_transaction(ledger) as connection:
        plan = plan_row(connection, plan_id)
        rows = connection.execute(ALL, (plan, day_after(as_of)))
        return tuple(read_records(rows, Note))


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
    with write_transaction(ledger) as connection:
        known = read_codes(
            connection, plan_id, () if note.unit is None else (note.unit,)
        )
        row = {
            "plan_id": known.plan,
            "period_id": known.periods[note.period],
            **field_columns(note, "section", "reason"),
            "unit_id": None if note.unit is None else known.units[note.unit],
            "kind": "write" if note.text else "withdraw",
            "text": note.text or None,
            "carried_from": carried,
            **stamp_columns(stamp),
        }
        return insert(connection, "note", row)
