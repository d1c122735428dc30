"""What one unit carries: a plan of its own drawn from the one above, its pledge."""

from collections.abc import Callable, Iterator

from cchc.core.cascade.cascade import (
    CascadeMode,
    is_limit,
    share_of,
    share_of_path,
    sums_up,
    way_of,
)
from cchc.core.facts.amendment import differs
from cchc.core.plan.indicator import line_of_unit, without_targets
from cchc.core.plan.measure import RatioOf
from cchc.core.plan.period import CalendarRules
from cchc.core.plan.plan import Commitment, Descent, Indicator, Plan, Task
from cchc.core.plan.trajectory import Profile
from cchc.core.plan.unit import Authority, Unit
from cchc.text.closed_list import StrEnum
from cchc.text.record import Record, replace


class LineRole(StrEnum):
    """What a unit has to do with a line of the plan above."""

    SHARE = "share"
    SAME = "same"
    OWNER = "owner"
    LEADS = "leads"
    HELPS = "helps"
    REPORTS = "reports"


WHOLE = frozenset({LineRole.OWNER, LineRole.LEADS})


class Duty(Record):
    """One indicator of the plan above, and what it is in the unit's plan."""

    role: LineRole
    above: Indicator
    part: Indicator


class TaskDuty(Record):
    """One task of the plan above, and what it is in the unit's plan."""

    role: LineRole
    above: Task
    part: Task


class UnitPlan(Record):
    """A unit's plan and where each of its lines comes from.

    `unshared` are indicators that the unit reports and that nobody has shared out;
    `uneven` are shared ones whose parts do not make the path above in every period.
    """

    unit: Unit
    plan: Plan
    duties: tuple[Duty, ...]
    tasks: tuple[TaskDuty, ...]
    unshared: tuple[str, ...] = ()
    uneven: tuple[str, ...] = ()

    @property
    def all_duties(self) -> tuple[Duty | TaskDuty, ...]:
        return (*self.duties, *self.tasks)

    @property
    def whole_amounts(self) -> tuple[str, ...]:
        """Rates of a plan amount that is still the one above."""
        return tuple(
            duty.above.id
            for duty in self.duties
            if duty.role is LineRole.SAME and duty.above.of is RatioOf.PLAN
        )


def unit_plan(
    plan: Plan, unit: Unit, title: str, helping: Callable[[Task], str]
) -> UnitPlan:
    """What a unit carries of a plan, as a plan whose every line names its line above.

    Its share of what is shared, on its share of the path; rates as they are; its tasks.
    """
    lines = plan.declared_indicators
    duties = tuple(
        Duty(role, indicator, _part(plan, indicator, unit.id, role))
        for indicator in lines
        for role in [role_in(indicator, unit.id)]
        if role is not None
    )
    tasks = tuple(_tasks(plan, unit.id, duties, helping))
    shared = (line for line in lines if way_of(line) is CascadeMode.SHARED)
    return UnitPlan(
        unit,
        _drafted(plan, unit, title, duties, tasks),
        duties,
        tasks,
        tuple(
            line.id for line in shared if not line.allot and unit.id in line.reporters
        ),
        tuple(
            duty.above.id
            for duty in duties
            if duty.role is LineRole.SHARE and not sums_up(plan, duty.above)
        ),
    )


def role_in(indicator: Indicator, unit: str) -> LineRole | None:
    """What a unit has to do with an indicator; None: nothing."""
    reports, leads = unit in indicator.reporters, unit == indicator.lead
    role: LineRole | None
    match way_of(indicator):
        case CascadeMode.STATISTIC:
            return LineRole.REPORTS if reports else None
        case CascadeMode.SHARED:
            share = indicator.allot.get(unit)
            # of an allowance also a share of 0 is one: no case at all
            has_share = share is not None and (share or is_limit(indicator))
            role = LineRole.SHARE if has_share else None
        case CascadeMode.SAME:
            role = LineRole.SAME if reports else None
        case CascadeMode.OWNER:
            # contributors report; the one owner answers for the figure
            is_alone = indicator.reporters == (unit,)
            is_owner = is_alone or (leads and len(indicator.reporters) != 1)
            helps = LineRole.HELPS if reports and not leads else None
            role = LineRole.OWNER if is_owner else helps
    return LineRole.LEADS if role is None and leads else role


def _part(plan: Plan, above: Indicator, unit: str, role: LineRole) -> Indicator:
    """An indicator of the plan above as the unit's plan has it."""
    own = replace(
        line_of_unit(above, unit),
        lead=unit,
        reporters=(unit,),
        allot={},
        origin=above.id,
        weight=None,
        parts=above.parts if role is LineRole.SAME else without_targets(above.parts),
    )
    match role:
        case LineRole.SHARE:
            return replace(
                own,
                target=share_of(above, above.allot[unit]),
                trajectory=share_of_path(plan, above, unit),
                baseline=None,
                previous_year=(),
            )
        case LineRole.HELPS:
            return replace(own, target=None, trajectory=None, previous_year=())
        case LineRole.SAME:
            return replace(own, previous_year=())
        case LineRole.OWNER | LineRole.LEADS | LineRole.REPORTS:
            return own


