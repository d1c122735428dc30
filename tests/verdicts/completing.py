"""Filling what is missing: any value that a unit could still report."""

from datetime import date
from decimal import Decimal
from random import Random

from cchc.core.facts.report import NIL, CellKey, CellState, Item, Reading
from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import (
    Indicator,
)
from cchc.core.plan.unit import Unit
from cchc.text.record import replace
from tests.verdicts.asking import (
    PLACES,
    Quarter,
    Question,
    Said,
    counted_up,
    entering,
    reading,
    unknown,
)
from tests.verdicts.figures import figure
from tests.verdicts.histories import revision


def completed(dice: Random, asked: Question) -> Said:
    """The same history with a figure in every cell that leaves A(p) open."""
    said = asked.said
    cells = [(asked.name, unit.id, quarter.name) for unit, quarter in every_gap(asked)]
    rows, revisions, sent = list(said.rows), list(said.revisions), list(said.sent)
    for cell in cells:
        sequence = 1 + max((e.sequence for e in revisions if e.cell == cell), default=0)
        if asked.one.measure is Measure.REGISTER:
            rows += [(asked.as_of, row) for row in _rows(dice, asked, cell)]
        told = _anything(dice, asked)
        if told.done is not None and told.done <= _not_before(asked, cell):
            told = NIL  # another day would contradict what was said before
        row = len(revisions) + 1
        revisions.append(revision(row, cell, sequence, told, asked.as_of))
        sent.append((asked.as_of, *cell[1:]))
    return replace(said, revisions=tuple(revisions), rows=tuple(rows), sent=tuple(sent))


def every_gap(asked: Question) -> list[tuple[Unit, Quarter]]:
    """The cells that leave A(p) open, of the units whose part of the sum is open.

    Of a state that is the cell of p; of a total those after its last figure.
    """
    one = asked.one
    open_units = {part.unit for part in figure(asked).parts if part.is_open}
    cells = entering(asked)
    if counted_up(one):
        cells = [
            (unit, quarter)
            for unit in asked.units
            for number, quarter in enumerate(asked.upto)
            if not any(_has_figure(asked, unit, q) for q in asked.upto[number:])
        ]
    return [
        cell for cell in cells if cell[0].id in open_units and unknown(asked, *cell)
    ]


def _has_figure(asked: Question, unit: Unit, quarter: Quarter) -> bool:
    told = reading(asked, unit.id, quarter.name)
    return told is not None and told.state is CellState.VALUE


def _not_before(asked: Question, cell: CellKey) -> date:
    """The last day on which the unit has said that the thing is not done."""
    days = [
        quarter.cutoff
        for quarter in asked.upto
        for told in [reading(asked, cell[1], quarter.name)]
        if told is not None and told.state is CellState.NIL
    ]
    return max(days, default=date(2021, 12, 31))


def emptied(dice: Random, asked: Question) -> Said:
    """The same history without some of its cells."""
    gone = {
        (unit, quarter.name)
        for unit in asked.one.reporters
        for quarter in asked.upto
        if dice.random() < 0.3
    }
    said = asked.said
    return replace(
        said,
        revisions=tuple(e for e in said.revisions if e.cell[1:] not in gone),
        rows=tuple(e for e in said.rows if (e[1].unit, e[1].period) not in gone),
        sent=tuple(e for e in said.sent if e[1:] not in gone),
    )


def _rows(dice: Random, asked: Question, cell: CellKey) -> list[Item]:
    names = [f"moi {dice.randint(1, 30)}" for _ in range(dice.choice([0, 1, 5, 60]))]
    return [Item(*cell, name, name, asked.now.cutoff) for name in dict.fromkeys(names)]


def _anything(dice: Random, asked: Question) -> Reading:
    one = asked.one
    nothing = one.measure not in (Measure.LEVEL, *PLACES, Measure.YES)
    if one.measure is Measure.REGISTER or (nothing and dice.random() < 0.15):
        return NIL
    if one.measure is Measure.MILESTONE:
        day = min(asked.judged_on, date(2022, dice.randint(1, 12), 28))
        return Reading(CellState.VALUE, done=day)
    if one.measure is Measure.YES:
        return Reading(CellState.VALUE, answer=dice.random() < 0.5)
    if one.measure is Measure.RATIO and one.of is not RatioOf.PLAN:
        bottom = dice.choice([1, 3, 50, 1000, 10**9])
        top = dice.choice([0, bottom, bottom // 2, bottom - 1, dice.randint(0, bottom)])
        top += 0 if one.part_of_whole else dice.choice([0, 0, bottom])
        return Reading(
            CellState.VALUE, number=Decimal(top), denominator=Decimal(bottom)
        )
    return Reading(CellState.VALUE, number=_number(dice, asked, one))


def _number(dice: Random, asked: Question, one: Indicator) -> Decimal:
    """Anything; a running total never falls, a part of a plan never outgrows it."""
    amount = dice.choice([0, 1, dice.randint(0, 50), dice.randint(0, 500), 10**9])
    if one.measure is Measure.RUNNING or (one.amount and one.amount.cumulative):
        amount += max(
            (int(e.reading.number or 0) + 1 for e in asked.said.revisions if e.reading),
            default=0,
        )
    if one.measure in PLACES:
        return Decimal(dice.randint(1, len(one.scale) or 20))
    may_fall = one.measure is Measure.LEVEL or not one.non_negative
    if may_fall and dice.random() < 0.4:
        amount = -amount
    return Decimal(amount)
