"""Small things of every sentence: days, counts, lists of names, nothing."""

from collections.abc import Iterable, Mapping
from datetime import date

from cchc.text.day import MONTH_NAMES, long
from cchc.text.sanitize import one_line
from cchc.words.translator import Lang, Voice

NOTHING = "–"
"""What stands where there is no figure, no day, no name."""
Names = Mapping[str, str]


def day_words(day: date, voice: Voice) -> str:
    """A day in a sentence: `ngày 03 tháng 3 năm 2022`, `3 March 2022`."""
    if voice.lang is Lang.VI:
        return long(day)
    return f"{day.day} {MONTH_NAMES[day.month - 1].capitalize()} {day.year}"


def two_digits(number: int, voice: Voice) -> str:
    """A number in a sentence: two digits at least where Vietnamese wants them."""
    return f"{number:02}" if voice.lang is Lang.VI else str(number)


YEAR = 250
"""Working days of a year: a longer time is told in years."""


def working_days(days: int, voice: Voice) -> str:
    """`12 ngày làm việc`; after a year of them `trên 01 năm`."""
    code, n = ("days.years", days // YEAR) if days > YEAR else ("days.working", days)
    return voice.say(code, n=two_digits(n, voice))


def count_words(number: int, voice: Voice) -> str:
    """A count in prose: under ten with a leading zero in Vietnamese, nought without."""
    return voice.say("memo.few" if 0 < number < 10 else "memo.many", number=number)


def join_names(ids: Iterable[str], names: Names) -> str:
    """Names in the order of the ids, comma between; an unknown id as it is."""
    return ", ".join(names.get(key, one_line(key)) for key in ids)
