"""Random histories of reports: figures, empties, corrections, withdrawals."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from cchc.core.facts.acts import Closing, ClosingKind, Relief, ReliefKind, ReminderBook
from cchc.core.facts.report import (
    NIL,
    UNAVAILABLE,
    CellKey,
    CellState,
    Facts,
    Item,
    Quality,
    Reading,
    Revision,
    Stamp,
    Submission,
)
from cchc.core.plan.measure import Across, Measure, RatioOf
from cchc.core.plan.plan import Indicator, Plan
from cchc.core.plan.targets.change import DecreaseBy, IncreaseBy, RisesBy
from cchc.core.plan.targets.line import Between, Exactly, LineTarget
from cchc.text.record import replace
from tests.verdicts.asking import (
    PLACES,
    Quarter,
    Said,
    as_recorded,
    counted_up,
    exists,
    quarters_of,
    stands_in,
)


def history(dice: Random, plan: Plan, whole: bool) -> Said:
    """What units said of the plan's indicators over the year.

    Args:
        dice: the chances.
        plan: its first version.
        whole: hardly anything is missing.
    """
    kept = Said()
    exempted = _exemptions(dice, plan)
    for one in plan.all_indicators:
        kept = _told(dice, plan, one, kept, 0.03 if whole else 0.22)
    said = {(cell[1], cell[2]) for cell in (each.cell for each in kept.revisions)}
    excused = [act for act in exempted if act[1:3] not in said or dice.random() < 0.2]
    return replace(
        kept, exempted=tuple(excused), closed=tuple(_closings(dice, plan, kept))
    )


def _told(dice: Random, plan: Plan, one: Indicator, kept: Said, gap: float) -> Said:
    """The reports of one indicator, added to what was said before."""
    quiet = 0.97 if dice.random() < 0.03 else 0.1
    revisions, rows, sent = list(kept.revisions), list(kept.rows), list(kept.sent)
    floors: dict[str, Decimal] = {}
    for unit, number, quarter in _cells(plan, one):
        if dice.random() < gap:
            continue
        day = quarter.cutoff + timedelta(days=dice.choice([-4, 1, 2, 3, 9, 30]))
        sent.append((day, unit, quarter.name))
        cell = (one.id, unit, quarter.name)
        if one.measure is Measure.REGISTER and dice.random() < 0.8:
            rows += _rows(dice, cell, day)
            continue
        if unit not in one.reporters and _is_done(plan, one, revisions, unit, quarter):
            continue
        told = _reading(dice, one, number, quarter.cutoff, quiet)
        told = _no_fall(one, told, floors, unit)
        revisions.append(revision(len(revisions) + 1, cell, 1, told, day))
        later = day
        for sequence in (2, 3):
            if dice.random() < 0.12:
                later += timedelta(days=dice.randint(0, 60))
                again = _reading(dice, one, number, quarter.cutoff, quiet)
                again = _no_fall(one, again, floors, unit)
                new = None if dice.random() < 0.3 else again
                row = len(revisions) + 1
                revisions.append(revision(row, cell, sequence, new, later))
    return Said(tuple(revisions), tuple(rows), tuple(sent))


def _is_done(
    plan: Plan, one: Indicator, kept: list[Revision], name: str, quarter: Quarter
) -> bool:
    """Whether the unit it stands for has told the day: it is not asked again."""
    unit = plan.unit(name)
    ended = stands_in(plan, one, unit, quarter) if unit else ()
    told = [each for each in kept if each.cell[0] == one.id and each.reading]
    return any(
        each.cell[1] == was.id and each.reading is not None and each.reading.done
        for each in told
        for was in ended
    )


def _no_fall(
    one: Indicator, told: Reading, floors: dict[str, Decimal], unit: str
) -> Reading:
    """A total that nothing was taken back of: it stands no lower than before."""
    if not counted_up(one) or told.number is None or not one.non_negative:
        return told
    floors[unit] = max(floors.get(unit, told.number), told.number)
    return replace(told, number=floors[unit])


def _cells(plan: Plan, one: Indicator) -> list[tuple[str, int, Quarter]]:
    """Who could report what: the reporters and their heirs, while they exist."""
    quarters = quarters_of(plan)
    return [
        (unit.id, number, quarter)
        for unit in plan.units
        for number, quarter in enumerate(quarters, start=1)
        if exists(unit, quarter)
        and (unit.id in one.reporters or stands_in(plan, one, unit, quarter))
    ]


def _exemptions(dice: Random, plan: Plan) -> list[tuple[date, str, str, bool]]:
    """Units that owe nothing in a period; at times that is taken back."""
    acts = []
    for unit in plan.units if dice.random() < 0.3 else ():
        for quarter in quarters_of(plan):
            if dice.random() < 0.3:
                day = quarter.cutoff + timedelta(days=dice.choice([-30, -2, 2, 9]))
                acts.append((day, unit.id, quarter.name, True))
                if dice.random() < 0.15:
                    again = day + timedelta(days=dice.randint(1, 30))
                    acts.append((again, unit.id, quarter.name, False))
    return acts


def _closings(dice: Random, plan: Plan, kept: Said) -> list[tuple[date, str, str]]:
    """Reports for which nobody waits any longer, after their due date."""
    told = {each.cell[1:] for each in kept.revisions if dice.random() < 0.9}
    return [
        (quarter.due + timedelta(days=dice.choice([1, 5, 30])), unit.id, quarter.name)
        for unit in (plan.units if dice.random() < 0.12 else ())
        for quarter in quarters_of(plan)
        if (unit.id, quarter.name) not in told and dice.random() < 0.6
    ]


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
    if luck < quiet and one.measure not in (Measure.LEVEL, *PLACES, Measure.YES):
        return NIL  # nothing occurred: of a state that is refused
    if luck < quiet + 0.08 or one.measure is Measure.REGISTER:
        is_state = one.measure in (Measure.LEVEL, *PLACES, Measure.YES)
        return UNAVAILABLE if luck < 0.6 or is_state else NIL
    told = _value(dice, one, number, cutoff)
    if one.measure in (Measure.MILESTONE, Measure.YES) or dice.random() < 0.8:
        return told
    doubt = dice.choice([Quality.ESTIMATE] * 5 + [Quality.DISPUTED])
    return replace(told, quality=doubt)


def _value(dice: Random, one: Indicator, number: int, cutoff: date) -> Reading:
    if one.measure is Measure.MILESTONE:
        # inside the plan's own days, or it is questioned and waits
        done = cutoff + timedelta(days=max(-89, dice.randint(-90, 5)))
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
    if one.measure in PLACES:
        most = len(one.scale) or size + 4
        return Reading(CellState.VALUE, number=Decimal(dice.randint(1, most)))
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
        case Exactly(value):
            return int(value)
        case LineTarget(value):
            return start if value is None else int(value)
        case DecreaseBy(value) | RisesBy(value):
            return start - int(value)
        case Between(lower, upper):
            return int(lower + upper) // 2
        case IncreaseBy(value):
            return start + int(value)
        case _:
            return 20


def facts_of(plan: Plan, said: Said, as_of: date) -> Facts:
    """What was known at the end of a day, as the program's own facts."""
    cells: dict[CellKey, Reading | None] = {}
    for each in sorted(said.revisions, key=lambda one: one.sequence):
        one = plan.indicator(each.cell[0])
        if one is not None and each.stamp.recorded_at.date() <= as_of:
            cells[each.cell] = as_recorded(one, plan.year, each)
    return Facts(
        as_of,
        cells={key: told for key, told in cells.items() if told is not None},
        items=tuple(row for day, row in said.rows if day <= as_of),
        submissions=tuple(
            Submission(n, unit, period, day, day, filled=frozenset({"x"}))
            for n, (day, unit, period) in enumerate(said.sent, start=1)
            if day <= as_of
        ),
        chase=ReminderBook(_reliefs(said, as_of)),
        closings=tuple(
            Closing(unit, period, ClosingKind.CLOSE, "QĐ 1", None, day)
            for day, unit, period in said.closed
            if day <= as_of
        ),
    )


def _reliefs(said: Said, as_of: date) -> dict[tuple[str, str], tuple[Relief, ...]]:
    acts: dict[tuple[str, str], tuple[Relief, ...]] = {}
    for day, unit, period, stands in said.exempted:
        if day <= as_of:
            kind = ReliefKind.EXEMPT if stands else ReliefKind.LIFT
            act = Relief(unit, period, kind, None, day, "thử", "Lan", day)
            acts[unit, period] = (*acts.get((unit, period), ()), act)
    return acts
