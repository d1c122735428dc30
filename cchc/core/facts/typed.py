"""What somebody typed, read and not yet judged: reports, lines of papers, causes."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from re import fullmatch

from cchc.core.facts.obstacle import Obstacle
from cchc.core.facts.report import CauseKind, Facts, Item, ReportedEvidence
from cchc.core.plan.plan import Paper
from cchc.text.compare import fold, name_key, nfc
from cchc.text.day import parse_day, short
from cchc.text.lazy import lazy_pattern
from cchc.text.number import VIETNAMESE, NumberMarks
from cchc.text.problem import NOWHERE, Place, Problem, ProblemCode
from cchc.text.record import Record, as_dict, replace


class TypedText(Record):
    """A word as somebody wrote it, where, and with which marks in its numbers."""

    text: str
    place: Place = NOWHERE
    marks: NumberMarks = VIETNAMESE


class TypedItem(Record):
    name: TypedText
    date: TypedText | None = None
    document: TypedText | None = None
    owner: TypedText | None = None


class TypedTask(Record):
    """`done:2022-06-20`, `doing:7/9` in one line, or its parts from a file."""

    key: TypedText
    state: TypedText
    done: TypedText | None = None
    count: TypedText | None = None
    result: TypedText | None = None
    document: TypedText | None = None


class TypedObstacle(Record):
    text: TypedText
    about: TypedText | None = None
    cause: TypedText | None = None
    proposal: TypedText | None = None
    to: TypedText | None = None


def typed_parts(record: TypedItem | TypedTask | TypedObstacle) -> dict[str, str]:
    """The parts that were typed, by their names in a report file, without the key."""
    return {
        name: part.text
        for name, part in as_dict(record).items()
        if isinstance(part, TypedText) and name != "key"
    }


class TypedReport(Record):
    """A report as typed, whichever door it came through; nothing is judged yet.

    `copies`: files that prove results are to be copied beside the database. `is_copy`:
    the program wrote it, so rows that are there already are no second ones.
    """

    unit: TypedText
    period: TypedText
    values: tuple[tuple[TypedText, TypedText], ...] = ()
    items: tuple[tuple[TypedText, TypedItem], ...] = ()
    tasks: tuple[TypedTask, ...] = ()
    narrative: tuple[tuple[TypedText, TypedText], ...] = ()
    obstacles: tuple[TypedObstacle, ...] = ()
    notes: tuple[tuple[TypedText, TypedText], ...] = ()
    evidence: tuple[tuple[TypedText, TypedText], ...] = ()
    received: TypedText | None = None
    document_number: TypedText | None = None
    document_date: TypedText | None = None
    reason: TypedText | None = None
    copies: bool = False
    is_copy: bool = False


def without_known(
    typed: TypedReport, known: Facts, at: tuple[str, str], *, copies: bool = False
) -> TypedReport:
    """Without the rows, obstacles and proofs that the report of a unit already has.

    A form, or a document of the program, that comes again still holds them; of
    `copies` alone nothing else is looked at.
    """
    if copies and not typed.is_copy:
        return typed
    rows = {
        (row.indicator, row.key, row.date, row.document)
        for row in known.rows_of(Item, *at)
    }
    raised = {obstacle.text for obstacle in known.rows_of(Obstacle, *at)}
    given = [own.evidence for own in known.rows_of(ReportedEvidence, *at)]
    proofs = {(own.about, text) for own in given for text in (own.text, own.as_sent)}
    return replace(
        typed,
        items=tuple(pair for pair in typed.items if _row_key(*pair) not in rows),
        obstacles=tuple(
            obstacle
            for obstacle in typed.obstacles
            if nfc(obstacle.text.text).strip() not in raised
        ),
        evidence=tuple(
            (key, proof)
            for key, proof in typed.evidence
            if (key.text, proof.text) not in proofs
        ),
    )


def _row_key(
    key: TypedText, item: TypedItem
) -> tuple[str, str, date | None, str | None]:
    """By which two rows of a register are one."""
    day = parse_day(item.date.text) if item.date else None
    document = nfc(item.document.text).strip() if item.document else ""
    return key.text, name_key(nfc(item.name.text)), day, document or None


_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_DAY = (
    r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}(?P<mark>[/.-])\d{1,2}(?P=mark)\d{4}"
    r"|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}"
    rf"|\d{{1,2}}[a-z]*\s+(?:{_MONTHS})[a-z]*,?\s+\d{{4}}"
    rf"|(?:{_MONTHS})[a-z]*\s+\d{{1,2}}[a-z]*,?\s+\d{{4}}"
)
_BEFORE_DAY = r"(?:\s*[,;(]\s*|\s+|^)(?:(?:ký\s+)?(?:ngày|ngay)\s+|(?:dated|of|on)\s+)?"
_DATED = lazy_pattern(rf"(?P<before>.*?){_BEFORE_DAY}(?P<day>{_DAY})\)?", re.IGNORECASE)
_NUMBER = lazy_pattern(
    r"(?:(?:số|so|no|number)\b[.:]?\s*)?(?=.*[0-9])(.*)", re.IGNORECASE
)
_NO_NUMBER = lazy_pattern(
    r"[,;]|\b(?:ngày|ngay|tháng|dated)\b|(?<![\w/-])\d+[./-]\d+[./-]\d+(?![\w/-])",
    re.IGNORECASE,
)
"""What stands in no number: the rest of a day that could not be read."""


def read_paper(text: str, at: Place = NOWHERE) -> Paper | Problem:
    """Number and day of `12/BC-UBND ngày 07/3/2022`; either may be missing.

    Also `12/BC-UBND, 2022-03-07` and `No. 12/BC-UBND of 7 March 2022`. P527 for what
    cannot be read as that, so that no day ends up in a number.
    """
    plain = " ".join(text.split())
    dated = _DATED.fullmatch(plain)
    before, day = (dated["before"], parse_day(dated["day"])) if dated else (plain, None)
    number = _NUMBER.fullmatch(before)
    is_wrong = (dated is not None and day is None) or _NO_NUMBER.search(before)
    if is_wrong or (number is None if before else day is None):
        return Problem(ProblemCode.PAPER_UNREADABLE, at, {"text": text})
    return Paper(number[1] if number else None, day)


def split_paper(typed: TypedText) -> tuple[TypedText | None, ...] | Problem:
    """Number and day of a paper in one line, each where the line was typed."""
    paper = read_paper(typed.text, typed.place)
    if isinstance(paper, Problem):
        return paper
    parts = (paper.number, paper.date and paper.date.isoformat())
    return tuple(replace(typed, text=part) if part else None for part in parts)


def paper_line(paper: Paper) -> str | None:
    """A paper in one line as it is kept: `12/BC-UBND ngày 07/3/2022`."""
    day = f"ngày {short(paper.date)}" if paper.date else ""
    return f"{paper.number or ''} {day}".strip() or None


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
