"""Every deadline of a plan that is known on a day."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from cchc.app.which_plan import in_force, plan_and_period
from cchc.core.facts.obstacle import ObstacleState, obstacle_views
from cchc.core.facts.report import Facts
from cchc.core.plan.calendar import periods, work_calendar
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.verdict.statuses import ENDED_TASKS
from cchc.core.verdict.task import task_views
from cchc.features.papers.show.calendar import Deadline
from cchc.store.facts import facts_when_asked
from cchc.store.ledger import open_ledger, read_transaction
from cchc.store.reviews import obstacles_of
from cchc.words.period import label
from cchc.words.translator import Voice


def deadlines(
    db: Path, period: str | None, voice: Voice, *, as_of: date
) -> tuple[Plan, tuple[Deadline, ...]]:
    """Cut-offs, reports, open tasks and answers that are due, the first day first.

    Of the period alone where one is named: from its first day to its last due date.
    """
    with open_ledger(db) as ledger, read_transaction(ledger):
        held, when = plan_and_period(ledger, period, as_of)
        plan = in_force(held, when, as_of).plan
        facts = facts_when_asked(ledger, plan.id, as_of)
        raised = obstacles_of(ledger, plan.id, as_of)
        made = periods(plan)
        chosen = made if period is None else [when]
        deadlines = [d for own in chosen for d in _of_period(plan, own, facts, voice)]
        tasks = task_views(plan, made[-1], facts)
    for task in tasks:
        if task.due is not None and task.status not in ENDED_TASKS:
            key, name = task.task.id, task.task.name
            title = voice.say("calendar.task", task=key, name=name)
            who = _names(plan, task.waiting or task.task.doers)
            deadlines.append(Deadline(f"task-{key}", task.due, title, who))
    for view in obstacle_views(raised, as_of, work_calendar(plan.calendar)):
        act = view.assigned
        if view.state is ObstacleState.ASSIGNED and act and act.due and act.unit:
            number = view.obstacle.id
            title = voice.say("calendar.answer", number=number)
            text = f"{_names(plan, [act.unit])}: {view.obstacle.text}"
            deadlines.append(Deadline(f"answer-{number}", act.due, title, text))
    if period is not None:
        end = max((when.due, *when.dues.values()))
        deadlines = [d for d in deadlines if when.start <= d.day <= end]
    return plan, tuple(sorted(deadlines, key=lambda d: (d.day, d.key)))


def _of_period(
    plan: Plan, period: Period, facts: Facts, voice: Voice
) -> Iterator[Deadline]:
    """The cut-off, and each day on which reports are due with the units that owe."""
    name = label(period, voice)
    title = voice.say("calendar.cutoff", period=name)
    yield Deadline(f"cutoff-{period.name}", period.cutoff, title)
    by_day: dict[date, list[str]] = {}
    for unit in plan.units:
        if unit.active_in(period) and not facts.chase.is_exempt(unit.id, period.name):
            by_plan = period.due_for(unit.kind)
            day = facts.chase.due(unit.id, period.name, by_plan)
            by_day.setdefault(day, []).append(unit.id)
    for day, units in by_day.items():
        title = voice.say("calendar.report", period=name)
        key = f"report-{period.name}-{day:%m%d}"
        yield Deadline(key, day, title, _names(plan, units))


def _names(plan: Plan, ids: Iterable[str]) -> str:
    units = {unit.id: unit.name for unit in plan.units}
    return ", ".join(units.get(key, key) for key in ids)
