"""The rows of one act of writing: put down, and read back as a report."""

import sqlite3
from collections.abc import Mapping

from cchc.core.facts.report import CellKey, Reading, Report, Stamp, TaskNote
from cchc.core.plan.plan import Paper
from cchc.store.codes import Codes, invert
from cchc.store.figures import (
    READING,
    WITHDRAWN,
    Scaled,
    day_of,
    reading_of,
    scale_numbers,
    text_of,
)
from cchc.store.report_parts import (
    evidence,
    items,
    narratives,
    obstacles,
    task_notes,
)
from cchc.store.rows import Column, insert, insert_all, stamp_columns
from cchc.text.problem import Place, Problem, ProblemCode
from cchc.text.record import Record, as_dict, replace


class RevisionChange(Record):
    """What one revision did to its cell; None: nothing before, or withdrawn now."""

    cell: CellKey
    revision: int
    sequence: int
    before: Reading | None
    after: Reading | None


class ReportAct(Record):
    """An entry being written: its row, and the rows of its unit and period."""

    entry: int
    unit: int
    period: int
    report: Report
    codes: Codes


def too_big(report: Report, codes: Codes) -> list[Problem]:
    """The figures that 64 bits cannot hold at the digits of their indicator."""
    found = [
        (key, str(value.number if value.denominator is None else value.denominator))
        for key, value in report.readings.items()
        if _scaled(codes, key, value) is None
    ]
    found += [
        (note.task, str(note.count))
        for note in report.tasks
        if scale_numbers(0, (note.count, note.of)) is None
    ]
    return [
        Problem(
            ProblemCode.NUMBER_TOO_BIG,
            Place(argument=key),
            {"key": key, "text": text, "unit": report.unit},
        )
        for key, text in found
    ]


def _scaled(codes: Codes, key: str, reading: Reading) -> Scaled | None:
    return scale_numbers(codes.decimals[key], (reading.number, reading.denominator))


def _whole(found: Scaled | None) -> Scaled:
    if found is None:
        raise OverflowError("`too_big` was not asked")
    return found


def put_entry(
    connection: sqlite3.Connection,
    codes: Codes,
    report: Report,
    stamp: Stamp,
    kind: str,
    *,
    whole: bool = False,
) -> ReportAct:
    """The row of the act itself; `whole`: it withdraws all of the report."""
    unit, period = codes.units[report.unit], codes.periods[report.period]
    row = {
        "plan_id": codes.plan,
        "unit_id": unit,
        "period_id": period,
        "kind": kind,
        "whole": int(whole),
        "received": text_of(report.received),
        "document_number": report.document.number,
        "document_date": text_of(report.document.date),
        "reason": report.reason,
        **stamp_columns(stamp),
    }
    return ReportAct(insert(connection, "entry", row), unit, period, report, codes)


def put_reading(
    connection: sqlite3.Connection, act: ReportAct, key: str, reading: Reading | None
) -> RevisionChange:
    """The next revision of a cell; without a reading it is withdrawn."""
    indicator = act.codes.indicators[key]
    last, sequence, *before = connection.execute(
        f"SELECT cell.revision_id, cell.sequence, {READING} FROM cell"  # noqa: S608
        " JOIN revision ON revision.id = cell.revision_id"
        " WHERE cell.indicator_id = ? AND cell.period_id = ? AND cell.unit_id = ?",
        (indicator, act.period, act.unit),
    ).fetchone() or (None, 0)
    row = {
        "entry_id": act.entry,
        "indicator_id": indicator,
        "unit_id": act.unit,
        "period_id": act.period,
        "sequence": sequence + 1,
        "supersedes": last,
        **_columns(act.codes, key, reading),
    }
    revision = insert(connection, "revision", row)
    return RevisionChange(
        cell=(key, act.report.unit, act.report.period),
        revision=revision,
        sequence=sequence + 1,
        before=reading_of(*before) if before else None,
        after=reading,
    )


