"""`cchc report add`: a unit's report into the ledger, or everything wrong with it."""

from datetime import date
from pathlib import Path

from cchc.app.which_plan import plan_in_question
from cchc.core.facts.amendment import version_in_force
from cchc.core.facts.derived import with_report
from cchc.core.facts.report import Facts, Narrative, Report, Stamp, Submission
from cchc.core.facts.typed import TypedReport, TypedText, without_known
from cchc.core.plan.calendar import default_period, periods
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import Plan
from cchc.core.verdict.unit_reports import view_of_unit
from cchc.features.report.actions.checks import report_checks, rules_about
from cchc.features.report.actions.draft import (
    ReportAside,
    first_arrival,
    merge_reports,
    named_keys,
    part_of,
    waiting_figures,
    without_typed,
)
from cchc.features.report.actions.ground import (
    ReportAddress,
    ReportGround,
    question_period,
    read_address,
    recorded_after,
    verdict_effects,
)
from cchc.features.report.actions.read import (
    ReadReport,
    read_typed,
    says_nothing,
    sorted_values,
    with_reason_of_return,
)
from cchc.features.report.show.answers import Added, FigureChange, questioned_keys
from cchc.store.disk.connection import LedgerError
from cchc.store.ledger import Ledger, open_for_act, read_transaction, write_transaction
from cchc.store.proofs import copy_evidence, place_of
from cchc.store.reports import refuse_too_big, write_report
from cchc.text.problem import (
    Problem,
    ProblemCode,
    Refusal,
    refuse,
    refuse_if_any,
    require,
)
from cchc.text.record import Record, replace
from cchc.words.period import read_period


class AddTerms(Record):
    """How a report is added.

    `draft`: it is kept open; no figure counts until it is sent without this. `sure`:
    what is typed is right, whatever is questioned; `confirm`: so is what waits, where
    no figure is typed. `many`: one of many; what it does to the whole is not told, so
    that it costs what one unit's report costs, however many units there are.
    `asks_period`: a period that has passed is questioned where nobody named it.
    """

    draft: bool = False
    confirm: bool = False
    sure: bool = False
    many: bool = False
    asks_period: bool = False

    @property
    def holds(self) -> bool:
        """Whether a figure that is questioned waits."""
        return not (self.draft or self.confirm or self.sure)


PLAIN = AddTerms()


class JudgedReport(Record):
    """A report found good: what was typed with its draft, and what it does.

    `waiting` is what waits to be confirmed beside it, `is_moved`: other than before.
    """

    typed: TypedReport
    added: Added
    waiting: TypedReport | None = None
    is_moved: bool = False


def add_to(
    ledger: Ledger,
    typed: TypedReport,
    stamp: Stamp,
    terms: AddTerms = PLAIN,
    *,
    dry_run: bool = False,
) -> Added:
    """Read a report, judge it, write it whole or not at all, in one transaction.

    `typed` came through whichever door; nothing in it is later than the day of the
    `stamp`. With `dry_run` it is only told what it would do.
    """
    with read_transaction(ledger) if dry_run else write_transaction(ledger):
        judged = _judge(ledger, typed, stamp.recorded_at.date(), terms)
        added = judged.added
        at = (added.plan.id, added.unit.id, added.period.name)
        aside = ReportAside(ledger, *at)
        if not terms.draft:
            return _write(aside, judged, None if dry_run else stamp)
        if not dry_run:
            aside.keep_draft(judged.typed)
        return replace(added, is_draft=True)


def _write(aside: ReportAside, judged: JudgedReport, stamp: Stamp | None) -> Added:
    """The report as it was stored, its files where they will be looked for.

    Without a stamp, as it would be.
    """
    added, ledger, plan = judged.added, aside.ledger, aside.plan
    if added.unchanged or added.is_held:
        if judged.is_moved and stamp is not None:
            aside.keep_waiting(judged.waiting, closes_draft=False)
        return added
    folder, copies = ledger.path.absolute().parent, judged.typed.copies
    report = _with_kept_files(added.report, folder, copies=copies)
    if stamp is None:
        refuse_too_big(ledger, plan, report)
        return replace(added, report=report)
    entry = write_report(ledger, plan, report, stamp)
    aside.keep_waiting(judged.waiting)
    return replace(added, report=report, entry=entry)


