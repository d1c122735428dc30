"""The files that forms come back in."""

from pathlib import Path

from cchc.features.forms.actions.import_forms import Arrived
from cchc.text.problem import Place, Problem, ProblemCode, Refusal

ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv")
MOST_BYTES = 10_000_001
"""One more than a form may have: enough to see that it is too big."""


def listed(given: list[Path]) -> list[Path]:
    """The files that are meant, those of a folder in the order of their names.

    Files that begin with a point or with `~$` (open in Excel) are left out. P724
    where there are none.
    """
    found: list[Path] = []
    missing: list[Problem] = []
    for path in given:
        inside = _inside(path) if path.is_dir() else [path]
        if not inside:
            blanks = {"text": str(path)}
            place = Place(argument=str(path))
            missing.append(Problem(ProblemCode.FORM_NONE_FOUND, place, blanks))
        found += inside
    if missing:
        raise Refusal(tuple(missing))
    return list(dict.fromkeys(found))


def _inside(folder: Path) -> list[Path]:
    return sorted(
        each
        for each in folder.iterdir()
        if each.suffix.lower() in ENDINGS
        and each.is_file()
        and not each.name.startswith((".", "~$"))
    )


def arrived(path: Path) -> Arrived:
    """A file with its content, as far as it is looked at."""
    try:
        with path.open("rb") as stream:
            return Arrived(str(path), stream.read(MOST_BYTES))
    except OSError:
        return Arrived(str(path), None)
