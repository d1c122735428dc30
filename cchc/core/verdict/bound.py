"""What it would take: the exact bound of a row that is open (SEMANTICS 8)."""

from fractions import Fraction
from math import ceil, floor

from cchc.core.plan.measure import Measure
from cchc.core.plan.targets.target import Goal
from cchc.core.verdict.verdict_rules import VerdictInput
from cchc.text.closed_list import StrEnum
from cchc.text.record import Record


class BoundTurn(StrEnum):
    """Which way the row would turn: to the line, or off it."""

    REACHES = "reaches"
    MISSES = "misses"


class BoundThings(StrEnum):
    """What the missing would bring of a rate: things of one kind alone."""

    DONE = "done"
    NOT_DONE = "not_done"


class Bound(Record):
    """The least that the units missing must bring for the row to turn at its line.

    Of a total `count` is an amount, of a rate a number of `things` of one kind.
    """

    line: Fraction
    units: tuple[str, ...]
    turns: BoundTurn
    count: Fraction
    things: BoundThings | None


def bound_of(case: VerdictInput, units: tuple[str, ...]) -> Bound | None:
    """The bound of an undetermined row; None where no number of things decides it."""
    goal, due = case.goal, case.expectation
    if goal is None or goal.upper is not None or case.answers is not None:
        return None
    line = goal.end if case.fin else due.value if due is not None else None
    if line is None:
        return None
    held = case.is_last or case.indicator.is_held
    is_strict = goal.strict and held
    of_total = _of_total(case, goal, line, is_strict=is_strict)
    found = of_total or _of_rate(case, goal, line, is_strict=is_strict)
    return None if found is None else Bound(line, units, *found)


FoundBound = tuple[BoundTurn, Fraction, BoundThings | None]


def _of_total(
    case: VerdictInput, goal: Goal, line: Fraction, *, is_strict: bool
) -> FoundBound | None:
    indicator, lowest = case.indicator, case.total.interval.lo
    if not indicator.only_grows or lowest is None:
        return None
    missing = indicator.in_amount(line - lowest)
    least = Fraction(1, int("1" + "0" * indicator.entry_decimals))
    turns = BoundTurn.MISSES if goal.less_is_better else BoundTurn.REACHES
    # an allowance is broken past its line, a strict one at it; a target the other way
    is_past = is_strict != goal.less_is_better
    count = _past(missing / least, is_strict=is_past) * least
    return (turns, count, None) if count > 0 else None


def _of_rate(
    case: VerdictInput, goal: Goal, line: Fraction, *, is_strict: bool
) -> FoundBound | None:
    """How many things of one kind alone carry the rate to its line, or off it."""
    indicator, total = case.indicator, case.total
    top, bottom = total.numerator, total.denominator
    counts_things = indicator.measure is Measure.RATIO and indicator.part_of_whole
    if not counts_things or top is None or not bottom:
        return None
    n, d, rate = Fraction(top), Fraction(bottom), line / 100
    if not 0 < rate < 1:
        return None
    more_done, more_not_done = (rate * d - n) / (1 - rate), n / rate - d
    if goal.less_is_better:
        if n / d < rate or (n / d == rate and not is_strict):
            count = _past(more_done, is_strict=not is_strict)
            return BoundTurn.MISSES, count, BoundThings.DONE
        count = _past(more_not_done, is_strict=is_strict)
        return BoundTurn.REACHES, count, BoundThings.NOT_DONE
    if n / d > rate or (n / d == rate and not is_strict):
        count = _past(more_not_done, is_strict=not is_strict)
        return BoundTurn.MISSES, count, BoundThings.NOT_DONE
    return BoundTurn.REACHES, _past(more_done, is_strict=is_strict), BoundThings.DONE


def _past(value: Fraction, *, is_strict: bool) -> Fraction:
    """The least whole number at or, strictly, past a value."""
    return Fraction(floor(value) + 1 if is_strict else ceil(value))
