"""Files given to people: the one writer, whole or as they were before.

It never writes over what must stay: the ledger, its journal and copies, any other
database, a plan, an office's template, a paper that was issued, evidence in the
register; however they are named or linked.
"""

import errno
import os
from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from cchc.app.output import AT_OUTPUT, FILE_ENDINGS, ending_of, named_file
from cchc.sources.file_bytes import FOLDER, is_plan_file, parts_of
from cchc.store.disk.atomic_file import atomic_write
from cchc.store.disk.connection import is_database, is_journal
from cchc.store.papers import registered_as
from cchc.text.number_format import vietnamese
from cchc.text.problem import (
    Place,
    Problem,
    ProblemCode,
    Refusal,
    refuse,
    refuse_if_any,
)
from cchc.text.record import Record
from cchc.words.translator import Voice

Content = str | bytes
PLAN_NAMES = ("plan.yaml", "plan.yml")
TEMPLATES = "templates"
DISK_SLIPS = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "full"),
    **dict.fromkeys((errno.EROFS, errno.EACCES, errno.EPERM), "read_only"),
    **dict.fromkeys((errno.EIO, errno.ENXIO, errno.ESTALE, errno.ETIMEDOUT), "failing"),
}
"""What the disk says no for; anything else is a path that cannot be."""


class Delivered(Record):
    """A file that was handed over; `old_size` is that of the file it replaced.

    `is_same`: it was there already, byte for byte, and was left alone.
    """

    path: Path
    old_size: int | None = None
    is_same: bool = False

    def words(self, voice: Voice, rows: int | None = None, pages: int = 0) -> str:
        """`“a.csv” (bảng CSV, 21 dòng; thay tệp cũ 3.214 byte)`."""
        ending = ending_of(self.path)
        kind = ending if voice.knows(f"output.kind.{ending}") else "txt"
        what = voice.say(f"output.kind.{kind}")
        if rows is not None:
            what += f", {voice.say('output.rows', n=rows)}"
        if pages:
            what += f", {voice.say('output.pages', n=pages)}"
        if self.is_same:
            what += f"; {voice.say('output.same')}"
        elif self.old_size is not None:
            size = vietnamese(Decimal(self.old_size))
            what += f"; {voice.say('output.replaced', size=size)}"
        return voice.say("output.file", path=str(self.path), what=what)


