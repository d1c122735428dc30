"""The ledger: one SQLite file, one way in, all-or-nothing writes.

A process has one ledger open at a time: closing a second handle on the same file
would drop the locks of the first (a rule of POSIX, not ours).
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from sqlite3 import Connection
from typing import TYPE_CHECKING

from msgspec import Struct

from cchc.core.plan.plan import Plan
from cchc.store.disk.commits import note_commit, note_touched
from cchc.store.disk.connection import (
    PATIENCE,
    SETTINGS,
    closed_on_error,
    connect_recovered,
    disk_errors,
    ledger_error,
    read_version,
    require_ledger,
    sqlite_errors,
)
from cchc.store.disk.ledger_lock import ledger_lock
from cchc.store.schema.ddl import VERSION
from cchc.text.problem import ProblemCode
from cchc.text.record import field

if TYPE_CHECKING:
    from cchc.store.seal.chain import ActSeal


class Ledger(Struct, eq=False):
    """An open ledger.

    `sealed` is the SHA-256 of the act being written: after a COMMIT that ended in an
    error it tells whether the act was stored nevertheless. A copy
    stands for the file in a rehearsal; nothing of it is ever looked for there. `plans`
    are versions that were read, by row and digest.
    """

    connection: Connection
    path: Path
    writable: bool
    patience: float = PATIENCE
    is_copy: bool = False
    acting: bool = False
    sealed: bytes | None = None
    plans: dict[tuple[int, str], Plan] = field(default_factory=dict)


def create_ledger(path: Path) -> None:
    """Make an empty ledger; a file that is there is never overwritten."""
    from cchc.store.creation import create_file  # noqa: PLC0415  # loads sqlite-utils

    create_file(path)


@contextmanager
def open_ledger(
    path: Path, *, write: bool = False, patience: float = PATIENCE
) -> Iterator[Ledger]:
    """An open ledger, brought up to date first when it is of an older version.

    Raises LedgerError: whatever the disk or the database does, now or in the block.
    """
    require_ledger(path)
    folder = path.absolute().parent  # the journal is made there
    if write and not (os.access(path, os.W_OK) and os.access(folder, os.W_OK)):
        raise ledger_error(ProblemCode.DB_READ_ONLY, path)
    with ledger_lock(path, write=write, patience=patience):
        with disk_errors(path):
            connection = _connect_upgraded(path, write=write, patience=patience)
        ledger = Ledger(connection, path, writable=write, patience=patience)
        try:
            with sqlite_errors(path):
                yield ledger
        finally:
            ledger.connection.close()


def _connect_upgraded(path: Path, *, write: bool, patience: float) -> Connection:
    """A connection to a ledger of today's version; an older one is brought up first."""
    connection = connect_recovered(path, write=write, patience=patience)
    with closed_on_error(connection):
        version = read_version(connection, path)
    if version == VERSION:
        return connection
    connection.close()
    from cchc.store.creation import upgrade  # noqa: PLC0415  # loads sqlite-utils

    upgrade(path, version)
    return connect_recovered(path, write=write, patience=patience)


@contextmanager
def read_transaction(ledger: Ledger) -> Iterator[Connection]:
    """One unchanging state for several queries; a writer's own while it writes."""
    connection = ledger.connection
    if connection.in_transaction:
        yield connection
        return
    connection.execute("BEGIN")
    try:
        yield connection
    finally:
        _roll_back(connection)


def data_version(ledger: Ledger) -> int:
    """A number that is another one once somebody else has written to the file."""
    row = ledger.connection.execute("PRAGMA data_version").fetchone()
    return int(row[0])


