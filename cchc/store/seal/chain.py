"""A hash chain over every act of writing (`seal`).

An act leaves one row, which says which rows of which tables it added and the SHA-256
of those rows and of the row of `seal` before it. Rows are hashed as MessagePack, in
blocks: every field has its type and its length before it.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from sqlite3 import Connection
from typing import TYPE_CHECKING

from msgspec import DecodeError, json
from msgspec.msgpack import Encoder

from cchc.store.schema.ddl import SEALED
from cchc.text.lazy import sha256, short_sha256
from cchc.text.record import Record

if TYPE_CHECKING:
    from hashlib import _Hash as HASH

BLOCK = 1000
"""Rows that are hashed at a time."""

PAPERS = {
    *("issued", "issued_verdicts", "dispatch", "reminder", "signing", "handed_out")
}
"""Where papers are registered: a paper does not carry the seal of its own issue."""

STAMPED = (
    *("plan_version", "entry", "obstacle", "obstacle_event", "review", "relief"),
    *("dispatch", "issued", "signing", "closing", "task_act", "handed_out", "arrival"),
    *("note", "score"),
)
"""Tables whose rows say when they were recorded."""

FIRST = bytes(32)
encode = Encoder().encode
Ranges = Mapping[str, tuple[int, int]]
NOT_AN_ACT = (
    DecodeError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    sqlite3.Error,
)
"""What is raised where a row of `seal` names no rows that can be hashed."""


def last_rows(connection: Connection, tables: Iterable[str] = SEALED) -> dict[str, int]:
    """The newest row of each of the tables, 0 where there is none."""
    query = " UNION ALL ".join(f"SELECT max(id) FROM {table}" for table in tables)
    newest = (row or 0 for (row,) in connection.execute(query))
    return dict(zip(tables, newest, strict=True))


class ActSeal(Record):
    """The seal of an act, and its first and last row of each table."""

    digest: bytes
    ranges: Ranges

    @property
    def is_act(self) -> bool:
        """Whether there is more than a draft in it."""
        return self.ranges.keys() != {"draft_change"}


def seal_act(connection: Connection, before: Mapping[str, int]) -> ActSeal | None:
    """Seal the rows that were added since `before`; None where there are none."""
    ranges = {
        table: (before[table] + 1, now)
        for table, now in last_rows(connection, before).items()
        if now > before[table]
    }
    if not ranges:
        return None
    last = connection.execute("SELECT id, sha256 FROM seal ORDER BY id DESC LIMIT 1")
    number, digest = last.fetchone() or (0, FIRST)
    day, is_paper = _day(connection, ranges), int(ranges.keys() <= PAPERS)
    rows = json.encode(ranges).decode()
    made = short_sha256(digest)
    hash_act(made, connection, (number + 1, day, is_paper, rows), ranges)
    digest = made.digest()
    connection.execute(
        "INSERT INTO seal (id, day, papers, rows, sha256) VALUES (?, ?, ?, ?, ?)",
        (number + 1, day, is_paper, rows, digest),
    )
    return ActSeal(digest, ranges)


def _day(connection: Connection, ranges: Ranges) -> str | None:
    """The day of work of the rows; None where none of them was recorded on one."""
    days = [
        day
        for table in STAMPED
        if table in ranges
        for (day,) in connection.execute(
            f"SELECT max(recorded_at) FROM {table} WHERE id BETWEEN ? AND ?",
            ranges[table],
        )
        if day
    ]
    return max(days)[:10] if days else None


def hash_act(
    made: "HASH",
    connection: Connection,
    head: tuple[int, str | None, int, str],
    ranges: Ranges,
) -> dict[str, int]:
    """Hash an act on top of the one before it; how many rows of each table it has.

    `head` are the columns of its row in `seal` before the digest.
    """
    counts = dict.fromkeys(ranges, 0)
    made.update(encode(head))
    for table, ends in ranges.items():
        rows = connection.execute(
            f"SELECT {SEALED[table]} FROM {table} WHERE id BETWEEN ? AND ? ORDER BY id",
            ends,
        )
        while block := rows.fetchmany(BLOCK):
            made.update(encode((table, block)))
            counts[table] += len(block)
    return counts


ACTS = "SELECT id, day, papers, rows, sha256 FROM seal ORDER BY id"


def unsealed_places(connection: Connection) -> Iterator[tuple[str, int]]:
    """Where the book is not what was sealed: an act or a table, and how many rows.

    After an act that was changed the chain goes on from what was written of it, so
    that each change is told once.
    """
    before, expected = FIRST, 1
    counts: Counter[str] = Counter()
    for number, day, papers, rows, sealed in connection.execute(ACTS):
        try:
            ranges = json.decode(rows)
            head = (number, day, papers, rows)
            hashed = sha256(before)
            counts.update(hash_act(hashed, connection, head, ranges))
            made = hashed.digest()
        except NOT_AN_ACT:
            made, ranges = b"", ()
        if number != expected or made != sealed:
            yield f"{number} ({day}): {', '.join(ranges)}", 1
        before, expected = sealed if isinstance(sealed, bytes) else b"", number + 1
    for table in SEALED:
        (total,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        if total != counts[table]:
            yield table, abs(total - counts[table])


OF_PLAN = (
    "SELECT indicator.id FROM {0} AS act JOIN indicator USING (plan_id)"
    " WHERE act.id BETWEEN ?1 AND ?2"
)
TOUCHED: Mapping[str, str] = {
    "revision": "SELECT indicator_id FROM revision WHERE id BETWEEN ?1 AND ?2",
    "item": "SELECT indicator_id FROM item WHERE id BETWEEN ?1 AND ?2",
    "entry": OF_PLAN.format("entry") + " AND act.kind = 'withdrawal'",
    **{name: OF_PLAN.format(name) for name in ("plan_version", "closing", "relief")},
    "review": "SELECT indicator.id FROM review JOIN entry ON entry.id = entry_id"
    " JOIN indicator USING (plan_id) WHERE review.id BETWEEN ?1 AND ?2",
}
"""The indicators whose verdicts new rows of a table may change."""

PLANS: Mapping[str, str] = {
    **dict.fromkeys(("entry", "plan_version", "closing", "relief"), "{0}"),
    "review": "review JOIN entry ON entry.id = entry_id",
}
"""Where the plan of new rows stands; `revision` and `item` never come alone."""


def mark_touched(connection: Connection, ranges: Ranges) -> frozenset[int]:
    """Mark the rows that an act touches; the plans that it is of."""
    plans: set[int] = set()
    for table, ends in ranges.items():
        if table in TOUCHED:
            connection.execute(
                "UPDATE judged SET judged_for = '' WHERE indicator_id IN"
                f" ({TOUCHED[table]})",
                ends,
            )
        if table in PLANS:
            source = PLANS[table].format(table)
            rows = connection.execute(
                f"SELECT DISTINCT plan_id FROM {source}"
                f" WHERE {table}.id BETWEEN ?1 AND ?2",
                ends,
            )
            plans |= {plan for (plan,) in rows}
    return frozenset(plans)
