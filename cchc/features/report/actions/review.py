"""`cchc report accept` and `return`: the second clock of a report (SEMANTICS 11)."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from cchc.app.name_lookup import find_by_name, indicator_names, task_names, unit_names
from cchc.core.facts.report import Facts, Stamp, Typed
from cchc.core.facts.review import Opinion, Review
from cchc.core.plan.calendar import periods
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import Unit
from cchc.core.verdict.cells import Cells
from cchc.core.verdict.status import cells_in, unit_views
from cchc.core.verdict.statuses import Reporting
from cchc.core.verdict.unit_reports import UnitView
from cchc.features.report.actions.board import Ground, ground_of
from cchc.store.ledger import Ledger, opened, writing
from cchc.store.reviews import write_review
from cchc.text.compare import nfc
from cchc.text.problem import (
    Blank,
    Place,
    Problem,
    ProblemCode,
    Refusal,
    require,
)
from cchc.text.record import Record, replace


class Wish(Record):
    """What whoever reviews wants; `notes` are (key, what is wrong) as typed."""

    unit: str
    period: str
    opinion: Opinion
    notes: tuple[tuple[Typed, Typed], ...] = ()
    reason: str | None = None


class Reviewed(Record):
    """What was said of which report, and how it stood before and stands now."""

    plan: Plan
    unit: Unit
    period: Period
    review: Review
    before: UnitView
    after: UnitView


def review(
    db: Path, wish: Wish, *, stamp: Stamp, today: date, dry_run: bool = False
) -> Reviewed:
    """Accept a whole report, or send one back with what must be mended.

    Refuses: accepting where the plan asks for no review (P371), where nothing was
    sent (P372), where cells are empty (P373), and a second time (P374).

    Raises:
        LedgerTrouble: the disk or the database; nothing was written.
    """
    with opened(db, write=not dry_run) as ledger:
        if dry_run:
            return _judged(ledger, wish, stamp, today)
        with writing(ledger):
            found = _judged(ledger, wish, stamp, today)
            write_review(ledger, found.review, stamp)
            return found


def _judged(ledger: Ledger, wish: Wish, stamp: Stamp, today: date) -> Reviewed:
    ground = require(ground_of(ledger, wish.period, today))
    plan, typed = ground.plan, Typed(wish.unit, Place(argument=wish.unit))
    unit = find_by_name(typed, unit_names(plan), ProblemCode.REPORT_UNKNOWN_UNIT)
    notes = list(_notes(plan, wish))
    problems = [each for each in (unit, *notes) if isinstance(each, Problem)]
    if problems or isinstance(unit, Problem):
        raise Refusal(tuple(problems))
    said = tuple(each for each in notes if not isinstance(each, Problem))
    return _reviewed(ground, unit, said, wish, stamp)


def _notes(plan: Plan, wish: Wish) -> Iterator[tuple[str, str] | Problem]:
    names = {**indicator_names(plan), **task_names(plan)}
    for key, text in wish.notes:
        about = find_by_name(key, names, ProblemCode.REPORT_UNKNOWN_KEY)
        yield about if isinstance(about, Problem) else (about, nfc(text.text).strip())


def _reviewed(
    ground: Ground,
    unit: str,
    notes: tuple[tuple[str, str], ...],
    wish: Wish,
    stamp: Stamp,
) -> Reviewed:
    plan, period, known = ground.plan, ground.period, ground.facts
    cells = cells_in(plan, periods(plan), known)
    before = _view(ground, known, cells, unit)
    fault = _forbidden(plan, before, wish.opinion)
    if fault is not None or before is None:
        raise Refusal((_problem(fault, before, unit, period),))
    said = Review(
        id=1 + max((each.id for each in known.reviews), default=0),
        unit=unit,
        period=period.name,
        opinion=wish.opinion,
        seen=known.last_acts[unit, period.name],
        recorded_on=stamp.recorded_at.date(),
        actor=stamp.actor,
        reason=nfc(wish.reason).strip() if wish.reason else None,
        notes=notes,
    )
    after = _view(ground, replace(known, reviews=(*known.reviews, said)), cells, unit)
    return Reviewed(plan, before.unit, period, said, before, after or before)


def _view(
    ground: Ground, known: Facts, cells: Mapping[str, Cells], unit: str
) -> UnitView | None:
    views = unit_views(ground.plan, ground.period, known, cells)
    return next((each for each in views if each.unit.id == unit), None)


def _forbidden(
    plan: Plan, view: UnitView | None, opinion: Opinion
) -> ProblemCode | None:
    """Why the report cannot be accepted, or sent back; None when it can."""
    if view is None or view.last is None:
        return ProblemCode.REVIEW_NOTHING
    if opinion is Opinion.RETURNED:
        return None
    if not plan.review:
        return ProblemCode.REVIEW_NOT_ASKED
    if view.report is Reporting.ACCEPTED:
        return ProblemCode.REVIEW_TWICE
    return ProblemCode.REVIEW_INCOMPLETE if view.missing else None


def _problem(
    fault: ProblemCode | None, view: UnitView | None, unit: str, period: Period
) -> Problem:
    day = view.accepted.isoformat() if view is not None and view.accepted else ""
    missing = view.missing if view is not None else ()
    blanks: dict[str, Blank] = {
        "unit": unit,
        "period": period.id,
        "keys": missing,
        "day": day,
    }
    return Problem(fault or ProblemCode.REVIEW_NOTHING, Place(argument=unit), blanks)
