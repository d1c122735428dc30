"""`cchc remind`: who owes what, and the reminders that go out."""

from pathlib import Path
from typing import Annotated

import typer

from cchc.app.context import FOUND_SOMETHING, AppContext
from cchc.app.options import AsOf, By, DryRun, Format, FormatName, Json, choose_format
from cchc.features.chase.actions.remind import Chased, chased
from cchc.features.chase.cli.letters import LetterOptions, resend, send_now
from cchc.features.chase.show.chase_json import RemindJson
from cchc.features.chase.show.remind import BOARD
from cchc.phrases.figure_phrases import two_digits
from cchc.screen.table import drawn
from cchc.text.day import short
from cchc.words.period import label

Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE|DIR", help="help.remind.output"),
]


def run_remind(
    app: AppContext,
    period: Annotated[
        str | None, typer.Argument(metavar="[PERIOD]", help="help.argument.period")
    ] = None,
    letters: Annotated[
        bool, typer.Option("--letters", help="help.remind.letters")
    ] = False,
    again: Annotated[bool, typer.Option("--again", help="help.remind.again")] = False,
    check: Annotated[bool, typer.Option("--check", help="help.remind.check")] = False,
    as_of: AsOf = None,
    as_json: Json = False,
    format_name: FormatName = None,
    output: Output = None,
    dry_run: DryRun = False,
    by: By = None,
) -> int:
    if letters or again:
        options = LetterOptions(
            period, as_of, as_json, format_name, output, by, dry_run, check
        )
        (resend if again else send_now)(app, options)
        return 0
    form = choose_format(app, as_json=as_json, name=format_name)
    board = chased(app.database, period, as_of=app.day(as_of))
    app.deliver(_board_text(app, board, form), output)
    if form is not Format.JSON:
        _tell(app, board)
    return FOUND_SOMETHING if check and board.is_overdue else 0


def _board_text(app: AppContext, board: Chased, form: Format) -> str:
    if form is Format.JSON:
        return RemindJson.as_json(board)
    period = label(board.view.period, app.voice)
    blanks = {"period": period, "day": short(board.view.as_of)}
    if not board.debts and form is Format.TABLE:
        return app.voice.say("remind.nobody", **blanks)
    title = app.voice.say("remind.title", **blanks)
    table = BOARD.table(title, board.debts, app.voice)
    return drawn(table, form, app.width, colour=app.colour)


def _tell(app: AppContext, board: Chased) -> None:
    """How many are late; which due day is a day off; what may be sent now."""
    for day in board.off:
        app.remark("remind.day_off", day=short(day))
    if board.debts:
        app.remark(
            "remind.sum",
            owing=two_digits(len(board.debts), app.voice),
            expected=two_digits(board.view.reports.expected, app.voice),
            late=two_digits(board.late, app.voice),
        )
    for other in board.others:
        app.remark(
            "remind.other",
            period=label(other.view.period, app.voice),
            owing=two_digits(len(other.debts), app.voice),
            late=two_digits(other.late, app.voice),
            id=other.view.period.id,
        )
    ready = sum(each.ready for each in board.boards)
    if ready:
        app.remark("remind.ready", n=ready, units=two_digits(ready, app.voice))
