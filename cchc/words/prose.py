"""Small things of every sentence: days, counts, names, papers, nothing."""

from collections.abc import Iterable, Mapping
from datetime import date
from re import search
from typing import TYPE_CHECKING

from cchc.text.day import MONTH_NAMES, long, short
from cchc.text.sanitize import one_line
from cchc.words.translator import Lang, Voice

if TYPE_CHECKING:
    from cchc.core.plan.plan import Paper

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


KINDS = (
    *("QĐ", "NQ", "KH", "CV", "TB", "BC", "TTr"),
    *("BB", "CTr", "CT", "HD", "ĐA", "KL", "PA"),
)
"""Symbols of types of official papers (NĐ 30/2020, Phụ lục III), and of letters."""


def addressee_words(to: str, voice: Voice) -> str:
    """Who is addressed, `công chức đầu mối`; a word of the office stands as it is."""
    code = f"remind.to.{to}"
    return voice.say(code) if voice.knows(code) else one_line(to)


def reason_words(reason: str, voice: Voice) -> str:
    """`đính chính: gõ nhầm` for `correction: gõ nhầm`."""
    code, _, text = reason.partition(":")
    known = voice.knows(f"report.reason.{code}")
    word = voice.say(f"report.reason.{code}") if known else one_line(code)
    return f"{word}: {one_line(text.strip())}" if text.strip() else word


def paper_words(paper: "Paper", voice: Voice) -> str:
    """`Quyết định số 45/QĐ-UBND ngày 01/7/2022`; the kind is told by its symbol."""
    number = one_line(paper.number or NOTHING)
    word = kind_of_number(number, voice)
    day = short(paper.date) if paper.date else NOTHING
    return voice.say("amendment.paper", kind=word, number=number, day=day)


def kind_of_number(number: str, voice: Voice) -> str:
    """`Quyết định` of 45/QĐ-UBND: the type of a paper in full."""
    kind = next((kind for kind in KINDS if search(rf"/{kind}\b", number)), None)
    return voice.say(f"paper.kind.{kind}" if kind else "paper.kind")


def document_words(text: str, voice: Voice) -> str:
    """What a unit typed of a paper, its kind in full: `Kế hoạch số 12/KH-UBND`."""
    line = one_line(text)
    kind, _, rest = line.partition(" ")
    if kind not in KINDS or not rest:
        return line
    number = rest.removeprefix("số ").strip()
    word = voice.say(f"paper.kind.{kind}")
    return voice.say("amendment.numbered", kind=word, number=number)
