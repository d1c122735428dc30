"""Reports as people read them: the echo, the board of a period, a unit's sheet."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from cchc.core.facts.obstacle import Obstacle
from cchc.core.facts.report import (
    Facts,
    Item,
    Narrative,
    Reading,
    ReportedEvidence,
    Revision,
    Section,
    TaskNote,
    TaskState,
)
from cchc.core.facts.review import Evidence
from cchc.core.plan.plan import Indicator, Paper, Plan
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.missing_evidence import MissingEvidence, unproven_results
from cchc.core.verdict.statuses import SENT_REPORTS
from cchc.core.verdict.unit_reports import UnitView
from cchc.phrases.figure_phrases import NOTHING, actual_words, verdict_words
from cchc.phrases.reading_phrases import item_line, reading_words, reason_words
from cchc.screen.table import LayoutColumn, TableLayout
from cchc.text.day import short
from cchc.text.number_format import vietnamese
from cchc.text.sanitize import inert, one_line
from cchc.words.translator import Voice


def change_line(
    one: Indicator | None,
    key: str,
    change: tuple[Reading | None, Reading | None],
    voice: Voice,
) -> str:
    """`ck-6b  Doanh nghiệp thành lập mới: chưa có → 2 doanh nghiệp`."""
    before, after = change
    return voice.say(
        "report.change",
        key=key,
        name=one_line(one.name) if one else key,
        before=reading_words(before, one, voice)
        if before
        else voice.say("report.none"),
        after=reading_words(after, one, voice) if after else voice.say("report.taken"),
    )


def effect_line(
    before: IndicatorView, after: IndicatorView, voice: Voice, *, last: bool
) -> str:
    """What that does to the figure of the whole and its verdict."""
    old = verdict_words(before, voice, last=last)
    new = verdict_words(after, voice, last=last)
    same = before.verdict.status is after.verdict.status
    code = "report.effect.same" if same else "report.effect.moved"
    return voice.say(
        code,
        key=after.indicator.id,
        before=actual_words(before, voice),
        after=actual_words(after, voice),
        old=old,
        new=new,
    )


def task_line(note: TaskNote, plan: Plan, voice: Voice) -> str:
    """`1.4 Hướng dẫn …: đang thực hiện 7/9`."""
    task = plan.task(note.task)
    state = voice.say(f"report.task.{note.state.value}")
    if note.state is TaskState.DONE and note.done is not None:
        state = f"{state} {short(note.done)}"
    if note.count is not None:
        of = f"/{vietnamese(note.of)}" if note.of is not None else ""
        state = f"{state} {vietnamese(note.count)}{of}"
    name = one_line(task.name) if task else ""
    return f"{note.task}  {name}: {state}"


def proof_line(proof: Evidence, voice: Voice) -> str:
    """`ck-4  qd-12.pdf (tệp, 12.345 byte, SHA-256 0a1b2c3d…, minh-chung/…)`."""
    said = f"{proof.about}  {one_line(proof.text)}"
    if proof.sha256 is None or proof.size is None:
        return said
    return voice.say(
        "evidence.file",
        said=said,
        size=vietnamese(Decimal(proof.size)),
        hash=proof.sha256[:8],
        place=one_line(proof.file or proof.text),
    )


def unproven_line(one: MissingEvidence, plan: Plan) -> str:
    """`ck-4  Khô cá lóc`: the row, else the name of the milestone or task."""
    return f"{one.about}  {result_name(one, plan)}"


def result_name(one: MissingEvidence, plan: Plan) -> str:
    """What a result is called: its row in a register, its milestone, its task."""
    known = plan.indicator(one.about) or plan.task(one.about)
    return one_line(one.name or (known.name if known is not None else one.about))


def paper_words(paper: Paper, voice: Voice) -> str:
    """`12/BC-UBND ngày 07/3/2022`, or a dash."""
    number = one_line(paper.number or "")
    if paper.date is None:
        return number or NOTHING
    said = voice.say("report.paper", number=number, day=short(paper.date))
    return said.strip()


def late_words(view: UnitView, voice: Voice) -> str:
    """`đúng hạn`, `trễ 02 ngày làm việc`, or a dash while it can still be either."""
    if view.late_days:
        return voice.say("report.late", n=view.late_days, days=f"{view.late_days:02}")
    if view.on_time is False:
        return voice.say("report.late.weekend")
    if view.on_time and view.report in SENT_REPORTS:
        return voice.say("report.on_time")
    return NOTHING


def sheet_lines(
    plan: Plan, unit: str, period: str, facts: Facts, voice: Voice
) -> Iterator[str]:
    """Everything one unit has said beside its figures, part by part."""
    rows = facts.rows_of(Item, unit, period)
    yield from _part("items", (f"{e.indicator}  {item_line(e)}" for e in rows), voice)
    notes = facts.rows_of(TaskNote, unit, period)
    yield from _part("tasks", (task_line(note, plan, voice) for note in notes), voice)
    yield from _part(
        "words", _own_words(facts.rows_of(Narrative, unit, period), voice), voice
    )
    raised = facts.rows_of(Obstacle, unit, period)
    yield from _part("obstacles", (inert(each.text) for each in raised), voice)
    proofs = (
        proof_line(given.evidence, voice)
        for given in facts.rows_of(ReportedEvidence, unit, period)
    )
    yield from _part("evidence", proofs, voice)
    bare = (e for e in unproven_results(plan, facts, period) if e.unit == unit)
    yield from _part("unproven", (unproven_line(e, plan) for e in bare), voice)


def _own_words(narratives: Iterable[Narrative], voice: Voice) -> Iterator[str]:
    said = {own.section: inert(own.text) for own in narratives}
    for section in Section:
        if section in said:
            yield f"{voice.say(f'report.section.{section.value}')}: {said[section]}"


def _part(name: str, lines: Iterable[str], voice: Voice) -> Iterator[str]:
    listed = list(lines)
    if listed:
        yield ""
        yield voice.say(f"report.part.{name}")
        yield from (f"  {line}" for line in listed)


def revision_line(one: Revision, plan: Plan, voice: Voice) -> str:
    """`lần 2, ngày 24/3/2022, nguyenvana: 3 doanh nghiệp (đính chính: gõ nhầm)`."""
    indicator = plan.indicator(one.cell[0])
    said = (
        reading_words(one.reading, indicator, voice)
        if one.reading
        else voice.say("report.taken")
    )
    reason = f" ({reason_words(one.reason, voice)})" if one.reason else ""
    if one.reading and one.reading.note:
        said = voice.say("report.noted", said=said, note=one_line(one.reading.note))
    return voice.say(
        "report.revision",
        number=one.sequence,
        day=short(one.stamp.recorded_at.date()),
        actor=one_line(one.stamp.actor),
        said=said,
        reason=reason,
    )


BOARD: TableLayout[Any] = TableLayout(
    "report.column",
    LayoutColumn("unit", lambda line, _: line.view.unit.id, whole=True, wide=True),
    LayoutColumn("name", lambda line, _: one_line(line.view.unit.name)),
    LayoutColumn(
        "report", lambda line, voice: voice.say(f"report.status.{line.view.report}")
    ),
    LayoutColumn("due", lambda line, _: short(line.view.due), whole=True, wide=True),
    LayoutColumn("received", lambda line, _: _received(line.view), whole=True),
    LayoutColumn("late", lambda line, voice: late_words(line.view, voice)),
    LayoutColumn("document", lambda line, voice: _paper(line.view, voice), wide=True),
    LayoutColumn("cells", lambda line, _: f"{line.filled}/{line.expected}", whole=True),
    LayoutColumn("accepted", lambda line, _: _accepted(line.view), whole=True),
)
"""The board of a period: how each unit's report stands, and how much of it is there."""


def _received(view: UnitView) -> str:
    return short(view.last.received) if view.last else NOTHING


def _paper(view: UnitView, voice: Voice) -> str:
    return paper_words(view.last.document, voice) if view.last else NOTHING


def _accepted(view: UnitView) -> str:
    return short(view.accepted) if view.accepted else NOTHING
