"""What the disk and the database can do to us, told as problems (P4xx)."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cchc.text.problem import Blank, Fault, Place, Problem


class LedgerTrouble(Exception):  # noqa: N818  # not an error of the program
    """The ledger cannot be used or written; nothing of the act was stored."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.fault.name)
        self.problem = problem


def trouble(fault: Fault, path: Path, **blanks: Blank) -> LedgerTrouble:
    """The trouble of a fault; its sentence may name the `file` and its `folder`."""
    place = Place(file=str(path))
    where = {"file": str(path), "folder": str(path.parent)}
    return LedgerTrouble(Problem(fault, place, {**where, **blanks}))


BY_SQLITE = {
    sqlite3.SQLITE_BUSY: Fault.DB_LOCKED,
    sqlite3.SQLITE_LOCKED: Fault.DB_LOCKED,
    sqlite3.SQLITE_PROTOCOL: Fault.DB_LOCKED,
    sqlite3.SQLITE_READONLY: Fault.DB_READ_ONLY,
    sqlite3.SQLITE_PERM: Fault.DB_READ_ONLY,
    sqlite3.SQLITE_AUTH: Fault.DB_READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: Fault.DB_READ_ONLY,
    sqlite3.SQLITE_FULL: Fault.DISK_FULL,
    sqlite3.SQLITE_IOERR: Fault.DISK_FULL,
    sqlite3.SQLITE_CORRUPT: Fault.DB_DAMAGED,
    sqlite3.SQLITE_NOTADB: Fault.DB_DAMAGED,
    sqlite3.SQLITE_FORMAT: Fault.DB_DAMAGED,
}
BY_SYSTEM = {
    errno.ENOENT: Fault.DB_MISSING,
    errno.ENAMETOOLONG: Fault.DB_MISSING,
    errno.ELOOP: Fault.DB_MISSING,
    errno.ENOTDIR: Fault.DB_NO_FOLDER,
    errno.EISDIR: Fault.DB_DIRECTORY,
    errno.EEXIST: Fault.DB_EXISTS,
    errno.EACCES: Fault.DB_READ_ONLY,
    errno.EPERM: Fault.DB_READ_ONLY,
    errno.EROFS: Fault.DB_READ_ONLY,
    errno.ENOSPC: Fault.DISK_FULL,
    errno.EDQUOT: Fault.DISK_FULL,
    errno.EFBIG: Fault.DISK_FULL,
    errno.EIO: Fault.DISK_FULL,
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns what SQLite says of the file into trouble; bugs of ours go through."""
    try:
        yield
    except sqlite3.Error as error:
        code: int = getattr(error, "sqlite_errorcode", 0)
        fault = BY_SQLITE.get(code & 0xFF)
        if fault is None:
            raise
        raise trouble(fault, path) from error


@contextmanager
def told_of_files(path: Path) -> Iterator[None]:
    """Turns what the operating system says of the file into trouble."""
    try:
        yield
    except OSError as error:
        fault = BY_SYSTEM.get(error.errno or 0)
        if fault is None:
            raise
        raise trouble(fault, path) from error
