"""Files that were taken in: known again by the SHA-256 at the end of their source."""

from collections.abc import Mapping
from datetime import date, datetime

from cchc.store.ledger import Ledger, reading
from cchc.text.record import Record

SIGN = " sha256:"


class Seen(Record):
    """Whose report of which period a file was, and the day it was taken in."""

    unit: str
    period: str
    day: date


def source_of(name: str, digest: str) -> str:
    """What an entry says of the file it was read from."""
    return f"{name}{SIGN}{digest}"


def seen_files(ledger: Ledger) -> Mapping[str, Seen]:
    """Every file that was taken in, by its digest.

    Without those whose report was withdrawn as a whole: they may come in again.
    """
    with reading(ledger) as connection:
        rows = connection.execute(
            "SELECT source, ma_don_vi, plan.year || '-' || ky, recorded_at"
            " FROM v_lan_ghi JOIN plan ON plan.code = ke_hoach"
            " WHERE instr(source, ?) ORDER BY v_lan_ghi.id",
            (SIGN,),
        ).fetchall()
    return {
        source.rpartition(SIGN)[2]: Seen(
            unit, period, datetime.fromisoformat(day).date()
        )
        for source, unit, period, day in rows
    }
