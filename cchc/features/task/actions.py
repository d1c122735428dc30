"""`cchc task`: how tasks stand; one given more time, dropped, or that taken back."""

from datetime import date
from pathlib import Path

from cchc.app.name_lookup import find_typed, parse_paper, task_names, unit_names
from cchc.app.which_plan import in_force, plan_and_period
from cchc.core.facts.acts import TaskAct, TaskActKind
from cchc.core.facts.report import Facts, Stamp
from cchc.core.plan.calendar import periods, running_period
from cchc.core.plan.date_window import DateRole, deadline_doubts, paper_problem
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.verdict.statuses import ENDED_TASKS
from cchc.core.verdict.task import (
    TaskView,
    task_act_problem,
    task_views,
    tasks_in_order,
)
from cchc.features.task.show import Decided, TaskRoll
from cchc.store.decisions import put_task_act
from cchc.store.facts import facts_when_asked
from cchc.store.ledger import open_for_act, open_ledger, read_transaction
from cchc.text.compare import nfc
from cchc.text.problem import Place, ProblemCode, require, require_all
from cchc.text.record import Record, replace


class TaskRequest(Record):
    """What is to be decided of a task, why, and by which paper, as typed."""

    task: str
    kind: TaskActKind
    reason: str
    document: str | None = None
    until: date | None = None


def task_roll(
    db: Path,
    period: str | None,
    unit: str | None,
    area: str | None,
    *,
    open_only: bool,
    as_of: date,
) -> TaskRoll:
    """The tasks of a period, of a unit or area; `open_only`: none done or dropped."""
    with open_ledger(db) as ledger, read_transaction(ledger):
        held, when = plan_and_period(ledger, period, as_of)
        plan = in_force(held, when, as_of).plan
        views = task_views(plan, when, facts_when_asked(ledger, plan.id, as_of))
    areas = {area.id: (area.name,) for area in plan.areas}
    doer, wanted_area = require_all(
        find_typed(unit, unit_names(plan), ProblemCode.UNIT_UNKNOWN, "--unit"),
        find_typed(area, areas, ProblemCode.AREA_UNKNOWN, "--area"),
    )
    wanted = (
        view
        for view in views
        if doer is None or doer in (*view.task.doers, *view.task.helpers)
        if wanted_area in {None, view.task.area}
        if not (open_only and view.status in ENDED_TASKS)
    )
    return TaskRoll(plan, when, as_of, tuple(tasks_in_order(wanted)))


def decide(db: Path, request: TaskRequest, *, stamp: Stamp, dry_run: bool) -> Decided:
    """Give a task more time, drop it, or take the last decision back.

    Refuses: a task that is not there (P361), more extensions than the plan allows
    (P362), more time for a task without a due day (P363), a task that is done or
    dropped (P364), nothing to take back (P365), a day that is not later (P366), or
    outside the plan's time (P346).
    """
    today = stamp.recorded_at.date()
    with open_for_act(db, dry_run=dry_run) as ledger:
        held, _ = plan_and_period(ledger, None, today)
        # a task that was just given stands in the latest version alone
        plan = held[-1].plan
        period = running_period(periods(plan), today)
        names, place = task_names(plan), Place(argument=request.task)
        key = require(find_typed(request.task, names, ProblemCode.TASK_UNKNOWN))
        known = facts_when_asked(ledger, plan.id, today)
        before = _view(plan, period, known, key)
        act = TaskAct(
            task=key,
            kind=request.kind,
            due=before.due,
            until=request.until,
            reason=nfc(request.reason).strip(),
            recorded_on=today,
            actor=stamp.actor,
            document=parse_paper(request.document),
        )
        require(task_act_problem(act, before, plan, place, Place(argument="--until")))
        require(paper_problem(act.document, plan))
        decided = replace(known, task_acts=(*known.task_acts, act))
        after = _view(plan, period, decided, key)
        if not dry_run:
            put_task_act(ledger, plan.id, act, stamp)
    doubts = deadline_doubts(act.until, plan, DateRole.UNTIL)
    return Decided(plan, period, act, before, after, doubts)


def _view(plan: Plan, period: Period, known: Facts, key: str) -> TaskView:
    views = task_views(plan, period, known)
    return next(view for view in views if view.task.id == key)
