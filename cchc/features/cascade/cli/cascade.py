"""`cchc plan cascade`: who carries what, a proposal, each unit's own plan."""

from pathlib import Path
from typing import Annotated, NoReturn

from cchc.app.context import AppContext
from cchc.app.lists import give_list
from cchc.app.options import (
    DryRun,
    Json,
    ListOptions,
    Output,
    argument,
    option,
    read_list_options,
    typed_format,
)
from cchc.app.output import Format
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
from cchc.features.cascade.cli.drafts import (
    DraftForm,
    DraftTarget,
    choose_draft_target,
    deliver_drafts,
    unit_drafts_with_remarks,
)
from cchc.features.cascade.show.cascade import (
    CascadeJson,
    overview_screen,
    overview_table,
    parts_screen,
    parts_table,
)
from cchc.text.problem import Place, ProblemCode, refuse
from cchc.text.sanitize import one_line

AT_UNIT = Place(argument="--unit")
FORMATS = dict.fromkeys((*Format, *DraftForm))
PAIRS = "FILE|UNIT=NUMBER,…"
Keys = Annotated[
    list[str] | None, argument("[INDICATOR]...", "help.plan.cascade.indicator")
]
Split = Annotated[SharingMethod | None, option("--split", "help.plan.cascade.split")]
AllUnits = Annotated[bool, option("--all-units", "help.plan.cascade.all_units")]
Weights = Annotated[str | None, option("--weights", "help.plan.cascade.weights", PAIRS)]
LastYear = Annotated[
    str | None, option("--last-year", "help.plan.cascade.last_year", PAIRS)
]
Hand = Annotated[str | None, option("--hand", "help.plan.cascade.hand", PAIRS)]
Among = Annotated[str | None, option("--among", "help.plan.cascade.among", "UNIT,…")]
Buffer = Annotated[str | None, option("--buffer", "help.plan.cascade.buffer", "NUMBER")]
Units = Annotated[list[str] | None, option("--unit", "help.plan.cascade.unit", "UNIT")]
Assisted = Annotated[bool, option("--assisted", "help.plan.cascade.assisted")]
DraftFormat = Annotated[
    str | None,
    option("--format", "help.option.format", "|".join(FORMATS)),
]
PlanFile = Annotated[
    Path | None, option("--plan", "help.plan.cascade.plan", "FILE|DIR")
]


def run_cascade(
    app: AppContext,
    indicators: Keys = None,
    split: Split = None,
    weights: Weights = None,
    last_year: LastYear = None,
    hand: Hand = None,
    among: Among = None,
    buffer: Buffer = None,
    units: Units = None,
    all_units: AllUnits = False,
    assisted: Assisted = False,
    plan_file: PlanFile = None,
    as_json: Json = False,
    format_name: DraftFormat = None,
    output: Output = None,
    dry_run: DryRun = False,
) -> None:
    target: ListOptions | DraftTarget
    named = None if all_units else units
    if units or all_units:
        typed = typed_format(app, as_json=as_json, name=format_name)
        target = choose_draft_target(app, typed, output, named)
    else:
        target = read_list_options(app, as_json, format_name, output)
    above = plan_above(plan_file, path_from_here(app.database), app.today)
    app.warn(above.warnings)
    app.remark("cascade.from", name=above.name)
    keys = tuple(indicators or ())
    if hand is not None and len(keys) != 1:
        raise UsageError(ProblemCode.HAND_NOT_ONE)
    shared = (split, among, weights, last_year, hand, buffer)
    request = CascadeRequest(*shared, app.number_marks)
    if isinstance(target, ListOptions):
        _deliver_shares(app, above.plan, keys, request, target)
        return
    if keys or request.says_something:  # sharing and drafting in one run
        _refuse_with_units(keys)
    drafts = unit_drafts_with_remarks(app, above.plan, named, with_assisted=assisted)
    deliver_drafts(app, drafts, target, dry_run=dry_run)


def _refuse_with_units(keys: tuple[str, ...]) -> NoReturn:
    """Refuse sharing beside the plans of units (P509)."""
    second = (*keys, "--split")[0]
    refuse(ProblemCode.OPTION_CLASH, AT_UNIT, first="--unit", second=second)


def _deliver_shares(
    app: AppContext,
    plan: Plan,
    keys: tuple[str, ...],
    request: CascadeRequest,
    out: ListOptions,
) -> None:
    """The shares, and what is left to do: paste a proposal, share what waits."""
    shares = cascade(plan, keys, request, app.database, app.today)
    lines, is_parts, stored = (
        shares.lines,
        keys or shares.is_proposal,
        out.format.is_data,
    )
    table, screen = overview_table, overview_screen
    if is_parts:
        table, screen = parts_table, parts_screen
    give_list(
        app,
        out,
        lambda: CascadeJson.as_json(lines, plan=plan),
        lambda: table(plan, lines, app.voice, stored=stored),
        lambda width, _: screen(plan, lines, app.voice, width),
    )
    if shares.ended:
        app.remark("cascade.ended", units=one_line(", ".join(shares.ended)))
    waiting = [indicator.id for indicator in unshared(plan)]
    if shares.is_proposal:
        app.remark("cascade.paste")
    elif waiting:
        app.remark("cascade.unshared", keys=", ".join(waiting), first=waiting[0])