@contextmanager
def write_transaction(ledger: Ledger) -> Iterator[Connection]:
    """All of the block is stored, or nothing of it.

    A block inside a block is stored with the outer one. Judge and write in the same
    block, so that nobody writes between what was read and what is written. Raises
    LedgerError for whatever the disk or the database does: nothing was stored. An id
    that the plan in the ledger does not have is a KeyError of who writes.
    """
    from cchc.store.seal.chain import last_rows  # noqa: PLC0415  # to write

    connection = ledger.connection
    if not ledger.writable:
        raise RuntimeError("this ledger was opened to read")
    if ledger.acting:
        with _savepoint(connection):
            yield connection
        return
    with sqlite_errors(ledger.path):
        connection.execute("BEGIN IMMEDIATE")
        ledger.acting, ledger.sealed = True, None
        try:
            before = last_rows(connection)
            yield connection
            seal = _sealed_act(ledger, before)
        except BaseException:
            _roll_back(connection)
            raise
        finally:
            ledger.acting = False
        _commit(ledger)
        if seal is not None and seal.is_act and not ledger.is_copy:
            note_commit()


def has_verdicts(connection: Connection) -> bool:
    """Whether verdicts are kept for other programs (`cchc db refresh`)."""
    return connection.execute("SELECT 1 FROM judged LIMIT 1").fetchone() is not None


def _sealed_act(ledger: Ledger, before: dict[str, int]) -> "ActSeal | None":
    """The seal of what was written; kept verdicts that it touches are marked."""
    from cchc.store.seal.chain import seal_act  # noqa: PLC0415  # to write

    connection = ledger.connection
    seal = seal_act(connection, before)
    ledger.sealed = None if seal is None else seal.digest
    if seal and not ledger.is_copy and has_verdicts(connection):
        from cchc.store.seal.chain import mark_touched  # noqa: PLC0415  # where they are kept

        note_touched(ledger.path, mark_touched(connection, seal.ranges))
    return seal


@contextmanager
def open_for_act(
    path: Path, *, dry_run: bool, several: bool = False
) -> Iterator[Ledger]:
    """A ledger in which acts are judged and written, all of them or none.

    A rehearsal of one act only reads. One of `several`, where later acts see earlier
    ones, writes into a copy: nobody has to wait for it.
    """
    opened = open_rehearsal(path) if dry_run and several else None
    transaction = read_transaction if dry_run and not several else write_transaction
    with opened or open_ledger(path, write=not dry_run) as ledger, transaction(ledger):
        yield ledger


@contextmanager
def open_rehearsal(path: Path) -> Iterator[Ledger]:
    """A copy of the ledger to write in, gone at its end: nobody has to wait for it.

    SQLite keeps it in a file without a name where it is too large for its cache.
    """
    with closing(sqlite3.connect("", isolation_level=None)) as copy:
        with open_ledger(path) as ledger:
            ledger.connection.backup(copy)
        for setting in (*SETTINGS, "PRAGMA journal_mode = MEMORY"):
            copy.execute(setting)
        with sqlite_errors(path):
            yield Ledger(copy, path, writable=True, is_copy=True)


@contextmanager
def _savepoint(connection: Connection) -> Iterator[None]:
    connection.execute("SAVEPOINT act")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK TO act")
            connection.execute("RELEASE act")
        raise
    connection.execute("RELEASE act")


def _roll_back(connection: Connection) -> None:
    if connection.in_transaction:
        with suppress(sqlite3.Error):  # what went wrong first is what is told
            connection.execute("ROLLBACK")


def _commit(ledger: Ledger) -> None:
    try:
        ledger.connection.execute("COMMIT")
    except sqlite3.Error:
        if ledger.is_copy or not _is_stored_anyway(ledger):
            raise


def _is_stored_anyway(ledger: Ledger) -> bool:
    """Whether the act is in the file although its COMMIT ended in an error.

    A disk that fails at the very last call, the sync of the folder, does that.
    """
    _roll_back(ledger.connection)
    ledger.connection.close()
    ledger.connection = connect_recovered(
        ledger.path, write=ledger.writable, patience=ledger.patience
    )
    rows = ledger.connection.execute(
        "SELECT 1 FROM seal WHERE sha256 = ? ORDER BY id DESC", (ledger.sealed,)
    )
    return rows.fetchone() is not None
