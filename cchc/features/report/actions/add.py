"""`cchc report add`: a unit's report into the ledger, or everything wrong with it."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

from cchc.app.which_plan import plan_in_question
from cchc.core.facts.amendment import version_in_force, with_history
from cchc.core.facts.report import (
    Facts,
    Narrative,
    Reading,
    Report,
    Stamp,
    Submission,
    Typed,
    TypedReport,
)
from cchc.core.facts.what_if import with_report
from cchc.core.plan.calendar import default_period, periods
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import Unit
from cchc.core.verdict.cells import Cells
from cchc.core.verdict.indicator import IndicatorView, indicator_view
from cchc.core.verdict.status import cells_in, unit_views
from cchc.core.verdict.unit_reports import UnitView
from cchc.features.report.actions.answer import answering
from cchc.features.report.actions.checks import report_checks
from cchc.features.report.actions.draft import stored, with_draft
from cchc.features.report.actions.proof import anchored, settled
from cchc.features.report.actions.read import Read, read_typed
from cchc.features.report.actions.recording_order import recorded_later
from cchc.store.errors import LedgerTrouble
from cchc.store.ledger import Ledger, opened, writing
from cchc.store.reports import drop_draft, facts, facts_for, save_draft, write_report
from cchc.text.problem import (
    Problem,
    ProblemCode,
    Refusal,
    refuse_if_any,
    require,
)
from cchc.text.record import Record, replace
from cchc.words.period import read_period

ASKED = frozenset({ProblemCode.HUNDRED_TIMES})
"""Warnings that a person at a terminal is asked about before anything is written."""


class Change(Record):
    """One figure, before and after; None: there was none, or there is none now."""

    indicator: str
    before: Reading | None
    after: Reading | None


class Effect(Record):
    """What that does to an indicator in a period."""

    period: Period
    before: IndicatorView
    after: IndicatorView


class Added(Record):
    """What was written (or would be): `entry` is None in a rehearsal.

    `duty` tells how the unit's report stands now. `is_draft`: kept aside, no figure
    counts yet. `unchanged`: it says what the ledger already has, nothing was written.
    """

    plan: Plan
    unit: Unit
    period: Period
    report: Report
    changes: tuple[Change, ...]
    effects: tuple[Effect, ...]
    duty: UnitView | None
    warnings: tuple[Problem, ...]
    entry: int | None
    is_draft: bool = False
    unchanged: bool = False


class Judged(Record):
    """A report found good: which plan it is of, what was typed with its draft."""

    plan: str
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
        return _judged(ledger, typed, today, draft=draft).added
    with writing(ledger):
        found = _judged(ledger, typed, today, draft=draft)
        if draft:
            return _kept_open(ledger, found)
        return _stored(ledger, found, stamp)


def take_in(ledger: Ledger, typed: TypedReport, *, today: date, stamp: Stamp) -> Added:
    """The same for one of many: what it does to the whole is not told.

    So it costs what one unit's report costs, however many units there are.
    """
    with writing(ledger):
        found = _judged(ledger, typed, today, draft=False, told=False)
        return _stored(ledger, found, stamp)


def _stored(ledger: Ledger, found: Judged, stamp: Stamp) -> Added:
    """The report as it was stored, its files where they will be looked for."""
    added, folder = found.added, ledger.path.absolute().parent
    if added.unchanged:
        return added
    report = require(settled(added.report, folder, copies=found.typed.copies))
    written = write_report(ledger, found.plan, report, stamp)
    drop_draft(ledger, found.plan, added.unit.id, added.period.name)
    return replace(added, report=report, entry=written.entry)


class _TakenBack(Exception):  # noqa: N818 -- undoes a transaction, no error
    """Some report of a file was refused: none of them is kept."""


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
    with opened(db, write=True) as ledger, suppress(_TakenBack), writing(ledger):
        for each in reports:
            typed = replace(each, copies=each.copies and not dry_run)
            try:
                one = add_to(ledger, typed, today=today, stamp=stamp, draft=draft)
            except LedgerTrouble:
                raise
            except Refusal as refusal:
                problems += refusal.problems
            else:
                added.append(replace(one, entry=None) if dry_run else one)
        if problems or dry_run:
            raise _TakenBack
    if problems:
        raise Refusal(tuple(problems))
    return tuple(added)


def _judged(
    ledger: Ledger, typed: TypedReport, today: date, *, draft: bool, told: bool = True
) -> Judged:
    """The report, judged; `told`: with what it does to the whole plan."""
    versions = require(plan_in_question(ledger, typed.period.text or None, today))
    latest = versions[-1].plan
    typed = _of_this_period(typed, latest, today)
    typed = with_draft(ledger, latest, typed)
    period = read_period(typed.period.text, periods(latest))
    ordinal = period.ordinal if period else 1
    version = version_in_force(versions, ordinal, today)
    plan = version.plan
    if told or plan.checks:  # a check may read what other units said
        known = facts(ledger, plan.id, today)
    else:
        known = facts_for(ledger, plan.id, today, typed.unit.text)
    known = with_history(known, versions, version)
    typed = answering(typed, plan, known)
    read = read_typed(typed, plan, known, today)
    if not isinstance(read, Read):
        raise Refusal(read)
    after = with_report(known, read.report, today)
    doubts = report_checks(plan, after, read.report, typed, draft=draft)
    refuse_if_any((*read.warnings, *doubts))
    read = replace(read, warnings=(*read.warnings, *doubts))
    refuse_if_any(recorded_later(ledger, plan.id, read.report, today))
    added = _added(plan, known, read, typed)
    return Judged(plan.id, typed, _told(added, known, after) if told else added)


def _of_this_period(typed: TypedReport, plan: Plan, today: date) -> TypedReport:
    """The report with its period: the current one where none was named."""
    if typed.period.text:
        return typed
    current = default_period(periods(plan), today, plan.calendar.opens)
    return replace(typed, period=Typed(current.id, typed.period.place))


def _kept_open(ledger: Ledger, found: Judged) -> Added:
    added = found.added
    unit, period = added.unit.id, added.period.name
    save_draft(ledger, found.plan, unit, period, stored(anchored(found.typed)))
    return replace(added, is_draft=True)


def _added(plan: Plan, known: Facts, read: Read, typed: TypedReport) -> Added:
    """What the report changes in the unit's own figures."""
    report = read.report
    among = periods(plan)
    period = next(each for each in among if each.name == report.period)
    unit = next(each for each in plan.units if each.id == report.unit)
    sent = known.was_sent(unit.id, period.name)
    return Added(
        plan=plan,
        unit=unit,
        period=period,
        report=report,
        changes=tuple(
            Change(key, known.cells.get((key, unit.id, period.name)), reading)
            for key, reading in report.readings.items()
        ),
        effects=(),
        duty=None,
        warnings=read.warnings,
        entry=None,
        unchanged=sent and _says_nothing_new(report, typed, known),
    )


