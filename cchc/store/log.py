"""The log out of the ledger: every act of writing, in the order of days."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from cchc.core.facts.acts import SignedPaper
from cchc.store.codes import plan_row
from cchc.store.figures import day_of
from cchc.store.ledger import Ledger, read_transaction
from cchc.text.closed_list import StrEnum
from cchc.text.record import Record


class LogVerb(StrEnum):
    """What can be done: every act of writing has its word."""

    APPLY = "apply"
    REPORT = "report"
    SUPPLEMENT = "supplement"
    WITHDRAWAL = "withdrawal"
    CORRECTION = "correction"
    ITEM = "item"
    ITEM_WITHDRAWN = "item_withdrawn"
    TASK = "task"
    NARRATIVE = "narrative"
    EVIDENCE = "evidence"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    NOTED = "noted"
    RAISED = "raised"
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    CLOSED = "closed"
    EXEMPT = "exempt"
    EXTEND = "extend"
    LIFT = "lift"
    REMINDED = "reminded"
    ISSUED = "issued"
    SIGNED = "signed"
    RESIGNED = "resigned"
    UNSIGNED = "unsigned"
    PLAN_ISSUED = "plan_issued"
    REPORT_CLOSED = "report_closed"
    REPORT_REOPENED = "report_reopened"
    TASK_EXTENDED = "task_extended"
    TASK_DROPPED = "task_dropped"
    TASK_LIFTED = "task_lifted"
    NOTE = "note"
    NOTE_WITHDRAWN = "note_withdrawn"
    SCORED = "scored"
    SCORE_WITHDRAWN = "score_withdrawn"


class LogLine(Record):
    """One thing written; `about` are ids of indicators or tasks.

    `number` is the one by which an obstacle is called.
    `due` is the day that it gave or spoke of: a later due day, the day by which an
    answer is wanted, the due day that a unit was reminded of.
    `paper`, of which `version` of the plan and of which `day`, is what was signed.
    `recorded_at` is on the day of work, `machine_at` by the machine's own clock.
    """

    recorded_at: datetime
    machine_at: datetime
    actor: str
    source: str
    verb: LogVerb
    unit: str | None
    period: str | None
    number: int | None
    about: tuple[str, ...]
    due: date | None
    text: str | None
    paper: SignedPaper | None = None
    version: int | None = None
    day: date | None = None

    @property
    def is_other_day(self) -> bool:
        """Whether it was recorded for another day than the machine's."""
        return self.recorded_at.date() != self.machine_at.date()


STAMP = "{0}.recorded_at, {0}.machine_at, {0}.actor, {0}.source"
OF = (
    "JOIN unit ON unit.id = entry.unit_id JOIN period ON period.id = entry.period_id"
    " WHERE entry.plan_id = :plan"
)
INDICATOR = "JOIN indicator ON indicator.id = {0}.indicator_id"


def _act(  # noqa: PLR0913  # one for each column
    stamp: str,
    verb: str,
    rest: str,
    *,
    unit: str = "unit.code",
    period: str = "period.name",
    number: str = "NULL",
    about: str = "NULL",
    due: str = "NULL",
    text: str = "NULL",
    act: str = "NULL",
    signed: str = "NULL, NULL, NULL",
) -> str:
    """A select of lines: when, who and how, then what was done; `rest` is FROM on.

    `act` is the act of writing that the line came with, so that its lines stay
    together; `signed` are the paper, the version and the day of what was signed.
    """
    return (
        f"SELECT {STAMP.format(stamp)}, {act}, {verb}, {unit}, {period},"  # noqa: S608
        f" {number}, {about}, {due}, {text}, {signed} FROM {rest}"
    )


def _part(verb: str, table: str, about: str, text: str, more: str = "") -> str:
    """Lines for the rows of a table that came with an act of writing."""
    name = table.partition(" ")[0]
    rest = f"{table} JOIN entry ON entry.id = {name}.entry_id {OF}{more}"
    return _act("entry", verb, rest, about=about, text=text, act="entry.id")


