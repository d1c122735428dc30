"""One way to reach the file: the settings that were measured, for everybody.

Journal DELETE and synchronous EXTRA: an acknowledged report survives a power loss.
Never WAL (three files, unsafe on a share), never create by opening.
"""

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from cchc.store.disk.errors import file_errors, ledger_error
from cchc.store.schema.ddl import APPLICATION_ID, VERSION
from cchc.text.problem import ProblemCode

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


def connect(
    path: Path, *, write: bool, patience: float = PATIENCE
) -> sqlite3.Connection:
    """A connection with our settings and no transaction begun by itself."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise ledger_error(ProblemCode.SQLITE_OLD, path, found=sqlite3.sqlite_version)
    connection = sqlite3.connect(
        _database_uri(path, "rw" if write else "ro"),
        uri=True,
        timeout=patience,
        isolation_level=None,
    )
    try:
        for setting in SETTINGS:
            connection.execute(setting)
        if write:
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def connect_recovered(
    path: Path, *, write: bool, patience: float = PATIENCE
) -> sqlite3.Connection:
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


def _connect_complete(
    path: Path, *, write: bool, patience: float
) -> sqlite3.Connection:
    connection = connect(path, write=write, patience=patience)
    try:
        whole = has_full_length(connection, path)
    except BaseException:
        connection.close()
        raise
    if not whole:
        connection.close()
        raise ledger_error(ProblemCode.DB_DAMAGED, path)
    return connection


def has_full_length(connection: sqlite3.Connection, path: Path) -> bool:
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


def _database_uri(path: Path, mode: str) -> str:
    posix = os.fsencode(path.absolute().as_posix())
    slash = "" if posix.startswith(b"/") else "/"
    return f"file://{slash}{quote(posix, safe='/:')}?mode={mode}"


MAGIC = b"SQLite format 3\x00"
LENGTH = 100


def require_ledger(path: Path) -> None:
    """Refuse what is no ledger by its first bytes, before SQLite opens it.

    Beside a hot journal they are of no time at all; who they say the file is stands.

    Raises:
        LedgerError: missing, a directory, empty, not ours, damaged.
    """
    with file_errors(path):
        head = _first_bytes(path)
    if not head:
        raise ledger_error(ProblemCode.DB_EMPTY, path)
    if not head.startswith(MAGIC):
        raise ledger_error(ProblemCode.DB_NOT_OURS, path)
    if len(head) < LENGTH:
        raise ledger_error(ProblemCode.DB_DAMAGED, path)
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise ledger_error(ProblemCode.DB_NOT_OURS, path)


def read_version(connection: sqlite3.Connection, path: Path) -> int:
    """The schema of an open ledger, after what a killed writer left is rolled back.

    Raises:
        LedgerError: newer than this program, or damaged.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise ledger_error(ProblemCode.DB_NEWER, path, found=version, ours=VERSION)
    if version < 1:
        raise ledger_error(ProblemCode.DB_DAMAGED, path)
    return int(version)


def _first_bytes(path: Path) -> bytes:
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise ledger_error(ProblemCode.DB_DIRECTORY, path)
    if not stat.S_ISREG(mode):
        raise ledger_error(ProblemCode.DB_NOT_OURS, path)
    if not os.access(path, os.R_OK):
        raise ledger_error(ProblemCode.DB_UNREADABLE, path)
    with path.open("rb") as stream:
        return stream.read(LENGTH)


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
