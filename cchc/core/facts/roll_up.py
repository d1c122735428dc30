"""Figures of finer periods in the terms of a plan's own: months into a quarter (11)."""

from collections.abc import Collection, Container, Iterator, Mapping
from decimal import Decimal

from cchc.core.facts.report import CellKey, CellState, Facts, Item, Quality, Reading
from cchc.core.facts.totals import At, ChangedCells, book_of
from cchc.core.plan.calendar import periods
from cchc.core.plan.finer import finer_plan, finer_rhythms
from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, Plan
from cchc.text.record import replace

REPORTED = frozenset({CellState.VALUE, CellState.NIL})
Inside = Mapping[str, tuple[Period, ...]]
"""The finer periods in each of the plan's own, by its name."""


def rolled_up(facts: Facts, plan: Plan, keys: Container[str] | None = None) -> Facts:
    """The facts with the cells of the plan's own periods that finer ones make.

    A sum is there once every finer cell in it is; a state, a total or an answer is the
    last of them. What is not published leaves the whole unpublished.
    """
    rhythms = finer_rhythms(plan)
    if not rhythms:
        return facts
    changes, items = dict[CellKey, Reading | None](), list(facts.items)
    for rhythm in rhythms:
        made = periods(finer_plan(plan, rhythm))
        inside = {
            own.name: tuple(p for p in made if own.start <= p.start <= own.cutoff)
            for own in periods(plan)
        }
        for line in plan.all_indicators:
            if line.every is rhythm and (keys is None or line.id in keys):
                changes |= _rolled_cells(line, plan, inside, facts)
                items = [*_moved(items, line.id, inside)]
    cells = ChangedCells(book_of(facts.cells), changes)
    return replace(facts, cells=cells, items=tuple(items))


def _rolled_cells(
    line: Indicator, plan: Plan, inside: Inside, facts: Facts
) -> dict[CellKey, Reading | None]:
    """The cells of one indicator in the plan's own periods."""
    readings = book_of(facts.cells).of_indicator(line.id)
    listed = {(row.unit, row.period) for row in facts.items if row.indicator == line.id}
    told_by = {unit for unit, _ in (*readings, *listed)}
    is_sum = line.measure in {Measure.FLOW, Measure.REGISTER}
    is_rate = line.measure is Measure.RATIO and line.of is not RatioOf.LEVEL
    is_total = line.amount is not None and line.amount.cumulative
    combine = _sum if ((is_sum or is_rate) and not is_total) else _last
    cells: dict[CellKey, Reading | None] = {}
    for unit in (unit for unit in plan.units if unit.id in told_by):
        for own, finer in inside.items():
            exempt = facts.chase.is_exempt
            owed = [
                p for p in finer if unit.active_in(p) and not exempt(unit.id, p.name)
            ]
            given = [_reading_at(readings, listed, unit.id, p.name) for p in owed]
            reading = combine(given)
            if reading is not None:
                cells[line.id, unit.id, own] = reading
    return cells


def _reading_at(
    readings: Mapping[At, Reading], listed: Collection[At], unit: str, name: str
) -> Reading | None:
    """What a unit told in a finer period; the rows of a register tell something."""
    at = (unit, name)
    return readings.get(at) or (Reading(CellState.NIL) if at in listed else None)


def _sum(told: list[Reading | None]) -> Reading | None:
    """The sum of readings that are all there; None while one of them is not."""
    given = [reading for reading in told if reading is not None]
    if not told or len(given) < len(told):
        return None
    unpublished = next((r for r in given if r.state not in REPORTED), None)
    if unpublished is not None:
        return unpublished
    if all(reading.state is CellState.NIL for reading in given):
        return given[-1]
    numbers = [reading.number or Decimal(0) for reading in given]
    wholes = [r.denominator for r in given if r.denominator is not None]
    worst = (q for q in reversed(Quality) if any(r.quality is q for r in given))
    return Reading(
        CellState.VALUE,
        number=sum(numbers, Decimal(0)),
        denominator=sum(wholes, Decimal(0)) if wholes else None,
        quality=next(worst),
    )


def _last(told: list[Reading | None]) -> Reading | None:
    """The reading of the last finer period; of a day that was told, the first."""
    done = next((r for r in told if r is not None and r.done is not None), None)
    return done or (told[-1] if told else None)


def _moved(items: list[Item], key: str, inside: Inside) -> Iterator[Item]:
    """The rows of a register in the plan's own period."""
    own = {finer.name: name for name, made in inside.items() for finer in made}
    for row in items:
        is_it = row.indicator == key and row.period in own
        yield replace(row, period=own[row.period]) if is_it else row
