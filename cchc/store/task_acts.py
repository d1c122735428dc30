"""Tasks given more time or dropped: rows beside the log, never changed."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import Any

from cchc.core.facts.report import Stamp
from cchc.core.facts.task_act import TaskAct, TaskActKind
from cchc.core.plan.plan import Paper
from cchc.store.cells import day_after
from cchc.store.codes import read_codes
from cchc.store.figures import day_of, text_of
from cchc.store.ledger import Ledger, write_transaction
from cchc.store.rows import insert, stamp_columns

ACTS = """
SELECT task.code, kind, task_act.due, until, reason, substr(recorded_at, 1, 10), actor,
  document_number, document_date
FROM task_act JOIN task ON task.id = task_id
WHERE task_act.plan_id = ? AND recorded_at < ? ORDER BY task_act.id
"""


def task_acts(
    connection: sqlite3.Connection, plan: int, as_of: date
) -> tuple[TaskAct, ...]:
    """All decisions on tasks by the end of a day, in the order they were written."""
    rows = connection.execute(ACTS, (plan, day_after(as_of)))
    return tuple(_acts(rows))


def _acts(rows: sqlite3.Cursor) -> Iterator[TaskAct]:
    row: tuple[Any, ...]
    for row in rows:
        task, kind, due, until, reason, recorded, actor, number, day = row
        yield TaskAct(
            task=task,
            kind=TaskActKind(kind),
            due=day_of(due),
            until=day_of(until),
            reason=reason,
            recorded_on=date.fromisoformat(recorded),
            actor=actor,
            document=Paper(number, day_of(day)),
        )


def put_task_act(ledger: Ledger, plan_id: str, act: TaskAct, stamp: Stamp) -> None:
    """Store a decision on a task; day and actor are those of the stamp.

    Raises:
        LedgerError: the disk or the database; nothing was stored.
        KeyError: the plan in the ledger has no such task.
    """
    with write_transaction(ledger) as connection:
        known = read_codes(connection, plan_id, ())
        row = {
            "plan_id": known.plan,
            "task_id": known.tasks[act.task],
            "kind": act.kind.value,
            "due": text_of(act.due),
            "until": text_of(act.until),
            "reason": act.reason,
            "document_number": act.document.number,
            "document_date": text_of(act.document.date),
            **stamp_columns(stamp),
        }
        insert(connection, "task_act", row)
