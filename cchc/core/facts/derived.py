"""Facts made of facts: rolled up, with one more report, of one unit, unproven."""

from collections.abc import Container, Mapping, Sequence
from datetime import date
from decimal import Decimal

from cchc.core.facts.report import (
    NIL,
    CellKey,
    CellState,
    Facts,
    Narrative,
    Quality,
    Reading,
    Report,
    ReportedEvidence,
    ReportRow,
    RowT,
    Submission,
    TaskState,
)
from cchc.core.facts.totals import At, ChangedCells, book_of, cells_among
from cchc.core.plan.calendar import periods
from cchc.core.plan.finer import finer_plan, finer_rhythms
from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, Plan
from cchc.text.record import Record, replace

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
        moved = set[str]()
        made = periods(finer_plan(plan, rhythm))
        inside = {
            own.name: tuple(p for p in made if own.start <= p.start <= own.cutoff)
            for own in periods(plan)
        }
        for line in plan.all_indicators:
            if line.every is rhythm and (keys is None or line.id in keys):
                changes |= _rolled_cells(line, plan, inside, facts)
                moved.add(line.id)
        whole = {own.name: name for name, finer in inside.items() for own in finer}
        items = [
            replace(row, period=whole[row.period])
            if row.indicator in moved and row.period in whole
            else row
            for row in items
        ]
    cells = ChangedCells(book_of(facts.cells), changes)
    return replace(facts, cells=cells, items=tuple(items))


def _rolled_cells(
    line: Indicator, plan: Plan, inside: Inside, facts: Facts
) -> dict[CellKey, Reading | None]:
    """The cells of one indicator in the plan's own periods."""
    rows = (row for row in facts.items if row.indicator == line.id)
    # the rows of a register say something
    readings: dict[At, Reading] = {(row.unit, row.period): NIL for row in rows}
    readings |= book_of(facts.cells).of_indicator(line.id)
    units = {unit for unit, _ in readings}
    is_sum = line.measure in {Measure.FLOW, Measure.REGISTER}
    is_rate = line.measure is Measure.RATIO and line.of is not RatioOf.LEVEL
    adds_up = (is_sum or is_rate) and not line.is_cumulative
    combine = sum_of_readings if adds_up else _last
    cells: dict[CellKey, Reading | None] = {}
    for unit in (unit for unit in plan.units if unit.id in units):
        for own, finer in inside.items():
            names = [period.name for period in finer if unit.active_in(period)]
            owed = (n for n in names if not facts.chase.is_exempt(unit.id, n))
            reading = combine([readings.get((unit.id, name)) for name in owed])
            if reading is not None:
                cells[line.id, unit.id, own] = reading
    return cells


def sum_of_readings(readings: Sequence[Reading | None]) -> Reading | None:
    """The sum of readings that are all there; None while one of them is not."""
    given = [reading for reading in readings if reading is not None]
    if not readings or len(given) < len(readings):
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


def _last(readings: Sequence[Reading | None]) -> Reading | None:
    """The reading of the last finer period; of a day that was told, the first."""
    done = next((r for r in readings if r is not None and r.done is not None), None)
    return done or (readings[-1] if readings else None)


def with_report(facts: Facts, report: Report, today: date) -> Facts:
    """What would be known once the report is written; nothing is changed."""
    at = unit, period = report.unit, report.period
    changes = {(key, *at): own for key, own in report.readings.items()}
    act, paper = _next_act(facts), report.document
    sent = Submission(act, *at, report.received, today, paper, report.changed_keys)
    keys = {(note.task, note.unit, note.period) for note in report.tasks}
    kept = (n for n in facts.tasks if (n.task, n.unit, n.period) not in keys)
    words = (
        own
        for own in facts.narratives
        if _of(own) != at or own.section not in report.narrative
    )
    new_words = (Narrative(*at, part, text) for part, text in report.narrative.items())
    proofs = (ReportedEvidence(unit, period, proof) for proof in report.evidence)
    return replace(
        facts,
        as_of=max(facts.as_of, today),
        cells=ChangedCells(book_of(facts.cells), changes),
        items=(*facts.items, *report.added),
        tasks=(*kept, *report.tasks),
        submissions=(*facts.submissions, sent),
        obstacles=(*facts.obstacles, *report.obstacles),
        narratives=(*words, *new_words),
        evidence=(*facts.evidence, *proofs),
        drafts={key: own for key, own in facts.drafts.items() if key != at},
        last_acts={**facts.last_acts, at: act},
    )


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


class MissingEvidence(Record):
    """One result of a unit without proof.

    `about` is the id of its indicator or task; `name` is the row's name in a
    register, else None.
    """

    about: str
    unit: str
    period: str
    name: str | None = None


def unproven_results(
    plan: Plan, facts: Facts, period: str
) -> tuple[MissingEvidence, ...]:
    """Rows of registers, milestones and tasks of a period that nothing proves."""
    milestones = tuple(
        line.id for line in plan.all_indicators if line.measure is Measure.MILESTONE
    )
    results = [
        MissingEvidence(item.indicator, item.unit, period, item.name)
        for item in facts.items
        if item.period == period and not item.document
    ]
    results += [
        MissingEvidence(key, unit, period)
        for (key, unit, name), reading in cells_among(facts.cells, milestones)
        if name == period and reading.done is not None
    ]
    done = (note for note in facts.tasks if note.state is TaskState.DONE)
    results += [
        MissingEvidence(note.task, note.unit, period)
        for note in done
        if note.period == period and not note.document
    ]
    # evidence for an indicator or task proves all that its unit says of it
    proved = {
        (given.evidence.about, given.unit)
        for given in facts.evidence
        if given.period == period
    }
    return tuple(r for r in results if (r.about, r.unit) not in proved)
