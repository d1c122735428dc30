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
from cchc.screen.table import Column, Table, as_csv, as_md, as_table, as_tsv
from cchc.text.day import short
from cchc.text.number_format import vietnamese
from cchc.text.sanitize import one_line
from cchc.words.period import label

COLUMNS = ("unit", "about", "text", "file", "size", "sha256", "condition")
WIDE = 110
SPARED = frozenset({"file", "size", "sha256"})


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
    keys = tuple(key for key in COLUMNS if not (narrow and key in SPARED))
    columns = tuple(Column(key, voice.say(f"evidence.column.{key}")) for key in keys)
    rows = (_row(each, app) for each in found.pieces)
    title = voice.say(
        "evidence.title", period=label(found.period, voice), day=short(found.as_of)
    )
    table = Table(
        title, columns, tuple(tuple(row[key] for key in keys) for row in rows)
    )
    match form:
        case Format.CSV:
            return as_csv(table)
        case Format.TSV:
            return as_tsv(table)
        case Format.MD:
            return as_md(table)
        case Format.TABLE:
            drawn = as_table(table, app.width, colour=app.colour)
            return "\n".join([drawn, *_unproven(app, found)])


def _row(piece: Piece, app: AppContext) -> dict[str, str]:
    proof = piece.proof
    state = piece.condition.value if piece.condition is not None else "none"
    if proof.is_link:
        state = "link"
    return {
        "unit": piece.unit,
        "about": proof.about,
        "text": one_line(proof.text),
        "file": one_line(proof.file or ""),
        "size": vietnamese(Decimal(proof.size)) if proof.size is not None else "",
        "sha256": proof.sha256 or "",
        "condition": app.voice.say(f"evidence.condition.{state}"),
    }


def _unproven(app: AppContext, found: Proofs) -> list[str]:
    if not found.unproven:
        return [app.voice.say("evidence.all")]
    lines = [
        f"  {each.unit}  {unproven_line(each, found.plan)}" for each in found.unproven
    ]
    return [app.voice.say("report.part.unproven"), *lines]
