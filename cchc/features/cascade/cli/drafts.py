"""Units' own plans, on the screen or in files that nobody has worked on yet."""

from collections.abc import Sequence
from pathlib import Path

from cchc.app.context import AppContext
from cchc.app.delivery import (
    is_there,
    occupied_files,
    protected_files,
    write_into_folder,
)
from cchc.app.options import Format, ListOptions
from cchc.core.plan.plan import Plan
from cchc.features.cascade.actions.units import Draft, unit_drafts
from cchc.paper.manuscript import PaperForm, render_paper
from cchc.text.problem import Blank, Place, Problem, ProblemCode, Refusal
from cchc.text.sanitize import one_line

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


def unit_drafts_with_remarks(
    app: AppContext, plan: Plan, units: Sequence[str] | None
) -> tuple[Draft, ...]:
    """The drafts of the units named, None: of all; what is odd is remarked on."""
    keys = None if units is None else tuple(units)
    drafts = unit_drafts(plan, keys, app.templates, app.voice)
    for draft in drafts:
        made, name = draft.made, one_line(draft.made.unit.name)
        lists = {
            "unshared": made.unshared,
            "amounts": made.whole_amounts,
            "uneven": made.uneven,
        }
        for code, lines in lists.items():
            if lines:
                text = ", ".join(lines)
                app.remark(f"cascade.draft.{code}", unit=name, keys=text)
    if units is None:
        busy = {draft.made.unit.id for draft in drafts}
        idle = [unit.name for unit in plan.units if unit.id not in busy]
        if idle:
            app.remark("cascade.draft.idle", units=one_line(", ".join(idle)))
    return drafts


def deliver_drafts(
    app: AppContext, drafts: tuple[Draft, ...], out: ListOptions, *, dry_run: bool
) -> None:
    """To the screen, to one file, or three files a unit into a folder."""
    output = out.output
    alone = len(drafts) == 1
    if alone and output is not None and output.suffix and not output.is_dir():
        content = _content(app, drafts[0], output.suffix)
        _write(app, [(output, content)], dry_run=dry_run)
        return
    if output is None and alone:
        (draft,) = drafts
        texts = {
            Format.MD: draft.paper.text,
            Format.TABLE: draft.yaml,
            Format.JSON: draft.json,
        }
        if out.format not in texts:
            known = ("table", "json", "md")
            raise _unknown_format("--format", out.format.value, known)
        app.out(texts[out.format])
        return
    folder = output or Path(app.voice.say("cascade.draft.folder"))
    files = [
        (folder / f"{draft.paper.stem}{ending}", _content(app, draft, ending))
        for draft in drafts
        for ending in FOLDER
    ]
    _write(app, files, dry_run=dry_run)


def _content(app: AppContext, draft: Draft, suffix: str) -> Content:
    """The plan file or the paper, by the ending of the file's name (P503)."""
    ending = suffix.lower()
    if ending in PLANS:
        return draft.yaml
    if ending not in PAPERS:
        raise _unknown_format("--output", suffix, (*PLANS, *PAPERS))
    # the letterhead is the office's own where there is one
    paper = render_paper(draft.paper, PAPERS[ending], app.templates, app.voice)
    (content,) = paper.files.values()
    return content


def _unknown_format(option: str, text: str, known: tuple[str, ...]) -> Refusal:
    blanks: dict[str, Blank] = {"text": text, "known": known}
    place = Place(argument=option)
    return Refusal((Problem(ProblemCode.FORMAT_UNKNOWN, place, blanks),))


def _write(
    app: AppContext, files: list[tuple[Path, Content]], *, dry_run: bool
) -> None:
    """All of the files, or none where one of them holds something else (P511).

    Also none where one of them would become a part of the plan (P525).
    """
    others = (
        *occupied_files(files),
        *protected_files(path for path, _ in files if not is_there(path)),
    )
    if others:
        raise Refusal(tuple(others))
    for path, content in files:
        if not dry_run:
            write_into_folder(content, path)
        code = "cascade.draft.would" if dry_run else "cascade.draft.written"
        app.remark(code, path=str(path))
