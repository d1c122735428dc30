"""The book of signed papers for people: each paper, and the sentences of a memo."""

from collections.abc import Iterable

from cchc.core.cascade.sign_book import PaperToSign, SignBook, SignState
from cchc.core.facts.acts import SignedPaper, Signing
from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import Unit
from cchc.text.day import short
from cchc.text.sanitize import one_line
from cchc.words.prose import NOTHING, two_digits
from cchc.words.translator import Voice


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
