"""The tables that figures refer to, as the latest version of a plan has them."""

import sqlite3
from collections.abc import Iterator
from datetime import date

from cchc.core.plan.calendar import periods
from cchc.core.plan.plan import Plan
from cchc.store.codes import plan_row


def put_plan(connection: sqlite3.Connection, plan: Plan) -> int:
    """The row of the plan, made or brought up to its latest title."""
    connection.execute(
        "INSERT INTO plan (code, year, title) VALUES (?, ?, ?)"
        " ON CONFLICT (code) DO UPDATE SET year = excluded.year,"
        " title = excluded.title",
        (plan.id, plan.year, plan.title),
    )
    return plan_row(connection, plan.id)


def describe(connection: sqlite3.Connection, plan: Plan, row: int, number: int) -> None:
    """Bring the tables that figures refer to up to this version."""
    connection.executemany(
        "INSERT INTO unit (plan_id, named_in, code, name, kind)"
        " VALUES (?, ?, ?, ?, ?) ON CONFLICT (plan_id, code) DO UPDATE SET"
        " name = excluded.name, kind = excluded.kind, named_in = excluded.named_in",
        [(row, number, each.id, each.name, each.kind) for each in plan.units],
    )
    connection.executemany(
        "INSERT INTO indicator (plan_id, named_in, code, name, measure,"
        " unit_of_measure, decimals, commitment) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (plan_id, code) DO UPDATE SET name = excluded.name,"
        " measure = excluded.measure, unit_of_measure = excluded.unit_of_measure,"
        " decimals = excluded.decimals, commitment = excluded.commitment,"
        " named_in = excluded.named_in",
        [(row, number, *each) for each in _indicators(plan)],
    )
    _describe_work(connection, plan, row, number)


def _describe_work(
    connection: sqlite3.Connection, plan: Plan, row: int, number: int
) -> None:
    connection.executemany(
        "INSERT INTO period (plan_id, named_in, name, ordinal, start, cutoff, due)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (plan_id, name) DO UPDATE SET"
        " ordinal = excluded.ordinal, start = excluded.start,"
        " cutoff = excluded.cutoff, due = excluded.due,"
        " named_in = excluded.named_in",
        [
            (row, number, each.name, each.ordinal, *map(date.isoformat, days))
            for each in periods(plan)
            for days in [(each.start, each.cutoff, each.due)]
        ],
    )
    connection.executemany(
        "INSERT INTO task (plan_id, named_in, code, name, lead, due)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (plan_id, code) DO UPDATE SET"
        " name = excluded.name, lead = excluded.lead, due = excluded.due,"
        " named_in = excluded.named_in",
        [
            (row, number, each.id, each.name, each.lead, due)
            for each in plan.tasks
            for due in [each.due.isoformat() if each.due else None]
        ],
    )


def _indicators(plan: Plan) -> Iterator[tuple[str | int | None, ...]]:
    signed = {each.id: one.name for one in plan.commitments for each in one.indicators}
    for each in plan.all_indicators:
        yield (
            *(each.id, each.name, each.measure.value, each.unit),
            *(each.entry_decimals, signed.get(each.id)),
        )
