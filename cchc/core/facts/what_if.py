"""The facts as they would be with one more report: for echoes and rehearsals."""

from datetime import date

from cchc.core.facts.obstacle import Obstacle
from cchc.core.facts.report import (
    CellKey,
    Facts,
    Item,
    Narrative,
    Reading,
    Report,
    Submission,
    TaskNote,
)
from cchc.text.record import replace


def with_report(facts: Facts, report: Report, today: date) -> Facts:
    """What would be known once the report is written; nothing is changed."""
    unit, period = report.unit, report.period
    cells: dict[CellKey, Reading] = dict(facts.cells)
    for key, reading in report.readings.items():
        cells[key, unit, period] = reading
    filled = frozenset(report.readings) | {row.indicator for row in report.added}
    act = _next_act(facts)
    sent = Submission(
        act, unit, period, report.received, today, report.document, filled
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
        evidence=(
            *facts.evidence,
            *((each.about, unit, period, each) for each in report.evidence),
        ),
        drafts=facts.drafts - {(unit, period)},
        last_acts={**facts.last_acts, (unit, period): act},
    )


def _next_act(facts: Facts) -> int:
    """A number for an act of writing that has not been written: after all others."""
    return 1 + max(facts.last_acts.values(), default=0)


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


def without_figure(facts: Facts, unit: str, period: str, key: str) -> Facts:
    """What would be known once one figure of a report is withdrawn, with its rows."""
    at = (unit, period)
    cells = {cell: each for cell, each in facts.cells.items() if cell != (key, *at)}
    return replace(
        facts,
        cells=cells,
        items=tuple(e for e in facts.items if (e.indicator, *_at(e)) != (key, *at)),
        submissions=tuple(
            replace(e, filled=e.filled - {key}) if _at(e) == at else e
            for e in facts.submissions
        ),
        last_acts={**facts.last_acts, at: _next_act(facts)},
    )


def without_report(facts: Facts, unit: str, period: str) -> Facts:
    """What would be known once a unit's whole report is withdrawn: as if never sent."""
    at = (unit, period)
    return replace(
        facts,
        cells={
            (key, who, when): each
            for (key, who, when), each in facts.cells.items()
            if (who, when) != at
        },
        items=tuple(each for each in facts.items if _at(each) != at),
        tasks=tuple(each for each in facts.tasks if _at(each) != at),
        submissions=tuple(each for each in facts.submissions if _at(each) != at),
        obstacles=tuple(each for each in facts.obstacles if _at(each) != at),
        narratives=tuple(each for each in facts.narratives if _at(each) != at),
        last_acts={**facts.last_acts, at: _next_act(facts)},
        evidence=tuple(
            (about, who, when, each)
            for about, who, when, each in facts.evidence
            if (who, when) != at
        ),
    )


def _at(said: Item | TaskNote | Submission | Obstacle | Narrative) -> tuple[str, str]:
    return said.unit, said.period
