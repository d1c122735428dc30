"""A unit's row is its own part, or it is not there (4)."""

from decimal import Decimal
from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from cchc.core.facts.report import CellState, Facts
from cchc.core.plan.calendar import periods
from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import Amount
from cchc.core.plan.targets.kinds import Yes
from cchc.core.plan.targets.line import AtLeast
from cchc.core.verdict.cells import cells_in
from cchc.core.verdict.share import UnitParts
from cchc.text.record import replace
from tests.core.world import indicator, quarters, seen
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
