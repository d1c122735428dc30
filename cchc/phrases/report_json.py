"""Reports as JSON: `cchc.report/1`, figures as decimal strings, days ISO."""

import json
from collections.abc import Iterable
from datetime import date

from cchc.core.facts.report import (
    Facts,
    Item,
    Reading,
    Report,
    Revision,
    Submission,
    TaskNote,
)
from cchc.core.facts.report_history import Act
from cchc.core.facts.review import Evidence, Review
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Paper
from cchc.core.plan.unit import Unit
from cchc.core.verdict.missing_evidence import Unproven
from cchc.core.verdict.view import IndicatorView, UnitView
from cchc.screen.decimal_strings import plain

SCHEMA = "cchc.report/1"
Document = dict[str, object]


def written(document: Document) -> str:
    """The document as text, the schema first."""
    whole = {"schema": SCHEMA, **document}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def reading_json(reading: Reading | None) -> Document | None:
    """One reading: its state, and the one of its values that it has."""
    if reading is None:
        return None
    return {
        "state": reading.state.value,
        "value": None if reading.number is None else plain(reading.number),
        "denominator": (
            None if reading.denominator is None else plain(reading.denominator)
        ),
        "done": _day(reading.done),
        "answer": reading.answer,
        "quality": reading.quality.value,
        "note": reading.note,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def paper_json(paper: Paper) -> Document:
    """Number and date of a paper."""
    return {"number": paper.number, "date": _day(paper.date)}


def effect_json(before: IndicatorView, after: IndicatorView) -> Document:
    """Figure and verdict of an indicator before and after."""
    return {
        "indicator": after.indicator.id,
        "before": _verdict(before),
        "after": _verdict(after),
    }


def _verdict(view: IndicatorView) -> Document:
    return {
        "shown": view.shown,
        "status": view.verdict.status.value,
        "rule": view.verdict.rule,
    }


def unit_json(view: UnitView, cells: tuple[int, int]) -> Document:
    """How a unit's report stands; `filled` of `expected` cells."""
    return {
        "unit": view.unit.id,
        "report": view.report.value,
        "on_time": view.on_time,
        "late_days": view.late_days,
        "due": view.due.isoformat(),
        "received": _day(view.last.received) if view.last else None,
        "document": paper_json(view.last.document) if view.last else None,
        "filled": cells[0],
        "expected": cells[1],
        "missing": list(view.missing),
        "accepted": _day(view.accepted),
    }


def item_json(item: Item) -> Document:
    """One row of a register; `unit` is whose it is."""
    return {
        "indicator": item.indicator,
        "name": item.name,
        "date": _day(item.date),
        "document": item.document,
        "unit": item.owner or item.unit,
    }


def task_json(note: TaskNote) -> Document:
    """What a unit said of a task."""
    return {
        "task": note.task,
        "state": note.state.value,
        "done": _day(note.done),
        "count": None if note.count is None else plain(note.count),
        "of": None if note.of is None else plain(note.of),
        "result": note.result,
        "document": note.document,
    }


def report_json(report: Report) -> Document:
    """A report as it is written: all its parts."""
    return {
        "received": report.received.isoformat(),
        "document": paper_json(report.document),
        "items": [item_json(each) for each in report.added],
        "tasks": [task_json(each) for each in report.tasks],
        "narrative": {key.value: text for key, text in report.narrative.items()},
        "obstacles": [each.text for each in report.obstacles],
        "evidence": [proof_json(each) for each in report.evidence],
        "reason": report.reason,
    }


def sheet_json(
    unit: Unit, period: Period, facts: Facts, past: Iterable[Revision]
) -> Document:
    """All that one unit has said for a period, each cell with its history."""
    at = (unit.id, period.name)
    cells: dict[str, list[Document]] = {}
    for one in past:
        cells.setdefault(one.cell[0], []).append(revision_json(one))
    now = {key: facts.cells.get((key, *at)) for key in cells}
    return {
        "unit": unit.id,
        "period": period.id,
        "as_of": facts.as_of.isoformat(),
        "submissions": [
            _submission(one)
            for one in facts.submissions
            if (one.unit, one.period) == at
        ],
        "cells": [
            {"indicator": key, "now": reading_json(now[key]), "history": history}
            for key, history in cells.items()
        ],
        "items": [item_json(e) for e in facts.items if (e.unit, e.period) == at],
        "tasks": [task_json(e) for e in facts.tasks if (e.unit, e.period) == at],
        "narrative": {
            each.section.value: each.text
            for each in facts.narratives
            if (each.unit, each.period) == at
        },
        "obstacles": [
            {"text": e.text, "about": e.about, "proposal": e.proposal, "to": e.to}
            for e in facts.obstacles
            if (e.unit, e.period) == at
        ],
        "evidence": [
            proof_json(proof)
            for _, who, when, proof in facts.evidence
            if (who, when) == at
        ],
    }


def proof_json(proof: Evidence) -> Document:
    """One piece of evidence; `file` is counted from the folder of the database."""
    return {
        "about": proof.about,
        "text": proof.text,
        "sha256": proof.sha256,
        "size": proof.size,
        "file": proof.file,
    }


def unproven_json(one: Unproven) -> Document:
    """A result that nothing proves; `name` is of a row of a register."""
    return {
        "about": one.about,
        "unit": one.unit,
        "name": one.name,
    }


def act_json(act: Act) -> Document:
    """One act in the life of a report: sent, withdrawn, accepted, returned."""
    return {
        "kind": act.kind.value,
        "number": act.id,
        "recorded_at": act.stamp.recorded_at.isoformat(),
        "machine_at": act.stamp.machine_at.isoformat(),
        "actor": act.stamp.actor,
        "source": act.stamp.source,
        "received": _day(act.received),
        "document": paper_json(act.document),
        "reason": act.reason,
        "whole": act.whole,
        "notes": [{"about": about, "text": text} for about, text in act.notes],
    }


def review_json(review: Review) -> Document:
    """What was said of a report by whoever reviews it."""
    return {
        "opinion": review.opinion.value,
        "recorded": review.recorded_on.isoformat(),
        "actor": review.actor,
        "reason": review.reason,
        "notes": [{"about": about, "text": text} for about, text in review.notes],
    }


def _submission(one: Submission) -> Document:
    return {
        "entry": one.id,
        "received": one.received.isoformat(),
        "recorded": one.recorded_on.isoformat(),
        "document": paper_json(one.document),
        "actor": one.actor,
    }


def revision_json(one: Revision) -> Document:
    """One revision; `reading` null: withdrawn."""
    return {
        "revision": one.id,
        "sequence": one.sequence,
        "reading": reading_json(one.reading),
        "recorded_at": one.stamp.recorded_at.isoformat(),
        "machine_at": one.stamp.machine_at.isoformat(),
        "actor": one.stamp.actor,
        "source": one.stamp.source,
        "reason": one.reason,
        "supersedes": one.supersedes,
    }
