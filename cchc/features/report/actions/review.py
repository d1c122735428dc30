"""`cchc report accept` and `return`: the second clock of a report (SEMANTICS 11)."""

from datetime import date
from pathlib import Path

from cchc.app.name_lookup import find_by_name, indicator_names, task_names
from cchc.core.facts.acts import Opinion, Review
from cchc.core.facts.report import CellKey, Facts, Stamp
from cchc.core.facts.totals import in_dispute
from cchc.core.facts.typed import TypedText
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.verdict.statuses import Reporting
from cchc.core.verdict.unit_reports import UnitView, view_of_unit
from cchc.features.report.actions.ground import (
    ReportGround,
    report_ground,
    verdict_effects,
)
from cchc.features.report.show.answers import Reviewed
from cchc.store.ledger import Ledger, open_for_act
from cchc.store.reviews import write_review
from cchc.text.problem import Blank, Place, Problem, ProblemCode, Refusal, require_each
from cchc.text.record import Record, replace


class ReviewRequest(Record):
    """What whoever reviews wants; `notes` are (key, what is wrong) as typed."""

    unit: str
    period: str
    opinion: Opinion
    notes: tuple[tuple[TypedText, TypedText], ...] = ()
    reason: str | None = None


def review(
    db: Path,
    request: ReviewRequest,
    *,
    stamp: Stamp,
    today: date,
    dry_run: bool = False,
) -> Reviewed:
    """Accept a whole report, or send one back with what must be mended.

    Figures that the notes name are in dispute from then on. Refuses: accepting where
    the plan asks for no review and nothing was sent back (P371), where nothing was
    sent (P372), where cells are empty (P373), and a second time (P374).

    Raises:
        LedgerError: the disk or the database; nothing was written.
    """
    with open_for_act(db, dry_run=dry_run) as ledger:
        reviewed = _judge(ledger, request, stamp, today)
        if not dry_run:
            write_review(ledger, reviewed.review, stamp)
    return reviewed


def _judge(
    ledger: Ledger, request: ReviewRequest, stamp: Stamp, today: date
) -> Reviewed:
    ground = report_ground(ledger, request.period, today)
    plan, period = ground.plan, ground.period
    indicators = indicator_names(plan)
    names = {**indicators, **task_names(plan)}
    member = ground.find_unit(request.unit)
    ids = (
        find_by_name(key, names, ProblemCode.REPORT_UNKNOWN_KEY)
        for key, _ in request.notes
    )
    own = member if isinstance(member, Problem) else member.id
    unit, *keys = require_each((own, *ids))
    texts = (text.text.strip() for _, text in request.notes)
    known = ground.facts_of_unit(unit)
    before = view_of_unit(plan, period, known, unit)
    code = _refusal_code(plan, before, request.opinion)
    if code is not None or before is None:
        raise Refusal((_problem(code, before, unit, period.id),))
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
    marked = frozenset(
        (key, unit, period.name) for key, _ in new_review.notes if key in indicators
    )
    whole, reviewed = _with_review(ground, known, new_review, marked)
    after = view_of_unit(plan, period, reviewed, unit) or before
    touched = {key for key, *_ in marked | _marks_of(known, period)}
    effects = verdict_effects(plan, period, (whole, reviewed), touched)
    return Reviewed(plan, before.unit, period, new_review, before, after, effects)


def _marks_of(known: Facts, period: Period) -> frozenset[CellKey]:
    return frozenset(cell for cell in known.disputed if cell[2] == period.name)


def _with_review(
    ground: ReportGround, known: Facts, review: Review, marked: frozenset[CellKey]
) -> tuple[Facts, Facts]:
    """The facts with the figures of all units: as they are, and once it is reviewed.

    The last review alone says which cells of its report are in dispute.
    """
    settled = _marks_of(known, ground.period)
    after = ground.with_every_figure(known, settled)
    return ground.with_every_figure(known), replace(
        after,
        cells=in_dispute(after.cells, marked),
        reviews=(*known.reviews, review),
        disputed=marked,
    )


def _refusal_code(
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


def _problem(
    code: ProblemCode | None, view: UnitView | None, unit: str, period: str
) -> Problem:
    day = view.accepted.isoformat() if view is not None and view.accepted else ""
    blanks: dict[str, Blank] = {
        "unit": unit,
        "period": period,
        "keys": view.missing if view is not None else (),
        "day": day,
    }
    return Problem(code or ProblemCode.REVIEW_NOTHING, Place(argument=unit), blanks)
