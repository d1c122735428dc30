"""Promises for every unit, parts and weights that mean something (SEMANTICS 4, 5)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cchc.core.check.context import KEY, CheckContext, indicators
from cchc.core.plan.formula import FigureSide
from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import Indicator
from cchc.core.plan.targets.each import EACH, SHARE, Each
from cchc.core.plan.targets.target import Target
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
    if line.parts and (line.measure not in DIVISIBLE or line.of is RatioOf.PLAN):
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


def each_groups(target: Target | None) -> tuple[str, ...]:
    """The names of the groups that a target speaks of."""
    return tuple(g.group for g in target.groups) if isinstance(target, Each) else ()
