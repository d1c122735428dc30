"""`cchc remind`: who owes what, and the reminders that go out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cchc.app.context import AppContext
from cchc.app.options import AsOf, By, DryRun, Format, FormatName, Json, choose_format

if TYPE_CHECKING:
    from cchc.features.chase.actions.remind import Chased

FOUND_SOMETHING = 3

Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE|DIR", help="help.remind.output"),
]


def run_remind(
    ctx: typer.Context,
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
) -> None:
    from cchc.features.chase.cli.letters import Asked, resend, send_now

    app = ctx.ensure_object(AppContext)
    if letters or again:
        asked = Asked(period, as_of, as_json, format_name, output, by, dry_run, check)
        (resend if again else send_now)(app, asked)
        return
    form = choose_format(app, as_json=as_json, name=format_name)
    _board(app, period, as_of, form, output, check=check)


def _board(
    app: AppContext,
    period: str | None,
    as_of: str | None,
    form: Format,
    output: Path | None,
    *,
    check: bool,
) -> None:
    from cchc.features.chase.actions.remind import chased

    found = chased(app.database, period, as_of=app.day(as_of))
    app.deliver(_drawn(app, found, form), output)
    if form is not Format.JSON:
        _tell(app, found)
    if check and found.is_overdue:
        raise typer.Exit(FOUND_SOMETHING)


def _drawn(app: AppContext, found: "Chased", form: Format) -> str:
    from cchc.features.chase.show.chase_json import RemindJson
    from cchc.features.chase.show.remind import board_table
    from cchc.screen.table import drawn
    from cchc.text.day import short
    from cchc.words.period import label

    voice, view = app.voice, found.view
    if form is Format.JSON:
        return RemindJson.as_json(found)
    blanks = {"period": label(view.period, voice), "day": short(view.as_of)}
    if not found.debts and form is Format.TABLE:
        return voice.say("remind.nobody", **blanks)
    table = board_table(found.debts, voice.say("remind.title", **blanks), voice)
    return drawn(table, form, app.width, colour=app.colour)


def _tell(app: AppContext, found: "Chased") -> None:
    """How many are late; which due day is a day off; what may be sent now."""
    from cchc.phrases.figure_phrases import two_digits
    from cchc.text.day import short
    from cchc.words.period import label

    for day in found.off:
        app.remark("remind.day_off", day=short(day))
    if found.debts:
        app.remark(
            "remind.sum",
            owing=two_digits(len(found.debts), app.voice),
            expected=two_digits(found.view.reports.expected, app.voice),
            late=two_digits(found.late, app.voice),
        )
    for each in found.others:
        app.remark(
            "remind.other",
            period=label(each.view.period, app.voice),
            owing=two_digits(len(each.debts), app.voice),
            late=two_digits(each.late, app.voice),
            id=each.view.period.id,
        )
    ready = sum(each.ready for each in found.boards)
    if ready:
        app.remark("remind.ready", n=ready, units=two_digits(ready, app.voice))
