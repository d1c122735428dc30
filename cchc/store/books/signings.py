"""Signings into the ledger and out of it, with the texts that were signed."""

import sqlite3
from datetime import date

from cchc.core.facts.acts import Evidence, Signing
from cchc.core.facts.report import Stamp
from cchc.store.codes import plan_row, read_codes
from cchc.store.ledger import Ledger, read_transaction, write_transaction
from cchc.store.rows import digest, field_columns, insert, read_records, stamp_columns
from cchc.text.record import replace

ALL = """
SELECT signing.id, unit.code AS unit, paper, version, day, signer, title, counterparty,
  number, sha256, withdrawn, supersedes, reason, actor,
  substr(recorded_at, 1, 10) AS recorded_on,
  CASE WHEN scan IS NOT NULL THEN '' END AS "scan.about", scan AS "scan.text",
  scan_sha256 AS "scan.sha256", scan_size AS "scan.size", scan_file AS "scan.file"
FROM signing LEFT JOIN unit ON unit.id = unit_id
WHERE signing.plan_id = ? AND substr(recorded_at, 1, 10) <= ? ORDER BY signing.id
"""


def signings(
    connection: sqlite3.Connection, plan: int, as_of: date
) -> tuple[Signing, ...]:
    """Every act recorded by the end of a day, in order; corrected ones are kept."""
    rows = connection.execute(ALL, (plan, str(as_of)))
    return tuple(read_records(rows, Signing))


def signings_of(ledger: Ledger, plan_id: str, as_of: date) -> tuple[Signing, ...]:
    """The same by the id of a plan. Raises KeyError if there is no such plan."""
    with read_transaction(ledger) as connection:
        return signings(connection, plan_row(connection, plan_id), as_of)


def with_digest(signing: Signing, text: str | None) -> Signing:
    """The act with the SHA-256 of the text that it is about."""
    return replace(signing, sha256=None if text is None else digest(text.encode()))


def put_signing(
    ledger: Ledger, plan_id: str, signing: Signing, text: str | None, stamp: Stamp
) -> int:
    """Add an act and the text that was signed; actor and day are the stamp's.

    Raises:
        LedgerError: the disk, the database, or an act that does not follow the
            last one about the same paper; nothing was stored.
    """
    with write_transaction(ledger) as connection:
        known = read_codes(
            connection, plan_id, () if signing.unit is None else (signing.unit,)
        )
        unit = None if signing.unit is None else known.units[signing.unit]
        scan = signing.scan or Evidence("", "")
        row = {
            "plan_id": known.plan,
            "unit_id": unit,
            **field_columns(signing, "paper", "version", "day", "signer", "title"),
            **field_columns(signing, "counterparty", "number", "supersedes", "reason"),
            "text": text,
            "sha256": with_digest(signing, text).sha256,
            "scan": scan.text or None,
            "scan_sha256": scan.sha256,
            "scan_size": scan.size,
            "scan_file": scan.file,
            "withdrawn": int(signing.withdrawn),
            **stamp_columns(stamp),
        }
        return insert(connection, "signing", row)


def signed_text(ledger: Ledger, number: int) -> str | None:
    """The text that was signed, as the program made it; None where it made none."""
    row = ledger.connection.execute(
        "SELECT text FROM signing WHERE id = ?", (number,)
    ).fetchone()
    return None if row is None or row[0] is None else str(row[0])