def _columns(codes: Codes, key: str, reading: Reading | None) -> dict[str, Column]:
    """What a revision says; nothing of it stands when it withdraws."""
    if reading is None:
        return {"state": WITHDRAWN, "scale": codes.decimals[key], "quality": "final"}
    whole = _whole(_scaled(codes, key, reading))
    value, denominator = whole.values
    return {
        "state": reading.state.value,
        "value": value,
        "denominator": denominator,
        "scale": whole.scale,
        "done": text_of(reading.done),
        "answer": None if reading.answer is None else int(reading.answer),
        "quality": reading.quality.value,
        "typed": reading.typed,
        "note": reading.note,
    }


def put_report_parts(connection: sqlite3.Connection, act: ReportAct) -> None:
    """Items, task notes, words, obstacles and evidence of the report."""
    codes, entry = act.codes, {"entry_id": act.entry}
    items_added = [
        {
            **entry,
            "indicator_id": codes.indicators[item.indicator],
            "name": item.name,
            "key": item.key,
            "day": text_of(item.date),
            "document": item.document,
            "owner_id": None if item.owner is None else codes.units[item.owner],
        }
        for item in act.report.added
    ]
    insert_all(connection, "item", items_added)
    notes = [{**entry, **_note_columns(codes, note)} for note in act.report.tasks]
    insert_all(connection, "task_note", notes)
    _put_words(connection, act.report, entry)


def _note_columns(codes: Codes, note: TaskNote) -> dict[str, Column]:
    whole = _whole(scale_numbers(0, (note.count, note.of)))
    count, total = whole.values
    return {
        "task_id": codes.tasks[note.task],
        "state": note.state.value,
        "done": text_of(note.done),
        "count": count,
        "total": total,
        "scale": whole.scale,
        "result": note.result,
        "document": note.document,
    }


def _put_words(
    connection: sqlite3.Connection, report: Report, entry: Mapping[str, Column]
) -> None:
    words = [
        {**entry, "section": section.value, "text": text}
        for section, text in report.narrative.items()
    ]
    insert_all(connection, "narrative", words)
    raised = [
        {
            **entry,
            "text": obstacle.text,
            "raised": text_of(obstacle.raised),
            "about": obstacle.about,
            "cause": obstacle.cause,
            "proposal": obstacle.proposal,
            "directed_to": obstacle.to,
            "kind": obstacle.kind.value,
        }
        for obstacle in report.obstacles
    ]
    insert_all(connection, "obstacle", raised)
    proofs = [{**entry, **as_dict(proof)} for proof in report.evidence]
    insert_all(connection, "evidence", proofs)


def read_report(connection: sqlite3.Connection, act: ReportAct) -> Report:
    """The report as the file now has it, by the very queries that `facts` uses."""
    units, periods = invert(act.codes.units), invert(act.codes.periods)
    where, entry = "entry.id = ?", act.entry
    row = connection.execute(
        "SELECT unit_id, period_id, received, document_number, document_date, reason"
        " FROM entry WHERE id = ?",
        (entry,),
    ).fetchone()
    unit, period, received, number, day, reason = row
    names = invert(act.codes.indicators)
    readings = connection.execute(
        f"SELECT indicator_id, {READING} FROM revision"  # noqa: S608
        " WHERE entry_id = ? ORDER BY id",
        (entry,),
    )
    return Report(
        unit=units[unit],
        period=periods[period],
        received=day_of(received) or act.report.received,
        document=Paper(number, day_of(day)),
        readings={
            names[key]: reading
            for key, *columns in readings
            if (reading := reading_of(*columns)) is not None
        },
        added=tuple(item for _, _, item in items(connection, where, entry)),
        tasks=tuple(note for _, note in task_notes(connection, where, entry)),
        narrative={
            part.section: part.text for _, part in narratives(connection, where, entry)
        },
        obstacles=tuple(
            replace(obstacle, id=0)
            for _, obstacle in obstacles(connection, where, entry)
        ),
        evidence=tuple(proof for _, _, _, proof in evidence(connection, where, entry)),
        reason=reason,
    )
