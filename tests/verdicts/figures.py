"""The one sum of SEMANTICS 3: a figure over time and over units, every number exact.

The sum is kept as its parts: for a total one of each unit, for what is added over the
year one of each cell. The row, `known`, the percentage, `in_period`, the interval and
the names behind it are all read off the same parts.
"""

from datetime import date
from fractions import Fraction
from functools import cached_property

from cchc.core.facts.report import Quality, Reading
from cchc.core.plan.measure import Across, Measure
from cchc.core.plan.unit import Unit
from cchc.text.record import Record, replace
from tests.verdicts.asking import (
    KNOWN,
    Quarter,
    Question,
    counted_up,
    entering,
    expected,
    has_ended,
    is_firm,
    reading,
    reporters,
    rows,
    stands_in,
    state,
    unknown,
)

Answer = date | bool | None


class Part(Record):
    """What one cell, or one unit, brings to the sum.

    `counts`: something was said that counts. `is_open`: the part may be anything from
    what counts already on. `rough`: it rests on a figure that is not final. `since` is
    the period of the figure that counts where it is an older one, or of the gap behind
    it; `alone` is an answer that only
    the reported part may use; `later`: the unit is asked in a later period only, and
    has not answered yet.
    """

    unit: str
    counts: bool = False
    top: Fraction = Fraction(0)
    bottom: Fraction = Fraction(0)
    answer: Answer = None
    is_open: bool = False
    rough: bool = False
    quality: Quality = Quality.FINAL
    since: str | None = None
    alone: bool = False
    later: bool = False


class Figure(Record, dict=True):
    """The parts of one sum; `answered` ones are read part by part, not added."""

    parts: tuple[Part, ...]

    @property
    def any_known(self) -> bool:
        return any(part.counts for part in self.parts)

    @cached_property
    def top(self) -> Fraction:
        """What is known so far, and the lower end of what it may become."""
        return sum((part.top for part in self.parts), Fraction(0))

    @cached_property
    def bottom(self) -> Fraction:
        return sum((part.bottom for part in self.parts), Fraction(0))

    @property
    def answers(self) -> tuple[Answer, ...]:
        return tuple(p.answer for p in self.parts if p.counts and not p.is_open)

    @cached_property
    def unknown(self) -> int:
        return sum(part.is_open for part in self.parts)

    @property
    def rough(self) -> bool:
        return any(part.rough for part in self.parts)

    @property
    def later(self) -> bool:
        """Whether somebody must still answer who is not asked yet."""
        return any(part.later for part in self.parts)

    @property
    def stale(self) -> tuple[str, ...]:
        """The units that count with an older figure, or rest on a gap."""
        return tuple(part.unit for part in self.parts if part.since is not None)

    @property
    def reported(self) -> "Figure":
        """The same without anything that is still open."""
        return Figure(
            tuple(
                replace(part, is_open=False, counts=True)
                for part in self.parts
                if part.counts or part.alone
            )
        )


def figure(asked: Question) -> Figure:
    one = asked.one
    if one.measure is Measure.REGISTER:
        return Figure(tuple(_register(asked)))
    if one.measure is Measure.MILESTONE:
        parts = [_milestone(asked, unit) for unit in asked.units]
    elif one.measure is Measure.YES:
        parts = [_yes(asked, unit) for unit in asked.units]
    elif counted_up(one):
        parts = [_total(asked, unit) for unit in asked.units]
    else:
        parts = [_cell(asked, *cell) for cell in entering(asked)]
    return Figure(tuple(part for part in parts if part is not None))


def _number(value: object) -> Fraction:
    return Fraction(0) if value is None else Fraction(str(value))


def _cell(asked: Question, unit: Unit, quarter: Quarter) -> Part:
    """Of a flow or a state: the cell itself, whatever stood in others before."""
    told = reading(asked, unit.id, quarter.name)
    if told is None or told.state.value not in KNOWN:
        return Part(unit.id, is_open=unknown(asked, unit, quarter))
    if asked.firm and not is_firm(told):
        return Part(unit.id, is_open=True)
    return Part(
        unit.id,
        counts=True,
        top=_number(told.number),
        bottom=_number(told.denominator),
        rough=not is_firm(told),
        quality=told.quality,
    )


