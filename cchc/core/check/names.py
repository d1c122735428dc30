"""Names in a plan: given once, meaning something; groups, parts and weights."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal

from cchc.core.check.context import KEY, CheckContext, cycles, indicators, plan_lines
from cchc.core.plan.check_rule import FigureSide, Formula, UnitSum
from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import Indicator, Plan, Task
from cchc.core.plan.rule_text import parse_rule
from cchc.core.plan.stock_table import StockTable
from cchc.core.plan.targets.kinds import EACH, SHARE, Each
from cchc.text.problem import ProblemCode, Steps
from cchc.text.record import replace

HUNDRED = Decimal(100)
DIVISIBLE = frozenset({Measure.FLOW, Measure.RUNNING, Measure.LEVEL, Measure.RATIO})
"""Measures whose figure is the sum of those of its parts (4)."""


def held_lines(path: Steps, line: Indicator) -> Iterator[tuple[Steps, Indicator]]:
    """A line and its parts with each target that units are held to, and its path."""
    yield from _by_target((*path, "target"), line)
    for child in line.child_indicators:
        at = (*path, "parts", child.dimension, child.label)
        yield from _by_target(at, child)


def _by_target(at: Steps, line: Indicator) -> Iterator[tuple[Steps, Indicator]]:
    each = line.each
    if each is None:
        yield at, line
    elif len(each.targets) == 1:
        yield at, replace(line, target=each.any_target)
    else:
        for group in each.groups:
            yield (*at, EACH, group.group), replace(line, target=group.target)


def check_groups(context: CheckContext) -> None:
    """Note all that is wrong with groups of units, parts and weights."""
    for path, line in indicators(context.plan):
        if line.each is not None:
            _check_each(context, (*path, "target"), line, line.each)
            if line.allot:
                context.note_unfit((*path, "allot"), EACH)
        for child in line.child_indicators:
            if child.each is not None:
                at = (*path, "parts", child.dimension, child.label)
                _check_each(context, at, child, child.each)
        _check_parts(context, path, line)
    _check_weights(context)


def _check_each(context: CheckContext, at: Steps, line: Indicator, each: Each) -> None:
    """Every reporter is in one of the groups, and every unit of these reports."""
    path: Steps = (*at, EACH, KEY)
    if line.of is RatioOf.PLAN:
        context.note_unfit((*at, EACH), f"of: {RatioOf.PLAN}")
    if not 0 < each.least <= HUNDRED:
        context.note_impossible((*at, SHARE), each.least, "> 0", "100")
    code, by_group = ProblemCode.UNKNOWN_GROUP_OR_UNIT, len(each.targets) > 1
    names = [group.group for group in each.groups]
    for name in names:
        where = (*at, EACH, name, KEY) if by_group else (*at, EACH)
        context.check_known(code, where, name, context.names)
    if all(name in context.names for name in (*names, *line.reporters)):
        _check_members(context, path, line, names)


def _check_members(
    context: CheckContext, path: Steps, line: Indicator, names: Sequence[str]
) -> None:
    plan = context.plan
    members = {name: plan.expand((name,)) for name in names}
    reporters = plan.expand(line.reporters)
    for unit in context.units:
        groups = [name for name, among in members.items() if unit in among]
        blanks = {"unit": unit, "groups": ", ".join(groups or names)}
        if len(groups) > 1:
            context.note(ProblemCode.EACH_TWICE, path, **blanks)
        elif unit in reporters and not groups:
            context.note(ProblemCode.EACH_OUTSIDE, path, **blanks)
        elif groups and unit not in reporters:
            context.note(ProblemCode.EACH_SILENT, path, **blanks)


def _check_parts(context: CheckContext, path: Steps, line: Indicator) -> None:
    """Parts of a figure that can be added up, none of them called as a side of it."""
    is_divisible = line.measure in DIVISIBLE and line.of is not RatioOf.PLAN
    if line.parts and not is_divisible:
        measure = f"of: {line.of}" if line.measure in DIVISIBLE else line.measure.value
        context.note_unfit((*path, "parts"), measure)
    for child in line.child_indicators:
        if child.id.rpartition(".")[2] in set(FigureSide):
            where = (*path, "parts", child.dimension)
            blanks = {"text": child.label, "suggest": f"{child.label}-1"}
            context.note(ProblemCode.NOT_AN_ID, where, **blanks)


def _check_weights(context: CheckContext) -> None:
    """Weights of one level make 100; those under a weighted line 100 or its weight."""
    plan = context.plan
    top: list[tuple[Steps, Decimal]] = []
    for row, commitment in enumerate(plan.commitments):
        path: Steps = ("commitments", row, "weight")
        below = [
            (("commitments", row, "indicators", place, "weight"), line.weight)
            for place, line in enumerate(commitment.indicators)
            if line.weight is not None
        ]
        if commitment.weight is None:
            top += below
            continue
        top.append((path, commitment.weight))
        _check_sum(context, below, (HUNDRED, commitment.weight))
    top += [
        (("indicators", row, "weight"), line.weight)
        for row, line in enumerate(plan.indicators)
        if line.weight is not None
    ]
    _check_sum(context, top, (HUNDRED,))


def _check_sum(
    context: CheckContext,
    weights: Sequence[tuple[Steps, Decimal]],
    wanted: tuple[Decimal, ...],
) -> None:
    for path, weight in weights:
        if weight < 0:
            context.note_impossible(path, weight, "0", "100")
    total = sum((weight for _, weight in weights), Decimal(0))
    if weights and total not in wanted:
        context.note(ProblemCode.WEIGHTS_ODD, weights[0][0], sum=str(total))


OWN_ROLES = frozenset({"drafts", "reminds"})
Named = tuple[str, Steps]
Reference = tuple[ProblemCode, Steps, str | None]
"""The problem where the name is not declared, where it stands, the name."""


def check_names(context: CheckContext) -> None:
    """Note all that is wrong with ids and references."""
    plan = context.plan
    known: dict[ProblemCode, Collection[str]] = {
        ProblemCode.UNKNOWN_UNIT: context.units,
        ProblemCode.UNKNOWN_GROUP_OR_UNIT: context.names,
        ProblemCode.UNKNOWN_AREA: [area.id for area in plan.areas],
        ProblemCode.UNKNOWN_ROLE: plan.roles,
        ProblemCode.UNKNOWN_INDICATOR: (
            *(commitment.id for commitment in plan.commitments),
            *(line.id for _, line in indicators(plan)),
        ),
    }
    _check_twice(context)
    _check_rings(context)
    for code, path, name in _references(plan):
        context.check_known(code, path, name, known[code])
    for role, name in plan.roles.items():
        code, path = ProblemCode.UNKNOWN_ROLE_HOLDER, ("roles", role)
        context.check_known(code, path, name, context.units, role=role)
    for row, task in enumerate(plan.tasks):
        if not task.doers:
            context.note(ProblemCode.NO_REPORTER, ("tasks", row), text=task.id)


def _references(plan: Plan) -> Iterator[Reference]:
    """Every name in the plan that must be declared elsewhere in it."""
    unit, area = ProblemCode.UNKNOWN_UNIT, ProblemCode.UNKNOWN_AREA
    for row, member in enumerate(plan.units):
        yield unit, ("units", row, "parent"), member.parent
        yield unit, ("units", row, "successor"), member.successor
    for name, members in plan.groups.items():
        yield from _members(members, ("groups", name))
    for symbol in plan.authority.symbols:
        paper, dot, role = symbol.partition(".")
        if dot:
            at: Steps = ("authority", "symbols", paper, role, KEY)
            yield ProblemCode.UNKNOWN_ROLE, at, role
    tables = ((("tables", row), table) for row, table in enumerate(plan.tables))
    for path, line in (*plan_lines(plan), *tables):
        yield unit, (*path, "lead"), line.lead
        yield area, (*path, "area"), line.area
        if not isinstance(line, Task):
            yield from _members(line.reporters, (*path, "reporters"))
            for name in line.allot if isinstance(line, Indicator) else ():
                yield unit, (*path, "allot", name, KEY), name
        else:
            yield from _members(line.helpers, (*path, "with"))
            yield from _members(line.each, (*path, "each"))
            yield ProblemCode.UNKNOWN_INDICATOR, (*path, "supports"), line.supports


def _members(among: Iterable[str], path: Steps) -> Iterator[Reference]:
    """Names that may be of units, groups or kinds."""
    for row, name in enumerate(among):
        yield ProblemCode.UNKNOWN_GROUP_OR_UNIT, (*path, row), name


def _check_twice(context: CheckContext) -> None:
    """Ids given twice: indicators and tasks share a list; units, groups, kinds one."""
    plan = context.plan
    kinds = {unit.kind: row for row, unit in reversed([*enumerate(plan.units)])}
    lists: tuple[list[Named], ...] = (
        [
            *_ids("units", (unit.id for unit in plan.units)),
            *((kind, ("units", row, "kind")) for kind, row in sorted(kinds.items())),
            *((name, ("groups", name, KEY)) for name in plan.groups),
        ],
        [
            *((line.id, (*path, "id")) for path, line in indicators(plan)),
            *_ids("tables", (table.id for table in plan.tables)),
            *_ids("tasks", (task.id for task in plan.tasks)),
            # keys of parts; those of columns, of which two alike are told at the table
            *(
                (child.id, (*path, "parts", child.dimension))
                for path, line in indicators(plan)
                for child in line.child_indicators
            ),
            *(
                (cell.id, ("tables", row, "id"))
                for row, table in enumerate(plan.tables)
                for cell in table.cells({})
            ),
        ],
        _ids("commitments", (commitment.id for commitment in plan.commitments)),
        _ids("areas", (area.id for area in plan.areas)),
        _ids("checks", (rule.id for rule in plan.checks)),
        _ids("scorecard", (row.id for row in plan.scorecard)),
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


def _check_rings(context: CheckContext) -> None:
    """Groups that hold themselves; units above or after themselves."""
    units, groups = context.plan.units, context.plan.groups
    for ring in cycles(groups):
        path: Steps = ("groups", ring[0])
        context.note(ProblemCode.GROUP_CYCLE, path, ring=" → ".join(ring))
    ids = [unit.id for unit in units]
    above = {unit.id: (unit.parent,) if unit.parent else () for unit in units}
    after = {unit.id: (unit.successor,) if unit.successor else () for unit in units}
    for key, links in (("parent", above), ("successor", after)):
        for ring in cycles(links):
            path = ("units", ids.index(ring[0]), key)
            context.note(ProblemCode.UNIT_CYCLE, path, ring=" → ".join(ring))


def check_origins(context: CheckContext) -> None:
    """Note the first line with `from` in a plan that does not name the plan above."""
    plan = context.plan
    named: list[tuple[Steps, str | None]] = [
        *((("commitments", r), c.origin) for r, c in enumerate(plan.commitments)),
        *((path, line.origin) for path, line in plan_lines(plan)),
    ]
    lines = [path for path, origin in named if origin is not None]
    if plan.origin is None and lines:
        context.note(ProblemCode.ABOVE_UNNAMED, (*lines[0], "from"), text=plan.id)


def check_unused(context: CheckContext) -> None:
    """Warn of groups, areas and roles that nothing in the plan speaks of."""
    plan = context.plan
    lines: list[Indicator | StockTable] = [line for _, line in indicators(plan)]
    lines += plan.tables
    lines_for_each = [line.each for line in plan.declared_indicators if line.each]
    named = {
        *(name for indicator in lines for name in indicator.reporters),
        *(own.group for line in lines_for_each for own in line.groups),
        *(name for task in plan.tasks for name in (*task.each, *task.helpers)),
        *(name for members in plan.groups.values() for name in members),
        *groups_named(plan),
    }
    areas = {line.area for line in lines} | {task.area for task in plan.tasks}
    areas |= {row for table in plan.tables for row in table.row_ids}
    roles = {name.partition(".")[2] for name in plan.authority.symbols} | OWN_ROLES
    unused: list[Named] = [
        *((name, ("groups", name, KEY)) for name in plan.groups if name not in named),
        *(
            (area.id, ("areas", row, "id"))
            for row, area in enumerate(plan.areas)
            if area.id not in areas
        ),
        *((role, ("roles", role, KEY)) for role in plan.roles if role not in roles),
        *(
            (kind, ("unit_kinds", kind, KEY))
            for kind in plan.unit_kinds
            if kind not in context.kinds
        ),
    ]
    for name, path in unused:
        context.note(ProblemCode.UNUSED, path, text=name)


def groups_named(plan: Plan) -> frozenset[str]:
    """The groups, kinds and units that `sum(ID, GROUP)` speaks of."""
    ids = frozenset(indicator.id for indicator in plan.all_indicators)
    read = (parse_rule(rule.rule, ids) for rule in plan.checks)
    return frozenset(
        operand.group
        for formula in read
        if isinstance(formula, Formula)
        for operand in formula.operands
        if isinstance(operand, UnitSum) and operand.group is not None
    )
