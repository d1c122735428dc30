"""Each unit's part of an indicator: what it was allotted and what it did."""

from decimal import Decimal
from fractions import Fraction

from cchc.core.facts.report import (
    CellState,
    Quality,
    Reading,
)
from cchc.core.facts.succession import has_ended, stands_for, taken_over
from cchc.core.facts.unit_cell import UnitCell
from cchc.core.plan.expected import goal_of
from cchc.core.plan.measure import Measure
from cchc.core.plan.period import Period
from cchc.core.verdict.aggregate import figures_of
from cchc.core.verdict.cells import Cells
from cchc.text.number_format import percent
from cchc.text.record import Record, replace


class UnitShare(Record):
    """One unit's part of an indicator: table E.

    Figures are in the indicator's unit, percentages for a ratio; `left` is what of
    the allotment is still to do, never below 0. `took_over` are the ended units
    whose part it is as well: not the same scope as before. For a ratio `numerator`
    and `denominator` are exact and of the year to date, as is `quality`; `in_rate`
    is n and d of the period alone.
    """

    unit: str
    allotted: Decimal | None
    state: CellState
    reading: Reading | None
    in_period: Fraction | None
    to_date: Fraction | None
    percent: Decimal | None
    left: Fraction | None
    took_over: tuple[str, ...] = ()
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    quality: Quality = Quality.FINAL
    in_rate: tuple[Decimal, Decimal] | None = None


SINGLE = frozenset({Measure.MILESTONE, Measure.YES})


def unit_shares(cells: Cells, upto: Period) -> tuple[UnitShare, ...]:
    """The parts, in plan order, of all units that report or were allotted some.

    Nothing where one unit carries the whole. The part of a unit that has ended is
    its heir's: what was allotted to it and what it did.
    """
    one = cells.indicator
    late = {unit for unit, first in cells.heirs.items() if first <= upto.ordinal}
    involved = set(one.reporters) | set(one.allot) | late
    if len(involved) < 2 or one.measure in SINGLE:
        return ()
    return tuple(
        _share(cells, unit, upto)
        for unit in cells.members
        if unit in involved and not _has_passed(cells, unit, upto)
    )


def unit_cells(cells: Cells, period: Period) -> tuple[UnitCell, ...]:
    """The period's cell of each unit that owes it or has filled it, in plan order."""
    states = ((unit, cells.state(unit, period)) for unit in cells.members)
    return tuple(
        UnitCell(unit, state, cells.reading(unit, period))
        for unit, state in states
        if state is not CellState.NOT_EXPECTED
    )


def _has_passed(cells: Cells, unit: str, upto: Period) -> bool:
    ended = has_ended(cells.members[unit], upto)
    return ended and stands_for(cells.members, unit, upto) is not None


def _allotted(cells: Cells, units: tuple[str, ...]) -> Decimal | None:
    given = [cells.indicator.allot.get(unit) for unit in units]
    known = [each for each in given if each is not None]
    return sum(known, Decimal(0)) if known else None


def _share(cells: Cells, unit: str, upto: Period) -> UnitShare:
    one = cells.indicator
    before = tuple(
        each
        for each in taken_over(cells.members, unit, upto)
        if each in one.reporters or each in one.allot
    )
    units = (unit, *before)
    alone = replace(cells, units=units, stand_ins={})
    if one.measure is Measure.REGISTER:
        alone = _register_of(cells, units)
    figures = figures_of(alone, upto)
    figure = figures.now
    allotted = _allotted(cells, units)
    done = figure.known
    goal = goal_of(one) if one.measure is Measure.RATIO else None
    whole = Fraction(allotted) if allotted is not None else goal.at if goal else None
    left = None if whole is None or goal else whole - (done or Fraction(0))
    return UnitShare(
        unit=unit,
        allotted=allotted,
        state=cells.state(unit, upto),
        reading=cells.reading(unit, upto),
        in_period=figures.in_period,
        to_date=done,
        percent=percent(100 * done / whole) if done is not None and whole else None,
        left=None if left is None else max(left, Fraction(0)),
        took_over=before,
        numerator=figure.numerator,
        denominator=figure.denominator,
        quality=figure.quality,
        in_rate=figures.in_rate,
    )


def _register_of(cells: Cells, units: tuple[str, ...]) -> Cells:
    """The register as one unit's: its own items, whoever reported them."""
    own = tuple(
        replace(row, unit=row.owner or row.unit)
        for row in cells.items
        if (row.owner or row.unit) in units and row.unit in cells.units
    )
    listed = frozenset((row.unit, row.period) for row in own)
    return replace(cells, units=units, items=own, stand_ins={}, listed=listed)
