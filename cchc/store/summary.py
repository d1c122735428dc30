"""How much a ledger holds: what `db info` tells."""

import sqlite3

from cchc.store.ledger import Ledger, reading
from cchc.store.schema import VERSION
from cchc.text.record import Record


class PlanSummary(Record):
    """One plan: its versions, the reports that stand, the current figures.

    `last` is the day of the last act of writing, ISO, None when there was none.
    """

    id: str
    year: int
    title: str
    versions: int
    reports: int
    figures: int
    last: str | None


class Summary(Record):
    """A ledger: the version of its schema, of SQLite, its bytes, its plans."""

    version: int
    sqlite: str
    size: int
    plans: tuple[PlanSummary, ...]


def summary(ledger: Ledger) -> Summary:
    """What the ledger holds now, the latest year first."""
    with reading(ledger) as connection:
        rows = connection.execute("""
            SELECT code, year, title,
              (SELECT count(*) FROM plan_version WHERE plan_id = plan.id),
              (SELECT count(*) FROM v_lan_ghi WHERE plan_id = plan.id),
              (SELECT count(*) FROM cell
               JOIN indicator ON indicator.id = indicator_id
               WHERE plan_id = plan.id AND state <> 'withdrawn'),
              (SELECT max(substr(recorded_at, 1, 10)) FROM entry
               WHERE plan_id = plan.id)
            FROM plan ORDER BY year DESC, id DESC
            """).fetchall()
    return Summary(
        version=VERSION,
        sqlite=sqlite3.sqlite_version,
        size=ledger.path.stat().st_size,
        plans=tuple(PlanSummary(*row) for row in rows),
    )