class FileWriter:
    """The one writer of files, in an office with its ledger at `database`."""

    def __init__(self, database: Path) -> None:
        self.database = database

    def require_file(self, output: Path | None) -> None:
        """Refuse what no file can be written to: P504, P525, a folder (P541)."""
        file = named_file(output)
        if file is None:
            return
        self.refuse_protected(file)
        if os.path.isdir(file):  # noqa: PTH112 -- no error for a name too long
            refuse(ProblemCode.OUTPUT_FOLDER, AT_OUTPUT, text=str(file))
        refuse_unreachable(file)

    def require_folder(self, output: Path | None) -> None:
        """Refuse what no folder can be made of: P504, P525, a file's name (P542)."""
        if output is None:
            return
        self.refuse_protected(output)
        is_file = os.path.isfile(output)  # noqa: PTH113 -- no error for a name too long
        if named_file(output) is None or is_file or ending_of(output) in FILE_ENDINGS:
            refuse(ProblemCode.OUTPUT_FILE, AT_OUTPUT, text=str(output))
        refuse_unreachable(output)

    def refuse_protected(self, *paths: Path | None) -> None:
        """Refuse targets of which one must stay as it is (P525)."""
        files = [path for path in map(named_file, paths) if path is not None]
        refuse_if_any(self.protected_files(files))

    def protected_files(self, paths: Iterable[Path]) -> tuple[Problem, ...]:
        """P525 for each path that must stay; links are resolved first.

        P504 where a file is there and cannot be read, so that nobody can tell what
        would be lost.
        """
        problems = []
        for path in paths:
            try:
                slip = self._reason_to_stay(path.resolve())
            except (OSError, RuntimeError):  # RuntimeError: a circle, before 3.13
                problems.append(unwritable(path))
            else:
                problems += () if slip is None else (_protected(path, slip),)
        return tuple(problems)

    def registered_files(self, paths: Iterable[Path | None]) -> tuple[Problem, ...]:
        """P525 for each file that stands in the register by its content."""
        files = [path for path in map(named_file, paths) if path is not None]
        return tuple(
            _protected(path, slip)
            for path in files
            if path.is_file() and (slip := registered_as(self.database, path))
        )

    def _reason_to_stay(self, target: Path) -> str | None:
        """Why a file is not written over; None where it may be."""
        if target == self.database.resolve() or is_database(target):
            return "database"
        if is_journal(target):
            return "journal"
        if is_plan_file(target):
            return "plan"
        office = self.database.parent / TEMPLATES
        if any(_is_same_place(place, office) for place in (target, *target.parents)):
            return "template"
        is_linked = target.is_file() and target.stat().st_nlink > 1
        return "link" if is_linked and _identity(target) in self._office_files else None

    @cached_property
    def _office_files(self) -> frozenset[tuple[int, int]]:
        """The ledger, the plan and the templates, by what they are, not by name."""
        folder = self.database.parent
        plan = folder / FOLDER
        files = [self.database, *(folder / name for name in PLAN_NAMES)]
        files += parts_of(plan) if plan.is_dir() else []
        files += (folder / TEMPLATES).rglob("*")
        return frozenset(_identity(file) for file in files if file.is_file())

    def occupied_files(
        self, files: Iterable[tuple[Path, Content]]
    ) -> tuple[Problem, ...]:
        """P511 for each file where something else is: somebody may have worked on it.

        P525 where no file may be.
        """
        problems: list[Problem] = []
        for path, content in files:
            if not holds_content(path, content):
                problems += (refused := self.protected_files([path]))
                if not refused and is_there(path):
                    at, blanks = Place(file=str(path)), {"path": str(path)}
                    problems.append(Problem(ProblemCode.FILE_EXISTS, at, blanks))
        return tuple(problems)

    def make_folder(self, folder: Path) -> None:
        """Make the folder where there is none; what is in it stays.

        Refuses what cannot be made (P504, P414) or must stay as it is (P525).
        """
        self.refuse_protected(folder)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refusal((unwritable(folder, error),)) from error

    def write(self, content: Content, output: Path) -> Delivered:
        """Write the file whole, or leave the old one as it was.

        Text is UTF-8 with plain line ends. A pipe or a device is written as it stands.
        Refuses what cannot be written (P504, P414) or must stay as it is (P525).
        """
        data, is_file = _data(content), os.path.isfile(output)  # noqa: PTH113 -- no error for a name too long
        if is_file and holds_content(output, content):
            return Delivered(output, is_same=True)
        self.refuse_protected(output)
        refuse_if_any(self.registered_files([output]))
        try:
            old_size = output.stat().st_size if is_file else None
            if output.exists() and not is_file:
                output.write_bytes(data)
            else:
                _replace_file(output.resolve(), data)
        except OSError as error:
            raise Refusal((unwritable(output, error),)) from error
        return Delivered(output, old_size)


def refuse_unreachable(path: Path) -> None:
    """P504 where nothing can be written at a path: no folder there, a name too long."""
    folder = path.parent
    if not os.path.isdir(folder):  # noqa: PTH112 -- no error for a name too long
        raise Refusal((unwritable(path),))
    try:
        path.lstat()
    except FileNotFoundError:
        return
    except OSError as error:
        raise Refusal((unwritable(path, error),)) from error


def is_there(path: Path) -> bool:
    """Whether the name is taken, be it by a link that leads nowhere."""
    return os.path.lexists(path)


def holds_content(path: Path, content: Content) -> bool:
    """Whether a file holds what would be written."""
    try:
        return path.read_bytes() == _data(content)
    except OSError:
        return False


def _is_same_place(path: Path, other: Path) -> bool:
    """Whether two paths are one place, also where the system takes no heed of case."""
    try:
        return path == other.resolve() or path.samefile(other)
    except OSError:
        return False


def _identity(path: Path) -> tuple[int, int]:
    info = path.stat()
    return info.st_dev, info.st_ino


def _data(content: Content) -> bytes:
    if isinstance(content, bytes):
        return content
    return (content if content.endswith("\n") else f"{content}\n").encode()


def _protected(path: Path, slip: str) -> Problem:
    blanks = {"text": str(path), "slip": slip}
    return Problem(ProblemCode.OUTPUT_PROTECTED, AT_OUTPUT, blanks)


def unwritable(path: Path, error: OSError | None = None) -> Problem:
    """P414 where the disk says no (full, read-only, failing), else P504."""
    slip = DISK_SLIPS.get(error.errno or 0) if error is not None else None
    if slip is not None:
        blanks = {"text": str(path), "slip": slip}
        return Problem(ProblemCode.OUTPUT_DISK, AT_OUTPUT, blanks)
    return Problem(ProblemCode.OUTPUT_UNWRITABLE, AT_OUTPUT, {"text": str(path)})


def _replace_file(output: Path, data: bytes) -> None:
    rights = output.stat().st_mode & 0o777 if output.exists() else None
    with atomic_write(output, 0o666, replace=True) as draft:
        with draft.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if rights is not None:
            draft.chmod(rights)
