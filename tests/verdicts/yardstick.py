"""What is promised, what should be true by now: goals and paths, from the law."""

import math
from fractions import Fraction

from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import (
    Indicator,
)
from cchc.core.plan.targets.answers import By, Yes
from cchc.core.plan.targets.change import IncreaseBy
from cchc.core.plan.targets.line import AtLeast, AtMost, MoreThan
from cchc.core.plan.targets.range import Between, Exactly
from cchc.core.plan.targets.ranks import RankAtMost
from cchc.core.plan.targets.target import Scale
from cchc.core.plan.trajectory import Linear, Points, Profile, Step
from cchc.text.record import Record
from tests.verdicts.asking import Question, begins_later, reporters
from tests.verdicts.figures import Answer

Number = Fraction | None
Rung = tuple[str, str]

COUNTED = (Measure.FLOW, Measure.RUNNING, Measure.REGISTER)
# ISO 4217, the codes in use; a unit of money ends in one of them, in capitals
CURRENCIES = frozenset(
    [
        "AED",
        "AFN",
        "ALL",
        "AMD",
        "AOA",
        "ARS",
        "AUD",
        "AWG",
        "AZN",
        "BAM",
        "BBD",
        "BDT",
        "BHD",
        "BIF",
        "BMD",
        "BND",
        "BOB",
        "BRL",
        "BSD",
        "BTN",
        "BWP",
        "BYN",
        "BZD",
        "CAD",
        "CDF",
        "CHF",
        "CLP",
        "CNY",
        "COP",
        "CRC",
        "CUP",
        "CVE",
        "CZK",
        "DJF",
        "DKK",
        "DOP",
        "DZD",
        "EGP",
        "ERN",
        "ETB",
        "EUR",
        "FJD",
        "FKP",
        "GBP",
        "GEL",
        "GHS",
        "GIP",
        "GMD",
        "GNF",
        "GTQ",
        "GYD",
        "HKD",
        "HNL",
        "HTG",
        "HUF",
        "IDR",
        "ILS",
        "INR",
        "IQD",
        "IRR",
        "ISK",
        "JMD",
        "JOD",
        "JPY",
        "KES",
        "KGS",
        "KHR",
        "KMF",
        "KPW",
        "KRW",
        "KWD",
        "KYD",
        "KZT",
        "LAK",
        "LBP",
        "LKR",
        "LRD",
        "LSL",
        "LYD",
        "MAD",
        "MDL",
        "MGA",
        "MKD",
        "MMK",
        "MNT",
        "MOP",
        "MRU",
        "MUR",
        "MVR",
        "MWK",
        "MXN",
        "MYR",
        "MZN",
        "NAD",
        "NGN",
        "NIO",
        "NOK",
        "NPR",
        "NZD",
        "OMR",
        "PAB",
        "PEN",
        "PGK",
        "PHP",
        "PKR",
        "PLN",
        "PYG",
        "QAR",
        "RON",
        "RSD",
        "RUB",
        "RWF",
        "SAR",
        "SBD",
        "SCR",
        "SDG",
        "SEK",
        "SGD",
        "SHP",
        "SLE",
        "SOS",
        "SRD",
        "SSP",
        "STN",
        "SVC",
        "SYP",
        "SZL",
        "THB",
        "TJS",
        "TMT",
        "TND",
        "TOP",
        "TRY",
        "TTD",
        "TWD",
        "TZS",
        "UAH",
        "UGX",
        "USD",
        "UYU",
        "UZS",
        "VED",
        "VES",
        "VND",
        "VUV",
        "WST",
        "XAF",
        "XCD",
        "XOF",
        "XPF",
        "YER",
        "ZAR",
        "ZMW",
        "ZWG",
    ]
)
SIGNS = tuple("₫$€£¥₩฿₹₽₭៛₱")


class Whole(Record):
    """One way in which the year could stand: a figure, or the units' answers.

    `things` is a rate's denominator: 100/things is what one thing weighs. `unreached`:
    nothing was reported and nothing is waited for, so that the target is not reached.
    """

    a: Number = None
    lost_case: bool = False
    nothing: bool = False
    answers: tuple[Answer, ...] = ()
    things: Number = None
    unreached: bool = False


def is_total(one: Indicator) -> bool:
    """What adds up over the year: a rate of the plan is a total too."""
    return one.measure in COUNTED or one.of is RatioOf.PLAN


def lasting(one: Indicator) -> bool:
    """A total that no later report can bring down."""
    return is_total(one) and (one.measure is Measure.REGISTER or one.non_negative)


def wants_more(one: Indicator) -> bool:
    return isinstance(one.target, AtLeast | MoreThan | IncreaseBy)


