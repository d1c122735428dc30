"""The facts as they would be with one more report: for echoes and rehearsals."""

from datetime import date

from cchc.core.facts.report import (
    Facts,
    Narrative,
    Report,
    ReportedEvidence,
    ReportRow,
    RowT,
    Submission,
)
from cchc.core.facts.totals import ChangedCells, book_of
from cchc.text.record import replace


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
