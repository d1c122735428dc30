"""The log of figures: every change of every cell, as it was written."""

from datetime import date, datetime
from typing import Any

from cchc.core.facts.report import Revision, Stamp
from cchc.core.plan.plan import Paper
from cchc.store.figures import READING, day_of, reading_of
from cchc.store.ledger import Ledger

REVISIONS = (
    "SELECT revision.id, entry.id, indicator.code, unit.code, period.name,"  # noqa: S608
    " sequence, supersedes, entry.received, entry.reason, document_number,"
    " document_date, entry.recorded_at, entry.machine_at, entry.actor,"
    f" entry.source, {READING} FROM revision"
    " JOIN entry ON entry.id = entry_id"
    " JOIN plan ON plan.id = entry.plan_id"
    " JOIN unit ON unit.id = revision.unit_id"
    " JOIN indicator ON indicator.id = indicator_id"
    " JOIN period ON period.id = revision.period_id"
)


def revisions(  # noqa: PLR0913  # one for each thing asked
    ledger: Ledger,
    plan_id: str,
    *,
    unit: str | None = None,
    indicator: str | None = None,
    period: str | None = None,
    as_of: date | None = None,
    after: int | None = None,
) -> tuple[Revision, ...]:
    """Revisions in the order they were written; those recorded later left out.

    `after` leaves out those of acts up to that one.

    A name that the plan does not have matches nothing.
    """
    asked = {
        "plan.code": plan_id,
        "unit.code": unit,
        "indicator.code": indicator,
        "period.name": period,
    }
    named = {key: value for key, value in asked.items() if value is not None}
    conditions = [f"{column} = ?" for column in named]
    if as_of is not None:
        conditions.append("substr(recorded_at, 1, 10) <= ?")
    if after is not None:
        conditions.append("entry.id > ?")
    bounds = [each for each in (as_of and str(as_of), after) if each is not None]
    rows = ledger.connection.execute(
        f"{REVISIONS} WHERE {' AND '.join(conditions)} ORDER BY revision.id",
        (*named.values(), *bounds),
    )
    return tuple(_revision(row) for row in rows)


def _revision(row: tuple[Any, ...]) -> Revision:
    identity, entry, *cell, sequence, supersedes = row[:7]
    received, reason, number, day, recorded, machine, actor, source = row[7:15]
    return Revision(
        id=identity,
        entry=entry,
        cell=(cell[0], cell[1], cell[2]),
        sequence=sequence,
        reading=reading_of(*row[15:]),
        stamp=Stamp(
            recorded_at=datetime.fromisoformat(recorded),
            machine_at=datetime.fromisoformat(machine),
            actor=actor,
            source=source,
        ),
        received=date.fromisoformat(received),
        reason=reason,
        supersedes=supersedes,
        document=Paper(number, day_of(day)),
    )
