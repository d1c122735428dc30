"""The log out of the ledger: every act of writing, in the order of days."""

from datetime import datetime

from cchc.core.log import LogLine
from cchc.store.codes import plan_row
from cchc.store.ledger import Ledger, reading

ACT = (
    "entry.recorded_at, entry.machine_at, entry.actor, entry.source, {verb},"
    " unit.code, period.name"
)
OF = (
    "JOIN unit ON unit.id = entry.unit_id JOIN period ON period.id = entry.period_id"
    " WHERE entry.plan_id = :plan"
)
DONE = (
    "SELECT done.recorded_at, done.machine_at, done.actor, done.source, done.step,"
    " coalesce(given.code, unit.code), NULL, obstacle.id, done.text"
    " FROM obstacle_event AS done JOIN obstacle ON obstacle.id = done.obstacle_id"
    " LEFT JOIN entry ON entry.id = entry_id"
    " LEFT JOIN unit AS given ON given.id = done.unit_id"
    " JOIN unit ON unit.id = coalesce(obstacle.unit_id, entry.unit_id)"
    " WHERE unit.plan_id = :plan"
)
RAISED = (
    "SELECT coalesce(obstacle.recorded_at, entry.recorded_at),"
    " coalesce(obstacle.machine_at, entry.machine_at),"
    " coalesce(obstacle.actor, entry.actor), coalesce(obstacle.source, entry.source),"
    " 'raised', unit.code, period.name, about, text"
    " FROM obstacle LEFT JOIN entry ON entry.id = entry_id"
    " JOIN unit ON unit.id = coalesce(obstacle.unit_id, entry.unit_id)"
    " JOIN period ON period.id = coalesce(obstacle.period_id, entry.period_id)"
    " WHERE unit.plan_id = :plan"
)


def _parts(verb: str, table: str, code: str, text: str, more: str = "") -> str:
    """A select of the rows of a table that came with an act of writing."""
    name = table.partition(" ")[0]
    return (
        f"SELECT {ACT.format(verb=verb)}, {code}, {text} FROM {table}"  # noqa: S608
        f" JOIN entry ON entry.id = {name}.entry_id {OF}{more}"
    )


INDICATOR = "JOIN indicator ON indicator.id = {0}.indicator_id"
APPLIED = (
    "SELECT recorded_at, machine_at, actor, door, 'apply', NULL, NULL, NULL,"
    " 'v' || number || coalesce(': ' || reason, '')"
    " FROM plan_version WHERE plan_id = :plan"
)
SENT = (
    f"SELECT {ACT.format(verb='entry.kind')}, (SELECT group_concat(indicator.code)"  # noqa: S608
    " FROM revision JOIN indicator ON indicator.id = revision.indicator_id"
    f" WHERE revision.entry_id = entry.id), entry.reason FROM entry {OF}"
)
REVIEWED = (
    "SELECT review.recorded_at, review.machine_at, review.actor, review.source,"  # noqa: S608
    " review.opinion, unit.code, period.name, NULL, review.reason"
    f" FROM review JOIN entry ON entry.id = review.entry_id {OF}"
)
ALL = " UNION ALL ".join((
    APPLIED,
    SENT,
    REVIEWED,
    _parts("'correction'", f"revision {INDICATOR.format('revision')}",
           "indicator.code", "coalesce(revision.typed, revision.state)",
           " AND sequence > 1 AND revision.state <> 'withdrawn'"),
    _parts("'item'", f"item {INDICATOR.format('item')}", "indicator.code", "item.name",
           " AND item.withdraws IS NULL"),
    _parts("'task'", "task_note JOIN task ON task.id = task_note.task_id",
           "task.code", "coalesce(task_note.result, task_note.state)"),
    RAISED,
    DONE,
))  # fmt: skip


def log_lines(ledger: Ledger, plan_id: str) -> tuple[LogLine, ...]:
    """Everything written about a plan, the oldest first; drafts are no part of it.

    Raises KeyError if there is no such plan.
    """
    with reading(ledger) as connection:
        plan = plan_row(connection, plan_id)
        rows = connection.execute(f"{ALL} ORDER BY 1", {"plan": plan}).fetchall()
    return tuple(
        LogLine(
            datetime.fromisoformat(recorded),
            datetime.fromisoformat(machine),
            actor,
            source,
            verb,
            unit,
            period,
            tuple(str(about).split(",")) if about is not None else (),
            text,
        )
        for recorded, machine, actor, source, verb, unit, period, about, text in rows
    )
