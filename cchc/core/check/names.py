"""Names in a plan: given once, meaning something, never running in a ring."""

from collections.abc import Iterable, Iterator

from cchc.core.check.context import KEY, Ground, Steps, cycles, indicators
from cchc.core.check.rules import groups_named
from cchc.core.plan.plan import Task
from cchc.text.problem import Problem, ProblemCode

OWN_ROLES = frozenset({"drafts", "reminds"})
Named = tuple[str, Steps]


def names(ground: Ground) -> Iterator[Problem]:
    """All that is wrong with ids and references."""
    yield from _twice(ground)
    yield from _units(ground)
    yield from _groups(ground)
    yield from _roles(ground)
    for path, each in indicators(ground.plan):
        yield from _unit(ground, each.lead, (*path, "lead"))
        yield from _many(ground, each.reporters, (*path, "reporters"))
        yield from _area(ground, each.area, (*path, "area"))
        for name in each.allot:
            yield from _unit(ground, name, (*path, "allot", name, KEY))
    for row, task in enumerate(ground.plan.tasks):
        yield from _task(ground, task, ("tasks", row))


def _twice(ground: Ground) -> Iterator[Problem]:
    """Ids given twice.

    Those of indicators and tasks share one list, since a report names either by its
    id alone, and so do those of units, groups and kinds.
    """
    plan = ground.plan
    units: list[Named] = [
        (unit.id, ("units", row, "id")) for row, unit in enumerate(plan.units)
    ]
    first = {unit.kind: row for row, unit in reversed(list(enumerate(plan.units)))}
    kinds: list[Named] = [
        (kind, ("units", row, "kind")) for kind, row in sorted(first.items())
    ]
    groups: list[Named] = [(name, ("groups", name, KEY)) for name in plan.groups]
    asked: list[Named] = [(each.id, (*path, "id")) for path, each in indicators(plan)]
    tasks: list[Named] = _ids("tasks", (task.id for task in plan.tasks))
    yield from _repeated(ground, [*units, *kinds, *groups])
    yield from _repeated(ground, [*asked, *tasks])
    yield from _repeated(ground, _ids("commitments", (c.id for c in plan.commitments)))
    yield from _repeated(ground, _ids("areas", (area.id for area in plan.areas)))
    yield from _repeated(ground, _ids("checks", (rule.id for rule in plan.checks)))


def _ids(key: str, among: Iterable[str]) -> list[Named]:
    return [(name, (key, row, "id")) for row, name in enumerate(among)]


def _repeated(ground: Ground, named: Iterable[Named]) -> Iterator[Problem]:
    first: dict[str, Steps] = {}
    for name, path in named:
        held = first.setdefault(name.lower(), path)
        if held is not path and name != "?":
            line = ground.line(held)
            yield ground.problem(ProblemCode.DUPLICATE_ID, path, text=name, first=line)


def _unit(ground: Ground, name: str | None, path: Steps) -> Iterator[Problem]:
    if name is not None and name not in ground.known:
        known = ground.units
        yield ground.problem(ProblemCode.UNKNOWN_UNIT, path, text=name, known=known)


def _many(ground: Ground, among: Iterable[str], path: Steps) -> Iterator[Problem]:
    """Names that may be of units, groups or kinds."""
    fault, groups = ProblemCode.UNKNOWN_GROUP_OR_UNIT, ground.plan.groups
    for row, name in enumerate(among):
        if name in ground.known or name in groups or name in ground.kinds:
            continue
        yield ground.problem(fault, (*path, row), text=name, known=ground.names)


def _area(ground: Ground, name: str | None, path: Steps) -> Iterator[Problem]:
    known = tuple(area.id for area in ground.plan.areas)
    if name is not None and name not in known:
        yield ground.problem(ProblemCode.UNKNOWN_AREA, path, text=name, known=known)


def _units(ground: Ground) -> Iterator[Problem]:
    units = ground.plan.units
    for row, unit in enumerate(units):
        yield from _unit(ground, unit.parent, ("units", row, "parent"))
        yield from _unit(ground, unit.successor, ("units", row, "successor"))
    yield from _rings(ground, "parent", {unit.id: unit.parent for unit in units})
    yield from _rings(ground, "successor", {unit.id: unit.successor for unit in units})


def _rings(ground: Ground, key: str, above: dict[str, str | None]) -> Iterator[Problem]:
    links = {name: () if up is None else (up,) for name, up in above.items()}
    for ring in cycles(links):
        path: Steps = ("units", ground.units.index(ring[0]), key)
        yield ground.problem(ProblemCode.UNIT_CYCLE, path, ring=" → ".join(ring))


def _groups(ground: Ground) -> Iterator[Problem]:
    groups = ground.plan.groups
    for name, members in groups.items():
        yield from _many(ground, members, ("groups", name))
    for ring in cycles(groups):
        path: Steps = ("groups", ring[0])
        yield ground.problem(ProblemCode.GROUP_CYCLE, path, ring=" → ".join(ring))


def _roles(ground: Ground) -> Iterator[Problem]:
    roles = ground.plan.roles
    for role, name in roles.items():
        if name not in ground.known:
            path: Steps = ("roles", role)
            known = ground.units
            yield ground.problem(
                ProblemCode.UNKNOWN_ROLE_HOLDER, path, text=name, role=role, known=known
            )
    for symbol in ground.plan.authority.symbols:
        paper, dot, role = symbol.partition(".")
        if dot and role not in roles:
            path = ("authority", "symbols", paper, role, KEY)
            known = tuple(roles)
            yield ground.problem(ProblemCode.UNKNOWN_ROLE, path, text=role, known=known)


def _task(ground: Ground, task: Task, path: Steps) -> Iterator[Problem]:
    yield from _unit(ground, task.lead, (*path, "lead"))
    yield from _many(ground, task.helpers, (*path, "with"))
    yield from _many(ground, task.each, (*path, "each"))
    yield from _area(ground, task.area, (*path, "area"))
    known = (
        *(one.id for one in ground.plan.commitments),
        *(each.id for _, each in indicators(ground.plan)),
    )
    if task.supports is not None and task.supports not in known:
        at, text = (*path, "supports"), task.supports
        yield ground.problem(ProblemCode.UNKNOWN_INDICATOR, at, text=text, known=known)
    if not task.doers:
        yield ground.problem(ProblemCode.NO_REPORTER, path, text=task.id)


def unused(ground: Ground) -> Iterator[Problem]:
    """Groups, areas, profiles and roles that nothing in the plan speaks of."""
    plan = ground.plan
    asked = [each for _, each in indicators(plan)]
    named = {
        *(name for each in asked for name in each.reporters),
        *(name for task in plan.tasks for name in (*task.each, *task.helpers)),
        *(name for members in plan.groups.values() for name in members),
        *groups_named(plan),
    }
    areas = {each.area for each in asked} | {task.area for task in plan.tasks}
    roles = {name.partition(".")[2] for name in plan.authority.symbols} | OWN_ROLES
    lists: list[Named] = [
        *((name, ("groups", name, KEY)) for name in plan.groups if name not in named),
        *(
            (area.id, ("areas", row, "id"))
            for row, area in enumerate(plan.areas)
            if area.id not in areas
        ),
        *((role, ("roles", role, KEY)) for role in plan.roles if role not in roles),
    ]
    for name, path in lists:
        yield ground.problem(ProblemCode.UNUSED, path, text=name)
