"""Files of forms: those that come back, a folder of new ones, copies to send back."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from cchc.app.delivery import make_folder, write_file
from cchc.features.forms.actions.import_forms import ArrivedFile
from cchc.features.forms.show.import_result import ImportedForm
from cchc.text.problem import Place, Problem, ProblemCode, Refusal, refuse_if_any
from cchc.text.record import Record
from cchc.words.translator import Lang, voice

ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv")
MOST_BYTES = 10_000_001
"""One more than a form may have: enough to see that it is too big."""
BACK = "-can-sua"
MOST_COPIES = 99


def listed_files(given: list[Path]) -> list[Path]:
    """The files that are meant, those of a folder in the order of their names.

    Files that begin with a point or with `~$` (open in Excel) are left out. P724
    where there are none.
    """
    files: list[Path] = []
    missing: list[Problem] = []
    for path in given:
        inside = _forms_in(path) if path.is_dir() else [path]
        if not inside:
            place = Place(argument=str(path))
            blanks = {"text": str(path)}
            missing.append(Problem(ProblemCode.FORM_NONE_FOUND, place, blanks))
        files += inside
    refuse_if_any(missing)
    return list(dict.fromkeys(files))


def _forms_in(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in ENDINGS
        and path.is_file()
        and not path.name.startswith((".", "~$"))
    )


def read_file(path: Path) -> ArrivedFile:
    """A file with its content, as far as it is looked at."""
    return ArrivedFile(str(path), _content(path))


def _content(path: Path) -> bytes | None:
    try:
        with path.open("rb") as stream:
            return stream.read(MOST_BYTES)
    except OSError:
        return None


class FilledFolder(Record):
    """How many files were put there, and how many were there already, the same."""

    new: int
    there: int


def fill_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> FilledFolder:
    """Put files in a folder; one that is there and differs is never overwritten.

    P511 for each such file, P504 when the disk will not have it, P525 where the folder
    would take a name that must stay; then none is put.
    """
    make_folder(folder)
    try:
        with TemporaryDirectory(prefix=".cchc-", dir=folder) as name:
            return _move(folder, Path(name), files)
    except OSError as error:
        at = Place(argument="--output")
        problem = Problem(ProblemCode.OUTPUT_UNWRITABLE, at, {"text": str(folder)})
        raise Refusal((problem,)) from error


def _move(
    folder: Path, stage: Path, files: Iterable[tuple[str, bytes]]
) -> FilledFolder:
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
            place, blanks = Place(file=path), {"path": path}
            taken.append(Problem(ProblemCode.FILE_EXISTS, place, blanks))
    refuse_if_any(taken)
    ready = sorted(stage.iterdir())
    for path_ready in ready:
        path_ready.rename(folder / path_ready.name)
    return FilledFolder(len(ready), there)


def write_marked_copy(form: ImportedForm) -> str | None:
    """Write the marked copy beside the file; one like it that is there will do."""
    from cchc.paper.marked_form import marked_copy

    path = Path(form.name)
    content = _content(path)
    if content is None:
        return None
    copy = marked_copy(content, form.problems, form.answers, voice(Lang.VI))
    stem = path.stem.partition(BACK)[0]
    for number in range(1, MOST_COPIES):
        more = "" if number == 1 else f"-{number}"
        target = path.with_name(f"{stem}{BACK}{more}.xlsx")
        if not target.exists():
            try:
                write_file(copy, target)
            except Refusal:
                return None
            return str(target)
        if target.read_bytes() == copy:
            return str(target)
    return None