def _with_kept_files(report: Report, folder: Path, *, copies: bool) -> Report:
    """The report with its files, named by whole paths, where they will be looked for.

    `folder` is that of the database; `copies`: the files are copied beside it. Refuses
    one that cannot be copied whole.
    """
    kept = []
    for proof in report.evidence:
        place = proof.file and place_of(Path(proof.file), folder)
        if proof.file is not None and copies:
            place = copy_evidence(proof, folder)
        if proof.file is not None and place is None:
            blanks = {"key": proof.about, "text": proof.text}
            refuse(ProblemCode.EVIDENCE_UNKEPT, **blanks)
        kept.append(replace(proof, file=place))
    return replace(report, evidence=tuple(kept))


def add_all(
    db: Path,
    reports: tuple[TypedReport, ...],
    stamp: Stamp,
    terms: AddTerms = PLAIN,
    *,
    dry_run: bool = False,
) -> tuple[Added, ...]:
    """The reports of one file: all of them are written, or none.

    In a rehearsal of several, later ones see earlier ones, in a copy of the ledger.
    """
    problems: list[Problem] = []
    added: list[Added] = []
    several = len(reports) > 1
    alone = dry_run and not several
    with open_for_act(db, dry_run=dry_run, several=several) as ledger:
        for report in reports:
            typed = replace(report, copies=report.copies and not dry_run)
            try:
                done = add_to(ledger, typed, stamp, terms, dry_run=alone)
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
    ledger: Ledger, typed: TypedReport, today: date, terms: AddTerms
) -> JudgedReport:
    """The report, read and judged; refused with all that is wrong with it.

    Figures of other units are read only of the indicators that it speaks of. What is
    questioned and not confirmed waits, and the rest is judged without it.
    """
    ground, address, full, before = _find_address(ledger, typed, today)
    plan = ground.plan
    if terms.confirm or terms.sure:
        full = _with_confirmed(typed, full, before, plan, terms)
    judged = _judge_at(ground, address, full, terms)
    doubts = judged.added.doubts
    if terms.confirm:
        others = tuple(own for own in judged.added.warnings if own not in doubts)
        judged = replace(judged, added=replace(judged.added, warnings=others))
    full = sorted_values(full, plan)
    figures = part_of(full, named_keys(full, plan), plan, inside=True)
    waiting = None if before is None else without_typed(before, figures)
    keys = questioned_keys(doubts)
    if keys and terms.holds:
        held = part_of(figures, keys, plan, inside=True)
        day = TypedText(judged.added.report.received.isoformat())
        held = replace(held, received=first_arrival(held, before) or day)
        waiting = held if waiting is None else merge_reports(waiting, held)
        rest = part_of(full, keys, plan, inside=False)
        judged = _without_held(ground, address, rest, judged, terms)
        warnings = (*doubts, *judged.added.warnings)
        waits = waiting_figures(held, plan, today)
        added = replace(judged.added, warnings=warnings, waiting=waits)
        judged = replace(judged, added=added)
    return replace(judged, waiting=waiting, is_moved=waiting != before)


def _without_held(
    ground: ReportGround,
    address: ReportAddress,
    rest: TypedReport,
    judged: JudgedReport,
    terms: AddTerms,
) -> JudgedReport:
    """The rest of a report of which some figures wait; nothing where there is none."""
    bare = replace(rest, received=None, document_number=None, document_date=None)
    if not says_nothing(bare):
        return _judge_at(ground, address, rest, terms)
    report = replace(judged.added.report, readings={}, added=(), evidence=())
    held = replace(judged.added, report=report, changes=(), effects=(), warnings=())
    return replace(judged, added=replace(held, duty=None, is_held=True))


