"""Whose cells enter a figure, and who leaves it open (SEMANTICS 4)."""

from collections.abc import Iterator

from cchc.core.facts.report import CellState
from cchc.core.facts.unit_cell import Heard
from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.period import Period
from cchc.core.verdict.cells import REPORTED, UNKNOWN, Cells
from cchc.text.record import Record

ENTERING = frozenset(CellState) - {CellState.NOT_EXPECTED}
NOT_OWED = frozenset({CellState.NOT_EXPECTED, CellState.NOT_DUE})
ANSWERED = frozenset({Measure.MILESTONE, Measure.YES})


class Coverage(Record):
    """Cells that enter the figure; units by id, once each.

    `silent` have not reported what was due; `unknown` are all whose cells leave the
    figure open: the silent, those not due yet, those whose figure is not published.
    `units` counts those with a cell that enters, reported or not.
    """

    reported: int
    expected: int
    silent: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    units: int = 0


def entering_periods(cells: Cells, unit: str, upto: Period) -> tuple[Period, ...]:
    """The periods whose cells of a unit enter A(p): for states the last one.

    A running total rests on the last figure or the first gap, counted back from p:
    where nothing was added it stands on the cell before.
    """
    one, upto_now = cells.indicator, cells.upto(upto)
    if cells.is_running:
        return _rested_on(cells, unit, upto_now)
    latest = one.measure is Measure.LEVEL or one.of is RatioOf.LEVEL
    latest = latest or one.measure in ANSWERED
    return upto_now[-1:] if latest else upto_now


def _rested_on(
    cells: Cells, unit: str, among: tuple[Period, ...]
) -> tuple[Period, ...]:
    ends = UNKNOWN | {CellState.VALUE}
    at = (each for each in reversed(among) if cells.effective(unit, each) in ends)
    last = next(at, None)
    return among if last is None else among[last.ordinal - 1 :]


def entering_states(
    cells: Cells, upto: Period
) -> Iterator[tuple[str, CellState, CellState]]:
    """Unit, state and state as arithmetic takes it of every cell that enters A(p)."""
    for unit in cells.units:
        for period in entering_periods(cells, unit, upto):
            yield unit, cells.state(unit, period), cells.effective(unit, period)


def coverage(cells: Cells, upto: Period) -> Coverage:
    """The cells that enter A(p): reported, expected, and who leaves it open.

    A figure given where none was expected enters A(p), and so counts as both.
    """
    states = tuple(entering_states(cells, upto))
    counted = [(unit, state) for unit, state, _ in states if state not in NOT_OWED]
    silent = {unit for unit, state in counted if state is CellState.MISSING}
    unknown = {unit for unit, _, taken in states if taken in UNKNOWN}
    entered = {unit for unit, state, _ in states if state in ENTERING}
    return Coverage(
        reported=sum(state is not CellState.MISSING for _, state in counted),
        expected=len(counted),
        silent=tuple(unit for unit in cells.units if unit in silent),
        unknown=tuple(unit for unit in cells.units if unit in unknown),
        units=len(entered),
    )


def heard(cells: Cells, period: Period) -> Heard:
    """How much of the period itself is known, whatever was known before."""
    states = {cells.effective(unit, period) for unit in cells.units}
    known, unknown = states & REPORTED, states & UNKNOWN
    if not known:
        return Heard.NONE if unknown else Heard.NOT_DUE
    return Heard.PART if unknown else Heard.ALL
