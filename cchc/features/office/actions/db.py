"""`cchc db`: what the database holds, whether it is sound, copies and the way back."""

from datetime import date
from pathlib import Path

from cchc.store.atomic_file import free_name
from cchc.store.backup import backed_up, restored
from cchc.store.check import Found, Summary, defects, summary
from cchc.store.ledger import opened


def info(path: Path) -> Summary:
    """What the database holds."""
    with opened(path) as ledger:
        return summary(ledger)


def check(path: Path) -> tuple[Found, ...]:
    """All that is wrong with the database; empty when it is as it was written."""
    with opened(path) as ledger:
        return defects(ledger)


def backup(path: Path, target: Path | None, today: date) -> Path:
    """Make a copy and give its name; by default beside the database, with the day.

    Nothing is overwritten: the name by default takes a number when it is taken.
    """
    usual = path.with_name(f"{path.stem}.sao-luu-{today.isoformat()}{path.suffix}")
    place = free_name(usual) if target is None else target
    with opened(path) as ledger:
        backed_up(ledger, place)
    return place


def restore(path: Path, source: Path) -> Path | None:
    """Put a backup in the place of the database; where what stood there is kept."""
    return restored(path, source)
