"""A unit's own plan, drawn from the plan above it, line by line (cụ thể hóa)."""

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum

from cchc.core.cascade.cascade import Way, is_limit, way_of
from cchc.core.cascade.unit_share import share_of, share_of_path, sums_up
from cchc.core.plan.measure import RatioOf
from cchc.core.plan.period import CalendarRules
from cchc.core.plan.plan import (
    Authority,
    Commitment,
    Descent,
    Indicator,
    Plan,
    Task,
)
from cchc.core.plan.trajectory import Profile
from cchc.core.plan.unit import Unit
from cchc.text.record import Record, replace

NOUGHT = Decimal(0)


class Role(StrEnum):
    """What a unit has to do with a line of the plan above."""

    SHARE = "share"
    SAME = "same"
    OWNER = "owner"
    LEADS = "leads"
    HELPS = "helps"
    REPORTS = "reports"


WHOLE = frozenset({Role.OWNER, Role.LEADS})


class Duty(Record):
    """One indicator of the plan above, and what it is in the unit's plan."""

    role: Role
    above: Indicator
    part: Indicator


class TaskDuty(Record):
    """One task of the plan above, and what it is in the unit's plan."""

    role: Role
    above: Task
    part: Task


class UnitPlan(Record):
    """A unit's plan and where each of its lines comes from.

    `unshared` are indicators that the unit reports and that nobody has shared out;
    `whole_amounts` are rates of a plan amount that is still the one above; `uneven`
    are shared ones whose parts do not make the path above in every period.
    """

    unit: Unit
    plan: Plan
    duties: tuple[Duty, ...]
    tasks: tuple[TaskDuty, ...]
    unshared: tuple[str, ...] = ()
    whole_amounts: tuple[str, ...] = ()
    uneven: tuple[str, ...] = ()

    @property
    def all_duties(self) -> tuple[Duty | TaskDuty, ...]:
        return (*self.duties, *self.tasks)


def unit_plan(
    plan: Plan, unit: Unit, title: str, helping: Callable[[Task], str]
) -> UnitPlan:
    """What a unit carries of a plan, as a plan of its own.

    Args:
        plan: the plan above.
        unit: one of its units.
        title: what the unit's plan is called.
        helping: the name of a task as the unit that helps with it has it.

    Returns:
        A plan whose every line names its line above: its share of what is shared, on
        its share of the path; rates as they are; its tasks, due no later.
    """
    lines = plan.all_indicators
    found = ((indicator, role_in(indicator, unit.id)) for indicator in lines)
    duties = tuple(
        Duty(role, each, _part(plan, each, unit.id, role))
        for each, role in found
        if role is not None
    )
    tasks = tuple(_tasks(plan, unit.id, duties, helping))
    return UnitPlan(
        unit,
        _drafted(plan, unit, title, duties, tasks),
        duties,
        tasks,
        tuple(indicator.id for indicator in lines if _waits(indicator, unit.id)),
        tuple(
            duty.above.id
            for duty in duties
            if duty.role is Role.SAME and duty.above.of is RatioOf.PLAN
        ),
        tuple(
            duty.above.id
            for duty in duties
            if duty.role is Role.SHARE and not sums_up(plan, duty.above)
        ),
    )


def role_in(each: Indicator, unit: str) -> Role | None:
    """What a unit has to do with an indicator; None: nothing."""
    match way_of(each):
        case Way.STATISTIC:
            return Role.REPORTS if unit in each.reporters else None
        case Way.SHARED:
            share = each.allot.get(unit, NOUGHT)
            if share or (unit in each.allot and is_limit(each)):
                return Role.SHARE
            return Role.LEADS if unit == each.lead else None
        case Way.SAME:
            if unit in each.reporters:
                return Role.SAME
            return Role.LEADS if unit == each.lead else None
        case Way.OWNER:
            return _one_owner(each, unit)


