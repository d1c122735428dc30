"""`cchc plan cascade`: who carries what, a proposal, each unit's own plan."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cchc.app.context import Desk
from cchc.app.options import DryRun, Format, FormatName, Json, Output, chosen
from cchc.app.usage_errors import Misuse
from cchc.features.cascade.cli import drafts as plan_drafts
from cchc.features.cascade.cli.above import near
from cchc.text.sanitize import one_line

if TYPE_CHECKING:
    from cchc.core.plan.plan import Plan
    from cchc.features.cascade.actions.cascade import Cascade, Wish


class Split(StrEnum):
    """By what a target is shared."""

    EQUAL = "equal"
    WEIGHT = "weight"
    LAST_YEAR = "last-year"
    HAND = "hand"


PAIRS = "FILE|UNIT=NUMBER,…"
Keys = Annotated[
    list[str] | None,
    typer.Argument(metavar="[INDICATOR]...", help="help.plan.cascade.indicator"),
]
Weights = Annotated[
    str | None,
    typer.Option("--weights", metavar=PAIRS, help="help.plan.cascade.weights"),
]
LastYear = Annotated[
    str | None,
    typer.Option("--last-year", metavar=PAIRS, help="help.plan.cascade.last_year"),
]
Hand = Annotated[
    str | None, typer.Option("--hand", metavar=PAIRS, help="help.plan.cascade.hand")
]
Among = Annotated[
    str | None,
    typer.Option("--among", metavar="UNIT,…", help="help.plan.cascade.among"),
]
Buffer = Annotated[
    str | None,
    typer.Option("--buffer", metavar="NUMBER", help="help.plan.cascade.buffer"),
]
Units = Annotated[
    list[str] | None,
    typer.Option("--unit", metavar="UNIT", help="help.plan.cascade.unit"),
]
PlanFile = Annotated[
    Path | None,
    typer.Option("--plan", metavar="FILE|DIR", help="help.plan.cascade.plan"),
]


def register(family: typer.Typer) -> None:
    """Add the verb to the family of plan verbs."""
    family.command("cascade", help="help.plan.cascade")(_cascade)


def _cascade(
    ctx: typer.Context,
    indicators: Keys = None,
    split: Annotated[
        Split | None, typer.Option("--split", help="help.plan.cascade.split")
    ] = None,
    weights: Weights = None,
    last_year: LastYear = None,
    hand: Hand = None,
    among: Among = None,
    buffer: Buffer = None,
    units: Units = None,
    all_units: Annotated[
        bool, typer.Option("--all-units", help="help.plan.cascade.all_units")
    ] = False,
    plan_file: PlanFile = None,
    as_json: Json = False,
    format_name: FormatName = None,
    output: Output = None,
    dry_run: DryRun = False,
) -> None:
    from cchc.features.cascade.actions.cascade import Wish, plan_above
    from cchc.text.problem import Refused

    desk = ctx.ensure_object(Desk)
    form = chosen(desk, as_json=as_json, name=format_name)
    above = plan_above(plan_file, near(desk), desk.today)
    if isinstance(above, Refused):
        desk.refuse(above.problems, as_json=form is Format.JSON)
    desk.warn(above.warnings)
    desk.remark("cascade.from", name=above.name)
    if hand is not None and len(indicators or ()) != 1:
        raise Misuse("misuse.cascade.hand", ctx)
    wish = Wish(split and split.value, among, weights, last_year, hand, buffer)
    if units or all_units:
        _no_sharing(desk, indicators or [], wish)
        drafts = plan_drafts.drawn(desk, above.plan, None if all_units else units)
        plan_drafts.put(desk, drafts, form, output, dry_run=dry_run)
        return
    _shares(desk, above.plan, tuple(indicators or ()), wish, form, output)


def _no_sharing(desk: Desk, indicators: Sequence[str], wish: "Wish") -> None:
    """Refuse to share and to draft in one run (P509)."""
    if not (indicators or wish.says_something):
        return
    from cchc.text.problem import Fault, Place, Problem

    first = indicators[0] if indicators else "--split"
    blanks = {"first": "--unit", "second": first}
    desk.refuse([Problem(Fault.OPTION_CLASH, Place(argument="--unit"), blanks)])


def _shares(
    desk: Desk,
    plan: "Plan",
    keys: tuple[str, ...],
    wish: "Wish",
    form: Format,
    output: Path | None,
) -> None:
    from cchc.features.cascade.actions.cascade import cascade
    from cchc.features.cascade.show.cascade import cascade_json, overview_as, parts_as
    from cchc.text.problem import Refused

    found = cascade(plan, keys, wish, desk.database, desk.today)
    if isinstance(found, Refused):
        desk.refuse(found.problems, as_json=form is Format.JSON)
    if form is Format.JSON:
        text = cascade_json(plan, found.lines)
    else:
        draw = parts_as if keys or found.is_proposal else overview_as
        text = draw(form.value, plan, found.lines, desk.voice, desk.width)
    desk.deliver(text, output)
    _tell(desk, found)


def _tell(desk: Desk, found: "Cascade") -> None:
    """What is left to do: paste a proposal, share what nobody has shared."""
    from cchc.features.cascade.actions.cascade import unshared

    if found.is_proposal:
        if found.ended:
            desk.remark("cascade.ended", units=one_line(", ".join(found.ended)))
        desk.remark("cascade.paste")
        return
    waiting = [each.id for each in unshared(found.plan)]
    if waiting:
        desk.remark("cascade.unshared", keys=", ".join(waiting), first=waiting[0])
