"""Reports into the ledger and read back; what was written is never rewritten."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from sqlite3 import Connection

from cchc.core.facts.report import Report, Section, Stamp, TaskNote
from cchc.core.facts.typed import parted_causes
from cchc.core.plan.plan import Paper
from cchc.store.codes import Codes, act_columns, invert, read_codes
from cchc.store.ledger import Ledger, read_transaction, write_transaction
from cchc.store.report_parts import (
    evidence,
    items,
    narratives,
    obstacle_columns,
    obstacles,
    task_notes,
)
from cchc.store.rows import (
    READING,
    Column,
    Columns,
    Scaled,
    columns_of,
    day_of,
    field_columns,
    insert,
    insert_all,
    mark_draft,
    reading_of,
    scale_numbers,
    text_of,
)
from cchc.text.problem import Place, Problem, ProblemCode, Refusal, refuse
from cchc.text.record import Record, as_dict, replace


class ReportAct(Record):
    """An entry being written: its row, and the rows of its unit and period."""

    entry: int
    unit: int
    period: int
    report: Report
    codes: Codes


def refuse_too_big(ledger: Ledger, plan_id: str, report: Report) -> None:
    """Refuse figures that the ledger cannot hold, as `write_report` would."""
    scale_figures(report, read_codes(ledger.connection, plan_id, ()))


def scale_figures(report: Report, codes: Codes) -> dict[str, Scaled]:
    """The figures of a report as whole numbers, by indicator.

    Raises Refusal: 64 bits cannot hold some of them at the digits of their indicator,
    or a count of its tasks.
    """
    scaled: dict[str, Scaled] = {}
    too_big: list[tuple[str, Decimal | None]] = []
    for key, reading in report.readings.items():
        numbers = (reading.number, reading.denominator)
        if (whole := scale_numbers(codes.decimals[key], numbers)) is not None:
            scaled[key] = whole
        else:
            too_big.append((key, reading.denominator or reading.number))
    too_big += [
        (note.task, note.count)
        for note in report.tasks
        if scale_numbers(0, (note.count, note.of)) is None
    ]
    problems = tuple(
        Problem(
            ProblemCode.NUMBER_TOO_BIG,
            Place(argument=key),
            {"key": key, "text": str(number), "unit": report.unit},
        )
        for key, number in too_big
    )
    if problems:
        raise Refusal(problems)
    return scaled


def write_report(ledger: Ledger, plan_id: str, report: Report, stamp: Stamp) -> int:
    """Store all of a report or nothing; the number of the act of writing.

    Every reading is a new revision of its cell. Before it is kept, the report is read
    back and compared with the one given. Raises Refusal: a number does not fit.
    """
    with write_transaction(ledger) as connection:
        owners = {item.owner for item in report.added if item.owner is not None}
        known = read_codes(connection, plan_id, {report.unit, *owners})
        scaled = scale_figures(report, known)
        kind = "supplement" if _has_report(connection, known, report) else "report"
        act = _put_entry(connection, known, report, stamp, kind)
        columns = {key: columns_of(report.readings[key], scaled[key]) for key in scaled}
        _put_revisions(connection, act, columns)
        _put_parts(connection, act)
        if read_report(connection, act) != report:
            raise RuntimeError("the report read back is not the one written")
        return act.entry


FIGURES = """
SELECT indicator.code FROM cell JOIN indicator ON indicator.id = indicator_id
WHERE plan_id = ? AND unit_id = ? AND period_id = ? AND state <> 'withdrawn'
"""


def withdraw(  # noqa: PLR0913, PLR0917  # the cell, the reason, the stamp
    ledger: Ledger,
    plan_id: str,
    unit: str,
    period: str,
    indicator: str | None,
    reason: str,
    stamp: Stamp,
) -> int:
    """Undo one figure with its items, or (no indicator) all of a unit's report.

    History keeps what was withdrawn. Gives back the number of the act of writing.
    Raises Refusal: there is nothing to withdraw.
    """
    whole = indicator is None
    day = stamp.recorded_at.date()
    report = Report(unit=unit, period=period, received=day, reason=reason)
    with write_transaction(ledger) as connection:
        known = read_codes(connection, plan_id, [unit])
        place = (known.plan, known.units[unit], known.periods[period])
        figures = {code for (code,) in connection.execute(FIGURES, place)}
        chosen = tuple(known.indicators) if indicator is None else (indicator,)
        keys = [key for key in chosen if key in figures]
        kept = _standing_items(connection, place[1], period, chosen)
        if not (keys or kept or (whole and _has_report(connection, known, report))):
            blanks = {"unit": unit, "period": period, "key": indicator or ""}
            refuse(ProblemCode.NOTHING_TO_WITHDRAW, **blanks)
        act = _put_entry(connection, known, report, stamp, "withdrawal", whole=whole)
        nothing = {key: Scaled(known.decimals[key], (None, None)) for key in keys}
        columns = {key: columns_of(None, scaled) for key, scaled in nothing.items()}
        _put_revisions(connection, act, columns)
        connection.executemany(
            "INSERT INTO item (entry_id, indicator_id, name, key, withdraws)"
            " SELECT ?, indicator_id, name, key, id FROM item WHERE id = ?",
            [(act.entry, row) for row in kept],
        )
        return act.entry


def _standing_items(
    connection: Connection, unit: int, period: str, chosen: tuple[str, ...]
) -> list[int]:
    """The rows of the items that stand in the chosen registers."""
    rows = [
        row
        for _, row, item in items(connection, "entry.unit_id = ?", unit)
        if item.period == period and item.indicator in chosen
    ]
    gone = {withdrawn for _, withdrawn in rows}
    return [row for row, of in rows if of is None and row not in gone]


def _has_report(connection: Connection, known: Codes, report: Report) -> bool:
    """Whether the unit has a report for the period that was not withdrawn."""
    of_report = "FROM entry WHERE plan_id = ?1 AND unit_id = ?2 AND period_id = ?3"
    row = connection.execute(
        f"SELECT 1 {of_report} AND kind <> 'withdrawal' AND id >"
        f" coalesce((SELECT max(id) {of_report} AND whole = 1), 0)",
        (known.plan, known.units[report.unit], known.periods[report.period]),
    )
    return row.fetchone() is not None


def _put_entry(
    connection: Connection,
    codes: Codes,
    report: Report,
    stamp: Stamp,
    kind: str,
    *,
    whole: bool = False,
) -> ReportAct:
    """The row of the act itself; `whole`: it withdraws all of the report."""
    row = {
        **act_columns(codes, stamp, unit=report.unit, period=report.period),
        "kind": kind,
        "whole": int(whole),
        **field_columns(report, "received", "document", "reason"),
    }
    unit, period = codes.units[report.unit], codes.periods[report.period]
    return ReportAct(insert(connection, "entry", row), unit, period, report, codes)


PUT_REVISION = (
    "INSERT INTO revision (entry_id, indicator_id, unit_id, period_id, sequence,"
    " supersedes, state, value, denominator, scale, done, answer, quality, typed, note)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def _put_revisions(
    connection: Connection, act: ReportAct, columns: Mapping[str, Columns]
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


def _put_parts(connection: Connection, act: ReportAct) -> None:
    """Items, task notes, words, obstacles and evidence of the report."""
    codes, report = act.codes, act.report
    items_added = [
        {
            "indicator_id": codes.indicators[item.indicator],
            **field_columns(item, "name", "key", "document"),
            "day": text_of(item.date),
            "owner_id": None if item.owner is None else codes.units[item.owner],
        }
        for item in report.added
    ]
    causes = parted_causes(report.narrative.get(Section.CAUSES, ""))
    words = report.narrative.items()
    parts: Mapping[str, Sequence[Mapping[str, object]]] = {
        "item": items_added,
        "task_note": [_note_columns(codes, note) for note in report.tasks],
        "narrative": [{"section": part.value, "text": text} for part, text in words],
        "cause": [{"kind": kind, "text": text} for kind, text in causes if kind],
        "obstacle": [obstacle_columns(obstacle) for obstacle in report.obstacles],
        "evidence": [as_dict(proof) for proof in report.evidence],
    }
    for table, rows in parts.items():
        insert_all(connection, table, ({"entry_id": act.entry, **row} for row in rows))


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


def read_report(connection: Connection, act: ReportAct) -> Report:
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
        f"SELECT indicator_id, {READING} FROM revision WHERE entry_id = ? ORDER BY id",
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
            if (reading := reading_of(columns)) is not None
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


def save_draft(ledger: Ledger, plan_id: str, unit: str, period: str, text: str) -> None:
    """Keep the draft of a unit's report in place of the one before."""
    with write_transaction(ledger) as connection:
        place = _draft_place(connection, plan_id, unit, period)
        connection.execute(
            "INSERT INTO draft (unit_id, period_id, text) VALUES (?, ?, ?)"
            " ON CONFLICT (unit_id, period_id) DO UPDATE SET text = excluded.text",
            (*place, text),
        )
        mark_draft(connection, *place, text)


