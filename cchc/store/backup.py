"""Copies of a ledger and the way back from one; a file is never just copied."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import zip_longest
from pathlib import Path

from cchc.store.disk.atomic_file import copy_database, copy_ledger, free_name
from cchc.store.disk.commits import note_commit
from cchc.store.disk.connection import (
    PATIENCE,
    connect_recovered,
    read_version,
    require_ledger,
)
from cchc.store.disk.errors import LedgerError, file_errors, ledger_error, sqlite_errors
from cchc.store.disk.ledger_lock import ledger_lock
from cchc.store.disk.own_backups import keep_last_backups
from cchc.store.ledger import Ledger
from cchc.text.problem import ProblemCode
from cchc.text.record import replace
from cchc.words.translator import file_name

_OF_BACKUP = {
    ProblemCode.DB_MISSING: ProblemCode.BACKUP_MISSING,
    ProblemCode.DB_NOT_OURS: ProblemCode.BACKUP_NOT_ONE,
    ProblemCode.DB_DIRECTORY: ProblemCode.BACKUP_NOT_ONE,
    ProblemCode.DB_EMPTY: ProblemCode.BACKUP_NOT_ONE,
    ProblemCode.DB_DAMAGED: ProblemCode.BACKUP_DAMAGED,
}
"""What is wrong with a ledger has another cure where it is a backup."""


@contextmanager
def _backup_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except LedgerError as error:
        code = _OF_BACKUP.get(error.problem.code)
        if code is None or error.problem.place.file != str(path):
            raise
        raise LedgerError(replace(error.problem, code=code)) from error


def back_up_ledger(ledger: Ledger, target: Path) -> None:
    """Make a whole copy, also while others write; it has the rights of the ledger."""
    if not target.parent.is_dir():
        raise ledger_error(ProblemCode.BACKUP_NO_FOLDER, target)
    with sqlite_errors(target), file_errors(target):
        copy_ledger(ledger.connection, target, ledger.path.stat().st_mode & 0o777)


def restore_ledger(
    path: Path, source: Path, *, patience: float = PATIENCE
) -> Path | None:
    """Put the content of a backup in the place of a ledger, whole or not at all.

    What stood there is kept beside it, and its name is given back; None when there
    was nothing. The backup stays as it is.
    """
    with _backup_errors(source):
        require_ledger(source)
    with (
        _backup_errors(source),
        sqlite_errors(source),
        file_errors(source),
        closing(connect_recovered(source, write=False)) as copy,
    ):
        read_version(copy, source)
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise ledger_error(ProblemCode.DB_DAMAGED, source)
        with (
            sqlite_errors(path),
            file_errors(path),
            ledger_lock(path, write=True, patience=patience),
        ):
            mode = source.stat().st_mode & 0o777
            return _put_in_place(copy, path, mode, patience)


def _put_in_place(
    copy: sqlite3.Connection, path: Path, mode: int, patience: float
) -> Path | None:
    if not path.exists():
        copy_ledger(copy, path, mode)
        return None
    aside = free_name(path.with_name(f"{path.name}.{file_name('before.restore')}"))
    try:
        require_ledger(path)
        with sqlite_errors(path):
            with closing(
                connect_recovered(path, write=True, patience=patience)
            ) as connection:
                read_version(connection, path)
                copy_ledger(connection, aside, path.stat().st_mode & 0o777)
                failed = _copy_failed(copy, connection, path)
            if failed and not _is_copied_anyway(copy, path):
                raise failed
        keep_last_backups(path)
        note_commit()
    except LedgerError as error:
        if error.problem.code not in UNUSABLE:
            aside.unlink(missing_ok=True)
            raise
        _move_aside(path, aside)
        copy_ledger(copy, path, mode)
    return aside


def _copy_failed(
    copy: sqlite3.Connection, connection: sqlite3.Connection, path: Path
) -> sqlite3.Error | None:
    try:
        copy_database(copy, connection, path)
    except sqlite3.Error as error:
        return error
    return None


def _is_copied_anyway(copy: sqlite3.Connection, path: Path) -> bool:
    """Whether the backup stands there although its copying ended in an error.

    A disk that fails at the very last call, the sync of the folder, does that.
    """
    with closing(connect_recovered(path, write=True)) as connection:
        lines = zip_longest(connection.iterdump(), copy.iterdump())
        return all(line == other for line, other in lines)


UNUSABLE = (ProblemCode.DB_DAMAGED, ProblemCode.DB_EMPTY)


def _move_aside(path: Path, aside: Path) -> None:
    """A damaged file keeps its journal: the two belong together."""
    journal = path.with_name(f"{path.name}-journal")
    if journal.exists():
        journal.rename(aside.with_name(f"{aside.name}-journal"))
    path.rename(aside)
