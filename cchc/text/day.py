"""Days as decrees write them, and as people type them (NĐ 30/2020/NĐ-CP)."""

from datetime import date
from re import ASCII
from re import compile as pattern

from cchc.text.compare import fold
from cchc.text.number_format import day_text

_ISO = pattern(r"(\d{4})-(\d{1,2})-(\d{1,2})", ASCII)
_DAY_FIRST = pattern(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})", ASCII)
_IN_WORDS = pattern(r"(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})", ASCII)


def short(day: date) -> str:
    """`03/3/2022`: a zero before days under 10 and before months 1 and 2 only."""
    return day_text(day)


def long(day: date) -> str:
    """`ngày 03 tháng 3 năm 2022`, by the same rule of zeros."""
    first, month, year = day_text(day).split("/")
    return f"ngày {first} tháng {month} năm {year}"


def parse_day(text: str) -> date | None:
    """The day written as `2022-03-03`, `03/3/2022` or in words; else None."""
    plain = fold(text)
    try:
        if found := _ISO.fullmatch(plain):
            year, month, day = found.groups()
        elif found := _DAY_FIRST.fullmatch(plain):
            day, _, month, year = found.groups()
        elif found := _IN_WORDS.fullmatch(plain):
            day, month, year = found.groups()
        else:
            return None
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
