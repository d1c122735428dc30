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


def run_list(
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
    from cchc.features.chase.show.chase_json import RollJson
    from cchc.features.chase.show.unit_roll import roll_table
    from cchc.screen.table import drawn
    from cchc.text.day import short
    from cchc.words.period import label

    app = ctx.ensure_object(AppContext)
    form = choose_format(app, as_json=as_json, name=format_name)
    found = roll(app.database, period, as_of=app.day(as_of))
    lines = [(each.unit, each.report, each.record) for each in found.lines]
    if form is Format.JSON:
        app.deliver(RollJson.as_json(found), output)
        return
    blanks = {"period": label(found.period, app.voice), "day": short(found.as_of)}
    table = roll_table(lines, app.voice.say("unit.title", **blanks), app.voice)
    app.deliver(drawn(table, form, app.width, colour=app.colour), output)


def run_exempt(
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


def run_extend(
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
    from cchc.features.chase.show.chase_json import GrantedJson
    from cchc.features.chase.show.unit_roll import granted_words
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
    pair = (done.before, done.after)
    if as_json:
        told = GrantedJson.as_json(done, dry_run=dry_run)
    else:
        name = label(done.period, app.voice)
        told = granted_words(done.relief, name, pair, app.voice, dry_run=dry_run)
    app.out(told)
