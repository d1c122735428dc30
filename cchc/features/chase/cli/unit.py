"""`cchc unit`: the units, their record, exemptions and later due days."""

from typing import Annotated

import typer

from cchc.app.context import AppContext
from cchc.app.options import (
    AsOf,
    By,
    DryRun,
    Format,
    FormatName,
    Json,
    Output,
    choose_format,
)
from cchc.app.usage_errors import UsageError
from cchc.core.facts.reliefs import ReliefKind

Unit = Annotated[str, typer.Argument(metavar="UNIT", help="help.unit.unit")]
PeriodWord = Annotated[
    str, typer.Argument(metavar="PERIOD", help="help.argument.period")
]
Reason = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help="help.unit.reason")
]
Lift = Annotated[bool, typer.Option("--lift", help="help.unit.lift")]


def register(app: typer.Typer) -> None:
    """Add the family of commands."""
    family = typer.Typer(help="help.unit", rich_markup_mode=None)
    family.command("list", help="help.unit.list")(_list)
    family.command("exempt", help="help.unit.exempt")(_exempt)
    family.command("extend", help="help.unit.extend")(_extend)
    app.add_typer(family, name="unit")


def _list(
    ctx: typer.Context,
    period: Annotated[
        str | None, typer.Argument(metavar="[PERIOD]", help="help.argument.period")
    ] = None,
    as_of: AsOf = None,
    as_json: Json = False,
    format_name: FormatName = None,
    output: Output = None,
) -> None:
    from cchc.features.chase.actions.unit import roll
    from cchc.features.chase.show.chase_json import ROLL
    from cchc.features.chase.show.unit_roll import roll_table
    from cchc.screen.table import drawn
    from cchc.text.day import short
    from cchc.text.problem import Refused
    from cchc.words.period import label

    app = ctx.ensure_object(AppContext)
    form = choose_format(app, as_json=as_json, name=format_name)
    found = roll(app.database, period, as_of=app.day(as_of))
    if isinstance(found, Refused):
        app.refuse(found.problems, as_json=form is Format.JSON)
    lines = [(each.unit, each.report, each.record) for each in found.lines]
    if form is Format.JSON:
        app.deliver(ROLL.as_json(found), output)
        return
    blanks = {"period": label(found.period, app.voice), "day": short(found.as_of)}
    table = roll_table(lines, app.voice.say("unit.title", **blanks), app.voice)
    app.deliver(drawn(table, form, app.width, colour=app.colour), output)


def _exempt(
    ctx: typer.Context,
    unit: Unit,
    period: PeriodWord,
    reason: Reason,
    lift: Lift = False,
    dry_run: DryRun = False,
    by: By = None,
    as_json: Json = False,
) -> None:
    kind = ReliefKind.LIFT if lift else ReliefKind.EXEMPT
    words = (unit, period, reason, None)
    _grant(ctx, kind, words, by, dry_run=dry_run, as_json=as_json)


def _extend(
    ctx: typer.Context,
    unit: Unit,
    period: PeriodWord,
    until: Annotated[
        str, typer.Option("--until", metavar="DATE", help="help.unit.until")
    ],
    reason: Reason,
    dry_run: DryRun = False,
    by: By = None,
    as_json: Json = False,
) -> None:
    words = (unit, period, reason, until)
    _grant(ctx, ReliefKind.EXTEND, words, by, dry_run=dry_run, as_json=as_json)


def _grant(
    ctx: typer.Context,
    kind: ReliefKind,
    words: tuple[str, str, str, str | None],
    by: str | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    from cchc.features.chase.actions.unit import Wish, grant
    from cchc.features.chase.show.chase_json import GRANTED
    from cchc.features.chase.show.unit_roll import granted_words
    from cchc.text.problem import Refused
    from cchc.words.period import label

    app = ctx.ensure_object(AppContext)
    unit, period, reason, until = words
    if not reason.strip():
        raise UsageError("misuse.value_missing", ctx, option="--reason")
    day = None if until is None else app.day(until, "--until")
    door = "unit extend" if until is not None else "unit exempt"
    done = grant(
        app.database,
        Wish(unit, period, kind, reason, day),
        stamp=app.stamp(door, by),
        dry_run=dry_run,
    )
    if isinstance(done, Refused):
        app.refuse(done.problems, as_json=as_json)
    pair = (done.before, done.after)
    if as_json:
        told = GRANTED.as_json(done, dry_run=dry_run)
    else:
        name = label(done.period, app.voice)
        told = granted_words(done.relief, name, pair, app.voice, dry_run=dry_run)
    app.out(told)
