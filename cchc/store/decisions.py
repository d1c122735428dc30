"""What the office decided and sent: acts beside the log, only ever added to.

Papers signed, reports closed, tasks and units given more time, units reminded.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from sqlite3 import Connection

from cchc.core.facts.acts import (
    At,
    Closing,
    Evidence,
    Relief,
    ReminderBook,
    Signing,
    TaskAct,
)
from cchc.core.facts.report import Stamp
from cchc.core.plan.unit import Channel, Reminder, ReminderStep
from cchc.store.codes import Where, act_columns, plan_row, read_codes
from cchc.store.ledger import Ledger, read_transaction, write_transaction
from cchc.store.rows import (
    day_after,
    digest,
    field_columns,
    insert,
    insert_all,
    read_acts,
    read_records,
)
from cchc.text.record import Record, replace

SIGNINGS = """
SELECT signing.id, unit.code AS unit, paper, version, day, signer, title, counterparty,
  number, sha256, withdrawn, supersedes, reason, actor,
  substr(recorded_at, 1, 10) AS recorded_on,
  CASE WHEN scan IS NOT NULL THEN '' END AS "scan.about", scan AS "scan.text",
  scan_sha256 AS "scan.sha256", scan_size AS "scan.size", scan_file AS "scan.file"
FROM signing LEFT JOIN unit ON unit.id = unit_id
WHERE signing.plan_id = ? AND recorded_at < ? ORDER BY signing.id
"""
CLOSINGS = """
SELECT unit.code AS unit, period.name AS period, entry.kind, decision, reason,
  substr(recorded_at, 1, 10) AS recorded_on, actor
FROM closing AS entry JOIN unit ON unit.id = unit_id
JOIN period ON period.id = period_id
WHERE {0} AND recorded_at < ? ORDER BY entry.id
"""
TASK_ACTS = """
SELECT task.code AS task, kind, task_act.due, until, reason, actor,
  substr(recorded_at, 1, 10) AS recorded_on,
  document_number AS "document.number", document_date AS "document.date"
FROM task_act JOIN task ON task.id = task_id
WHERE task_act.plan_id = ? AND recorded_at < ? ORDER BY task_act.id
"""
RELIEFS = """
SELECT unit.code AS unit, period.name AS period, relief.kind, until, relief.due, reason,
  actor, substr(recorded_at, 1, 10) AS recorded_on
FROM relief JOIN unit ON unit.id = unit_id JOIN period ON period.id = period_id
WHERE relief.plan_id = ? AND recorded_at < ? ORDER BY relief.id
"""
REMINDERS = """
SELECT unit.code, period.name, dispatch.id, reminder.step, reminder.addressee,
  reminder.channel, reminder.due, recorded_at, actor, owed
FROM dispatch JOIN reminder ON dispatch_id = dispatch.id
JOIN unit ON unit.id = unit_id JOIN period ON period.id = reminder.period_id
WHERE dispatch.plan_id = ?1 AND recorded_at < ?2{0} ORDER BY reminder.id
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


PLANLESS = {"obstacle", "obstacle_event"}
"""Tables whose rows are of the plan that their unit is of."""


def put_act(
    ledger: Ledger,
    plan_id: str,
    table: str,
    columns: Mapping[str, object],
    stamp: Stamp,
    **about: str | None,
) -> int:
    """Add an act to its table, about a `unit`, `period` or `task` of a plan."""
    with write_transaction(ledger) as connection:
        unit = about.get("unit")
        known = read_codes(connection, plan_id, () if unit is None else (unit,))
        row = {**act_columns(known, stamp, **about), **columns}
        if table in PLANLESS:
            del row["plan_id"]
        return insert(connection, table, row)


def signings(connection: Connection, plan: int, as_of: date) -> tuple[Signing, ...]:
    """Every act recorded by the end of a day, in order; corrected ones are kept."""
    return read_acts(connection, SIGNINGS, plan, as_of, Signing)


def signings_of(ledger: Ledger, plan_id: str, as_of: date) -> tuple[Signing, ...]:
    """The same by the id of a plan. Raises KeyError if there is no such plan."""
    with read_transaction(ledger) as connection:
        return signings(connection, plan_row(connection, plan_id), as_of)


def with_digest(signing: Signing, text: str | None) -> Signing:
    """The act with the SHA-256 of the text that it is about."""
    return replace(signing, sha256=None if text is None else digest(text.encode()))


