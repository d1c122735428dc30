"""The facts as they would be with one more report: for echoes and rehearsals."""

from dataclasses import replace
from datetime import date

from cchc.core.report import (
    CellKey,
    Facts,
    Item,
    Narrative,
    Reading,
    Report,
    Submission,
    TaskNote,
)

UNWRITTEN = 0
"""The number of an act of writing that has not been written."""


def with_report(facts: Facts, report: Report, today: date) -> Facts:
    """What would be known once the report is written; nothing is changed."""
    unit, period = report.unit, report.period
    cells: dict[CellKey, Reading] = dict(facts.cells)
    for key, reading in report.readings.items():
        cells[key, unit, period] = reading
    filled = frozenset(report.readings) | {row.indicator for row in report.added}
    sent = Submission(
        UNWRITTEN, unit, period, report.received, today, report.document, filled
    )
    return replace(
        facts,
        as_of=max(facts.as_of, today),
        cells=cells,
        items=(*facts.items, *report.added),
        tasks=_tasks(facts.tasks, report.tasks),
        submissions=(*facts.submissions, sent),
        obstacles=(*facts.obstacles, *report.obstacles),
        narratives=_narratives(facts, report),
        drafts=facts.drafts - {(unit, period)},
    )


def _tasks(
    known: tuple[TaskNote, ...], said: tuple[TaskNote, ...]
) -> tuple[TaskNote, ...]:
    fresh = {(note.task, note.unit, note.period) for note in said}
    kept = (note for note in known if (note.task, note.unit, note.period) not in fresh)
    return (*kept, *said)


def _narratives(facts: Facts, report: Report) -> tuple[Narrative, ...]:
    said = tuple(
        Narrative(report.unit, report.period, section, text)
        for section, text in report.narrative.items()
    )
    fresh = {(each.unit, each.period, each.section) for each in said}
    kept = (
        each
        for each in facts.narratives
        if (each.unit, each.period, each.section) not in fresh
    )
    return (*kept, *said)


def without_cells(
    facts: Facts, unit: str, period: str, indicators: frozenset[str]
) -> Facts:
    """What would be known once these cells of a report are withdrawn."""
    return replace(
        facts,
        cells={
            (key, who, when): reading
            for (key, who, when), reading in facts.cells.items()
            if not (who == unit and when == period and key in indicators)
        },
        items=tuple(
            row for row in facts.items if not _is_of(row, unit, period, indicators)
        ),
    )


def _is_of(row: Item, unit: str, period: str, indicators: frozenset[str]) -> bool:
    return row.unit == unit and row.period == period and row.indicator in indicators
