"""A finished file takes its name at once and never in another's place; copies."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from cchc.store.disk.connection import connect
from cchc.store.disk.errors import ledger_error
from cchc.store.disk.leftovers import draft_path
from cchc.text.problem import ProblemCode


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


def copy_ledger(connection: sqlite3.Connection, target: Path, mode: int) -> None:
    """A whole copy under a new name, also while others write; rights as given.

    Raises FileExistsError if the name is taken.
    """
    with atomic_write(target, mode) as waiting:
        with closing(connect(waiting, write=True)) as copy:
            copy_database(connection, copy, target)
            if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise ledger_error(ProblemCode.DB_DAMAGED, target)
        waiting.chmod(mode)


def copy_database(
    source: sqlite3.Connection, target: sqlite3.Connection, path: Path
) -> None:
    """The whole content of one file into another, in one transaction.

    Raises LedgerError for `path` when others do not let go: by itself the backup
    of Python would wait for ever.
    """

    def impatient(status: int, _left: int, _all: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise ledger_error(ProblemCode.DB_LOCKED, path)

    source.backup(target, progress=impatient)
