"""The figure of an indicator over time and over units, every number a Fraction."""

from datetime import date
from fractions import Fraction

from cchc.core.facts.report import Reading
from cchc.core.plan.measure import Across, Measure
from cchc.text.record import Record
from tests.verdicts.asking import (
    KNOWN,
    Question,
    counted_up,
    entering,
    reading,
    rows,
    state,
    unknown,
)


class Figure(Record):
    """The sum of the known cells: numbers, or one answer for each unit.

    `answers`: for a milestone the day or None, for a yes the answer; a unit that
    nobody knows of is counted in `unknown` instead. `low` is the least that the
    units of unknown figure have already.
    """

    any_known: bool
    top: Fraction = Fraction(0)
    bottom: Fraction = Fraction(0)
    low: Fraction = Fraction(0)
    answers: tuple[date | bool | None, ...] = ()
    unknown: int = 0
    estimate: bool = False


def figure(asked: Question) -> Figure:
    one = asked.one
    if one.measure is Measure.REGISTER:
        return _register(asked)
    if one.measure in (Measure.MILESTONE, Measure.YES):
        return _answers(asked)
    if counted_up(one):
        return _running(asked)
    return _sums(asked)


def _number(value: object) -> Fraction:
    return Fraction(0) if value is None else Fraction(str(value))


def _sums(asked: Question) -> Figure:
    """Flows, and levels, which have the one cell of the period."""
    top = bottom = Fraction(0)
    known = estimate = False
    unknowns = 0
    for unit, quarter in entering(asked):
        unknowns += unknown(asked, unit, quarter)
        told = reading(asked, unit.id, quarter.name)
        if told is not None and told.state.value in KNOWN:
            top += _number(told.number)
            bottom += _number(told.denominator)
            known = True
            estimate = estimate or told.quality.value == "estimate"
    return Figure(known, top, bottom, unknown=unknowns, estimate=estimate)


def _running(asked: Question) -> Figure:
    top = low = Fraction(0)
    any_known = estimate = False
    unknowns = 0
    for unit in asked.units:
        total, open_, seen, rough = Fraction(0), False, False, False
        for quarter in asked.upto:
            told = reading(asked, unit.id, quarter.name)
            if unknown(asked, unit, quarter):
                open_ = True
            elif told is not None and told.state.value == "value":
                total, open_, seen = _number(told.number), False, True
                rough = told.quality.value == "estimate"
            elif told is not None:  # nothing new
                seen = True
        if open_:
            unknowns, low = unknowns + 1, low + total
        else:
            top, any_known = top + total, any_known or seen
            estimate = estimate or rough
    return Figure(any_known, top, low=low, unknown=unknowns, estimate=estimate)


def _register(asked: Question) -> Figure:
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
    states = [state(asked, unit, quarter) in KNOWN for unit, quarter in entering(asked)]
    known = bool(things) or any(states)
    unknowns = sum(unknown(asked, unit, quarter) for unit, quarter in entering(asked))
    return Figure(known, Fraction(len(things)), unknown=unknowns)


def _answers(asked: Question) -> Figure:
    answers: list[date | bool | None] = []
    unknowns, any_known = 0, False
    for unit in asked.units:
        found: date | bool | None = None
        open_ = seen = False
        for quarter in asked.upto:
            told = reading(asked, unit.id, quarter.name)
            if isinstance(found, date):
                break  # no later report undoes it
            if unknown(asked, unit, quarter):
                open_ = True
            elif told is not None:
                found, open_, seen = _answer(asked, told), False, True
        unknowns += open_
        if seen and not open_:
            any_known = True
            answers.append(found)
    return Figure(any_known, answers=tuple(answers), unknown=unknowns)


def _answer(asked: Question, told: Reading) -> date | bool | None:
    if asked.one.measure is Measure.YES:
        return bool(told.answer)
    return told.done if told.done and told.done <= asked.judged_on else None
