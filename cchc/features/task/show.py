"""Tasks as a table, as sentences, and as `cchc.task/1`."""

from collections import Counter
from datetime import date
from decimal import Decimal

from cchc.core.facts.acts import TaskAct
from cchc.core.plan.period import Period
from cchc.core.plan.plan import NO_PAPER, Plan
from cchc.core.verdict.statuses import ENDED_TASKS, TASK_ORDER, TaskStatus
from cchc.core.verdict.task import (
    TaskView,
)
from cchc.phrases.documents import TaskActJson
from cchc.phrases.task_phrases import decision_words, progress_words, task_due_words
from cchc.screen.document import DRY_RUN, Day, JsonDocument, key
from cchc.screen.list_answer import ListAnswer, ListLine, join_counts, list_head
from cchc.screen.status_style import TASK
from cchc.screen.table import LayoutColumn, Table, TableLayout, as_table
from cchc.text.day import short
from cchc.text.problem import Problem
from cchc.text.record import Record, replace
from cchc.text.sanitize import one_line
from cchc.words.period import label
from cchc.words.prose import NOTHING, join_names, paper_words
from cchc.words.translator import Voice


class Decided(Record):
    """What was decided, and the task before and after, in the report of a period."""

    plan: Plan
    period: Period
    act: TaskAct
    before: TaskView
    after: TaskView
    doubts: tuple[Problem, ...] = ()


class TaskRoll(Record):
    """Tasks of the plan as they stand in the report of a period, late ones first."""

    plan: Plan
    period: Period
    as_of: date
    tasks: tuple[TaskView, ...]


class ListedTask(Record):
    """A task and the names of the units that have a part in it."""

    view: TaskView
    doers: str
    helpers: str
    waiting: str


def _rows(roll: TaskRoll) -> list[ListedTask]:
    names = {unit.id: one_line(unit.name) for unit in roll.plan.units}
    return [
        ListedTask(
            view,
            *(join_names(view.task.doers, names), join_names(view.task.helpers, names)),
            join_names(view.waiting, names),
        )
        for view in roll.tasks
    ]


def _outcome(row: ListedTask, voice: Voice) -> str:
    """What came of it: how much, which result, on which paper, on which day."""
    view = row.view
    done = None if view.done is None else short(view.done)
    parts = (progress_words(view), view.result, view.document, done)
    words = [one_line(part) for part in parts if part]
    if row.waiting and view.status is TaskStatus.OVERDUE:
        words.append(voice.say("screen.task.waiting", units=row.waiting))
    return "; ".join(words) or NOTHING


def _due(row: ListedTask, voice: Voice) -> str:
    return task_due_words(replace(row.view, decisions=()), voice)


def _decided(row: ListedTask, voice: Voice) -> str:
    decisions = (decision_words(act, voice) for act in row.view.decisions)
    return "; ".join(decisions) or NOTHING


def roll_answer(roll: TaskRoll, voice: Voice) -> ListAnswer:
    """The tasks that are not done, the latest first; how many stand how."""
    rows = [row for row in _rows(roll) if row.view.status not in ENDED_TASKS]
    rank = TASK_ORDER.index
    rows.sort(key=lambda row: (rank(row.view.status), row.view.due or date.max))
    numbers = Counter(view.status for view in roll.tasks)
    by_status = ((numbers[s], voice.say(f"task.status.{s}")) for s in TASK_ORDER)
    blanks = {"period": label(roll.period, voice), "day": short(roll.as_of)}
    counts, ended = voice.say("task.none", **blanks), len(roll.tasks) - len(rows)
    if roll.tasks:
        total = voice.say("screen.total.tasks", number=len(roll.tasks))
        counts = f"{total}: {join_counts(by_status, voice)}"
    lines = (
        ListLine(
            TASK[row.view.status],
            f"{one_line(row.view.task.id)} {one_line(row.view.task.name)}",
            _open_words(row, voice),
        )
        for row in rows
    )
    return ListAnswer(
        head=list_head(roll.plan.authority.name, "task.list", voice, **blanks),
        counts=counts,
        lines=tuple(lines),
        rest=voice.say("task.list.ended", n=ended) if ended else "",
    )


def _open_words(row: ListedTask, voice: Voice) -> str:
    """`hạn 30/9/2022, Phòng Tư pháp`, `hạn 30/6/2022, 2 đơn vị`."""
    units = row.view.waiting or row.view.task.doers
    who = row.waiting or row.doers
    if len(units) > 1:
        who = voice.say("screen.answer.units", n=len(units))
    due = voice.say("screen.task.due", day=_due(row, voice))
    return ", ".join(filter(None, (due, who)))


