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
    asked = (period, app.day(as_of), unit, area)
    question = StatusQuestion(*asked, in_short=in_short, as_data=as_data)
    status, other = _asked_status(app, question, against)
    app.warn([] if status.changed is None else [status.changed])
    if status.view.sum_failures:
        from cchc.words.checking import failure_problem

        plan, failed = status.version.plan, status.view.sum_failures
        app.warn([failure_problem(failure, plan, refuses=False) for failure in failed])
    voice = voice_of_span(status.version.plan, app.voice)
    give_list(
        app,
        out,
        lambda: status_json(status.view, status.since, other),
        lambda: _table(status, other, voice, stored=out.format.is_data),
        lambda width, colour: (
            _screen(app, status, width, colour=colour, full=is_full)
            if other is None
            else _two_years(app, status, other, width, colour=colour, full=full)
        ),
    )
    return FOUND_SOMETHING if check and status.is_troubled else 0


def _asked_status(
    app: AppContext, question: StatusQuestion, against: str | None
) -> "tuple[StatusAnswer, AgainstYear | None]":
    """What was asked, with the other year where one is named."""
    if against is None:
        return read_status(app.database, question), None
    from cchc.features.status.actions.against import read_against

    return read_against(app.database, question, against)


def _two_years(  # what is shown, and how
    app: AppContext,
    status: StatusAnswer,
    other: "AgainstYear",
    width: int,
    *,
    colour: bool,
    full: bool,
) -> str:
    """What turned since the other year, on one screen or in full."""
    from cchc.features.status.show.against import against_screen

    voice = voice_of_span(status.version.plan, app.voice)
    return against_screen(status.view, other, voice, width, colour=colour, is_full=full)


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
    app: AppContext, status: StatusAnswer, width: int, *, colour: bool, full: bool
) -> str:
    from cchc.features.status.cli.screen import whole_screen

    return whole_screen(app, status, width, colour=colour, full=full)
