"""Where an exported paper goes: a file that was asked for, or a free name."""

from collections.abc import Mapping
from itertools import chain, count
from pathlib import Path

from cchc.app.context import AppContext
from cchc.app.delivery import (
    holds_content,
    is_there,
    occupied_files,
    protected_files,
    write_into_folder,
)
from cchc.paper.manuscript import PaperFiles

PlacedFiles = tuple[tuple[Path, str | bytes], ...]


def put(app: AppContext, files: PaperFiles, output: Path | None) -> Path | None:
    """Write where asked, else under the first name that nothing else has.

    Gives back where it was written; None: to the screen, or it was there already.
    """
    if output is None:
        output = _free_path(app, files)
        if output.exists():
            app.remark("export.same", path=str(output))
            return None
    if files.single is not None:
        app.deliver(files.single, output)
    else:
        _fill(app, _inside(output, files.files))
    return None if str(output) == "-" else output


def put_all(app: AppContext, files: Mapping[str, str | bytes], folder: Path) -> None:
    """Several papers into a folder; none where something else is there (P511)."""
    placed = _inside(folder, files)
    if others := occupied_files(placed):
        app.refuse(others)
    _fill(app, placed)


def _inside(folder: Path, files: Mapping[str, str | bytes]) -> PlacedFiles:
    return tuple((folder / name, content) for name, content in files.items())


def _fill(app: AppContext, files: PlacedFiles) -> None:
    """The files of a folder; what else is in it stays. All of them or none (P525)."""
    folders = dict.fromkeys(path.parent for path, _ in files)
    if refused := protected_files((*folders, *(path for path, _ in files))):
        app.refuse(refused)
    for path, content in files:
        write_into_folder(content, path)


def _free_path(app: AppContext, files: PaperFiles) -> Path:
    """The first of `NAME`, `NAME-2`, … that is free or holds this very content."""
    named = Path(files.name)
    numbered = (named.with_stem(f"{named.stem}-{number}") for number in count(2))
    for path in chain((named,), numbered):
        if not _holds_other(path, files):
            return path
        app.remark("export.taken", path=str(path))
    raise AssertionError(files.name)  # there is always one more name


def _holds_other(path: Path, files: PaperFiles) -> bool:
    """Whether something else stands under this name."""
    whole = files.single is not None
    return is_there(path) and not all(
        holds_content(path if whole else path / name, content)
        for name, content in files.files.items()
    )
