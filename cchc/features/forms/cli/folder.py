"""A folder of forms: all of them are put there, or none."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from cchc.app.delivery import make_folder
from cchc.text.problem import Place, Problem, ProblemCode, Refusal
from cchc.text.record import Record


class Filled(Record):
    """How many files were put there, and how many were there already, the same."""

    new: int
    there: int


def filled(folder: Path, files: Iterable[tuple[str, bytes]]) -> Filled:
    """Put files in a folder; one that is there and differs is never overwritten.

    P511 for each such file, P504 when the disk will not have it, P525 where the folder
    would take a name that must stay; then none is put.
    """
    make_folder(folder)
    try:
        with TemporaryDirectory(prefix=".cchc-", dir=folder) as name:
            return _moved(folder, Path(name), files)
    except OSError as error:
        at = Place(argument="--output")
        problem = Problem(ProblemCode.OUTPUT_UNWRITABLE, at, {"text": str(folder)})
        raise Refusal((problem,)) from error


def _moved(folder: Path, stage: Path, files: Iterable[tuple[str, bytes]]) -> Filled:
    taken: list[Problem] = []
    there = 0
    for name, content in files:
        target = folder / name
        if not target.exists():
            (stage / name).write_bytes(content)
        elif target.is_file() and target.read_bytes() == content:
            there += 1
        else:
            path = str(target)
            taken.append(
                Problem(ProblemCode.FILE_EXISTS, Place(file=path), {"path": path})
            )
    if taken:
        raise Refusal(tuple(taken))
    ready = sorted(stage.iterdir())
    for each in ready:
        each.rename(folder / each.name)
    return Filled(len(ready), there)
