"""Reports into the ledger and out of it; what was written is never rewritten."""

import sqlite3
from collections.abc import Mapping
from datetime import date, datetime

from cchc.core.facts.report import Report, Stamp
from cchc.store.codes import Codes, read_codes
from cchc.store.facts import facts, facts_of_unit, revisions
from cchc.store.figures import Scaled, columns_of
from cchc.store.ledger import Ledger, read_transaction, write_transaction
from cchc.store.report_parts import draft, drop_draft, items, save_draft
from cchc.store.report_rows import (
    put_entry,
    put_report_parts,
    put_revisions,
    read_report,
    scale_figures,
)
from cchc.text.problem import ProblemCode, refuse
from cchc.text.record import Record

__all__ = [
    "draft",
    "drop_draft",
    "facts",
    "facts_of_unit",
    "refuse_too_big",
    "revisions",
    "save_draft",
    "withdraw",
    "write_report",
]


def refuse_too_big(ledger: Ledger, plan_id: str, report: Report) -> None:
    """Refuse figures that the ledger cannot hold, as `write_report` would."""
    scale_figures(report, read_codes(ledger.connection, plan_id, ()))


def write_report(ledger: Ledger, plan_id: str, report: Report, stamp: Stamp) -> int:
    """Store all of a report or nothing; the number of the act of writing.

    Every reading is a new revision of its cell. Before it is kept, the report is
    read back and compared with the one given.

    Raises:
        Refusal: a number does not fit.
    """
    with write_transaction(ledger) as connection:
        owners = {item.owner for item in report.added if item.owner is not None}
        known = read_codes(connection, plan_id, {report.unit, *owners})
        scaled = scale_figures(report, known)
        kind = "supplement" if _has_report(connection, known, report) else "report"
        act = put_entry(connection, known, report, stamp, kind)
        columns = {key: columns_of(report.readings[key], scaled[key]) for key in scaled}
        put_revisions(connection, act, columns)
        put_report_parts(connection, act)
        if read_report(connection, act) != report:
            raise RuntimeError("the report read back is not the one written")
        return act.entry


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

    Raises:
        Refusal: there is nothing to withdraw.
    """
    whole = indicator is None
    day = stamp.recorded_at.date()
    report = Report(unit=unit, period=period, received=day, reason=reason)
    with write_transaction(ledger) as connection:
        known = read_codes(connection, plan_id, [unit])
        chosen = tuple(known.indicators) if indicator is None else (indicator,)
        keys = _figures(connection, known, report, chosen)
        rows = _items(connection, known, report, chosen)
        if not (keys or rows or (whole and _has_report(connection, known, report))):
            blanks = {"unit": unit, "period": period, "key": indicator or ""}
            refuse(ProblemCode.NOTHING_TO_WITHDRAW, **blanks)
        act = put_entry(connection, known, report, stamp, "withdrawal", whole=whole)
        nothing = {key: Scaled(known.decimals[key], (None, None)) for key in keys}
        columns = {key: columns_of(None, scaled) for key, scaled in nothing.items()}
        put_revisions(connection, act, columns)
        connection.executemany(
            "INSERT INTO item (entry_id, indicator_id, name, key, withdraws)"
            " SELECT ?, indicator_id, name, key, id FROM item WHERE id = ?",
            [(act.entry, row) for row in rows],
        )
        return act.entry


def _has_report(connection: sqlite3.Connection, known: Codes, report: Report) -> bool:
    """Whether the unit has a report for the period that was not withdrawn."""
    of_report = "FROM entry WHERE plan_id = ?1 AND unit_id = ?2 AND period_id = ?3"
    row = connection.execute(
        f"SELECT 1 {of_report} AND kind <> 'withdrawal' AND id >"
        f" coalesce((SELECT max(id) {of_report} AND whole = 1), 0)",
        (known.plan, known.units[report.unit], known.periods[report.period]),
    )
    return row.fetchone() is not None


def _figures(
    connection: sqlite3.Connection,
    known: Codes,
    report: Report,
    chosen: tuple[str, ...],
) -> list[str]:
    """Which of the chosen indicators have a figure of this unit in this period."""
    rows = connection.execute(
        "SELECT indicator.code FROM cell JOIN indicator ON indicator.id = indicator_id"
        " WHERE plan_id = ? AND unit_id = ? AND period_id = ? AND state <> 'withdrawn'",
        (known.plan, known.units[report.unit], known.periods[report.period]),
    )
    having = {str(code) for (code,) in rows}
    return [key for key in chosen if key in having]


def _items(
    connection: sqlite3.Connection,
    known: Codes,
    report: Report,
    chosen: tuple[str, ...],
) -> list[int]:
    """The rows of the items that stand in the chosen registers."""
    unit = known.units[report.unit]
    rows = [
        (row, gone, item)
        for _, (row, gone), item in items(connection, "entry.unit_id = ?", unit)
        if item.period == report.period and item.indicator in chosen
    ]
    gone_rows = {gone for _, gone, _ in rows}
    return [row for row, gone, _ in rows if gone is None and row not in gone_rows]


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