def _judge_at(
    ground: ReportGround, address: ReportAddress, typed: TypedReport, terms: AddTerms
) -> JudgedReport:
    """The report as it would be written, with what it changes and what is odd."""
    plan, today, named = ground.plan, ground.as_of, named_keys(typed, ground.plan)
    lines = {line.id: line.measure for line in plan.all_indicators if line.id in named}
    unit = address.unit if isinstance(address.unit, str) else ""
    about = rules_about(plan, lines, unit)
    others = about.reads_others or Measure.REGISTER in lines.values()
    known = ground.facts_of_unit(unit, others=others)
    if terms.asks_period:
        question_period(ground, unit, known, typed.period.place)
    typed = without_known(typed, known, (unit, ground.period.name), copies=True)
    typed = with_reason_of_return(typed, address, known)
    read = read_typed(typed, address, known, today, ground.peers(unit))
    if not isinstance(read, ReadReport):
        raise Refusal(read)
    report, places = read.report, (read.places, typed.unit.place)
    if not terms.many or about.reads_others:
        known = ground.with_every_figure(known)
    after = with_report(known, report, today)
    failing = report_checks(
        plan, after, report, places, rules=about.rules, draft=terms.draft
    )
    warnings = (*read.warnings, *failing)
    refuse_if_any(warnings)
    refuse_if_any(recorded_after(ground, unit, report.period, report.readings))
    added = _added(plan, (known, after), report, typed, warnings, many=terms.many)
    return JudgedReport(typed, added)


def _added(
    plan: Plan,
    known_and_after: tuple[Facts, Facts],
    report: Report,
    typed: TypedReport,
    warnings: tuple[Problem, ...],
    *,
    many: bool,
) -> Added:
    """What the report changes: figures of the unit and, unless `many`, verdicts."""
    known, after = known_and_after
    at, changed = (report.unit, report.period), report.changed_keys
    period = next(own for own in periods(plan) if own.name == report.period)
    return Added(
        plan=plan,
        unit=next(unit for unit in plan.units if unit.id == report.unit),
        period=period,
        report=report,
        changes=tuple(
            FigureChange(key, known.cells.get((key, *at)), reading)
            for key, reading in report.readings.items()
        ),
        effects=() if many else verdict_effects(plan, period, known_and_after, changed),
        duty=None if many else view_of_unit(plan, period, after, report.unit),
        warnings=warnings,
        unchanged=known.was_sent(*at) and _says_nothing_new(report, typed, known),
    )


def _with_confirmed(
    typed: TypedReport,
    full: TypedReport,
    waiting: TypedReport | None,
    plan: Plan,
    terms: AddTerms,
) -> TypedReport:
    """What is confirmed, with the day on which it arrived.

    All that waits where no figure is `typed`; else what is typed. `full` is that with
    the draft that is open.
    """
    named = named_keys(typed, plan)
    if waiting is None:
        if terms.confirm and says_nothing(full):
            blanks = {"unit": typed.unit.text, "period": full.period.text}
            refuse(ProblemCode.NOTHING_WAITS, typed.unit.place, **blanks)
        return full
    if terms.confirm and not named:
        return merge_reports(waiting, full)
    if named.isdisjoint(named_keys(waiting, plan)):
        return full
    return replace(full, received=full.received or waiting.received)


def _find_address(
    ledger: Ledger, typed: TypedReport, today: date
) -> tuple[ReportGround, ReportAddress, TypedReport, TypedReport | None]:
    """Where the report belongs; what was typed, with its draft; what waits of it."""
    versions = require(plan_in_question(ledger, typed.period.text or None, today))
    latest = versions[-1].plan
    among = periods(latest)
    if typed.period.text:
        period = read_period(typed.period.text, among)
    else:  # the current one where none was named
        period = default_period(among, today, latest.calendar.opens)
        place = typed.period.place
        typed = replace(typed, period=TypedText(period.id, place))
    version = version_in_force(versions, period.ordinal if period else 1, today)
    ground = ReportGround(versions, version, period or among[0], today, ledger)
    address = read_address(typed, version.plan, period)
    if address.at is None:
        return ground, address, typed, None
    aside = ReportAside(ledger, version.plan.id, *address.at)
    draft = aside.draft
    full = typed if draft is None else merge_reports(draft, typed)
    return ground, address, full, aside.waiting


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