LIST: TableLayout[ListedTask] = TableLayout(
    "task.column",
    LayoutColumn("task", lambda row, _: row.view.task.id, whole=True, lead=True),
    LayoutColumn("name", lambda row, _: one_line(row.view.task.name), lead=True),
    LayoutColumn(
        "status", lambda row, voice: voice.say(f"task.status.{row.view.status}")
    ),
    LayoutColumn("due", _due, whole=True),
    LayoutColumn("lead", lambda row, _: row.doers or NOTHING),
    LayoutColumn("helpers", lambda row, _: row.helpers or NOTHING, wide=True),
    LayoutColumn("outcome", _outcome),
    LayoutColumn("decision", _decided, wide=True),
)
"""One row for each task: how it stands, by when, who does it, what came of it."""


def roll_table(roll: TaskRoll, voice: Voice, *, narrow: bool = False) -> Table:
    """The tasks of a period."""
    day = short(roll.as_of)
    title = voice.say("task.title", period=label(roll.period, voice), day=day)
    return LIST.table(title, _rows(roll), voice, narrow=narrow)


def roll_screen(roll: TaskRoll, voice: Voice, width: int, *, colour: bool) -> str:
    """The list as it is drawn on a screen, with the decisions below it."""
    if not roll.tasks:
        return voice.say("task.none", period=label(roll.period, voice))
    drawn = as_table(roll_table(roll, voice, narrow=True), width, colour=colour)
    decisions = [
        voice.say("task.decision", task=one_line(row.view.task.id), said=said)
        for row in _rows(roll)
        if (said := _decided(row, voice)) != NOTHING
    ]
    return "\n".join([drawn.rstrip("\n"), *decisions])


def decided_text(done: Decided, voice: Voice, *, dry_run: bool) -> str:
    """What was decided: the state and the due day, old → new, why and by what."""
    before, after, act = done.before, done.after, done.act
    head = f"task.{act.kind.value}"
    blanks = {"task": one_line(act.task), "name": one_line(after.task.name)}
    lines = [voice.say(f"{head}.rehearsed" if dry_run else head, **blanks)]
    old, new = (voice.say(f"task.status.{view.status}") for view in (before, after))
    lines.append(voice.say("review.change", old=old, new=new))
    if before.due != after.due:
        old, new = (short(v.due) if v.due else NOTHING for v in (before, after))
        lines.append(voice.say("task.due", old=old, new=new))
    lines.append(voice.say("closing.reason", text=one_line(act.reason)))
    if act.document == NO_PAPER:
        lines.append(voice.say("task.unfounded"))
    else:
        paper = paper_words(act.document, voice)
        lines.append(voice.say("closing.decision", text=paper))
    return "\n  ".join(lines)


class ListedTaskJson(JsonDocument):
    """A task as it stands in the report of a period."""

    id: str = key("Its id in the plan.", "task.id")
    area: str | None = key("Id of its area.", "task.area")
    name: str = key("What it is called.", "task.name")
    status: TaskStatus = key("How it stands.")
    due: Day | None = key("Its due day, a later one that was given.")
    extended_from: Day | None = key(
        "The due day of the plan, where a later one was given."
    )
    done: Day | None = key("The day it was done.")
    count: Decimal | None = key("How many are done.")
    of: Decimal | None = key("Of how many.")
    doers: list[str] = key("Ids of the units that do it.", "task.doers")
    helpers: list[str] = key("Ids of the units that help.", "task.helpers")
    waiting: list[str] = key("Ids of units of a group that have not done it.")
    result: str | None = key("The result in the unit's words.")
    document: str | None = key("The paper that proves it.")
    decisions: list[TaskActJson] = key("What gave it more time or dropped it.")


class TasksJson(JsonDocument, schema="cchc.task/1", verbs=("task list",)):
    """The tasks of a period."""

    plan: str = key("Id of the plan.", "plan.id")
    period: str = key("Id of the period.", "period.id")
    as_of: Day = key("As known on this day.")
    tasks: list[ListedTaskJson] = key("Each task, those that are late first.")


class DecidedJson(
    JsonDocument, schema="cchc.task/1", verbs=("task extend", "task drop")
):
    """What was decided of a task, with the task before and after."""

    dry_run: bool = DRY_RUN
    period: str = key("Id of the period in whose report it is judged.", "period.id")
    act: TaskActJson = key("What was decided.")
    before: ListedTaskJson = key("As it stood.")
    after: ListedTaskJson = key("As it stands now.")
