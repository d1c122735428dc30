"""What the disk and the database can do to us, told as problems (P4xx)."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cchc.text.problem import Blank, Place, Problem, ProblemCode, Refusal


class LedgerError(Refusal):
    """The ledger cannot be used or written; nothing of the act was stored."""

    def __init__(self, problem: Problem) -> None:
        super().__init__((problem,))
        self.problem = problem


def ledger_error(fault: ProblemCode, path: Path, **blanks: Blank) -> LedgerError:
    """The trouble of a fault; its sentence may name the `file` and its `folder`."""
    place = Place(file=str(path))
    where = {"file": str(path), "folder": str(path.parent)}
    return LedgerError(Problem(fault, place, {**where, **blanks}))


SQLITE_CODES = {
    sqlite3.SQLITE_BUSY: ProblemCode.DB_LOCKED,
    sqlite3.SQLITE_LOCKED: ProblemCode.DB_LOCKED,
    sqlite3.SQLITE_PROTOCOL: ProblemCode.DB_LOCKED,
    sqlite3.SQLITE_READONLY: ProblemCode.DB_READ_ONLY,
    sqlite3.SQLITE_PERM: ProblemCode.DB_READ_ONLY,
    sqlite3.SQLITE_AUTH: ProblemCode.DB_READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: ProblemCode.DB_READ_ONLY,
    sqlite3.SQLITE_FULL: ProblemCode.DISK_FULL,
    sqlite3.SQLITE_IOERR: ProblemCode.DISK_FULL,
    sqlite3.SQLITE_CORRUPT: ProblemCode.DB_DAMAGED,
    sqlite3.SQLITE_NOTADB: ProblemCode.DB_DAMAGED,
    sqlite3.SQLITE_FORMAT: ProblemCode.DB_DAMAGED,
}
SYSTEM_CODES = {
    errno.ENOENT: ProblemCode.DB_MISSING,
    errno.ENAMETOOLONG: ProblemCode.DB_MISSING,
    errno.ELOOP: ProblemCode.DB_MISSING,
    errno.ENOTDIR: ProblemCode.DB_NO_FOLDER,
    errno.EISDIR: ProblemCode.DB_DIRECTORY,
    errno.EEXIST: ProblemCode.DB_EXISTS,
    errno.EACCES: ProblemCode.DB_READ_ONLY,
    errno.EPERM: ProblemCode.DB_READ_ONLY,
    errno.EROFS: ProblemCode.DB_READ_ONLY,
    errno.ENOSPC: ProblemCode.DISK_FULL,
    errno.EDQUOT: ProblemCode.DISK_FULL,
    errno.EFBIG: ProblemCode.DISK_FULL,
    errno.EIO: ProblemCode.DISK_FULL,
}


@contextmanager
def sqlite_errors(path: Path) -> Iterator[None]:
    """Turns what SQLite says of the file into trouble; bugs of ours go through."""
    try:
        yield
    except sqlite3.Error as error:
        code: int = getattr(error, "sqlite_errorcode", 0)
        fault = SQLITE_CODES.get(code & 0xFF)
        if fault is None:
            raise
        raise ledger_error(fault, path) from error


@contextmanager
def file_errors(path: Path) -> Iterator[None]:
    """Turns what the operating system says of the file into trouble."""
    try:
        yield
    except OSError as error:
        fault = SYSTEM_CODES.get(error.errno or 0)
        if fault is None:
            raise
        raise ledger_error(fault, path) from error
