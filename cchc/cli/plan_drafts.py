"""Units' own plans, on the screen or in files that nobody has worked on yet."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cchc.cli.desk import Desk
from cchc.cli.options import Format
from cchc.words.clean import one_line

if TYPE_CHECKING:
    from cchc.actions.plan_units import Draft
    from cchc.core.plan import Plan

PAPERS = (".md", ".markdown")
PLANS = (".yaml", ".yml")


def drawn(desk: Desk, plan: "Plan", units: Sequence[str] | None) -> tuple["Draft", ...]:
    """The drafts of the units named, None: of all; what is odd is remarked on."""
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


def put(
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
        _write(desk, [(output, _text(desk, drafts[0], output))], dry_run=dry_run)
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


def _text(desk: Desk, draft: "Draft", output: Path) -> str:
    """The plan file or the paper, by the ending of the file's name (P503)."""
    ending = output.suffix.lower()
    if ending not in (*PAPERS, *PLANS):
        from cchc.core.problem import Blank, Fault, Place, Problem

        at, known = Place(argument="--output"), (*PLANS, *PAPERS)
        blanks: dict[str, Blank] = {"text": output.suffix, "known": known}
        desk.refuse([Problem(Fault.FORMAT_UNKNOWN, at, blanks)])
    return draft.paper if ending in PAPERS else draft.yaml


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
