"""The rows of one act of writing: put down, and read back as a report."""

import sqlite3
from collections.abc import Mapping
from decimal import Decimal

from cchc.core.facts.report import Report, Section, Stamp, TaskNote
from cchc.core.facts.typed import parted_causes
from cchc.core.plan.plan import Paper
from cchc.store.codes import Codes, invert
from cchc.store.figures import (
    READING,
    Columns,
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
    obstacle_columns,
    obstacles,
    task_notes,
)
from cchc.store.rows import Column, field_columns, insert, insert_all, stamp_columns
from cchc.text.problem import Place, Problem, ProblemCode, Refusal
from cchc.text.record import Record, as_dict, replace


class ReportAct(Record):
    """An entry being written: its row, and the rows of its unit and period."""

    entry: int
    unit: int
    period: int
    report: Report
    codes: Codes


def scale_figures(report: Report, codes: Codes) -> dict[str, Scaled]:
    """The figures of a report as whole numbers, by indicator.

    Raises:
        Refusal: 64 bits cannot hold some of them at the digits of their indicator, or
            a count of its tasks.
    """
    scaled: dict[str, Scaled] = {}
    too_big: list[tuple[str, Decimal | None]] = []
    for key, reading in report.readings.items():
        whole = scale_numbers(
            codes.decimals[key], (reading.number, reading.denominator)
        )
        if whole is not None:
            scaled[key] = whole
        else:
            too_big.append((key, reading.denominator or reading.number))
    too_big += [
        (note.task, note.count)
        for note in report.tasks
        if scale_numbers(0, (note.count, note.of)) is None
    ]
    if too_big:
        raise Refusal(
            tuple(
                Problem(
                    ProblemCode.NUMBER_TOO_BIG,
                    Place(argument=key),
                    {"key": key, "text": str(number), "unit": report.unit},
                )
                for key, number in too_big
            )
        )
    return scaled


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
        **field_columns(report, "received", "document", "reason"),
        **stamp_columns(stamp),
    }
    return ReportAct(insert(connection, "entry", row), unit, period, report, codes)


PUT_REVISION = (
    "INSERT INTO revision (entry_id, indicator_id, unit_id, period_id, sequence,"
    " supersedes, state, value, denominator, scale, done, answer, quality, typed, note)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def put_revisions(
    connection: sqlite3.Connection, act: ReportAct, columns: Mapping[str, Columns]
) -> None:
    """The next revision of each cell, by its indicator, from its `columns_of`."""
    last = {
        indicator: (sequence + 1, row)
        for indicator, sequence, row in connection.execute(
            "SELECT indicator_id, sequence, revision_id FROM cell"
            " WHERE unit_id = ? AND period_id = ?",
            (act.unit, act.period),
        )
    }
    rows = []
    for key, reading in columns.items():
        indicator = act.codes.indicators[key]
        place = (act.entry, indicator, act.unit, act.period)
        rows.append((*place, *last.get(indicator, (1, None)), *reading))
    connection.executemany(PUT_REVISION, rows)


def put_report_parts(connection: sqlite3.Connection, act: ReportAct) -> None:
    """Items, task notes, words, obstacles and evidence of the report."""
    codes, entry = act.codes, {"entry_id": act.entry}
    items_added = [
        {
            **entry,
            "indicator_id": codes.indicators[item.indicator],
            **field_columns(item, "name", "key", "document"),
            "day": text_of(item.date),
            "owner_id": None if item.owner is None else codes.units[item.owner],
        }
        for item in act.report.added
    ]
    insert_all(connection, "item", items_added)
    notes = [{**entry, **_note_columns(codes, note)} for note in act.report.tasks]
    insert_all(connection, "task_note", notes)
    words = [
        {**entry, "section": section.value, "text": text}
        for section, text in act.report.narrative.items()
    ]
    insert_all(connection, "narrative", words)
    parted = parted_causes(act.report.narrative.get(Section.CAUSES, ""))
    causes = [{**entry, "kind": kind, "text": text} for kind, text in parted if kind]
    insert_all(connection, "cause", causes)
    raised = [{**entry, **obstacle_columns(row)} for row in act.report.obstacles]
    insert_all(connection, "obstacle", raised)
    proofs = [{**entry, **as_dict(proof)} for proof in act.report.evidence]
    insert_all(connection, "evidence", proofs)


def _note_columns(codes: Codes, note: TaskNote) -> dict[str, Column]:
    whole = scale_numbers(0, (note.count, note.of))
    if whole is None:
        raise OverflowError("`scale_figures` was not asked")
    count, total = whole.values
    return {
        "task_id": codes.tasks[note.task],
        **field_columns(note, "state", "done", "result", "document"),
        "count": count,
        "total": total,
        "scale": whole.scale,
    }


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
        evidence=tuple(row.evidence for _, row in evidence(connection, where, entry)),
        reason=reason,
    )
