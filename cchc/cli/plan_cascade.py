"""`cchc plan cascade`: who carries what, a proposal, each unit's own plan."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cchc.cli.desk import Desk
from cchc.cli.options import DryRun, Format, FormatName, Json, Output, chosen

from cchc.words.clean import one_line

if TYPE_CHECKING:
    from cchc.actions.plan_against import Compared
    from cchc.actions.plan_cascade import Cascade, Wish
    from cchc.actions.plan_check import Checked
    from cchc.actions.plan_units import Draft
    from cchc.core.plan import Plan

FORMS = (".md", ".markdown")


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
    from cchc.actions.plan_cascade import Wish, plan_above
    from cchc.core.problem import Refused

    desk = ctx.ensure_object(Desk)
    form = chosen(desk, as_json=as_json, name=format_name)
    above = plan_above(plan_file, desk.database, desk.today)
    if isinstance(above, Refused):
        desk.refuse(above.problems, as_json=form is Format.JSON)
    desk.warn(above.warnings)
    desk.remark("cascade.from", name=above.name)
    method = None if split is None else split.value
    wish = Wish(method, among, weights, last_year, hand, buffer)
    if units or all_units:
        _no_sharing(desk, indicators or [], wish)
        drafts = _drafts(desk, above.plan, None if all_units else units)
        _put(desk, drafts, form, output, dry_run=dry_run)
        return
    _shares(desk, above.plan, tuple(indicators or ()), wish, form, output)


def held(
    desk: Desk, checked: "Checked", against: Path | None, *, as_json: bool
) -> "Compared | None":
    """A unit's plan beside the one above; the run ends where it lowers anything."""
    from cchc.actions.plan_against import compared_with_above
    from cchc.core.problem import Refused

    found = compared_with_above(checked, against, desk.database, desk.today)
    if isinstance(found, Refused):
        desk.refuse(found.problems, as_json=as_json)
    if found is not None and found.held.problems:
        desk.refuse(found.held.problems, as_json=as_json)
    return found


def tell_held(desk: Desk, checked: "Checked", found: "Compared | None") -> None:
    """What a unit's plan keeps of the plan above, and what it adds."""
    origin = checked.plan.origin
    if found is None:
        if origin is not None:
            desk.remark("cascade.above.absent", plan=origin.plan)
        return
    desk.remark("cascade.above.kept", n=found.held.kept, name=found.name)
    if found.held.own:
        own = found.held.own
        desk.remark("cascade.above.own", n=len(own), keys=", ".join(own))


def _no_sharing(desk: Desk, indicators: Sequence[str], wish: "Wish") -> None:
    """Refuse to share and to draft in one run (P509)."""
    if not (indicators or wish.says_something):
        return
    from cchc.core.problem import Fault, Place, Problem

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
    from cchc.actions.plan_cascade import cascade
    from cchc.core.problem import Refused
    from cchc.render.cascade import cascade_json, overview_as, parts_as

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
    from cchc.actions.plan_cascade import unshared

    if found.is_proposal:
        desk.remark("cascade.paste")
        return
    waiting = [each.id for each in unshared(found.plan)]
    if waiting:
        desk.remark("cascade.unshared", keys=", ".join(waiting), first=waiting[0])


def _drafts(
    desk: Desk, plan: "Plan", units: Sequence[str] | None
) -> tuple["Draft", ...]:
    from cchc.actions.plan_units import unit_drafts
    from cchc.cli.shipped import shipped
    from cchc.core.problem import Refused

    keys = None if units is None else tuple(units)
    office, papers = desk.database.parent, shipped("templates")
    drafts = unit_drafts(plan, keys, office, papers, desk.voice)
    if isinstance(drafts, Refused):
        desk.refuse(drafts.problems)
    for each in drafts:
        _remark_on(desk, each)
    if units is None:
        busy = {each.made.unit.id for each in drafts}
        idle = [unit.name for unit in plan.units if unit.id not in busy]
        if idle:
            desk.remark("cascade.draft.idle", units=one_line(", ".join(idle)))
    return drafts


def _remark_on(desk: Desk, draft: "Draft") -> None:
    """What of a unit's plan a person must still look at."""
    made, name = draft.made, one_line(draft.made.unit.name)
    lists = (
        ("unshared", made.unshared),
        ("amounts", made.whole_amounts),
        ("uneven", made.uneven),
    )
    for code, keys in lists:
        if keys:
            desk.remark(f"cascade.draft.{code}", unit=name, keys=", ".join(keys))


def _put(
    desk: Desk,
    drafts: tuple["Draft", ...],
    form: Format,
    output: Path | None,
    *,
    dry_run: bool,
) -> None:
    """To the screen, to one file, or two files a unit into a folder."""
    alone = len(drafts) == 1
    if alone and output is not None and output.suffix and not output.is_dir():
        text = drafts[0].paper if output.suffix.lower() in FORMS else drafts[0].yaml
        _write(desk, [(output, text)], dry_run=dry_run)
        return
    if output is None and alone:
        desk.out(_screen(desk, drafts[0], form))
        return
    folder = output or Path(desk.voice.say("cascade.draft.folder"))
    files = [
        (folder / f"{each.stem}{ending}", text)
        for each in drafts
        for ending, text in ((".yaml", each.yaml), (".md", each.paper))
    ]
    _write(desk, files, dry_run=dry_run)


def _screen(desk: Desk, draft: "Draft", form: Format) -> str:
    if form is Format.MD:
        return draft.paper
    if form is Format.TABLE:
        return draft.yaml
    from cchc.actions.plan_units import draft_json
    from cchc.core.problem import Blank, Fault, Place, Problem

    if form is not Format.JSON:
        at, known = Place(argument="--format"), ("table", "json", "md")
        blanks: dict[str, Blank] = {"text": form.value, "known": known}
        desk.refuse([Problem(Fault.FORMAT_UNKNOWN, at, blanks)])
    return draft_json(draft)


def _write(desk: Desk, files: list[tuple[Path, str]], *, dry_run: bool) -> None:
    """All of the files, or none where one of them holds something else (P511)."""
    from cchc.core.problem import Fault, Place, Problem

    taken = [path for path, text in files if _is_other(path, text)]
    if taken:
        desk.refuse(
            Problem(Fault.FILE_EXISTS, Place(file=str(path)), {"path": str(path)})
            for path in taken
        )
    for path, text in files:
        code = "cascade.draft.would" if dry_run else "cascade.draft.written"
        if not dry_run:
            _folder(desk, path.parent)
            desk.deliver(text, path)
        desk.remark(code, path=str(path))


def _folder(desk: Desk, folder: Path) -> None:
    from cchc.core.problem import Fault, Place, Problem

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        at = Place(argument="--output")
        desk.refuse([Problem(Fault.OUTPUT_UNWRITABLE, at, {"text": str(folder)})])


def _is_other(path: Path, text: str) -> bool:
    """Whether something else stands there already: a unit may have worked on it."""
    try:
        return path.exists() and path.read_bytes() != text.encode()
    except OSError:
        return True
