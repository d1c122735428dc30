"""`cchc remind`: who owes what, and the reminders that go out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cchc.app.context import Desk
from cchc.app.options import AsOf, By, DryRun, Format, FormatName, Json, chosen

if TYPE_CHECKING:
    from cchc.features.chase.actions.remind import Chased

FOUND_SOMETHING = 3

Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE|DIR", help="help.remind.output"),
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("remind", help="help.remind")(_remind)


def _remind(
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

    desk = ctx.ensure_object(Desk)
    if letters or again:
        asked = Asked(period, as_of, as_json, format_name, output, by, dry_run, check)
        (resend if again else send_now)(desk, asked)
        return
    form = chosen(desk, as_json=as_json, name=format_name)
    _board(desk, period, as_of, form, output, check=check)


def _board(
    desk: Desk,
    period: str | None,
    as_of: str | None,
    form: Format,
    output: Path | None,
    *,
    check: bool,
) -> None:
    from cchc.features.chase.actions.remind import chased
    from cchc.text.problem import Refused

    found = chased(desk.database, period, as_of=desk.day(as_of))
    if isinstance(found, Refused):
        desk.refuse(found.problems, as_json=form is Format.JSON)
    desk.deliver(_drawn(desk, found, form), output)
    if form is not Format.JSON:
        _tell(desk, found)
    if check and found.is_overdue:
        raise typer.Exit(FOUND_SOMETHING)


def _drawn(desk: Desk, found: "Chased", form: Format) -> str:
    from cchc.features.chase.show.remind import board_json, board_table
    from cchc.screen.table import drawn
    from cchc.text.day import short
    from cchc.words.period import label

    voice, view = desk.voice, found.view
    if form is Format.JSON:
        others = [(each.view.period, each.debts) for each in found.others]
        return board_json(found.plan, view, found.debts, found.off, others)
    blanks = {"period": label(view.period, voice), "day": short(view.as_of)}
    if not found.debts and form is Format.TABLE:
        return voice.say("remind.nobody", **blanks)
    table = board_table(found.debts, voice.say("remind.title", **blanks), voice)
    return drawn(table, form, desk.width, colour=desk.colour)


def _tell(desk: Desk, found: "Chased") -> None:
    """How many are late; which due day is a day off; what may be sent now."""
    from cchc.phrases.figure_phrases import counted
    from cchc.text.day import short
    from cchc.words.period import label

    for day in found.off:
        desk.remark("remind.day_off", day=short(day))
    if found.debts:
        desk.remark(
            "remind.sum",
            owing=counted(len(found.debts), desk.voice),
            expected=counted(found.view.reports.expected, desk.voice),
            late=counted(found.late, desk.voice),
        )
    for each in found.others:
        desk.remark(
            "remind.other",
            period=label(each.view.period, desk.voice),
            owing=counted(len(each.debts), desk.voice),
            late=counted(each.late, desk.voice),
            id=each.view.period.id,
        )
    ready = sum(each.ready for each in found.boards)
    if ready:
        desk.remark("remind.ready", n=ready, units=counted(ready, desk.voice))
