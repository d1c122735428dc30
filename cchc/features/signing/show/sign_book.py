"""The answers of `cchc sign add` and `list`: sentences, table, and `cchc.sign/1`."""

from collections.abc import Callable
from operator import attrgetter
from typing import Literal

from cchc.core.cascade.sign_book import PaperToSign, SignBook, SignState
from cchc.core.facts.acts import SignedPaper, Signing
from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import Unit
from cchc.phrases.sign_book import party_words, slot_words
from cchc.phrases.sign_counts import SignCountsJson, slots_by_paper
from cchc.screen.document import DRY_RUN, Day, JsonDocument, key
from cchc.screen.list_answer import NOTED, ListAnswer, ListLine, list_head
from cchc.screen.table import Column, LayoutColumn, Table, TableLayout, as_table
from cchc.text.day import short
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice

Party = Unit | None
"""Who signs: a unit, or None, the authority itself."""


class SigningAct(Record):
    """One act to be recorded; `before` is what it corrects, `text` what was signed."""

    party: Party
    before: Signing | None
    after: Signing
    text: str | None = None


class Recorded(Record):
    """What was recorded; `kept` are parties for which something stood already."""

    plan: Plan
    paper: SignedPaper
    acts: tuple[SigningAct, ...]
    kept: tuple[Party, ...]
    book: SignBook


def id_of(party: Party) -> str | None:
    """The id of a unit; None of the authority itself."""
    return None if party is None else party.id


def act_sentence(done: Recorded, act: SigningAct, voice: Voice) -> str:
    """`Phường 1: bản cam kết, ngày 03/3/2022, theo bản 1`; old → new."""
    after = act.after
    blanks = {
        "unit": party_words(done.plan, act.party),
        "paper": voice.say(f"sign.paper.{done.paper}"),
        "after": _signing_words(after, voice),
    }
    if act.before is None:
        return voice.say("sign.added", version=after.version, **blanks)
    if after.withdrawn:
        return voice.say("sign.withdrawn", reason=after.reason, **blanks)
    before = _signing_words(act.before, voice)
    return voice.say("sign.changed", before=before, reason=after.reason, **blanks)


def _signing_words(signing: Signing, voice: Voice) -> str:
    parts = (signing.number, short(signing.day), signing.signer, signing.title)
    words = [part for part in parts if part]
    if signing.scan is not None:
        digest = (signing.scan.sha256 or "")[:12]
        words.append(voice.say("sign.scan", sha256=digest))
    return ", ".join(words)


def signings_table(plan: Plan, book: SignBook, voice: Voice, *, stored: bool) -> Table:
    """One row a party, one column a paper: how each stands.

    `stored`: one row a paper of a party, everything that is kept of it, for sheets.
    """
    if stored:
        return _stored_table(plan, book, voice)
    title = voice.say("sign.title", day=short(book.as_of), year=plan.year)
    by_party: dict[Unit | None, dict[SignedPaper, PaperToSign]] = {}
    for slot in book.slots:
        by_party.setdefault(slot.unit, {})[slot.paper] = slot
    kept = {slot.paper for slot in book.slots}
    papers = [paper for paper in SignedPaper if paper in kept]
    columns = [Column("unit", voice.say("sign.column.name"))]
    columns += (Column(p.value, voice.say(f"sign.column.{p}")) for p in papers)
    rows = []
    for party, slots in by_party.items():
        cells = (slot_words(slots.get(paper), book, voice) for paper in papers)
        rows.append((party_words(plan, party), *cells))
    return Table(title, tuple(columns), tuple(rows))


SAID = ("signer", "title", "counterparty", "number")


