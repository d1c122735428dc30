"""A new ledger, and an older one brought up to date."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Migrations

from cchc.store.atomic_file import free_name, landing
from cchc.store.connection import connected, dial
from cchc.store.errors import told, told_of_files, trouble
from cchc.store.migrations import STEPS, alone, migrate
from cchc.store.schema import VERSION
from cchc.text.problem import ProblemCode


def new_file(path: Path) -> None:
    """Make an empty ledger; what is there already is never touched."""
    if not path.parent.is_dir():
        raise trouble(ProblemCode.DB_NO_FOLDER, path)
    if path.is_dir():
        raise trouble(ProblemCode.DB_DIRECTORY, path)
    with told(path), told_of_files(path), landing(path) as waiting:
        _build(waiting)


def _build(path: Path) -> None:
    with closing(dial(path, write=True)) as connection, alone(connection):
        migrate(connection, VERSION)


def brought_up(
    path: Path, found: int, version: int = VERSION, steps: Migrations = STEPS
) -> Path | None:
    """Bring an older file to `version`; gives back the copy made before.

    The copy is named after the version to come: `cchc.db.truoc-phien-ban-2`. None
    when another process had done the work while this one waited.
    """
    with (
        told(path),
        told_of_files(path),
        closing(connected(path, write=True)) as connection,
        alone(connection) as now,
    ):
        if now != found:
            return None
        copy = _copied_aside(path, version)
        migrate(connection, version, steps)
        return copy


def _copied_aside(path: Path, version: int) -> Path:
    aside = free_name(path.with_name(f"{path.name}.truoc-phien-ban-{version}"))
    with closing(dial(path, write=False)) as connection:  # the writer itself may not
        copy_to(connection, aside, path.stat().st_mode & 0o777)
    return aside


def copy_to(connection: sqlite3.Connection, target: Path, mode: int) -> None:
    """A whole copy under a new name, also while others write; rights as given.

    Raises FileExistsError if the name is taken.
    """
    with landing(target, mode) as waiting:
        with closing(dial(waiting, write=True)) as copy:
            poured(connection, copy, target)
            if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise trouble(ProblemCode.DB_DAMAGED, target)
        waiting.chmod(mode)


def poured(source: sqlite3.Connection, target: sqlite3.Connection, path: Path) -> None:
    """The whole content of one file into another, in one transaction.

    Raises LedgerTrouble for `path` when others do not let go: by itself the backup
    of Python would wait for ever.
    """

    def impatient(status: int, _left: int, _all: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise trouble(ProblemCode.DB_LOCKED, path)

    source.backup(target, progress=impatient)
