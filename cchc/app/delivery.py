"""Files given to people: whole, or as they were before."""

import os
from collections.abc import Iterable
from pathlib import Path

from cchc.sources.plan.plan_bytes import is_plan_file
from cchc.store.connection import is_database, is_journal
from cchc.text.problem import Place, Problem, ProblemCode

Content = str | bytes


def occupied_files(files: Iterable[tuple[Path, Content]]) -> tuple[Problem, ...]:
    """P511 for each file where something else is: somebody may have worked on it."""
    others = (
        str(p) for p, content in files if is_there(p) and not holds_content(p, content)
    )
    return tuple(
        Problem(ProblemCode.FILE_EXISTS, Place(file=path), {"path": path})
        for path in others
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
    kinds = ((path, _protected_kind(path)) for path in paths)
    return tuple(_refusal(path, kind) for path, kind in kinds if kind is not None)


def _protected_kind(path: Path) -> str | None:
    """What the file is (`database`, `journal`, `plan`), None when it may be replaced.

    `unreadable` when the file cannot be looked into.
    """
    checks = {"database": is_database, "journal": is_journal, "plan": is_plan_file}
    try:
        target = path.resolve()
        return next((kind for kind, is_kind in checks.items() if is_kind(target)), None)
    except (OSError, RuntimeError):  # RuntimeError: a circle of links, before 3.13
        return "unreadable"


def _refusal(path: Path, kind: str) -> Problem:
    if kind == "unreadable":
        return _unwritable(path)
    at = Place(argument="--output")
    return Problem(ProblemCode.OUTPUT_PROTECTED, at, {"text": str(path), "slip": kind})


def write_into_folder(content: Content, output: Path) -> Problem | None:
    """Like `write_file`, with the folder made first where there is none."""
    return make_folder(output.parent) or write_file(content, output)


def make_folder(folder: Path) -> Problem | None:
    """None when the folder is there now, else P504, P525; what is in it stays."""
    if refused := protected_files([folder]):
        return refused[0]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return _unwritable(folder)
    return None


def write_file(content: Content, output: Path) -> Problem | None:
    """Write the file and give None, or P504, P525 with the old file left as it was.

    Text is UTF-8 with plain line ends. A pipe or a device is written as it stands.
    """
    data = _data(content)
    refused = protected_files([output])
    if refused and not (os.path.isfile(output) and holds_content(output, content)):  # noqa: PTH113 -- no error for a name too long
        return refused[0]
    try:
        if output.exists() and not output.is_file():
            output.write_bytes(data)
        else:
            _replace(output.resolve(), data)
    except OSError:
        return _unwritable(output)
    return None


def _data(content: Content) -> bytes:
    if isinstance(content, bytes):
        return content
    return (content if content.endswith("\n") else f"{content}\n").encode()


def _unwritable(path: Path) -> Problem:
    at = Place(argument="--output")
    return Problem(ProblemCode.OUTPUT_UNWRITABLE, at, {"text": str(path)})


def _replace(output: Path, data: bytes) -> None:
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
