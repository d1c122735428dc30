"""The journal of the app that reminds: reliefs and reminders, only ever added to."""

import sqlite3
from collections.abc import Iterable
from datetime import date, datetime

from cchc.core.facts.reliefs import At, Chase, Relief, ReliefKind
from cchc.core.facts.report import Stamp
from cchc.core.plan.reminder import Channel, Reminder, ReminderStep
from cchc.store.codes import codes, plan_row
from cchc.store.figures import day_of, text_of
from cchc.store.ledger import Ledger, reading, writing
from cchc.text.record import Record

RELIEFS = """
SELECT unit.code, period.name, relief.kind, until, relief.due, reason, actor,
  recorded_at
FROM relief JOIN unit ON unit.id = unit_id JOIN period ON period.id = period_id
WHERE relief.plan_id = ? AND substr(recorded_at, 1, 10) <= ? ORDER BY relief.id
"""
REMINDERS = """
SELECT dispatch.id, unit.code, period.name, reminder.step, reminder.addressee,
  reminder.channel, reminder.due, recorded_at, actor, owed
FROM dispatch JOIN reminder ON dispatch_id = dispatch.id
JOIN unit ON unit.id = unit_id JOIN period ON period.id = reminder.period_id
WHERE dispatch.plan_id = ? AND substr(recorded_at, 1, 10) <= ? ORDER BY reminder.id
"""
PUT_RELIEF = """
INSERT INTO relief (plan_id, unit_id, period_id, kind, until, due, reason, actor,
  source, recorded_at, machine_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
PUT_DISPATCH = """
INSERT INTO dispatch (plan_id, period_id, step, addressee, channel, text, actor,
  source, recorded_at, machine_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
PUT_REMINDER = """
INSERT INTO reminder (dispatch_id, unit_id, period_id, step, addressee, channel, due,
  owed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
DISPATCHES = """
SELECT dispatch.id, period.name, step, addressee, channel, text, recorded_at, actor
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
    units: tuple[str, ...]


def chase(connection: sqlite3.Connection, plan: int, as_of: date) -> Chase:
    """All that was granted and all that was sent up to the end of a day."""
    asked = (plan, str(as_of))
    reliefs: dict[At, tuple[Relief, ...]] = {}
    for row in connection.execute(RELIEFS, asked):
        one = _relief(*row)
        at = (one.unit, one.period)
        reliefs[at] = (*reliefs.get(at, ()), one)
    reminders: dict[At, tuple[Reminder, ...]] = {}
    for row in connection.execute(REMINDERS, asked):
        sent = _reminder(*row)
        at = (sent.unit, sent.period)
        reminders[at] = (*reminders.get(at, ()), sent)
    return Chase(reliefs, reminders)


def _relief(  # noqa: PLR0913, PLR0917  # one for each column
    unit: str,
    period: str,
    kind: str,
    until: str | None,
    due: str,
    reason: str,
    actor: str,
    recorded: str,
) -> Relief:
    return Relief(
        unit=unit,
        period=period,
        kind=ReliefKind(kind),
        until=day_of(until),
        due=date.fromisoformat(due),
        reason=reason,
        actor=actor,
        recorded_on=datetime.fromisoformat(recorded).date(),
    )


def _reminder(  # noqa: PLR0913, PLR0917  # one for each column
    dispatch: int,
    unit: str,
    period: str,
    when: str,
    to: str,
    channel: str,
    due: str,
    recorded: str,
    actor: str,
    owed: str,
) -> Reminder:
    return Reminder(
        dispatch=dispatch,
        unit=unit,
        period=period,
        when=when,
        to=to,
        by=Channel(channel),
        due=date.fromisoformat(due),
        sent_on=datetime.fromisoformat(recorded).date(),
        actor=actor,
        owed=tuple(owed.split()),
    )


def put_relief(ledger: Ledger, plan_id: str, relief: Relief, stamp: Stamp) -> None:
    """Add an act of relief; actor and day are those of the stamp.

    Raises:
        LedgerTrouble: the disk or the database; nothing was stored.
        KeyError: the plan in the ledger has no such unit or period.
    """
    with writing(ledger) as connection:
        known = codes(connection, plan_id, [relief.unit])
        at = (known.plan, known.units[relief.unit], known.periods[relief.period])
        days = (text_of(relief.until), relief.due.isoformat())
        row = (*at, relief.kind.value, *days, relief.reason, *_stamped(stamp))
        done = connection.execute(PUT_RELIEF, row)
        ledger.proof = _proof("relief", done.lastrowid, stamp)


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

    Raises:
        LedgerTrouble: the disk, the database, or a step that a unit had already.
        KeyError: the plan in the ledger has no such unit or period.
    """
    listed = tuple(to)
    with writing(ledger) as connection:
        known = codes(connection, plan_id, [each.unit for each in listed])
        when = known.periods[period]
        row = (known.plan, when, *step.key, text, *_stamped(stamp))
        number = connection.execute(PUT_DISPATCH, row).lastrowid or 0
        connection.executemany(
            PUT_REMINDER,
            [
                (
                    *(number, known.units[each.unit], when, *step.key),
                    *(each.due.isoformat(), " ".join(each.owed)),
                )
                for each in listed
            ],
        )
        ledger.proof = _proof("dispatch", number, stamp)
        return number


def _stamped(stamp: Stamp) -> tuple[str, str, str, str]:
    days = (stamp.recorded_at.isoformat(), stamp.machine_at.isoformat())
    return (stamp.actor, stamp.source, *days)


def _proof(
    table: str, row: int | None, stamp: Stamp
) -> tuple[str, tuple[str | int, ...]]:
    """A query that finds the row if its COMMIT ends in an error."""
    query = f"SELECT 1 FROM {table} WHERE id = ? AND actor = ? AND machine_at = ?"  # noqa: S608
    return query, (row or 0, stamp.actor, stamp.machine_at.isoformat())


def dispatches(
    ledger: Ledger, plan_id: str, period: str | None, day: date
) -> tuple[Dispatch, ...]:
    """The texts that were sent on a day, in the order they were written.

    Those of one period, or of all.
    Raises KeyError if the ledger has no such plan.
    """
    with reading(ledger) as connection:
        plan_row(connection, plan_id)
        asked = {"plan": plan_id, "period": period, "day": str(day)}
        rows = connection.execute(DISPATCHES, asked).fetchall()
        return tuple(
            Dispatch(
                id=number,
                period=name,
                when=step,
                to=to,
                by=Channel(channel),
                text=text,
                sent_on=datetime.fromisoformat(recorded).date(),
                actor=actor,
                units=tuple(u for (u,) in connection.execute(RECIPIENTS, (number,))),
            )
            for number, name, step, to, channel, text, recorded, actor in rows
        )
