"""When totals tell how cells stand, and which states arithmetic takes."""

from datetime import date
from decimal import Decimal

import pytest

from cchc.core.facts.report import CellKey, CellState, Facts, Quality, Reading
from cchc.core.facts.totals import KnownCells
from cchc.core.plan.calendar import periods
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import Indicator, Plan
from cchc.core.plan.stock_table import StockTable
from cchc.core.plan.targets.line import AtLeast
from cchc.core.plan.unit import Unit
from cchc.core.verdict.aggregate import figures_of
from cchc.core.verdict.by_totals import (
    FEW,
    effective_states,
    opening_states,
    shapes_by_totals,
)
from cchc.core.verdict.cells import Cells, cells_in
from cchc.text.record import replace
from tests.core.world import AFTER_Q2, changed, indicator, plan_of, reading

NE, DUE, OUT, VALUE = (
    CellState.NOT_EXPECTED,
    CellState.NOT_DUE,
    CellState.MISSING,
    CellState.VALUE,
)


def test_what_is_not_due_is_absent_until_one_of_the_period_has_a_value() -> None:
    states = (DUE, DUE, OUT, OUT, VALUE, NE)
    valued = (True, False, True, False, True, False)
    assert effective_states(states, valued) == (DUE, NE, OUT, OUT, VALUE, NE)


OLD = Unit("old", "A", until=date(2022, 4, 30), successor="new")
LONG_AGO = replace(OLD, until=date(2022, 1, 31))
NEW = Unit("new", "B")


@pytest.mark.parametrize(
    ("old", "among", "states", "counted"),
    [
        (OLD, ("old", "new"), (VALUE, VALUE, OUT, DUE), (VALUE, NE, NE, NE)),
        (OLD, ("old", "new"), (OUT, VALUE, OUT, DUE), (OUT, NE, NE, NE)),
        (OLD, ("new",), (NE, OUT, VALUE, DUE), (NE, OUT, NE, NE)),
        (OLD, ("new",), (NE, NE, NE, VALUE), (NE, NE, NE, VALUE)),
        # whoever goes on from what another has left opens with nothing new
        (OLD, ("old", "new"), (NE, VALUE, VALUE, DUE), (NE, NE, NE, NE)),
        (LONG_AGO, ("old", "new"), (VALUE, VALUE, OUT, DUE), (VALUE, NE, NE, NE)),
        (OLD, ("old", "new"), (NE, NE, NE, NE), (NE, NE, NE, NE)),
    ],
)
def test_of_what_a_table_opens_with_a_units_first_figure_counts(
    old: Unit,
    among: tuple[str, ...],
    states: tuple[CellState, ...],
    counted: tuple[CellState, ...],
) -> None:
    plan = replace(plan_of(indicator(Measure.FLOW, None)), units=(old, NEW))
    ground = cells_in(plan, periods(plan), Facts(AFTER_Q2))["x"].ground
    assert opening_states(ground, "new", states, among) == counted


FLOW = indicator(Measure.FLOW, AtLeast(Decimal(8)), units=("u1", "u2"))
MANY = tuple(Unit(f"u{n}", f"Xã {n}") for n in range(1, FEW + 4))
ENDING = (Unit("u1", "A"), Unit("u2", "B", until=date(2022, 4, 30)))


def cells_by_totals(plan: Plan, cells: dict[CellKey, Reading]) -> Cells:
    known = Facts(AFTER_Q2, KnownCells(cells))
    return cells_in(plan, periods(plan), known, upto=periods(plan)[1])["x"]


def said(key: str, *units: str) -> dict[CellKey, Reading]:
    """A figure of 1 in each of two quarters."""
    return {(key, unit, name): reading(1) for unit in units for name in ("Q1", "Q2")}


def said_as(value: str) -> dict[CellKey, Reading]:
    return {("x", "u2", "Q2"): reading(value)}


