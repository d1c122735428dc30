"""Number and day of a paper in one line, as officials write them."""

import re

from cchc.core.facts.report import TypedText
from cchc.core.plan.plan import Paper
from cchc.text.day import parse_day, short
from cchc.text.lazy import lazy_pattern
from cchc.text.problem import NOWHERE, Place, Problem, ProblemCode
from cchc.text.record import replace

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
