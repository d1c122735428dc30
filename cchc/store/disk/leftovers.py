"""Names of files not yet finished, and what a killed run left of them.

A file is written under such a name and takes its own when it is whole. The name says
which process of which machine writes it: what a process left that is no more is swept
by the next command.
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
    found = ((name, _DRAFT.fullmatch(name)) for name in names)
    return [
        folder / name
        for name, match in found
        if match is not None and _is_abandoned(folder / name, match)
    ]


def _is_abandoned(path: Path, match: re.Match[str]) -> bool:
    if match["pid"] and match["host"] == _machine() and os.name != "nt":
        return not _is_running(int(match["pid"]))
    with suppress(OSError):
        return time.time() - path.lstat().st_mtime > _STALE
    return False


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _machine() -> str:
    """Six letters that stand for this machine."""
    if os.name == "nt":
        from platform import node  # noqa: PLC0415

        name = node()
    else:
        name = os.uname().nodename
    return sha256(name.encode(errors="replace")).hexdigest()[:6]
