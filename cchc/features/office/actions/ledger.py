"""`cchc db`: what the database holds, whether it is sound, its copies."""

from datetime import date
from pathlib import Path

from cchc.store.backup import back_up_ledger, restore_ledger
from cchc.store.check import LedgerProof, LedgerSummary, Watch, ledger_summary, prove
from cchc.store.disk.atomic_file import free_name
from cchc.store.ledger import has_verdicts, open_ledger
from cchc.store.seal.code import read_code
from cchc.text.problem import Place, require
from cchc.text.record import replace
from cchc.words.translator import file_name


def info(path: Path) -> LedgerSummary:
    """What the database holds."""
    with open_ledger(path) as ledger:
        return ledger_summary(ledger)


def check(path: Path, seal: str | None = None, watch: Watch = iter) -> LedgerProof:
    """All that is wrong with the database, and the act of a seal code on a paper.

    Refuses a code that cannot be read (P526).
    """
    code = None if seal is None else require(read_code(seal, Place(argument="--seal")))
    with open_ledger(path) as ledger:
        proof = prove(ledger, code, watch)
        if proof.defects or not has_verdicts(ledger.connection):
            return proof
        from cchc.features.office.actions.refresh import wrong_verdicts  # noqa: PLC0415

        return replace(proof, wrong_verdicts=wrong_verdicts(ledger))


def backup(path: Path, target: Path | None, today: date) -> Path:
    """Make a copy and give its name; by default beside the database, with the day.

    Nothing is overwritten: the name by default takes a number when it is taken.
    """
    name = f"{path.stem}.{file_name('backup', day=today.isoformat())}{path.suffix}"
    default = path.with_name(name)
    place = free_name(default) if target is None else target
    with open_ledger(path) as ledger:
        back_up_ledger(ledger.connection, ledger.path, place)
    return place


def restore(path: Path, source: Path) -> Path | None:
    """Put a backup in the place of the database; where what stood there is kept."""
    return restore_ledger(path, source)
