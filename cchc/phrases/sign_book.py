"""The book of signed papers for people: as a list, and as sentences of a memo."""

from collections.abc import Callable, Iterable

from cchc.core.cascade.sign_book import PaperToSign, SignBook, SignState
from cchc.core.facts.acts import SignedPaper, Signing
from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import Unit
from cchc.screen.table import Column, LayoutColumn, Table, TableLayout
from cchc.text.day import short
from cchc.text.sanitize import one_line
from cchc.words.prose import NOTHING, two_digits
from cchc.words.translator import Voice


def book_table(plan: Plan, book: SignBook, title: str, voice: Voice) -> Table:
    """One row a party, one column a paper: how each stands."""
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


def party_words(plan: Plan, party: Unit | None) -> str:
    """The name of who signs, on one line."""
    return one_line(plan.authority.name if party is None else party.name)


def slot_words(slot: PaperToSign | None, book: SignBook, voice: Voice) -> str:
    """`ký 03/3/2022, Nguyễn Văn A; theo bản 1, kế hoạch nay là bản 2: cần phụ lục`."""
    if slot is None:
        return NOTHING
    if not slot.signed:
        return voice.say(f"sign.missing.{slot.paper}")
    words = "; ".join(signing_words(signing, voice) for signing in slot.signed)
    if slot.state is SignState.SIGNED:
        return words
    numbers = {"version": slot.signed[-1].version, "latest": book.version}
    return f"{words}; {voice.say(f'sign.amended.{slot.paper}', **numbers)}"


def signing_words(signing: Signing, voice: Voice) -> str:
    """`12/KH-UBND, 07/3/2022, Nguyễn Văn A`; of a later version with its number."""
    number, signer = one_line(signing.number or ""), one_line(signing.signer or "")
    words = ", ".join(part for part in (number, short(signing.day), signer) if part)
    if signing.version == 1:
        return words
    return voice.say("sign.by_version", said=words, version=signing.version)


def book_list(plan: Plan, book: SignBook, voice: Voice) -> Table:
    """One row a paper of a party, for a sheet: everything that is kept of it."""

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
        signing_column("signer", lambda signing: signing.signer),
        signing_column("title", lambda signing: signing.title),
        signing_column("counterparty", lambda signing: signing.counterparty),
        signing_column("number", lambda signing: signing.number),
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


def sign_sentences(
    book: SignBook,
    voice: Voice,
    papers: Iterable[SignedPaper] = SignedPaper,
    *,
    named: bool = True,
) -> list[str]:
    """`Có 19/21 đơn vị đã ký bản cam kết; chưa ký: …`, of each paper once recorded.

    Of others nobody knows. Outside of the house those that did not sign have no name.
    """
    lines = []
    for paper in papers:
        slots = book.of(paper)
        signed = sum(bool(slot.signed) for slot in slots)
        if not signed:
            continue
        named_slots = [(one_line(s.unit.name), s.state) for s in slots if s.unit]
        missing = [name for name, state in named_slots if state is SignState.MISSING]
        amended = [name for name, state in named_slots if state is SignState.AMENDED]
        code, expected = f"sign.sum.{paper}", two_digits(len(slots), voice)
        counts = {"signed": two_digits(signed, voice), "expected": expected}
        whole = code if missing and named else f"{code}.all"
        lines.append(voice.say(whole, units=", ".join(missing), **counts))
        if amended and named:
            numbers = {"n": len(amended), "version": book.version}
            words = {"number": two_digits(len(amended), voice)}
            words["units"] = ", ".join(amended)
            lines.append(voice.say(f"{code}.amended", **numbers, **words))
    return lines


def own_lines(book: SignBook, voice: Voice) -> list[str]:
    """The papers of the one unit that is looked at, each on a line."""
    return [
        f"{voice.say(f'sign.column.{slot.paper}')}: {slot_words(slot, book, voice)}"
        for slot in book.slots
    ]
