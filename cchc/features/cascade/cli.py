"""`cchc plan cascade`: who carries what, a proposal, each unit's own plan."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from cchc.app.command_line import UsageError
from cchc.app.context import AppContext
from cchc.app.delivery import refuse_unreachable
from cchc.app.give import give_list
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
from cchc.app.output import Format, choose_form, named_file, require_printable
from cchc.app.which_plan import path_from_here
from cchc.core.cascade.cascade import SharingMethod
from cchc.core.plan.plan import Plan
from cchc.features.cascade.actions.cascade import (
    CascadeRequest,
    Draft,
    cascade,
    plan_above,
    unit_drafts,
    unshared,
)
from cchc.features.cascade.show.cascade import (
    CascadeJson,
    overview_screen,
    overview_table,
    parts_screen,
    parts_table,
)
from cchc.paper.manuscript import PaperForm, render_paper
from cchc.screen.document import json_text
from cchc.store.schema.plan_document import to_json
from cchc.text.closed_list import StrEnum
from cchc.text.problem import Place, ProblemCode, refuse, refuse_if_any
from cchc.text.record import Record
from cchc.text.sanitize import one_line


class DraftForm(StrEnum):
    """How one unit's plan is given out: a plan file, its data, or the paper."""

    YAML = "yaml"
    JSON = "json"
    MD = "md"
    DOCX = "docx"
    HTML = "html"


FOLDER = (DraftForm.YAML, DraftForm.MD, DraftForm.DOCX)
"""What a unit gets in a folder: the plan file, the paper to read, the one to sign."""
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
    str | None, option("--format", "help.option.format", "|".join(FORMATS))
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
    above, keys = _plan_above(app, plan_file), tuple(indicators or ())
    if hand is not None and len(keys) != 1:
        raise UsageError(ProblemCode.HAND_NOT_ONE)
    request = CascadeRequest(
        split, among, weights, last_year, hand, buffer, app.number_marks
    )
    if isinstance(target, ListOptions):
        _deliver_shares(app, above, keys, request, target)
        return
    if keys or request.says_something:  # sharing and drafting in one run
        words = {"first": "--unit", "second": (*keys, "--split")[0]}
        refuse(ProblemCode.OPTION_CLASH, Place(argument="--unit"), **words)
    drafts = unit_drafts_with_remarks(app, above, named, with_assisted=assisted)
    deliver_drafts(app, drafts, target, dry_run=dry_run)


def _plan_above(app: AppContext, file: Path | None) -> Plan:
    """The plan that is shared out; from where it was read, and what is odd in it."""
    above = plan_above(file, path_from_here(app.database), app.today)
    app.warn(above.warnings)
    app.remark("cascade.from", name=above.name)
    return above.plan


def _deliver_shares(
    app: AppContext,
    plan: Plan,
    keys: tuple[str, ...],
    request: CascadeRequest,
    out: ListOptions,
) -> None:
    """The shares, and what is left to do: paste a proposal, share what waits."""
    shares = cascade(plan, keys, request, app.database, app.today)
    lines, stored = shares.lines, out.format.is_data
    table, screen = overview_table, overview_screen
    if keys or shares.is_proposal:
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


def unit_drafts_with_remarks(
    app: AppContext, plan: Plan, units: Sequence[str] | None, *, with_assisted: bool
) -> tuple[Draft, ...]:
    """The drafts of the units named, None: of all; what is odd is remarked on."""
    words = (app.templates, app.voice)
    drafts = unit_drafts(plan, units, *words, with_assisted=with_assisted)
    for draft in drafts:
        made, name = draft.made, one_line(draft.made.unit.name)
        odd = {"unshared": made.unshared, "amounts": made.whole_amounts}
        for code, lines in (odd | {"uneven": made.uneven}).items():
            if lines:
                text = ", ".join(lines)
                app.remark(f"cascade.draft.{code}", unit=name, keys=text)
    busy = {draft.made.unit.id for draft in drafts}
    idle = [unit.name for unit in plan.units if unit.id not in busy]
    if units is None and idle:
        app.remark("cascade.draft.idle", units=one_line(", ".join(idle)))
    return drafts


class DraftTarget(Record):
    """In which forms units' plans are given out, and where: a folder, else one file."""

    forms: tuple[DraftForm, ...]
    output: Path | None
    is_folder: bool


def choose_draft_target(
    app: AppContext, typed: str | None, output: Path | None, units: Sequence[str] | None
) -> DraftTarget:
    """The forms (`choose_form`): in a folder three, unless one is asked for.

    Plans of several units fill a folder, and that of one where the name has no ending.
    """
    typed = None if typed == Format.TABLE else typed
    file = named_file(output)
    is_folder = file is not None and (file.is_dir() or not file.suffix)
    if is_folder or units is None or len(units) > 1:
        app.writer.require_folder(output)
        wanted = choose_form(DraftForm, None, typed, None)
        return DraftTarget(FOLDER if wanted is None else (wanted,), output, True)
    form = choose_form(DraftForm, DraftForm.YAML, typed, output)
    require_printable(form, output)
    if file is not None:
        refuse_unreachable(file)
    return DraftTarget((form,), file, False)


def deliver_drafts(
    app: AppContext, drafts: tuple[Draft, ...], target: DraftTarget, *, dry_run: bool
) -> None:
    """One in a form, to the screen or to a file; else the files of each in a folder.

    All of the files, or none where one of them holds something else (P511) or would
    become a part of the plan (P525).
    """
    if target.is_folder:
        folder = target.output or Path(app.voice.say("cascade.draft.folder"))
        files = [
            (folder / f"{draft.paper.stem}.{form}", _content(app, draft, form))
            for draft in app.with_progress(drafts, len(drafts), "output.progress")
            for form in target.forms
        ]
    else:
        content = _content(app, drafts[0], target.forms[0])
        if target.output is None:
            app.deliver(content)
            return
        files = [(target.output, content)]
    refuse_if_any(app.writer.occupied_files(files))
    for path, content in files:
        if dry_run:
            app.remark("output.would", path=str(path))
        else:
            app.writer.make_folder(path.parent)
            file = app.writer.write(content, path).words(app.voice)
            app.remark("output.written", file=file)


def _content(app: AppContext, draft: Draft, form: DraftForm) -> str | bytes:
    if form is DraftForm.YAML:
        return draft.yaml
    if form is DraftForm.JSON:
        return json_text(to_json(draft.made.plan))
    # the letterhead is the office's own where there is one
    paper = render_paper(draft.paper, PaperForm[form.name], app.templates, app.voice)
    return paper.single or ""
