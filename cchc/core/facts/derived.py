"""Facts made of facts: finer periods rolled up, with one more report, of one unit."""

from collections.abc import Collection, Container, Iterator, Mapping
from datetime import date
from decimal import Decimal

from cchc.core.facts.report import (
    CellKey,
    CellState,
    Facts,
    Item,
    Narrative,
    Quality,
    Reading,
    Report,
    ReportedEvidence,
    ReportRow,
    RowT,
    Submission,
)
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


def with_report(facts: Facts, report: Report, today: date) -> Facts:
    """What would be known once the report is written; nothing is changed."""
    unit, period = report.unit, report.period
    changes = {(key, unit, period): own for key, own in report.readings.items()}
    act = _next_act(facts)
    sent = Submission(
        act, unit, period, report.received, today, report.document, report.changed_keys
    )
    keys = {(note.task, note.unit, note.period) for note in report.tasks}
    kept = (n for n in facts.tasks if (n.task, n.unit, n.period) not in keys)
    return replace(
        facts,
        as_of=max(facts.as_of, today),
        cells=ChangedCells(book_of(facts.cells), changes),
        items=(*facts.items, *report.added),
        tasks=(*kept, *report.tasks),
        submissions=(*facts.submissions, sent),
        obstacles=(*facts.obstacles, *report.obstacles),
        narratives=_narratives(facts, report),
        evidence=(
            *facts.evidence,
            *(ReportedEvidence(unit, period, proof) for proof in report.evidence),
        ),
        drafts={at: own for at, own in facts.drafts.items() if at != (unit, period)},
        last_acts={**facts.last_acts, (unit, period): act},
    )


def _narratives(facts: Facts, report: Report) -> tuple[Narrative, ...]:
    at = (report.unit, report.period)
    kept = (
        own
        for own in facts.narratives
        if _of(own) != at or own.section not in report.narrative
    )
    words = (
        Narrative(*at, section, text) for section, text in report.narrative.items()
    )
    return (*kept, *words)


def _next_act(facts: Facts) -> int:
    """A number for an act of writing that has not been written: after all others."""
    return 1 + max(facts.last_acts.values(), default=0)


def without_figure(facts: Facts, unit: str, period: str, key: str) -> Facts:
    """What would be known once one figure of a report is withdrawn, with its rows."""
    at = (unit, period)
    return replace(
        facts,
        cells=ChangedCells(book_of(facts.cells), {(key, *at): None}),
        items=tuple(
            row for row in facts.items if row.indicator != key or _of(row) != at
        ),
        submissions=tuple(
            replace(sent, filled=(sent.filled or frozenset()) - {key})
            if _of(sent) == at
            else sent
            for sent in facts.submissions
        ),
        last_acts={**facts.last_acts, at: _next_act(facts)},
    )


def without_report(facts: Facts, unit: str, period: str) -> Facts:
    """What would be known once a unit's whole report is withdrawn: as if never sent."""
    at = (unit, period)
    book = book_of(facts.cells)
    gone = {(key, *at): None for key, _ in book.of_unit(*at)}

    def others(rows: tuple[RowT, ...]) -> tuple[RowT, ...]:
        return tuple(row for row in rows if _of(row) != at)

    return replace(
        facts,
        cells=ChangedCells(book, gone),
        items=others(facts.items),
        tasks=others(facts.tasks),
        submissions=others(facts.submissions),
        obstacles=others(facts.obstacles),
        narratives=others(facts.narratives),
        evidence=others(facts.evidence),
        last_acts={**facts.last_acts, at: _next_act(facts)},
    )


def only_unit(facts: Facts, unit: str) -> Facts:
    """What is known of one unit alone: its figures, rows and reports."""
    return replace(
        facts,
        cells={
            (key, unit, name): reading
            for (key, name), reading in book_of(facts.cells).of_unit(unit).items()
        },
        items=tuple(row for row in facts.items if row.unit == unit),
        submissions=tuple(sent for sent in facts.submissions if sent.unit == unit),
    )


def _of(row: ReportRow) -> tuple[str, str]:
    return row.unit, row.period
