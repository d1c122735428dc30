"""`cchc plan cascade`: who carries what, a proposal, each unit's own plan."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cchc.app.context import AppContext
from cchc.app.options import DryRun, Format, FormatName, Json, Output, choose_format
from cchc.app.plan_source import path_from_here
from cchc.app.usage_errors import UsageError
from cchc.features.cascade.cli import drafts as plan_drafts
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


def run_cascade(
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

    app = ctx.ensure_object(AppContext)
    form = choose_format(app, as_json=as_json, name=format_name)
    above = plan_above(plan_file, path_from_here(app.database), app.today)
    app.warn(above.warnings)
    app.remark("cascade.from", name=above.name)
    if hand is not None and len(indicators or ()) != 1:
        raise UsageError("misuse.cascade.hand", ctx)
    wish = Wish(split and split.value, among, weights, last_year, hand, buffer)
    if units or all_units:
        _no_sharing(app, indicators or [], wish)
        drafts = plan_drafts.drawn(app, above.plan, None if all_units else units)
        plan_drafts.put(app, drafts, form, output, dry_run=dry_run)
        return
    _shares(app, above.plan, tuple(indicators or ()), wish, form, output)


def _no_sharing(app: AppContext, indicators: Sequence[str], wish: "Wish") -> None:
    """Refuse to share and to draft in one run (P509)."""
    if not (indicators or wish.says_something):
        return
    from cchc.text.problem import Place, Problem, ProblemCode

    first = indicators[0] if indicators else "--split"
    blanks = {"first": "--unit", "second": first}
    app.refuse([Problem(ProblemCode.OPTION_CLASH, Place(argument="--unit"), blanks)])


def _shares(
    app: AppContext,
    plan: "Plan",
    keys: tuple[str, ...],
    wish: "Wish",
    form: Format,
    output: Path | None,
) -> None:
    from cchc.features.cascade.actions.cascade import cascade
    from cchc.features.cascade.show.cascade import CascadeJson, overview_as, parts_as

    found = cascade(plan, keys, wish, app.database, app.today)
    if form is Format.JSON:
        text = CascadeJson.as_json(found.lines, plan=plan)
    else:
        draw = parts_as if keys or found.is_proposal else overview_as
        text = draw(form.value, plan, found.lines, app.voice, app.width)
    app.deliver(text, output)
    _tell(app, found)


def _tell(app: AppContext, found: "Cascade") -> None:
    """What is left to do: paste a proposal, share what nobody has shared."""
    from cchc.features.cascade.actions.cascade import unshared

    if found.is_proposal:
        if found.ended:
            app.remark("cascade.ended", units=one_line(", ".join(found.ended)))
        app.remark("cascade.paste")
        return
    waiting = [each.id for each in unshared(found.plan)]
    if waiting:
        app.remark("cascade.unshared", keys=", ".join(waiting), first=waiting[0])
