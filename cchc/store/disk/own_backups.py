"""Copies that the program makes by itself before an act that changes much.

Before an upgrade, a restore, a changed plan, the first batch of a day. They lie beside
the ledger, `cchc.db.truoc-…`; the last ten are kept.
"""

import re
import sqlite3
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

from cchc.store.disk.atomic_file import copy_ledger, free_name
from cchc.store.disk.connection import PATIENCE, connect, is_database
from cchc.store.disk.errors import file_errors, sqlite_errors
from cchc.store.disk.ledger_lock import ledger_lock
from cchc.words.translator import file_name, file_names

MOST = 10
ACTS = ("version", "restore", "plan", "import")
"""What a copy is made before; `file.before.…` is the ending of its name."""


def back_up_before(path: Path, act: str, what: str = "") -> Path:
    """Make a whole copy beside the ledger, named after what comes; its name."""
    ending = file_name(f"before.{act}", n=what)
    aside = free_name(path.with_name(f"{path.name}.{ending}"))
    with (
        sqlite_errors(path),
        file_errors(path),
        ledger_lock(path, write=False, patience=PATIENCE),
        closing(connect(path, write=False)) as connection,
    ):
        copy_ledger(connection, aside, path.stat().st_mode & 0o777)
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
        found = [file for file in folder.iterdir() if pattern.fullmatch(file.name)]
        return sorted(found, key=lambda file: (file.stat().st_mtime_ns, file.name))
    return []


def keep_last_backups(path: Path) -> None:
    """Remove the copies before the last ten; one that is damaged is kept.

    It may be a ledger that was put aside with what can still be read of it.
    """
    for old in own_backups(path)[:-MOST]:
        with suppress(OSError, sqlite3.Error):
            if _is_sound(old):
                old.unlink()


def _is_sound(path: Path) -> bool:
    with closing(connect(path, write=False)) as connection:
        (answer,) = connection.execute("PRAGMA quick_check").fetchone()
        return str(answer) == "ok"
