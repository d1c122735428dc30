"""The proof that a book is what was sealed: every act is hashed again."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator

from cchc.store.schema.ddl import SEALED
from cchc.store.seal.chain import FIRST, hash_act
from cchc.text.lazy import sha256

ACTS = "SELECT id, day, papers, rows, sha256 FROM seal ORDER BY id"


def unsealed_places(connection: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """Where the book is not what was sealed: an act or a table, and how many rows.

    After an act that was changed the chain goes on from what was written of it, so
    that each change is told once.
    """
    before, expected = FIRST, 1
    counts: Counter[str] = Counter()
    for number, day, papers, rows, sealed in connection.execute(ACTS):
        try:
            ranges = json.loads(rows)
            head = (number, day, papers, rows)
            hashed = sha256(before)
            counts.update(hash_act(hashed, connection, head, ranges))
            made = hashed.digest()
        except (ValueError, LookupError, TypeError, AttributeError, sqlite3.Error):
            made, ranges = b"", ()
        if number != expected or made != sealed:
            yield f"{number} ({day}): {', '.join(ranges)}", 1
        before, expected = sealed if isinstance(sealed, bytes) else b"", number + 1
    for table in SEALED:
        (total,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
        if total != counts[table]:
            yield table, abs(total - counts[table])
