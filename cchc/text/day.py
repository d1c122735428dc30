"""Days as decrees write them, and as people type them (NĐ 30/2020/NĐ-CP)."""

from datetime import date
from re import ASCII, fullmatch

from cchc.text.compare import fold

_ISO = r"(\d{4})-(\d{1,2})-(\d{1,2})"
_DAY_FIRST = r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})"
_IN_WORDS = r"(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})"


def short(day: date) -> str:
    """`03/3/2022`: a zero before days under 10 and before months 1 and 2 only."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"{day.day:02}/{month}/{day.year}"


def long(day: date) -> str:
    """`ngày 03 tháng 3 năm 2022`, by the same rule of zeros."""
    first, month, year = short(day).split("/")
    return f"ngày {first} tháng {month} năm {year}"


def parse_day(text: str) -> date | None:
    """The day written as `2022-03-03`, `03/3/2022` or in words; else None."""
    plain = fold(text)
    try:
        if found := fullmatch(_ISO, plain, ASCII):
            year, month, day = found.groups()
        elif found := fullmatch(_DAY_FIRST, plain, ASCII):
            day, _, month, year = found.groups()
        elif found := fullmatch(_IN_WORDS, plain, ASCII):
            day, month, year = found.groups()
        else:
            return None
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
