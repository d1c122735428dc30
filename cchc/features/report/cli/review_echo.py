"""What is said after a review, and of the evidence of a period."""

from decimal import Decimal

from cchc.app.context import AppContext
from cchc.app.options import Format, WriteOptions
from cchc.core.verdict.statuses import Reporting
from cchc.features.report.actions.evidence import Piece, Proofs
from cchc.features.report.actions.review import Reviewed
from cchc.features.report.show.history import note_line, review_state
from cchc.features.report.show.report import unproven_line
from cchc.features.report.show.report_json import ProofsJson, ReviewedJson
from cchc.screen.table import LayoutColumn, TableLayout, drawn
from cchc.text.day import short
from cchc.text.number_format import vietnamese
from cchc.text.sanitize import one_line
from cchc.words.period import label
from cchc.words.translator import Voice

WIDE = 110


def review_text(app: AppContext, done: Reviewed, act: WriteOptions) -> str:
    """How the report stood and stands now, and what must be mended."""
    if act.as_json:
        return ReviewedJson.as_json(done, dry_run=act.dry_run)
    voice = app.voice
    code = f"review.{done.review.opinion.value}"
    period = label(done.period, voice)
    unit = one_line(done.unit.name)
    old, new = review_state(done.before, voice), review_state(done.after, voice)
    lines = [
        voice.say(
            f"{code}.rehearsed" if act.dry_run else code, unit=unit, period=period
        )
    ]
    lines.append("  " + voice.say("review.change", old=old, new=new))
    if done.review.reason:
        lines.append("  " + one_line(done.review.reason))
    lines += [f"  {note_line(each, done.plan)}" for each in done.review.notes]
    if done.after.report is Reporting.RETURNED:
        lines.append(voice.say("review.next", key=done.unit.id, period=done.period.id))
    return "\n".join(lines)


def proofs_text(app: AppContext, found: Proofs, form: Format) -> str:
    """The evidence of a period in the form asked for, then what nothing proves."""
    if form is Format.JSON:
        return ProofsJson.as_json(found)
    voice = app.voice
    narrow = form is Format.TABLE and app.width < WIDE
    title = voice.say(
        "evidence.title", period=label(found.period, voice), day=short(found.as_of)
    )
    table = EVIDENCE.table(title, found.pieces, voice, narrow=narrow)
    text = drawn(table, form, app.width, colour=app.colour)
    if form is not Format.TABLE:
        return text
    return "\n".join([text, *_unproven(app, found)])


def _size(size: int | None) -> str:
    return "" if size is None else vietnamese(Decimal(size))


def _condition(piece: Piece, voice: Voice) -> str:
    state = "none" if piece.condition is None else piece.condition.value
    return voice.say(f"evidence.condition.{'link' if piece.proof.is_link else state}")


EVIDENCE: TableLayout[Piece] = TableLayout(
    "evidence.column",
    LayoutColumn("unit", lambda piece, _: piece.unit),
    LayoutColumn("about", lambda piece, _: piece.proof.about),
    LayoutColumn("text", lambda piece, _: one_line(piece.proof.text)),
    LayoutColumn("file", lambda piece, _: one_line(piece.proof.file or ""), wide=True),
    LayoutColumn("size", lambda piece, _: _size(piece.proof.size), wide=True),
    LayoutColumn("sha256", lambda piece, _: piece.proof.sha256 or "", wide=True),
    LayoutColumn("condition", _condition),
)


def _unproven(app: AppContext, found: Proofs) -> list[str]:
    if not found.unproven:
        return [app.voice.say("evidence.all")]
    lines = [
        f"  {each.unit}  {unproven_line(each, found.plan)}" for each in found.unproven
    ]
    return [app.voice.say("report.part.unproven"), *lines]
