"""The rows of one act of writing: put down, and read back as a report."""

import sqlite3

from cchc.core.facts.report import CellKey, Reading, Report, Stamp
from cchc.core.plan.plan import Paper
from cchc.store.codes import Codes, turned
from cchc.store.figures import READING, Scaled, day_of, reading_of, scaled, text_of
from cchc.store.report_parts import (
    evidence,
    items,
    narratives,
    obstacles,
    task_notes,
)
from cchc.text.problem import Place, Problem, ProblemCode
from cchc.text.record import Record, replace


class Change(Record):
    """What one revision did to its cell; None: nothing before, or withdrawn now."""

    cell: CellKey
    revision: int
    sequence: int
    before: Reading | None
    after: Reading | None


class Act(Record):
    """An entry being written: its row, and the rows of its unit and period."""

    entry: int
    unit: int
    period: int
    report: Report
    codes: Codes


def too_big(report: Report, codes: Codes) -> list[Problem]:
    """The figures that 64 bits cannot hold at the digits of their indicator."""
    found = [
        (key, str(each.number if each.denominator is None else each.denominator))
        for key, each in report.readings.items()
        if _scaled(codes, key, each) is None
    ]
    found += [
        (each.task, str(each.count))
        for each in report.tasks
        if scaled(0, (each.count, each.of)) is None
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
    return scaled(codes.decimals[key], (reading.number, reading.denominator))


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
) -> Act:
    """The row of the act itself; `whole`: it withdraws all of the report."""
    unit, period = codes.units[report.unit], codes.periods[report.period]
    done = connection.execute(
        "INSERT INTO entry (plan_id, unit_id, period_id, kind, whole, received,"
        " document_number, document_date, reason, actor, source, recorded_at,"
        " machine_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(codes.plan, unit, period, kind, int(whole)),
            *(text_of(report.received), report.document.number),
            *(text_of(report.document.date), report.reason),
            *(stamp.actor, stamp.source),
            *(stamp.recorded_at.isoformat(), stamp.machine_at.isoformat()),
        ),
    )
    return Act(done.lastrowid or 0, unit, period, report, codes)


def put_reading(
    connection: sqlite3.Connection, act: Act, key: str, reading: Reading | None
) -> Change:
    """The next revision of a cell; without a reading it is withdrawn."""
    indicator = act.codes.indicators[key]
    last, sequence, *before = connection.execute(
        f"SELECT cell.revision_id, cell.sequence, {READING} FROM cell"  # noqa: S608
        " JOIN revision ON revision.id = cell.revision_id"
        " WHERE cell.indicator_id = ? AND cell.period_id = ? AND cell.unit_id = ?",
        (indicator, act.period, act.unit),
    ).fetchone() or (None, 0)
    done = connection.execute(
        "INSERT INTO revision (entry_id, indicator_id, unit_id, period_id, sequence,"
        " supersedes, state, value, denominator, scale, done, answer, quality, typed,"
        " note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(act.entry, indicator, act.unit, act.period, sequence + 1, last),
            *_columns(act.codes, key, reading),
        ),
    )
    return Change(
        cell=(key, act.report.unit, act.report.period),
        revision=done.lastrowid or 0,
        sequence=sequence + 1,
        before=reading_of(*before) if before else None,
        after=reading,
    )


def _columns(
    codes: Codes, key: str, reading: Reading | None
) -> tuple[str | int | None, ...]:
    if reading is None:
        scale = codes.decimals[key]
        return ("withdrawn", None, None, scale, None, None, "final", None, None)
    whole = _whole(_scaled(codes, key, reading))
    value, denominator = whole.values
    return (
        *(reading.state.value, value, denominator, whole.scale),
        text_of(reading.done),
        None if reading.answer is None else int(reading.answer),
        *(reading.quality.value, reading.typed, reading.note),
    )


def put_rest(connection: sqlite3.Connection, act: Act) -> None:
    """Items, task notes, words, obstacles and evidence of the report."""
    _put_items_and_notes(connection, act)
    _put_words(connection, act)


def _put_items_and_notes(connection: sqlite3.Connection, act: Act) -> None:
    entry, report, codes = act.entry, act.report, act.codes
    connection.executemany(
        "INSERT INTO item (entry_id, indicator_id, name, key, day, document, owner_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(entry, codes.indicators[each.indicator], each.name, each.key),
                *(text_of(each.date), each.document),
                None if each.owner is None else codes.units[each.owner],
            )
            for each in report.added
        ],
    )
    connection.executemany(
        "INSERT INTO task_note (entry_id, task_id, state, done, count, total, scale,"
        " result, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(entry, codes.tasks[each.task], each.state.value, text_of(each.done)),
                *(*whole.values, whole.scale, each.result, each.document),
            )
            for each in report.tasks
            for whole in [_whole(scaled(0, (each.count, each.of)))]
        ],
    )


def _put_words(connection: sqlite3.Connection, act: Act) -> None:
    entry, report = act.entry, act.report
    connection.executemany(
        "INSERT INTO narrative (entry_id, section, text) VALUES (?, ?, ?)",
        [(entry, section.value, text) for section, text in report.narrative.items()],
    )
    connection.executemany(
        "INSERT INTO obstacle (entry_id, text, raised, about, cause, proposal,"
        " directed_to, kind) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(entry, each.text, text_of(each.raised), each.about),
                *(each.cause, each.proposal, each.to, each.kind.value),
            )
            for each in report.obstacles
        ],
    )
    connection.executemany(
        "INSERT INTO evidence (entry_id, about, text, sha256, size, file)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [
            (entry, each.about, each.text, each.sha256, each.size, each.file)
            for each in report.evidence
        ],
    )


def read_back(connection: sqlite3.Connection, act: Act) -> Report:
    """The report as the file now has it, by the very queries that `facts` uses."""
    units, periods = turned(act.codes.units), turned(act.codes.periods)
    where, entry = "entry.id = ?", act.entry
    row = connection.execute(
        "SELECT unit_id, period_id, received, document_number, document_date, reason"
        " FROM entry WHERE id = ?",
        (entry,),
    ).fetchone()
    unit, period, received, number, day, reason = row
    names = turned(act.codes.indicators)
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
        added=tuple(each for _, _, each in items(connection, where, entry)),
        tasks=tuple(each for _, each in task_notes(connection, where, entry)),
        narrative={
            each.section: each.text for _, each in narratives(connection, where, entry)
        },
        obstacles=tuple(
            replace(each, id=0) for _, each in obstacles(connection, where, entry)
        ),
        evidence=tuple(each for _, _, _, each in evidence(connection, where, entry)),
        reason=reason,
    )
