"""`cchc status`: the terminal overview, and the same as data."""

from typing import Annotated

from cchc.app.context import FOUND_SOMETHING, AppContext
from cchc.app.options import (
    AsOf,
    Format,
    ListOptions,
    argument,
    option,
)
from cchc.features.status.actions.status import (
    StatusAnswer,
    StatusQuestion,
    read_status,
)
from cchc.features.status.show.listing import indicator_table
from cchc.features.status.show.status_json import status_json
from cchc.phrases.restatement_sentences import restated_lines, restated_sentence
from cchc.phrases.writer import Writer
from cchc.screen.table import render_table
from cchc.text.sanitize import one_line

ON_PAPER = 100


def run_status(
    app: AppContext,
    period: Annotated[str | None, argument("[PERIOD]", "help.status.period")] = None,
    unit: Annotated[str | None, option("--unit", "help.status.unit", "UNIT")] = None,
    area: Annotated[str | None, option("--area", "help.status.area", "AREA")] = None,
    as_of: AsOf = None,
    *,
    out: ListOptions,
    check: Annotated[bool, option("--check", "help.status.check")] = False,
) -> int:
    """Where everything stands in a period."""
    status = read_status(
        app.database, StatusQuestion(period, app.day(as_of), unit, area)
    )
    app.warn([] if status.changed is None else [status.changed])
    if out.as_json:
        text = status_json(status.view, status.since)
    elif out.format is Format.TABLE:
        text = _screen(app, status, out)
    else:
        stored = out.format is not Format.MD
        table = indicator_table(status.view, app.voice, stored=stored)
        text = render_table(table, out.format, app.width)
    app.deliver(text, out.output)
    return FOUND_SOMETHING if check and status.is_troubled else 0


def _screen(app: AppContext, status: StatusAnswer, out: ListOptions) -> str:
    from cchc.features.status.show.status import StatusFocus, status_screen

    plan = status.version.plan
    changes: tuple[str, ...] = ()
    if status.since is not None:
        # what changed since the last issued memo: the sentence, then each cell
        writer = Writer(status.view, plan, app.voice)
        sentence = restated_sentence(status.since, writer)
        changes = (sentence, *restated_lines(status.since, writer))
    names = {unit.id: one_line(unit.name) for unit in plan.units}
    notice = app.voice.say("status.illustrative") if status.is_illustrative else None
    return status_screen(
        status.view,
        app.voice,
        ON_PAPER if out.to_file else app.width,
        colour=app.colour and not out.to_file,
        focus=StatusFocus(status.unit, status.area, notice, names, changes),
    )