def draft(ledger: Ledger, plan_id: str, unit: str, period: str) -> str | None:
    """The text of the draft, None if there is none."""
    with read_transaction(ledger) as connection:
        place = _draft_place(connection, plan_id, unit, period)
        query = "SELECT text FROM draft WHERE unit_id = ? AND period_id = ?"
        return next((text for (text,) in connection.execute(query, place)), None)


def drop_draft(ledger: Ledger, plan_id: str, unit: str, period: str) -> None:
    """Forget the draft; nothing happens if there is none."""
    with write_transaction(ledger) as connection:
        place = _draft_place(connection, plan_id, unit, period)
        query = "DELETE FROM draft WHERE unit_id = ? AND period_id = ?"
        if connection.execute(query, place).rowcount:
            mark_draft(connection, *place, None)


def _draft_place(
    connection: Connection, plan_id: str, unit: str, period: str
) -> tuple[int, int]:
    """The rows of a unit and a period."""
    known = read_codes(connection, plan_id, [unit])
    return known.units[unit], known.periods[period]


SIGN = " sha256:"


class ImportedFile(Record):
    """Whose report of which period a file was, and the day it was taken in."""

    unit: str
    period: str
    day: date


def imported_source(name: str, digest: str) -> str:
    """What an entry says of the file it was read from."""
    return f"{name}{SIGN}{digest}"


def imported_files(ledger: Ledger) -> Mapping[str, ImportedFile]:
    """Every file that was taken in, by its digest.

    Without those whose report was withdrawn as a whole: they may come in again.
    """
    with read_transaction(ledger) as connection:
        rows = connection.execute(
            "SELECT source, ma_don_vi, ma_ky, recorded_at FROM standing_entry"
            " WHERE instr(source, ?) ORDER BY id",
            (SIGN,),
        ).fetchall()
    return {
        source.rpartition(SIGN)[2]: ImportedFile(
            unit, period, datetime.fromisoformat(day).date()
        )
        for source, unit, period, day in rows
    }
