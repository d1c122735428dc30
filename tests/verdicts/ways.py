"""The ways in which the unknown cells could be filled, on a bounded grid."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import Indicator
from cchc.core.plan.targets.kinds import By
from tests.verdicts.asking import Question
from tests.verdicts.figures import Answer, Figure
from tests.verdicts.rungs import band
from tests.verdicts.yardstick import Whole, base, expectation, goal, may_fall

HUGE = Fraction(10**12)
BOTTOMS = (Fraction(1), Fraction(10), Fraction(1000), HUGE)
COUNTS = tuple(Fraction(count) for count in (0, 1, 10**12, 2, 3, 5, 10, 30, 100))
STEPS = tuple(Fraction(step, 100) for step in (-100, -1, 0, 1, 100))
NEARLY = Fraction(9, 10)


def completions(asked: Question, found: Figure) -> Iterator[Whole]:
    one = asked.one
    if one.measure in (Measure.MILESTONE, Measure.YES):
        for said in _answers(asked) if found.unknown else [()]:
            yield Whole(answers=(*found.answers, *said * found.unknown))
    elif not found.unknown and not found.any_known:
        yield Whole(unreached=True)
    elif one.measure is Measure.RATIO and one.of is not RatioOf.PLAN:
        none = Fraction(0), Fraction(0)
        for top, bottom in _rates(one, found) if found.unknown else [none]:
            n, d = found.top + top, found.bottom + bottom
            yield Whole(100 * n / d if d else None, n < d, d == 0, things=d)
    else:
        for more in _extras(asked, found) if found.unknown else [Fraction(0)]:
            if _is_possible(one, found.top + more):
                yield Whole(in_percent(one, found.top + more))


def _is_possible(one: Indicator, total: Fraction) -> bool:
    """Whether a part of the plan's amount is not more than all of it."""
    if one.of is not RatioOf.PLAN or one.amount is None or not one.part_of_whole:
        return True
    return total <= one.amount.value


def _answers(asked: Question) -> list[tuple[Answer, ...]]:
    if asked.one.measure is Measure.YES:
        return [(True,), (False,)]
    due = asked.one.target.date if isinstance(asked.one.target, By) else asked.as_of
    first: date = min(due, asked.judged_on)
    return [(None,), (first,), (asked.judged_on,)]


def _rates(one: Indicator, found: Figure) -> Iterator[tuple[Fraction, Fraction]]:
    """Numerators and denominators of the unknown cells, of few cases and of many."""
    yield Fraction(0), Fraction(0)
    yield from _to_the_point(one, found)
    shares = _likely_shares(one)
    for bottom in BOTTOMS:
        for share in shares:
            top = Fraction(round(share * bottom))
            if top >= 0 and (top <= bottom or not one.part_of_whole):
                yield top, bottom


def _to_the_point(one: Indicator, found: Figure) -> Iterator[tuple[Fraction, Fraction]]:
    """So many cases that the whole is exactly at an end of the target."""
    for end in (end for end in goal(one) if end is not None):
        whole = (end / 100).denominator * HUGE
        top, bottom = whole * end / 100 - found.top, whole - found.bottom
        if top >= 0 and (top <= bottom or not one.part_of_whole):
            yield top, bottom


def _likely_shares(one: Indicator) -> list[Fraction]:
    ends = [end for end in goal(one) if end is not None]
    near = [(end + step) / 100 for end in ends for step in (-3, -1, 0, 1, 3)]
    near += [(end + step * band(end) / 2) / 100 for end in ends for step in (-1, 1)]
    middle = [sum(ends, Fraction(0)) / 200] if len(ends) == 2 else []
    more = [] if one.part_of_whole else [Fraction(2), Fraction(50)]
    return [Fraction(0), Fraction(1), *near, *middle, *more]


def _extras(asked: Question, found: Figure) -> Iterator[Fraction]:
    one = asked.one
    scale = Fraction(1)
    if one.of is RatioOf.PLAN and one.amount is not None:
        scale = Fraction(one.amount.value) / 100
    e = expectation(asked, rounded=True)
    ends = [end for end in (*goal(one), e) if end is not None]
    marks = [end * part for end in ends for part in (NEARLY, 1)]
    marks += [base(one) + (end - base(one)) * NEARLY for end in ends]
    falls = may_fall(one)
    for mark in dict.fromkeys(marks):
        left = mark * scale - found.top
        for step in STEPS:
            more = left + step
            if more >= 0 or falls:
                yield more
    yield from COUNTS
    if falls:
        yield -HUGE


def in_percent(one: Indicator, whole: Fraction) -> Fraction:
    if one.of is RatioOf.PLAN and one.amount is not None:
        return 100 * whole / Fraction(one.amount.value)
    return whole
