"""Whose cells enter a figure, and who leaves it open (SEMANTICS 4)."""

from collections.abc import Iterator

from cchc.core.facts.report import CellState, ReportedExtent
from cchc.core.plan.period import Period
from cchc.core.verdict.cells import DUE_STATES, ENTERING, REPORTED, UNKNOWN, Cells
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


def _entering_periods(cells: Cells, unit: str, upto: Period) -> tuple[Period, ...]:
    """The periods whose cells of a unit enter A(p): for states the last one."""
    past = cells.upto(upto)
    if cells.is_running:
        # counted back from p to the last figure or the first gap: where nothing was
        # added the total stands on the cell before (3)
        ends = UNKNOWN | {CellState.VALUE}
        for period in reversed(past):
            if cells.effective(unit, period) in ends:
                return past[period.ordinal - 1 :]
    # a level, a milestone or a yes rests on its cell of p alone (4)
    return past[-1:] if cells.is_state or cells.is_answered else past


def entering_states(
    cells: Cells, upto: Period
) -> Iterator[tuple[str, CellState, CellState]]:
    """Unit, state and state as arithmetic takes it of every cell that enters A(p)."""
    for unit in cells.units:
        for period in _entering_periods(cells, unit, upto):
            yield unit, cells.state(unit, period), cells.effective(unit, period)


def coverage(cells: Cells, upto: Period) -> Coverage:
    """The cells that enter A(p): reported, expected, and who leaves it open."""
    states = tuple(entering_states(cells, upto))
    # a figure given where none was expected enters A(p), and counts as both (1)
    due = [(unit, state) for unit, state, _ in states if state in DUE_STATES]
    silent = {unit for unit, state in due if state is CellState.MISSING}
    unknown = {unit for unit, _, effective in states if effective in UNKNOWN}
    return Coverage(
        reported=sum(state is not CellState.MISSING for _, state in due),
        expected=len(due),
        silent=tuple(unit for unit in cells.units if unit in silent),
        unknown=tuple(unit for unit in cells.units if unit in unknown),
        units=len({unit for unit, state, _ in states if state in ENTERING}),
    )


def heard(cells: Cells, period: Period) -> ReportedExtent:
    """How much of the period itself is known, whatever was known before."""
    states = {cells.effective(unit, period) for unit in cells.units}
    if not states & REPORTED:
        return ReportedExtent.NONE if states & UNKNOWN else ReportedExtent.NOT_DUE
    return ReportedExtent.PART if states & UNKNOWN else ReportedExtent.ALL
