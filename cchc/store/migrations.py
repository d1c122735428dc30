"""The steps from an empty file to today's schema; the only place of sqlite-utils.

A step never rewrites an older one. `table.transform()` drops triggers: a step that
uses it puts them back, and `cchc.store.check` compares with a file made afresh.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlite_utils import Database, Migrations

from cchc.store.schema import APPLICATION_ID, statements

STEPS = Migrations("cchc")


@STEPS()
def version_1(db: Database) -> None:
    """Plans, reports, drafts; append-only by triggers; the `v_` views."""
    db.executescript(statements(1))


@STEPS()
def version_2(db: Database) -> None:
    """Memos that were issued, whole; who signed what."""
    db.executescript(statements(2))


@contextmanager
def alone(connection: sqlite3.Connection) -> Iterator[int]:
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


def migrate(
    connection: sqlite3.Connection, version: int, steps: Migrations = STEPS
) -> None:
    """Run the steps that are still to run, inside `alone`, and sign the file."""
    db = Database(connection, execute_plugins=False, strict=True)
    steps.apply(db)
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise sqlite3.IntegrityError("a step left a dangling reference")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
    connection.execute(f"PRAGMA user_version = {version:d}")
