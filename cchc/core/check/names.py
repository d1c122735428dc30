"""Names in a plan: given once, meaning something, never running in a ring."""

from collections.abc import Iterable

from cchc.core.check.context import KEY, CheckContext, Steps, cycles, indicators
from cchc.core.check.rules import groups_named
from cchc.core.plan.plan import Task
from cchc.text.problem import ProblemCode

OWN_ROLES = frozenset({"drafts", "reminds"})
UNKNOWN_AREA = ProblemCode.UNKNOWN_AREA
Named = tuple[str, Steps]


def check_names(context: CheckContext) -> None:
    """Note all that is wrong with ids and references."""
    plan = context.plan
    areas = tuple(area.id for area in plan.areas)
    _check_twice(context)
    for row, unit in enumerate(plan.units):
        _check_unit(context, unit.parent, ("units", row, "parent"))
        _check_unit(context, unit.successor, ("units", row, "successor"))
    _check_rings(context)
    for name, members in plan.groups.items():
        _check_members(context, members, ("groups", name))
    _check_roles(context)
    for path, line in indicators(plan):
        _check_unit(context, line.lead, (*path, "lead"))
        _check_members(context, line.reporters, (*path, "reporters"))
        context.check_known(UNKNOWN_AREA, (*path, "area"), line.area, areas)
        for name in line.allot:
            _check_unit(context, name, (*path, "allot", name, KEY))
    for row, task in enumerate(plan.tasks):
        context.check_known(UNKNOWN_AREA, ("tasks", row, "area"), task.area, areas)
        _check_task(context, task, ("tasks", row))


def _check_twice(context: CheckContext) -> None:
    """Ids given twice.

    Those of indicators and tasks share one list, since a report names either by its
    id alone, and so do those of units, groups and kinds.
    """
    plan = context.plan
    kinds = {unit.kind: row for row, unit in reversed([*enumerate(plan.units)])}
    lists: tuple[list[Named], ...] = (
        [
            *_ids("units", context.units),
            *((kind, ("units", row, "kind")) for kind, row in sorted(kinds.items())),
            *((name, ("groups", name, KEY)) for name in plan.groups),
        ],
        [
            *((line.id, (*path, "id")) for path, line in indicators(plan)),
            *_ids("tasks", (task.id for task in plan.tasks)),
        ],
        _ids("commitments", (commitment.id for commitment in plan.commitments)),
        _ids("areas", (area.id for area in plan.areas)),
        _ids("checks", (rule.id for rule in plan.checks)),
    )
    for named in lists:
        first: dict[str, Steps] = {}
        for name, path in named:
            held = first.setdefault(name.lower(), path)
            if held is not path and name != "?":  # "?" stands for what was unreadable
                line = context.line(held)
                context.note(ProblemCode.DUPLICATE_ID, path, text=name, first=line)


def _ids(key: str, among: Iterable[str]) -> list[Named]:
    return [(name, (key, row, "id")) for row, name in enumerate(among)]


def _check_unit(context: CheckContext, name: str | None, path: Steps) -> None:
    if name is not None and name not in context.known:
        known = context.units
        context.note(ProblemCode.UNKNOWN_UNIT, path, text=name, known=known)


def _check_members(context: CheckContext, among: Iterable[str], path: Steps) -> None:
    """Names that may be of units, groups or kinds."""
    code = ProblemCode.UNKNOWN_GROUP_OR_UNIT
    known = {*context.known, *context.plan.groups, *context.kinds}
    for row, name in enumerate(among):
        if name not in known:
            context.note(code, (*path, row), text=name, known=context.names)


def _check_rings(context: CheckContext) -> None:
    """Groups that hold themselves; units above or after themselves."""
    units, groups = context.plan.units, context.plan.groups
    for ring in cycles(groups):
        path: Steps = ("groups", ring[0])
        context.note(ProblemCode.GROUP_CYCLE, path, ring=" → ".join(ring))
    links = {
        "parent": {unit.id: unit.parent for unit in units},
        "successor": {unit.id: unit.successor for unit in units},
    }
    for key, above in links.items():
        for ring in cycles({k: () if up is None else (up,) for k, up in above.items()}):
            path = ("units", context.units.index(ring[0]), key)
            context.note(ProblemCode.UNIT_CYCLE, path, ring=" → ".join(ring))


def _check_roles(context: CheckContext) -> None:
    roles, units = context.plan.roles, context.units
    for role, name in roles.items():
        code, path = ProblemCode.UNKNOWN_ROLE_HOLDER, ("roles", role)
        context.check_known(code, path, name, units, role=role)
    for symbol in context.plan.authority.symbols:
        paper, dot, role = symbol.partition(".")
        at: Steps = ("authority", "symbols", paper, role, KEY)
        if dot:
            context.check_known(ProblemCode.UNKNOWN_ROLE, at, role, tuple(roles))


def _check_task(context: CheckContext, task: Task, path: Steps) -> None:
    _check_unit(context, task.lead, (*path, "lead"))
    _check_members(context, task.helpers, (*path, "with"))
    _check_members(context, task.each, (*path, "each"))
    commitments = (commitment.id for commitment in context.plan.commitments)
    lines = (indicator.id for _, indicator in indicators(context.plan))
    code, at = ProblemCode.UNKNOWN_INDICATOR, (*path, "supports")
    context.check_known(code, at, task.supports, (*commitments, *lines))
    if not task.doers:
        context.note(ProblemCode.NO_REPORTER, path, text=task.id)


def check_unused(context: CheckContext) -> None:
    """Warn of groups, areas and roles that nothing in the plan speaks of."""
    plan = context.plan
    lines = [indicator for _, indicator in indicators(plan)]
    named = {
        *(name for indicator in lines for name in indicator.reporters),
        *(name for task in plan.tasks for name in (*task.each, *task.helpers)),
        *(name for members in plan.groups.values() for name in members),
        *groups_named(plan),
    }
    areas = {line.area for line in lines} | {task.area for task in plan.tasks}
    roles = {name.partition(".")[2] for name in plan.authority.symbols} | OWN_ROLES
    unused: list[Named] = [
        *((name, ("groups", name, KEY)) for name in plan.groups if name not in named),
        *(
            (area.id, ("areas", row, "id"))
            for row, area in enumerate(plan.areas)
            if area.id not in areas
        ),
        *((role, ("roles", role, KEY)) for role in plan.roles if role not in roles),
    ]
    for name, path in unused:
        context.note(ProblemCode.UNUSED, path, text=name)
