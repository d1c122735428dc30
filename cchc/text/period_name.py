"""Names of periods as people write them: `Q1`, `quý I/2022`, `tháng 3`, `6 tháng`.

One grammar for everybody who names a time: of a report, of a task, of a plan.
"""

from re import ASCII, Match

from cchc.text.closed_list import StrEnum
from cchc.text.compare import fold
from cchc.text.day import MONTH_NAMES
from cchc.text.lazy import lazy_pattern
from cchc.text.record import Record, replace

ROMAN = ("I", "II", "III", "IV")


class SpanKind(StrEnum):
    """What a name of a period counts; its first letters in ids."""

    MONTH = "M"
    QUARTER = "Q"
    HALF = "H"
    TERM = "HK"
    UPTO = "T"
    YEAR = "Y"
    BARE = ""


class PeriodName(Record):
    """A time that was named: the second quarter, the first six months, a year.

    `year` is as typed, `2022` or `2025-2026`; None where no year was named.
    """

    kind: SpanKind
    number: int = 1
    year: str | None = None


_WORDS = {
    word.replace("_", " "): number
    for number, words in (
        (1, "mot nhat one first 1st"),
        (2, "hai nhi two second 2nd"),
        (3, "ba three third 3rd"),
        (4, "bon tu four fourth 4th"),
        (6, "sau six"),
        (9, "chin nine"),
        (12, "muoi_hai twelve"),
    )
    for word in words.split()
}
_NUMBER = r"(\d{1,2}|i{1,3}|iv)"
_QUARTER = rf"({_NUMBER[1:-1]}|{'|'.join(w for w, n in _WORDS.items() if n < 5)})"
_THIRDS = "|".join(word for word, n in _WORDS.items() if n in {3, 6, 9, 12})
_SPANS = (
    (SpanKind.QUARTER, lazy_pattern(rf"(?:qu[yi]|quarter|q)[ .-]?{_QUARTER}", ASCII)),
    (SpanKind.QUARTER, lazy_pattern(rf"{_QUARTER} quarter", ASCII)),
    (SpanKind.MONTH, lazy_pattern(r"(?:thang|month|m|t)[ .]?(\d{1,2})", ASCII)),
    (SpanKind.MONTH, lazy_pattern(rf"({'|'.join(MONTH_NAMES)})", ASCII)),
    (SpanKind.TERM, lazy_pattern(rf"(?:hoc ky|hk|semester|term) ?{_NUMBER}", ASCII)),
    (SpanKind.HALF, lazy_pattern(r"(?:h|half(?: year)?) ?([12])", ASCII)),
    (SpanKind.HALF, lazy_pattern(r"(?:6 thang|nua) (dau|cuoi)(?: nam)?", ASCII)),
    (SpanKind.HALF, lazy_pattern(r"(first|second) half(?: of)?|half year", ASCII)),
    (
        SpanKind.UPTO,
        lazy_pattern(
            rf"(?:first )?([369]|12|{_THIRDS})"
            r"(?: ?th?| ?thang(?: dau(?: nam)?)?| months)",
            ASCII,
        ),
    ),
    (SpanKind.YEAR, lazy_pattern(r"(?:ca )?nam|(?:full |whole )?year|y", ASCII)),
    (SpanKind.BARE, lazy_pattern(_NUMBER, ASCII)),
)
_YEARS = r"(\d{4}(?:[-–/]\d{2,4})?)"
_YEAR_FIRST = lazy_pattern(rf"{_YEARS}(?: ?[-/] ?| |(?=[a-z]))(.+)", ASCII)
_YEAR_LAST = lazy_pattern(rf"(.+?)(?: ?[-/,.] ?| (?:nam|of) | ){_YEARS}", ASCII)
_YEAR_GLUED = lazy_pattern(r"(q(?:u[yi] ?)?[1-4])(\d{4})", ASCII)
_YEAR_SHORT = lazy_pattern(r"((?:q|\d+ ?t).*?) ?[-/.] ?(\d{2})", ASCII)
"""`Q1/22`: nothing else is meant by it, while in `1/22` the day or month may be."""
_YEAR_ALONE = lazy_pattern(rf"(?:(?:ca )?nam ?|year )?{_YEARS}", ASCII)
_WITH_YEAR = (
    *((_YEAR_FIRST, 2, 1), (_YEAR_LAST, 1, 2)),
    *((_YEAR_GLUED, 1, 2), (_YEAR_SHORT, 1, 2)),
)
_ISO_MONTH = lazy_pattern(r"(\d{4})[-/](0[1-9]|1[0-2])", ASCII)
_LATER = frozenset({"2", "cuoi", "second"})
_MOST = {SpanKind.MONTH: 12, SpanKind.QUARTER: 4, SpanKind.BARE: 12}


def read_period_name(text: str) -> PeriodName | None:
    """The time that a text names, or None; a declared name is not looked at here."""
    plain = fold(text)
    if (name := _read_span(plain)) is not None:
        return name
    if match := _ISO_MONTH.fullmatch(plain):
        return PeriodName(SpanKind.MONTH, int(match[2]), str(match[1]))
    if match := _YEAR_ALONE.fullmatch(plain):
        return PeriodName(SpanKind.YEAR, 1, _year(str(match[1])))
    for pattern, words, year in _WITH_YEAR:
        match = pattern.fullmatch(plain)
        name = None if match is None else _read_span(str(match[words]))
        if match is not None and name is not None:
            return replace(name, year=_year(str(match[year])))
    return None


def _read_span(plain: str) -> PeriodName | None:
    for kind, pattern in _SPANS:
        if match := pattern.fullmatch(plain):
            number = _number(kind, match)
            if 1 <= number <= _MOST.get(kind, 12):
                return PeriodName(kind, number)
    return None


def _number(kind: SpanKind, match: Match[str]) -> int:
    word = str(match[1]) if match.re.groups and match[1] else "1"
    if kind is SpanKind.HALF:
        return 2 if word in _LATER else 1
    if word in MONTH_NAMES:
        return MONTH_NAMES.index(word) + 1
    if word in _WORDS:
        return _WORDS[word]
    return int(word) if word.isdecimal() else ROMAN.index(word.upper()) + 1


def _year(text: str) -> str:
    """`2025-2026` for `2025/26`; one year as it is."""
    if len(text) == 2:
        return f"20{text}"
    first, _, last = text.replace("–", "-").replace("/", "-").partition("-")
    return f"{first}-{first[: 4 - len(last)]}{last}" if last else first
