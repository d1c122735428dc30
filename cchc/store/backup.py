"""Copies of a ledger and the way back from one; a file is never just copied.

The program makes some by itself before an act that changes much: an upgrade, a
restore, a changed plan, the first batch of a day. They lie beside the ledger,
`cchc.db.truoc-…`; the last ten are kept.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from itertools import zip_longest
from pathlib import Path
from sqlite3 import Connection

from cchc.store.disk.atomic_file import atomic_write, free_name
from cchc.store.disk.commits import note_commit
from cchc.store.disk.connection import (
    PATIENCE,
    LedgerError,
    connect,
    connect_recovered,
    disk_errors,
    is_database,
    ledger_error,
    read_version,
    require_ledger,
    sqlite_errors,
)
from cchc.store.disk.ledger_lock import ledger_lock
from cchc.text.problem import ProblemCode
from cchc.text.record import replace
from cchc.words.translator import file_name, file_names

MOST = 10
ACTS = ("version", "restore", "plan", "import")
"""What a copy is made before; `file.before.…` is the ending of its name."""


def back_up_before(
    path: Path, act: str, what: str = "", step: Callable[[], object] = lambda: None
) -> Path:
    """Make a whole copy beside the ledger, named after what comes; its name."""
    ending = file_name(f"before.{act}", n=what)
    aside = free_name(path.with_name(f"{path.name}.{ending}"))
    with (
        disk_errors(path),
        ledger_lock(path, write=False, patience=PATIENCE),
        closing(connect(path, write=False)) as connection,
    ):
        copy_ledger(connection, aside, path.stat().st_mode & 0o777, step)
    keep_last_backups(path)
    return aside


def back_up_before_batch(path: Path, day: date) -> Path | None:
    """The copy before the first batch of a day; None: there is one, or no ledger."""
    endings = file_names("before.import", n=day.isoformat())
    is_made = any(
        path.with_name(f"{path.name}.{ending}").exists() for ending in endings
    )
    if is_made or not is_database(path):
        return None
    return back_up_before(path, "import", day.isoformat())


def own_backups(path: Path) -> list[Path]:
    """The copies that the program made by itself of a ledger, the oldest first."""
    number = r"(?:\d{4}-\d\d-\d\d|\d+)"
    endings = [name for act in ACTS for name in file_names(f"before.{act}", n=number)]
    pattern = re.compile(rf"{re.escape(path.name)}(?:-\d+)?\.(?:{'|'.join(endings)})")
    with suppress(OSError):
        folder = path.absolute().parent
        files = [file for file in folder.iterdir() if pattern.fullmatch(file.name)]
        return sorted(files, key=lambda file: (file.stat().st_mtime_ns, file.name))
    return []


def keep_last_backups(path: Path) -> None:
    """Remove the copies before the last ten; one that is damaged is kept.

    It may be a ledger that was put aside with what can still be read of it.
    """
    for old in own_backups(path)[:-MOST]:
        with suppress(OSError, sqlite3.Error):
            with closing(connect(old, write=False)) as copy:
                (answer,) = copy.execute("PRAGMA quick_check").fetchone()
            if answer == "ok":
                old.unlink()


def copy_ledger(
    connection: Connection,
    target: Path,
    mode: int,
    step: Callable[[], object] = lambda: None,
) -> None:
    """A whole copy under a new name, also while others write; rights as given.

    `step` is called when it is copied, and when it was looked through as well.
    Raises FileExistsError if the name is taken.
    """
    with atomic_write(target, mode) as waiting:
        with closing(connect(waiting, write=True)) as copy:
            copy_database(connection, copy, target)
            step()
            if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise ledger_error(ProblemCode.DB_DAMAGED, target)
            step()
        waiting.chmod(mode)


def copy_database(source: Connection, target: Connection, path: Path) -> None:
    """The whole content of one file into another, in one transaction.

    Raises LedgerError for `path` when others do not let go: by itself the backup
    of Python would wait for ever.
    """

    def impatient(status: int, _left: int, _all: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise ledger_error(ProblemCode.DB_LOCKED, path)

    source.backup(target, progress=impatient)


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


def back_up_ledger(
    connection: Connection,
    path: Path,
    target: Path,
    step: Callable[[], object] = lambda: None,
) -> None:
    """Make a whole copy, also while others write; it has the rights of the ledger."""
    if not target.parent.is_dir():
        raise ledger_error(ProblemCode.BACKUP_NO_FOLDER, target)
    with disk_errors(target):
        copy_ledger(connection, target, path.stat().st_mode & 0o777, step)


def restore_ledger(
    path: Path,
    source: Path,
    *,
    patience: float = PATIENCE,
    step: Callable[[], object] = lambda: None,
) -> Path | None:
    """Put the content of a backup in the place of a ledger, whole or not at all.

    What stood there is kept beside it, and its name is given back; None when there
    was nothing. The backup stays as it is.
    """
    with _backup_errors(source):
        require_ledger(source)
    with (
        _backup_errors(source),
        disk_errors(source),
        closing(connect_recovered(source, write=False)) as copy,
    ):
        read_version(copy, source)
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise ledger_error(ProblemCode.DB_DAMAGED, source)
        step()
        with disk_errors(path), ledger_lock(path, write=True, patience=patience):
            mode = source.stat().st_mode & 0o777
            return _put_in_place(copy, path, mode, patience, step)


def _put_in_place(
    copy: Connection,
    path: Path,
    mode: int,
    patience: float,
    step: Callable[[], object],
) -> Path | None:
    if not path.exists():
        copy_ledger(copy, path, mode, step)
        return None
    aside = free_name(path.with_name(f"{path.name}.{file_name('before.restore')}"))
    failed: sqlite3.Error | None = None
    try:
        require_ledger(path)
        with sqlite_errors(path):
            with closing(
                connect_recovered(path, write=True, patience=patience)
            ) as connection:
                read_version(connection, path)
                copy_ledger(connection, aside, path.stat().st_mode & 0o777, step)
                try:
                    copy_database(copy, connection, path)
                except sqlite3.Error as error:
                    failed = error
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


def _is_copied_anyway(copy: Connection, path: Path) -> bool:
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
