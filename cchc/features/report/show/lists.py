"""What `cchc report list`, `show` and `evidence` print: a table, a sheet, a table."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from cchc.app.context import AppContext
from cchc.core.facts.derived import MissingEvidence
from cchc.core.facts.obstacle import Obstacle
from cchc.core.facts.report import (
    Act,
    ActKind,
    Item,
    Narrative,
    ReportedEvidence,
    Revision,
    Section,
    TaskNote,
)
from cchc.core.plan.plan import Plan
from cchc.core.verdict.statuses import SENT_REPORTS, Reporting
from cchc.core.verdict.unit_reports import (
    UnitView,
    is_closed,
    is_overdue,
    is_waited_for,
    report_counts,
)
from cchc.features.report.show.answers import (
    Board,
    EvidenceList,
    EvidencePiece,
    ReportSheet,
)
from cchc.features.report.show.report import (
    late_words,
    note_line,
    paper_words,
    proof_line,
    state_words,
    task_line,
    waiting_figure_lines,
)
from cchc.features.report.show.report_json import SheetJson
from cchc.phrases.reading_phrases import item_line, reading_words
from cchc.phrases.report_states import report_due_words, report_state, waiting_lines
from cchc.screen.list_answer import NOTED, WORST, ListAnswer, ListLine, list_head
from cchc.screen.table import LayoutColumn, Table, TableLayout, as_table
from cchc.text.day import short
from cchc.text.number_format import vietnamese
from cchc.text.record import as_dict
from cchc.text.sanitize import inert, one_line
from cchc.words.period import label
from cchc.words.prose import NOTHING, reason_words
from cchc.words.translator import Voice

WIDE = 110
"""From this width a screen shows every column."""


def board_table(board: Board, voice: Voice, *, narrow: bool = False) -> Table:
    """The board of a period; on a narrow screen with fewer columns."""
    title = voice.say(
        "report.board", period=label(board.period, voice), day=short(board.as_of)
    )
    without = frozenset() if board.plan.review else frozenset({"accepted"})
    return BOARD.table(title, board.reports, voice, narrow=narrow, without=without)


def board_screen(board: Board, voice: Voice, width: int, *, colour: bool) -> str:
    """The board as it is drawn on a screen, and who has not sent."""
    table = board_table(board, voice, narrow=width < WIDE)
    text = as_table(table, width, colour=colour)
    views = board.reports
    waiting = [one_line(view.unit.name) for view in views if is_waited_for(view)]
    sent = len(views) - len(waiting) - sum(map(is_closed, views))
    counts = f"{sent:02}/{len(views):02}"
    code = "report.board.waiting" if waiting else "report.board.all"
    lines = [text, voice.say(code, counts=counts, units=", ".join(waiting))]
    return "\n".join((*lines, *waiting_lines(views, board.plan, voice)))


def board_answer(board: Board, voice: Voice) -> ListAnswer:
    """The reports that are not whole and in time, the worst first; how many are."""
    noted = [view for view in board.reports if not _is_fine(view)]
    blanks = {"period": label(board.period, voice), "day": short(board.as_of)}
    fine = len(board.reports) - len(noted)
    numbers = as_dict(report_counts(board.reports, board.as_of))
    counts = voice.say("screen.reports.counts", **numbers)
    return ListAnswer(
        head=list_head(board.plan.authority.name, "report.list", voice, **blanks),
        counts="\n".join((counts, *waiting_lines(board.reports, board.plan, voice))),
        lines=tuple(
            ListLine(
                WORST if is_overdue(view, board.as_of) else NOTED,
                one_line(view.unit.name),
                _standing_words(view, voice),
            )
            for view in sorted(noted, key=lambda view: _rank(view, board.as_of))
        ),
        rest=voice.say("report.list.rest", n=fine) if fine else "",
    )


def _is_fine(view: UnitView) -> bool:
    is_sent = view.report in SENT_REPORTS and view.on_time is not False
    return (is_sent and not view.waiting) or view.report is Reporting.EXEMPT


def _rank(view: UnitView, as_of: date) -> tuple[bool, bool, int]:
    is_sent = view.report in SENT_REPORTS
    return not is_overdue(view, as_of), is_sent, -(view.late_days or 0)


def _standing_words(view: UnitView, voice: Voice) -> str:
    """`đã gửi, trễ 02 ngày làm việc`, `chưa đủ số liệu, 10/13 số liệu`."""
    parts = [state_words(view, voice)]
    if view.first is not None and view.missing:
        cells = {"filled": view.filled_count, "expected": view.expected}
        parts.append(voice.say("report.list.cells", **cells))
    if view.waiting:
        parts.append(voice.say("report.list.waiting", n=len(view.waiting)))
    return ", ".join(parts)


def _received(view: UnitView) -> str:
    return short(view.last.received) if view.last else NOTHING


def _paper(view: UnitView, voice: Voice) -> str:
    return paper_words(view.last.document, voice) if view.last else NOTHING


def _accepted(view: UnitView) -> str:
    return short(view.accepted) if view.accepted else NOTHING


BOARD: TableLayout[UnitView] = TableLayout(
    "report.column",
    LayoutColumn("unit", lambda view, _: view.unit.id, whole=True, wide=True),
    LayoutColumn("name", lambda view, _: one_line(view.unit.name)),
    LayoutColumn("report", report_state),
    LayoutColumn("due", lambda view, _: short(view.due), whole=True, wide=True),
    LayoutColumn("received", lambda view, _: _received(view), whole=True),
    LayoutColumn("late", late_words),
    LayoutColumn("document", _paper, wide=True),
    LayoutColumn(
        "cells", lambda view, _: f"{view.filled_count}/{view.expected}", whole=True
    ),
    LayoutColumn("accepted", lambda view, _: _accepted(view), whole=True),
)
"""The board of a period: how each unit's report stands, and how much of it is there."""


