"""Random histories of reports: figures, empties, corrections, withdrawals."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from cchc.core.facts.history import Revision
from cchc.core.facts.report import (
    NIL,
    UNAVAILABLE,
    CellKey,
    CellState,
    Facts,
    Item,
    Quality,
    Reading,
    Stamp,
    Submission,
)
from cchc.core.plan.measure import Across, Measure, RatioOf
from cchc.core.plan.plan import (
    Indicator,
    Plan,
)
from cchc.core.plan.targets.at_least import AtLeast
from cchc.core.plan.targets.at_most import AtMost
from cchc.core.plan.targets.between import Between
from cchc.core.plan.targets.exactly import Exactly
from cchc.core.plan.targets.increase_by import IncreaseBy
from cchc.core.plan.targets.more_than import MoreThan
from cchc.core.plan.targets.rank_at_most import RankAtMost
from cchc.text.record import replace
from tests.verdicts.asking import Said, quarters_of


def history(dice: Random, plan: Plan, whole: bool) -> Said:
    """What units said over the year; `whole`: hardly anything is missing."""
    one = plan.indicators[0]
    quiet = 0.97 if dice.random() < 0.03 else 0.1
    revisions: list[Revision] = []
    rows: list[tuple[date, Item]] = []
    sent: list[tuple[date, str, str]] = []
    for unit in one.reporters:
        for number, quarter in enumerate(quarters_of(plan), start=1):
            if dice.random() < (0.03 if whole else 0.22):
                continue
            day = quarter.cutoff + timedelta(days=dice.choice([-4, 1, 2, 3, 9, 30]))
            sent.append((day, unit, quarter.name))
            cell = ("x", unit, quarter.name)
            if one.measure is Measure.REGISTER and dice.random() < 0.8:
                rows += _rows(dice, cell, day)
                continue
            told = _reading(dice, one, number, quarter.cutoff, quiet)
            revisions.append(revision(len(revisions) + 1, cell, 1, told, day))
            later = day
            for sequence in (2, 3):
                if dice.random() < 0.12:
                    later += timedelta(days=dice.randint(0, 60))
                    again = _reading(dice, one, number, quarter.cutoff, quiet)
                    kept = None if dice.random() < 0.3 else again
                    made = revision(len(revisions) + 1, cell, sequence, kept, later)
                    revisions.append(made)
    return Said(tuple(revisions), tuple(rows), tuple(sent))


def _rows(dice: Random, cell: CellKey, day: date) -> list[tuple[date, Item]]:
    made = []
    for _ in range(dice.choice([0, 1, 2, 4])):
        name = f"san pham {dice.randint(1, 12)}"
        dated = dice.choice([None, day, day - timedelta(days=dice.randint(1, 60))])
        made.append((day, Item(*cell, name, name, dated)))
    return made


def revision(
    row: int, cell: CellKey, sequence: int, told: Reading | None, day: date
) -> Revision:
    at = datetime.combine(day, time(9))
    return Revision(row, row, cell, sequence, told, Stamp(at, at, "Lan", "thử"), day)


def _reading(
    dice: Random, one: Indicator, number: int, cutoff: date, quiet: float
) -> Reading:
    luck = dice.random()
    if luck < quiet:
        return NIL
    if luck < quiet + 0.08 or one.measure is Measure.REGISTER:
        return UNAVAILABLE if luck < 0.6 else NIL
    rough = Quality.ESTIMATE if dice.random() < 0.1 else Quality.FINAL
    return replace(_value(dice, one, number, cutoff), quality=rough)


def _value(dice: Random, one: Indicator, number: int, cutoff: date) -> Reading:
    if one.measure is Measure.MILESTONE:
        done = cutoff + timedelta(days=dice.randint(-90, 5))
        return Reading(CellState.VALUE, done=done)
    if one.measure is Measure.YES:
        return Reading(CellState.VALUE, answer=dice.random() < 0.6)
    if one.measure is Measure.RATIO and one.of is not RatioOf.PLAN:
        return _share(dice, one)
    return _amount(dice, one, number)


def _share(dice: Random, one: Indicator) -> Reading:
    bottom = dice.choice([1, 5, 20, 200])
    near = round(bottom * (_size(one) + dice.randint(-6, 3)) / 100)
    top = max(0, min(bottom, dice.choice([bottom, near, near])))
    if not one.part_of_whole and dice.random() < 0.2:
        top += bottom
    return Reading(CellState.VALUE, number=Decimal(top), denominator=Decimal(bottom))


def _amount(dice: Random, one: Indicator, number: int) -> Reading:
    size = _size(one)
    if one.of is RatioOf.PLAN and one.amount is not None:
        size = size * int(one.amount.value) // 100
    if one.measure is Measure.LEVEL:
        size *= 4
    elif one.measure is Measure.RUNNING or (one.amount and one.amount.cumulative):
        size *= number
    units = len(one.reporters) if one.across is not Across.LEAD else 1
    amount = max(0, size // (4 * units) + dice.randint(-3, 3))
    if not one.non_negative and dice.random() < 0.2:
        amount = -amount
    value = Decimal(amount)
    if one.decimals and one.of is None:
        value += Decimal(dice.randint(0, 9)) / 10
    return Reading(CellState.VALUE, number=value)


def _size(one: Indicator) -> int:
    """About where the target lies."""
    start = 0 if one.baseline is None else int(one.baseline.value)
    match one.target:
        case AtLeast(value) | AtMost(value) | Exactly(value) | RankAtMost(value):
            return int(value)
        case MoreThan(value):
            return start if value is None else int(value)
        case Between(lower, upper):
            return int(lower + upper) // 2
        case IncreaseBy(value):
            return start + int(value)
        case _:
            return 20


def facts_of(said: Said, as_of: date) -> Facts:
    """What was known at the end of a day."""
    cells: dict[CellKey, Reading | None] = {}
    for each in sorted(said.revisions, key=lambda one: one.sequence):
        if each.stamp.recorded_at.date() <= as_of:
            cells[each.cell] = each.reading
    return Facts(
        as_of,
        cells={key: told for key, told in cells.items() if told is not None},
        items=tuple(row for day, row in said.rows if day <= as_of),
        submissions=tuple(
            Submission(n, unit, period, day, day, filled=frozenset({"x"}))
            for n, (day, unit, period) in enumerate(said.sent, start=1)
            if day <= as_of
        ),
    )