APPLIED = (
    "SELECT recorded_at, machine_at, actor, door, NULL, 'apply', NULL, NULL,"
    " NULL, NULL, NULL, 'v' || number || coalesce(', ' || decision_number, '')"
    " || coalesce(': ' || reason, ''), NULL, NULL, NULL FROM plan_version"
    " WHERE plan_id = :plan"
)
ISSUED = _act(
    "issued",
    "'issued'",
    "issued JOIN period ON period.id = issued.period_id WHERE issued.plan_id = :plan",
    unit="NULL",
    text="coalesce(issued.document_number || ', ', '') || issued.file",
)
FILLED = (
    "(SELECT group_concat(indicator.code) FROM revision"
    " JOIN indicator ON indicator.id = revision.indicator_id"
    " WHERE revision.entry_id = entry.id)"
)
SENT = _act(
    "entry",
    "entry.kind",
    f"entry {OF}",
    about=FILLED,
    text="entry.reason",
    act="entry.id",
)
CORRECTED = _part(
    "'correction'",
    f"revision {INDICATOR.format('revision')}",
    "indicator.code",
    "coalesce(revision.typed, revision.state)",
    " AND sequence > 1 AND revision.state <> 'withdrawn'",
)
ITEMS = _part(
    "CASE WHEN item.withdraws IS NULL THEN 'item' ELSE 'item_withdrawn' END",
    f"item {INDICATOR.format('item')}",
    "indicator.code",
    "item.name",
)
TASKS = _part(
    "'task'",
    "task_note JOIN task ON task.id = task_note.task_id",
    "task.code",
    "coalesce(task_note.result, task_note.state)",
)
WORDS = _part("'narrative'", "narrative", "NULL", "narrative.text")
EVIDENCE = _part("'evidence'", "evidence", "evidence.about", "evidence.text")
REVIEWED = _act(
    "review",
    "review.opinion",
    f"review JOIN entry ON entry.id = review.entry_id {OF}",
    text="review.reason",
)
NOTED = _act(
    "review",
    "'noted'",
    "review_note JOIN review ON review.id = review_note.review_id"
    f" JOIN entry ON entry.id = review.entry_id {OF}",
    about="review_note.about",
    text="review_note.text",
)
RAISED = (
    "SELECT coalesce(obstacle.recorded_at, entry.recorded_at),"
    " coalesce(obstacle.machine_at, entry.machine_at),"
    " coalesce(obstacle.actor, entry.actor), coalesce(obstacle.source, entry.source),"
    " entry.id, 'raised', unit.code, period.name, obstacle.id, about, NULL, text,"
    " NULL, NULL, NULL"
    " FROM obstacle LEFT JOIN entry ON entry.id = entry_id"
    " JOIN unit ON unit.id = coalesce(obstacle.unit_id, entry.unit_id)"
    " JOIN period ON period.id = coalesce(obstacle.period_id, entry.period_id)"
    " WHERE unit.plan_id = :plan"
)
HANDLED = _act(
    "done",
    "done.step",
    "obstacle_event AS done JOIN obstacle ON obstacle.id = done.obstacle_id"
    " LEFT JOIN entry ON entry.id = entry_id"
    " LEFT JOIN unit AS given ON given.id = done.unit_id"
    " JOIN unit ON unit.id = coalesce(obstacle.unit_id, entry.unit_id)"
    " WHERE unit.plan_id = :plan",
    unit="coalesce(given.code, unit.code)",
    period="NULL",
    number="obstacle.id",
    about="obstacle.about",
    due="done.due",
    text="CASE WHEN done.document IS NULL THEN done.text"
    " ELSE done.text || ' (' || done.document || ')' END",
)
RELIEVED = _act(
    "relief",
    "relief.kind",
    "relief JOIN unit ON unit.id = relief.unit_id"
    " JOIN period ON period.id = relief.period_id WHERE relief.plan_id = :plan",
    due="relief.until",
    text="relief.reason",
)
REMINDED = _act(
    "dispatch",
    "'reminded'",
    "dispatch JOIN reminder ON reminder.dispatch_id = dispatch.id"
    " JOIN unit ON unit.id = reminder.unit_id"
    " JOIN period ON period.id = reminder.period_id WHERE dispatch.plan_id = :plan",
    about="replace(nullif(reminder.owed, ''), ' ', ',')",
    due="reminder.due",
    text="reminder.step || ' ' || reminder.channel || ' ' || reminder.addressee",
)
SIGNED = _act(
    "signing",
    "CASE WHEN signing.withdrawn THEN 'unsigned'"
    " WHEN supersedes IS NOT NULL THEN 'resigned'"
    " WHEN paper = 'plan' THEN 'plan_issued' ELSE 'signed' END",
    "signing LEFT JOIN unit ON unit.id = unit_id WHERE signing.plan_id = :plan",
    period="NULL",
    text="nullif(ltrim(coalesce(', ' || signing.number, '')"
    " || coalesce(', ' || signer, '') || coalesce(': ' || reason, ''), ', :'), '')",
    signed="paper, version, day",
)
CLOSED = _act(
    "closing",
    "CASE closing.kind WHEN 'close' THEN 'report_closed' ELSE 'report_reopened' END",
    "closing JOIN unit ON unit.id = closing.unit_id"
    " JOIN period ON period.id = closing.period_id WHERE closing.plan_id = :plan",
    text="coalesce(decision || ': ' || closing.reason, decision, closing.reason)",
)
DECIDED = _act(
    "task_act",
    "CASE task_act.kind WHEN 'extend' THEN 'task_extended'"
    " WHEN 'drop' THEN 'task_dropped' ELSE 'task_lifted' END",
    "task_act JOIN task ON task.id = task_act.task_id WHERE task_act.plan_id = :plan",
    unit="NULL",
    period="NULL",
    about="task.code",
    due="task_act.until",
    text="task_act.reason || coalesce(' (' || document_number || ')', '')",
)
WRITTEN = _act(
    "note",
    "CASE note.kind WHEN 'write' THEN 'note' ELSE 'note_withdrawn' END",
    "note JOIN period ON period.id = note.period_id"
    " LEFT JOIN unit ON unit.id = note.unit_id WHERE note.plan_id = :plan",
    about="note.section",
    text="coalesce(note.text, note.reason)",
)
SCORED = _act(
    "score",
    "CASE score.kind WHEN 'set' THEN 'scored' ELSE 'score_withdrawn' END",
    "score LEFT JOIN unit ON unit.id = score.unit_id WHERE score.plan_id = :plan",
    period="NULL",
    about="score.criterion",
    text="stage || ' ' || coalesce(points, '–') || ' '"
    " || coalesce(score.reason, score.cause, '')",
)
ALL = " UNION ALL ".join(
    (
        *(APPLIED, SENT, CORRECTED, ITEMS, TASKS, WORDS, EVIDENCE, RAISED),
        *(REVIEWED, NOTED, HANDLED, RELIEVED, REMINDED, ISSUED, SIGNED),
        *(CLOSED, DECIDED, WRITTEN, SCORED),
    )
)


def log_lines(
    ledger: Ledger, plan_id: str, *, newest_first: bool = False
) -> Iterator[LogLine]:
    """Everything written about a plan in the order of days; drafts are no part of it.

    What came with one act of writing stays together, in its own order. Raises
    KeyError if there is no such plan.
    """
    with read_transaction(ledger) as connection:
        plan = plan_row(connection, plan_id)
        rows = connection.execute(ALL, {"plan": plan}).fetchall()
    rows.sort(key=lambda row: (row[0], row[1], row[4] or 0), reverse=newest_first)
    return map(_line, rows)


def _line(row: tuple[Any, ...]) -> LogLine:
    recorded, machine, actor, source, _, verb, unit, period, number = row[:9]
    about, due, text, paper, version, day = row[9:]
    return LogLine(
        recorded_at=datetime.fromisoformat(recorded),
        machine_at=datetime.fromisoformat(machine),
        actor=actor,
        source=source,
        verb=LogVerb(verb),
        unit=unit,
        period=period,
        number=number,
        about=tuple(about.split(",")) if about is not None else (),
        due=day_of(due),
        text=text,
        paper=None if paper is None else SignedPaper(paper),
        version=version,
        day=day_of(day),
    )