def _stored_table(plan: Plan, book: SignBook, voice: Voice) -> Table:
    def signing_column(
        key: str, read: Callable[[Signing], str | None]
    ) -> LayoutColumn[PaperToSign]:
        """A column of what was signed; empty where nothing was."""
        return LayoutColumn(
            key, lambda slot, _: (slot.last and one_line(read(slot.last) or "")) or ""
        )

    layout: TableLayout[PaperToSign] = TableLayout(
        "sign.column",
        LayoutColumn("unit", lambda slot, _: slot.unit.id if slot.unit else ""),
        LayoutColumn("name", lambda slot, _: party_words(plan, slot.unit)),
        LayoutColumn("paper", lambda slot, _: voice.say(f"sign.paper.{slot.paper}")),
        LayoutColumn("state", lambda slot, _: voice.say(f"sign.state.{slot.state}")),
        signing_column("day", lambda signing: short(signing.day)),
        *(signing_column(key, attrgetter(key)) for key in SAID),
        signing_column("version", lambda signing: str(signing.version)),
        signing_column("latest", lambda _: str(book.version)),
        signing_column("sha256", lambda signing: signing.sha256),
        signing_column(
            "scan", lambda e: (e.scan.file or e.scan.text) if e.scan else None
        ),
        signing_column("scan_sha256", lambda e: e.scan.sha256 if e.scan else None),
        signing_column("by", lambda signing: signing.actor),
    )
    return layout.table("", book.slots, voice)


def signings_answer(plan: Plan, book: SignBook, voice: Voice) -> ListAnswer:
    """Who has not signed or issued, party by party; how many have, of each paper."""
    lacking: dict[Party, list[str]] = {}
    for slot in book.slots:
        if slot.is_owed and slot.state is not SignState.SIGNED:
            code = "missing" if slot.state is SignState.MISSING else "state"
            key = slot.paper if code == "missing" else slot.state
            lacking.setdefault(slot.unit, []).append(voice.say(f"sign.{code}.{key}"))
    parties = {slot.unit for slot in book.slots if slot.is_owed}
    counts = []
    for paper in SignedPaper:
        if slots := book.of(paper):  # `bản cam kết: 21/21 đơn vị`
            signed = sum(slot.state is SignState.SIGNED for slot in slots)
            numbers = {"signed": signed, "units": len(slots)}
            name = voice.say(f"sign.paper.{paper}")
            counts.append(voice.say("sign.list.count", paper=name, **numbers))
    blanks = {"day": short(book.as_of), "year": str(plan.year)}
    fine = len(parties) - len(lacking)
    return ListAnswer(
        head=list_head(plan.authority.name, "sign.list", voice, **blanks),
        counts="; ".join(counts) if lacking else voice.say("sign.nobody", **blanks),
        lines=tuple(
            ListLine(NOTED, party_words(plan, party), ", ".join(words))
            for party, words in lacking.items()
        ),
        rest=voice.say("sign.list.rest", n=fine) if fine else "",
    )


def signings_screen(
    plan: Plan, book: SignBook, voice: Voice, width: int, *, colour: bool
) -> str:
    """The book as it is drawn on a screen; one sentence when nothing is in it."""
    if not book.slots:
        return voice.say("sign.nobody", day=short(book.as_of), year=plan.year)
    table = signings_table(plan, book, voice, stored=False)
    return as_table(table, width, colour=colour)


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


class PledgeChangeJson(JsonDocument):
    """What the plan promises otherwise since."""

    id: str | None = key(
        "Id of it.", lambda change: getattr(change.after or change.before, "id", None)
    )
    change: Literal["added", "changed", "dropped"] = key(
        "What became of it.",
        lambda change: (
            ("added" if change.before is None else "changed")
            if change.after
            else "dropped"
        ),
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


class BookJson(JsonDocument, schema="cchc.sign/1", verbs=("sign list",)):
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


class RecordedJson(JsonDocument, schema="cchc.sign/1", verbs=("sign add",)):
    """What was recorded as signed."""

    plan: str = key("Id of the plan.", "plan.id")
    dry_run: bool = DRY_RUN
    paper: SignedPaper = key("Which paper.")
    acts: list[SigningActJson] = key("Each act.")
    kept: list[str | None] = key(
        "Ids of those left as they were; null: the authority.",
        lambda done: [id_of(party) for party in done.kept],
    )
    counts: SignCountsJson = key(
        "Who has signed this paper.", lambda done: done.book.of(done.paper)
    )
