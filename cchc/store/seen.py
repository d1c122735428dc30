"""Files that were taken in: known again by the SHA-256 at the end of their source."""

from datetime import date, datetime

from cchc.store.ledger import Ledger, reading

SIGN = " sha256:"


def source_of(name: str, digest: str) -> str:
    """What an entry says of the file it was read from."""
    return f"{name}{SIGN}{digest}"


def seen(
    ledger: Ledger, plan_id: str, unit: str, period: str, digest: str
) -> date | None:
    """The day on which this very file was taken in; None if it was not.

    A report that was withdrawn as a whole may be taken in again.
    """
    with reading(ledger) as connection:
        row = connection.execute(
            "SELECT recorded_at FROM v_lan_ghi WHERE ke_hoach = ? AND ma_don_vi = ?"
            " AND ky = ? AND substr(source, ?) = ? ORDER BY id DESC LIMIT 1",
            (plan_id, unit, period, -len(SIGN + digest), SIGN + digest),
        ).fetchone()
    return None if row is None else datetime.fromisoformat(row[0]).date()
