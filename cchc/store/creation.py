"""A new ledger, and an older one brought up to date; the only place of sqlite-utils.

A step of migration never rewrites an older one. `table.transform()` drops triggers: a
step that uses it puts them back, and `cchc.store.check` compares with a file made
afresh.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from sqlite3 import Connection

from sqlite_utils import Database, Migrations

from cchc.store.backup import copy_ledger, keep_last_backups
from cchc.store.codes import put_plan, put_plan_parts
from cchc.store.disk.atomic_file import atomic_write, free_name
from cchc.store.disk.connection import (
    connect,
    connect_recovered,
    disk_errors,
    ledger_error,
)
from cchc.store.rows import mark_draft
from cchc.store.schema.ddl import APPLICATION_ID, SEALED_AT_FIRST, VERSION, statements
from cchc.store.schema.plan_document import from_text
from cchc.store.schema.views import drop_views
from cchc.store.seal.chain import seal_act
from cchc.text.problem import ProblemCode
from cchc.text.record import Record
from cchc.words.translator import file_name

STEPS = Migrations("cchc")


def run_ddl(db: Database, version: int) -> None:
    """Run the statements of a version one by one, inside the transaction that is open.

    Splitting them as one script would ask SQLite again after each line.
    """
    for statement in statements(version):
        db.execute(statement)


@STEPS()
def version_1(db: Database) -> None:
    """Plans, reports, drafts; append-only by triggers; the `v_` views."""
    run_ddl(db, 1)


@STEPS()
def version_2(db: Database) -> None:
    """Memos that were issued, whole; who signed what."""
    run_ddl(db, 2)


@STEPS()
def version_3(db: Database) -> None:
    """Totals of the current values; ways into log and cells for narrow reads."""
    run_ddl(db, 3)


@STEPS()
def version_4(db: Database) -> None:
    """The seal over all that is there; closings, acts on tasks, what was handed out."""
    run_ddl(db, 4)
    connection = db.conn
    versions = connection.execute(
        "SELECT number, content FROM plan_version ORDER BY id"
    )
    for number, content in versions.fetchall():
        with suppress(ValueError):  # what it says cannot be read: `db check` tells it
            plan = from_text(content.encode())
            put_plan_parts(connection, plan, put_plan(connection, plan), number)
    drafts = connection.execute("SELECT unit_id, period_id, text FROM draft")
    for unit, period, text in drafts.fetchall():
        mark_draft(connection, unit, period, text)
    seal_act(connection, dict.fromkeys(SEALED_AT_FIRST, 0))


@STEPS()
def version_5(db: Database) -> None:
    """The office's words, causes apart, scores, verdicts."""
    run_ddl(db, 5)


@STEPS()
def version_6(db: Database) -> None:
    """Every view made anew, as an office names its columns."""
    drop_views(db.conn)
    run_ddl(db, 6)


@contextmanager
def exclusive_transaction(connection: Connection) -> Iterator[int]:
    """The version of the file while nobody else can write; all or nothing.

    Several processes that bring a file up wait here for one another, and the later
    ones see the version that the first one left.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        yield int(version)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def migrate(connection: Connection, version: int, steps: Migrations = STEPS) -> None:
    """Run the steps still to run and sign the file, in an `exclusive_transaction`."""
    db = Database(connection, execute_plugins=False, strict=True)
    steps.apply(db)
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise sqlite3.IntegrityError("a step left a dangling reference")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
    connection.execute(f"PRAGMA user_version = {version:d}")


def create_file(path: Path) -> None:
    """Make an empty ledger; what is there already is never touched."""
    if not path.parent.is_dir():
        raise ledger_error(ProblemCode.DB_NO_FOLDER, path)
    if path.is_dir():
        raise ledger_error(ProblemCode.DB_DIRECTORY, path)
    with (
        disk_errors(path),
        atomic_write(path) as waiting,
        closing(connect(waiting, write=True)) as connection,
        exclusive_transaction(connection),
    ):
        migrate(connection, VERSION)


def upgrade(
    path: Path, outdated: int, version: int = VERSION, steps: Migrations = STEPS
) -> Path | None:
    """Bring an older file to `version`; gives back the copy made before.

    The copy is named after the version to come: `cchc.db.truoc-phien-ban-2`. None
    when another process had done the work while this one waited.
    """
    copy = None
    with disk_errors(path):
        try:
            with (
                closing(connect_recovered(path, write=True)) as connection,
                exclusive_transaction(connection) as now,
            ):
                if now != outdated:
                    return None
                copy = _copy_aside(path, version)
                migrate(connection, version, steps)
        except sqlite3.Error:  # a disk that fails at the last sync has stored it all
            if copy is None or not _is_of_version(path, version):
                raise
    keep_last_backups(path)
    UPGRADES.append(Upgrade(path, version, copy))
    return copy


def _is_of_version(path: Path, version: int) -> bool:
    with closing(connect_recovered(path, write=True)) as connection:
        (version_now,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version_now) == version


class Upgrade(Record):
    """A ledger that was brought to a version, and the copy of what it was."""

    path: Path
    version: int
    copy: Path


UPGRADES: list[Upgrade] = []
"""What was brought up in this process, for the frame to tell at its end."""


def _copy_aside(path: Path, version: int) -> Path:
    """A copy of what is there; one that a killed upgrade made already is kept."""
    ending = file_name("before.version", n=version)
    aside = path.with_name(f"{path.name}.{ending}")
    with closing(connect(path, write=False)) as connection:  # the writer itself may not
        if aside.exists() and aside.stat().st_size <= SMALL:
            with closing(connect(aside, write=False)) as copy:
                ours, theirs = connection.serialize(), copy.serialize()
            # the same, but for the counters of their changes
            if (ours[44:92], ours[100:]) == (theirs[44:92], theirs[100:]):
                return aside
        aside = free_name(aside)
        copy_ledger(connection, aside, path.stat().st_mode & 0o777)
    return aside


SMALL = 1 << 26
"""Bytes up to which two files are compared in memory."""
