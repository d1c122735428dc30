"""Where a paper goes: a file that was asked for, or a free name."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from cchc.app.context import AppContext
from cchc.app.delivery import holds_content, is_there
from cchc.app.output import named_file
from cchc.paper.manuscript import PaperFiles
from cchc.store.disk.connection import LedgerError
from cchc.store.papers import HandedFile, PaperKey, note_handed_out
from cchc.text.problem import refuse_if_any
from cchc.text.record import Record


class PlacedPaper(Record):
    """Where a paper is, None for the screen; what was written, in words, if any."""

    path: Path | None = None
    words: str = ""


def write_paper(app: AppContext, files: PaperFiles, output: Path | None) -> PlacedPaper:
    """Write where asked, else under the first name that nothing else has."""
    if output is None:
        output = _free_path(app, files)
        if output.exists():
            app.remark("export.same", path=str(output))
            return PlacedPaper(output)
    if named_file(output) is None:
        app.deliver(files.single or "", output)
        return PlacedPaper()
    if files.single is not None:
        delivered = app.writer.write(files.single, output)
        return PlacedPaper(output, delivered.words(app.voice, files.rows, files.pages))
    _write_all(app, {output / name: text for name, text in files.files.items()})
    count = app.voice.say("output.files", n=len(files.files))
    words = app.voice.say("output.file", path=str(output), what=count)
    return PlacedPaper(output, words)


def note_papers(
    app: AppContext, plan: str, papers: Mapping[PaperKey, Sequence[HandedFile]], by: str
) -> None:
    """Note in the register what was handed out; a warning where that cannot be."""
    try:
        note_handed_out(app.database, plan, papers, app.stamp(by))
    except LedgerError as error:
        app.warn(error.problems)


def write_papers(
    app: AppContext, files: Mapping[str, str | bytes], folder: Path
) -> None:
    """Several papers into a folder; none where something else is there (P511)."""
    placed = {folder / name: content for name, content in files.items()}
    refuse_if_any(app.writer.occupied_files(placed.items()))
    _write_all(app, placed)


def _write_all(app: AppContext, files: Mapping[Path, str | bytes]) -> None:
    """The files of a folder; what else is in it stays. All of them or none (P525)."""
    folders = dict.fromkeys(path.parent for path in files)
    app.writer.refuse_protected(*folders, *files)
    for folder in folders:
        app.writer.make_folder(folder)
    for path, content in files.items():
        app.writer.write(content, path)


def _free_path(app: AppContext, files: PaperFiles) -> Path:
    """The first of `NAME`, `NAME-2`, … that is free or holds this very content."""
    named, number = app.papers / files.name, 1
    named.parent.mkdir(parents=True, exist_ok=True)
    path = named
    while is_there(path) and not all(
        holds_content(path if files.single is not None else path / name, content)
        for name, content in files.files.items()
    ):
        app.remark("export.taken", path=str(path))
        number += 1
        path = named.with_stem(f"{named.stem}-{number}")
    return path
