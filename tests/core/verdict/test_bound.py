"""What it would take, at each line and on both sides of it, as a table."""

from decimal import Decimal
from fractions import Fraction

import pytest

from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import Amount, Indicator
from cchc.core.plan.targets.line import AtLeast, AtMost, Between, LessThan, MoreThan
from cchc.core.plan.targets.target import Target
from cchc.core.plan.trajectory import Step
from cchc.core.verdict.verdict_rules import Bound, BoundThings, BoundTurn, bound_of
from tests.core.world import Said, changed, indicator, seen

D = Decimal
REACHES, MISSES = BoundTurn
DONE, NOT_DONE = BoundThings
SILENT = ("u2",)


def total(target: Target | None, **changes: object) -> Indicator:
    return changed(indicator(Measure.FLOW, target, units=("u1", "u2")), **changes)


def rate(target: Target, **changes: object) -> Indicator:
    return changed(indicator(Measure.RATIO, target, units=("u1", "u2")), **changes)


def bound(line: Indicator, figure: Said, period: str) -> Bound | None:
    judgement = seen(line, {("u1", period): figure}, period).judgement
    assert judgement is not None
    return bound_of(judgement.case, SILENT)


MONEY = changed(
    indicator(Measure.RATIO, AtLeast(D(80)), units=("u1", "u2"), of=RatioOf.PLAN),
    amount=Amount(D(100_000), "triệu đồng"),
    trajectory=total(AtLeast(D(80))).trajectory,
)


@pytest.mark.parametrize(
    ("line", "figure", "period", "turns", "at", "count"),
    [
        (total(AtLeast(D(40))), 7, "Q1", REACHES, 10, 3),
        (total(AtLeast(D(40))), 9, "Q1", REACHES, 10, 1),
        (total(AtLeast(D(40))), 7, "Q4", REACHES, 40, 33),
        (total(MoreThan(D(40))), 7, "Q1", REACHES, 10, 3),
        (total(MoreThan(D(40))), 7, "Q4", REACHES, 40, 34),
        (total(AtMost(D(5))), 3, "Q4", MISSES, 5, 3),
        (total(LessThan(D(5))), 3, "Q4", MISSES, 5, 2),
        (total(LessThan(D(8))), 1, "Q1", MISSES, 2, 2),
        (total(AtLeast(D(40)), decimals=1), "7.3", "Q1", REACHES, 10, "2.7"),
        (MONEY, 10_000, "Q1", REACHES, 20, 10_000),
    ],
)
def test_a_total_turns_with_the_least_amount_that_moves_it_past_its_line(
    line: Indicator, figure: Said, period: str,
    turns: BoundTurn, at: int, count: str,
) -> None:  # fmt: skip
    expected = Bound(Fraction(at), SILENT, turns, Fraction(count), None)
    assert bound(line, figure, period) == expected


@pytest.mark.parametrize(
    ("target", "figure", "turns", "count", "things"),
    [
        (AtLeast, "1/4", REACHES, 2, DONE),
        (MoreThan, "1/4", REACHES, 3, DONE),
        (AtLeast, "2/4", MISSES, 1, NOT_DONE),
        (MoreThan, "2/4", REACHES, 1, DONE),
        (AtLeast, "3/4", MISSES, 3, NOT_DONE),
        (MoreThan, "3/4", MISSES, 2, NOT_DONE),
        (AtMost, "1/4", MISSES, 3, DONE),
        (LessThan, "1/4", MISSES, 2, DONE),
        (AtMost, "2/4", MISSES, 1, DONE),
        (LessThan, "2/4", REACHES, 1, NOT_DONE),
        (AtMost, "3/4", REACHES, 2, NOT_DONE),
        (LessThan, "3/4", REACHES, 3, NOT_DONE),
        (AtLeast, "1/5", REACHES, 3, DONE),
    ],
)
def test_a_rate_turns_with_the_fewest_things_of_one_kind(
    target: type[AtLeast], figure: str,
    turns: BoundTurn, count: int, things: BoundThings,
) -> None:  # fmt: skip
    expected = Bound(Fraction(50), SILENT, turns, Fraction(count), things)
    assert bound(rate(target(D(50))), figure, "Q1") == expected


@pytest.mark.parametrize(
    ("line", "figure"),
    [
        (total(AtLeast(D(40))), 10),
        (total(AtLeast(D(40))), 11),
        (total(None), 7),
        (total(AtLeast(D(40)), non_negative=False), 7),
        (total(AtLeast(D(40)), trajectory=Step("Q3")), 7),
        (total(Between(D(30), D(40))), 7),
        (indicator(Measure.LEVEL, AtLeast(D(40))), 7),
        (rate(AtLeast(D(100))), "3/4"),
        (rate(AtMost(D(0))), "3/4"),
        (rate(Between(D(30), D(40))), "3/4"),
        (rate(AtLeast(D(50)), part_of_whole=False), "3/4"),
        (rate(AtLeast(D(50))), "0/0"),
        (rate(AtLeast(D(50))), "unavailable"),
    ],
)
def test_where_no_number_of_things_decides_there_is_no_bound(
    line: Indicator, figure: Said
) -> None:
    assert bound(line, figure, "Q1") is None
