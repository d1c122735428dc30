"""Signed papers as data: how many units have signed each, and who has not."""

from cchc.core.cascade.sign_book import PaperToSign, SignBook, SignState
from cchc.core.facts.acts import SignedPaper
from cchc.screen.document import JsonDocument, key


def _units(slots: tuple[PaperToSign, ...], state: SignState) -> list[str]:
    return [slot.unit.id for slot in slots if slot.unit and slot.state is state]


class SignCountsJson(JsonDocument):
    """How many units signed a paper; the authority's own is no unit's."""

    expected: int = key("Units that owe it.", len)
    signed: int = key(
        "Units that signed it.",
        lambda slots: sum(bool(slot.signed) for slot in slots),
    )
    missing: list[str] = key(
        "Ids of units that have not.", lambda slots: _units(slots, SignState.MISSING)
    )
    amended: list[str] = key(
        "Ids of units that must sign again: the plan was amended.",
        lambda slots: _units(slots, SignState.AMENDED),
    )


def slots_by_paper(book: SignBook) -> dict[str, tuple[PaperToSign, ...]]:
    """The units' slots of each paper, each told by `SignCountsJson`."""
    return {paper.value: book.of(paper) for paper in SignedPaper}
