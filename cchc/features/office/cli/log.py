"""`cchc log`: who wrote what."""

from itertools import islice
from typing import Annotated

from cchc.app.context import AppContext
from cchc.app.give import give_list
from cchc.app.options import AnswerOptions, option
from cchc.app.output import Format
from cchc.features.office.actions.log import (
    LogFilter,
    LogJson,
    log,
    log_answer,
    log_journal,
    log_table,
)
from cchc.screen.list_answer import MOST

Unit = Annotated[str | None, option("--unit", "help.log.unit", "UNIT")]
Key = Annotated[str | None, option("--indicator", "help.log.indicator", "KEY")]
Verb = Annotated[str | None, option("--verb", "help.log.verb", "VERB")]
Since = Annotated[str | None, option("--since", "help.log.since", "DATE")]
Until = Annotated[str | None, option("--until", "help.log.until", "DATE")]


def run_log(
    app: AppContext,
    unit: Unit = None,
    indicator: Key = None,
    verb: Verb = None,
    since: Since = None,
    until: Until = None,
    *,
    out: AnswerOptions,
) -> None:
    days = app.optional_day(since, "--since"), app.optional_day(until, "--until")
    chosen = LogFilter(unit, indicator, verb, *days)
    is_screen = out.format is Format.TABLE
    plan, found = log(
        app.database, chosen, app.voice, today=app.today, newest_first=is_screen
    )
    is_all = out.is_full or out.to_file or app.is_piped
    lines = tuple(islice(found, MOST if is_screen and not is_all else None))
    is_cut = next(found, None) is not None
    give_list(
        app,
        out,
        lambda: LogJson.as_json(lines, plan=plan),
        lambda: log_table(lines, plan, app.voice),
        lambda width, _: "\n".join(log_journal(lines, plan, app.voice, width)),
        lambda: log_answer(lines, plan, app.voice, is_cut=is_cut),
    )
