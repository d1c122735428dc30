"""One cell as a check reads it: an exact number, or why there is none."""

from fractions import Fraction

from cchc.core.facts.report import CellKey, CellState
from cchc.core.plan.formula import Side
from cchc.core.plan.period import Period
from cchc.core.plan.plan import RatioOf
from cchc.core.verdict.cells import REPORTED, Cells
from cchc.text.record import Record

ZERO = Fraction(0)


class Used(Record):
    """One cell that a check reads; `value` is None where there is no figure."""

    cell: CellKey
    side: Side
    value: Fraction | None
    state: CellState


def used_cell(cells: Cells, unit: str, period: Period, side: Side) -> Used | None:
    """One cell as a check reads it; None where the unit owes no such figure."""
    state = cells.state(unit, period)
    if state is CellState.NOT_EXPECTED:
        return None
    if state is CellState.NOT_DUE and (unit, period.name) in cells.submitted:
        state = CellState.MISSING
    key = (cells.indicator.id, unit, period.name)
    value = _value(cells, unit, period, side) if state in REPORTED else None
    return Used(key, side, value, state)


def _value(cells: Cells, unit: str, period: Period, side: Side) -> Fraction | None:
    """The exact number of a cell that was reported; "nothing occurred" is 0.

    Nothing new to a running total leaves it where it was.
    """
    if side is Side.ROWS:
        mine = (each for each in cells.items if each.unit == unit)
        return Fraction(len({e.key for e in mine if e.period == period.name}))
    amount = cells.indicator.amount
    if side is Side.DENOMINATOR and cells.indicator.of is RatioOf.PLAN:
        return None if amount is None else Fraction(amount.value)
    reading = cells.reading(unit, period)
    if cells.is_running and cells.state(unit, period) is CellState.NIL:
        return _before(cells, unit, period, side)
    if reading is None:
        return ZERO
    number = reading.denominator if side is Side.DENOMINATOR else reading.number
    return ZERO if number is None else Fraction(number)


def _before(cells: Cells, unit: str, period: Period, side: Side) -> Fraction | None:
    """A running total as it stood before; None where that is not known."""
    if period.ordinal == 1:
        return ZERO
    last = used_cell(cells, unit, cells.periods[period.ordinal - 2], side)
    return ZERO if last is None else last.value
