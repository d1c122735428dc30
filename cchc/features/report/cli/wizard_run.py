"""`cchc report add` at a terminal without figures: which unit, which period, go."""

from typing import NoReturn

import typer

from cchc.app.context import AppContext
from cchc.app.name_lookup import find_by_name, unit_names
from cchc.app.options import WriteOptions
from cchc.features.report.actions.add import Added, add_all
from cchc.features.report.actions.board import Board, board
from cchc.features.report.actions.interview import Interview, interview
from cchc.features.report.cli.echo import echo
from cchc.features.report.cli.wizard import BACK, EXPLAIN, YES, Paused, Wizard, word
from cchc.features.report.show.history import review_state
from cchc.text.compare import fold
from cchc.text.problem import ProblemCode, Refusal
from cchc.text.sanitize import one_line
from cchc.text.width import wrapped
from cchc.words.period import label

INTERRUPTED = 130


def wizard(
    app: AppContext,
    unit: str | None,
    period: str | None,
    by: str | None,
    *,
    dry_run: bool,
) -> None:
    """Ask for a report until it is written, refused, or left as a draft."""
    try:
        if unit is None:
            unit = _unit(app, period)
            period = _period(app, period)
    except Paused:
        raise typer.Exit(1) from None
    found = interview(app.database, unit, period, today=app.today)
    one = Wizard(app, found, keeps=not dry_run)
    try:
        _played(one, by, dry_run=dry_run)
    except Paused:
        _left(one, 1)
    except KeyboardInterrupt:
        _left(one, INTERRUPTED)


def _left(one: Wizard, code: int) -> NoReturn:
    """Say where the answers are, and end."""
    one.app.err("\n")
    if one.keeps and one.typed != one.asked.blank:
        asked = one.asked
        one.say("wizard.left", key=asked.unit.id, period=asked.period.id)
    else:
        one.say("wizard.nothing")
    raise typer.Exit(code)


def _played(one: Wizard, by: str | None, *, dry_run: bool) -> None:
    one.greet()
    one.questions()
    while True:
        if one.paper() == BACK:
            one.questions(max(len(one.asked.asks) - 1, 0))
            continue
        try:
            added = _written(one, by, dry_run=True)
        except Refusal as refusal:
            one.app.warn(refusal.problems)
            one.say("wizard.mend")
            one.line("")
            one.questions(_spot(one.asked, refusal))
            continue
        echo(one.app, added, WriteOptions(dry_run=True))
        if dry_run:
            return None
        said = one.line(one.app.voice.say("wizard.write") + " ")
        if said == BACK:
            one.questions(max(len(one.asked.asks) - 1, 0))
        elif fold(said) in YES:
            return _finish(one, by)
        else:
            _left(one, 1)


def _finish(one: Wizard, by: str | None) -> None:
    added = _written(one, by, dry_run=False)
    echo(one.app, added, WriteOptions())


def _written(one: Wizard, by: str | None, *, dry_run: bool) -> tuple[Added, ...]:
    app = one.app
    return add_all(
        app.database,
        (one.typed,),
        today=app.today,
        stamp=app.stamp("report add", by),
        dry_run=dry_run,
    )


def _spot(asked: Interview, refusal: Refusal) -> int:
    """The question of the first answer that was refused; else the first one."""
    wrong = {each.blanks.get("key") for each in refusal.problems}
    spots = (n for n, ask in enumerate(asked.asks) if ask.key in wrong)
    return next(spots, 0)


def _unit(app: AppContext, period: str | None) -> str:
    """The unit that was meant: by number, id, or name without accents."""
    found = board(app.database, period, as_of=app.today)
    _list(app, found)
    ids = [each.view.unit.id for each in found.reports]
    while True:
        text = _line(app, "wizard.unit")
        if text == EXPLAIN:
            _list(app, found)
            continue
        if text.isascii() and text.isdigit() and 0 < int(text) <= len(ids):
            return ids[int(text) - 1]
        meant = find_by_name(
            word(text), unit_names(found.plan), ProblemCode.REPORT_UNKNOWN_UNIT
        )
        if isinstance(meant, str):
            return meant
        near = [
            key for key, names in unit_names(found.plan).items() if _fits(text, names)
        ]
        if len(near) == 1:
            return near[0]
        if text:
            app.warn([meant])


def _fits(text: str, names: tuple[str, ...]) -> bool:
    return bool(text) and any(fold(text) in fold(name) for name in names)


def _list(app: AppContext, found: Board) -> None:
    """Every unit with its number and how its report stands."""
    app.err(app.voice.say("wizard.units", period=label(found.period, app.voice)))
    for number, each in enumerate(found.reports, start=1):
        view = each.view
        said = app.voice.say(
            "wizard.unit.line",
            number=f"{number:>2}",
            key=view.unit.id,
            name=one_line(view.unit.name),
            state=review_state(view, app.voice),
            cells=f"{each.filled}/{each.expected}",
        )
        app.err("\n".join(wrapped(said, app.width)))


def _period(app: AppContext, period: str | None) -> str | None:
    """The period that was meant; the current one where nothing is typed."""
    if period is not None:
        return period
    while True:
        found = board(app.database, None, as_of=app.today)
        text = _line(app, "wizard.period", period=label(found.period, app.voice))
        if not text:
            return found.period.id
        try:
            board(app.database, text, as_of=app.today)
        except Refusal as refusal:
            app.warn(refusal.problems)
        else:
            return text


def _line(app: AppContext, code: str, /, **blanks: object) -> str:
    said = app.ask(app.voice.say(code, **blanks) + " ")
    if said is None:
        raise Paused
    return said
