"""The steps from an empty file to today's schema; the only place of sqlite-utils.

A step never rewrites an older one. `table.transform()` drops triggers: a step that
uses it puts them back, and `cchc.store.check` compares with a file made afresh.
"""

import sqlite3

from sqlite_utils import Database, Migrations

from cchc.store.schema import APPLICATION_ID, statements

STEPS = Migrations("cchc")


@STEPS()
def version_1(db: Database) -> None:
    """Plans, reports, drafts; append-only by triggers; the `v_` views."""
    db.executescript(statements("version_1"))


def migrate(
    connection: sqlite3.Connection, version: int, steps: Migrations = STEPS
) -> None:
    """Run the steps that are still to run, all of them or none.

    The version is written in the same transaction; other processes that wanted to
    do the same wait, and then find nothing left to do.
    """
    db = Database(connection, execute_plugins=False, strict=True)
    connection.execute("BEGIN IMMEDIATE")
    try:
        steps.apply(db)
        _no_dangling(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
        connection.execute(f"PRAGMA user_version = {version:d}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _no_dangling(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise sqlite3.IntegrityError("a step left a dangling reference")
