"""Kept verdicts that an act touches: marked in its own transaction (`judged`)."""

import sqlite3
from collections.abc import Mapping

from cchc.store.seal.chain import Ranges

OF_PLAN = (
    "SELECT indicator.id FROM {0} AS act JOIN indicator USING (plan_id)"
    " WHERE act.id BETWEEN ?1 AND ?2"
)
TOUCHED: Mapping[str, str] = {
    "revision": "SELECT indicator_id FROM revision WHERE id BETWEEN ?1 AND ?2",
    "item": "SELECT indicator_id FROM item WHERE id BETWEEN ?1 AND ?2",
    "entry": OF_PLAN.format("entry") + " AND act.kind = 'withdrawal'",
    **{name: OF_PLAN.format(name) for name in ("plan_version", "closing", "relief")},
    "review": "SELECT indicator.id FROM review JOIN entry ON entry.id = entry_id"
    " JOIN indicator USING (plan_id) WHERE review.id BETWEEN ?1 AND ?2",
}
"""The indicators whose verdicts new rows of a table may change."""

PLANS: Mapping[str, str] = {
    **dict.fromkeys(("entry", "plan_version", "closing", "relief"), "{0}"),
    "review": "review JOIN entry ON entry.id = entry_id",
}
"""Where the plan of new rows stands; `revision` and `item` never come alone."""


def mark_touched(connection: sqlite3.Connection, ranges: Ranges) -> frozenset[int]:
    """Mark the rows that an act touches; the plans that it is of."""
    plans: set[int] = set()
    for table, ends in ranges.items():
        if table in TOUCHED:
            connection.execute(
                "UPDATE judged SET judged_for = '' WHERE indicator_id IN"  # noqa: S608
                f" ({TOUCHED[table]})",
                ends,
            )
        if table in PLANS:
            source = PLANS[table].format(table)
            rows = connection.execute(
                f"SELECT DISTINCT plan_id FROM {source}"  # noqa: S608
                f" WHERE {table}.id BETWEEN ?1 AND ?2",
                ends,
            )
            plans |= {plan for (plan,) in rows}
    return frozenset(plans)
