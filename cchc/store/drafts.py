"""Reports that are being typed: replaced and dropped freely, never in a figure."""

from cchc.store.codes import codes
from cchc.store.ledger import Ledger, reading, writing


def save_draft(ledger: Ledger, plan_id: str, unit: str, period: str, text: str) -> None:
    """Keep the draft of a unit's report in place of the one before."""
    with writing(ledger) as connection:
        known = codes(connection, plan_id, [unit])
        connection.execute(
            "INSERT INTO draft (unit_id, period_id, text) VALUES (?, ?, ?)"
            " ON CONFLICT (unit_id, period_id) DO UPDATE SET text = excluded.text",
            (known.units[unit], known.periods[period], text),
        )


def draft(ledger: Ledger, plan_id: str, unit: str, period: str) -> str | None:
    """The text of the draft, None if there is none."""
    with reading(ledger) as connection:
        known = codes(connection, plan_id, [unit])
        row = connection.execute(
            "SELECT text FROM draft WHERE unit_id = ? AND period_id = ?",
            (known.units[unit], known.periods[period]),
        ).fetchone()
    return None if row is None else str(row[0])


def drop_draft(ledger: Ledger, plan_id: str, unit: str, period: str) -> None:
    """Forget the draft; nothing happens if there is none."""
    with writing(ledger) as connection:
        known = codes(connection, plan_id, [unit])
        connection.execute(
            "DELETE FROM draft WHERE unit_id = ? AND period_id = ?",
            (known.units[unit], known.periods[period]),
        )
