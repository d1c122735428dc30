"""From cells to one figure: what a gap hides and what it leaves standing."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from cchc.core.facts.report import Item
from cchc.core.plan.measure import Across, Measure, RatioOf
from cchc.core.plan.plan import Amount, Indicator
from cchc.core.plan.targets.line import AtLeast, AtMost, MoreThan
from cchc.core.plan.trajectory import Linear
from cchc.core.verdict.statuses import Status
from tests.core.world import Said, changed, indicator, quarters, seen

D = Decimal
Told = dict[tuple[str, str], Said]
BOTH = ("u1", "u2")
FLOW = indicator(Measure.FLOW, AtLeast(D(40)))
FLOWS = indicator(Measure.FLOW, AtLeast(D(8)), units=BOTH)
RUNNING = indicator(Measure.RUNNING, AtLeast(D(40)))
RUNNINGS = indicator(Measure.RUNNING, AtLeast(D(40)), units=BOTH)
LEVEL = indicator(Measure.LEVEL, AtLeast(D(80)))
LEVELS = changed(
    indicator(Measure.LEVEL, AtLeast(D(80)), units=BOTH), across=Across.SUM
)
RATE = indicator(Measure.RATIO, AtLeast(D(90)))
RATES = indicator(Measure.RATIO, AtLeast(D(90)), units=BOTH)
STATE = indicator(Measure.RATIO, AtLeast(D(90)), of=RatioOf.LEVEL)
BUDGET = changed(
    indicator(Measure.RATIO, AtLeast(D(100)), Linear(), of=RatioOf.PLAN),
    amount=Amount(D(200), decimals=1),
)
REGISTER = indicator(Measure.REGISTER, AtLeast(D(8)))
REGISTERS = indicator(Measure.REGISTER, AtLeast(D(8)), units=BOTH)
GAP: Told = {("u1", "Q2"): 5}
BEFORE_Q2_IS_DUE = date(2022, 6, 1)


@pytest.mark.parametrize(
    ("one", "told", "period", "actual"),
    [
        (FLOW, GAP, "Q2", 5),
        (FLOW, quarters("u1", "unavailable"), "Q1", None),
        (FLOW, quarters("u1", "unavailable", 5), "Q2", 5),
        (FLOWS, {("u1", "Q1"): 9}, "Q1", 9),
        (RUNNING, quarters("u1", "nil"), "Q1", 0),
        (RUNNING, quarters("u1", 10, "nil"), "Q2", 10),
        (RUNNING, quarters("u1", "nil", "nil"), "Q2", 0),
        (RUNNING, {("u1", "Q1"): "nil"}, "Q2", 0),
        (RUNNING, {("u1", "Q2"): "nil"}, "Q2", 0),
        (RUNNING, GAP, "Q2", 5),
        (LEVEL, quarters("u1", 70, 75), "Q2", 75),
        (LEVEL, {("u1", "Q1"): 70}, "Q2", None),
        (LEVELS, {("u1", "Q1"): 70, ("u2", "Q1"): 15}, "Q1", 85),
        (STATE, quarters("u1", "50/100"), "Q1", 50),
        (STATE, quarters("u1", "50/100", "nil"), "Q2", None),
        (RATES, {("u1", "Q1"): "5/10"}, "Q1", 50),
        (RATE, quarters("u1", "1/2", "2/2"), "Q2", 75),
        (BUDGET, quarters("u1", "12.5"), "Q1", Fraction(25, 4)),
        (changed(BUDGET, amount=None), quarters("u1", 50), "Q1", None),
        (changed(BUDGET, amount=Amount(D(0))), quarters("u1", 50), "Q1", None),
        (BUDGET, {}, "Q1", None),
        (REGISTER, {}, "Q1", None),
        (REGISTER, quarters("u1", "nil"), "Q1", 0),
        (REGISTER, {("u1", "Q1"): "nil"}, "Q2", 0),
        (REGISTERS, {("u1", "Q1"): "nil"}, "Q1", 0),
    ],
)
def test_the_figure_is_the_part_that_is_known(
    one: Indicator, told: Told, period: str, actual: int | Fraction | None
) -> None:
    assert seen(one, told, period).actual == actual


@pytest.mark.parametrize(
    ("one", "told", "actual"),
    [
        (RUNNING, quarters("u1", 10), 10),
        (RUNNING, quarters("u1", "nil"), 0),
        (RUNNING, {}, None),
        (LEVEL, quarters("u1", 70), None),
        (FLOW, quarters("u1", 10), 10),
    ],
)
def test_a_quarter_that_is_not_due_hides_no_total(
    one: Indicator, told: Told, actual: int | None
) -> None:
    assert seen(one, told, "Q2", BEFORE_Q2_IS_DUE).actual == actual


def test_nothing_reported_in_any_quarter_is_no_total() -> None:
    assert seen(RUNNING, {}, "Q1", date(2022, 3, 1)).actual is None


@pytest.mark.parametrize(
    ("one", "told", "period", "status"),
    [
        (FLOW, GAP, "Q2", Status.UNDETERMINED),
        (FLOWS, {("u1", "Q1"): 1}, "Q1", Status.UNDETERMINED),
        (FLOWS, {("u1", "Q1"): 9}, "Q1", Status.EXCEEDED),
        (
            changed(FLOWS, non_negative=False),
            {("u1", "Q1"): 9},
            "Q1",
            Status.UNDETERMINED,
        ),
        (LEVELS, {("u1", "Q1"): 90}, "Q1", Status.UNDETERMINED),
        (RUNNING, {("u1", "Q1"): 40}, "Q2", Status.MET),
        (RUNNING, {("u1", "Q1"): 39}, "Q2", Status.ON_TRACK),
        (RUNNINGS, {("u1", "Q1"): 39, ("u2", "Q2"): 1}, "Q2", Status.MET),
        (RATES, {("u1", "Q1"): "10/10"}, "Q1", Status.UNDETERMINED),
        (
            changed(RATES, target=AtLeast(D(100))),
            {("u1", "Q1"): "10/10"},
            "Q1",
            Status.UNDETERMINED,
        ),
        (
            changed(RATES, target=AtLeast(D(100))),
            {("u1", "Q1"): "9/10"},
            "Q1",
            Status.UNREACHABLE,
        ),
        (REGISTERS, {("u1", "Q1"): "nil"}, "Q1", Status.UNDETERMINED),
    ],
)
def test_a_gap_leaves_open_what_it_may_still_change(
    one: Indicator, told: Told, period: str, status: Status
) -> None:
    assert seen(one, told, period).verdict.status is status


@pytest.mark.parametrize("part_of_whole", [True, False])
@pytest.mark.parametrize(
    ("told", "status"), [("1/10", Status.MET), ("0/10", Status.UNDETERMINED)]
)
def test_one_case_done_is_more_than_none_whoever_is_silent(
    told: str, status: Status, *, part_of_whole: bool
) -> None:
    some = changed(RATES, target=MoreThan(D(0)), part_of_whole=part_of_whole)
    assert seen(some, {("u1", "Q4"): told}, "Q4").verdict.status is status


@pytest.mark.parametrize(
    ("part_of_whole", "status"), [(True, Status.MET), (False, Status.UNDETERMINED)]
)
def test_a_part_of_a_plan_is_never_more_than_the_plan(
    status: Status, *, part_of_whole: bool
) -> None:
    most = AtMost(D(100))
    budget = changed(BUDGET, target=most, part_of_whole=part_of_whole)
    assert seen(budget, {("u1", "Q4"): 10}, "Q4").verdict.status is status


def test_a_sum_is_written_with_the_digits_it_was_given() -> None:
    view = seen(BUDGET, quarters("u1", 40, "10.5"), "Q2")
    assert (str(view.numerator), str(view.denominator)) == ("50.5", "200")
    nothing = seen(STATE, quarters("u1", "50/100", "nil"), "Q2")
    assert (str(nothing.numerator), str(nothing.denominator)) == ("0", "0")
    whole = seen(RATE, quarters("u1", "50/100"))
    assert (str(whole.numerator), str(whole.denominator)) == ("50", "100")


@pytest.mark.parametrize(
    ("one", "told", "period", "brought"),
    [
        (FLOW, quarters("u1", 7), "Q1", 7),
        (FLOW, quarters("u1", 7, 5), "Q2", 5),
        (FLOWS, {("u1", "Q1"): 1}, "Q1", 1),
        (RUNNING, quarters("u1", 10), "Q1", 10),
        (FLOW, GAP, "Q2", 5),
        (FLOW, {("u1", "Q1"): 7}, "Q2", None),
        (RUNNING, quarters("u1", 10, 25), "Q2", 15),
        (RUNNING, GAP, "Q2", None),
        (LEVEL, quarters("u1", 70, 75), "Q2", None),
        (STATE, quarters("u1", "50/100"), "Q1", None),
        (RATE, quarters("u1", "1/2"), "Q1", 50),
        (RATE, quarters("u1", "1/2", "2/2"), "Q2", 100),
        (RATE, quarters("u1", "1/2", "nil"), "Q2", None),
        (RATE, quarters("u1", "nil", "nil"), "Q2", None),
        (RATE, quarters("u1", "nil", "1/2"), "Q2", 50),
        (BUDGET, quarters("u1", 50, 50), "Q2", 25),
    ],
)
def test_what_a_quarter_itself_brought(
    one: Indicator, told: Told, period: str, brought: int | None
) -> None:
    assert seen(one, told, period).in_period == brought


def test_a_quarter_that_nobody_reported_yet_brought_nothing_known() -> None:
    view = seen(RUNNING, quarters("u1", 10), "Q2", BEFORE_Q2_IS_DUE)
    assert view.actual == 10
    assert view.in_period is None


@pytest.mark.parametrize(
    ("one", "told", "period", "rate"),
    [
        (RATE, quarters("u1", "1/2"), "Q1", (1, 2)),
        (RATE, quarters("u1", "1/2", "3/4"), "Q2", (3, 4)),
        (RATE, quarters("u1", "nil"), "Q1", None),
        (RATE, {}, "Q1", None),
        (STATE, quarters("u1", "1/2"), "Q1", None),
        (BUDGET, quarters("u1", 50), "Q1", None),
    ],
)
def test_the_cases_of_the_quarter_alone(
    one: Indicator, told: Told, period: str, rate: tuple[int, int] | None
) -> None:
    found = seen(one, told, period).in_rate
    assert found == (None if rate is None else tuple(map(Decimal, rate)))


def row(
    period: str, day: date | None, unit: str = "u1", name: str = "Y tế", key: str = ""
) -> Item:
    return Item("x", unit, period, name, key or name.casefold(), day)


@pytest.mark.parametrize(
    ("items", "period", "count"),
    [
        ((row("Q1", date(2022, 3, 14)),), "Q1", 1),
        ((row("Q1", date(2022, 3, 15)),), "Q1", 0),
        ((row("Q2", date(2022, 2, 20)),), "Q1", 1),
        ((row("Q1", None),), "Q1", 1),
        ((row("Q2", None),), "Q1", None),
        ((row("Q1", None, unit="u9"),), "Q1", None),
        ((row("Q1", None), Item("y", "u1", "Q1", "Thuế", "thue")), "Q1", 1),
        ((row("Q1", None), row("Q2", None)), "Q2", 1),
        ((row("Q1", None), row("Q2", None, name="Giáo dục")), "Q2", 2),
    ],
)
def test_a_thing_counts_once_from_its_own_day_on(
    items: tuple[Item, ...], period: str, count: int | None
) -> None:
    assert seen(REGISTER, {}, period, items=items).actual == count


@pytest.mark.parametrize(("across", "count"), [(Across.DISTINCT, 1), (Across.SUM, 2)])
def test_the_same_name_in_two_units_counts_twice_only_in_a_sum(
    across: Across, count: int
) -> None:
    both = changed(REGISTERS, across=across)
    rows = tuple(row("Q1", None, unit) for unit in BOTH)
    assert seen(both, {}, items=rows).actual == count