def _one_owner(each: Indicator, unit: str) -> Role | None:
    """Contributors report; the one owner answers for the figure."""
    alone = len(each.reporters) == 1
    if unit == (each.reporters[0] if alone else each.lead):
        return Role.OWNER
    if unit == each.lead:
        return Role.LEADS
    return Role.HELPS if unit in each.reporters else None


def _waits(each: Indicator, unit: str) -> bool:
    """Whether it is to be shared, and the unit's share is not known yet."""
    return way_of(each) is Way.SHARED and not each.allot and unit in each.reporters


def _part(plan: Plan, each: Indicator, unit: str, role: Role) -> Indicator:
    own = replace(each, lead=unit, reporters=(unit,), allot={}, origin=each.id)
    match role:
        case Role.SHARE:
            share = each.allot[unit]
            return replace(
                own,
                target=share_of(each, share),
                trajectory=share_of_path(plan, each, unit),
                baseline=None,
                previous_year=(),
            )
        case Role.HELPS:
            return replace(own, target=None, trajectory=None, previous_year=())
        case Role.SAME:
            return replace(own, previous_year=())
        case Role.OWNER | Role.LEADS | Role.REPORTS:
            return own


def _tasks(
    plan: Plan,
    unit: str,
    duties: tuple[Duty, ...],
    helping: Callable[[Task], str],
) -> list[TaskDuty]:
    held = {duty.part.id for duty in duties}
    held |= {one.id for one in plan.commitments for e in one.indicators if e.id in held}
    found = []
    for task in plan.tasks:
        role = task_role(task, unit)
        if role is None:
            continue
        helps = role is Role.HELPS
        part = replace(
            task,
            name=helping(task) if helps else task.name,
            lead=unit,
            helpers=(),
            each=(),
            count=task.count if role in WHOLE else None,
            supports=task.supports if task.supports in held else None,
            origin=task.id,
        )
        found.append(TaskDuty(role, task, part))
    return found


def task_role(task: Task, unit: str) -> Role | None:
    """What a unit has to do with a task; None: nothing."""
    if unit in task.each:
        return Role.SAME
    if unit == task.lead:
        return Role.LEADS if task.each else Role.OWNER
    return Role.HELPS if unit in task.helpers else None


def _drafted(
    plan: Plan,
    unit: Unit,
    title: str,
    duties: tuple[Duty, ...],
    tasks: tuple[TaskDuty, ...],
) -> Plan:
    parts = {duty.part.id: duty.part for duty in duties}
    signed = tuple(
        replace(one, indicators=own, origin=one.id)
        for one in plan.commitments
        for own in [_among(one, parts)]
        if own
    )
    others = tuple(
        parts[indicator.id] for indicator in plan.indicators if indicator.id in parts
    )
    named = {each.area for each in others} | {duty.part.area for duty in tasks}
    paths = [part.trajectory for part in parts.values()]
    profiles = {path.name for path in paths if isinstance(path, Profile)}
    return Plan(
        id=f"{plan.id}-{unit.id}",
        title=title,
        year=plan.year,
        authority=Authority(unit.name, parent=plan.authority.name),
        units=(replace(unit, parent=None, successor=None),),
        calendar=_calendar(plan.calendar, unit.kind),
        areas=tuple(area for area in plan.areas if area.id in named),
        profiles={k: v for k, v in plan.profiles.items() if k in profiles},
        commitments=signed,
        indicators=others,
        tasks=tuple(duty.part for duty in tasks),
        origin=Descent(plan.id, unit.id),
    )


def _among(one: Commitment, parts: dict[str, Indicator]) -> tuple[Indicator, ...]:
    return tuple(
        parts[indicator.id] for indicator in one.indicators if indicator.id in parts
    )


def _calendar(rules: CalendarRules, kind: str) -> CalendarRules:
    """The same year; of due dates by kind of unit only its own."""
    own = {
        name: replace(rule, due=rule.dues.get(kind, rule.due), dues={})
        for name, rule in rules.periods.items()
    }
    return replace(rules, periods=own)
