"""Sharing a target among units (SEMANTICS 10)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.core.cascade.cascade import (
    Allotment,
    CascadeMode,
    SharingMethod,
    SharingRequest,
    cascade_line,
    propose_shares,
    way_of,
    whole_of,
)
from cchc.core.plan.measure import Across, Measure
from cchc.core.plan.plan import Baseline, Indicator, Plan
from cchc.core.plan.targets.change import IncreaseBy, RankAtMost
from cchc.core.plan.targets.kinds import By, Yes
from cchc.core.plan.targets.line import AtLeast, AtMost, Between, Exactly, MoreThan
from cchc.core.plan.targets.target import Scale, Target
from cchc.core.plan.unit import Authority, Unit
from cchc.text.problem import Problem, ProblemCode
from cchc.text.record import replace
from tests.core.world import DAYS

UNITS = tuple(f"u{n}" for n in range(1, 5))
FLOW = Indicator(
    "dn",
    "Doanh nghiệp",
    Measure.FLOW,
    unit="doanh nghiệp",
    target=AtLeast(Decimal(10)),
    reporters=UNITS,
)
PLAN = Plan("p", "P", 2022, Authority("A"), tuple(Unit(e, e) for e in UNITS))
EQUAL = SharingRequest(SharingMethod.EQUAL, UNITS)


def shared(indicator: Indicator, asking: SharingRequest) -> dict[str, str]:
    made = propose_shares(indicator, asking)
    assert isinstance(made, Allotment), made
    return {each.unit: str(each.value) for each in made.parts}


def refused(indicator: Indicator, asking: SharingRequest) -> ProblemCode:
    made = propose_shares(indicator, asking)
    assert isinstance(made, Problem)
    return made.code


def test_equal_parts_give_the_rest_in_plan_order() -> None:
    assert shared(FLOW, EQUAL) == {"u1": "3", "u2": "3", "u3": "2", "u4": "2"}


def test_what_is_fixed_by_hand_stays_and_the_rest_is_shared() -> None:
    asking = replace(EQUAL, method=SharingMethod.HAND, hand={"u3": Decimal(7)})
    assert shared(FLOW, asking) == {"u1": "1", "u2": "1", "u3": "7", "u4": "1"}


def test_more_by_hand_than_the_target_leaves_the_others_nothing_and_some_to_spare() -> (
    None
):
    made = propose_shares(FLOW, replace(EQUAL, hand={"u1": Decimal(12)}))
    assert isinstance(made, Allotment)
    assert made.slack == 2
    assert made.covers
    assert made.without == ("u2", "u3", "u4")


def test_less_by_hand_than_the_target_and_nobody_else_to_carry_it_is_refused() -> None:
    hand = dict.fromkeys(UNITS, Decimal(2))
    assert refused(FLOW, replace(EQUAL, hand=hand)) is ProblemCode.ALLOT_SHORT


def test_a_buffer_is_promised_above_the_target() -> None:
    made = propose_shares(FLOW, replace(EQUAL, buffer=Decimal(2)))
    assert isinstance(made, Allotment)
    assert made.total == 12
    assert made.slack == 2


def test_of_an_allowance_a_buffer_is_kept_back() -> None:
    limit = replace(FLOW, target=AtMost(Decimal(10)))
    made = propose_shares(limit, replace(EQUAL, buffer=Decimal(2)))
    assert isinstance(made, Allotment)
    assert made.total == 8
    assert made.slack == -2
    assert made.covers


def test_more_by_hand_than_an_allowance_is_refused() -> None:
    limit = replace(FLOW, target=AtMost(Decimal(10)))
    hand = {"u1": Decimal(11)}
    assert refused(limit, replace(EQUAL, hand=hand)) is ProblemCode.SHARE_OVER


def test_money_with_a_decimal_is_shared_in_tenths() -> None:
    money = replace(FLOW, decimals=1, target=AtLeast(Decimal("1.0")))
    assert list(shared(money, EQUAL).values()) == ["0.3", "0.3", "0.2", "0.2"]


def test_weights_that_are_all_nought_are_refused() -> None:
    asking = SharingRequest(SharingMethod.WEIGHT, UNITS, {"u1": Fraction(0)})
    assert refused(FLOW, asking) is ProblemCode.SHARE_NOTHING


@given(
    st.integers(min_value=0, max_value=5000),
    st.dictionaries(st.sampled_from(UNITS), st.integers(min_value=0, max_value=9000)),
    st.dictionaries(st.sampled_from(UNITS[:3]), st.integers(min_value=0, max_value=50)),
    st.integers(min_value=0, max_value=20),
)
def test_a_proposal_always_covers_the_target_and_is_never_negative(
    target: int, weights: dict[str, int], hand: dict[str, int], buffer: int
) -> None:
    asking = SharingRequest(
        SharingMethod.WEIGHT,
        UNITS,
        {unit: Fraction(each) for unit, each in weights.items()},
        {unit: Decimal(each) for unit, each in hand.items()},
        Decimal(buffer),
    )
    made = propose_shares(replace(FLOW, target=AtLeast(Decimal(target))), asking)
    if isinstance(made, Problem):
        assert made.code is ProblemCode.SHARE_NOTHING
        return
    assert made.covers
    assert all(each.value >= 0 for each in made.parts)
    fixed = sum(hand.values())
    assert made.total == max(target + buffer, fixed)


@pytest.mark.parametrize(
    ("target", "whole"),
    [
        (AtLeast(Decimal(8)), 8),
        (MoreThan(Decimal(8)), 9),
        (MoreThan(Decimal("8.5")), 9),
        (AtMost(Decimal(5)), 5),
        (Exactly(Decimal(6), Decimal(1)), 6),
        (Between(Decimal(3), Decimal(9)), 3),
        (IncreaseBy(Decimal(10), Scale.PERCENT), 23),
        (RankAtMost(Decimal(3)), None),
        (Yes(), None),
        (By(DAYS["Q1"]), None),
    ],
    ids=str,
)
def test_the_number_to_be_shared_reaches_the_target(
    target: Target, whole: int | None
) -> None:
    based = replace(FLOW, target=target, baseline=Baseline(Decimal(20)))
    # 20 + 10% of 20 is 22; a baseline of 20.5 makes 22.55, so 23 things
    if isinstance(target, IncreaseBy):
        based = replace(based, baseline=Baseline(Decimal("20.5")))
    assert whole_of(based) == whole


@pytest.mark.parametrize(
    ("indicator", "way"),
    [
        (FLOW, CascadeMode.SHARED),
        (replace(FLOW, reporters=("u1",)), CascadeMode.OWNER),
        (replace(FLOW, target=None), CascadeMode.STATISTIC),
        (replace(FLOW, measure=Measure.RATIO, across=Across.POOL), CascadeMode.SAME),
        (replace(FLOW, measure=Measure.LEVEL, across=Across.LEAD), CascadeMode.OWNER),
        (replace(FLOW, across=Across.LEAD, lead="u1"), CascadeMode.OWNER),
        (
            replace(FLOW, measure=Measure.YES, across=Across.ALL_OF, target=Yes()),
            CascadeMode.SAME,
        ),
    ],
)
def test_each_measure_goes_down_its_own_way(
    indicator: Indicator, way: CascadeMode
) -> None:
    assert way_of(indicator) is way


def test_a_rate_is_not_shared() -> None:
    rate = replace(FLOW, measure=Measure.RATIO, across=Across.POOL)
    assert refused(rate, EQUAL) is ProblemCode.NOT_SHARED


def test_the_one_owner_is_the_lead_the_others_contribute() -> None:
    level = replace(FLOW, measure=Measure.LEVEL, across=Across.LEAD, lead="u2")
    assert cascade_line(PLAN, level).carriers == ("u2",)


def test_a_unit_that_was_given_nothing_is_named() -> None:
    given = replace(FLOW, allot={"u1": Decimal(6), "u2": Decimal(4), "u4": Decimal(0)})
    line = cascade_line(PLAN, given)
    assert line.parts is not None
    assert line.parts.without == ("u3", "u4")
    assert line.carriers == ("u1", "u2")
