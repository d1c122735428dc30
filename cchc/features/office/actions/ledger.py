"""`cchc db`: what the database holds, whether it is sound, its copies."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from cchc.features.office.show.ledger import (
    DefectJson,
    OpenPaperJson,
    SealJson,
    day_text,
)
from cchc.screen.document import ABSENT, JsonDocument, key
from cchc.screen.table import LayoutColumn, TableLayout
from cchc.store.backup import back_up_ledger
from cchc.store.check import (
    LedgerDefect,
    LedgerProof,
    PlanSummary,
    Watch,
    prove,
)
from cchc.store.disk.atomic_file import free_name
from cchc.store.ledger import has_verdicts, open_ledger
from cchc.store.seal.code import read_code
from cchc.text.problem import Place, require
from cchc.text.record import replace
from cchc.words.translator import file_name


class DefectsJson(JsonDocument, schema="cchc.db-check/1", verbs=("db check",)):
    """What is wrong with a database."""

    seal: SealJson | None = key("The act of `--seal`, when it is known.", "sealed")
    rows: list[DefectJson] = key("Each defect.", "defects")
    not_handed_out: list[OpenPaperJson] = key(
        "Papers in the register that nobody got.", "open_papers"
    )
    wrong_verdicts: int = key(
        "Rows of `v_danh_gia` that are not as judged again, if any.",
        lambda proof: proof.wrong_verdicts or ABSENT,
        optional=True,
    )


PLANS: TableLayout[PlanSummary] = TableLayout(
    "db.column",
    LayoutColumn("plan", lambda plan, _: plan.id, whole=True),
    LayoutColumn("year", lambda plan, _: plan.year, right=True),
    LayoutColumn("title", lambda plan, _: plan.title),
    LayoutColumn("versions", lambda plan, _: plan.versions, right=True),
    LayoutColumn("reports", lambda plan, _: plan.reports, right=True),
    LayoutColumn("figures", lambda plan, _: plan.figures, right=True),
    LayoutColumn("last", lambda plan, _: day_text(plan.last), whole=True),
)
DEFECTS: TableLayout[LedgerDefect] = TableLayout(
    "db.column",
    LayoutColumn("defect", lambda found, voice: voice.say(f"db.defect.{found.defect}")),
    LayoutColumn("where", lambda found, _: found.where),
    LayoutColumn("count", lambda found, _: found.count, right=True),
)


def check(path: Path, seal: str | None = None, watch: Watch = iter) -> LedgerProof:
    """All that is wrong with the database, and the act of a seal code on a paper.

    Refuses a code that cannot be read (P526).
    """
    code = None if seal is None else require(read_code(seal, Place(argument="--seal")))
    with open_ledger(path) as ledger:
        proof = prove(ledger, code, watch)
        if proof.defects or not has_verdicts(ledger.connection):
            return proof
        from cchc.features.office.actions.refresh import (  # noqa: PLC0415
            wrong_verdicts,
        )

        return replace(proof, wrong_verdicts=wrong_verdicts(ledger))


def backup(
    path: Path, target: Path | None, today: date, step: Callable[[], object]
) -> Path:
    """Make a copy and give its name; by default beside the database, with the day.

    Nothing is overwritten: the name by default takes a number when it is taken.
    """
    name = f"{path.stem}.{file_name('backup', day=today.isoformat())}{path.suffix}"
    default = path.with_name(name)
    place = free_name(default) if target is None else target
    with open_ledger(path) as ledger:
        back_up_ledger(ledger.connection, ledger.path, place, step)
    return place
