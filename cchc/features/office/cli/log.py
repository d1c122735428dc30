"""`cchc log`: who wrote what."""

from itertools import islice
from typing import Annotated

from cchc.app.context import AppContext
from cchc.app.lists import give_list
from cchc.app.options import ListOptions, option
from cchc.app.output import Format
from cchc.features.office.actions.log import LogFilter, log
from cchc.features.office.show.log import LogJson, log_journal, log_table

Unit = Annotated[str | None, option("--unit", "help.log.unit", "UNIT")]
Key = Annotated[str | None, option("--indicator", "help.log.indicator", "KEY")]
Verb = Annotated[str | None, option("--verb", "help.log.verb", "VERB")]
Since = Annotated[str | None, option("--since", "help.log.since", "DATE")]
Until = Annotated[str | None, option("--until", "help.log.until", "DATE")]
Full = Annotated[bool, option("--full", "help.log.full")]
ON_A_SCREEN = 25
"""How many of the latest things a screen tells; files and data tell all."""


def run_log(
    app: AppContext,
    unit: Unit = None,
    indicator: Key = None,
    verb: Verb = None,
    since: Since = None,
    until: Until = None,
    full: Full = False,
    *,
    out: ListOptions,
) -> None:
    days = app.optional_day(since, "--since"), app.optional_day(until, "--until")
    chosen = LogFilter(unit, indicator, verb, *days)
    is_screen = out.format is Format.TABLE
    plan, found = log(
        app.database, chosen, app.voice, today=app.today, newest_first=is_screen
    )
    is_limited = is_screen and not (full or out.to_file)
    lines = tuple(islice(found, ON_A_SCREEN if is_limited else None))
    give_list(
        app,
        out,
        lambda: LogJson.as_json(lines, plan=plan),
        lambda: log_table(lines, plan, app.voice),
        lambda width, _: "\n".join(log_journal(lines, plan, app.voice, width)),
    )
    if next(found, None) is not None:
        app.remark("log.older", n=len(lines))
