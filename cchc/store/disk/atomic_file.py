"""A finished file takes its name at once and never in another's place.

Until it is whole it has a name that says which process of which machine writes it:
what a process left that is no more is swept by the next command.
"""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree

from cchc.text.lazy import lazy_pattern, sha256

_LONGEST = 40
"""Letters of the file's own name that are kept: names have an end, too."""
_DRAFT = lazy_pattern(
    r"\.(?:.+\.(?P<host>[0-9a-f]{6})-(?P<pid>\d+)-[0-9a-f]{8}\.new"
    r"|.+\.[0-9a-f]{8}\.new|.+\.\d+\.part|cchc-\w{8}|\w{8}\.tam)(?:-journal)?"
)
"""Ours, and those of earlier versions, which name nobody."""
_STALE = 24 * 3600
"""Seconds after which nobody writes any more whom we cannot ask."""


def draft_path(path: Path) -> Path:
    """A free name beside a path, for what will take the path's name."""
    token = f"{_machine()}-{os.getpid()}-{os.urandom(4).hex()}"
    return path.with_name(f".{path.name[:_LONGEST]}.{token}.new")


@contextmanager
def draft_folder(folder: Path) -> Iterator[Path]:
    """A folder inside another for files that move out when all are whole."""
    stage = draft_path(folder / "cchc")
    stage.mkdir()
    try:
        yield stage
    finally:
        rmtree(stage, ignore_errors=True)


def sweep_leftovers(folder: Path) -> tuple[Path, ...]:
    """Remove from a folder what killed runs left there; gives back what it was.

    What cannot be removed stays without a word: it does no harm.
    """
    swept = []
    for path in _leftovers(folder):
        with suppress(OSError):
            if path.is_dir() and not path.is_symlink():
                rmtree(path)
            else:
                path.unlink()
            swept.append(path)
    return tuple(swept)


def _leftovers(folder: Path) -> list[Path]:
    try:
        names = [name for name in os.listdir(folder) if name[:1] == "."]  # noqa: PTH208 -- on the way of every verb
    except OSError:
        return []
    drafts = ((folder / name, _DRAFT.fullmatch(name)) for name in names)
    return [path for path, match in drafts if match and _is_abandoned(path, match)]


def _is_abandoned(path: Path, match: re.Match[str]) -> bool:
    """Whether the process that wrote a file is no more, or it is old."""
    if match["pid"] and match["host"] == _machine() and os.name != "nt":
        try:
            os.kill(int(match["pid"]), 0)
        except ProcessLookupError:
            return True
        except (OSError, OverflowError):
            return False
        return False
    with suppress(OSError):
        return time.time() - path.lstat().st_mtime > _STALE
    return False


def machine_name() -> str:
    """What this machine is called; Windows says it in the environment, if anywhere."""
    if hasattr(os, "uname"):
        return os.uname().nodename
    return os.environ.get("COMPUTERNAME", "?")


def _machine() -> str:
    """Six letters that stand for this machine."""
    return sha256(machine_name().encode(errors="replace")).hexdigest()[:6]


@contextmanager
def atomic_write(
    path: Path, mode: int = 0o660, *, replace: bool = False
) -> Iterator[Path]:
    """A temporary file beside `path` that takes its name when the block ends well.

    Its rights are `mode` less the umask. Raises FileExistsError, and leaves what is
    there alone, if the name is taken; with `replace` it takes its place, in one step.
    """
    waiting = draft_path(path)
    os.close(os.open(waiting, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode))
    try:
        yield waiting
        if replace:
            waiting.replace(path)
            with suppress(OSError):  # it stands, whole: no more can be said of it
                sync_path(path.parent)
        else:
            _take_name(waiting, path)
            sync_path(path.parent)
    finally:
        waiting.unlink(missing_ok=True)
        waiting.with_name(f"{waiting.name}-journal").unlink(missing_ok=True)


def _take_name(waiting: Path, path: Path) -> None:
    try:
        os.link(waiting, path)
    except FileExistsError:
        raise
    except OSError:  # no hard links here (FAT, some shares): hold the name, then swap
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o660))
        try:
            waiting.replace(path)
        except OSError:
            path.unlink()
            raise


def sync_path(path: Path) -> None:
    """Have the disk keep what is in a file, or the names that are in a folder."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """The same for a folder with all that is in it."""
    for path in (*folder.rglob("*"), folder):
        sync_path(path)


def free_name(path: Path) -> Path:
    """The path itself or, when it is taken, with the first free number in it.

    The number stands before the ending, so that the file still opens as what it is.
    """
    number = 1
    free = path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free
