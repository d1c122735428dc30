"""The journal of the app that reminds: reliefs and reminders, only ever added to."""

import sqlite3
from collections.abc import Iterable
from datetime import date, datetime

from cchc.core.facts.acts import At, Relief, ReminderBook
from cchc.core.facts.report import Stamp
from cchc.core.plan.reminder import Channel, Reminder, ReminderStep
from cchc.store.codes import plan_row, read_codes
from cchc.store.ledger import Ledger, read_transaction, write_transaction
from cchc.store.rows import (
    field_columns,
    insert,
    insert_all,
    read_records,
    stamp_columns,
)
from cchc.text.record import Record, replace

RELIEFS = """
SELECT unit.code AS unit, period.name AS period, relief.kind, until, relief.due, reason,
  actor, substr(recorded_at, 1, 10) AS recorded_on
FROM relief JOIN unit ON unit.id = unit_id JOIN period ON period.id = period_id
WHERE relief.plan_id = ? AND substr(recorded_at, 1, 10) <= ? ORDER BY relief.id
"""
REMINDERS = """
SELECT unit.code, period.name, dispatch.id, reminder.step, reminder.addressee,
  reminder.channel, reminder.due, recorded_at, actor, owed
FROM dispatch JOIN reminder ON dispatch_id = dispatch.id
JOIN unit ON unit.id = unit_id JOIN period ON period.id = reminder.period_id
WHERE dispatch.plan_id = ?1 AND substr(recorded_at, 1, 10) <= ?2{0} ORDER BY reminder.id
"""
DISPATCHES = """
SELECT dispatch.id, period.name AS period, step AS "when", addressee AS "to",
  channel AS by, text, substr(recorded_at, 1, 10) AS sent_on, actor
FROM dispatch JOIN plan ON plan.id = dispatch.plan_id
JOIN period ON period.id = period_id
WHERE code = :plan AND period.name = coalesce(:period, period.name)
AND substr(recorded_at, 1, 10) = :day
ORDER BY dispatch.id
"""
RECIPIENTS = """
SELECT unit.code FROM reminder JOIN unit ON unit.id = unit_id
WHERE dispatch_id = ? ORDER BY reminder.id
"""


class Recipient(Record):
    """One unit that a text goes to: its due day, the indicators that it lacks."""

    unit: str
    due: date
    owed: tuple[str, ...]


class Dispatch(Record):
    """One text as it was sent, whole, and the units it went to."""

    id: int
    period: str
    when: str
    to: str
    by: Channel
    text: str
    sent_on: date
    actor: str
    units: tuple[str, ...] = ()


def read_chase(
    connection: sqlite3.Connection, plan: int, as_of: date, unit: int | None = None
) -> ReminderBook:
    """All that was granted and all that was sent up to the end of a day.

    With the row of a unit, no other unit's reminders.
    """
    blanks = (plan, str(as_of))
    of_unit = "" if unit is None else f" AND reminder.unit_id = {unit}"
    reliefs: dict[At, tuple[Relief, ...]] = {}
    for relief in read_records(connection.execute(RELIEFS, blanks), Relief):
        at = (relief.unit, relief.period)
        reliefs[at] = (*reliefs.get(at, ()), relief)
    reminders: dict[At, tuple[Reminder, ...]] = {}
    for *at_row, dispatch, when, to, by, due, sent, actor, owed in connection.execute(
        REMINDERS.format(of_unit), blanks
    ):
        at = (at_row[0], at_row[1])
        days = date.fromisoformat(due), datetime.fromisoformat(sent).date()
        how = (dispatch, *at, when, to, Channel(by), *days, actor)
        reminder = Reminder(*how, owed=tuple(owed.split()))
        reminders[at] = (*reminders.get(at, ()), reminder)
    return ReminderBook(reliefs, reminders)


def put_relief(ledger: Ledger, plan_id: str, relief: Relief, stamp: Stamp) -> None:
    """Add an act of relief; actor and day are those of the stamp."""
    with write_transaction(ledger) as connection:
        known = read_codes(connection, plan_id, [relief.unit])
        row = {
            "plan_id": known.plan,
            "unit_id": known.units[relief.unit],
            "period_id": known.periods[relief.period],
            **field_columns(relief, "kind", "until", "due", "reason"),
            **stamp_columns(stamp),
        }
        insert(connection, "relief", row)


def put_dispatch(  # noqa: PLR0913, PLR0917  # what, how, to whom, by whom
    ledger: Ledger,
    plan_id: str,
    period: str,
    step: ReminderStep,
    text: str,
    to: Iterable[Recipient],
    stamp: Stamp,
) -> int:
    """Add a text that was sent and the units it went to; the number of the text.

    LedgerError also for a step that a unit had already.
    """
    recipients = tuple(to)
    with write_transaction(ledger) as connection:
        known = read_codes(
            connection, plan_id, [recipient.unit for recipient in recipients]
        )
        when = known.periods[period]
        taken = dict(zip(("step", "addressee", "channel"), step.key, strict=True))
        row = {
            "plan_id": known.plan,
            "period_id": when,
            "text": text,
            **taken,
            **stamp_columns(stamp),
        }
        number = insert(connection, "dispatch", row)
        same = {"dispatch_id": number, "period_id": when, **taken}
        reminders = [
            {
                **same,
                "unit_id": known.units[recipient.unit],
                "due": recipient.due.isoformat(),
                "owed": " ".join(recipient.owed),
            }
            for recipient in recipients
        ]
        insert_all(connection, "reminder", reminders)
        return number


def dispatches(
    ledger: Ledger, plan_id: str, period: str | None, day: date
) -> tuple[Dispatch, ...]:
    """The texts that were sent on a day, in the order they were written.

    Those of one period, or of all.
    Raises KeyError if the ledger has no such plan.
    """
    with read_transaction(ledger) as connection:
        plan_row(connection, plan_id)
        blanks = {"plan": plan_id, "period": period, "day": str(day)}
        sent = tuple(read_records(connection.execute(DISPATCHES, blanks), Dispatch))
        reached = (connection.execute(RECIPIENTS, (text.id,)) for text in sent)
        return tuple(
            replace(text, units=tuple(unit for (unit,) in rows))
            for text, rows in zip(sent, reached, strict=True)
        )