RUNNING, LEVEL = (
    changed(FLOW, measure=Measure.RUNNING),
    changed(FLOW, measure=Measure.LEVEL),
)
YES = indicator(Measure.YES, None)
ROUGH = {
    ("x", "u2", "Q2"): Reading(
        CellState.VALUE, number=Decimal(7), quality=Quality.ESTIMATE
    )
}
OTHER = changed(FLOW, id="y", reporters=tuple(unit.id for unit in MANY))
ALL = tuple(unit.id for unit in MANY)
GIVEN = said("x", "u1", "u2")
LATE_ONE = {at: cell for at, cell in GIVEN.items() if at[1:] != ("u2", "Q2")}
BY_TOTALS: dict[
    str, tuple[tuple[Unit, ...], Indicator, dict[CellKey, Reading], bool]
] = {
    "all is there": (MANY[:2], FLOW, GIVEN, True),
    "nobody is asked": (MANY[:2], changed(FLOW, reporters=("u9",)), {}, False),
    "a unit ends": (
        ENDING,
        FLOW,
        {at: r for at, r in GIVEN.items() if at[1:] != ("u2", "Q2")},
        True,
    ),
    "one of few others has a cell": (
        MANY[:4],
        FLOW,
        {**GIVEN, **said("x", "u3")},
        False,
    ),
    "another has a cell in the place of one": (
        MANY[:4],
        FLOW,
        {**said("x", "u1"), **said("x", "u3"), **said("y", "u4")},
        False,
    ),
    "few others report something else": (
        MANY[:4],
        FLOW,
        {**GIVEN, **said("y", "u1", "u2", "u3")},
        True,
    ),
    "a unit is silent": (MANY[:2], FLOW, LATE_ONE, True),
    "a total of a silent unit": (MANY[:2], RUNNING, LATE_ONE, False),
    "a state of a silent unit": (MANY[:2], LEVEL, LATE_ONE, False),
    "a total": (MANY[:2], RUNNING, GIVEN, True),
    "a state": (MANY[:2], LEVEL, GIVEN, True),
    "a state of a unit that ends": (ENDING, LEVEL, GIVEN, False),
    "nothing new": (MANY[:2], FLOW, {**GIVEN, **said_as("nil")}, True),
    "nothing new to a total": (MANY[:2], RUNNING, {**GIVEN, **said_as("nil")}, False),
    "not published": (MANY[:2], FLOW, {**GIVEN, **said_as("unavailable")}, False),
    "an estimate": (MANY[:2], FLOW, {**GIVEN, **ROUGH}, True),
    "answers": (MANY[:2], changed(YES, reporters=("u1", "u2")), GIVEN, False),
    "an heir": (
        (replace(ENDING[1], successor="u3"), *MANY[:1], MANY[2]),
        FLOW,
        GIVEN,
        False,
    ),
    "many others report": (MANY, FLOW, {**GIVEN, **said("y", *ALL)}, False),
}


@pytest.mark.parametrize("name", BY_TOTALS)
def test_totals_are_taken_where_each_cell_is_known_without_being_read(
    name: str,
) -> None:
    units, line, given, is_told = BY_TOTALS[name]
    plan = replace(plan_of(line, OTHER), units=units)
    cells = cells_by_totals(plan, given)
    shapes = shapes_by_totals(line, cells.official)
    assert (shapes is not None) is is_told
    if line.measure is Measure.YES:
        return
    # and either way the figure is the same
    one_by_one = cells_in(plan, periods(plan), Facts(AFTER_Q2, given))["x"]
    now = [
        figures_of(own, period).now
        for own in (cells, one_by_one)
        for period in periods(plan)[:2]
    ]
    assert now[:2] == now[2:]
    firm = [
        figures_of(own.without_estimates, periods(plan)[1]).now
        for own in (cells, one_by_one)
    ]
    assert firm[0] == firm[1]


def test_a_figure_of_one_of_many_others_is_not_in_the_sum() -> None:
    plan = replace(plan_of(FLOW, OTHER), units=MANY)
    given = {**GIVEN, **said("x", "u9"), **said("y", *ALL)}
    by_totals = cells_by_totals(plan, given)
    assert by_totals.by_totals is None
    assert {unit for shape in by_totals.shapes for unit in shape.units} == {"u1", "u2"}


def test_what_a_table_opens_with_is_read_cell_by_cell() -> None:
    table = StockTable("t", "T", "o", ("i",), ("x",), ("c",), reporters=("u1", "u2"))
    plan = replace(plan_of(), tables=(table,), units=MANY[:2])
    known = Facts(AFTER_Q2, KnownCells({**said("t.o", *ALL[:2])}))
    cells = cells_in(plan, periods(plan), known, upto=periods(plan)[1])
    assert cells["t.o"].by_totals is None
