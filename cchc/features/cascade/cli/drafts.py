"""Units' own plans, on the screen or in files that nobody has worked on yet."""

from collections.abc import Sequence
from pathlib import Path

from cchc.app.context import AppContext
from cchc.app.delivery import refuse_unreachable
from cchc.app.output import Format, choose_form, named_file, require_printable
from cchc.core.plan.plan import Plan
from cchc.features.cascade.actions.units import Draft, unit_drafts
from cchc.paper.manuscript import PaperForm, render_paper
from cchc.text.closed_list import StrEnum
from cchc.text.problem import refuse_if_any
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

Content = str | bytes


def unit_drafts_with_remarks(
    app: AppContext, plan: Plan, units: Sequence[str] | None, *, with_assisted: bool
) -> tuple[Draft, ...]:
    """The drafts of the units named, None: of all; what is odd is remarked on."""
    keys = None if units is None else tuple(units)
    drafts = unit_drafts(
        plan, keys, app.templates, app.voice, with_assisted=with_assisted
    )
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
    app: AppContext,
    drafts: tuple[Draft, ...],
    target: DraftTarget,
    *,
    dry_run: bool,
) -> None:
    """One in a form, to the screen or to a file; else the files of each in a folder."""
    if target.is_folder:
        folder = target.output or Path(app.voice.say("cascade.draft.folder"))
        files = [
            (folder / f"{draft.paper.stem}.{ending}", _content(app, draft, ending))
            for draft in app.with_progress(drafts, len(drafts), "output.progress")
            for ending in target.forms
        ]
        _write(app, files, dry_run=dry_run)
        return
    content = _content(app, drafts[0], target.forms[0])
    if target.output is None:
        app.deliver(content)
    else:
        _write(app, [(target.output, content)], dry_run=dry_run)


def _content(app: AppContext, draft: Draft, form: DraftForm) -> Content:
    if form is DraftForm.YAML:
        return draft.yaml
    if form is DraftForm.JSON:
        return draft.json
    # the letterhead is the office's own where there is one
    paper = render_paper(draft.paper, PaperForm[form.name], app.templates, app.voice)
    (content,) = paper.files.values()
    return content


def _write(
    app: AppContext, files: list[tuple[Path, Content]], *, dry_run: bool
) -> None:
    """All of the files, or none where one of them holds something else (P511).

    Also none where one of them would become a part of the plan (P525).
    """
    refuse_if_any(app.writer.occupied_files(files))
    for path, content in files:
        if dry_run:
            app.remark("cascade.draft.would", path=str(path))
        else:
            app.writer.make_folder(path.parent)
            file = app.writer.write(content, path).words(app.voice)
            app.remark("output.written", file=file)
