"""What becomes of a report: accepted, returned, withdrawn, closed."""

from datetime import date
from pathlib import Path

from cchc.app.name_lookup import (
    find_by_name,
    find_typed,
    indicator_names,
    task_names,
    unit_names,
)
from cchc.core.facts.acts import Closing, ClosingKind, Opinion, Review
from cchc.core.facts.derived import without_figure, without_report
from cchc.core.facts.report import CellKey, CellState, Facts, Item, Stamp
from cchc.core.facts.totals import book_of, in_dispute
from cchc.core.facts.typed import TypedReport, TypedText, paper_line, read_paper
from cchc.core.plan.date_window import DateRole, paper_problem
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import Paper, Plan
from cchc.core.plan.unit import Unit
from cchc.core.verdict.statuses import Reporting
from cchc.core.verdict.unit_reports import UnitView, is_owing, is_whole, view_of_unit
from cchc.features.report.actions.draft import (
    ReportAside,
    named_keys,
    part_of,
    waiting_figures,
    without_typed,
)
from cchc.features.report.actions.ground import (
    ReportGround,
    recorded_after,
    report_ground,
    verdict_effects,
)
from cchc.features.report.actions.read import read_reason
from cchc.features.report.show.answers import (
    ClosedReport,
    FigureChange,
    Reviewed,
    Withdrawn,
)
from cchc.store.decisions import put_closing
from cchc.store.ledger import open_for_act
from cchc.store.reports import withdraw
from cchc.store.reviews import write_review
from cchc.text.compare import nfc
from cchc.text.day import short
from cchc.text.problem import (
    Place,
    ProblemCode,
    refuse,
    refuse_if_any,
    require,
    require_all,
    require_each,
)
from cchc.text.record import Record, replace


class CloseRequest(Record):
    """Whose report is to be closed, or waited for again, why and by which decision."""

    unit: str
    period: str
    kind: ClosingKind
    decision: str | None = None
    reason: str | None = None


class ReviewRequest(Record):
    """What whoever reviews wants; `notes` are (key, what is wrong) as typed."""

    unit: str
    period: str
    opinion: Opinion
    notes: tuple[tuple[TypedText, TypedText], ...] = ()
    reason: str | None = None


class WithdrawRequest(Record):
    """What is to be taken back: one figure (`key`), or the whole report.

    `reason` is as typed, never empty.
    """

    unit: str
    period: str
    key: str | None
    reason: str


def close_report(
    db: Path, request: CloseRequest, *, stamp: Stamp, dry_run: bool = False
) -> ClosedReport:
    """End the waiting for a unit's report, or wait for it again.

    What is missing or unpublished counts as not reported for good; a report that comes
    later is taken in as a correction. Refuses: a unit that owes none (P345), a due day
    that has not passed (P378), a report that lacks nothing (P379), is closed already
    (P380), or is not (P390).
    """
    with open_for_act(db, dry_run=dry_run) as ledger:
        ground = report_ground(ledger, request.period, stamp.recorded_at.date())
        plan, period = ground.plan, ground.period
        unit = require(ground.find_unit(request.unit))
        known = ground.facts_of_unit(unit.id)
        before = view_of_unit(plan, period, known, unit.id)
        if before is None or not is_owing(before):
            refuse(ProblemCode.UNIT_OWES_NOTHING, unit=unit.name, period=period.id)
        gaps = _gaps(plan, known, before, period.name)
        code = _why_not_closed(request.kind, before, ground.as_of, has_gaps=bool(gaps))
        if code is not None:
            day = before.closed.recorded_on if before.closed else before.due
            blanks = {"unit": unit.name, "period": period.id, "day": short(day)}
            refuse(code, Place(argument=unit.id), **blanks)
        closing = _closing(request, plan, (unit.id, period.name), stamp)
        whole = ground.with_every_figure(known)
        closed = replace(whole, closings=(*whole.closings, closing))
        after = view_of_unit(plan, period, closed, unit.id) or before
        effects = verdict_effects(plan, period, (whole, closed), gaps)
        if not dry_run:
            put_closing(ledger, plan.id, closing, stamp)
    return ClosedReport(plan, unit, period, effects, before, after, closing, gaps)


