"""Units whose cells stand alike, found from the totals of an indicator.

Totals answer for all units at once, whatever their number. They are taken only where
every cell of the indicator is known by its unit and its state without being read:
else its cells are read, one by one, and give the same.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from cchc.core.facts.report import CellState, Quality
from cchc.core.facts.succession import taken_over
from cchc.core.facts.totals import EXACT, GroupTotals
from cchc.core.plan.measure import STATE_MEASURES, Measure
from cchc.core.plan.plan import Indicator
from cchc.core.verdict.duty import CellGround, OfficialUnits, States
from cchc.text.record import Record

SUMMED = (Measure.FLOW, Measure.RUNNING, *STATE_MEASURES, Measure.RATIO)
"""Measures whose figures over units are sums; others need each unit's answer."""
FEW = 40
"""Units that may have a cell that is not official are asked one by one, if so few."""


class FigureSum(Record):
    """The exact sums of some cells of one period, and how firm they are.

    `firm` are those of the final figures among them, where not all are final.
    """

    value: Decimal = Decimal()
    weight: Decimal = Decimal()
    qualities: frozenset[Quality] = frozenset()
    firm: "FigureSum | None" = None


NO_FIGURES = FigureSum()


class CellShape(Record):
    """Units of one indicator whose cells stand alike in every period.

    `states` are those of the cells, `effective` those that arithmetic takes; `ended`
    tells of each period whether the units are no more at its cut-off. `sums` are
    their figures by period, where they come from totals: nil is told as a value.
    """

    states: States
    effective: States
    ended: tuple[bool, ...]
    units: Sequence[str]
    sums: tuple[FigureSum, ...] = ()


def opening_states(
    ground: CellGround, unit: str, states: States, among: Iterable[str]
) -> States:
    """The states of what a table opens with, of which only a unit's first counts.

    None does of a unit that opens with what others of these have left (DESIGN 3).
    """
    nothing, unasked = ground.nothing_owed, CellState.NOT_EXPECTED
    first = next((at for at, state in enumerate(states) if state is not unasked), 0)
    left = taken_over(ground.members, ground.periods[first]).get(unit, ())
    if first and not set(left).isdisjoint(among):
        return nothing
    return (*nothing[:first], states[first], *nothing[first + 1 :])


def shapes_by_totals(
    indicator: Indicator, official: OfficialUnits
) -> tuple[CellShape, ...] | None:
    """The official units by how their cells stand, up to the horizon of the ground.

    None where totals do not tell it: answers, registers, what a table opens with; a
    figure that is not published, or of a unit that is not official or takes another's
    place; a report that lacks some figures; a running total or a state that some of the
    units have not given yet; a state of units that end.
    """
    ground = official.duty.ground
    is_summed = indicator.measure in SUMMED and not indicator.is_opening
    if not is_summed or not official.units or official.stand_ins:
        return None
    names = [period.name for period in ground.periods[: ground.horizon]]
    totals = [ground.totals.get((indicator.id, name), ()) for name in names]
    running, state = indicator.is_running, indicator.is_state
    given = {group.state for groups in totals for group in groups}
    if CellState.UNAVAILABLE in given or (running and CellState.NIL in given):
        return None
    if (state and official.has_ending) or _has_others(indicator.id, names, official):
        return None
    silent: list[frozenset[str]] = []
    for name, groups in zip(names, totals, strict=True):
        absent = _silent_units(name, groups, official)
        if absent is None:
            return None
        silent.append(absent)
    by_states = official.by_states(tuple(silent))
    if (running or state) and len(by_states) > 1:
        return None
    sums = [_sum_of(groups) for groups in totals]
    valued = [bool(groups) for groups in totals]
    return tuple(
        _shape(states, units, sums, valued) for states, units in by_states.items()
    )


def _silent_units(
    name: str, groups: GroupTotals, official: OfficialUnits
) -> frozenset[str] | None:
    """The official units without a cell in a period; None: they are not known.

    They are known where each of the others must have given the indicator, since there
    are as many cells as units that gave anything at all.
    """
    cells, count = sum(group.cells for group in groups), len(official.units)
    if cells == count:
        return frozenset()
    silent = official.silent(name) if cells else official.everyone
    return silent if count - len(silent) == cells else None


def _has_others(key: str, names: Iterable[str], official: OfficialUnits) -> bool:
    """Whether a unit that is not official may have a cell of the indicator."""
    ground = official.duty.ground
    for name in names if official.others else ():
        others = official.others & ground.reporting(name)
        if len(others) > FEW:
            return True
        if any((key, name) in ground.places_of(unit) for unit in others):
            return True
    return False


def _sum_of(groups: GroupTotals) -> FigureSum:
    value = weight = Decimal()
    for group in groups:
        own = EXACT.scaleb(Decimal(group.value), -group.scale)
        of_all = EXACT.scaleb(Decimal(group.denominator), -group.scale)
        value, weight = EXACT.add(value, own), EXACT.add(weight, of_all)
    qualities = frozenset(group.quality for group in groups)
    final = tuple(group for group in groups if group.quality is Quality.FINAL)
    firm = None if len(final) == len(groups) else _sum_of(final)
    return FigureSum(value, weight, qualities, firm)


def _shape(
    states: States, units: Sequence[str], sums: list[FigureSum], valued: list[bool]
) -> CellShape:
    """A shape; it takes the sums of the periods in which no other had a figure."""
    given = []
    for index, own in enumerate(sums):
        is_first = states[index] is CellState.VALUE
        given.append(own if is_first else NO_FIGURES)
        if is_first:
            sums[index] = NO_FIGURES
    return CellShape(
        states,
        effective_states(states, valued),
        (False,) * len(states),
        units,
        tuple(given),
    )


def effective_states(states: States, valued: Sequence[bool]) -> States:
    """The states as arithmetic takes them.

    A cell that is not due is absent while nobody has a value in that period; once
    somebody has, it is unknown.
    """
    return tuple(
        state if is_valued or state is not CellState.NOT_DUE else CellState.NOT_EXPECTED
        for state, is_valued in zip(states, valued, strict=False)
    )
