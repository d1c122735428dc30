"""One way to reach the file: the settings that were measured, for everybody.

Journal DELETE and synchronous EXTRA: an acknowledged report survives a power loss.
Never WAL (three files, unsafe on a share), never create by opening.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from cchc.store.errors import trouble
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


def dial(path: Path, *, write: bool, patience: float = PATIENCE) -> sqlite3.Connection:
    """A connection with our settings and no transaction begun by itself."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise trouble(ProblemCode.SQLITE_OLD, path, found=sqlite3.sqlite_version)
    connection = sqlite3.connect(
        _address(path, "rw" if write else "ro"),
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


def connected(
    path: Path, *, write: bool, patience: float = PATIENCE
) -> sqlite3.Connection:
    """A connection to a whole file; what a killed writer left is rolled back."""
    try:
        return _proven(path, write=write, patience=patience)
    except sqlite3.Error:
        if write or not _journal(path).exists():
            raise
    with closing(_proven(path, write=True, patience=patience)):
        pass
    return _proven(path, write=False, patience=patience)


def _proven(path: Path, *, write: bool, patience: float) -> sqlite3.Connection:
    connection = dial(path, write=write, patience=patience)
    try:
        whole = is_whole(connection, path)
    except BaseException:
        connection.close()
        raise
    if not whole:
        connection.close()
        raise trouble(ProblemCode.DB_DAMAGED, path)
    return connection


def is_whole(connection: sqlite3.Connection, path: Path) -> bool:
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


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def _address(path: Path, mode: str) -> str:
    posix = os.fsencode(path.absolute().as_posix())
    slash = "" if posix.startswith(b"/") else "/"
    return f"file://{slash}{quote(posix, safe='/:')}?mode={mode}"
