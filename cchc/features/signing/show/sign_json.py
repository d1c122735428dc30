"""The book of signed papers as data: `cchc.sign/1`."""

from typing import Literal

from cchc.core.cascade.pledge import PledgeChange
from cchc.core.cascade.sign_book import SignState
from cchc.core.facts.signing import SignedPaper
from cchc.phrases.documents import SignCountsJson, slots_by_paper
from cchc.screen.document import DRY_RUN, Day, JsonDocument, key

SCHEMA = "cchc.sign/1"


class ScanJson(JsonDocument):
    """The scan of what was signed."""

    file: str = key("The copy, or its name.", lambda scan: scan.file or scan.text)
    sha256: str | None = key("SHA-256 of the file.")
    size: int | None = key("Bytes of the file.")


class SigningJson(JsonDocument):
    """One act of signing as it is kept."""

    day: Day = key("The day of the paper.")
    version: int = key("The version of the plan that was signed.")
    signer: str | None = key("Who signed.")
    title: str | None = key("As what.")
    counterparty: str | None = key("Who signed for the other side.")
    number: str | None = key("Number and symbol of the paper.")
    sha256: str | None = key("SHA-256 of the text that was signed.")
    scan: ScanJson | None = key("Its scan.")
    withdrawn: bool = key("True: it was recorded by mistake.")
    reason: str | None = key("Why it was corrected.")
    by: str | None = key("Who recorded it.", lambda act: act.actor or None)
    recorded_on: Day | None = key("When.")


def _changed_line(change: PledgeChange) -> str | None:
    line = change.after or change.before
    return None if line is None else line.id


def _change_kind(change: PledgeChange) -> str:
    if change.after is None:
        return "dropped"
    return "added" if change.before is None else "changed"


class PledgeChangeJson(JsonDocument):
    """What the plan promises otherwise since."""

    id: str | None = key("Id of it.", _changed_line)
    change: Literal["added", "changed", "dropped"] = key(
        "What became of it.", _change_kind
    )


class SlotJson(JsonDocument):
    """One paper of one party."""

    unit: str | None = key("Id; null: the authority.", "unit.id")
    paper: SignedPaper = key("Which paper.")
    state: SignState = key("How it stands.")
    owed: bool = key("Whether it is asked for on the day.", "is_owed")
    signed: list[SigningJson] = key("The acts that stand.")
    changes: list[PledgeChangeJson] = key(
        "What the plan promises otherwise since it was signed."
    )


class BookJson(JsonDocument, schema=SCHEMA, verbs=("sign list",)):
    """Each paper of each party, and each act that stands."""

    plan: str = key("Id of the plan.", join=lambda _, given: given["plan"].id)
    plan_version: int = key("The latest version.", "version")
    as_of: Day = key("As known on this day.")
    counts: dict[str, SignCountsJson] = key("Who signed, by paper.", slots_by_paper)
    papers: list[SlotJson] = key("Each paper.", "slots")


class SigningActJson(JsonDocument):
    """One act of one party."""

    unit: str | None = key("Id; null: the authority.", "after.unit")
    before: SigningJson | None = key("What it corrects.")
    after: SigningJson = key("What is kept now.")


class RecordedJson(JsonDocument, schema=SCHEMA, verbs=("sign add",)):
    """What was recorded as signed."""

    plan: str = key("Id of the plan.", "plan.id")
    dry_run: bool = DRY_RUN
    paper: SignedPaper = key("Which paper.")
    acts: list[SigningActJson] = key("Each act.")
    kept: list[str | None] = key(
        "Ids of those left as they were; null: the authority.",
        lambda done: [None if party is None else party.id for party in done.kept],
    )
    counts: SignCountsJson = key(
        "Who has signed this paper.", lambda done: done.book.of(done.paper)
    )
