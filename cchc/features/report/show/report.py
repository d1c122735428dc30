"""What is said after a report was written, taken back, accepted or sent back."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from cchc.app.context import AppContext
from cchc.app.options import WriteOptions
from cchc.core.facts.acts import Evidence
from cchc.core.facts.report import TaskNote
from cchc.core.plan.plan import Paper, Plan
from cchc.core.verdict.statuses import SENT_REPORTS, Reporting, Status
from cchc.core.verdict.unit_reports import UnitView
from cchc.features.report.show.answers import (
    ActOnReport,
    Added,
    ClosedReport,
    FigureChange,
    ReportSheet,
    Reviewed,
    VerdictEffect,
    Withdrawn,
)
from cchc.phrases.figure_phrases import verdict_words
from cchc.phrases.grammar import done_words, short_words
from cchc.phrases.reading_phrases import item_line, reading_words, task_state_words
from cchc.phrases.report_states import report_state
from cchc.text.day import parse_day, short
from cchc.text.number_format import vietnamese
from cchc.text.sanitize import one_line
from cchc.words.period import label
from cchc.words.prose import NOTHING, working_days
from cchc.words.translator import Voice, short_voice


def tell_added(app: AppContext, added: tuple[Added, ...], act: WriteOptions) -> None:
    """Print what was written, or would be, with its warnings beside."""
    app.warn(warning for done in added for warning in done.warnings)
    if act.as_json:
        from cchc.features.report.show.report_json import added_json  # noqa: PLC0415

        app.out(added_json(added, dry_run=act.dry_run))
    else:
        reports = (_added_lines(app, done, dry_run=act.dry_run) for done in added)
        app.out("\n".join(line for lines in reports for line in lines))


def _added_lines(app: AppContext, added: Added, *, dry_run: bool) -> Iterator[str]:
    """Old → new of each figure, and what that does to the verdicts."""
    voice, report = app.voice, added.report
    states = (
        ("unchanged", added.unchanged),
        ("rehearsed", dry_run),
        ("held", added.is_held),
        ("kept_open", added.is_draft),
        ("written", True),
    )
    state = next(name for name, is_so in states if is_so)
    yield _headline(f"report.{state}", added, voice)
    is_stated = report.document.number or report.document.date
    if not added.unchanged and (is_stated or report.received != app.today):
        paper = paper_words(report.document, voice)
        code = "report.came.paper" if is_stated else "report.came"
        yield "  " + voice.say(code, day=short(report.received), paper=paper)
    yield from _change_lines(added.changes, added.effects, voice)
    yield from (f"  {line}" for line in waiting_figure_lines(added, voice))
    yield from (f"  + {row.indicator}  {item_line(row)}" for row in report.added)
    yield from (f"  {task_line(note, added.plan, voice)}" for note in report.tasks)
    yield from (f"  {proof_line(proof, voice)}" for proof in report.evidence)
    yield from _effect_lines(added.effects, voice)
    if added.unchanged or added.duty is None:
        return
    if added.is_draft:
        yield voice.say("report.draft.next")
    elif added.duty.report is Reporting.INCOMPLETE:
        keys = added.duty.missing
        yield voice.say("report.incomplete", n=len(keys), keys=", ".join(keys))
    else:
        yield voice.say("report.complete", late=late_words(added.duty, voice))


def _headline(code: str, act: ActOnReport, voice: Voice) -> str:
    """What was done to the report of which unit and period."""
    unit, period = one_line(act.unit.name), label(act.period, voice)
    return voice.say(code, unit=unit, period=period)


def waiting_figure_lines(told: Added | ReportSheet, voice: Voice) -> Iterator[str]:
    """`ck-6b  Doanh nghiệp mới: 300 doanh nghiệp chờ xác nhận, nhận ngày 15/3/2022`."""
    for figure in told.waiting:
        indicator = told.plan.indicator(figure.indicator)
        day, reading = parse_day(figure.received or ""), figure.reading
        typed = voice.say("report.waiting.typed", text=one_line(figure.typed))
        yield voice.say(
            "report.waiting",
            key=figure.indicator,
            name=one_line(indicator.name) if indicator else "",
            said=reading_words(reading, indicator, voice) if reading else typed,
            day=short(day) if day else NOTHING,
        )
    if told.waiting:
        words = {"unit": told.unit.id, "period": told.period.id}
        yield voice.say("report.waiting.next", **words)


def withdrawal_text(done: Withdrawn, voice: Voice, *, dry_run: bool) -> str:
    """What was taken back and what that does."""
    code = "report.withdraw.rehearsed" if dry_run else "report.withdrawn"
    lines = [_headline(code, done, voice)]
    lines += _change_lines(done.changes, done.effects, voice)
    for figure in done.waiting:
        blanks = {"key": figure.indicator, "text": one_line(figure.typed)}
        lines.append("  " + voice.say("report.withdrawn.waiting", **blanks))
    if done.items:
        lines.append("  " + voice.say("report.withdrawn.items", n=done.items))
    return "\n".join([*lines, *_effect_lines(done.effects, voice)])


def review_text(done: Reviewed, voice: Voice, *, dry_run: bool) -> str:
    """How the report stood and stands now, and what must be mended."""
    review, due, code = done.review, done.after.due, f"review.{done.review.opinion}"
    lines = _state_lines(code, done, voice, dry_run=dry_run)
    if done.after.is_returned:
        code = "review.overdue" if due < review.recorded_on else "review.mend_by"
        lines.append("  " + voice.say(code, day=short(due)))
    if review.reason:
        lines.append("  " + one_line(review.reason))
    lines += [f"  {note_line(note, done.plan)}" for note in review.notes]
    lines += _effect_lines(done.effects, voice)
    if done.after.is_returned:
        way = {"key": done.unit.id, "period": done.period.id}
        lines.append(voice.say("review.next", **way))
    return "\n".join(lines)


def closing_text(done: ClosedReport, voice: Voice, *, dry_run: bool) -> str:
    """How the report stood and stands now, what is given up, and what that does."""
    closing, code = done.closing, f"closing.{done.closing.kind}"
    lines = _state_lines(code, done, voice, dry_run=dry_run)
    # what it rests on and why, each that was told
    for name, text in (("decision", closing.decision), ("reason", closing.reason)):
        if text:
            lines.append("  " + voice.say(f"closing.{name}", text=one_line(text)))
    if done.cells:
        blanks = {"n": len(done.cells), "keys": ", ".join(done.cells)}
        lines.append("  " + voice.say("closing.cells", **blanks))
    judged = (e for e in done.effects if e.after.indicator.target is not None)
    lines += _effect_lines(tuple(judged), voice)
    way = {"key": done.unit.id, "period": done.period.id}
    return "\n".join([*lines, voice.say(f"{code}.next", **way)])


def _state_lines(
    code: str, done: Reviewed | ClosedReport, voice: Voice, *, dry_run: bool
) -> list[str]:
    """What was done, and how the report stood before and stands now."""
    head = _headline(f"{code}.rehearsed" if dry_run else code, done, voice)
    old, new = state_words(done.before, voice), state_words(done.after, voice)
    return [head, "  " + voice.say("review.change", old=old, new=new)]


def _change_lines(
    changes: Iterable[FigureChange], effects: Iterable[VerdictEffect], voice: Voice
) -> Iterator[str]:
    """`ck-6b  Doanh nghiệp thành lập mới: chưa có → 2 doanh nghiệp`."""
    indicators = {
        effect.after.indicator.id: effect.after.indicator for effect in effects
    }
    for change in changes:
        key, before, after = change.indicator, change.before, change.after
        indicator = indicators.get(key)
        yield "  " + voice.say(
            "report.change",
            key=key,
            name=one_line(indicator.name) if indicator else key,
            before=reading_words(before, indicator, voice)
            if before
            else voice.say("report.none"),
            after=reading_words(after, indicator, voice)
            if after
            else voice.say("report.taken"),
        )


def _effect_lines(effects: tuple[VerdictEffect, ...], voice: Voice) -> Iterator[str]:
    """What that does to the figure of the whole and its verdict, in short forms.

    Of a statistic there is no verdict.
    """
    if effects:
        yield voice.say("report.effects")
    short, nothing = short_voice(voice), voice.say("report.none")
    for effect in effects:
        before, after, last = effect.before, effect.after, effect.period.is_last
        is_same = before.verdict.status is after.verdict.status
        code = "same" if is_same else "moved"
        if after.verdict.status is Status.STATISTIC:
            code = "figure"
        yield "  " + voice.say(
            f"report.effect.{code}",
            key=after.indicator.id,
            before=done_words(before, short) or nothing,
            after=short_words(after, short) or nothing,
            old=verdict_words(before, voice, last=last),
            new=verdict_words(after, voice, last=last),
        )


def task_line(note: TaskNote, plan: Plan, voice: Voice) -> str:
    """`1.4 Hướng dẫn …: đang thực hiện 7/9`."""
    task = plan.task(note.task)
    state = task_state_words(note, "report.task", voice)
    name = one_line(task.name) if task else ""
    return f"{note.task}  {name}: {state}"


def proof_line(proof: Evidence, voice: Voice) -> str:
    """`ck-4  qd-12.pdf (tệp, 12.345 byte, SHA-256 0a1b2c3d…, minh-chung/…)`."""
    line = f"{proof.about}  {one_line(proof.text)}"
    if proof.sha256 is None or proof.size is None:
        return line
    return voice.say(
        "evidence.file",
        said=line,
        size=vietnamese(Decimal(proof.size)),
        hash=proof.sha256[:8],
        place=one_line(proof.file or proof.text),
    )


def paper_words(paper: Paper, voice: Voice) -> str:
    """`12/BC-UBND ngày 07/3/2022`, or a dash."""
    number = one_line(paper.number or "")
    if paper.date is None:
        return number or NOTHING
    words = voice.say("report.paper", number=number, day=short(paper.date))
    return words.strip()


def late_words(view: UnitView, voice: Voice) -> str:
    """`đúng hạn`, `trễ 02 ngày làm việc`, or a dash while it can still be either."""
    if view.late_days:
        return voice.say("report.late", age=working_days(view.late_days, voice))
    if view.on_time is False:
        return voice.say("report.late.weekend")
    if view.on_time and view.report in SENT_REPORTS:
        return voice.say("report.on_time")
    return NOTHING


def state_words(view: UnitView, voice: Voice) -> str:
    """How a report stands, with whether it came in time."""
    state, late = report_state(view, voice), late_words(view, voice)
    return state if late == NOTHING else f"{state}, {late}"


def note_line(note: tuple[str, str], plan: Plan) -> str:
    """`ck-6b  Doanh nghiệp thành lập mới: đếm cả hộ kinh doanh`."""
    about, text = note
    known = plan.indicator(about) or plan.task(about)
    name = one_line(known.name) if known is not None else ""
    return f"{about}  {name}: {one_line(text)}"