def _told(added: Added, known: Facts, after: Facts) -> Added:
    """With what it does to the whole: verdicts, and how the unit's report stands."""
    plan, period = added.plan, added.period
    among = periods(plan)
    views = (cells_in(plan, among, known), cells_in(plan, among, after))
    duties = unit_views(plan, period, after, views[1])
    touched = {*added.report.readings, *(row.indicator for row in added.report.added)}
    return replace(
        added,
        effects=effects(plan, period, views, touched),
        duty=next((each for each in duties if each.unit.id == added.unit.id), None),
    )


def _says_nothing_new(report: Report, typed: TypedReport, known: Facts) -> bool:
    """Whether the ledger already has all of it, the paper and a typed day too."""
    said = (report.readings, report.added, report.obstacles, report.evidence)
    if any(said) or any(note not in known.tasks for note in report.tasks):
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


def effects(
    plan: Plan,
    period: Period,
    views: tuple[Mapping[str, Cells], Mapping[str, Cells]],
    touched: Collection[str],
) -> tuple[Effect, ...]:
    """Figure and verdict of each touched indicator, before and after."""
    before, after = views
    return tuple(
        Effect(
            period,
            indicator_view(before[one.id], plan, period),
            indicator_view(after[one.id], plan, period),
        )
        for one in plan.all_indicators
        if one.id in touched
    )
