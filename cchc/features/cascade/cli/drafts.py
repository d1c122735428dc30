"""Units' own plans, on the screen or in files that nobody has worked on yet."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cchc.app.context import AppContext
from cchc.app.options import Format
from cchc.paper.manuscript import PaperForm
from cchc.text.sanitize import one_line

if TYPE_CHECKING:
    from cchc.core.plan.plan import Plan
    from cchc.features.cascade.actions.units import Draft

PAPERS = {
    ".md": PaperForm.MD,
    ".markdown": PaperForm.MD,
    ".docx": PaperForm.DOCX,
    ".html": PaperForm.HTML,
}
"""The form of the paper by the ending of a file's name."""

PLANS = (".yaml", ".yml")
FOLDER = (".yaml", ".md", ".docx")
"""What a unit gets in a folder: the plan file, the paper to read, the one to sign."""

Content = str | bytes


def drawn(
    app: AppContext, plan: "Plan", units: Sequence[str] | None
) -> tuple["Draft", ...]:
    """The drafts of the units named, None: of all; what is odd is remarked on."""
    from cchc.app.bundled_files import bundled_folder
    from cchc.features.cascade.actions.units import unit_drafts

    keys = None if units is None else tuple(units)
    office, papers = app.database.parent, bundled_folder("templates")
    drafts = unit_drafts(plan, keys, office, papers, app.voice)
    for each in drafts:
        _remark_on(app, each)
    if units is None:
        busy = {each.made.unit.id for each in drafts}
        idle = [unit.name for unit in plan.units if unit.id not in busy]
        if idle:
            app.remark("cascade.draft.idle", units=one_line(", ".join(idle)))
    return drafts


def _remark_on(app: AppContext, draft: "Draft") -> None:
    """What of a unit's plan a person must still look at."""
    made, name = draft.made, one_line(draft.made.unit.name)
    lists = (
        ("unshared", made.unshared),
        ("amounts", made.whole_amounts),
        ("uneven", made.uneven),
    )
    for code, keys in lists:
        if keys:
            app.remark(f"cascade.draft.{code}", unit=name, keys=", ".join(keys))


def put(
    app: AppContext,
    drafts: tuple["Draft", ...],
    form: Format,
    output: Path | None,
    *,
    dry_run: bool,
) -> None:
    """To the screen, to one file, or three files a unit into a folder."""
    alone = len(drafts) == 1
    if alone and output is not None and output.suffix and not output.is_dir():
        content = _content(app, drafts[0], output.suffix)
        _write(app, [(output, content)], dry_run=dry_run)
        return
    if output is None and alone:
        app.out(_screen(app, drafts[0], form))
        return
    folder = output or Path(app.voice.say("cascade.draft.folder"))
    files = [
        (folder / f"{each.paper.stem}{ending}", _content(app, each, ending))
        for each in drafts
        for ending in FOLDER
    ]
    _write(app, files, dry_run=dry_run)


def _content(app: AppContext, draft: "Draft", suffix: str) -> Content:
    """The plan file or the paper, by the ending of the file's name (P503)."""
    ending = suffix.lower()
    if ending not in (*PLANS, *PAPERS):
        from cchc.text.problem import Blank, Place, Problem, ProblemCode

        at, known = Place(argument="--output"), (*PLANS, *PAPERS)
        blanks: dict[str, Blank] = {"text": suffix, "known": known}
        app.refuse([Problem(ProblemCode.FORMAT_UNKNOWN, at, blanks)])
    return draft.yaml if ending in PLANS else _paper(app, draft, PAPERS[ending])


def _paper(app: AppContext, draft: "Draft", form: PaperForm) -> Content:
    """The paper in a form; its letterhead is the office's own where there is one."""
    from cchc.app.bundled_files import bundled_folder
    from cchc.paper.manuscript import TemplateFolders, render_paper

    shelf = TemplateFolders(app.database, bundled_folder("templates"))
    made = render_paper(draft.paper, form, shelf, app.voice)
    (content,) = made.files.values()
    return content


def _screen(app: AppContext, draft: "Draft", form: Format) -> str:
    if form is Format.MD:
        return draft.paper.text
    if form is Format.TABLE:
        return draft.yaml
    from cchc.features.cascade.actions.units import draft_json
    from cchc.text.problem import Blank, Place, Problem, ProblemCode

    if form is not Format.JSON:
        at, known = Place(argument="--format"), ("table", "json", "md")
        blanks: dict[str, Blank] = {"text": form.value, "known": known}
        app.refuse([Problem(ProblemCode.FORMAT_UNKNOWN, at, blanks)])
    return draft_json(draft)


def _write(
    app: AppContext, files: list[tuple[Path, Content]], *, dry_run: bool
) -> None:
    """All of the files, or none where one of them holds something else (P511).

    Also none where one of them would become a part of the plan (P525).
    """
    from cchc.app.delivery import (
        is_there,
        occupied_files,
        protected_files,
        write_into_folder,
    )

    others = (
        *occupied_files(files),
        *protected_files(path for path, _ in files if not is_there(path)),
    )
    if others:
        app.refuse(others)
    for path, content in files:
        trouble = None if dry_run else write_into_folder(content, path)
        if trouble is not None:
            app.refuse([trouble])
        code = "cascade.draft.would" if dry_run else "cascade.draft.written"
        app.remark(code, path=str(path))
