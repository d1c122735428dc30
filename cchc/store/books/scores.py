"""Points typed for criteria, into the ledger and out of it; never changed."""

from datetime import date

from cchc.core.facts.report import Stamp
from cchc.core.facts.score import Score
from cchc.store.cells import day_after
from cchc.store.codes import plan_row, read_codes
from cchc.store.ledger import Ledger, read_transaction, write_transaction
from cchc.store.rows import field_columns, insert, read_records, stamp_columns

ALL = """
SELECT criterion, stage, points, unit.code AS owner, reason, cause, remedy,
  document_number AS "document.number", document_date AS "document.date",
  evidence, evidence_sha256 AS sha256, substr(recorded_at, 1, 10) AS day, actor
FROM score LEFT JOIN unit ON unit.id = unit_id
WHERE score.plan_id = ? AND recorded_at < ? ORDER BY score.id
"""


def scores_of(ledger: Ledger, plan_id: str, as_of: date) -> tuple[Score, ...]:
    """Every score by the end of a day, in order; one taken back has no points."""
    with read_transaction(ledger) as connection:
        rows = connection.execute(
            ALL, (plan_row(connection, plan_id), day_after(as_of))
        )
        return tuple(read_records(rows, Score))


def put_score(ledger: Ledger, plan_id: str, score: Score, stamp: Stamp) -> int:
    """Add a score, or the withdrawal of one; actor and day are the stamp's."""
    with write_transaction(ledger) as connection:
        units = () if score.owner is None else (score.owner,)
        known = read_codes(connection, plan_id, units)
        row = {
            "plan_id": known.plan,
            **field_columns(score, "criterion", "stage", "reason", "cause", "remedy"),
            **field_columns(score, "document", "evidence"),
            "kind": "withdraw" if score.points is None else "set",
            "points": None if score.points is None else f"{score.points:f}",
            "unit_id": None if score.owner is None else known.units[score.owner],
            "evidence_sha256": score.sha256,
            **stamp_columns(stamp),
        }
        return insert(connection, "score", row)
