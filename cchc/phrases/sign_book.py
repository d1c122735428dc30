"""The book of signed papers for people: as a list, and as sentences of a memo."""

from collections.abc import Iterable, Iterator

from cchc.core.cascade.sign_book import SignBook, SignState, Slot
from cchc.core.facts.signing import SignedPaper, Signing
from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import Unit
from cchc.phrases.figure_phrases import two_digits
from cchc.screen.table import Column, Table
from cchc.text.day import short
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice

NOTHING = "–"
LIST = (
    *("unit", "name", "paper", "state", "day", "signer", "title", "counterparty"),
    *("number", "version", "latest", "sha256", "scan", "scan_sha256", "by"),
)


def book_table(plan: Plan, book: SignBook, title: str, voice: Voice) -> Table:
    """One row a party, one column a paper: how each stands."""
    papers = [e for e in SignedPaper if any(s.paper is e for s in book.slots)]
    columns = (
        Column("unit", voice.say("sign.column.name")),
        *(Column(each.value, voice.say(f"sign.column.{each}")) for each in papers),
    )
    by_party: dict[Unit | None, dict[SignedPaper, Slot]] = {}
    for each in book.slots:
        by_party.setdefault(each.unit, {})[each.paper] = each
    rows = tuple(
        (
            party_words(plan, party),
            *(slot_words(own.get(each), book, voice) for each in papers),
        )
        for party, own in by_party.items()
    )
    return Table(title, columns, rows)


def party_words(plan: Plan, party: Unit | None) -> str:
    """The name of who signs, on one line."""
    return one_line(plan.authority.name if party is None else party.name)


def slot_words(slot: Slot | None, book: SignBook, voice: Voice) -> str:
    """`ký 03/3/2022, Nguyễn Văn A; theo bản 1, kế hoạch nay là bản 2: cần phụ lục`."""
    if slot is None:
        return NOTHING
    if not slot.signed:
        return voice.say(f"sign.missing.{slot.paper}")
    said = "; ".join(signing_words(each, voice) for each in slot.signed)
    if slot.state is SignState.SIGNED:
        return said
    numbers = {"version": slot.signed[-1].version, "latest": book.version}
    return f"{said}; {voice.say(f'sign.amended.{slot.paper}', **numbers)}"


def signing_words(one: Signing, voice: Voice) -> str:
    """`12/KH-UBND, 07/3/2022, Nguyễn Văn A`; of a later version with its number."""
    parts = [one_line(one.number or ""), short(one.day), one_line(one.signer or "")]
    said = ", ".join(each for each in parts if each)
    if one.version == 1:
        return said
    return voice.say("sign.by_version", said=said, version=one.version)


def book_list(plan: Plan, book: SignBook, voice: Voice) -> Table:
    """One row a paper of a party, for a sheet: everything that is kept of it."""
    columns = tuple(Column(key, voice.say(f"sign.column.{key}")) for key in LIST)
    rows = tuple(_row(plan, each, book, voice) for each in book.slots)
    return Table("", columns, rows)


def _row(plan: Plan, slot: Slot, book: SignBook, voice: Voice) -> tuple[str, ...]:
    head = (
        "" if slot.unit is None else slot.unit.id,
        party_words(plan, slot.unit),
        voice.say(f"sign.paper.{slot.paper}"),
        voice.say(f"sign.state.{slot.state}"),
    )
    last = slot.last
    if last is None:
        return (*head, *[""] * (len(LIST) - len(head)))
    texts = (last.signer, last.title, last.counterparty, last.number)
    scan = last.scan
    return (
        *head,
        short(last.day),
        *(one_line(each or "") for each in texts),
        str(last.version),
        str(book.version),
        last.sha256 or "",
        one_line((scan.file or scan.text) if scan else ""),
        (scan.sha256 or "") if scan else "",
        one_line(last.actor),
    )


def sign_sentences(
    book: SignBook, voice: Voice, papers: Iterable[SignedPaper] = SignedPaper
) -> list[str]:
    """`Có 19/21 đơn vị đã ký bản cam kết; chưa ký: …`, of each paper once recorded.

    A paper of which nothing was ever recorded is not counted: nobody knows.
    """
    said = []
    for paper in papers:
        slots = book.of(paper)
        if any(each.signed for each in slots):
            said += list(_sentences(paper, slots, book, voice))
    return said


def _sentences(
    paper: SignedPaper, slots: tuple[Slot, ...], book: SignBook, voice: Voice
) -> Iterator[str]:
    signed = sum(bool(each.signed) for each in slots)
    missing = _names(slots, SignState.MISSING)
    code = f"sign.sum.{paper}" if missing else f"sign.sum.{paper}.all"
    numbers = {
        "signed": two_digits(signed, voice),
        "expected": two_digits(len(slots), voice),
    }
    yield voice.say(code, units=", ".join(missing), **numbers)
    old = _names(slots, SignState.AMENDED)
    if old:
        number = two_digits(len(old), voice)
        names = ", ".join(old)
        blanks = {"number": number, "version": book.version, "units": names}
        yield voice.say(f"sign.sum.{paper}.amended", n=len(old), **blanks)


def _names(slots: tuple[Slot, ...], state: SignState) -> list[str]:
    return [one_line(e.unit.name) for e in slots if e.unit and e.state is state]


def own_lines(book: SignBook, voice: Voice) -> list[str]:
    """The papers of the one unit that is looked at, each on a line."""
    return [
        f"{voice.say(f'sign.column.{each.paper}')}: {slot_words(each, book, voice)}"
        for each in book.slots
    ]
