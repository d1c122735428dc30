"""What is a unit's own of a view: its part of what several units do together."""

from cchc.core.facts.report import Facts
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.verdict.status import task_views
from cchc.core.verdict.view import TaskStatus, TaskView
from cchc.text.record import replace


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
