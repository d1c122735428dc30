"""The register of what arrived: one row for each outcome of a file, only ever added."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from cchc.core.facts.report import Stamp
from cchc.store.codes import read_codes
from cchc.store.ledger import Ledger, read_transaction, write_transaction
from cchc.store.rows import insert_all, read_records, stamp_columns
from cchc.text.record import Record


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


ARRIVALS = """
SELECT sha256 AS digest, file, outcome, unit.code AS unit, period.name AS period,
  saved_by, saved_at, mailed_on, recorded_at,
  arrival.id AS "order"
FROM arrival JOIN plan ON plan.id = arrival.plan_id
LEFT JOIN unit ON unit.id = unit_id LEFT JOIN period ON period.id = period_id
WHERE plan.code = ? ORDER BY arrival.id
"""


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
                "file": arrival.file,
                "unit_id": codes.units.get(arrival.unit or ""),
                "period_id": codes.periods.get(arrival.period or ""),
                "saved_by": arrival.saved_by or None,
                "saved_at": arrival.saved_at and arrival.saved_at.isoformat(),
                "mailed_on": arrival.mailed_on and arrival.mailed_on.isoformat(),
                "outcome": arrival.outcome,
                **stamp_columns(stamp),
            }
            for arrival in new
        ]
        insert_all(connection, "arrival", rows)
