"""`cchc report add`: a unit's report into the ledger, or everything wrong with it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path

from cchc.app.which_plan import plan_in_question
from cchc.core.facts.amendment import version_in_force, with_history
from cchc.core.facts.report import (
    Facts,
    Narrative,
    Report,
    Stamp,
    Submission,
    TypedReport,
    TypedText,
)
from cchc.core.facts.what_if import with_report
from cchc.core.plan.calendar import default_period, periods
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.verdict.cells import Cells, cells_in
from cchc.core.verdict.indicator import indicator_view
from cchc.core.verdict.unit_reports import unit_views
from cchc.features.report.actions.checks import report_checks
from cchc.features.report.actions.draft import keep_draft, with_draft
from cchc.features.report.actions.evidence import keep_files
from cchc.features.report.actions.read import (
    ReadReport,
    read_address,
    read_typed,
    with_reason_of_return,
)
from cchc.features.report.show.answers import Added, FigureChange, VerdictEffect
from cchc.store.errors import LedgerError
from cchc.store.ledger import (
    Ledger,
    open_ledger,
    open_rehearsal,
    write_transaction,
)
from cchc.store.reports import drop_draft, facts, facts_for, revisions, write_report
from cchc.text.problem import Problem, ProblemCode, Refusal, refuse_if_any, require
from cchc.text.record import Record, replace
from cchc.words.period import read_period


class JudgedReport(Record):
    """A report found good: what was typed with its draft, and what it does."""

    typed: TypedReport
    added: Added


def add_to(
    ledger: Ledger,
    typed: TypedReport,
    *,
    today: date,
    stamp: Stamp,
    dry_run: bool = False,
    draft: bool = False,
) -> Added:
    """Read a report, judge it, write it whole or not at all, in one transaction.

    Args:
        ledger: open, to write unless it is a rehearsal.
        typed: the report, whichever door it came through.
        today: the day of work; nothing in a report is later.
        stamp: who writes.
        dry_run: only tell what it would do.
        draft: keep it open; no figure counts until it is sent without this.
    """
    if dry_run:
        return _judge(ledger, typed, today, draft=draft).added
    with write_transaction(ledger):
        judged = _judge(ledger, typed, today, draft=draft)
        if not draft:
            return _write(ledger, judged, stamp)
        added = judged.added
        plan, unit, period = added.plan.id, added.unit.id, added.period.name
        keep_draft(ledger, plan, unit, period, judged.typed)
        return replace(added, is_draft=True)


def take_in(ledger: Ledger, typed: TypedReport, *, today: date, stamp: Stamp) -> Added:
    """The same for one of many: what it does to the whole is not told.

    So it costs what one unit's report costs, however many units there are.
    """
    with write_transaction(ledger):
        judged = _judge(ledger, typed, today, draft=False, with_plan_effects=False)
        return _write(ledger, judged, stamp)


def _write(ledger: Ledger, judged: JudgedReport, stamp: Stamp) -> Added:
    """The report as it was stored, its files where they will be looked for."""
    added, folder = judged.added, ledger.path.absolute().parent
    if added.unchanged:
        return added
    report = require(keep_files(added.report, folder, copies=judged.typed.copies))
    entry = write_report(ledger, added.plan.id, report, stamp)
    drop_draft(ledger, added.plan.id, added.unit.id, added.period.name)
    return replace(added, report=report, entry=entry)


def add_all(
    db: Path,
    reports: tuple[TypedReport, ...],
    *,
    today: date,
    stamp: Stamp,
    dry_run: bool = False,
    draft: bool = False,
) -> tuple[Added, ...]:
    """The reports of one file: all of them are written, or none."""
    problems: list[Problem] = []
    added: list[Added] = []
    with (
        open_rehearsal(db) if dry_run else open_ledger(db, write=True) as ledger,
        write_transaction(ledger),
    ):
        for report in reports:
            typed = replace(report, copies=report.copies and not dry_run)
            try:
                done = add_to(ledger, typed, today=today, stamp=stamp, draft=draft)
            except LedgerError:
                raise
            except Refusal as refusal:
                problems += refusal.problems
            else:
                added.append(replace(done, entry=None) if dry_run else done)
        if problems:
            raise Refusal(tuple(problems))
    return tuple(added)


def _judge(
    ledger: Ledger,
    typed: TypedReport,
    today: date,
    *,
    draft: bool,
    with_plan_effects: bool = True,
) -> JudgedReport:
    """The report, read and judged; refused with all that is wrong with it."""
    versions = require(plan_in_question(ledger, typed.period.text or None, today))
    typed, period = _with_period(typed, versions[-1].plan, today)
    version = version_in_force(versions, period.ordinal if period else 1, today)
    plan = version.plan
    address = read_address(typed, plan, period)
    typed = with_draft(ledger, address, typed)
    unit_id = address.unit if isinstance(address.unit, str) else ""
    # A check may read what other units said.
    known = (
        facts(ledger, plan.id, today)
        if with_plan_effects or plan.checks
        else facts_for(ledger, plan.id, today, unit_id)
    )
    known = with_history(known, versions, version)
    typed = with_reason_of_return(typed, address, known)
    read = read_typed(typed, address, known, today)
    if not isinstance(read, ReadReport):
        raise Refusal(read)
    report, after = read.report, with_report(known, read.report, today)
    places = (read.places, typed.unit.place)
    doubts = report_checks(plan, after, report, places, draft=draft)
    warnings = (*read.warnings, *doubts)
    refuse_if_any(warnings)
    cell = (report.unit, report.period)
    refuse_if_any(recorded_after(ledger, plan.id, cell, report.readings, today))
    added = _added(plan, known, report, typed, warnings)
    return JudgedReport(
        typed, _with_effects(added, known, after) if with_plan_effects else added
    )


def _with_period(
    typed: TypedReport, plan: Plan, today: date
) -> tuple[TypedReport, Period | None]:
    """The report and the period meant; the current one where none was named."""
    among = periods(plan)
    if typed.period.text:
        return typed, read_period(typed.period.text, among)
    current = default_period(among, today, plan.calendar.opens)
    named = replace(typed, period=TypedText(current.id, typed.period.place))
    return named, current


def _added(
    plan: Plan,
    known: Facts,
    report: Report,
    typed: TypedReport,
    warnings: tuple[Problem, ...],
) -> Added:
    """What the report changes in the unit's own figures."""
    period = next(own for own in periods(plan) if own.name == report.period)
    unit = next(unit for unit in plan.units if unit.id == report.unit)
    sent = known.was_sent(unit.id, period.name)
    return Added(
        plan=plan,
        unit=unit,
        period=period,
        report=report,
        changes=tuple(
            FigureChange(key, known.cells.get((key, unit.id, period.name)), reading)
            for key, reading in report.readings.items()
        ),
        effects=(),
        duty=None,
        warnings=warnings,
        entry=None,
        unchanged=sent and _says_nothing_new(report, typed, known),
    )