def is_money(unit: str) -> bool:
    code = unit.rsplit(maxsplit=1)[-1] if unit.split() else ""
    words = unit.endswith(("đồng", "VND", "VNĐ", *SIGNS))
    return words or code in CURRENCIES


def is_relative(one: Indicator) -> bool:
    return isinstance(one.target, IncreaseBy) or one.target == MoreThan(None)


def lacks_baseline(one: Indicator) -> bool:
    return is_relative(one) and one.baseline is None


def declared_base(one: Indicator) -> Fraction:
    """B of the targets that are told relative to it."""
    return Fraction(0) if one.baseline is None else Fraction(one.baseline.value)


def base(one: Indicator) -> Fraction:
    """B0, from where the path starts: a total starts from 0 every year."""
    stands = one.measure is Measure.LEVEL or one.of in (RatioOf.LEVEL, RatioOf.FLOW)
    return declared_base(one) if stands else Fraction(0)


def goal(  # noqa: PLR0911 -- one arm for each kind of target
    one: Indicator,
) -> tuple[Number, Number]:
    """The least and the most that A may be at the end; None: no such end."""
    match one.target:
        case AtLeast(value) | MoreThan(value):
            at = declared_base(one) if value is None else Fraction(value)
            return at, None
        case IncreaseBy(value, Scale.PERCENT):
            start = declared_base(one)
            return start + Fraction(value) * start / 100, None
        case IncreaseBy(value):
            return declared_base(one) + Fraction(value), None
        case AtMost(value) | RankAtMost(value):
            return None, declared_base(one) if value is None else Fraction(value)
        case Exactly(value, slack):
            return Fraction(value) - Fraction(slack), Fraction(value) + Fraction(slack)
        case Between(lower, upper):
            return Fraction(lower), Fraction(upper)
        case _:
            return None, None


def end_of_path(one: Indicator) -> Number:
    """T of the path; None where there is none: a rank, a date, a yes."""
    if isinstance(one.target, RankAtMost | By | Yes) or one.target is None:
        return None
    if lacks_baseline(one):
        return None
    if isinstance(one.target, Exactly):
        return Fraction(one.target.value)
    low, high = goal(one)
    return high if low is None else low


def starts_at(asked: Question) -> int:
    """The first period in which one of the reporters exists; its path begins there."""
    members = [asked.plan.unit(name) for name in reporters(asked.one)]
    there = [
        number
        for number, quarter in enumerate(asked.quarters, start=1)
        if any(unit is not None and not begins_later(unit, quarter) for unit in members)
    ]
    return there[0] if there else len(asked.quarters) + 1


def expectation(asked: Question, *, rounded: bool) -> Number:
    """E(p); None where there is no pace, before a step, before anybody begins."""
    if rounded not in asked.kept:
        asked.kept[rounded] = _expectation(asked, rounded=rounded)
    found = asked.kept[rounded]
    assert found is None or isinstance(found, Fraction)
    return found


def _expectation(asked: Question, *, rounded: bool) -> Number:
    one, count = asked.one, len(asked.quarters)
    end, first = end_of_path(one), starts_at(asked)
    if end is None or one.trajectory is None or asked.at < first:
        return None
    if isinstance(one.trajectory, Step):
        names = [quarter.name for quarter in asked.quarters]
        step = names.index(one.trajectory.period or names[-1])
        if asked.at - 1 < step:
            return None
    if asked.is_last:
        return end  # never rounded
    match one.trajectory:
        case Points(values):
            found = Fraction(values[asked.at - 1])
        case Linear():
            share = Fraction(asked.at - first + 1, count - first + 1)
            found = base(one) + (end - base(one)) * share
        case Profile(name):
            share = Fraction(asked.plan.profiles[name][asked.at - 1])
            found = base(one) + (end - base(one)) * share
        case _:
            found = end
    return _whole(one, found) if rounded else found


def _whole(one: Indicator, found: Fraction) -> Fraction:
    """Rounded towards what is easier, for things that are counted whole."""
    if one.decimals or one.measure is Measure.RATIO:
        return found
    less = isinstance(one.target, AtMost)
    return Fraction(math.ceil(found) if less else math.floor(found))


def percent(one: Indicator, a: Fraction) -> Number:
    match one.target:
        case AtLeast():
            low, _ = goal(one)
            bottom = (low or Fraction(0)) - base(one)
            return 100 * (a - base(one)) / bottom if bottom else None
        case IncreaseBy():
            low, _ = goal(one)
            start = declared_base(one)
            gap = (low or Fraction(0)) - start
            return 100 * (a - start) / gap if gap and one.baseline else None
        case _:
            return None


def may_fall(one: Indicator) -> bool:
    """Whether an unknown part may be anything: a level, or what may be negative."""
    if one.measure is Measure.REGISTER:
        return False
    return one.measure is Measure.LEVEL or not one.non_negative
