"""Where an exported paper goes: a file that was asked for, or a free name."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cchc.app.context import AppContext

if TYPE_CHECKING:
    from cchc.features.papers.actions.export import WrittenPaper
    from cchc.paper.manuscript import PaperFiles


Placed = tuple[tuple[Path, str | bytes], ...]


def put(app: AppContext, given: "PaperFiles", output: Path | None) -> Path | None:
    """Write where asked, else under the first name that nothing else has.

    Gives back where it was written; None: to the screen, or it was there already.
    """
    if output is None:
        output = _free(app, given)
        if output.exists():
            app.remark("export.same", path=str(output))
            return None
    if given.single is not None:
        app.deliver(given.single, output)
    else:
        _fill(app, _inside(output, given.files))
    return None if str(output) == "-" else output


def put_all(app: AppContext, files: Mapping[str, str | bytes], folder: Path) -> None:
    """Several papers into a folder; none where something else is there (P511)."""
    from cchc.app.delivery import occupied_files

    placed = _inside(folder, files)
    others = occupied_files(placed)
    if others:
        app.refuse(others)
    _fill(app, placed)


def _inside(folder: Path, files: Mapping[str, str | bytes]) -> Placed:
    return tuple((folder / name, content) for name, content in files.items())


def _fill(app: AppContext, files: Placed) -> None:
    """The files of a folder; what else is in it stays. All of them or none (P525)."""
    from cchc.app.delivery import protected_files, write_into_folder

    folders = dict.fromkeys(path.parent for path, _ in files)
    refused = protected_files((*folders, *(path for path, _ in files)))
    if refused:
        app.refuse(refused)
    for path, content in files:
        trouble = write_into_folder(content, path)
        if trouble is not None:
            app.refuse([trouble])


def _free(app: AppContext, given: "PaperFiles") -> Path:
    """The first name that is free, or that holds this very content already."""
    from cchc.features.papers.actions.export import free_names

    for path in free_names(Path(), given.name):
        if not _is_other(path, given):
            return path
        app.remark("export.taken", path=str(path))
    raise AssertionError(given.name)  # there is always one more name


def _is_other(path: Path, given: "PaperFiles") -> bool:
    """Whether something else stands under this name."""
    from cchc.app.delivery import holds_content, is_there

    whole = given.single is not None
    return is_there(path) and not all(
        holds_content(path if whole else path / name, content)
        for name, content in given.files.items()
    )


def tell(
    app: AppContext, papers: "Sequence[WrittenPaper]", given: "PaperFiles"
) -> None:
    """From what they were written: the day, how firm, who is silent, whose template."""
    from cchc.text.sanitize import one_line

    made = papers[0]
    _say_day(app, made)
    silent = dict.fromkeys(name for each in papers for name in each.silent)
    if silent:
        app.remark("export.silent", units=one_line(", ".join(silent)))
    for each in (made.template, given.template):
        if each is not None:
            app.remark("export.template", path=each)
    _not_printed(app, made)


def _say_day(app: AppContext, made: "WrittenPaper") -> None:
    """The day; of the whole authority's paper also on how many units it rests."""
    from cchc.phrases.figure_phrases import day_words

    view, numbers = made.standing.view, made.standing.view.reports
    day = day_words(view.as_of, app.voice)
    if made.standing.unit is not None:
        app.remark("export.as_of.unit", day=day)
        return
    basis = app.voice.say(
        f"export.basis.{view.basis}",
        submitted=numbers.submitted,
        expected=numbers.expected,
    )
    app.remark("export.as_of", day=day, basis=basis)


def _not_printed(app: AppContext, made: "WrittenPaper") -> None:
    """An older template of the office has no place for what was restated."""
    from cchc.paper.template import escape_markdown

    restated = made.manuscript.content.get("restated")
    if not isinstance(restated, dict) or not restated["rows"]:
        return
    if escape_markdown(str(restated["sentence"])) not in made.manuscript.text:
        app.remark("issued.not_printed", path=made.manuscript.source)