def _gaps(plan: Plan, known: Facts, view: UnitView, period: str) -> tuple[str, ...]:
    """The indicators that are missing in the report, or said not to be published."""
    cells = book_of(known.cells).of_unit(view.unit.id, period).items()
    lacking = {key for (key, _), own in cells if own.state is CellState.UNAVAILABLE}
    lacking |= {*view.missing}
    return tuple(line.id for line in plan.all_indicators if line.id in lacking)


def _why_not_closed(
    kind: ClosingKind, view: UnitView, today: date, *, has_gaps: bool
) -> ProblemCode | None:
    """Why the report cannot be closed, or waited for again; None when it can."""
    if kind is ClosingKind.LIFT:
        return ProblemCode.CLOSE_NOT_CLOSED if view.closed is None else None
    if view.closed is not None:
        return ProblemCode.CLOSE_TWICE
    if today <= view.due:
        return ProblemCode.CLOSE_EARLY
    return ProblemCode.CLOSE_NOTHING if is_whole(view) and not has_gaps else None


def _closing(
    request: CloseRequest, plan: Plan, at: tuple[str, str], stamp: Stamp
) -> Closing:
    """What is kept: number and day of a paper, a leader's words as they are.

    Refuses a day of the paper that is none of the plan's (P346).
    """
    decision = request.decision
    paper = None if decision is None else read_paper(decision)
    if isinstance(paper, Paper):
        require(paper_problem(paper, plan, "--decision", DateRole.DECISION))
        decision = paper_line(paper)
    decision, reason = (
        nfc(text or "").strip() or None for text in (decision, request.reason)
    )
    acted = (stamp.recorded_at.date(), stamp.actor)
    return Closing(*at, request.kind, decision, reason, *acted)


def review(
    db: Path, request: ReviewRequest, *, stamp: Stamp, dry_run: bool = False
) -> Reviewed:
    """Accept a whole report, or send one back with what must be mended.

    Figures that the notes name are in dispute from then on. Refuses: accepting where
    the plan asks for no review and nothing was sent back (P371), where nothing was
    sent (P372), where cells are empty (P373), and a second time (P374).
    """
    with open_for_act(db, dry_run=dry_run) as ledger:
        ground = report_ground(ledger, request.period, stamp.recorded_at.date())
        reviewed = _judge_review(ground, request, stamp)
        if not dry_run:
            write_review(ledger, reviewed.review, stamp)
    return reviewed


def _judge_review(
    ground: ReportGround, request: ReviewRequest, stamp: Stamp
) -> Reviewed:
    plan, period, indicators = ground.plan, ground.period, indicator_names(ground.plan)
    code = ProblemCode.REPORT_UNKNOWN_UNIT
    named = find_typed(request.unit, unit_names(plan), code)
    names, code = {**indicators, **task_names(plan)}, ProblemCode.REPORT_UNKNOWN_KEY
    ids = (find_by_name(key, names, code) for key, _ in request.notes)
    unit, *keys = require_each((named, *ids))
    known = ground.facts_of_unit(unit)
    before = view_of_unit(plan, period, known, unit)
    reason = _why_not_reviewed(plan, before, request.opinion)
    if reason is not None or before is None:
        day = before.accepted.isoformat() if before and before.accepted else ""
        missing = before.missing if before else ()
        blanks = {"unit": unit, "period": period.id, "day": day}
        code = reason or ProblemCode.REVIEW_NOTHING
        refuse(code, Place(argument=unit), keys=missing, **blanks)
    texts = (text.text.strip() for _, text in request.notes)
    new_review = Review(
        id=1 + max((review.id for review in known.reviews), default=0),
        unit=unit,
        period=period.name,
        opinion=request.opinion,
        seen=known.last_acts[unit, period.name],
        recorded_on=stamp.recorded_at.date(),
        actor=stamp.actor,
        reason=request.reason.strip() if request.reason else None,
        notes=tuple(zip(keys, texts, strict=True)),
    )
    marked = frozenset((key, unit, period.name) for key in keys if key in indicators)
    settled = frozenset(cell for cell in known.disputed if cell[2] == period.name)
    whole = ground.with_every_figure(known)
    unmarked = ground.with_every_figure(known, settled)
    reviewed = _with_review(unmarked, new_review, marked)
    now = view_of_unit(plan, period, reviewed, unit) or before
    touched = {key for key, *_ in marked | settled}
    effects = verdict_effects(plan, period, (whole, reviewed), touched)
    return Reviewed(plan, before.unit, period, effects, before, now, new_review)


