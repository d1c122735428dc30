"""Tasks, judged by date and evidence at the judgement date (SEMANTICS 7)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from cchc.core.facts.report import Facts, TaskNote, TaskState
from cchc.core.facts.succession import carried
from cchc.core.plan.calendar import periods as periods_of
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan, Task
from cchc.core.verdict.statuses import TaskStatus
from cchc.text.record import Record, replace


class TaskView(Record):
    """`count` of `of`: what was made, or how many of the units of `each` did it.

    `waiting` are unit ids of `each` that have not done it.
    """

    task: Task
    status: TaskStatus
    due: date | None
    done: date | None
    count: Decimal | None
    of: Decimal | None
    result: str | None
    document: str | None
    waiting: tuple[str, ...] = ()


def task_view(
    task: Task,
    notes: Iterable[TaskNote],
    period: Period,
    order: tuple[str, ...],
    judged_on: date,
) -> TaskView:
    """How a task stands in the report of a period.

    `notes` are what units said of it in all periods, `order` the names of the
    plan's periods from first to last, `judged_on` the judgement date.
    """
    latest = _latest(notes, order[: period.ordinal])
    said = [latest[unit] for unit in task.doers if unit in latest]
    finished = [note for note in said if _is_done(note, judged_on)]
    waiting = set(task.doers) - {note.unit for note in finished}
    days = [note.done for note in finished if note.done is not None]
    done_on = max(days) if days and not waiting else None
    count, of = _count(task, said, len(finished))
    last = said[-1] if said else None
    return TaskView(
        task=task,
        status=_status(
            task,
            period,
            judged_on,
            is_done=bool(task.doers) and not waiting,
            done_on=done_on,
            started=any(note.state is not TaskState.NOT_STARTED for note in said),
        ),
        due=task.due,
        done=done_on,
        count=count,
        of=of,
        result=last.result if last else None,
        document=last.document if last else None,
        waiting=tuple(unit for unit in task.each if unit in waiting),
    )


def _latest(notes: Iterable[TaskNote], upto: tuple[str, ...]) -> dict[str, TaskNote]:
    """The last thing each unit said, by the order of the periods."""
    listed = tuple(notes)
    return {note.unit: note for name in upto for note in listed if note.period == name}


def _is_done(note: TaskNote, judged_on: date) -> bool:
    in_time = note.done is None or note.done <= judged_on
    return note.state is TaskState.DONE and in_time


def _status(
    task: Task,
    period: Period,
    judged_on: date,
    *,
    is_done: bool,
    done_on: date | None,
    started: bool,
) -> TaskStatus:
    """A task due after the period's cut-off is not late in that period's report."""
    if task.standing:
        return TaskStatus.STANDING
    if is_done:
        late = task.due is not None and done_on is not None and done_on > task.due
        return TaskStatus.DONE_LATE if late else TaskStatus.DONE_ON_TIME
    passed = task.due is not None and judged_on > task.due
    if passed and task.due is not None and task.due <= period.cutoff:
        return TaskStatus.OVERDUE
    return TaskStatus.DOING if started else TaskStatus.NOT_STARTED


def _count(
    task: Task, said: list[TaskNote], finished: int
) -> tuple[Decimal | None, Decimal | None]:
    """How many of how many: units for `each`, else what the unit counted."""
    if task.each:
        return Decimal(finished), Decimal(len(task.each))
    target = task.count.target if task.count else None
    last = said[-1] if said else None
    if last is None:
        return None, target
    return last.count, last.of if last.of is not None else target


def own_tasks(
    tasks: tuple[TaskView, ...], plan: Plan, period: Period, facts: Facts, unit: str
) -> tuple[TaskView, ...]:
    """The tasks, and of one that every unit of a group has to do, the unit's part.

    A task of nine wards may be late for one of them and long done by another.
    """
    shared = tuple(
        replace(each.task, each=(unit,))
        for each in tasks
        if unit in each.task.each and each.status is not TaskStatus.DROPPED
    )
    made = task_views(replace(plan, tasks=shared), period, facts)
    own = {e.task.id: replace(e, count=None, of=None, waiting=()) for e in made}
    return tuple(own.get(each.task.id, each) for each in tasks)


def task_views(plan: Plan, period: Period, facts: Facts) -> tuple[TaskView, ...]:
    """Every task of the plan, judged in the report of the period."""
    order = tuple(each.name for each in periods_of(plan))
    judged = facts.as_of if period.is_last else min(facts.as_of, period.cutoff)
    members = {unit.id: unit for unit in plan.units}
    made = []
    for task in plan.tasks:
        said = (note for note in facts.tasks if note.task == task.id)
        own, notes = carried(task, said, members, period)
        made.append(task_view(own, notes, period, order, judged))
    return tuple(made)
