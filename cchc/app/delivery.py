"""Files given to people: whole, or as they were before."""

import os
from collections.abc import Iterable
from pathlib import Path

from cchc.sources.plan.plan_bytes import is_plan_file
from cchc.store.connection import is_database, is_journal
from cchc.text.problem import Place, Problem, ProblemCode, Refusal, refuse_if_any

Content = str | bytes


def occupied_files(files: Iterable[tuple[Path, Content]]) -> tuple[Problem, ...]:
    """P511 for each file where something else is: somebody may have worked on it."""
    return tuple(
        Problem(ProblemCode.FILE_EXISTS, Place(file=str(path)), {"path": str(path)})
        for path, content in files
        if is_there(path) and not holds_content(path, content)
    )


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


def write_into_folder(content: Content, output: Path) -> None:
    """Like `write_file`, with the folder made first where there is none."""
    make_folder(output.parent)
    write_file(content, output)


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


def write_file(content: Content, output: Path) -> None:
    """Write the file whole, or leave the old one as it was.

    Text is UTF-8 with plain line ends. A pipe or a device is written as it stands.

    Raises:
        Refusal: it cannot be written (P504), or what is there must stay (P525).
    """
    data = _data(content)
    if not (os.path.isfile(output) and holds_content(output, content)):  # noqa: PTH113 -- no error for a name too long
        refuse_if_any(protected_files([output]))
    try:
        if output.exists() and not output.is_file():
            output.write_bytes(data)
        else:
            _replace_atomically(output.resolve(), data)
    except OSError as error:
        raise Refusal((_unwritable(output),)) from error


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
