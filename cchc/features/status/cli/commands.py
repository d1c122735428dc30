"""`cchc status`: the terminal overview, and the same as data."""

from typing import TYPE_CHECKING, Annotated

import typer

from cchc.app.context import AppContext
from cchc.app.options import AsOf, Format, FormatName, Json, Output, choose_format

if TYPE_CHECKING:
    from cchc.features.status.actions.status import Standing

FOUND_SOMETHING = 3
ON_PAPER = 100


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("status", help="help.status")(_status)


def _status(
    ctx: typer.Context,
    period: Annotated[
        str | None, typer.Argument(metavar="[PERIOD]", help="help.status.period")
    ] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="UNIT", help="help.status.unit")
    ] = None,
    area: Annotated[
        str | None, typer.Option("--area", metavar="AREA", help="help.status.area")
    ] = None,
    as_of: AsOf = None,
    as_json: Json = False,
    format_name: FormatName = None,
    output: Output = None,
    check: Annotated[bool, typer.Option("--check", help="help.status.check")] = False,
) -> None:
    from cchc.features.status.actions.status import Question, standing
    from cchc.text.problem import Refused

    app = ctx.ensure_object(AppContext)
    form = choose_format(app, as_json=as_json, name=format_name)
    asked = Question(period, app.day(as_of), unit, area)
    found = standing(app.database, asked)
    if isinstance(found, Refused):
        app.refuse(found.problems, as_json=form is Format.JSON)
    if found.changed is not None:
        app.warn([found.changed])
    to_file = output is not None and str(output) != "-"
    app.deliver(_drawn(app, found, form, to_file=to_file), output)
    if check and found.is_troubled:
        raise typer.Exit(FOUND_SOMETHING)


def _drawn(app: AppContext, found: "Standing", form: Format, *, to_file: bool) -> str:
    if form is Format.JSON:
        from cchc.features.status.show.status_json import status_json

        return status_json(found.view, found.since)
    if form is Format.TABLE:
        return _screen(app, found, to_file=to_file)
    from cchc.features.status.show.listing import indicator_table
    from cchc.screen.table import drawn

    table = indicator_table(found.view, app.voice, stored=form is not Format.MD)
    return drawn(table, form, app.width)


def _screen(app: AppContext, found: "Standing", *, to_file: bool) -> str:
    from cchc.features.status.show.status import Slant, status_screen
    from cchc.text.sanitize import one_line

    names = {each.id: one_line(each.name) for each in found.version.plan.units}
    notice = app.voice.say("status.illustrative") if found.is_illustrative else None
    return status_screen(
        found.view,
        app.voice,
        ON_PAPER if to_file else app.width,
        colour=app.colour and not to_file,
        slant=Slant(found.unit, found.area, notice, names, _issued(app, found)),
    )


def _issued(app: AppContext, found: "Standing") -> tuple[str, ...]:
    """What changed since the last issued memo: the sentence, then each cell."""
    if found.since is None:
        return ()
    from cchc.phrases.restatement_sentences import (
        Teller,
        restated_lines,
        restated_sentence,
    )

    names = {each.name: each for each in found.view.periods}
    teller = Teller(found.version.plan, names, app.voice)
    sentence = restated_sentence(found.since, teller)
    return (sentence, *restated_lines(found.since, teller))
