"""What it would take: the exact bound of an undetermined row (SEMANTICS 8).

"Below 98% only if the two wards that are missing have 491 late files or more". Of a
total the silent units would bring an amount, of a rate things of one kind alone: that
is the least with which the row could turn, whatever else they bring.
"""

import math
from fractions import Fraction

from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import Indicator
from cchc.text.record import Record
from tests.verdicts.asking import Question
from tests.verdicts.figures import Figure, figure
from tests.verdicts.oracle import opinion
from tests.verdicts.rungs import is_strict
from tests.verdicts.yardstick import (
    LESS,
    STRICT,
    Number,
    end_of_path,
    expectation,
    is_total,
    lasting,
    wants_more,
)


class Bound(Record):
    """The least that the missing must bring, for the row to turn.

    `turns`: `reaches` the line or `misses` it. `things`: of a rate, those that are
    `done` or `not_done`; None of a total, whose `count` is an amount.
    """

    turns: str
    line: Fraction
    count: Fraction
    things: str | None
    units: tuple[str, ...]


def bound(asked: Question) -> Bound | None:
    """None where the row is not open, or has no line that a number decides."""
    found = figure(asked)
    line = _line(asked)
    if line is None or opinion(asked).status != "undetermined":
        return None
    strict = is_strict(asked) or (asked.fin and isinstance(asked.one.target, STRICT))
    told = _of_total(asked.one, found, line, strict=strict)
    told = told or _of_rate(asked.one, found, line, strict=strict)
    if told is None:
        return None
    turns, count, things = told
    units = tuple(dict.fromkeys(part.unit for part in found.parts if part.is_open))
    return Bound(turns, line, count, things, units)


def _line(asked: Question) -> Number:
    """E(p), or the target itself once the year has settled."""
    if not (isinstance(asked.one.target, LESS) or wants_more(asked.one)):
        return None
    return end_of_path(asked.one) if asked.fin else expectation(asked, rounded=True)


def _of_total(
    one: Indicator, found: Figure, line: Fraction, *, strict: bool
) -> tuple[str, Fraction, str | None] | None:
    if not (is_total(one) and lasting(one)):
        return None
    whole = Fraction(1)
    if one.of is RatioOf.PLAN and one.amount is not None:
        whole = Fraction(one.amount.value) / 100
    missing = line * whole - found.top
    least = Fraction(1, 10**one.entry_decimals)
    if wants_more(one):
        count = math.ceil(missing / least) * least
        if strict and count == missing:
            count += least
        return ("reaches", count, None) if count > 0 else None
    steps = missing / least
    count = (math.ceil(steps) if strict else math.floor(steps) + 1) * least
    return ("misses", count, None) if count > 0 else None


def _of_rate(
    one: Indicator, found: Figure, line: Fraction, *, strict: bool
) -> tuple[str, Fraction, str | None] | None:
    if one.measure is not Measure.RATIO or not one.part_of_whole or not found.bottom:
        return None
    n, d, rate = found.top, found.bottom, line / 100
    if not 0 < rate < 1:
        return None
    fine = n / d > rate if strict else n / d >= rate
    if wants_more(one):
        if fine:
            return "misses", _past(n / rate - d, strict=not strict), "not_done"
        return "reaches", _past((rate * d - n) / (1 - rate), strict=strict), "done"
    if n / d < rate or (n / d == rate and not strict):
        return "misses", _past((rate * d - n) / (1 - rate), strict=not strict), "done"
    return "reaches", _past(n / rate - d, strict=strict), "not_done"


def _past(value: Fraction, *, strict: bool) -> Fraction:
    """The least whole number at or, strictly, past a value."""
    return Fraction(math.floor(value) + 1 if strict else math.ceil(value))
