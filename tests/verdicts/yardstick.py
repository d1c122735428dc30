"""What is promised, what should be true by now: goals and paths, from the law."""

import math
from datetime import date
from fractions import Fraction

from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import (
    Indicator,
)
from cchc.core.plan.targets.at_least import AtLeast
from cchc.core.plan.targets.at_most import AtMost
from cchc.core.plan.targets.between import Between
from cchc.core.plan.targets.exactly import Exactly
from cchc.core.plan.targets.increase_by import IncreaseBy
from cchc.core.plan.targets.more_than import MoreThan
from cchc.core.plan.targets.rank_at_most import RankAtMost
from cchc.core.plan.targets.target import Scale
from cchc.core.plan.trajectory import Linear, Points, Profile, Step
from cchc.text.record import Record
from tests.verdicts.asking import Question

Number = Fraction | None
Rung = tuple[str, str]


class Whole(Record):
    """One way in which the year could stand: a figure, or the units' answers."""

    a: Number = None
    lost_case: bool = False
    nothing: bool = False
    answers: tuple[date | bool | None, ...] = ()


def lacks_baseline(one: Indicator) -> bool:
    needs = isinstance(one.target, IncreaseBy) or one.target == MoreThan(None)
    return needs and one.baseline is None


def base(one: Indicator) -> Fraction:
    return Fraction(0) if one.baseline is None else Fraction(one.baseline.value)


def goal(  # noqa: PLR0911 -- one arm for each kind of target
    one: Indicator,
) -> tuple[Number, Number]:
    """The least and the most that A may be at the end; None: no such end."""
    match one.target:
        case AtLeast(value):
            return Fraction(value), None
        case MoreThan(value):
            return (base(one) if value is None else Fraction(value)), None
        case IncreaseBy(value, Scale.PERCENT):
            return base(one) + Fraction(value) * base(one) / 100, None
        case IncreaseBy(value):
            return base(one) + Fraction(value), None
        case AtMost(value) | RankAtMost(value):
            return None, Fraction(value)
        case Exactly(value, slack):
            return Fraction(value) - Fraction(slack), Fraction(value) + Fraction(slack)
        case Between(lower, upper):
            return Fraction(lower), Fraction(upper)
        case _:
            return None, None


def expectation(asked: Question, *, rounded: bool) -> Number:
    """E(p); None where there is no pace, or before a step."""
    one, count = asked.one, len(asked.quarters)
    low, high = goal(one)
    end = Fraction(one.target.value) if isinstance(one.target, Exactly) else low
    end = high if end is None else end
    if end is None or isinstance(one.target, RankAtMost):
        return None
    match one.trajectory:
        case Points(values):
            found: Number = Fraction(values[asked.at - 1])
        case Linear():
            found = base(one) + (end - base(one)) * asked.at / count
        case Profile(name):
            share = Fraction(asked.plan.profiles[name][asked.at - 1])
            found = base(one) + (end - base(one)) * share
        case Step(name):
            names = [quarter.name for quarter in asked.quarters]
            first = names.index(name or names[-1])
            found = end if asked.at - 1 >= first else None
        case None:
            return None
        case _:
            found = end
    return _whole(one, found) if rounded else found


def _whole(one: Indicator, found: Number) -> Number:
    if found is None or one.decimals or one.measure is Measure.RATIO:
        return found
    less = isinstance(one.target, AtMost)
    return Fraction(math.ceil(found) if less else math.floor(found))


def percent(one: Indicator, a: Fraction) -> Number:
    match one.target:
        case AtLeast(value):
            bottom = Fraction(value) - base(one)
            return 100 * (a - base(one)) / bottom if bottom else None
        case IncreaseBy():
            low, _ = goal(one)
            gap = (low or Fraction(0)) - base(one)
            return 100 * (a - base(one)) / gap if gap and one.baseline else None
        case _:
            return None


def may_fall(one: Indicator) -> bool:
    """Whether an unknown part may be anything: a level, or what may be negative."""
    if one.measure is Measure.REGISTER:
        return False
    return one.measure is Measure.LEVEL or not one.non_negative
