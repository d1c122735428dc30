"""Days as decrees write them, and as people type them (NĐ 30/2020/NĐ-CP)."""

from contextlib import suppress
from datetime import date, timedelta
from re import ASCII, fullmatch

from cchc.text.compare import fold

_ISO = r"(\d{4})-(\d{1,2})-(\d{1,2})"
_DAY_FIRST = r"(?:ngay )?(\d{1,2}) ?([/.-]) ?(\d{1,2}) ?\2 ?(\d{4})\.?"
_DAY_ALONE = r"(?:ngay )?(\d{1,2})(?:[/.-]| thang )(\d{1,2})"
_ENGLISH_ALONE = (
    r"\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9}|[a-z]{3,9} \d{1,2}(?:st|nd|rd|th)?"
)
_NEAR = {"hom nay": 0, "hom qua": -1, "hom kia": -2, "ngay mai": 1} | {
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
}
_IN_WORDS = r"(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})"
_ENGLISH = r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9}),? (\d{4})"
_MONTH_FIRST = r"([a-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})"
_FORMS = (
    *((_ISO, 1, 2, 3), (_DAY_FIRST, 4, 3, 1), (_IN_WORDS, 3, 2, 1)),
    *((_ENGLISH, 3, 2, 1), (_MONTH_FIRST, 3, 1, 2)),
)
"""How a day is written, and which part of it is the year, the month, the day."""
MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
MONTHS = 12
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2099, 12, 31)
"""A day outside of these is a slip wherever it is typed."""


def is_of_our_time(day: date) -> bool:
    """Whether a day can be meant at all."""
    return FIRST_DAY <= day <= LAST_DAY


def short(day: date) -> str:
    """`03/3/2022`: a zero before days under 10 and before months 1 and 2 only."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"{day.day:02}/{month}/{day.year}"


def long(day: date) -> str:
    """`ngày 03 tháng 3 năm 2022`, by the same rule of zeros."""
    first, month, year = short(day).split("/")
    return f"ngày {first} tháng {month} năm {year}"


def parse_day(text: str) -> date | None:
    """The day written as `2022-03-03`, `03/3/2022` or in words; else None.

    In words: `ngày 3 tháng 3 năm 2022`, `3 March 2022`, `March 3, 2022`.
    """
    plain = fold(text)
    if len(plain) == 10 and plain[4] == plain[7] == "-":  # needs no pattern
        with suppress(ValueError):
            return date.fromisoformat(plain)
    for form, year, month, day in _FORMS:
        if match := fullmatch(form, plain, ASCII):
            with suppress(ValueError):
                return date(int(match[year]), _month(match[month]), int(match[day]))
    return None


def parse_near_day(text: str, today: date, *, ahead: bool = False) -> date | None:
    """The day typed; `25/3` is the last one, today counted, or `ahead` the next."""
    plain = fold(text)
    if plain in _NEAR:
        return today + timedelta(days=_NEAR[plain])
    if match := fullmatch(_DAY_ALONE, plain, ASCII):
        words = f"{match[1]}/{match[2]}/"
    elif fullmatch(_ENGLISH_ALONE, plain, ASCII):
        words = f"{plain} "
    else:
        return parse_day(text)
    step = 1 if ahead else -1
    for year in range(today.year, today.year + 9 * step, step):  # 29/2 comes seldom
        day = parse_day(f"{words}{year}")
        if day is not None and (day >= today if ahead else day <= today):
            return day
    return None


def _month(text: str) -> int:
    """A month by its number, or by how its English name begins; else ValueError."""
    if text.isdecimal():
        return int(text)
    names = (full for full in MONTH_NAMES if full.startswith(text))
    return MONTH_NAMES.index(next(names, "")) + 1


def day_slip(text: str) -> tuple[str, dict[str, str]] | None:
    """Why a text in figures is no day, and the blanks of the sentence that says so.

    `swapped`: it is one with the month first; `short`: its month has not so many days.
    None where nothing can be told.
    """
    plain = fold(text)
    if match := fullmatch(_ISO, plain, ASCII):
        year, month, day = (int(part) for part in match.groups())
    elif match := fullmatch(_DAY_FIRST, plain, ASCII):
        day, month, year = (int(match[part]) for part in (1, 3, 4))
    else:
        return None
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        return None
    if month > MONTHS >= day >= 1:
        swapped = parse_day(f"{year}-{day}-{month}")
        return None if swapped is None else ("swapped", {"day": short(swapped)})
    if not 1 <= month <= MONTHS or day < 1:
        return None
    following = date(year + month // MONTHS, month % MONTHS + 1, 1)
    last = (following - timedelta(days=1)).day
    return "short", {"month": f"{month}/{year}", "last": str(last)}
