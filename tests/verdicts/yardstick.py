"""What is promised, what should be true by now: goals and paths, from the law."""

import math
from decimal import Decimal
from fractions import Fraction
from functools import cache

from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import Indicator
from cchc.core.plan.targets.change import DecreaseBy, IncreaseBy, RankAtMost, RisesBy
from cchc.core.plan.targets.kinds import AssignedLater, By, Yes
from cchc.core.plan.targets.line import (
    AtLeast,
    AtMost,
    Between,
    Exactly,
    LessThan,
    MoreThan,
)
from cchc.core.plan.targets.target import Scale
from cchc.core.plan.trajectory import Dated, Linear, Points, Profile
from cchc.text.record import Record
from tests.verdicts.asking import PLACES, Question, begins_later, first_of, reporters
from tests.verdicts.figures import Answer

Number = Fraction | None
exact = cache(Fraction)
"""A number of the plan as a fraction; the same few are asked for again and again."""

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


LESS = (AtMost, LessThan, DecreaseBy, RankAtMost, RisesBy)
"""Kinds of which less is better."""
STRICT = (MoreThan, LessThan)
NAMING = (AtLeast, MoreThan, LessThan, RankAtMost)
"""Kinds that may have the word `baseline` in the place of their number."""


def is_relative(one: Indicator) -> bool:
    if isinstance(one.target, NAMING):
        return one.target.value is None
    return isinstance(one.target, IncreaseBy | DecreaseBy | RisesBy)


def is_unassigned(one: Indicator) -> bool:
    return isinstance(one.target, AssignedLater)


def strive_of(one: Indicator) -> Number:
    """The second level, from which on the target is exceeded; None without one."""
    match one.target:
        case AtLeast(_, second) | RankAtMost(_, second):
            return None if second is None else exact(second)
        case IncreaseBy(_, scale, second) if second is not None:
            return _changed(one, second, scale)
        case DecreaseBy(_, scale, second) | RisesBy(_, scale, second) if (
            second is not None
        ):
            return _changed(one, -second, scale)
        case _:
            return None


def _changed(one: Indicator, step: Decimal, scale: Scale) -> Fraction:
    """The baseline with a change, of its own unit or in percent of it."""
    start = declared_base(one)
    per = start / 100 if scale is Scale.PERCENT else Fraction(1)
    return start + exact(step) * per


def lacks_baseline(one: Indicator) -> bool:
    return is_relative(one) and one.baseline is None


def declared_base(one: Indicator) -> Fraction:
    """B of the targets that are told relative to it."""
    return Fraction(0) if one.baseline is None else exact(one.baseline.value)


def base(one: Indicator) -> Fraction:
    """B0, from where the path starts: a total starts from 0 every year."""
    is_state = one.measure in (Measure.LEVEL, *PLACES)
    stands = is_state or one.of in (RatioOf.LEVEL, RatioOf.FLOW)
    return declared_base(one) if stands else Fraction(0)


def goal(  # noqa: PLR0911 -- one arm for each kind of target
    one: Indicator,
) -> tuple[Number, Number]:
    """The least and the most that A may be at the end; None: no such end."""
    match one.target:
        case AtLeast(value) | MoreThan(value):
            at = declared_base(one) if value is None else exact(value)
            return at, None
        case IncreaseBy(value, scale):
            return _changed(one, value, scale), None
        case DecreaseBy(value, scale) | RisesBy(value, scale):
            return None, _changed(one, -value, scale)
        case AtMost(value) | RankAtMost(value) | LessThan(value):
            return None, declared_base(one) if value is None else exact(value)
        case Exactly(value, slack):
            return exact(value) - exact(slack), exact(value) + exact(slack)
        case Between(lower, upper):
            return exact(lower), exact(upper)
        case _:
            return None, None


def end_of_path(one: Indicator) -> Number:
    """T of the path; None where there is none: a date, a yes, still to be assigned."""
    if isinstance(one.target, AssignedLater | By | Yes) or one.target is None:
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
    if asked.at < first_of(one.trajectory, asked.quarters):
        return None
    if asked.is_last:
        return end  # never rounded
    match one.trajectory:
        case Points(values):
            found = Fraction(values[asked.at - 1])
        case Dated(points):
            past = [point.value for point in points if point.day <= asked.now.cutoff]
            found = Fraction(past[-1])
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
    less = isinstance(one.target, LESS)
    return Fraction(math.ceil(found) if less else math.floor(found))


def percent(one: Indicator, a: Fraction) -> Number:
    match one.target:
        case _ if one.measure is Measure.GRADE:
            return None  # no arithmetic of grades
        case AtLeast():
            low, _ = goal(one)
            bottom = (low or Fraction(0)) - base(one)
            return 100 * (a - base(one)) / bottom if bottom else None
        case IncreaseBy() | DecreaseBy():
            low, high = goal(one)
            start = declared_base(one)
            gap = ((low if high is None else high) or Fraction(0)) - start
            return 100 * (a - start) / gap if gap and one.baseline else None
        case _:
            return None


def may_fall(one: Indicator) -> bool:
    """Whether an unknown part may be anything: a level, or what may be negative."""
    if one.measure is Measure.REGISTER:
        return False
    return one.measure in (Measure.LEVEL, *PLACES) or not one.non_negative
