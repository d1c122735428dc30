"""`cchc score`: the sheet as it stands; points of a criterion typed or taken back."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NoReturn

from cchc.app.name_lookup import Names, find_typed, parse_paper, unit_names
from cchc.app.which_plan import in_force, plan_and_period
from cchc.core.facts.report import Stamp
from cchc.core.facts.score import Score, ScoreStage
from cchc.core.facts.typed import TypedText
from cchc.core.plan.date_window import paper_problem
from cchc.core.plan.plan import Plan
from cchc.core.verdict.score_sheet import ScoreRow, ScoreSheet, score_sheet
from cchc.core.verdict.status import status_view
from cchc.features.score.show import (
    ScoreBook,
    ScoreDone,
    ScoreShown,
)
from cchc.store.facts import facts_when_asked
from cchc.store.ledger import Ledger, open_for_act, open_ledger, read_transaction
from cchc.store.proofs import read_evidence
from cchc.store.registers import put_score, scores_of
from cchc.text.compare import nfc
from cchc.text.number import NumberMarks, read_number
from cchc.text.number_format import points_text
from cchc.text.problem import Blank, Place, Problem, ProblemCode, refuse, require
from cchc.text.record import Record, replace

MOST_DECIMALS = 4


class ScoreRequest(Record):
    """What is to be scored, or taken back, in which column, as typed."""

    criterion: str
    stage: ScoreStage
    points: str | None = None
    evidence: str | None = None
    reason: str | None = None
    cause: str | None = None
    remedy: str | None = None
    owner: str | None = None
    document: str | None = None
    withdraw: bool = False


def _sheet(
    ledger: Ledger, period: str | None, as_of: date
) -> tuple[ScoreSheet, tuple[Score, ...]]:
    """The score sheet in a period, every score typed by the day; P588 for no sheet."""
    held, when = plan_and_period(ledger, period, as_of)
    plan = in_force(held, when, as_of).plan
    if not plan.is_scored:
        refuse(ProblemCode.SCORE_NONE, plan=plan.id)
    view = status_view(held, when, facts_when_asked(ledger, plan.id, as_of))
    scores = scores_of(ledger, plan.id, as_of)
    sheet = score_sheet(plan, view, scores)
    for row in sheet.rows:
        if row.line is not None:
            row.line.parts.unit_cells  # noqa: B018  # read while the ledger is open
    return sheet, scores


def read_sheet(
    db: Path, period: str | None, unit: str | None, *, only_lost: bool, as_of: date
) -> ScoreBook:
    """The sheet of a period, of one unit or of what is lost where that is asked for."""
    with open_ledger(db) as ledger, read_transaction(ledger):
        sheet, _ = _sheet(ledger, period, as_of)
    names, code = unit_names(sheet.plan), ProblemCode.UNIT_UNKNOWN
    key = require(find_typed(unit, names, code, "--unit"))
    if key is None and not only_lost:
        return ScoreBook(sheet, sheet)
    rows = tuple(
        row
        for row in sheet.below()
        if key in {None, row.owner}
        if row.loss.low > 0 or not only_lost
    )
    return ScoreBook(sheet, replace(sheet, rows=rows))


def show_score(db: Path, name: str, period: str | None, *, as_of: date) -> ScoreShown:
    """One criterion with everything that was ever typed for it."""
    with open_ledger(db) as ledger, read_transaction(ledger):
        sheet, scores = _sheet(ledger, period, as_of)
    row = _find_row(name, sheet)
    own = tuple(score for score in scores if score.criterion == row.criterion.id)
    return ScoreShown(sheet, row, own)


def write_score(
    db: Path, request: ScoreRequest, *, marks: NumberMarks, stamp: Stamp, dry_run: bool
) -> ScoreDone:
    """Write points of a criterion in one column, or take that column back.

    What is not named stays as it was in that column. Refuses an unknown criterion
    (P583), points outside of the standard (P584), own points below it, or other points
    than before, without a reason (P585), points of a heading (P586), nothing to take
    back or to write (P587).
    """
    today = stamp.recorded_at.date()
    with open_for_act(db, dry_run=dry_run) as ledger:
        sheet, scores = _sheet(ledger, None, today)
        row = _find_row(request.criterion, sheet)
        if row.is_heading:
            _refuse(ProblemCode.SCORE_HEADED, request, text=row.criterion.id)
        before = row.typed.get(request.stage)
        known = before or Score(row.criterion.id, request.stage, None)
        score = replace(
            _withdrawn(request, known)
            if request.withdraw
            else _scored(request, row, known, sheet.plan, marks),
            day=today,
            actor=stamp.actor,
        )
        after = score_sheet(sheet.plan, sheet.view, (*scores, score))
        if not dry_run:
            put_score(ledger, sheet.plan.id, score, stamp)
    return ScoreDone(sheet, after, row, score, before, _doubts(score, row))


def _refuse(code: ProblemCode, request: ScoreRequest, **blanks: Blank) -> NoReturn:
    refuse(code, Place(argument=request.criterion), **blanks)


def _find_row(text: str, sheet: ScoreSheet) -> ScoreRow:
    """The row that somebody means, by its id or its name (P583)."""
    names: Names = {row.criterion.id: (row.criterion.name,) for row in sheet.rows}
    key = require(find_typed(text, names, ProblemCode.SCORE_UNKNOWN))
    return next(row for row in sheet.rows if row.criterion.id == key)


def _withdrawn(request: ScoreRequest, before: Score) -> Score:
    if before.points is None:
        _refuse(ProblemCode.SCORE_NOTHING, request, slip="withdraw")
    if not _clean(request.reason):
        _refuse(ProblemCode.SCORE_REASON, request, slip="withdraw")
    return Score(before.criterion, before.stage, None, reason=_clean(request.reason))


def _scored(
    request: ScoreRequest, row: ScoreRow, before: Score, plan: Plan, marks: NumberMarks
) -> Score:
    """What is to be written: what was named, the rest as it stood in the column."""
    points = _points(request, row, before, marks)
    reason, cause = _clean(request.reason), _clean(request.cause)
    is_whole = points == row.standard
    is_changed = before.points not in {None, points}
    is_below = request.stage is ScoreStage.SELF and not is_whole
    if is_changed and not reason:
        _refuse(ProblemCode.SCORE_REASON, request, slip="changed")
    if is_below and not (reason or cause or before.cause or before.reason):
        _refuse(ProblemCode.SCORE_REASON, request, slip="below")
    paper = parse_paper(request.document)
    require(paper_problem(paper, plan))
    typed = TypedText(request.evidence or "", Place(argument="--evidence"))
    proof = require(read_evidence(request.criterion, typed))
    units, code = unit_names(plan), ProblemCode.UNIT_UNKNOWN
    owner = require(find_typed(request.owner, units, code, "--owner"))
    kept = before
    if is_whole:  # nothing is lost: no cause of it stands
        kept = replace(before, reason=None, cause=None, remedy=None)
    if proof is not None:
        kept = replace(kept, evidence=proof.text, sha256=proof.sha256)
    return replace(
        kept,
        points=points,
        owner=owner or before.owner,
        reason=reason or kept.reason,
        cause=cause or kept.cause,
        remedy=_clean(request.remedy) or kept.remedy,
        document=before.document if request.document is None else paper,
    )


def _clean(text: str | None) -> str | None:
    return nfc(text).strip() or None if text is not None else None


def _points(
    request: ScoreRequest, row: ScoreRow, before: Score, marks: NumberMarks
) -> Decimal:
    """The points typed; none typed: those that stand, else those of the figures."""
    if request.points is None:
        computed = row.computed
        known = None if computed is None else computed.span.final_points
        if before.points is not None:
            return before.points
        is_exact = known is not None and known * 10**MOST_DECIMALS % 1 == 0
        if known is None or not is_exact or request.stage is not ScoreStage.SELF:
            _refuse(ProblemCode.SCORE_NOTHING, request, slip="points")
        return Decimal(known.numerator) / Decimal(known.denominator)
    place = Place(argument=request.points)
    points = read_number(request.points, marks, MOST_DECIMALS)
    if isinstance(points, Problem):
        blanks = {**points.blanks, "key": row.criterion.id, "text": request.points}
        points = replace(points, place=place, blanks=blanks)
    value = require(points)
    if not 0 <= value <= row.standard:
        blanks = {"text": request.points, "standard": points_text(row.standard)}
        refuse(ProblemCode.SCORE_OVER, place, criterion=row.criterion.id, **blanks)
    return value


def _doubts(score: Score, row: ScoreRow) -> tuple[Problem, ...]:
    """Own points that nothing proves, or that figures contradict."""
    if score.points is None or score.stage is not ScoreStage.SELF:
        return ()
    place, text = Place(argument=row.criterion.id), row.criterion.id
    if row.computed is None:
        bare = Problem(ProblemCode.SCORE_UNPROVEN, place, {"text": text})
        return (bare,) if score.points > 0 and not score.evidence else ()
    computed = row.computed.span.final_points
    if computed in {None, score.points}:
        return ()
    blanks = {"text": text, "computed": points_text(computed)}
    return (Problem(ProblemCode.SCORE_OTHER, place, blanks),)


Text = str | None
