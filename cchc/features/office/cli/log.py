"""`cchc log`: who did what, when."""

from typing import Annotated

import typer

from cchc.app.context import AppContext
from cchc.app.options import (
    Format,
    ListOptions,
)
from cchc.features.office.actions.log import Sieve, log
from cchc.features.office.show.log import LogJson, log_journal, log_table
from cchc.screen.table import drawn

Unit = Annotated[
    str | None, typer.Option("--unit", metavar="UNIT", help="help.log.unit")
]
Key = Annotated[
    str | None, typer.Option("--indicator", metavar="KEY", help="help.log.indicator")
]
Verb = Annotated[
    str | None, typer.Option("--verb", metavar="KEY", help="help.log.verb")
]
Since = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="help.log.since")
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="help.log.until")
]


def run_log(
    app: AppContext,
    unit: Unit = None,
    indicator: Key = None,
    verb: Verb = None,
    since: Since = None,
    until: Until = None,
    *,
    out: ListOptions,
) -> None:
    days = app.optional_day(since, "--since"), app.optional_day(until, "--until")
    sieve = Sieve(unit, indicator, verb, *days)
    plan, lines = log(app.database, sieve, app.voice, today=app.today)
    match out.format:
        case Format.JSON:
            text = LogJson.as_json(lines, plan=plan)
        case Format.TABLE:
            text = "\n".join(log_journal(lines, plan, app.voice, app.width))
        case _:
            text = drawn(log_table(lines, plan, app.voice), out.format, app.width)
    app.deliver(text, out.output)
