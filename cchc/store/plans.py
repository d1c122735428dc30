"""Plans in the ledger: their versions, never changed once applied (SEMANTICS 10)."""

from datetime import datetime
from functools import lru_cache

from cchc.core.facts.report import Stamp
from cchc.core.plan.plan import Paper, Plan, PlanVersion
from cchc.store.codes import plan_row, put_plan, put_plan_parts
from cchc.store.ledger import Ledger, read_transaction, write_transaction
from cchc.store.rows import day_of, insert, stamp_columns, text_of
from cchc.store.schema.plan_document import from_text, to_text
from cchc.text.record import Record


class PlanRef(Record):
    """A plan by its id, as its latest version calls it."""

    id: str
    year: int
    title: str


class ReportedKeys(Record):
    """Ids that figures or reports hang on; an amendment may not orphan them.

    Units and periods: those with a report that was not withdrawn. `cells` are
    (indicator, unit) with a figure or an item in at least one period.
    """

    indicators: frozenset[str]
    units: frozenset[str]
    periods: frozenset[str]
    tasks: frozenset[str]
    cells: frozenset[tuple[str, str]]


def plan_ids(ledger: Ledger) -> tuple[PlanRef, ...]:
    """The plans of the ledger, the latest year first."""
    rows = ledger.connection.execute(
        "SELECT code, year, title FROM plan ORDER BY year DESC, id DESC"
    )
    return tuple(PlanRef(*row) for row in rows)


def versions(ledger: Ledger, plan_id: str) -> tuple[PlanVersion, ...]:
    """All versions of a plan in the order they were applied; none: no such plan.

    A version never changes: what one says is read once while the ledger is open.
    """
    rows = ledger.connection.execute(
        "SELECT plan_version.id, number, effective, recorded_at, digest,"
        " decision_number, decision_date, plan_version.reason, source"
        " FROM plan_version JOIN plan ON plan.id = plan_id WHERE code = ?"
        " ORDER BY number",
        (plan_id,),
    ).fetchall()
    applied = []
    for row, number, effective, recorded, digest, paper, day, reason, source in rows:
        if (row, digest) not in ledger.plans:
            place = ("plan_version", "content", row)
            with ledger.connection.blobopen(*place, readonly=True) as content:
                ledger.plans[row, digest] = _plan(content.read())
        version = PlanVersion(
            number=number,
            plan=ledger.plans[row, digest],
            effective=effective,
            recorded_on=datetime.fromisoformat(recorded).date(),
            digest=digest,
            decision=Paper(paper, day_of(day or None)),
            reason=reason,
            source=source,
        )
        applied.append(version)
    return tuple(applied)


_plan = lru_cache(maxsize=8)(from_text)
"""The plan of a version, the same for all who open its ledger."""


def original_text(ledger: Ledger, plan_id: str, number: int) -> str:
    """The plan file as it was applied. Raises KeyError if there is no such version."""
    row = ledger.connection.execute(
        "SELECT original FROM plan_version JOIN plan ON plan.id = plan_id"
        " WHERE code = ? AND number = ?",
        (plan_id, number),
    ).fetchone()
    if row is None:
        raise KeyError((plan_id, number))
    return str(row[0])


def apply_version(  # noqa: PLR0913  # a version is all of these
    ledger: Ledger,
    plan: Plan,
    *,
    digest: str,
    source: str | None,
    text: str,
    effective: int,
    decision: Paper,
    reason: str | None,
    stamp: Stamp,
) -> int:
    """Write a plan as its next version and give back the number of it.

    Units, indicators, periods and tasks that are new are added, known ones get
    their latest description; nothing is removed. `effective` is the ordinal of the
    first period, `digest` the SHA-256 of `text` or of the folder it came from.
    """
    with write_transaction(ledger) as connection:
        row = put_plan(connection, plan)
        count = "SELECT 1 + count(*) FROM plan_version WHERE plan_id = ?"
        (number,) = connection.execute(count, (row,)).fetchone()
        columns = {
            "plan_id": row,
            "number": number,
            "effective": effective,
            "decision_number": decision.number,
            "decision_date": text_of(decision.date),
            "reason": reason,
            "digest": digest,
            **stamp_columns(stamp),
            "door": stamp.source,
            "source": source,
            "content": to_text(plan),
            "original": text,
        }
        insert(connection, "plan_version", columns)
        put_plan_parts(connection, plan, row, number)
        return int(number)


def reported_keys(ledger: Ledger, plan_id: str) -> ReportedKeys:
    """What figures hang on today. Raises KeyError if there is no such plan."""
    with read_transaction(ledger) as connection:
        plan = plan_row(connection, plan_id)
        rows = connection.execute(CELLS_IN_USE, {"plan": plan})
        cells: frozenset[tuple[str, str]] = frozenset(rows.fetchall())

        def names(column: str, table: str = "standing_entry") -> frozenset[str]:
            query = f"SELECT {column} FROM {table} WHERE standing_entry.plan_id = ?"
            return frozenset(name for (name,) in connection.execute(query, (plan,)))

        return ReportedKeys(
            indicators=frozenset(indicator for indicator, _ in cells),
            units=names("ma_don_vi"),
            periods=names("ky"),
            tasks=names("task.code", TASKS_TOLD),
            cells=cells,
        )


TASKS_TOLD = (
    "standing_entry JOIN task_note ON entry_id = standing_entry.id"
    " JOIN task ON task.id = task_id"
)
CELLS_IN_USE = """
SELECT indicator.code, unit.code FROM cell
JOIN indicator ON indicator.id = indicator_id
JOIN unit ON unit.id = unit_id
WHERE indicator.plan_id = :plan AND state <> 'withdrawn'
UNION
SELECT indicator.code, ma_don_vi FROM item
JOIN standing_entry ON standing_entry.id = entry_id
JOIN indicator ON indicator.id = indicator_id
WHERE indicator.plan_id = :plan AND withdraws IS NULL
AND NOT EXISTS (SELECT 1 FROM item AS gone WHERE gone.withdraws = item.id)
"""
