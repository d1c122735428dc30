"""`cchc plan cascade`: who carries what, a proposal, each unit's own plan."""

from pathlib import Path
from typing import Annotated

from cchc.app.context import AppContext
from cchc.app.options import (
    DryRun,
    ListOptions,
    argument,
    option,
)
from cchc.app.usage_errors import UsageError
from cchc.app.which_plan import path_from_here
from cchc.core.cascade.cascade import SharingMethod
from cchc.core.plan.plan import Plan
from cchc.features.cascade.actions.cascade import (
    CascadeRequest,
    cascade,
    plan_above,
    unshared,
)
from cchc.features.cascade.cli.drafts import deliver_drafts, unit_drafts_with_remarks
from cchc.features.cascade.show.cascade import CascadeJson, overview_as, parts_as
from cchc.text.problem import Place, ProblemCode, refuse
from cchc.text.sanitize import one_line

PAIRS = "FILE|UNIT=NUMBER,…"
Keys = Annotated[
    list[str] | None, argument("[INDICATOR]...", "help.plan.cascade.indicator")
]
Weights = Annotated[str | None, option("--weights", "help.plan.cascade.weights", PAIRS)]
LastYear = Annotated[
    str | None, option("--last-year", "help.plan.cascade.last_year", PAIRS)
]
Hand = Annotated[str | None, option("--hand", "help.plan.cascade.hand", PAIRS)]
Among = Annotated[str | None, option("--among", "help.plan.cascade.among", "UNIT,…")]
Buffer = Annotated[str | None, option("--buffer", "help.plan.cascade.buffer", "NUMBER")]
Units = Annotated[list[str] | None, option("--unit", "help.plan.cascade.unit", "UNIT")]
PlanFile = Annotated[
    Path | None, option("--plan", "help.plan.cascade.plan", "FILE|DIR")
]


def run_cascade(
    app: AppContext,
    indicators: Keys = None,
    split: Annotated[
        SharingMethod | None, option("--split", "help.plan.cascade.split")
    ] = None,
    weights: Weights = None,
    last_year: LastYear = None,
    hand: Hand = None,
    among: Among = None,
    buffer: Buffer = None,
    units: Units = None,
    all_units: Annotated[
        bool, option("--all-units", "help.plan.cascade.all_units")
    ] = False,
    plan_file: PlanFile = None,
    *,
    out: ListOptions,
    dry_run: DryRun = False,
) -> None:
    above = plan_above(plan_file, path_from_here(app.database), app.today)
    app.warn(above.warnings)
    app.remark("cascade.from", name=above.name)
    keys = tuple(indicators or ())
    if hand is not None and len(keys) != 1:
        raise UsageError("misuse.cascade.hand")
    marks = app.number_marks
    request = CascadeRequest(split, among, weights, last_year, hand, buffer, marks)
    if not units and not all_units:
        _deliver_shares(app, above.plan, keys, request, out)
        return
    if keys or request.says_something:
        # sharing and drafting in one run (P509)
        second = keys[0] if keys else "--split"
        place = Place(argument="--unit")
        refuse(ProblemCode.OPTION_CLASH, place, first="--unit", second=second)
    drafts = unit_drafts_with_remarks(app, above.plan, None if all_units else units)
    deliver_drafts(app, drafts, out, dry_run=dry_run)


def _deliver_shares(
    app: AppContext,
    plan: Plan,
    keys: tuple[str, ...],
    request: CascadeRequest,
    out: ListOptions,
) -> None:
    """The shares, and what is left to do: paste a proposal, share what waits."""
    shares = cascade(plan, keys, request, app.database, app.today)
    if out.as_json:
        text = CascadeJson.as_json(shares.lines, plan=plan)
    else:
        draw = parts_as if keys or shares.is_proposal else overview_as
        text = draw(out.format.value, plan, shares.lines, app.voice, app.width)
    app.deliver(text, out.output)
    if shares.ended:
        app.remark("cascade.ended", units=one_line(", ".join(shares.ended)))
    waiting = [indicator.id for indicator in unshared(plan)]
    if shares.is_proposal:
        app.remark("cascade.paste")
    elif waiting:
        app.remark("cascade.unshared", keys=", ".join(waiting), first=waiting[0])
