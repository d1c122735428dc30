"""Files that prove results: looked at where they lie, or copied beside the database.

The copies are named after their content, so that one file is kept once, and lie in
one folder that nothing leads out of.
"""

import os
import re
from contextlib import suppress
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from typing import BinaryIO

from cchc.core.facts.acts import Evidence, is_link
from cchc.core.facts.typed import TypedText
from cchc.store.disk.atomic_file import draft_path
from cchc.store.disk.connection import DATABASE_MAGICS, LENGTH
from cchc.text.closed_list import StrEnum
from cchc.text.compare import fold, nfc
from cchc.text.lazy import lazy_pattern, sha256
from cchc.text.problem import Blank, Place, Problem
from cchc.text.problem_codes import ProblemCode
from cchc.text.record import Record
from cchc.words.translator import file_name

_BLOCK = 1 << 20
_LONGEST_STEM = 60
_NOT_NAME = lazy_pattern(r"[^a-z0-9]+")

_ENDINGS = (
    r"pdf|doc[xm]?|odt|rtf|txt|md|xls[xmb]?|ods|csv|tsv|pptx?|odp|jpe?g|png|gif|bmp"
    r"|tiff?|webp|heic|zip|rar|7z|mp[34]|mov|avi|eml|msg|html?|xml|json|ya?ml|db|sqlite"
    r"|p7[ms]"
)
_PATH = lazy_pattern(
    rf"(?:~|\.{{1,2}})?[/\\].*|[a-z]:[/\\].*|file:.*|.*\\.*|.*/|.*\.(?:{_ENDINGS})",
    re.IGNORECASE | re.DOTALL,
)
"""Texts that are a path by their look: `/dev/zero`, `C:\\a`, `tai-lieu/`, `a.pdf`."""
STDIN = "-"


class Condition(StrEnum):
    """How the file behind a piece of evidence is found."""

    THERE = "there"
    MISSING = "missing"
    CHANGED = "changed"
    UNSAFE = "unsafe"


CONDITION_PROBLEMS = {
    Condition.MISSING: ProblemCode.EVIDENCE_MISSING,
    Condition.UNSAFE: ProblemCode.EVIDENCE_UNSAFE,
}
"""Why a file cannot be taken as evidence (P331, P375)."""


class FileDigest(Record):
    """A file's SHA-256 in hex and its size in bytes."""

    sha256: str
    size: int


def measure_file(path: Path) -> FileDigest | Condition:
    """Hash and size of a plain file that proves something.

    UNSAFE for links, devices, `..` in its path, what is empty, a database (the ledger
    itself changes with the next act) or its journal.
    """
    # of a path from here any part may be a link, of a whole one its end
    parts = [path] if path.is_absolute() else [path, *path.parents]
    if ".." in path.parts or any(part.is_symlink() for part in parts):
        return Condition.UNSAFE
    try:
        with _open_file(path) as stream:
            status = os.fstat(stream.fileno())
            if not (S_ISREG(status.st_mode) and status.st_size):
                return Condition.UNSAFE
            if stream.read(LENGTH).startswith(DATABASE_MAGICS):
                return Condition.UNSAFE
            stream.seek(0)
            return _digest(stream)
    except OSError:
        return Condition.MISSING


def read_evidence(about: str, typed: TypedText) -> Evidence | Problem | None:
    """A document, a link or a file, by the look of the text; None if it is blank.

    A link is kept as it is and never opened. What looks like a path, or is one, must
    be a plain file that holds something and is no database. A path in a report file
    starts at the folder of that file and may not leave it (P331, P375, P376).
    """
    text = typed.text.strip()
    path, report_file = Path(text), typed.place.file
    if not text:
        return None
    if report_file is not None and report_file != STDIN and ".." not in path.parts:
        path = Path(report_file).parent / path
    is_path = _PATH.fullmatch(text) is not None or os.path.lexists(path)
    if is_link(text) or not is_path:
        return Evidence(about, text)
    if report_file is not None and Path(text).is_absolute():
        return evidence_problem(ProblemCode.EVIDENCE_OUTSIDE, about, text, typed.place)
    path = spelled_on_disk(path)
    measured = measure_file(path)
    if isinstance(measured, Condition):
        return evidence_problem(CONDITION_PROBLEMS[measured], about, text, typed.place)
    whole = path.absolute().as_posix()
    return Evidence(about, text, measured.sha256, measured.size, whole)


def evidence_problem(code: ProblemCode, about: str, text: str, place: Place) -> Problem:
    """Why something typed cannot be taken as evidence."""
    blanks: dict[str, Blank] = {"key": about, "text": text}
    return Problem(code, place, blanks)


def spelled_on_disk(path: Path) -> Path:
    """The path with its name as the disk spells it: some keep it in NFD."""
    if path.name.isascii() or os.path.lexists(path) or not path.parent.is_dir():
        return path
    names = (other for other in path.parent.iterdir() if nfc(other.name) == path.name)
    return next(names, path)


def _open_file(path: Path) -> BinaryIO:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)
    flags |= getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags), "rb")


def _digest(stream: BinaryIO, copy: BinaryIO | None = None) -> FileDigest:
    """Hash and size of what a stream holds, all of which goes into the copy."""
    made, size = sha256(), 0
    while block := stream.read(_BLOCK):
        made.update(block)
        size += len(block)
        if copy is not None:
            copy.write(block)
    return FileDigest(made.hexdigest(), size)


def place_of(path: Path, folder: Path) -> str:
    """Where a file lies: from the folder of the database if inside, else in full."""
    whole = path.absolute()
    if whole.is_relative_to(folder.absolute()):
        return whole.relative_to(folder.absolute()).as_posix()
    return whole.as_posix()


def copy_name(proof: Evidence) -> str:
    """`minh-chung/0a1b2c3d4e5f6071-quyet-dinh-12.pdf`: by content, in plain letters."""
    name = PurePosixPath((proof.file or proof.text).replace("\\", "/"))
    stem = _NOT_NAME.sub("-", fold(name.stem)).strip("-")[:_LONGEST_STEM].strip("-")
    ending = _NOT_NAME.sub("", fold(name.suffix))
    bare = f"{(proof.sha256 or '')[:16]}-{stem or 'tep'}"
    return f"{file_name('evidence')}/{bare}.{ending}".removesuffix(".")


def copy_evidence(proof: Evidence, folder: Path) -> str | None:
    """Copy the file of a piece of evidence; gives the copy's place in `folder`.

    None where it cannot be copied whole: gone, changed since it was looked at, the
    disk full, or the folder of evidence is a link to somewhere else.
    """
    name = copy_name(proof)
    target = folder / name
    home = target.parent
    if home.is_symlink() or target.is_symlink() or proof.file is None:
        return None
    try:
        home.mkdir(exist_ok=True)
        waiting = draft_path(target)
        number = os.open(waiting, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with suppress(FileNotFoundError), os.fdopen(number, "wb") as copy:
            with _open_file(folder / proof.file) as stream:
                whole = _digest(stream, copy)
            copy.flush()
            os.fsync(copy.fileno())
            if whole.sha256 == proof.sha256:
                waiting.replace(target)
                return name
        waiting.unlink(missing_ok=True)
    except OSError:
        return None
    return None


def evidence_condition(proof: Evidence, folder: Path) -> Condition | None:
    """How the file of a piece of evidence is found now; None where there is no file."""
    if proof.sha256 is None:
        return None
    digest = measure_file(folder / (proof.file or proof.text))
    if isinstance(digest, Condition):
        return digest
    return Condition.THERE if digest.sha256 == proof.sha256 else Condition.CHANGED