def sheet_text(app: AppContext, sheet: ReportSheet, *, as_json: bool) -> str:
    """One unit's report with the history of each figure."""
    if as_json:
        return SheetJson.as_json(sheet)
    voice, view = app.voice, sheet.report
    head = voice.say(
        "report.sheet",
        unit=one_line(sheet.unit.name),
        period=label(sheet.period, voice),
        state=report_state(view, voice),
        filled=view.filled_count,
        expected=view.expected,
        due=report_due_words(view, voice),
        received=_received(view),
        late=late_words(view, voice),
        document=_paper(view, voice),
    )
    lines = [head, "", *_figures(sheet, voice)]
    if questioned := [f"  {line}" for line in waiting_figure_lines(sheet, voice)]:
        lines += ["", voice.say("report.part.waiting"), *questioned]
    for name, part in _parts(sheet, voice):
        listed = list(part)
        if listed:
            lines += ["", voice.say(f"report.part.{name}")]
            lines += [f"  {line}" for line in listed]
    if sheet.acts:
        lines += ["", voice.say("life.title")]
    for act in sheet.acts:
        lines.append(f"  {_act_line(act, voice)}")
        lines += [f"    {note_line(note, sheet.plan)}" for note in act.notes]
    return "\n".join(lines)


def _figures(sheet: ReportSheet, voice: Voice) -> Iterator[str]:
    """Each figure with all of its revisions, and what is still missing."""
    for indicator in sheet.plan.all_indicators:
        past = [own for own in sheet.revisions if own.cell[0] == indicator.id]
        if past:
            yield f"{indicator.id}  {one_line(indicator.name)}"
            for revision in past:
                yield f"    {_revision_line(revision, sheet.plan, voice)}"
        elif indicator.id in sheet.report.missing:
            yield f"{indicator.id}  {one_line(indicator.name)}"
            yield f"    {voice.say('cell.state.missing')}"


def _parts(sheet: ReportSheet, voice: Voice) -> Iterator[tuple[str, Iterable[str]]]:
    """Everything one unit has said beside its figures, part by part."""
    facts, plan, at = sheet.facts, sheet.plan, (sheet.unit.id, sheet.period.name)
    rows = facts.rows_of(Item, *at)
    yield "items", (f"{row.indicator}  {item_line(row)}" for row in rows)
    notes = facts.rows_of(TaskNote, *at)
    yield "tasks", (task_line(note, plan, voice) for note in notes)
    words = {own.section: inert(own.text) for own in facts.rows_of(Narrative, *at)}
    yield (
        "words",
        (
            f"{voice.say(f'report.section.{section.value}')}: {words[section]}"
            for section in Section
            if section in words
        ),
    )
    yield "obstacles", (inert(raised.text) for raised in facts.rows_of(Obstacle, *at))
    given = facts.rows_of(ReportedEvidence, *at)
    yield "evidence", (proof_line(own.evidence, voice) for own in given)
    yield "unproven", (_unproven_line(result, plan) for result in sheet.unproven)


