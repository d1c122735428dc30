"""Last year beside this one: by id, from the ledger, as it stands on the day."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from cchc.core.facts.report import EarlierYear, Facts
from cchc.core.facts.succession import predecessors
from cchc.core.plan.calendar import periods
from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import Amount, Indicator, Plan, PlanVersion
from cchc.core.plan.targets.kinds import By, Yes
from cchc.core.plan.targets.line import AtLeast
from cchc.core.plan.unit import Unit
from cchc.core.verdict.indicator import IndicatorView, PreviousGap, PreviousSource
from cchc.core.verdict.status import every_indicator, status_view
from cchc.text.record import replace
from tests.core.world import (
    Said,
    changed,
    facts_of,
    indicator,
    plan_of,
    quarters,
    whole_view,
)

TWO = ("u1", "u2")
FLOW = indicator(Measure.FLOW, AtLeast(Decimal(73)), units=TWO)
RATE = indicator(Measure.RATIO, AtLeast(Decimal(98)), units=TWO, of=RatioOf.FLOW)
LEVEL = indicator(Measure.LEVEL, AtLeast(Decimal(80)))
DAY = date(2023, 6, 25)
FIRST = {**quarters("u1", 12, 18, 11, 20), **quarters("u2", 1, 2, 3, 4)}
RATES = {**quarters("u1", "9/10", "8/10", "1/1", "1/1"), **quarters("u2", "1/1", "1/3")}


def version(plan: Plan, day: date) -> PlanVersion:
    return PlanVersion(1, plan, 1, day, "0" * 64)


def beside(
    one: Indicator,
    was: Indicator,
    said: dict[tuple[str, str], Said],
    now: dict[tuple[str, str], Said] | None = None,
    corrected: dict[tuple[str, str], Said] | None = None,
) -> IndicatorView:
    """The line in Q2/2023, beside a ledger of 2022.

    What was `said` stood until the new plan was applied; `corrected` is since.
    """
    past = plan_of(was)
    plan = replace(plan_of(one), id="thu-2023", year=2023)
    applied = date(2023, 1, 20)

    def known(day: date, _: Collection[str] | None) -> Facts:
        return facts_of(said if day <= applied else corrected or said, day)

    earlier = EarlierYear(2022, lambda: (version(past, date(2022, 1, 1)),), known)
    facts = replace(facts_of(now or quarters("u1", 1, 1), DAY), earlier=(earlier,))
    view = status_view((version(plan, applied),), periods(plan)[1], facts)
    return every_indicator(view)[0]


MEASURED = {
    "flow": (FLOW, FIRST),
    "running": (indicator(Measure.RUNNING, AtLeast(Decimal(99)), units=TWO), FIRST),
    "rate": (RATE, RATES),
    "rate of states": (changed(RATE, of=RatioOf.LEVEL), RATES),
    "rate of the plan": (
        changed(RATE, of=RatioOf.PLAN, amount=Amount(Decimal(200), "triệu đồng")),
        FIRST,
    ),
    "level": (LEVEL, quarters("u1", 70, 75, 76)),
    "rank": (indicator(Measure.RANK, None), quarters("u1", 7, 6, 5)),
    "nothing": (FLOW, {**quarters("u1", 0, 0), **quarters("u2", "nil", "nil")}),
}


@pytest.mark.parametrize("name", MEASURED)
def test_last_year_is_what_last_years_own_board_says(name: str) -> None:
    line, said = MEASURED[name]
    own = every_indicator(whole_view(plan_of(line), facts_of(said, DAY), "Q2"))[0]
    view = beside(line, line, said)
    assert view.previous is not None
    assert view.previous_year == own.actual is not None
    assert view.previous.source is PreviousSource.LEDGER


def test_an_answer_is_that_of_the_same_period() -> None:
    yes = indicator(Measure.YES, Yes())
    view = beside(yes, yes, quarters("u1", False, True))
    assert view.previous is not None
    assert view.previous.answer is True
    day = indicator(Measure.MILESTONE, By(date(2022, 12, 1)))
    done = beside(day, day, {("u1", "Q2"): date(2022, 6, 2)}).previous
    assert done is not None
    assert done.done == date(2022, 6, 2)


@pytest.mark.parametrize(
    ("was", "gap"),
    [
        (changed(FLOW, id="y"), PreviousGap.LINE),
        (changed(FLOW, measure=Measure.RUNNING), PreviousGap.CHANGED),
        (changed(FLOW, unit="hộ"), PreviousGap.CHANGED),
        (FLOW, PreviousGap.FIGURE),
    ],
)
def test_nothing_is_invented(was: Indicator, gap: PreviousGap) -> None:
    view = beside(FLOW, was, {})
    assert view.previous is not None
    assert (view.previous.gap, view.previous_year) == (gap, None)


def test_what_the_plan_types_wins_unless_it_repeats_the_ledger() -> None:
    typed = changed(FLOW, previous_year=(Decimal(13), Decimal(21)))
    copied = changed(FLOW, previous_year=(Decimal(13), Decimal(20)))
    told: list[tuple[object, ...]] = [
        (previous.source, previous.value, previous.in_ledger)
        for line in (typed, copied)
        if (previous := beside(line, FLOW, FIRST).previous)
    ]
    assert told == [(PreviousSource.PLAN, 34, 33), (PreviousSource.LEDGER, 33, None)]


def test_a_figure_corrected_since_stands_as_it_is_now() -> None:
    later = {**FIRST, ("u1", "Q1"): 20}
    copied = changed(FLOW, previous_year=(Decimal(13), Decimal(20)))
    figures = [
        beside(line, FLOW, FIRST, corrected=later).previous_year
        for line in (FLOW, copied)
    ]
    assert figures == [41, 41]
    # what the plan types and the ledger has come to say since is the ledger's
    typed = changed(FLOW, previous_year=(Decimal(13), Decimal(21)))
    mended = beside(typed, FLOW, FIRST, corrected={**FIRST, ("u1", "Q2"): 19}).previous
    assert mended is not None
    assert mended.source is PreviousSource.LEDGER
    assert mended.value == 34


def test_a_part_of_last_year_is_told_and_not_compared() -> None:
    view = beside(FLOW, FLOW, quarters("u1", 12, 18))
    assert view.previous is not None
    assert view.previous.value == 30
    assert view.previous.coverage is not None
    assert view.previous.coverage.unknown == ("u2",)
    assert view.years == ()


def test_a_unit_has_its_own_figure_of_last_year() -> None:
    shares = beside(FLOW, FLOW, FIRST, quarters("u2", 5, 5)).shares
    assert [share.previous for share in shares] == [30, 3]
    rates = beside(RATE, RATE, RATES, quarters("u2", "1/1", "1/1")).shares
    assert [share.previous for share in rates] == [85, 50]
    other = beside(FLOW, changed(FLOW, unit="hộ"), FIRST, quarters("u2", 5, 5)).shares
    assert [share.previous for share in other] == [None, None]


@pytest.mark.parametrize(
    ("then", "now", "stands_for"),
    [
        ((Unit("a", "A"),), (Unit("a", "A mới"),), ("a",)),
        # merged during last year, and left out of the new plan
        (
            (Unit("a", "A", until=date(2022, 7, 31), successor="b"), Unit("b", "B")),
            (Unit("b", "B"),),
            ("a", "b"),
        ),
        # merged by the new plan, of another name
        (
            (Unit("a", "A"), Unit("c", "C")),
            (Unit("a", "A", until=date(2023, 1, 31), successor="b"), Unit("b", "B")),
            ("a",),
        ),
        # through two of them, and in a ring
        (
            (Unit("a", "A", successor="c"), Unit("c", "C", successor="b")),
            (Unit("b", "B"),),
            ("a", "c"),
        ),
        ((Unit("a", "A", successor="c"), Unit("c", "C", successor="a")), (), ()),
    ],
)
def test_a_unit_stands_for_those_that_became_it(
    then: tuple[Unit, ...], now: tuple[Unit, ...], stands_for: tuple[str, ...]
) -> None:
    period = periods(replace(plan_of(FLOW), year=2023))[1]
    past, today = ({own.id: own for own in units} for units in (then, now))
    unit = "b" if len(then) > 1 else "a"
    assert predecessors(past, today, unit, period) == stands_for


def test_two_years_of_a_plan_of_one_line_make_a_trend() -> None:
    past = plan_of(FLOW)
    plan = replace(past, id="thu-2023", year=2023)
    earlier = EarlierYear(
        2022,
        lambda: (version(past, date(2022, 1, 1)),),
        lambda day, _: facts_of(FIRST, day),
    )
    facts = replace(facts_of(quarters("u1", 1, 1), DAY), earlier=(earlier,))
    seen = status_view((version(plan, DAY),), periods(plan)[1], facts, with_years=True)
    years = every_indicator(seen)[0].years
    assert [(own.year, own.value) for own in years] == [(2022, 33), (2023, Fraction(2))]
