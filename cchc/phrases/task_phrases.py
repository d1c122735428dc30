"""Tasks in words: by area, worst first, counted, one by one."""

from collections import Counter
from collections.abc import Iterable, Iterator

from cchc.core.facts.acts import TaskAct
from cchc.core.plan.plan import NO_PAPER, Plan
from cchc.core.verdict.status import StatusView, every_indicator
from cchc.core.verdict.statuses import COUNTED_TASKS, TaskStatus
from cchc.core.verdict.task import TaskView, tasks_in_order
from cchc.phrases.writer import Writer
from cchc.text.day import short
from cchc.text.number_format import vietnamese
from cchc.text.sanitize import one_line
from cchc.words.period import task_due_text
from cchc.words.prose import NOTHING, document_words, paper_words
from cchc.words.translator import Voice


def by_area(view: StatusView, otherwise: str) -> Iterator[tuple[str, list[TaskView]]]:
    """The areas of the plan that have tasks, in its order; the rest at the end."""
    known = {area.id for area in view.areas}
    for area in view.areas:
        if tasks := [task for task in view.tasks if task.task.area == area.id]:
            yield one_line(area.name), tasks_in_order(tasks)
    if rest := [task for task in view.tasks if task.task.area not in known]:
        yield otherwise, tasks_in_order(rest)


def progress_words(view: TaskView) -> str:
    """`7/9`: made or done of how many; empty where nothing is counted."""
    if view.count is None:
        return ""
    made = vietnamese(view.count)
    return made if view.of is None else f"{made}/{vietnamese(view.of)}"


def task_outcome(view: TaskView, writer: Writer) -> Iterator[str]:
    """What came of a task: how much of it, in words, on what paper, on what day.

    What the unit's own words have told is not told again.
    """
    words = one_line(view.result or "")
    progress = "" if view.done else progress_words(view)
    for part in (progress, one_line(view.document or "")):
        if part and part not in words:
            words = f"{part}; {words}" if part == progress else f"{words}; {part}"
    if words := words.strip("; "):
        yield words
    if view.done is not None and short(view.done) not in words:
        yield writer.say("memo.task.day", day=short(view.done))


def task_due_words(view: TaskView, voice: Voice) -> str:
    """The due day; in brackets what gave it more time, or dropped it."""
    due = voice.say("task.status.recurring") if view.task.standing else NOTHING
    if view.extended_from is not None and view.due is not None:
        due = short(view.due)
    else:
        due = task_due_text(view.task, voice) or due
    decisions = "; ".join(decision_words(act, voice) for act in view.decisions)
    return f"{due} ({decisions})" if decisions else due


def decision_words(act: TaskAct, voice: Voice) -> str:
    """`gia hạn từ 30/6/2022: chờ kinh phí; theo văn bản số 15/TB-UBND ngày …`."""
    due = NOTHING if act.due is None else short(act.due)
    code = f"task.decision.{act.kind}"
    state = voice.say(code, due=due, reason=one_line(act.reason))
    if act.document == NO_PAPER:
        return state
    paper = paper_words(act.document, voice)
    return voice.say("task.decision.founded", said=state, paper=paper)


def labels_of(view: StatusView) -> dict[str, str]:
    """Names of indicators and tasks by id, each on one line."""
    indicators = (figure.indicator for figure in every_indicator(view))
    tasks = {view.task.id: one_line(view.task.name) for view in view.tasks}
    return tasks | {line.id: one_line(line.name) for line in indicators}


def plan_labels(plan: Plan) -> dict[str, str]:
    """The same of all that a plan has."""
    tasks = {task.id: one_line(task.name) for task in plan.tasks}
    return tasks | {line.id: one_line(line.name) for line in plan.all_indicators}


def task_counts(tasks: Iterable[TaskView], writer: Writer) -> str:
    """`05 nhiệm vụ: 02 hoàn thành đúng hạn, 01 đang thực hiện`; empty for no task."""
    numbers, parts = Counter(task.status for task in tasks), []
    for status in COUNTED_TASKS:
        if numbers[status]:
            word = writer.say(f"task.status.{status}")
            number = writer.count(numbers[status])
            parts.append(writer.say("memo.tasks.part", number=number, word=word))
    if not parts:
        return ""
    total = writer.count(numbers.total())
    return writer.say("memo.tasks", number=total, parts=", ".join(parts))


def task_paragraph(tasks: Iterable[TaskView], writer: Writer) -> str:
    """What was done, is under way and is late, of tasks that were begun; else empty.

    What has not come due is not told here (DOCUMENTS 1.2).
    """
    groups: dict[str, list[str]] = {code: [] for code in _TOLD_TASKS.values()}
    for task in tasks:
        if code := _TOLD_TASKS.get(task.status):
            groups[code].append(task_words(task, writer))
    told = (
        writer.say(f"memo.task.group.{code}", tasks="; ".join(words))
        for code, words in groups.items()
        if words
    )
    return " ".join(told)


_TOLD_TASKS = {
    TaskStatus.DONE_ON_TIME: "done",
    TaskStatus.DONE_LATE: "done",
    TaskStatus.RECURRING: "recurring",
    TaskStatus.DOING: "doing",
    TaskStatus.EXTENDED: "doing",
    TaskStatus.OVERDUE: "overdue",
    TaskStatus.DROPPED: "dropped",
}
"""Under which head a task is told; those that were not begun are not."""


def task_words(view: TaskView, writer: Writer) -> str:
    """A task with the day and paper of its result, or how much is done by when."""
    details = []
    if view.done is not None:
        details.append(writer.say("memo.task.day", day=short(view.done)))
        if view.status is TaskStatus.DONE_LATE and view.due is not None:
            details.append(writer.say("memo.task.late", due=short(view.due)))
        if view.document:
            details.append(document_words(view.document, writer.voice))
    else:
        details += _counted_words(view, writer)
        if view.waiting and view.task.each and writer.is_internal:
            units = writer.some_units(view.waiting)
            details.append(writer.say("memo.task.waiting", units=units))
        if not view.task.standing and (due := task_due_words(view, writer.voice)):
            details.append(writer.say("memo.task.due", day=due))
    name = one_line(view.task.name)
    return f"{name} ({'; '.join(details)})" if details else name


def task_sentence(view: TaskView, writer: Writer) -> str:
    """One task: what, how it stands, until when, what came of it."""
    task = view.task
    facts = [writer.say(f"task.status.{view.status}"), *_counted_words(view, writer)]
    if view.done is not None:
        facts.append(writer.say("memo.task.done", day=short(view.done)))
    elif view.due is not None:
        day = task_due_words(view, writer.voice)
        facts.append(writer.say("memo.task.due", day=day))
    if view.waiting and view.done is None:
        facts.append(writer.say("memo.task.waiting", units=writer.units(view.waiting)))
    name, state = one_line(task.name), "; ".join(facts)
    if len(task.doers) == 1 and (unit := writer.units(task.doers)):
        name = writer.say("memo.task.name", name=name, unit=unit)
    if view.result:  # what came of it is a sentence of its own, then its paper
        state = f"{state}. {one_line(view.result).rstrip(' .;,')}"
    if view.document:
        state = f"{state}; {one_line(view.document)}"
    return writer.say("memo.indicator", name=name, said=state)


def _counted_words(view: TaskView, writer: Writer) -> Iterator[str]:
    """`7/9 đơn vị`, of a task that is counted."""
    if progress := progress_words(view):
        counted = view.task.count
        unit = counted.unit if counted else writer.say("memo.task.units")
        yield f"{progress} {one_line(unit)}".strip()