def _revision_line(revision: Revision, plan: Plan, voice: Voice) -> str:
    """`lần 2, ngày 24/3/2022, nguyenvana: 3 doanh nghiệp (đính chính: gõ nhầm)`."""
    reading, reason = revision.reading, revision.reason
    indicator = plan.indicator(revision.cell[0])
    words = (
        reading_words(reading, indicator, voice)
        if reading
        else voice.say("report.taken")
    )
    if reading and reading.note:
        words = voice.say("report.noted", said=words, note=one_line(reading.note))
    return voice.say(
        "report.revision",
        number=revision.sequence,
        day=short(revision.stamp.recorded_at.date()),
        actor=one_line(revision.stamp.actor),
        said=words,
        reason=f" ({reason_words(reason, voice)})" if reason else "",
    )


def _act_line(act: Act, voice: Voice) -> str:
    """`24/3/2022, Lan: gửi bổ sung, nhận 24/3/2022, văn bản 14/BC-UBND, …`."""
    kind = act.kind.value
    if act.kind is ActKind.WITHDRAWAL and act.whole:
        kind = "withdrawal.whole"
    is_sending = act.kind in {ActKind.REPORT, ActKind.SUPPLEMENT}
    words = voice.say(f"life.{kind}")
    if is_sending and act.received is not None:
        words = voice.say("life.received", said=words, day=short(act.received))
    paper = paper_words(act.document, voice)
    if is_sending and paper != NOTHING:
        words = voice.say("life.document", said=words, document=paper)
    if act.reason:
        words = f"{words} ({reason_words(act.reason, voice)})"
    return voice.say(
        "life.act",
        day=short(act.stamp.recorded_at.date()),
        actor=one_line(act.stamp.actor),
        said=words,
    )


def _unproven_line(result: MissingEvidence, plan: Plan) -> str:
    """`ck-4  Khô cá lóc`: the row, else the name of the milestone or task."""
    named = plan.indicator(result.about) or plan.task(result.about)
    name = result.name or (named.name if named is not None else result.about)
    return f"{result.about}  {one_line(name)}"


def evidence_table(
    proofs: EvidenceList, voice: Voice, *, narrow: bool = False
) -> Table:
    """The evidence of a period; on a narrow screen with fewer columns."""
    title = voice.say(
        "evidence.title", period=label(proofs.period, voice), day=short(proofs.as_of)
    )
    return EVIDENCE.table(title, proofs.pieces, voice, narrow=narrow)


def evidence_screen(
    proofs: EvidenceList, voice: Voice, width: int, *, colour: bool
) -> str:
    """The evidence as it is drawn on a screen, then what nothing proves."""
    table = evidence_table(proofs, voice, narrow=width < WIDE)
    text = as_table(table, width, colour=colour)
    if not proofs.unproven:
        return f"{text}\n{voice.say('evidence.all')}"
    lines = [text, voice.say("report.part.unproven")]
    lines += [
        f"  {result.unit}  {_unproven_line(result, proofs.plan)}"
        for result in proofs.unproven
    ]
    return "\n".join(lines)


def _size(size: int | None) -> str:
    return "" if size is None else vietnamese(Decimal(size))


def _condition(piece: EvidencePiece, voice: Voice) -> str:
    state = "none" if piece.condition is None else piece.condition.value
    return voice.say(f"evidence.condition.{'link' if piece.proof.is_link else state}")


EVIDENCE: TableLayout[EvidencePiece] = TableLayout(
    "evidence.column",
    LayoutColumn("unit", lambda piece, _: piece.unit),
    LayoutColumn("about", lambda piece, _: piece.proof.about),
    LayoutColumn("text", lambda piece, _: one_line(piece.proof.text)),
    LayoutColumn("file", lambda piece, _: one_line(piece.proof.file or ""), wide=True),
    LayoutColumn("size", lambda piece, _: _size(piece.proof.size), wide=True),
    LayoutColumn("sha256", lambda piece, _: piece.proof.sha256 or "", wide=True),
    LayoutColumn("condition", _condition),
)
