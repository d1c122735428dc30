"""The acts of writing that were known at the end of a day."""

import sqlite3
from collections.abc import Mapping
from datetime import date, datetime

from cchc.core.facts.report import Submission
from cchc.core.plan.plan import Paper
from cchc.store.codes import Codes, turned
from cchc.store.figures import day_of
from cchc.text.record import Record

LAST = (1 << 63) - 1
"""No act of writing has a greater number."""


class Acts(Record):
    """What was written by a day: all of it, and what of it still stands.

    `standing` are the submissions, by entry, without those withdrawn as a whole;
    `last` is the last act of each unit in each period, withdrawals too.
    """

    as_of: date
    seen: frozenset[int]
    standing: Mapping[int, Submission]
    last: Mapping[tuple[str, str], int]


def acts_known(
    connection: sqlite3.Connection, known: Codes, as_of: date, upto: int = LAST
) -> Acts:
    """The acts by the end of the day, and up to the one numbered `upto`."""
    rows = connection.execute(
        "SELECT id, unit_id, period_id, kind, whole, received, recorded_at,"
        " document_number, document_date, actor FROM entry"
        " WHERE plan_id = ? AND substr(recorded_at, 1, 10) <= ? AND id <= ?"
        " ORDER BY id",
        (known.plan, str(as_of), upto),
    ).fetchall()
    gone = {(unit, period): row for row, unit, period, _, whole, *_ in rows if whole}
    units, periods = turned(known.units), turned(known.periods)
    standing = {
        row: Submission(
            id=row,
            unit=units[unit],
            period=periods[period],
            received=date.fromisoformat(received),
            recorded_on=datetime.fromisoformat(recorded).date(),
            document=Paper(number, day_of(day)),
            actor=actor,
        )
        for row, unit, period, kind, _, received, recorded, number, day, actor in rows
        if kind != "withdrawal" and row > gone.get((unit, period), 0)
    }
    last = {(units[unit], periods[period]): row for row, unit, period, *_ in rows}
    return Acts(as_of, frozenset(row for row, *_ in rows), standing, last)