def _with_review(known: Facts, review: Review, marked: frozenset[CellKey]) -> Facts:
    """The facts once it is reviewed: it alone says which cells are in dispute."""
    return replace(
        known,
        cells=in_dispute(known.cells, marked),
        reviews=(*known.reviews, review),
        disputed=marked,
    )


def _why_not_reviewed(
    plan: Plan, view: UnitView | None, opinion: Opinion
) -> ProblemCode | None:
    """Why the report cannot be accepted, or sent back; None when it can."""
    if view is None or view.last is None:
        return ProblemCode.REVIEW_NOTHING
    if opinion is Opinion.RETURNED:
        return None
    if not plan.review and not (view.is_returned or view.disputed):
        return ProblemCode.REVIEW_NOT_ASKED
    if view.report is Reporting.ACCEPTED:
        return ProblemCode.REVIEW_TWICE
    return ProblemCode.REVIEW_INCOMPLETE if view.missing else None


def take_back(
    db: Path, request: WithdrawRequest, *, stamp: Stamp, dry_run: bool = False
) -> Withdrawn:
    """Undo a wrong entry; history keeps what was there."""
    with open_for_act(db, dry_run=dry_run) as ledger:
        ground = report_ground(ledger, request.period, stamp.recorded_at.date())
        plan, code = ground.plan, ProblemCode.REPORT_UNKNOWN_KEY
        named = find_typed(request.key, indicator_names(plan), code)
        unit, key = require_all(ground.find_unit(request.unit), named)
        typed = TypedText(request.reason, Place(argument="--reason"))
        reason = require(read_reason(typed) or "")
        at = (unit.id, ground.period.name)
        aside = ReportAside(ledger, plan.id, *at)
        gone, waiting = None, aside.waiting
        keys = frozenset() if waiting is None else named_keys(waiting, plan)
        if waiting is not None and (key is None or key in keys):
            keys = keys if key is None else frozenset({key})
            gone = part_of(waiting, keys, plan, inside=True)
            waiting = without_typed(waiting, gone)
        withdrawn = _withdrawn(ground, unit, key, gone)
        changed = [change.indicator for change in withdrawn.changes]
        refuse_if_any(recorded_after(ground, *at, changed))
        if not dry_run:
            if gone is not None:
                aside.keep_waiting(waiting, closes_draft=False)
            if withdrawn.is_of_ledger:
                withdraw(ledger, plan.id, *at, key, reason, stamp)
    return withdrawn


def _withdrawn(
    ground: ReportGround, unit: Unit, key: str | None, gone: TypedReport | None
) -> Withdrawn:
    """What taking it back would change; refused when there is nothing."""
    plan, period, at = ground.plan, ground.period, (unit.id, ground.period.name)
    lines, register = plan.all_indicators, Measure.REGISTER
    registers = {line.id for line in lines if line.measure is register}
    others = bool(registers) if key is None else key in registers
    known = ground.facts_of_unit(unit.id, others=others)
    cells = {
        indicator: reading
        for (indicator, *where), reading in known.cells.items()
        if where == [*at] and key in (None, indicator)
    }
    rows = {own.indicator for own in known.rows_of(Item, *at)}
    rows = rows if key is None else rows & {key}
    is_sent = key is None and known.was_sent(*at)
    is_of_ledger = bool(cells or rows or is_sent)
    if not is_of_ledger and gone is None:
        blanks = {"unit": unit.id, "period": period.id, "key": key or ""}
        refuse(ProblemCode.NOTHING_TO_WITHDRAW, **blanks)
    touched, known = cells.keys() | rows, ground.with_every_figure(known)
    if key is None:
        own = {line.id for line in lines if unit.id in line.reporters}
        touched |= own & registers  # without a report they are no longer empty
        after = without_report(known, *at)
    else:
        after = without_figure(known, *at, key)
    changes = tuple(FigureChange(key, reading, None) for key, reading in cells.items())
    effects = verdict_effects(plan, period, (known, after), touched)
    waiting = waiting_figures(gone, plan, ground.as_of)
    act = (plan, unit, period, effects)
    return Withdrawn(*act, changes, len(rows), waiting, is_of_ledger)
