"""Rows of a plan's units, indicators, periods, tasks: written, and found by id."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from sqlite3 import Connection

from cchc.core.facts.report import Stamp
from cchc.core.plan.finer import all_periods
from cchc.core.plan.plan import Plan
from cchc.store.rows import Column, stamp_columns, text_of
from cchc.text.record import Record

OF_PLAN = "entry.plan_id = ?"
OF_UNIT = (
    "entry.plan_id = (SELECT plan_id FROM unit WHERE id = ?1) AND entry.unit_id = ?1"
)
OF_LISTED = (
    "entry.plan_id = ?1 AND (entry.unit_id, entry.period_id) IN (SELECT unit_id,"
    " period_id FROM entry AS own JOIN item ON entry_id = own.id WHERE plan_id = ?1)"
)
"""The acts on the reports of a plan in which a register was ever filled."""
Where = tuple[str, int]
"""A condition on `entry`, and what fills its blank."""


class Codes(Record):
    """Rows of one plan by the ids people use; `decimals` is by indicator."""

    plan: int
    units: Mapping[str, int]
    indicators: Mapping[str, int]
    periods: Mapping[str, int]
    tasks: Mapping[str, int]
    decimals: Mapping[str, int]


def plan_row(connection: Connection, plan_id: str) -> int:
    """The row of a plan. Raises KeyError if the ledger has no such plan."""
    rows = connection.execute("SELECT id FROM plan WHERE code = ?", (plan_id,))
    row = rows.fetchone()
    if row is None:
        raise KeyError(plan_id)
    return int(row[0])


def read_codes(
    connection: Connection, plan_id: str, units: Iterable[str] | None = None
) -> Codes:
    """All rows of a plan that a report may name; of its units only these if given.

    Raises KeyError if the ledger has no such plan. A unit that the plan does not
    have is left out.
    """
    plan = plan_row(connection, plan_id)

    def rows(query: str, *blanks: str) -> dict[str, int]:
        return dict(connection.execute(query, (plan, *blanks)).fetchall())

    indicators = connection.execute(
        "SELECT code, id, decimals FROM indicator WHERE plan_id = ?", (plan,)
    ).fetchall()
    all_units = "SELECT code, id FROM unit WHERE plan_id = ?"
    named = {} if units is not None else rows(all_units)
    for unit in units or ():
        named |= rows(f"{all_units} AND code = ?", unit)
    return Codes(
        plan=plan,
        units=named,
        indicators={code: row for code, row, _ in indicators},
        periods=rows("SELECT name, id FROM period WHERE plan_id = ?"),
        tasks=rows("SELECT code, id FROM task WHERE plan_id = ?"),
        decimals={code: decimals for code, _, decimals in indicators},
    )


def invert(rows: Mapping[str, int]) -> dict[int, str]:
    """From the rows back to the ids."""
    return {row: code for code, row in rows.items()}


def act_columns(known: Codes, stamp: Stamp, **about: str | None) -> dict[str, Column]:
    """What an act is about, a `unit`, `period` or `task`; who wrote it, and when."""
    rows = {"unit": known.units, "period": known.periods, "task": known.tasks}
    named = {f"{of}_id": rows[of][key] for of, key in about.items() if key is not None}
    return {"plan_id": known.plan, **named, **stamp_columns(stamp)}


def put_plan(connection: Connection, plan: Plan) -> int:
    """The row of the plan, made or brought up to its latest title."""
    connection.execute(
        "INSERT INTO plan (code, year, title) VALUES (?, ?, ?)"
        " ON CONFLICT (code) DO UPDATE SET year = excluded.year,"
        " title = excluded.title",
        (plan.id, plan.year, plan.title),
    )
    return plan_row(connection, plan.id)


PLAN_PARTS = {
    "unit": ("code", "name", "kind"),
    "indicator": (
        *("code", "name", "measure", "unit_of_measure", "decimals", "commitment"),
    ),
    "period": ("name", "ordinal", "start", "cutoff", "due"),
    "task": ("code", "name", "lead", "due"),
}
"""What the tables say of the parts of a plan, first by what they are called."""


def put_plan_parts(connection: Connection, plan: Plan, row: int, number: int) -> None:
    """Bring the tables that figures refer to up to this version."""
    for table, (name, *columns) in PLAN_PARTS.items():
        named = ", ".join((name, *columns))
        latest = ", ".join(f"{part} = excluded.{part}" for part in columns)
        blanks = ", ?" * len(columns)
        connection.executemany(
            f"INSERT INTO {table} (plan_id, named_in, {named}) VALUES (?, ?, ?{blanks})"
            f" ON CONFLICT (plan_id, {name}) DO UPDATE SET {latest},"
            " named_in = excluded.named_in",
            [(row, number, *values) for values in plan_parts(plan, table)],
        )


def plan_parts(plan: Plan, table: str) -> Iterator[tuple[str | int | None, ...]]:
    """What a plan says for one of the tables of `PLAN_PARTS`."""
    match table:
        case "unit":
            yield from ((unit.id, unit.name, unit.kind) for unit in plan.units)
        case "indicator":
            commitments = {
                indicator.id: commitment.name
                for commitment in plan.commitments
                for indicator in commitment.indicators
            }
            for line in plan.all_indicators:
                measure = (line.measure.value, line.unit, line.entry_decimals)
                yield (line.id, line.name, *measure, commitments.get(line.id))
        case "period":
            for period in all_periods(plan):
                days = map(date.isoformat, (period.start, period.cutoff, period.due))
                yield (period.name, period.ordinal, *days)
        case _:
            for task in plan.tasks:
                yield (task.id, task.name, task.lead, text_of(task.due))
