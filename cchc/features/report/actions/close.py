"""`cchc report close`: the office stops waiting for a unit's report (SEMANTICS 11)."""

from datetime import date
from pathlib import Path

from cchc.core.facts.acts import Closing, ClosingKind
from cchc.core.facts.report import CellState, Facts, Stamp
from cchc.core.facts.totals import book_of
from cchc.core.facts.typed import paper_line, read_paper
from cchc.core.plan.date_window import DateRole, paper_problem
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Paper, Plan
from cchc.core.plan.unit import Unit
from cchc.core.verdict.unit_reports import UnitView, is_owing, is_whole, view_of_unit
from cchc.features.report.actions.ground import report_ground, verdict_effects
from cchc.features.report.show.answers import ClosedReport
from cchc.store.ledger import open_for_act
from cchc.store.reviews import put_closing
from cchc.text.compare import nfc
from cchc.text.day import short
from cchc.text.problem import Place, ProblemCode, refuse, require
from cchc.text.record import Record, replace


class CloseRequest(Record):
    """Whose report is to be closed, or waited for again, why and by which decision."""

    unit: str
    period: str
    kind: ClosingKind
    decision: str | None = None
    reason: str | None = None


def close_report(
    db: Path,
    request: CloseRequest,
    *,
    stamp: Stamp,
    today: date,
    dry_run: bool = False,
) -> ClosedReport:
    """End the waiting for a unit's report, or wait for it again.

    What is missing or unpublished counts as not reported for good; a report that comes
    later is taken in as a correction. Refuses: a unit that owes none (P345), a due day
    that has not passed (P378), a report that lacks nothing (P379), is closed already
    (P380), or is not (P390).

    Raises:
        LedgerError: the disk or the database; nothing was written.
    """
    with open_for_act(db, dry_run=dry_run) as ledger:
        ground = report_ground(ledger, request.period, today)
        plan, period = ground.plan, ground.period
        unit = require(ground.find_unit(request.unit))
        known = ground.facts_of_unit(unit.id)
        before = view_of_unit(plan, period, known, unit.id)
        if before is None or not is_owing(before):
            refuse(ProblemCode.UNIT_OWES_NOTHING, unit=unit.name, period=period.id)
        open_cells = _open_cells(plan, known, before, period.name)
        code = _refusal_code(request.kind, before, today, has_gaps=bool(open_cells))
        if code is not None:
            day = before.closed.recorded_on if before.closed else before.due
            place = Place(argument=unit.id)
            refuse(code, place, unit=unit.name, period=period.id, day=short(day))
        closing = _closing(request, plan, unit, period, stamp)
        whole = ground.with_every_figure(known)
        closed = replace(whole, closings=(*whole.closings, closing))
        after = view_of_unit(plan, period, closed, unit.id) or before
        effects = verdict_effects(plan, period, (whole, closed), open_cells)
        if not dry_run:
            put_closing(ledger, plan.id, closing, stamp)
    return ClosedReport(plan, unit, period, closing, before, after, open_cells, effects)


def _open_cells(
    plan: Plan, known: Facts, view: UnitView, period: str
) -> tuple[str, ...]:
    """The indicators that are missing in the report, or said not to be published."""
    cells = book_of(known.cells).of_unit(view.unit.id, period)
    unpublished = {
        key
        for (key, _), reading in cells.items()
        if reading.state is CellState.UNAVAILABLE
    }
    lacking = unpublished.union(view.missing)
    return tuple(line.id for line in plan.all_indicators if line.id in lacking)


def _refusal_code(
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


def _as_understood(decision: str | None, plan: Plan) -> str | None:
    """Number and day of a paper as they are kept; a leader's words as they are.

    Refuses a day of the paper that is none of the plan's (P346).
    """
    paper = None if decision is None else read_paper(decision)
    if not isinstance(paper, Paper):
        return decision
    require(paper_problem(paper, plan, "--decision", DateRole.DECISION))
    return paper_line(paper)


def _closing(
    request: CloseRequest, plan: Plan, unit: Unit, period: Period, stamp: Stamp
) -> Closing:
    def text(typed: str | None) -> str | None:
        return nfc(typed).strip() or None if typed is not None else None

    return Closing(
        unit=unit.id,
        period=period.name,
        kind=request.kind,
        decision=text(_as_understood(request.decision, plan)),
        reason=text(request.reason),
        recorded_on=stamp.recorded_at.date(),
        actor=stamp.actor,
    )