def _tasks(
    plan: Plan, unit: str, duties: tuple[Duty, ...], helping: Callable[[Task], str]
) -> list[TaskDuty]:
    """The unit's tasks; one supports only what the unit's plan has too."""
    held = {duty.part.id for duty in duties}
    lines_of = {p.id: {line.id for line in p.indicators} for p in plan.commitments}
    held |= {key for key, lines in lines_of.items() if not held.isdisjoint(lines)}
    tasks = []
    for task in plan.tasks:
        role = task_role(task, unit)
        if role is None:
            continue
        part = replace(
            task,
            name=helping(task) if role is LineRole.HELPS else task.name,
            lead=unit,
            helpers=(),
            each=(),
            count=task.count if role in WHOLE else None,
            supports=task.supports if task.supports in held else None,
            origin=task.id,
        )
        tasks.append(TaskDuty(role, task, part))
    return tasks


def task_role(task: Task, unit: str) -> LineRole | None:
    """What a unit has to do with a task; None: nothing."""
    if unit in task.each:
        return LineRole.SAME
    if unit == task.lead:
        return LineRole.LEADS if task.each else LineRole.OWNER
    return LineRole.HELPS if unit in task.helpers else None


def _drafted(
    plan: Plan,
    unit: Unit,
    title: str,
    duties: tuple[Duty, ...],
    tasks: tuple[TaskDuty, ...],
) -> Plan:
    parts = {duty.part.id: duty.part for duty in duties}

    def lines_of_unit(lines: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
        return tuple(parts[line.id] for line in lines if line.id in parts)

    commitments = (
        Commitment(c.id, c.name, lines_of_unit(c.indicators), c.text, origin=c.id)
        for c in plan.commitments
    )
    others = lines_of_unit(plan.indicators)
    own, filled = (unit.id,), (t for t in plan.tables if unit.id in t.reporters)
    tables = tuple(replace(t, lead=unit.id, reporters=own, origin=t.id) for t in filled)
    named = {part.area for part in others} | {duty.part.area for duty in tasks}
    named |= {row for table in tables for row in table.row_ids}
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
        commitments=tuple(promise for promise in commitments if promise.indicators),
        indicators=others,
        tables=tables,
        tasks=tuple(duty.part for duty in tasks),
        origin=Descent(plan.id, unit.id),
    )


def _calendar(rules: CalendarRules, kind: str) -> CalendarRules:
    """The same year; of due dates by kind of unit only its own."""
    own = {
        name: replace(rule, due=rule.dues.get(kind, rule.due), dues={})
        for name, rule in rules.periods.items()
    }
    return replace(rules, periods=own)


PledgeLine = Indicator | Task
HEARD = frozenset({LineRole.REPORTS, LineRole.HELPS})
"""Roles in which a unit says how things stand and answers for no figure."""


class Pledge(Record):
    """What a unit promises the authority; without a unit: the authority its superior.

    The lines of the plan that the party answers for, with its own share as their
    target; a commitment holds only those. Statistics promise nothing.
    """

    unit: Unit | None
    commitments: tuple[Commitment, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    tasks: tuple[Task, ...] = ()

    @property
    def signed_lines(self) -> tuple[Indicator, ...]:
        """The indicators of the commitments."""
        return tuple(line for held in self.commitments for line in held.indicators)

    @property
    def lines(self) -> tuple[PledgeLine, ...]:
        return (*self.signed_lines, *self.indicators, *self.tasks)


class PledgeChange(Record):
    """One line as it was signed and as it is now; None: not there."""

    before: PledgeLine | None
    after: PledgeLine | None


def pledge(plan: Plan, unit: Unit | None) -> Pledge:
    """What a party promises of a plan.

    The authority promises its commitments; a unit its share of what is shared, rates
    as they are, what it leads, and the tasks that it must do itself.
    """
    if unit is None:
        return Pledge(None, plan.commitments)
    carried = plan.with_lines(lambda lines: tuple(_lines_of_unit(lines, unit.id)))
    kept = (promise for promise in carried.commitments if promise.indicators)
    # what it must do itself; a number to be made by all units together is left out
    roles = ((task, task_role(task, unit.id)) for task in plan.tasks)
    tasks = (
        task if role in WHOLE else replace(task, count=None)
        for task, role in roles
        if role is not None and role not in HEARD
    )
    return Pledge(unit, tuple(kept), carried.indicators, tuple(tasks))


def _lines_of_unit(lines: tuple[Indicator, ...], unit: str) -> Iterator[Indicator]:
    for line in lines:
        role = role_in(line, unit)
        if role is None or role in HEARD or line.target is None:
            continue
        if role is LineRole.SHARE:
            yield replace(line, target=share_of(line, line.allot[unit]), baseline=None)
        else:
            yield line_of_unit(line, unit) if role is LineRole.SAME else line


def pledge_changes(old: Pledge, new: Pledge) -> tuple[PledgeChange, ...]:
    """What the new pledge promises otherwise, in its order; then what it dropped."""
    before = {_key(line): line for line in old.lines}
    after = {_key(line): line for line in new.lines}
    pairs = (
        *((before.get(key), now) for key, now in after.items()),
        *((was, None) for key, was in before.items() if key not in after),
    )
    return tuple(
        PledgeChange(was, now)
        for was, now in pairs
        if was is None or now is None or differs(was, now)
    )


def _key(line: PledgeLine) -> tuple[bool, str]:
    return isinstance(line, Task), line.id
