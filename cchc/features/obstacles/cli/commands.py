"""`cchc obstacle`: what stands in the way, from its raising to its end."""

from typing import TYPE_CHECKING, Annotated

import typer

from cchc.app.context import Desk
from cchc.app.options import AsOf, By, DryRun, Format, FormatName, Json, Output, chosen

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


def register(app: typer.Typer) -> None:
    """Add the family of commands."""
    family = typer.Typer(help="help.obstacle", rich_markup_mode=None)
    family.command("add", help="help.obstacle.add")(_add)
    family.command("list", help="help.obstacle.list")(_list)
    family.command("assign", help="help.obstacle.assign")(_assign)
    family.command("answer", help="help.obstacle.answer")(_answer)
    family.command("close", help="help.obstacle.close")(_close)
    app.add_typer(family, name="obstacle")


def _add(
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
    from cchc.text.problem import Refused

    desk = ctx.ensure_object(Desk)
    done = raise_one(
        desk.database,
        Wish(unit, text, about, cause, proposal, to, kind, period),
        stamp=desk.stamp("obstacle add", by),
        today=desk.today,
        dry_run=dry_run,
    )
    if isinstance(done, Refused):
        desk.refuse(done.problems, as_json=as_json)
    desk.out(done_text(desk, done, dry_run=dry_run, as_json=as_json))


def _list(
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
    from cchc.text.problem import Refused

    desk = ctx.ensure_object(Desk)
    form = chosen(desk, as_json=as_json, name=format_name)
    found = docket(desk.database, as_of=desk.day(as_of), unit=unit, closed=every)
    if isinstance(found, Refused):
        desk.refuse(found.problems, as_json=form is Format.JSON)
    desk.deliver(docket_text(desk, found, form), output)


def _assign(
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

    desk = ctx.ensure_object(Desk)
    day = None if due is None else desk.day(due, "--due")
    deed = Deed(number, Step.ASSIGNED, instruction, unit, day)
    _handled(desk, deed, "obstacle assign", by, dry_run=dry_run, as_json=as_json)


def _answer(
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

    desk = ctx.ensure_object(Desk)
    deed = Deed(number, Step.ANSWERED, text, document=document)
    _handled(desk, deed, "obstacle answer", by, dry_run=dry_run, as_json=as_json)


def _close(
    ctx: typer.Context,
    number: Number,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="help.obstacle.result")],
    dry_run: DryRun = False,
    by: By = None,
    as_json: Json = False,
) -> None:
    from cchc.core.facts.obstacle import Step
    from cchc.features.obstacles.actions.obstacle import Deed

    desk = ctx.ensure_object(Desk)
    deed = Deed(number, Step.CLOSED, text)
    _handled(desk, deed, "obstacle close", by, dry_run=dry_run, as_json=as_json)


def _handled(
    desk: Desk, deed: "Deed", door: str, by: str | None, *, dry_run: bool, as_json: bool
) -> None:
    from cchc.features.obstacles.actions.obstacle import handle
    from cchc.features.obstacles.cli.echo import done_text
    from cchc.text.problem import Refused

    done = handle(
        desk.database,
        deed,
        stamp=desk.stamp(door, by),
        today=desk.today,
        dry_run=dry_run,
    )
    if isinstance(done, Refused):
        desk.refuse(done.problems, as_json=as_json)
    desk.out(done_text(desk, done, dry_run=dry_run, as_json=as_json))
