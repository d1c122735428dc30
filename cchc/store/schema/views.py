"""The public views, as their own text describes them: what each column holds."""

from re import MULTILINE, findall, search
from sqlite3 import Connection

from cchc.store.schema.ddl import VERSION, declarations, statements
from cchc.text.closed_list import StrEnum
from cchc.text.record import Record


class ValueKind(StrEnum):
    """What the values of a column are, by the mark in its comment."""

    TEXT = "chữ"
    NUMBER = "số"
    DAY = "ngày"
    MOMENT = "giờ"


class PublicColumn(Record):
    """A column of a public view, in the words of the office."""

    name: str
    kind: ValueKind
    meaning: str


class PublicView(Record):
    """A view for other programs, and what a row of it is."""

    name: str
    title: str
    columns: tuple[PublicColumn, ...]


COLUMN = r"(\w+),? +-- (?:\[(\w+)\] )?(.+)$"
"""A column ends its line, with its meaning behind it."""


def public_views() -> tuple[PublicView, ...]:
    """The views whose names begin with `v_`, in their order."""
    views: list[PublicView] = []
    for statement in statements(VERSION):
        head = search(r"^CREATE VIEW (v_\w+) AS\n-- (.+)", statement)
        if head:
            columns = tuple(
                PublicColumn(name, ValueKind(kind or ValueKind.TEXT), meaning)
                for name, kind, meaning in findall(COLUMN, statement, MULTILINE)
            )
            # one that says nothing of its own has the columns of the one before
            views.append(PublicView(head[1], head[2], columns or views[-1].columns))
    return tuple(views)


def remake_views(connection: Connection) -> bool:
    """Make the views as this program has them; whether they were others."""
    rows = connection.execute(
        "SELECT name, 'view ' || name || ' ' || sql FROM sqlite_master"
        " WHERE type = 'view'"
    )
    views = {n: ddl for n, ddl in declarations().items() if ddl[:5] == "view "}
    if dict(rows.fetchall()) == views:
        return False
    drop_views(connection)
    for name, ddl in views.items():
        connection.execute(ddl.removeprefix(f"view {name} "))
    return True


def drop_views(connection: Connection) -> None:
    """Remove every view: they hold nothing."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")
    for (name,) in names.fetchall():
        connection.execute(f"DROP VIEW {name}")
