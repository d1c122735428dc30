"""A unit's row is its own part, or it is not there (4)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc.core.facts.report import CellState, Facts, Item
from cchc.core.plan.calendar import periods
from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import Amount
from cchc.core.plan.targets.change import IncreaseBy
from cchc.core.plan.targets.kinds import Each, GroupTarget, Yes
from cchc.core.plan.targets.line import AtLeast
from cchc.core.plan.unit import Unit
from cchc.core.verdict.cells import cells_in
from cchc.core.verdict.share import UnitParts
from cchc.text.record import replace
from tests.core.world import YEAR_END, changed, indicator, plan_of, quarters, seen
from tests.core.world import facts_of as facts_said
from tests.verdicts.histories import facts_of
from tests.verdicts.worlds import world


def without_others(facts: Facts, own: set[str]) -> Facts:
    """What would be known if no other unit had ever reported."""
    kept = {key: cell for key, cell in facts.cells.items() if key[1] in own}
    items = tuple(item for item in facts.items if item.unit in own)
    return replace(facts, cells=kept, items=items)


@given(st.integers(min_value=0, max_value=2**48))
@settings(max_examples=120, deadline=None)
def test_what_others_report_changes_nothing_of_a_units_row(seed: int) -> None:
    year = world(Random(seed))  # noqa: S311
    facts, among = facts_of(year.plan, year.said, year.as_of), periods(year.plan)
    period = among[year.at - 1]
    whole = cells_in(year.plan, among, facts)[year.one.id]
    for unit in year.plan.units:
        for share in UnitParts(whole, period, unit.id).shares:
            assert share.unit == unit.id
            kept = without_others(facts, {share.unit, *share.took_over})
            alone = cells_in(year.plan, among, kept)[year.one.id]
            assert UnitParts(alone, period, unit.id).shares == (share,)


def test_nothing_is_divided_by_a_share_that_nobody_has() -> None:
    goal = AtLeast(Decimal(100))
    rate = replace(
        indicator(Measure.RATIO, goal, units=("u1", "u2"), of=RatioOf.PLAN),
        amount=Amount(Decimal(1000), "triệu đồng"),
    )
    first, second = seen(rate, quarters("u1", 100, 150), "Q2").shares
    assert (first.to_date, first.percent) == (Fraction(250), None)
    assert first.denominator is None
    assert (second.to_date, second.percent) == (None, None)
    count = indicator(Measure.FLOW, goal, units=("u1", "u2"))
    assert [s.percent for s in seen(count, quarters("u1", 5), "Q1").shares] == [
        None
    ] * 2


def test_a_unit_answers_for_itself_and_has_no_row_before_it_is_founded() -> None:
    answer = indicator(Measure.YES, Yes(), units=("u1", "u2"))
    view = seen(answer, quarters("u1", True), "Q2")
    assert view.shares == ()
    (own,) = replace(view.parts, unit="u1").shares
    assert (own.state, own.reading and own.reading.answer) == (CellState.VALUE, True)
    (other,) = replace(view.parts, unit="u2").shares
    assert other.state is not CellState.VALUE


D = Decimal
NEW = Unit("u1", "A", since=date(2022, 8, 1))
STAYS, HEIR = Unit("u2", "B"), Unit("u3", "C")
ENDED = Unit("u4", "D", until=date(2022, 4, 30), successor="u3")
GONE = Unit("u5", "E", until=date(2022, 4, 30))
FLOW = indicator(Measure.FLOW, AtLeast(D(100)), units=("u1", "u2", "u3", "u4", "u5"))


@pytest.mark.parametrize(
    ("allot", "quarter", "rows"),
    [
        ({}, 1, ["u2", "u3", "u4", "u5"]),
        ({}, 2, ["u2", "u3", "u5"]),
        ({}, 3, ["u1", "u2", "u3", "u5"]),
        # whoever was allotted a part has a row before it is founded
        ({"u1": D(9)}, 2, ["u1", "u2", "u3", "u5"]),
        ({"u4": D(9)}, 2, ["u2", "u3", "u5"]),
    ],
)
def test_a_unit_has_a_row_from_its_founding_until_another_takes_its_place(
    allot: dict[str, Decimal], quarter: int, rows: list[str]
) -> None:
    plan = replace(
        plan_of(changed(FLOW, allot=allot)), units=(NEW, STAYS, HEIR, ENDED, GONE)
    )
    among = periods(plan)
    cells = cells_in(plan, among, facts_said(quarters("u4", 3), YEAR_END))["x"]
    shares = {own.unit: own for own in UnitParts(cells, among[quarter - 1]).shares}
    assert list(shares) == rows
    heir = shares["u3"]
    if quarter > 1:
        # what the ended one was allotted and did is its heir's
        assert (heir.took_over, heir.allotted) == (("u4",), allot.get("u4"))


@pytest.mark.parametrize(
    ("target", "allotted"),
    [(AtLeast(D(8)), 8), (IncreaseBy(D(2)), None), (None, None)],
)
def test_of_what_is_asked_of_every_unit_each_is_held_to_the_whole(
    target: AtLeast | IncreaseBy | None, allotted: int | None
) -> None:
    groups = (
        () if target is None else (GroupTarget("ward", target, units=("u1", "u2")),)
    )
    line = changed(
        indicator(Measure.FLOW, AtLeast(D(8)), units=("u1", "u2")),
        target=Each(groups, D(100)),
    )
    plan = plan_of(line)
    cells = cells_in(plan, periods(plan), facts_said(quarters("u1", 3), YEAR_END))["x"]
    shares = UnitParts(cells, periods(plan)[0]).shares
    assert {own.allotted for own in shares} == {allotted}


def test_a_row_that_another_reported_is_its_owners_and_the_cell_the_reporters() -> None:
    line = indicator(Measure.REGISTER, AtLeast(D(8)), units=("u1", "u2"))
    items = (
        Item("x", "u1", "Q1", "a", "a", owner="u2"),
        Item("x", "u1", "Q1", "b", "b", owner="u2"),
    )
    first, second = seen(line, {}, "Q1", items=items).shares
    assert not first.to_date
    assert second.to_date == 2
    assert (first.state, second.state) == (CellState.VALUE, CellState.MISSING)
