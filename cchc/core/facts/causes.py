"""Causes as a unit wrote them, parted into khách quan and chủ quan where it said so."""

from collections.abc import Iterator, Mapping
from re import fullmatch

from cchc.core.facts.report import CauseKind
from cchc.text.compare import fold

LABELS: Mapping[CauseKind, str] = {
    CauseKind.OBJECTIVE: "Khách quan",
    CauseKind.SUBJECTIVE: "Chủ quan",
}
"""What stands before a cause of a kind in the text that is kept."""

_MARKS: Mapping[CauseKind, str] = {
    CauseKind.OBJECTIVE: r"(?:nguyen nhan )?khach quan|outside.*|objective",
    CauseKind.SUBJECTIVE: r"(?:nguyen nhan )?chu quan|within.*|subjective",
}
_LEAD = r"[-\s]*(?:[a-z]\) *)?"


def joined_causes(causes: Mapping[CauseKind, str]) -> str:
    """`Khách quan: …` and `Chủ quan: …`, a line each; what is empty is left out."""
    texts = ((label, causes.get(kind, "")) for kind, label in LABELS.items())
    lines = ((label, " ".join(text.split())) for label, text in texts)
    return "\n".join(f"{label}: {text}" for label, text in lines if text)


def parted_causes(text: str) -> Iterator[tuple[CauseKind | None, str]]:
    """Each line with its kind; one without a mark is of the kind told before it."""
    kind: CauseKind | None = None
    for line in text.split("\n"):
        head, colon, _ = line.partition(":")
        plain = fold(head) if colon else ""
        kinds = (
            k for k, marks in _MARKS.items() if fullmatch(f"{_LEAD}(?:{marks})", plain)
        )
        marked = next(kinds, None)
        kind = marked or kind
        words = line.partition(":")[2] if marked else line
        if words.strip():
            yield kind, words.strip()
