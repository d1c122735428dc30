from decimal import Decimal
from fractions import Fraction

from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.targets.line import AtLeast
from tests.core.world import indicator, quarters, seen


def test_the_rate_of_a_period_is_made_of_what_the_period_brought() -> None:
    goal = AtLeast(Decimal(100))
    one = indicator(Measure.RATIO, goal, units=("u1", "u2"), of=RatioOf.FLOW)
    said = quarters("u1", "86/86", "56/57") | quarters("u2", "10/10", "40/40")
    view = seen(one, said, "Q2")
    assert view.in_rate == (Decimal(96), Decimal(97))
    assert view.in_period == Fraction(9600, 97)
    assert [each.in_rate for each in view.shares] == [
        (Decimal(56), Decimal(57)),
        (Decimal(40), Decimal(40)),
    ]


def test_what_is_no_rate_of_a_flow_has_none() -> None:
    count = indicator(Measure.FLOW, AtLeast(Decimal(8)))
    assert seen(count, quarters("u1", 3, 4), "Q2").in_rate is None
