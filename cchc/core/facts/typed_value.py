"""What somebody typed for one cell, read into a reading or refused (DESIGN 2).

`14` · `1.234,5` · `22630/182500` · `12,5 tỷ` · `nil` · `unavailable` · `yes` · a day ·
`=35` (a total since the start of the year) · `~14` (an estimate).
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from cchc.core.facts.report import NIL, UNAVAILABLE, CellState, Quality, Reading
from cchc.core.plan.date_window import DateRole, DateWindow, window_problem
from cchc.core.plan.plan import Indicator, Measure, RatioOf
from cchc.text.number import fitted, names_money, read_money, read_vietnamese
from cchc.text.number_format import day_text
from cchc.text.problem import NOWHERE, Blank, ProblemCode
from cchc.text.record import Record, replace

NIL_WORDS = frozenset({"nil", "không phát sinh", "khong phat sinh", "kps"})
UNAVAILABLE_WORDS = frozenset({"unavailable", "chưa công bố", "chua cong bo", "ccb"})
YES_WORDS = frozenset({"yes", "y", "true", "có", "co", "rồi"})
NO_WORDS = frozenset({"no", "n", "false", "không", "khong", "chưa", "chua"})


class Wrong(Record):
    """Why a value was refused; `blanks` beyond the value and the indicator."""

    code: ProblemCode
    blanks: tuple[tuple[str, Blank], ...] = ()


class Cumulative(Record):
    """`=35`: a total since the start of the year, still to be taken apart."""

    total: Decimal
    quality: Quality
    typed: str


Day = Callable[[str], date | None]


def read_value(
    one: Indicator, text: str, today: date, parse_day: Day, window: DateWindow
) -> Reading | Cumulative | Wrong:
    """The reading that a text stands for, judged by what the indicator measures.

    Args:
        one: the indicator.
        text: as typed, in Unicode NFC.
        today: no milestone lies after it.
        parse_day: reads a day in any spelling that people use.
        window: the days in which a milestone of the plan can lie.
    """
    bare, quality = text.strip(), Quality.FINAL
    if _ESTIMATED.match(bare):
        bare, quality = _ESTIMATED.sub("", bare, count=1), Quality.ESTIMATE
    words = " ".join(bare.casefold().split())
    if words in NIL_WORDS:
        return replace(NIL, typed=text)
    if words in UNAVAILABLE_WORDS:
        return replace(UNAVAILABLE, typed=text)
    found: Reading | Cumulative | Wrong
    if one.measure is Measure.MILESTONE:
        found = _milestone(bare, today, parse_day, window)
    else:
        found = _by_measure(one, bare)
    if isinstance(found, Wrong):
        return found
    if isinstance(found, Cumulative):
        return replace(found, quality=quality, typed=text)
    return replace(found, quality=quality, typed=text)


_ESTIMATED = re.compile(r"(?:~|ước\s)\s*")


def _by_measure(one: Indicator, bare: str) -> Reading | Cumulative | Wrong:
    match one.measure:
        case Measure.YES:
            return _answer(bare)
        case Measure.REGISTER:
            return Wrong(ProblemCode.VALUE_UNFIT, (("expects", "register"),))
        case Measure.RATIO:
            return _ratio(one, bare)
        case Measure.FLOW | Measure.RUNNING | Measure.LEVEL | Measure.MILESTONE:
            return _total(one, bare)


def _total(one: Indicator, bare: str) -> Reading | Cumulative | Wrong:
    is_sum = bare.startswith("=")
    if is_sum and one.measure is Measure.LEVEL:
        return Wrong(ProblemCode.VALUE_UNFIT, (("expects", "number"),))
    number = _number(one, bare.removeprefix("=").strip())
    if isinstance(number, Wrong):
        return number
    if is_sum and one.measure is Measure.FLOW:
        return Cumulative(number, Quality.FINAL, bare)
    return Reading(CellState.VALUE, number=number)


def _milestone(
    bare: str, today: date, parse_day: Day, window: DateWindow
) -> Reading | Wrong:
    if bare.casefold() in NO_WORDS:
        return NIL
    day = parse_day(bare)
    if day is None:
        return Wrong(ProblemCode.DATE_UNREADABLE)
    if day > today:
        return Wrong(ProblemCode.DATE_FUTURE, (("today", day_text(today)),))
    outside = window_problem(day, window, DateRole.MILESTONE, NOWHERE)
    if outside is not None:
        return Wrong(outside.code, tuple(outside.blanks.items()))
    return Reading(CellState.VALUE, done=day)


def _answer(bare: str) -> Reading | Wrong:
    word = bare.casefold()
    if word in YES_WORDS or word in NO_WORDS:
        return Reading(CellState.VALUE, answer=word in YES_WORDS)
    return Wrong(ProblemCode.VALUE_UNFIT, (("expects", "yes"),))


def _ratio(one: Indicator, bare: str) -> Reading | Wrong:
    top_text, slash, bottom_text = bare.partition("/")
    if not slash and (one.of is not RatioOf.PLAN or bare.endswith("%")):
        return Wrong(ProblemCode.NUMBER_NOT_RATIO)
    top = _number(one, top_text.strip())
    bottom = _number(one, bottom_text.strip()) if slash else None
    if isinstance(top, Wrong):
        return top
    if isinstance(bottom, Wrong):
        return bottom
    if one.of is RatioOf.PLAN:
        return _of_plan(one, top, bottom)
    return _of_cases(one, top, bottom or Decimal(0))


def _of_plan(one: Indicator, top: Decimal, bottom: Decimal | None) -> Reading | Wrong:
    whole = one.amount.value if one.amount is not None else None
    if whole is not None and bottom is not None and bottom != whole:
        return Wrong(ProblemCode.RATIO_OTHER_PLAN, (("whole", f"{whole:f}"),))
    if one.part_of_whole and whole is not None and top > whole:
        return Wrong(ProblemCode.RATIO_ABOVE_ONE)
    return Reading(CellState.VALUE, number=top)


def _of_cases(one: Indicator, top: Decimal, bottom: Decimal) -> Reading | Wrong:
    if bottom == 0:
        return Wrong(ProblemCode.RATIO_ZERO) if top else NIL
    if bottom < 0:
        return Wrong(ProblemCode.NUMBER_NEGATIVE)
    if one.part_of_whole and top > bottom:
        return Wrong(ProblemCode.RATIO_ABOVE_ONE)
    return Reading(CellState.VALUE, number=top, denominator=bottom)


def _number(one: Indicator, bare: str) -> Decimal | Wrong:
    decimals = one.entry_decimals
    unit = one.amount.unit or "" if one.amount is not None else one.unit
    if unit == "%":
        bare = bare.removesuffix("%").rstrip()
    read: Decimal | ProblemCode
    if names_money(bare):
        read = read_money(bare, unit, decimals)
    else:
        read = read_vietnamese(bare, decimals)
    if isinstance(read, ProblemCode):
        return Wrong(read, (("decimals", decimals),))
    if one.non_negative and read < 0:
        return Wrong(ProblemCode.NUMBER_NEGATIVE)
    return read


def taken_apart(
    one: Indicator, typed: Cumulative, before: tuple[Reading | None, ...]
) -> Reading | Wrong:
    """The flow of the period behind a total since the start of the year.

    Args:
        one: a flow.
        typed: the total.
        before: the unit's readings of the earlier periods, None where none came.
    """
    known = [each for each in before if each is not None]
    stated = [each for each in known if each.state is not CellState.UNAVAILABLE]
    if len(stated) < len(before):
        return Wrong(ProblemCode.CUMULATIVE_GAP)
    so_far = sum((each.number or Decimal(0) for each in stated), Decimal(0))
    rest = fitted(typed.total - so_far, one.entry_decimals)
    if isinstance(rest, ProblemCode):
        return Wrong(rest)
    if rest < 0 and one.non_negative:
        return Wrong(ProblemCode.CUMULATIVE_FALLS, (("before", f"{so_far:f}"),))
    return Reading(
        CellState.VALUE, number=rest, quality=typed.quality, typed=typed.typed
    )


def falls(new: Reading, earlier: Reading | None, later: Reading | None) -> bool:
    """Whether a running total would fall, against the figure before or after it."""
    if new.number is None:
        return False
    below = earlier is not None and (earlier.number or Decimal(0)) > new.number
    above = later is not None and later.number is not None and later.number < new.number
    return below or above


def is_hundredfold(new: Reading, last: Reading | None) -> bool:
    """Whether a figure is 100 times the last period's or more: a slip of units?"""
    if last is None or not last.number or new.number is None or last.number < 0:
        return False
    return new.number >= 100 * last.number
