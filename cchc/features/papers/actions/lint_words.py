"""Figures, dates, names and verdicts in the lines of a paper, by what they mean."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from difflib import SequenceMatcher
from re import Match, escape

from cchc.core.verdict.statuses import Status
from cchc.features.papers.show.lint import Difference
from cchc.phrases.figure_phrases import status_words
from cchc.text.compare import fold
from cchc.text.day import MONTH_NAMES
from cchc.text.lazy import lazy_pattern
from cchc.text.number import ENGLISH, VIETNAMESE
from cchc.text.number_words import WORDS, number_in_words
from cchc.text.record import Record
from cchc.words.translator import Lang, Voice

MONTH = "|".join(MONTH_NAMES)
_DATE = (
    r"(?:ngày|on) \d{1,2} (?:tháng )?[\w]+ (?:năm )?\d{4}"
    rf"|\d{{1,2}} (?:{MONTH}) \d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{4}}"
)
_PART = r"(?:(?<![\d.,/])\d{1,3}(?: \d{3})+(?![\d.,/])|\d+(?:[.,]\d+)*)"
_SCALES = {
    "nghìn": 10**3,
    "ngàn": 10**3,
    "thousand": 10**3,
    "triệu": 10**6,
    "million": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
    "billion": 10**9,
}
_NUMBER = (
    rf"{_PART}(?: ?(?:/|trên) ?{_PART})?"
    rf"(?:\s?%| (?:{'|'.join(_SCALES)})\b(?! lệ)(?: đồng)?)?"
)
_PARTED = lazy_pattern(r" ?(?:/|trên) ?")
_DIGITS = lazy_pattern(r"\d+")
_NOUGHTS = lazy_pattern(r"^0+(?=\d)")
_DASHES = str.maketrans("–—‑", "---")
_WORD = lazy_pattern(r"[\w%]+(?:[.,/-]+[\w%]+)*")
ESTIMATE = "ước"
OPPOSITE = {
    "tăng": "giảm",
    "giảm": "tăng",
    "cao hơn": "thấp hơn",
    "thấp hơn": "cao hơn",
}
"""Words that turn a comparison round; one that is only left out says nothing else."""


class Token(Record):
    """A figure, date, name or verdict in a line, and where it stands there.

    `key` is what it means: 05 is 5, 1.250 is 1250; `bare` a figure without its word of
    scale: 12 of 12 tỷ.
    """

    kind: Difference
    text: str
    key: str
    start: int
    end: int
    bare: str = ""


class PaperWords:
    """What is looked for in a line: `units` and `indicators` by name, of a paper.

    `silent` are the names of units without a report.
    """

    def __init__(
        self,
        units: Iterable[str],
        indicators: Iterable[str],
        silent: Iterable[str],
        voice: Voice,
    ) -> None:
        self.marks = ENGLISH if voice.lang is Lang.EN else VIETNAMESE
        self.silent = tuple(silent)
        self.indicators = tuple(map(str.lower, indicators))
        verdicts = {
            status_words(status, voice, last=last)
            for status in Status
            for last in (False, True)
        }
        self.kinds = {
            **dict.fromkeys(map(_plain, units), Difference.NAME),
            **dict.fromkeys(map(_plain, verdicts), Difference.VERDICT),
            **dict.fromkeys((*OPPOSITE, ESTIMATE), Difference.VERDICT),
        }
        named = sorted(self.kinds, key=len, reverse=True)
        choices = "|".join(escape(name).replace(r"\-", "[-–—‑]") for name in named)
        self.pattern = lazy_pattern(rf"(?i)({_DATE})|({_NUMBER})|\b({choices})\b")

    def tokens(self, text: str) -> list[Token]:
        """Dates, figures, names and verdicts of a line, in order."""
        return [self._token(match) for match in self.pattern.finditer(text)]

    def has_verdict(self, text: str) -> bool:
        """Whether a line says how something stands."""
        tokens = (t for t in self.tokens(text) if t.kind is Difference.VERDICT)
        return any(_plain(t.text) not in {*OPPOSITE, ESTIMATE} for t in tokens)

    def _token(self, match: Match[str]) -> Token:
        day, number, word = match.groups()
        start, end = match.span()
        if day:
            key = "/".join(str(int(part)) for part in _DIGITS.findall(day))
            return Token(Difference.DATE, day, key, start, end)
        if number:
            text, bare = number.strip(), self._value(number, 1)
            scale = _SCALES.get(text.removesuffix("đồng").split()[-1].lower(), 1)
            key = self._value(number, scale)
            return Token(Difference.FIGURE, text, key, start, end, bare)
        text = word or ""
        return Token(self.kinds[_plain(text)], text, fold(_plain(text)), start, end)

    def _value(self, number: str, scale: int) -> str:
        digits = number.rstrip("% ")
        for word in ("đồng", *_SCALES) if digits[-1:].isalpha() else ():
            digits = digits.removesuffix(word).rstrip()
        parts = (_NOUGHTS.sub("", part) for part in _PARTED.split(digits))
        values = (self.marks.parse(part) or f"?{part}" for part in parts)
        scaled = (v * scale if isinstance(v, Decimal) else v for v in values)
        texts = (f"{v.normalize():f}" if isinstance(v, Decimal) else v for v in scaled)
        return "/".join(texts) + ("%" if number.rstrip().endswith("%") else "")


def written_otherwise(token: Token, gap: str, ours: str) -> str | None:
    """What an edited text has in the place of a token; None where it means the same.

    Args:
        token: what the ledger says there.
        gap: the edited text between the neighbours of the token.
        ours: the text of the ledger between them.
    """
    if token.kind is Difference.FIGURE:
        runs = [match[0] for match in WORDS.finditer(gap)]
        numbers = [str(number_in_words(run)) for run in runs]
        parts = token.bare.rstrip("%").split("/")
        for place in range(len(numbers) - len(parts) + 1):
            if numbers[place : place + len(parts)] == parts:
                return None
        if runs:
            return max(runs, key=len)
    return " ".join(_replaced_words(token, gap, ours))


def _replaced_words(token: Token, gap: str, ours: str) -> Iterator[str]:
    """The words of the gap that stand where the words of the token stood."""
    right, written, own = map(_WORD.findall, (ours, gap, token.text))
    places = range(len(right))
    first = next((at for at in places if right[at : at + len(own)] == own), 0)
    matcher = SequenceMatcher(None, right, written, autojunk=False)
    for tag, start, end, low, high in matcher.get_opcodes():
        if tag == "replace" and start < first + len(own) and end > first:
            yield from written[low:high]


def _plain(text: str) -> str:
    return text.lower().translate(_DASHES)