def _total(asked: Question, unit: Unit) -> Part:
    """Of a running total: the last figure, and whether anything came after it.

    Back from p: a nil, an exemption and the end of a unit leave the total where it
    was; a cell that is unknown leaves it open.
    """
    gap: str | None = None
    for quarter in reversed(asked.upto):
        told = reading(asked, unit.id, quarter.name)
        rough = told is not None and not is_firm(told)
        if told is not None and told.state.value == "value":
            if asked.firm and rough:
                gap = quarter.name
                continue
            return Part(
                unit.id,
                counts=True,
                top=_number(told.number),
                is_open=gap is not None,
                rough=rough,
                quality=told.quality,
                since=quarter.name if _is_older(asked, unit, gap) else None,
            )
        if unknown(asked, unit, quarter):
            gap = gap or quarter.name
    told_now = [reading(asked, unit.id, quarter.name) for quarter in asked.upto]
    nothing = any(each and each.state.value in KNOWN for each in told_now)
    named = state(asked, unit, asked.now) in ("missing", "unavailable", "not_due")
    return Part(
        unit.id,
        counts=nothing,
        is_open=gap is not None,
        since=gap if gap is not None and (nothing or not named) else None,
    )


def _is_older(asked: Question, unit: Unit, gap: str | None) -> bool:
    """Whether a total that counts is stale: it is open, or closed for good."""
    return gap is not None or state(asked, unit, asked.now) == "closed"


def _register(asked: Question) -> list[Part]:
    limit = asked.settles if asked.is_last else asked.now.cutoff
    names = [quarter.name for quarter in asked.upto]
    units = [unit.id for unit in asked.units]
    apart = asked.one.across is Across.SUM
    things = {
        (row.unit if apart else None, row.key)
        for row in rows(asked)
        if row.unit in units
        and (row.date <= limit if row.date is not None else row.period in names)
    }
    counted = Part("", counts=bool(things), top=Fraction(len(things)))
    cells = [
        Part(
            unit.id,
            counts=state(asked, unit, quarter) in KNOWN,
            is_open=unknown(asked, unit, quarter),
        )
        for unit, quarter in entering(asked)
    ]
    return [counted, *cells]


def _milestone(asked: Question, unit: Unit) -> Part | None:
    """Done on a day, or not: what was done stays done, `not yet` is of its period."""
    told = [reading(asked, unit.id, quarter.name) for quarter in asked.upto]
    done = [
        each.done
        for each in told
        if each is not None and each.done and each.done <= asked.judged_on
    ]
    if done:
        return Part(unit.id, counts=True, answer=done[0])
    return _last_word(asked, unit, told)


def _yes(asked: Question, unit: Unit) -> Part | None:
    """The last yes stands until another answer; a no only where nothing is owed."""
    told = [reading(asked, unit.id, quarter.name) for quarter in asked.upto]
    answers = [(n, each) for n, each in enumerate(told) if each is not None]
    given = [(n, e.answer) for n, e in answers if e.state.value in KNOWN]
    last, answer = given[-1] if given else (0, None)
    now = asked.upto[-1]
    if answer:
        since = asked.upto[last].name if unknown(asked, unit, now) else None
        return Part(unit.id, counts=True, answer=True, since=since)
    if not given and _heir_of_yes(asked, unit):
        return Part(unit.id, counts=True, answer=True, since=now.name)
    part = _last_word(asked, unit, told)
    if part is not None and part.is_open and given:
        return replace(part, answer=False, alone=True)
    if part is None or part.later:
        return part
    return replace(part, answer=bool(answer))


def _heir_of_yes(asked: Question, unit: Unit) -> bool:
    """Whether it answers only for units that have ended, all of which said yes."""
    if unit.id in reporters(asked.one):
        return False
    ended = stands_in(asked.plan, asked.one, unit, asked.now)
    parts = [_yes(asked, was) for was in ended]
    return bool(parts) and all(part is not None and part.answer for part in parts)


def _last_word(asked: Question, unit: Unit, told: list[Reading | None]) -> Part | None:
    """A unit that has not done it, or said no; None where it is not asked at all."""
    if unknown(asked, unit, asked.now):
        return Part(unit.id, is_open=True)
    said = any(each is not None and each.state.value in KNOWN for each in told)
    here = state(asked, unit, asked.now)
    if here in KNOWN or here == "closed":
        return Part(unit.id, counts=True)
    if said and not has_ended(unit, asked.now):
        return Part(unit.id, counts=True)
    ahead = asked.quarters[asked.at :]
    is_asked = unit.id in reporters(asked.one) and any(
        expected(asked, unit, quarter) for quarter in ahead
    )
    return Part(unit.id, later=True) if is_asked else None
