"""What is done to a report beside filling it: it is proved, accepted, sent back."""

from collections.abc import Iterable
from datetime import date

from cchc.text.closed_list import StrEnum
from cchc.text.record import Record

KEPT = ("minh-chung/", "evidence/")
"""Folders beside the database in which copies of files are kept."""


def sent_file(path: str, size: int, sha256: str) -> str:
    """A file that stays where it is: `qd-12.pdf (12345 byte, SHA-256 0a1b…)`."""
    name = path.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return f"{name} ({size} byte, SHA-256 {sha256})"


def proofs_by_key(pairs: Iterable[tuple[str, str]]) -> dict[str, str | list[str]]:
    """What proves each result, in a list where there is more than one."""
    found: dict[str, list[str]] = {}
    for key, text in pairs:
        found.setdefault(key, []).append(text)
    return {key: own[0] if len(own) == 1 else own for key, own in found.items()}


class Evidence(Record):
    """What proves a result: a document's number and date, a link, or a file.

    `about` is an indicator or task id; `text` is as it was typed. Of a file: `size`
    in bytes, and `file`, where it was: from the folder of the database with `/`
    between, or a whole path where it lies elsewhere.
    """

    about: str
    text: str
    sha256: str | None = None
    size: int | None = None
    file: str | None = None

    @property
    def as_sent(self) -> str:
        """What a packet says of it: of a file its name, length and SHA-256."""
        if self.sha256 is None:
            return self.text
        return sent_file(self.text, self.size or 0, self.sha256)

    @property
    def is_link(self) -> bool:
        """Whether it is an address; addresses are never opened."""
        return is_link(self.text)

    @property
    def is_copy(self) -> bool:
        """Whether the file is a copy of our own, in the folder of evidence."""
        return self.file is not None and self.file.startswith(KEPT)


def is_link(text: str) -> bool:
    """Whether a text is an address of the web."""
    return text.lower().startswith(("http://", "https://"))


class ClosingKind(StrEnum):
    """Whether a report is closed, or waited for again."""

    CLOSE = "close"
    LIFT = "lift"


class Closing(Record):
    """The office stops waiting for a unit's report, or waits again; the last stands.

    What is missing or unpublished then counts as not reported for good (SEMANTICS 11).
    `decision` is the paper or the word that it rests on.
    """

    unit: str
    period: str
    kind: ClosingKind
    decision: str | None
    reason: str | None
    recorded_on: date
    actor: str = ""


class Opinion(StrEnum):
    """What whoever reviews a report says of it."""

    ACCEPTED = "accepted"
    RETURNED = "returned"


class Review(Record):
    """A report accepted, or sent back with what must be mended.

    `seen` is the last act of writing that the reviewer saw: what is written after it
    is a new report to review. `notes` are (indicator or task id, what is wrong).
    """

    id: int
    unit: str
    period: str
    opinion: Opinion
    seen: int
    recorded_on: date
    actor: str = ""
    reason: str | None = None
    notes: tuple[tuple[str, str], ...] = ()

    def returns(self, sent: Iterable[int]) -> bool:
        """Whether it sent the report back and nothing was sent since.

        Args:
            sent: ids of the acts of sending. Taking a figure out of a report that
                was sent back is no new report.
        """
        if self.opinion is not Opinion.RETURNED:
            return False
        return all(act <= self.seen for act in sent)

    def accepts(self, last_act: int) -> bool:
        """Whether it accepted the report as it stands: nothing was written since."""
        return self.opinion is Opinion.ACCEPTED and last_act <= self.seen
