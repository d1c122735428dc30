"""What is said after a report was written, listed, shown or taken back."""

from cchc.app.context import AppContext
from cchc.app.options import Format, WriteOptions
from cchc.core.plan.plan import Indicator, Plan
from cchc.core.verdict.statuses import Reporting
from cchc.core.verdict.unit_reports import is_waited_for
from cchc.features.report.actions.add import ASKED, Added, Effect
from cchc.features.report.actions.board import Board, Sheet, Withdrawn
from cchc.features.report.show.history import life_lines
from cchc.features.report.show.report import (
    BOARD,
    change_line,
    effect_line,
    late_words,
    paper_words,
    proof_line,
    revision_line,
    sheet_lines,
    task_line,
)
from cchc.features.report.show.report_json import (
    AddedAloneJson,
    AddedManyJson,
    BoardJson,
    SheetJson,
    WithdrawnJson,
)
from cchc.phrases.reading_phrases import item_line
from cchc.screen.table import drawn
from cchc.text.day import short
from cchc.text.sanitize import one_line
from cchc.words.period import label

WIDE = 110
YES = frozenset({"c", "co", "có", "y", "yes"})


def asked(app: AppContext, added: tuple[Added, ...]) -> bool:
    """Whether to go on; asks only when a figure looks like a slip of units."""
    doubts = [p for each in added for p in each.warnings if p.code in ASKED]
    if not doubts:
        return True
    app.warn(doubts)
    answer = app.ask(app.voice.say("report.ask") + " ")
    return (answer or "").lower() in YES


def echo(app: AppContext, added: tuple[Added, ...], act: WriteOptions) -> None:
    """Old → new and what it does to the verdicts; warnings beside."""
    app.warn(problem for each in added for problem in each.warnings)
    if act.as_json:
        if len(added) == 1:
            app.out(AddedAloneJson.as_json(added[0], dry_run=act.dry_run))
        else:
            app.out(AddedManyJson.as_json(added, dry_run=act.dry_run))
        return
    for each in added:
        app.out("\n".join(_added_lines(app, each, dry_run=act.dry_run)))


def _head(added: Added, *, dry_run: bool) -> str:
    if added.unchanged:
        return "report.unchanged"
    if dry_run:
        return "report.rehearsed"
    return "report.kept_open" if added.is_draft else "report.written"


def _added_lines(app: AppContext, added: Added, *, dry_run: bool) -> list[str]:
    voice = app.voice
    period = label(added.period, voice)
    head = voice.say(
        _head(added, dry_run=dry_run), unit=one_line(added.unit.name), period=period
    )
    lines = [head, *_paper_lines(app, added)]
    for change in added.changes:
        one = _indicator(added.effects, change.indicator)
        pair = (change.before, change.after)
        lines.append("  " + change_line(one, change.indicator, pair, voice))
    lines += [f"  + {row.indicator}  {item_line(row)}" for row in added.report.added]
    lines += _task_lines(app, added)
    lines += [f"  {proof_line(each, voice)}" for each in added.report.evidence]
    lines += _effect_lines(app, added.effects)
    if added.unchanged or added.duty is None:
        return lines
    if added.is_draft:
        return [*lines, voice.say("report.draft.next")]
    return [*lines, _duty_line(app, added)]


def _paper_lines(app: AppContext, added: Added) -> list[str]:
    """Its paper and the day it came, where somebody stated them."""
    report = added.report
    told = report.document.number or report.document.date
    if added.unchanged or not (told or report.received != app.today):
        return []
    day = short(report.received)
    if not told:
        return ["  " + app.voice.say("report.came", day=day)]
    paper = paper_words(report.document, app.voice)
    return ["  " + app.voice.say("report.came.paper", day=day, paper=paper)]


def _task_lines(app: AppContext, added: Added) -> list[str]:
    notes = added.report.tasks
    return [f"  {task_line(note, added.plan, app.voice)}" for note in notes]


def _effect_lines(app: AppContext, effects: tuple[Effect, ...]) -> list[str]:
    if not effects:
        return []
    lines = [
        "  " + effect_line(e.before, e.after, app.voice, last=e.period.is_last)
        for e in effects
    ]
    return [app.voice.say("report.effects"), *lines]


