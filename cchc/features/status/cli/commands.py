"""`cchc status`: the terminal overview, and the same as data."""

from typing import Annotated

import typer

from cchc.app.context import FOUND_SOMETHING, AppContext
from cchc.app.options import AsOf, Format, ListOptions
from cchc.features.status.actions.status import Question, Standing, standing
from cchc.features.status.show.listing import indicator_table
from cchc.features.status.show.status_json import status_json
from cchc.phrases.restatement_sentences import (
    plan_names,
    restated_lines,
    restated_sentence,
)
from cchc.screen.table import render_table
from cchc.text.sanitize import one_line

ON_PAPER = 100


def run_status(
    app: AppContext,
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
    *,
    out: ListOptions,
    check: Annotated[bool, typer.Option("--check", help="help.status.check")] = False,
) -> int:
    """Where everything stands in a period."""
    found = standing(app.database, Question(period, app.day(as_of), unit, area))
    app.warn([] if found.changed is None else [found.changed])
    app.deliver(_text(app, found, out), out.output)
    return FOUND_SOMETHING if check and found.is_troubled else 0


def _text(app: AppContext, found: Standing, out: ListOptions) -> str:
    if out.as_json:
        return status_json(found.view, found.since)
    if out.format is Format.TABLE:
        return _screen(app, found, out)

    stored = out.format is not Format.MD
    table = indicator_table(found.view, app.voice, stored=stored)
    return render_table(table, out.format, app.width)


def _screen(app: AppContext, found: Standing, out: ListOptions) -> str:
    from cchc.features.status.show.status import StatusFocus, status_screen

    names = {each.id: one_line(each.name) for each in found.version.plan.units}
    notice = app.voice.say("status.illustrative") if found.is_illustrative else None
    return status_screen(
        found.view,
        app.voice,
        ON_PAPER if out.to_file else app.width,
        colour=app.colour and not out.to_file,
        focus=StatusFocus(found.unit, found.area, notice, names, _issued(app, found)),
    )


def _issued(app: AppContext, found: Standing) -> tuple[str, ...]:
    """What changed since the last issued memo: the sentence, then each cell."""
    if found.since is None:
        return ()

    names = plan_names(found.view, found.version.plan, app.voice)
    sentence = restated_sentence(found.since, names)
    return (sentence, *restated_lines(found.since, names))
