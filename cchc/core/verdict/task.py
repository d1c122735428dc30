"""Tasks, judged by date and evidence at the judgement date (SEMANTICS 7)."""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal

from cchc.core.facts.acts import TaskAct, TaskActKind, extensions_of, standing_acts
from cchc.core.facts.report import Facts, TaskNote, TaskState
from cchc.core.facts.succession import with_heirs
from cchc.core.plan.calendar import periods as periods_of
from cchc.core.plan.date_window import DateRole, plan_window, window_problem
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan, Task
from cchc.core.verdict.statuses import ENDED_TASKS, TASK_ORDER, TaskStatus
from cchc.text.day import short
from cchc.text.problem import Blank, Place, Problem, ProblemCode
from cchc.text.record import Record, replace


class TaskView(Record):
    """`count` of `of`: what was made, or how many of the units of `each` did it.

    `waiting` are unit ids of `each` that have not done it. `due` is the later day where
    it was extended; `decisions` are the acts that gave it more time or dropped it, and
    that nobody took back.
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
    decisions: tuple[TaskAct, ...] = ()

    @property
    def extended_from(self) -> date | None:
        """The due day of the plan, where a later one was given."""
        return self.task.due if self.due != self.task.due else None


def task_view(  # the law takes them one by one
    task: Task,
    notes: tuple[TaskNote, ...],
    period: Period,
    order: tuple[str, ...],
    judged_on: date,
    acts: Iterable[TaskAct] = (),
) -> TaskView:
    """How a task stands in the report of a period.

    `notes` are what units said of it in all periods, `order` the names of the
    plan's periods from first to last, `judged_on` the judgement date, `acts` what the
    office decided of it.
    """
    decisions, names = standing_acts(acts), order[: period.ordinal]
    days = (task.due, *(act.until for act in extensions_of(decisions)[-1:]))
    # what each unit that does it said last
    latest = {
        note.unit: note for name in names for note in notes if note.period == name
    }
    last_notes = [latest[unit] for unit in task.doers if unit in latest]
    done = (note for note in last_notes if note.state is TaskState.DONE)
    finished = [note for note in done if (note.done or date.min) <= judged_on]
    waiting = set(task.doers) - {note.unit for note in finished}
    done_days = [note.done for note in finished if note.done is not None]
    is_done = bool(task.doers) and not waiting
    last = last_notes[-1] if last_notes else None
    due = max((day for day in days if day is not None), default=None)
    done_on = max(done_days) if done_days and is_done else None
    view = TaskView(
        *(task, TaskStatus.DOING, due, done_on),
        *_count(task, last, len(finished)),
        result=last.result if last else None,
        document=last.document if last else None,
        waiting=tuple(unit for unit in task.each if unit in waiting),
        decisions=decisions,
    )
    started = any(note.state is not TaskState.NOT_STARTED for note in last_notes)
    status = _status(view, period, judged_on, is_done=is_done, started=started)
    return replace(view, status=status)


def _count(
    task: Task, last: TaskNote | None, finished: int
) -> tuple[Decimal | None, Decimal | None]:
    """How many of how many: units for `each` (7), else what the unit counted."""
    if task.each:
        return Decimal(finished), Decimal(len(task.each))
    target = task.count.target if task.count else None
    if last is None:
        return None, target
    return last.count, last.of if last.of is not None else target


def _status(
    view: TaskView, period: Period, judged_on: date, *, is_done: bool, started: bool
) -> TaskStatus:
    """The status by the due day that stands."""
    due, decisions = view.due, view.decisions
    if decisions and decisions[-1].kind is TaskActKind.DROP:
        return TaskStatus.DROPPED
    if view.task.standing:
        return TaskStatus.RECURRING
    if is_done:
        is_late = due is not None and view.done is not None and view.done > due
        return TaskStatus.DONE_LATE if is_late else TaskStatus.DONE_ON_TIME
    # one due after the period's cut-off is not late in that period's report (7)
    if due is not None and due < judged_on and due <= period.cutoff:
        return TaskStatus.OVERDUE
    if decisions:
        return TaskStatus.EXTENDED
    return TaskStatus.DOING if started else TaskStatus.NOT_STARTED


def own_tasks(
    tasks: tuple[TaskView, ...], plan: Plan, period: Period, facts: Facts, unit: str
) -> tuple[TaskView, ...]:
    """The tasks, and of one that every unit of a group has to do, the unit's part.

    A task of nine wards may be late for one of them and long done by another.
    """
    shared = tuple(
        replace(view.task, each=(unit,))
        for view in tasks
        if unit in view.task.each and view.status is not TaskStatus.DROPPED
    )
    parts = {
        view.task.id: replace(view, count=None, of=None, waiting=())
        for view in task_views(replace(plan, tasks=shared), period, facts)
    }
    return tuple(parts.get(view.task.id, view) for view in tasks)


def task_views(
    plan: Plan, period: Period, facts: Facts, withdrawn: Collection[str] = ()
) -> tuple[TaskView, ...]:
    """Every task of the plan in the report of a period; `withdrawn` ones as dropped."""
    order = tuple(planned.name for planned in periods_of(plan))
    judged_on = facts.as_of if period.is_last else min(facts.as_of, period.cutoff)
    acts: dict[str, list[TaskAct]] = {}
    for act in facts.task_acts:
        acts.setdefault(act.task, []).append(act)
    views = []
    for task in plan.tasks:
        notes_of_task = (note for note in facts.tasks if note.task == task.id)
        carried_task, notes = with_heirs(task, notes_of_task, plan.members, period)
        decided = acts.get(task.id, ())
        view = task_view(carried_task, notes, period, order, judged_on, decided)
        if task.id in withdrawn:
            view = replace(view, status=TaskStatus.DROPPED, waiting=())
        views.append(view)
    return tuple(views)


def tasks_in_order(tasks: Iterable[TaskView]) -> list[TaskView]:
    """Overdue first, then late; else as in the plan."""
    views = list(tasks)
    views.sort(key=lambda task: TASK_ORDER.index(task.status))
    return views


def task_act_problem(
    act: TaskAct, view: TaskView, plan: Plan, at_task: Place, at_until: Place
) -> Problem | None:
    """Why that cannot be decided of the task, if it cannot.

    P362 more extensions than the plan allows, P363 it has no due day, P364 it is done
    or dropped, P365 nothing to take back, P366 no later day, P346 outside the plan.
    """
    task, extended = view.task, len(extensions_of(view.decisions))
    blanks: dict[str, Blank] = {"task": task.id, "n": task.extensions}
    refusals = (
        (ProblemCode.TASK_NOTHING_TO_LIFT, not view.decisions),
        (ProblemCode.TASK_ENDED, view.status in ENDED_TASKS),
        (ProblemCode.TASK_WITHOUT_DUE, view.due is None),
        (ProblemCode.TASK_EXTENDED_ENOUGH, extended >= task.extensions),
    )
    first = 0 if act.kind is TaskActKind.LIFT else 1
    last = {TaskActKind.LIFT: 1, TaskActKind.DROP: 2}.get(act.kind, len(refusals))
    for code, holds in refusals[first:last]:
        if holds:
            return Problem(code, at_task, blanks)
    if act.until is None or view.due is None:
        return None
    if act.until <= view.due:
        blanks |= {"until": short(act.until), "due": short(view.due)}
        return Problem(ProblemCode.TASK_UNTIL_NOT_LATER, at_until, blanks)
    window = plan_window(periods_of(plan))
    return window_problem(act.until, window, DateRole.UNTIL, at_until)
