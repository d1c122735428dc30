"""Whose cells enter a figure, and who leaves it open (SEMANTICS 4)."""

from cchc.core.facts.report import CellState, ReportedExtent
from cchc.core.plan.period import Period
from cchc.core.verdict.by_totals import CellShape
from cchc.core.verdict.cells import (
    DUE_STATES,
    ENTERING,
    REPORTED,
    UNKNOWN,
    Cells,
)
from cchc.text.record import Record


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


class EnteringCells(Record):
    """The cells that enter a figure: who they are of, and the states among them."""

    coverage: Coverage
    states: frozenset[CellState]


def _first_entering(cells: Cells, shape: CellShape, upto: Period) -> int:
    """The index of the first period whose cells of these units enter A(p)."""
    if cells.is_running:
        # counted back from p to the last figure or the first gap: where nothing was
        # added the total stands on the cell before (3)
        ends = UNKNOWN | {CellState.VALUE}
        for index in reversed(range(upto.ordinal)):
            if shape.effective[index] in ends:
                return index
    # a level, a milestone or a yes rests on its cell of p alone (4)
    return upto.ordinal - 1 if cells.is_state or cells.is_answered else 0


def entering_cells(cells: Cells, upto: Period) -> EnteringCells:
    """The cells that enter A(p): reported, expected, and who leaves it open."""
    reported = expected = units = 0
    silent: set[str] = set()
    unknown: set[str] = set()
    entering: set[CellState] = set()
    for shape in cells.shapes:
        first, count = _first_entering(cells, shape, upto), len(shape.units)
        states = shape.states[first : upto.ordinal]
        # a figure given where none was expected enters A(p), and counts as both (1)
        due = [state for state in states if state in DUE_STATES]
        expected += count * len(due)
        reported += count * sum(state is not CellState.MISSING for state in due)
        if CellState.MISSING in due:
            silent.update(shape.units)
        if not UNKNOWN.isdisjoint(shape.effective[first : upto.ordinal]):
            unknown.update(shape.units)
        if not ENTERING.isdisjoint(states):
            units += count
        entering.update(states)
    cover = Coverage(
        reported=reported,
        expected=expected,
        silent=_in_order(cells, silent),
        unknown=_in_order(cells, unknown),
        units=units,
    )
    return EnteringCells(cover, frozenset(entering))


def _in_order(cells: Cells, units: set[str]) -> tuple[str, ...]:
    return tuple(unit for unit in cells.units if unit in units) if units else ()


def heard(cells: Cells, period: Period) -> ReportedExtent:
    """How much of the period itself is known, whatever was known before."""
    states = {shape.effective[period.ordinal - 1] for shape in cells.shapes}
    if not states & REPORTED:
        return ReportedExtent.NONE if states & UNKNOWN else ReportedExtent.NOT_DUE
    return ReportedExtent.PART if states & UNKNOWN else ReportedExtent.ALL
