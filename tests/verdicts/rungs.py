"""The ladder S1 to S8 of SEMANTICS 7 at one point, rung by rung."""

from datetime import date
from fractions import Fraction
from math import comb

from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import (
    Indicator,
)
from cchc.core.plan.targets.at_least import AtLeast
from cchc.core.plan.targets.at_most import AtMost
from cchc.core.plan.targets.between import Between
from cchc.core.plan.targets.by import By
from cchc.core.plan.targets.exactly import Exactly
from cchc.core.plan.targets.increase_by import IncreaseBy
from cchc.core.plan.targets.more_than import MoreThan
from cchc.core.plan.targets.rank_at_most import RankAtMost
from cchc.core.plan.targets.yes import Yes
from cchc.core.plan.trajectory import Hold
from tests.verdicts.asking import Question
from tests.verdicts.yardstick import Rung, Whole, base, expectation, goal

TOTALS = (Measure.FLOW, Measure.RUNNING, Measure.REGISTER)


def climb(asked: Question, whole: Whole) -> Rung:
    match asked.one.target:
        case By(day):
            return _milestone(asked, day, whole.answers)
        case Yes():
            return _yes(asked, whole.answers)
        case _ if whole.nothing:
            return ("nil_year", "S1c") if asked.fin else ("not_due", "S1")
        case _:
            assert whole.a is not None
            return _figure(asked, whole.a, lost_case=whole.lost_case)


def _milestone(
    asked: Question, day: date, answers: tuple[date | bool | None, ...]
) -> Rung:
    days = [each for each in answers if isinstance(each, date)]
    if answers and len(days) == len(answers):
        return ("met", "S3") if max(days) <= day else ("done_late", "S4")
    if asked.fin:
        return "failed", "S4"
    if asked.judged_on > day:
        return "unreachable", "S2"
    return "on_track", "S5"


def _yes(asked: Question, answers: tuple[date | bool | None, ...]) -> Rung:
    if answers and all(each is True for each in answers):
        return "met", "S3"
    if asked.fin:
        return "failed", "S4"
    return ("behind", "S8") if asked.is_last else ("on_track", "S5")


def lasting(one: Indicator) -> bool:
    """A total that no later report can bring down."""
    return one.measure in TOTALS and (
        one.measure is Measure.REGISTER or one.non_negative
    )


def reached(one: Indicator, a: Fraction) -> bool:
    low, high = goal(one)
    if isinstance(one.target, MoreThan):
        return low is not None and a > low
    return (low is None or a >= low) and (high is None or a <= high)


def better(one: Indicator, a: Fraction) -> bool:
    low, high = goal(one)
    match one.target:
        case AtLeast(value):
            capped = one.part_of_whole and value == 100
            return not capped and a > value
        case IncreaseBy():
            return low is not None and a > low
        case RankAtMost():
            return high is not None and a < high
        case _:
            return False


def lost(one: Indicator, a: Fraction, *, lost_case: bool) -> bool:
    _, high = goal(one)
    match one.target:
        case AtLeast(value):
            whole = one.of is RatioOf.FLOW and one.part_of_whole and value == 100
            return whole and lost_case
        case AtMost() | Exactly() | Between():
            return lasting(one) and high is not None and a > high
        case _:
            return False


def _figure(asked: Question, a: Fraction, *, lost_case: bool) -> Rung:
    one = asked.one
    if not asked.fin and lost(one, a, lost_case=lost_case):
        return "unreachable", "S2"
    upward = isinstance(one.target, AtLeast | MoreThan | IncreaseBy)
    if reached(one, a) and (asked.fin or (upward and lasting(one))):
        return ("exceeded" if better(one, a) else "met"), "S3"
    if asked.fin:
        return "failed", "S4"
    if isinstance(one.target, RankAtMost):
        fine = not asked.is_last or reached(one, a)
        return ("on_track", "S5") if fine else ("behind", "S8")
    return _pace(asked, a)


def _pace(asked: Question, a: Fraction) -> Rung:
    one = asked.one
    e = expectation(asked, rounded=True)
    if e is None:
        return "on_track", "S5"
    low, high = goal(one)
    if isinstance(one.target, Between | Exactly):
        assert low is not None
        assert high is not None
        e = min(e, low)
        fine = e <= a <= high
    else:
        fine = a <= e if isinstance(one.target, AtMost) else a >= e
    if fine:
        return "on_track", "S5"
    if by_chance(asked, a):
        return "watch", "S6"
    return ("watch", "S7") if nearly(asked, a, e) else ("behind", "S8")


def by_chance(asked: Question, a: Fraction) -> bool:
    """S6: P(X ≤ A) above a tenth for X of Bin(T, s)."""
    one = asked.one
    e = expectation(asked, rounded=False)
    counted = one.measure is not Measure.RATIO and one.small_counts
    if not isinstance(one.target, AtLeast) or one.baseline or one.decimals:
        return False
    t = one.target.value
    if not counted or t > 100 or e is None or one.unit.endswith("đồng"):
        return False
    if a < 0 or t <= 0 or t != int(t):
        return False
    s, n = e / Fraction(t), int(t)
    chance = sum(comb(n, k) * s**k * (1 - s) ** (n - k) for k in range(int(a) + 1))
    return chance > Fraction(1, 10)


def nearly(asked: Question, a: Fraction, e: Fraction) -> bool:
    """S7: nine tenths of the pace; two points for a rate that holds.

    Where a figure is too high and no baseline says from where it should fall, a
    tenth above is near.
    """
    one = asked.one
    _, high = goal(one)
    less = isinstance(one.target, AtMost)
    over = high is not None and a > high
    if isinstance(one.trajectory, Hold) and one.measure is Measure.RATIO:
        return (a - (high or e) if over else e - a) <= 2
    if less and one.measure in TOTALS:
        return not over
    if high is not None and (over if not less else one.baseline is None):
        top = e if less else high
        return a <= top + abs(top) / 10
    way = e - base(one)
    if way == 0 or (way < 0) != less:
        return False
    return (a - base(one)) / way >= Fraction(9, 10)