def put_signing(
    ledger: Ledger, plan_id: str, signing: Signing, text: str | None, stamp: Stamp
) -> int:
    """Add an act and the text that was signed; actor and day are the stamp's.

    Raises LedgerError: the disk, the database, or an act that does not follow the last
    one about the same paper; nothing was stored.
    """
    scan = signing.scan or Evidence("", "")
    columns = {
        **field_columns(signing, "paper", "version", "day", "signer", "title"),
        **field_columns(signing, "counterparty", "number", "supersedes", "reason"),
        "text": text,
        "sha256": with_digest(signing, text).sha256,
        "scan": scan.text or None,
        "scan_sha256": scan.sha256,
        "scan_size": scan.size,
        "scan_file": scan.file,
        "withdrawn": int(signing.withdrawn),
    }
    return put_act(ledger, plan_id, "signing", columns, stamp, unit=signing.unit)


def signed_text(ledger: Ledger, number: int) -> str | None:
    """The text that was signed, as the program made it; None where it made none."""
    query = "SELECT text FROM signing WHERE id = ?"
    rows = ledger.connection.execute(query, (number,))
    return next((text for (text,) in rows), None)


def closings(connection: Connection, where: Where, as_of: date) -> tuple[Closing, ...]:
    """The acts of closing reports and opening them again, by a day, in their order."""
    condition, blank = where
    return read_acts(connection, CLOSINGS.format(condition), blank, as_of, Closing)


def put_closing(ledger: Ledger, plan_id: str, closing: Closing, stamp: Stamp) -> None:
    """Store an act of closing a report; day and actor are those of the stamp."""
    columns = field_columns(closing, "kind", "decision", "reason")
    of = {"unit": closing.unit, "period": closing.period}
    put_act(ledger, plan_id, "closing", columns, stamp, **of)


def task_acts(connection: Connection, plan: int, as_of: date) -> tuple[TaskAct, ...]:
    """All decisions on tasks by the end of a day, in the order they were written."""
    return read_acts(connection, TASK_ACTS, plan, as_of, TaskAct)


def put_task_act(ledger: Ledger, plan_id: str, act: TaskAct, stamp: Stamp) -> None:
    """Store a decision on a task; day and actor are those of the stamp."""
    columns = field_columns(act, "kind", "due", "until", "reason", "document")
    put_act(ledger, plan_id, "task_act", columns, stamp, task=act.task)


def read_chase(
    connection: Connection, plan: int, as_of: date, unit: int | None = None
) -> ReminderBook:
    """All that was granted and all that was sent up to the end of a day.

    With the row of a unit, no other unit's reminders.
    """
    of_unit = "" if unit is None else f" AND reminder.unit_id = {unit}"
    reliefs: dict[At, tuple[Relief, ...]] = {}
    for relief in read_acts(connection, RELIEFS, plan, as_of, Relief):
        at = (relief.unit, relief.period)
        reliefs[at] = (*reliefs.get(at, ()), relief)
    reminders: dict[At, tuple[Reminder, ...]] = {}
    for *at_row, dispatch, when, to, by, due, sent, actor, owed in connection.execute(
        REMINDERS.format(of_unit), (plan, day_after(as_of))
    ):
        at = (at_row[0], at_row[1])
        days = date.fromisoformat(due), datetime.fromisoformat(sent).date()
        how = (dispatch, *at, when, to, Channel(by), *days, actor)
        reminder = Reminder(*how, owed=tuple(owed.split()))
        reminders[at] = (*reminders.get(at, ()), reminder)
    return ReminderBook(reliefs, reminders)


def put_relief(ledger: Ledger, plan_id: str, relief: Relief, stamp: Stamp) -> None:
    """Add an act of relief; actor and day are those of the stamp."""
    columns = field_columns(relief, "kind", "until", "due", "reason")
    of = {"unit": relief.unit, "period": relief.period}
    put_act(ledger, plan_id, "relief", columns, stamp, **of)


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
        taken = dict(zip(("step", "addressee", "channel"), step.key, strict=True))
        row = {**act_columns(known, stamp, period=period), "text": text, **taken}
        number = insert(connection, "dispatch", row)
        reminders = [
            {
                "dispatch_id": number,
                "period_id": known.periods[period],
                **taken,
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

    Those of one period, or of all. Raises KeyError if the ledger has no such plan.
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
