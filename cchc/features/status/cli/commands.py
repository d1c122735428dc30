"""`cchc status`: the terminal overview, and the same as data."""

from typing import TYPE_CHECKING, Annotated

from cchc.app.context import FOUND_SOMETHING, AppContext
from cchc.app.give import give_list
from cchc.app.options import AsOf, ListOptions, argument, option
from cchc.app.output import Format
from cchc.features.status.actions.status import (
    StatusAnswer,
    StatusQuestion,
    read_status,
)
from cchc.features.status.show.status_json import status_json
from cchc.words.period import voice_of_span

if TYPE_CHECKING:
    from cchc.features.status.show.against import AgainstYear
    from cchc.screen.table import Table
    from cchc.words.translator import Voice


Against = Annotated[str | None, option("--against", "help.status.against", "YEAR")]


def run_status(
    app: AppContext,
    period: Annotated[str | None, argument("[PERIOD]", "help.status.period")] = None,
    unit: Annotated[str | None, option("--unit", "help.status.unit", "UNIT")] = None,
    area: Annotated[str | None, option("--area", "help.status.area", "AREA")] = None,
    against: Against = None,
    full: Annotated[bool, option("--full", "help.status.full")] = False,
    as_of: AsOf = None,
    *,
    out: ListOptions,
    check: Annotated[bool, option("--check", "help.status.check")] = False,
) -> int:
    """Where everything stands in a period."""
    is_full = full or unit is not None or area is not None
    in_short = out.format is Format.TABLE and not is_full
    as_data = out.format is not Format.TABLE
    scope = (period, app.day(as_of), unit, area)
    question = StatusQuestion(*scope, in_short=in_short, as_data=as_data)
    other = None
    if against is None:
        status = read_status(app.database, question)
    else:
        from cchc.features.status.actions.against import read_against

        status, other = read_against(app.database, question, against)
    _warn(app, status)
    voice = voice_of_span(status.version.plan, app.voice)
    give_list(
        app,
        out,
        lambda: status_json(status.view, status.since, other),
        lambda: _table(status, other, voice, stored=out.format.is_data),
        lambda width, colour: (
            _screen(app, status, width, colour=colour, is_full=is_full)
            if other is None
            else _two_years(status, other, voice, width, colour=colour, is_full=full)
        ),
    )
    return FOUND_SOMETHING if check and status.is_troubled else 0


def _warn(app: AppContext, status: StatusAnswer) -> None:
    """Say that the plan's file was changed, and which sums do not hold."""
    app.warn([] if status.changed is None else [status.changed])
    if failed := status.view.sum_failures:
        from cchc.words.checking import failure_problem

        plan = status.version.plan
        app.warn([failure_problem(failure, plan, refuses=False) for failure in failed])


def _table(
    status: StatusAnswer, other: "AgainstYear | None", voice: "Voice", *, stored: bool
) -> "Table":
    """The indicators as a list, beside those of the other year that is asked for."""
    if other is not None:
        from cchc.features.status.show.against import against_table

        return against_table(status.view, other, voice)
    from cchc.features.status.show.listing import indicator_table

    return indicator_table(status.view, voice, stored=stored)


def _screen(
    app: AppContext, status: StatusAnswer, width: int, *, colour: bool, is_full: bool
) -> str:
    from cchc.features.status.cli.screen import whole_screen

    return whole_screen(app, status, width, colour=colour, full=is_full)


def _two_years(
    status: StatusAnswer,
    other: "AgainstYear",
    voice: "Voice",
    width: int,
    *,
    colour: bool,
    is_full: bool,
) -> str:
    """What turned since the other year, on one screen or in full."""
    from cchc.features.status.show.against import against_screen

    at = (status.view, other, voice, width)
    return against_screen(*at, colour=colour, is_full=is_full)
