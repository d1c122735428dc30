"""Everything that is written in a database, as text."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path


def dump_database(path: Path) -> str:
    """All tables, views, guards and rows of a database; why not, if it is none."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as found:
            return "\n".join(_dump_lines(found)) + "\n"
    except sqlite3.DatabaseError as trouble:
        return f"no database: {trouble}\n"


def _dump_lines(found: sqlite3.Connection) -> Iterator[str]:
    for name in ("user_version", "application_id", "journal_mode"):
        yield f"{name}: {found.execute(f'PRAGMA {name}').fetchone()[0]}"
    sql = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
    things = found.execute(sql).fetchall()
    for kind, name, text in things:
        yield f"\n== {kind} {name}"
        yield str(text)
    for kind, name, _ in things:
        if kind in {"table", "view"}:
            yield f"\n== rows of {name}"
            yield from _row_lines(found, kind, name)


def _row_lines(found: sqlite3.Connection, kind: str, name: str) -> Iterator[str]:
    rows = found.execute(f'SELECT * FROM "{name}"')
    yield " | ".join(column[0] for column in rows.description)
    shown = [" | ".join(map(_shown_value, row)) for row in rows]
    yield from shown if kind == "table" else sorted(shown)


def _shown_value(value: object) -> str:
    if isinstance(value, bytes):
        return f"{len(value)} bytes, {sha256(value).hexdigest()}"
    return repr(value)
