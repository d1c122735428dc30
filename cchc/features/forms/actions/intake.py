"""Forms taken in or collected, and the marked copies that go back."""

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from cchc.app.delivery import FileWriter
from cchc.features.forms.show.collected import (
    TAKEN,
    Collection,
)
from cchc.features.forms.show.import_result import (
    ImportedForm,
    Outcome,
)
from cchc.sources.file_bytes import bytes_of
from cchc.sources.forms.arrivals import (
    base_name,
    is_packet,
    listed_files,
)
from cchc.sources.forms.form_file import read_form
from cchc.sources.forms.form_grid import MOST_BYTES
from cchc.text.problem import Place, Problem, ProblemCode, Refusal, refuse_if_any
from cchc.text.record import replace
from cchc.words.translator import Lang, file_name, file_names, voice

MOST_COPIES = 99
OWN_NAMES = {"plan.yaml", "plan.yml", "plan.schema.json", "cchc.toml"} | {
    *file_names("demo.readme")
}
FORMS = frozenset({".xlsx", ".csv"})
OWN_FOLDERS = frozenset({"plan", "templates"})
OWN_PAPERS = (
    *("bao-cao-", "tom-tat-", "cam-ket-", "ke-hoach-", "thu ", "danh-sach-gui"),
    *("report-", "brief-", "commitment-", "plan-", "mail ", "packet-list"),
)
"""How the papers of a workspace are called that are written beside its ledger."""


def listed_arrivals(given: Sequence[Path], *, whole: bool = False) -> list[Path]:
    """The files that are meant, those of a folder in the order of their names.

    P724 where there are none; P572 for a path that is not there, if the `whole` must
    be: an import tells of it beside the others.
    """
    missing = []
    for path in given:
        place, name = Place(argument=str(path)), str(path)
        if whole and not path.exists():
            missing.append(Problem(ProblemCode.INPUT_MISSING, place, {"path": name}))
        if path.is_dir() and not listed_files([path]):
            missing.append(Problem(ProblemCode.FORM_NONE_FOUND, place, {"text": name}))
    refuse_if_any(missing)
    return listed_files(given)


def _marked_copy(content: bytes, form: ImportedForm) -> bytes:
    from cchc.paper.marked_form import marked_copy  # noqa: PLC0415

    speech = voice(Lang(form.lang))
    return marked_copy(content, form.problems, form.answers, speech, form.names)


def _content(path: Path) -> bytes | None:
    content = bytes_of(path, most=MOST_BYTES)
    return None if isinstance(content, Problem) else content


def _copies(folder: Path, stem: str) -> Iterator[Path]:
    """Where marked copies of a file may lie; some of them may have been taken away."""
    for number in range(1, MOST_COPIES):
        more = "" if number == 1 else f"-{number}"
        yield folder / f"{stem}-{file_name('to_fix')}{more}.xlsx"


def write_marked_copy(writer: FileWriter, form: ImportedForm) -> str | None:
    """Write the marked copy of a refused form beside it; one that is there will do.

    A packet has none: whoever sent it reads what is told here.
    """
    path = Path(form.name)
    is_form = form.outcome is Outcome.REFUSED and not is_packet(form.name)
    content = _content(path) if is_form else None
    if content is None:
        return None
    copy, stem = _marked_copy(content, form), path.stem
    for mark in file_names("to_fix"):
        stem = stem.partition(f"-{mark}")[0]
    for target in _copies(path.parent, stem):
        if target.exists() and target.read_bytes() != copy:
            continue
        try:
            if not target.exists():
                writer.write(copy, target)
        except Refusal:
            return None
        return str(target)
    return None


def write_mending_copies(
    writer: FileWriter, folder: Path, collection: Collection
) -> Collection:
    """The one marked copy of each report that is to be mended, in the folder of copies.

    Those of reports that have come in since are taken away. A copy that somebody has
    worked on stays, and a new one stands beside it.
    """
    for form in collection.of(*TAKEN):
        for target in _mending_copies(folder, form):
            if target.exists() and _is_untouched(target):
                target.unlink()

    def write(form: ImportedForm) -> str | None:
        copy = None if form.content is None else _marked_copy(form.content, form)
        for target in _mending_copies(folder, form) if copy else ():
            if copy and (not target.exists() or _is_untouched(target)):
                writer.make_folder(target.parent)
                writer.write(copy, target)
                return str(target)
        return None

    files = (replace(form, back=write(form)) for form in collection.files)
    return replace(collection, files=tuple(files))


def _mending_copies(folder: Path, form: ImportedForm) -> Iterator[Path]:
    """Where the marked copies of a report may lie; one for each file without a mark."""
    stem = file_name("form", period=form.period, unit=form.unit)
    if form.unit is None or form.period is None:
        stem = PurePath(base_name(form.name)).stem
    return _copies(folder / file_name("to_fix"), stem)


def _is_untouched(path: Path) -> bool:
    """Whether a file is a marked copy as it was made."""
    content = _content(path)
    return content is not None and read_form(content, str(path)).untouched
