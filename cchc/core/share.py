"""Each unit's part of an indicator: what it was allotted and what it did."""

from dataclasses import replace
from fractions import Fraction

from cchc.core.aggregate import Total, counted_items, total
from cchc.core.cells import REPORTED, Cells
from cchc.core.expected import goal_of
from cchc.core.period import Period
from cchc.core.plan import Measure, RatioOf
from cchc.core.shown import percent
from cchc.core.view import UnitShare

SINGLE = frozenset({Measure.MILESTONE, Measure.YES})


def shares(cells: Cells, upto: Period) -> tuple[UnitShare, ...]:
    """The parts, in plan order, of all units that report or were allotted some.

    Nothing where one unit carries the whole.
    """
    one = cells.indicator
    involved = set(one.reporters) | set(one.allot)
    if len(involved) < 2 or one.measure in SINGLE:
        return ()
    return tuple(
        _share(cells, unit, upto) for unit in cells.members if unit in involved
    )


def _share(cells: Cells, unit: str, upto: Period) -> UnitShare:
    alone = replace(cells, units=(unit,))
    if cells.indicator.measure is Measure.REGISTER:
        alone = _register_of(cells, unit)
    figure = total(alone, upto)
    allotted = cells.indicator.allot.get(unit)
    done = figure.known
    goal = (
        goal_of(cells.indicator) if cells.indicator.measure is Measure.RATIO else None
    )
    whole = Fraction(allotted) if allotted is not None else goal.at if goal else None
    left = None if whole is None or goal else whole - (done or Fraction(0))
    return UnitShare(
        unit=unit,
        allotted=allotted,
        state=cells.state(unit, upto),
        reading=cells.reading(unit, upto),
        in_period=in_period(alone, upto, figure),
        to_date=done,
        percent=percent(100 * done / whole) if done is not None and whole else None,
        left=None if left is None else max(left, Fraction(0)),
    )


def _register_of(cells: Cells, unit: str) -> Cells:
    """The register as one unit's: its own items, whoever reported them."""
    own = tuple(
        replace(row, unit=unit)
        for row in cells.items
        if (row.owner or row.unit) == unit and row.unit in cells.units
    )
    return replace(cells, units=(unit,), items=own)


def in_period(cells: Cells, period: Period, figure: Total) -> Fraction | None:
    """What the period itself brought, in the indicator's unit; percent for a ratio.

    For a running total A(p) − A(p−1). None for a level, and where nobody reported.
    """
    one = cells.indicator
    reported = any(cells.state(unit, period) in REPORTED for unit in cells.units)
    if one.measure is Measure.REGISTER:
        reported = reported or bool(counted_items(cells, period))
    stands = one.measure is Measure.LEVEL or one.of is RatioOf.LEVEL
    if stands or not reported or figure.known is None:
        return None
    if period.ordinal == 1:
        return figure.known
    before = total(cells, cells.periods[period.ordinal - 2])
    if one.of is RatioOf.FLOW:
        return _rate_between(before, figure)
    if before.known is None:
        return None if cells.is_running else figure.known
    return figure.known - before.known


def _rate_between(before: Total, after: Total) -> Fraction | None:
    """n/d of what lies between two totals, in percent."""
    if after.numerator is None or after.denominator is None:
        return None
    top = Fraction(after.numerator) - Fraction(before.numerator or 0)
    bottom = Fraction(after.denominator) - Fraction(before.denominator or 0)
    return 100 * top / bottom if bottom else None
