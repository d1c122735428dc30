"""Where an exported paper goes: a file that was asked for, or a free name."""

from pathlib import Path
from typing import TYPE_CHECKING

from cchc.cli.desk import Desk

if TYPE_CHECKING:
    from cchc.actions.paper import Product


def put(desk: Desk, given: "Product", output: Path | None) -> Path | None:
    """Write where asked, else under the first name that nothing else has.

    Gives back where it was written; None: to the screen, or it was there already.
    """
    if output is None:
        output = _free(desk, given)
        if output.exists():
            desk.remark("export.same", path=str(output))
            return None
    if given.single is not None:
        desk.deliver(given.single, output)
    else:
        _fill(desk, given, output)
    return None if str(output) == "-" else output


def _fill(desk: Desk, given: "Product", folder: Path) -> None:
    """The files of a folder; what else is in it stays."""
    from cchc.core.problem import Fault, Place, Problem

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        at = Place(argument="--output")
        blanks = {"text": str(folder)}
        desk.refuse([Problem(Fault.OUTPUT_UNWRITABLE, at, blanks)])
    for name, content in given.files.items():
        desk.deliver(content, folder / name)


def _free(desk: Desk, given: "Product") -> Path:
    """The first name that is free, or that holds this very content already."""
    from cchc.actions.export import free_names

    for path in free_names(Path(), given.name):
        if not _is_other(path, given):
            return path
        desk.remark("export.taken", path=str(path))
    raise AssertionError(given.name)  # there is always one more name


def _is_other(path: Path, given: "Product") -> bool:
    """Whether something else stands under this name."""
    if not (path.exists() or path.is_symlink()):
        return False
    whole = given.single is not None
    try:
        return any(
            (path if whole else path / name).read_bytes() != _data(content)
            for name, content in given.files.items()
        )
    except OSError:
        return True


def _data(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content