def _duty_line(app: AppContext, added: Added) -> str:
    duty = added.duty
    if duty is None:
        return ""
    if duty.report is Reporting.INCOMPLETE:
        return app.voice.say(
            "report.incomplete", n=len(duty.missing), keys=", ".join(duty.missing)
        )
    return app.voice.say("report.complete", late=late_words(duty, app.voice))


def _indicator(effects: tuple[Effect, ...], key: str) -> Indicator | None:
    found = (each.after.indicator for each in effects)
    return next((one for one in found if one.id == key), None)


def board_text(app: AppContext, found: Board, form: Format) -> str:
    """The board of a period in the form asked for."""
    voice = app.voice
    if form is Format.JSON:
        return BoardJson.as_json(found)
    title = voice.say(
        "report.board", period=label(found.period, voice), day=short(found.as_of)
    )
    narrow = form is Format.TABLE and app.width < WIDE
    without = frozenset() if found.plan.review else frozenset({"accepted"})
    table = BOARD.table(title, found.reports, voice, narrow=narrow, without=without)
    text = drawn(table, form, app.width, colour=app.colour)
    return f"{text}\n{_sum_line(app, found)}" if form is Format.TABLE else text


def _sum_line(app: AppContext, found: Board) -> str:
    """How many have sent it, and who has not."""
    waiting = [
        one_line(each.view.unit.name)
        for each in found.reports
        if is_waited_for(each.view)
    ]
    counts = f"{len(found.reports) - len(waiting):02}/{len(found.reports):02}"
    code = "report.board.waiting" if waiting else "report.board.all"
    return app.voice.say(code, counts=counts, units=", ".join(waiting))


def sheet_text(app: AppContext, found: Sheet, *, as_json: bool) -> str:
    """One unit's report with the history of each figure."""
    if as_json:
        return SheetJson.as_json(found)
    voice, view = app.voice, found.report.view
    head = voice.say(
        "report.sheet",
        unit=one_line(found.unit.name),
        period=label(found.period, voice),
        state=voice.say(f"report.status.{view.report.value}"),
        filled=found.report.filled,
        expected=found.report.expected,
        due=short(view.due),
        received=short(view.last.received) if view.last else "–",
        late=late_words(view, voice),
        document=paper_words(view.last.document, voice) if view.last else "–",
    )
    rest = sheet_lines(found.plan, found.unit.id, found.period.name, found.facts, voice)
    life = life_lines(found.acts, found.plan, voice)
    return "\n".join([head, "", *_history(found, app), *rest, *life])


def _history(found: Sheet, app: AppContext) -> list[str]:
    """Each figure with all of its revisions, and what is still missing."""
    plan: Plan = found.plan
    lines: list[str] = []
    for one in plan.all_indicators:
        past = [each for each in found.revisions if each.cell[0] == one.id]
        if past:
            lines.append(f"{one.id}  {one_line(one.name)}")
            lines += [f"    {revision_line(each, plan, app.voice)}" for each in past]
        elif one.id in found.report.view.missing:
            none = app.voice.say("cell.state.missing")
            lines += [f"{one.id}  {one_line(one.name)}", f"    {none}"]
    return lines


def withdrawal_text(app: AppContext, done: Withdrawn, act: WriteOptions) -> str:
    """What was taken back and what that does."""
    if act.as_json:
        return WithdrawnJson.as_json(done, dry_run=act.dry_run)
    voice = app.voice
    code = "report.withdraw.rehearsed" if act.dry_run else "report.withdrawn"
    period = label(done.period, voice)
    lines = [voice.say(code, unit=one_line(done.unit.name), period=period)]
    for change in done.changes:
        one = _indicator(done.effects, change.indicator)
        pair = (change.before, change.after)
        lines.append("  " + change_line(one, change.indicator, pair, voice))
    if done.items:
        lines.append("  " + voice.say("report.withdrawn.items", n=done.items))
    return "\n".join([*lines, *_effect_lines(app, done.effects)])
