"""`cchc obstacle`: what stands in the way, from its raising to its end."""

from typing import TYPE_CHECKING, Annotated

import typer

from cchc.app.context import AppContext
from cchc.app.options import (
    AsOf,
    By,
    DryRun,
    FormatName,
    Json,
    Output,
    choose_format,
)

if TYPE_CHECKING:
    from cchc.features.obstacles.actions.obstacle import Deed

Unit = Annotated[str, typer.Argument(metavar="UNIT", help="help.obstacle.unit")]
Number = Annotated[int, typer.Argument(metavar="NUMBER", help="help.obstacle.number")]

Words = Annotated[str, typer.Argument(metavar="TEXT", help="help.obstacle.text")]
About = Annotated[
    str | None, typer.Option("--about", metavar="KEY", help="help.obstacle.about")
]
Cause = Annotated[
    str | None, typer.Option("--cause", metavar="TEXT", help="help.obstacle.cause")
]
Proposal = Annotated[
    str | None,
    typer.Option("--proposal", metavar="TEXT", help="help.obstacle.proposal"),
]
Addressee = Annotated[
    str | None, typer.Option("--to", metavar="UNIT", help="help.obstacle.to")
]
Kind = Annotated[
    str | None,
    typer.Option("--kind", metavar="difficulty|shortcoming", help="help.obstacle.kind"),
]
PeriodOption = Annotated[
    str | None, typer.Option("--period", metavar="PERIOD", help="help.argument.period")
]


def run_add(
    ctx: typer.Context,
    unit: Unit,
    text: Words,
    about: About = None,
    cause: Cause = None,
    proposal: Proposal = None,
    to: Addressee = None,
    kind: Kind = None,
    period: PeriodOption = None,
    dry_run: DryRun = False,
    by: By = None,
    as_json: Json = False,
) -> None:
    from cchc.features.obstacles.actions.obstacle import raise_one
    from cchc.features.obstacles.actions.parse import Wish
    from cchc.features.obstacles.cli.echo import done_text

    app = ctx.ensure_object(AppContext)
    done = raise_one(
        app.database,
        Wish(unit, text, about, cause, proposal, to, kind, period),
        stamp=app.stamp("obstacle add", by),
        today=app.today,
        dry_run=dry_run,
    )
    app.out(done_text(app, done, dry_run=dry_run, as_json=as_json))


def run_list(
    ctx: typer.Context,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="UNIT", help="help.obstacle.of")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="help.obstacle.all")] = False,
    as_of: AsOf = None,
    as_json: Json = False,
    format_name: FormatName = None,
    output: Output = None,
) -> None:
    from cchc.features.obstacles.actions.obstacle import docket
    from cchc.features.obstacles.cli.echo import docket_text

    app = ctx.ensure_object(AppContext)
    form = choose_format(app, as_json=as_json, name=format_name)
    found = docket(app.database, as_of=app.day(as_of), unit=unit, closed=every)
    app.deliver(docket_text(app, found, form), output)


def run_assign(
    ctx: typer.Context,
    number: Number,
    unit: Annotated[str, typer.Argument(metavar="UNIT", help="help.obstacle.assignee")],
    due: Annotated[
        str | None, typer.Option("--due", metavar="DATE", help="help.obstacle.due")
    ] = None,
    instruction: Annotated[
        str | None,
        typer.Option("--instruction", metavar="TEXT", help="help.obstacle.instruction"),
    ] = None,
    dry_run: DryRun = False,
    by: By = None,
    as_json: Json = False,
) -> None:
    from cchc.core.facts.obstacle import Step
    from cchc.features.obstacles.actions.obstacle import Deed

    app = ctx.ensure_object(AppContext)
    day = None if due is None else app.day(due, "--due")
    deed = Deed(number, Step.ASSIGNED, instruction, unit, day)
    _handled(app, deed, "obstacle assign", by, dry_run=dry_run, as_json=as_json)


def run_answer(
    ctx: typer.Context,
    number: Number,
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="help.obstacle.answer.text")
    ],
    document: Annotated[
        str | None,
        typer.Option("--document", metavar="TEXT", help="help.obstacle.document"),
    ] = None,
    dry_run: DryRun = False,
    by: By = None,
    as_json: Json = False,
) -> None:
    from cchc.core.facts.obstacle import Step
    from cchc.features.obstacles.actions.obstacle import Deed

    app = ctx.ensure_object(AppContext)
    deed = Deed(number, Step.ANSWERED, text, document=document)
    _handled(app, deed, "obstacle answer", by, dry_run=dry_run, as_json=as_json)


def run_close(
    ctx: typer.Context,
    number: Number,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="help.obstacle.result")],
    dry_run: DryRun = False,
    by: By = None,
    as_json: Json = False,
) -> None:
    from cchc.core.facts.obstacle import Step
    from cchc.features.obstacles.actions.obstacle import Deed

    app = ctx.ensure_object(AppContext)
    deed = Deed(number, Step.CLOSED, text)
    _handled(app, deed, "obstacle close", by, dry_run=dry_run, as_json=as_json)


def _handled(
    app: AppContext,
    deed: "Deed",
    door: str,
    by: str | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    from cchc.features.obstacles.actions.obstacle import handle
    from cchc.features.obstacles.cli.echo import done_text

    done = handle(
        app.database,
        deed,
        stamp=app.stamp(door, by),
        today=app.today,
        dry_run=dry_run,
    )
    app.out(done_text(app, done, dry_run=dry_run, as_json=as_json))