def _with_effects(added: Added, known: Facts, after: Facts) -> Added:
    """With what it does to the whole: verdicts, and how the unit's report stands."""
    plan, period = added.plan, added.period
    among = periods(plan)
    views = (cells_in(plan, among, known), cells_in(plan, among, after))
    duties = unit_views(plan, period, after, views[1])
    touched = {*added.report.readings, *(row.indicator for row in added.report.added)}
    return replace(
        added,
        effects=verdict_effects(plan, period, views, touched),
        duty=next((view for view in duties if view.unit.id == added.unit.id), None),
    )


def _says_nothing_new(report: Report, typed: TypedReport, known: Facts) -> bool:
    """Whether the ledger already has all of it, the paper and a typed day too."""
    new = (report.readings, report.added, report.obstacles, report.evidence)
    if any(new) or any(note not in known.tasks for note in report.tasks):
        return False
    at = (report.unit, report.period)
    words = {own.section: own.text for own in known.rows_of(Narrative, *at)}
    if any(words.get(section) != text for section, text in report.narrative.items()):
        return False
    return any(
        sent.document == report.document
        and (typed.received is None or sent.received == report.received)
        for sent in known.rows_of(Submission, *at)
    )


def verdict_effects(
    plan: Plan,
    period: Period,
    views: tuple[Mapping[str, Cells], Mapping[str, Cells]],
    touched: Collection[str],
) -> tuple[VerdictEffect, ...]:
    """Figure and verdict of each touched indicator, before and after."""
    before, after = views
    return tuple(
        VerdictEffect(
            period,
            indicator_view(before[indicator.id], plan, period),
            indicator_view(after[indicator.id], plan, period),
        )
        for indicator in plan.all_indicators
        if indicator.id in touched
    )


def recorded_after(
    ledger: Ledger,
    plan: str,
    cell: tuple[str, str],
    keys: Iterable[str],
    today: date,
) -> tuple[Problem, ...]:
    """P341 for each indicator of one (unit, period) that a later day has recorded.

    No figure is recorded before the one it takes the place of (SEMANTICS 9):
    `--today` may rehearse the past, but a day that has a later revision behind it is
    closed, else a memo of the days between would no longer come back as it was.
    """
    unit, period = cell
    last: dict[str, date] = {}
    for revision in revisions(ledger, plan, unit=unit, period=period):
        key, day = revision.cell[0], revision.stamp.recorded_at.date()
        last[key] = max(last.get(key, day), day)
    return tuple(
        Problem(
            ProblemCode.RECORDED_LATER,
            blanks={
                "key": key,
                "day": last[key].isoformat(),
                "today": today.isoformat(),
            },
        )
        for key in keys
        if key in last and last[key] > today
    )
