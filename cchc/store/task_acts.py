"""Tasks given more time or dropped: rows beside the log, never changed."""

import sqlite3
from datetime import date

from cchc.core.facts.acts import TaskAct
from cchc.core.facts.report import Stamp
from cchc.store.cells import day_after
from cchc.store.codes import read_codes
from cchc.store.ledger import Ledger, write_transaction
from cchc.store.rows import field_columns, insert, read_records, stamp_columns

ACTS = """
SELECT task.code AS task, kind, task_act.due, until, reason, actor,
  substr(recorded_at, 1, 10) AS recorded_on,
  document_number AS "document.number", document_date AS "document.date"
FROM task_act JOIN task ON task.id = task_id
WHERE task_act.plan_id = ? AND recorded_at < ? ORDER BY task_act.id
"""


def task_acts(
    connection: sqlite3.Connection, plan: int, as_of: date
) -> tuple[TaskAct, ...]:
    """All decisions on tasks by the end of a day, in the order they were written."""
    rows = connection.execute(ACTS, (plan, day_after(as_of)))
    return tuple(read_records(rows, TaskAct))


def put_task_act(ledger: Ledger, plan_id: str, act: TaskAct, stamp: Stamp) -> None:
    """Store a decision on a task; day and actor are those of the stamp."""
    with write_transaction(ledger) as connection:
        known = read_codes(connection, plan_id, ())
        row = {
            "plan_id": known.plan,
            "task_id": known.tasks[act.task],
            **field_columns(act, "kind", "due", "until", "reason", "document"),
            **stamp_columns(stamp),
        }
        insert(connection, "task_act", row)
