"""Files given to people: whole, or as they were before."""

import os
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from cchc.app.output import AT_OUTPUT, FILE_ENDINGS, ending_of, named_file
from cchc.sources.plan.plan_bytes import is_plan_file
from cchc.store.connection import is_database, is_journal
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


def occupied_files(files: Iterable[tuple[Path, Content]]) -> tuple[Problem, ...]:
    """P511 for each file where something else is: somebody may have worked on it.

    P525 where no file may be.
    """
    return tuple(
        problem
        for path, content in files
        if not holds_content(path, content)
        for problem in protected_files([path]) or _existing_file(path)
    )


def _existing_file(path: Path) -> tuple[Problem, ...]:
    at, blanks = Place(file=str(path)), {"path": str(path)}
    return (Problem(ProblemCode.FILE_EXISTS, at, blanks),) if is_there(path) else ()


def is_there(path: Path) -> bool:
    """Whether the name is taken, be it by a link that leads nowhere."""
    return os.path.lexists(path)


def holds_content(path: Path, content: Content) -> bool:
    """Whether a file holds what would be written."""
    try:
        return path.read_bytes() == _data(content)
    except OSError:
        return False


def protected_files(paths: Iterable[Path]) -> tuple[Problem, ...]:
    """P525 for each path that is a database, its journal or a plan file.

    Links are resolved first. P504 where a file is there and cannot be read, so that
    nobody can tell what would be lost.
    """
    checks = {"database": is_database, "journal": is_journal, "plan": is_plan_file}
    at, problems = Place(argument="--output"), []
    for path in paths:
        try:
            target = path.resolve()
            kinds = (kind for kind, is_kind in checks.items() if is_kind(target))
            kind = next(kinds, None)
        except (OSError, RuntimeError):  # RuntimeError: a circle of links, before 3.13
            problems.append(_unwritable(path))
            continue
        if kind is not None:
            blanks = {"text": str(path), "slip": kind}
            problems.append(Problem(ProblemCode.OUTPUT_PROTECTED, at, blanks))
    return tuple(problems)


def refuse_protected(output: Path | None) -> None:
    """Refuse a target that must stay as it is (P525)."""
    file = named_file(output)
    refuse_if_any(() if file is None else protected_files([file]))


def require_file(output: Path | None) -> None:
    """Refuse what no file can be written to: P504, P525, a folder (P541)."""
    file = named_file(output)
    if file is None:
        return
    refuse_protected(file)
    if os.path.isdir(file):  # noqa: PTH112 -- no error for a name too long
        refuse(ProblemCode.OUTPUT_FOLDER, AT_OUTPUT, text=str(file))
    refuse_unreachable(file)


def require_folder(output: Path | None) -> None:
    """Refuse what no folder can be made of: P504, P525, a name for a file (P542)."""
    if output is None:
        return
    refuse_protected(output)
    is_file = os.path.isfile(output)  # noqa: PTH113 -- no error for a name too long
    if named_file(output) is None or is_file or ending_of(output) in FILE_ENDINGS:
        refuse(ProblemCode.OUTPUT_FILE, AT_OUTPUT, text=str(output))
    refuse_unreachable(output)


def refuse_unreachable(path: Path) -> None:
    """P504 where nothing can be written at a path: no such folder, or a file in it."""
    folder = path.parent
    if not os.path.isdir(folder):  # noqa: PTH112 -- no error for a name too long
        raise Refusal((_unwritable(path),))


def write_into_folder(content: Content, output: Path) -> Delivered:
    """Like `write_file`, with the folder made first where there is none."""
    make_folder(output.parent)
    return write_file(content, output)


def make_folder(folder: Path) -> None:
    """Make the folder where there is none; what is in it stays.

    Raises:
        Refusal: it cannot be made (P504), or would take the place of what must stay
            (P525).
    """
    refuse_if_any(protected_files([folder]))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal((_unwritable(folder),)) from error


def write_file(content: Content, output: Path) -> Delivered:
    """Write the file whole, or leave the old one as it was.

    Text is UTF-8 with plain line ends. A pipe or a device is written as it stands.

    Raises:
        Refusal: it cannot be written (P504), or what is there must stay (P525).
    """
    data, is_file = _data(content), os.path.isfile(output)  # noqa: PTH113 -- no error for a name too long
    if is_file and holds_content(output, content):
        return Delivered(output, is_same=True)
    refuse_if_any(protected_files([output]))
    try:
        old_size = output.stat().st_size if is_file else None
        if output.exists() and not is_file:
            output.write_bytes(data)
        else:
            _replace_atomically(output.resolve(), data)
    except OSError as error:
        raise Refusal((_unwritable(output),)) from error
    return Delivered(output, old_size)


def _data(content: Content) -> bytes:
    if isinstance(content, bytes):
        return content
    return (content if content.endswith("\n") else f"{content}\n").encode()


def _unwritable(path: Path) -> Problem:
    at = Place(argument="--output")
    return Problem(ProblemCode.OUTPUT_UNWRITABLE, at, {"text": str(path)})


def _replace_atomically(output: Path, data: bytes) -> None:
    draft = output.with_name(f".{output.name}.{os.getpid()}.part")
    rights = output.stat().st_mode & 0o777 if output.exists() else None
    try:
        with draft.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if rights is not None:
            draft.chmod(rights)
        draft.replace(output)
    finally:
        draft.unlink(missing_ok=True)
