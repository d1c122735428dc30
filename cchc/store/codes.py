"""The whole numbers behind the ids of a plan, and back."""

import sqlite3
from collections.abc import Iterable, Mapping

from cchc.text.record import Record


class Codes(Record):
    """Rows of one plan by the ids people use; `decimals` is by indicator."""

    plan: int
    units: Mapping[str, int]
    indicators: Mapping[str, int]
    periods: Mapping[str, int]
    tasks: Mapping[str, int]
    decimals: Mapping[str, int]


def plan_row(connection: sqlite3.Connection, plan_id: str) -> int:
    """The row of a plan. Raises KeyError if the ledger has no such plan."""
    found = connection.execute("SELECT id FROM plan WHERE code = ?", (plan_id,))
    row = found.fetchone()
    if row is None:
        raise KeyError(plan_id)
    return int(row[0])


def codes(
    connection: sqlite3.Connection, plan_id: str, units: Iterable[str] | None = None
) -> Codes:
    """All rows of a plan that a report may name; of its units only these if given.

    Raises KeyError if the ledger has no such plan. A unit that the plan does not
    have is left out.
    """
    plan = plan_row(connection, plan_id)
    indicators = connection.execute(
        "SELECT code, id, decimals FROM indicator WHERE plan_id = ?", (plan,)
    ).fetchall()
    return Codes(
        plan=plan,
        units=_units(connection, plan, units),
        indicators={code: row for code, row, _ in indicators},
        periods=_rows(
            connection, "SELECT name, id FROM period WHERE plan_id = ?", plan
        ),
        tasks=_rows(connection, "SELECT code, id FROM task WHERE plan_id = ?", plan),
        decimals={code: decimals for code, _, decimals in indicators},
    )


def _rows(connection: sqlite3.Connection, query: str, plan: int) -> dict[str, int]:
    return dict(connection.execute(query, (plan,)).fetchall())


def _units(
    connection: sqlite3.Connection, plan: int, named: Iterable[str] | None
) -> dict[str, int]:
    if named is None:
        return _rows(connection, "SELECT code, id FROM unit WHERE plan_id = ?", plan)
    one = "SELECT code, id FROM unit WHERE plan_id = ? AND code = ?"
    found = (connection.execute(one, (plan, name)).fetchone() for name in named)
    return dict(row for row in found if row is not None)


def turned(rows: Mapping[str, int]) -> dict[int, str]:
    """From the rows back to the ids."""
    return {row: code for code, row in rows.items()}
