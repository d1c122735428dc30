"""One way to reach the file: the settings that were measured, for everybody.

Journal DELETE and synchronous EXTRA: an acknowledged report survives a power loss.
Never WAL (three files, unsafe on a share), never create by opening. What the disk and
the database can do to us is told as problems (P4xx).
"""

import errno
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import Connection
from urllib.parse import quote

from cchc.store.schema.ddl import APPLICATION_ID, VERSION
from cchc.text.problem import Blank, Place, Problem, ProblemCode, Refusal

PATIENCE = 30.0
"""Seconds that a writer waits for the others."""

OLDEST_SQLITE = (3, 37, 0)
"""The first with STRICT tables."""

SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA synchronous = EXTRA",
)


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
def disk_errors(path: Path) -> Iterator[None]:
    """The same, and what the operating system says of the file."""
    try:
        with sqlite_errors(path):
            yield
    except OSError as error:
        fault = SYSTEM_CODES.get(error.errno or 0)
        if fault is None:
            raise
        raise ledger_error(fault, path) from error


def connect(path: Path, *, write: bool, patience: float = PATIENCE) -> Connection:
    """A connection with our settings and no transaction begun by itself."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise ledger_error(ProblemCode.SQLITE_OLD, path, found=sqlite3.sqlite_version)
    posix = os.fsencode(path.absolute().as_posix())
    slash = "" if posix.startswith(b"/") else "/"
    uri = f"file://{slash}{quote(posix, safe='/:')}?mode={'rw' if write else 'ro'}"
    connection = sqlite3.connect(uri, uri=True, timeout=patience, isolation_level=None)
    with closed_on_error(connection):
        for setting in SETTINGS:
            connection.execute(setting)
        if write:
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    return connection


@contextmanager
def closed_on_error(connection: Connection) -> Iterator[None]:
    """Close a connection where the block ends in an error, and only there."""
    try:
        yield
    except BaseException:
        connection.close()
        raise


def connect_recovered(
    path: Path, *, write: bool, patience: float = PATIENCE
) -> Connection:
    """A connection to a whole file; what a killed writer left is rolled back."""
    try:
        return _connect_complete(path, write=write, patience=patience)
    except sqlite3.Error:
        if write or not path.with_name(f"{path.name}-journal").exists():
            raise
    except UnicodeDecodeError as error:  # what SQLite says quotes bytes that went bad
        raise ledger_error(ProblemCode.DB_DAMAGED, path) from error
    with closing(_connect_complete(path, write=True, patience=patience)):
        pass
    return _connect_complete(path, write=False, patience=patience)


def _connect_complete(path: Path, *, write: bool, patience: float) -> Connection:
    connection = connect(path, write=write, patience=patience)
    with closed_on_error(connection):
        if not has_full_length(connection, path):
            raise ledger_error(ProblemCode.DB_DAMAGED, path)
    return connection


def has_full_length(connection: Connection, path: Path) -> bool:
    """Whether the file has the length its pages need.

    A file one byte short passes SQLite's own checks and loses the end of a text.
    """
    connection.execute("BEGIN")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        return path.stat().st_size == int(pages) * int(size)
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


MAGIC = b"SQLite format 3\x00"
LENGTH = 100


def require_ledger(path: Path) -> None:
    """Refuse what is no ledger by its first bytes, before SQLite opens it.

    Beside a hot journal they are of no time at all; who they say the file is stands.
    Raises LedgerError: missing, a directory, empty, not ours, damaged.
    """
    with disk_errors(path):
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise ledger_error(ProblemCode.DB_DIRECTORY, path)
        if not stat.S_ISREG(mode):
            raise ledger_error(ProblemCode.DB_NOT_OURS, path)
        if not os.access(path, os.R_OK):
            raise ledger_error(ProblemCode.DB_UNREADABLE, path)
        with path.open("rb") as stream:
            head = stream.read(LENGTH)
    if not head:
        raise ledger_error(ProblemCode.DB_EMPTY, path)
    if not head.startswith(MAGIC):
        raise ledger_error(ProblemCode.DB_NOT_OURS, path)
    if len(head) < LENGTH:
        raise ledger_error(ProblemCode.DB_DAMAGED, path)
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise ledger_error(ProblemCode.DB_NOT_OURS, path)


def read_version(connection: Connection, path: Path) -> int:
    """The schema of an open ledger, after what a killed writer left is rolled back.

    Raises LedgerError: newer than this program, or damaged.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise ledger_error(ProblemCode.DB_NEWER, path, found=version, ours=VERSION)
    if version < 1:
        raise ledger_error(ProblemCode.DB_DAMAGED, path)
    return int(version)


LOCK_ENDING = "-lock"
"""What stands behind a ledger's name in that of its lock."""
JOURNAL_ENDINGS = ("-journal", "-wal", "-shm", LOCK_ENDING)
_JOURNAL_MAGICS = (
    bytes.fromhex("d9d505f920a163d7"),
    bytes.fromhex("377f0682"),
    bytes.fromhex("377f0683"),
)
DATABASE_MAGICS = (MAGIC, *_JOURNAL_MAGICS)
"""How a database or one of its journals begins."""


def is_database(path: Path) -> bool:
    """Whether the file begins as every SQLite database does; links are followed.

    Raises OSError when the file is there and cannot be read.
    """
    return _read_magic(path).startswith(MAGIC)


def is_journal(path: Path) -> bool:
    """Whether the file is a journal of SQLite, or its name is that of one.

    SQLite reads whatever has the name of a database with `-journal`, `-wal` or `-shm`
    behind it, and `-lock` is ours, so the name is kept free even while there is no
    such file.
    """
    if _read_magic(path).startswith(_JOURNAL_MAGICS):
        return True
    name = path.name
    ending = next((end for end in JOURNAL_ENDINGS if name.lower().endswith(end)), "")
    owner = path.with_name(name[: -len(ending)]) if ending and name != ending else None
    return owner is not None and is_database(owner)


def _read_magic(path: Path) -> bytes:
    if not path.is_file():
        return b""
    with path.open("rb") as stream:
        return stream.read(len(MAGIC))
