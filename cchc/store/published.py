"""Ledgers in PostgreSQL, for those who read across many (`cchc db publish`).

Each public view is a table of the schema `cchc`, with `so` before its columns: which
ledger a row is of. `cchc.so` says of each ledger which act it was published after.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cchc.store.ledger import Ledger
from cchc.store.schema.views import PublicView, ValueKind, public_views
from cchc.text.lazy import sha256
from cchc.text.problem import Blank, Place, Problem, ProblemCode, Refusal, refuse
from cchc.text.record import Record

if TYPE_CHECKING:
    from psycopg import Connection, Error

AT_URL = Place(argument="URL")
TYPES = {
    ValueKind.TEXT: "text",
    ValueKind.NUMBER: "numeric",
    ValueKind.DAY: "date",
    ValueKind.MOMENT: "timestamptz",
}
LEDGERS = """
CREATE SCHEMA IF NOT EXISTS cchc;
CREATE TABLE IF NOT EXISTS cchc.so (
  so text PRIMARY KEY, co_quan text NOT NULL, ke_hoach text NOT NULL,
  lan_ghi integer NOT NULL, niem_phong text NOT NULL, ngay_danh_gia date NOT NULL,
  cong_bo_luc timestamptz NOT NULL DEFAULT now(), dau_bang jsonb NOT NULL
);
COMMENT ON TABLE cchc.so IS 'Các sổ đã công bố: của cơ quan nào, sau lần ghi nào.';
"""
LOCK = "SELECT pg_advisory_xact_lock(7163634635)"
"""One publisher writes at a time; the others wait."""
DENIED = {"28000", "28P01", "42501", "3D000"}
"""SQLSTATE of a login, a right or a database that is refused."""


class LedgerState(Record):
    """A ledger to be published: whose, after which act, sealed by what.

    `id` are the first digits of its first act's seal: a copy that goes on has the same.
    """

    id: str
    act: int
    seal: str


class PublishedState(Record):
    """What was published of a ledger: after which act, and the digest of each view."""

    act: int
    seal: str
    digests: Mapping[str, str]


def ledger_state(ledger: Ledger, name: str | None) -> LedgerState:
    """The state of a ledger, under a `name` instead of its own; P244 before any act."""
    connection = ledger.connection
    rows = connection.execute(
        "SELECT id, lower(hex(sha256)) FROM seal"
        " WHERE id IN (1, (SELECT max(id) FROM seal)) ORDER BY id"
    ).fetchall()
    if not rows:
        path = str(ledger.path)
        refuse(ProblemCode.PLAN_NONE, Place(file=path), path=path, text="")
    return LedgerState(name or rows[0][1][:16], *rows[-1])


def follows(connection: sqlite3.Connection, before: PublishedState) -> bool | None:
    """Whether the ledger goes on from what was published; None: it is an older one."""
    row = connection.execute(
        "SELECT lower(hex(sha256)) FROM seal WHERE id = ?", (before.act,)
    ).fetchone()
    return None if row is None else bool(row[0] == before.seal)


def view_digests(connection: sqlite3.Connection) -> dict[str, tuple[str, int]]:
    """The SHA-256 of all rows of each public view, and how many there are."""
    digests = {}
    for view in public_views():
        made, count = sha256(repr(view).encode()), 0
        for row in connection.execute(f"SELECT * FROM {view.name}"):
            made.update(repr(row).encode())
            count += 1
        digests[view.name] = made.hexdigest(), count
    return digests


class Publisher:
    """A transaction on the server: what is there, and what is put in its place."""

    def __init__(self, connection: "Connection") -> None:
        self.connection = connection

    @property
    def place(self) -> str:
        """Where it is: the database and the host, never a password."""
        info = self.connection.info
        return f"{info.dbname} @ {info.host or info.hostaddr}"

    def lock(self) -> None:
        """Wait for others who publish, until the end of the transaction."""
        self.connection.execute(LOCK)

    def published_state(self, ledger: str) -> PublishedState | None:
        """What was published of a ledger; None: nothing yet."""
        if not self._is_prepared():
            return None
        row = self.connection.execute(
            "SELECT lan_ghi, niem_phong, dau_bang FROM cchc.so WHERE so = %s", (ledger,)
        ).fetchone()
        return None if row is None else PublishedState(*row)

    def prepare(self) -> None:
        """Make the tables, and columns that came since; each with its meaning."""
        if not self._is_prepared():  # else it would ask for a right again
            self.connection.execute(LEDGERS)
        rows = self.connection.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = 'cchc'"
        ).fetchall()
        for view in public_views():
            table = f"cchc.{view.name}"
            known = {column for of, column in rows if of == view.name}
            parts = [] if known else [
                f"CREATE TABLE {table} (so text NOT NULL REFERENCES cchc.so (so))",
                f"CREATE INDEX ON {table} (so)",
                f"COMMENT ON COLUMN {table}.so IS 'dòng này của sổ nào, xem bảng so'",
                f"COMMENT ON TABLE {table} IS {_quoted(view.title)}",
            ]  # fmt: skip
            for column in view.columns:
                if column.name not in known:
                    name, meaning = column.name, _quoted(column.meaning)
                    kind = TYPES[column.kind]
                    parts.append(f"ALTER TABLE {table} ADD COLUMN {name} {kind}")
                    parts.append(f"COMMENT ON COLUMN {table}.{name} IS {meaning}")
            if parts:
                self.connection.execute(";".join(parts).encode())

    def _is_prepared(self) -> bool:
        row = self.connection.execute("SELECT to_regclass('cchc.so')").fetchone()
        return row is not None and row[0] is not None

    def put_ledger(self, columns: Mapping[str, object]) -> None:
        """Say of a ledger what is published of it; `columns` by their names."""
        names, blanks = ", ".join(columns), ", ".join(f"%({name})s" for name in columns)
        latest = ", ".join(f"{name} = excluded.{name}" for name in columns)
        self.connection.execute(
            f"INSERT INTO cchc.so ({names}) VALUES ({blanks})"
            f" ON CONFLICT (so) DO UPDATE SET {latest}, cong_bo_luc = now()".encode(),
            columns,
        )

    def put_view(
        self, ledger: str, view: PublicView, source: sqlite3.Connection
    ) -> None:
        """Put the rows of a view of the ledger in the place of those that are there."""
        table = f"cchc.{view.name}"
        emptying = f"DELETE FROM {table} WHERE so = %s"
        self.connection.execute(emptying.encode(), (ledger,))
        names = ", ".join(["so", *(column.name for column in view.columns)])
        copying = f"COPY {table} ({names}) FROM STDIN".encode()
        with self.connection.cursor() as cursor, cursor.copy(copying) as copy:
            for row in source.execute(f"SELECT * FROM {view.name}"):
                values = (None if v is None else str(v) for v in row)
                copy.write_row((ledger, *values))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@contextmanager
def open_publisher(url: str) -> Iterator[Publisher]:
    """A transaction on the server of a URL: all of the block is stored, or nothing.

    Refuses without the driver (P591), an address that is none (P592), and whatever the
    server or the way to it does (P431 to P433); no sentence holds the address.
    """
    try:
        parts = urlsplit(url)
        name = parts.path.strip("/") if parts.port != 0 else ""
    except ValueError:  # a port that is no number
        name = ""
    if not name or not url.startswith(("postgresql://", "postgres://")):
        refuse(ProblemCode.PUBLISH_URL, AT_URL)
    try:
        from psycopg import Error, connect  # noqa: PLC0415  # an extra
    except ImportError:
        refuse(ProblemCode.PUBLISH_NO_DRIVER, AT_URL)
    server = urlsplit(url).hostname or "localhost"
    try:
        with connect(url, connect_timeout=10, application_name="cchc") as connection:
            yield Publisher(connection)
    except Error as error:
        raise Refusal((_problem_of(error, server),)) from None


NOT_LET_IN = ("authentication", "password", "pg_hba", 'role "', 'database "')
"""Words of a server that lets somebody not in; it tells no number with them."""


def _problem_of(error: "Error", server: str) -> Problem:
    """What went wrong, in our words: the server's own may hold the address."""
    state, message = error.sqlstate or "", str(error)
    code, blanks = ProblemCode.PUBLISH_UNREACHABLE, {"server": server}
    if state in DENIED or (not state and any(word in message for word in NOT_LET_IN)):
        code = ProblemCode.PUBLISH_DENIED
    elif not state and "invalid" in message:
        code, blanks = ProblemCode.PUBLISH_URL, {}
    elif state or "FATAL" in message:
        code = ProblemCode.PUBLISH_FAILED
        blanks["state"] = state or type(error).__name__
    return Problem(code, AT_URL, dict[str, Blank](blanks))
