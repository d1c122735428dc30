"""The cells of a period: one for each unit that owes the figure or has given it."""

from datetime import date
from decimal import Decimal

from cchc.core.facts.report import CellState, ReportedExtent
from cchc.core.plan.measure import Measure
from cchc.core.plan.targets.line import AtLeast
from cchc.core.plan.trajectory import Step
from tests.core.world import AFTER_Q1, indicator, seen

UNITS = ("u1", "u2", "u3")
FLOW = indicator(Measure.FLOW, AtLeast(Decimal(40)), units=UNITS)


def test_a_cell_says_what_the_unit_said_or_that_it_said_nothing() -> None:
    view = seen(FLOW, {("u1", "Q1"): 3, ("u2", "Q1"): "nil"})
    states = [(each.unit, each.state) for each in view.cells]
    assert states == [
        ("u1", CellState.VALUE),
        ("u2", CellState.NIL),
        ("u3", CellState.MISSING),
    ]
    first = view.cells[0].reading
    assert first is not None
    assert first.number == 3


def test_before_its_day_nothing_is_missing() -> None:
    view = seen(FLOW, {}, as_of=date(2022, 3, 1))
    assert {each.state for each in view.cells} == {CellState.NOT_DUE}


def test_a_figure_that_nobody_asked_for_yet_has_a_cell_once_it_is_there() -> None:
    late = indicator(Measure.FLOW, AtLeast(Decimal(40)), Step("Q4"), UNITS)
    assert seen(late, {}, as_of=AFTER_Q1).cells == ()
    view = seen(late, {("u1", "Q1"): 3})
    assert [each.unit for each in view.cells] == ["u1"]


def test_each_period_says_how_much_of_itself_was_heard() -> None:
    said = {("u1", "Q1"): 3, ("u2", "Q1"): 1, ("u3", "Q1"): 0, ("u1", "Q3"): 5}
    view = seen(FLOW, said, "Q3")
    assert view.heard == (ReportedExtent.ALL, ReportedExtent.NONE, ReportedExtent.PART)
    early = seen(FLOW, {}, "Q1", date(2022, 3, 1))
    assert early.heard == (ReportedExtent.NOT_DUE,)
