"""Papers in words: number, day and kind, to whom, why."""

from re import search

from cchc.core.plan.plan import Paper
from cchc.text.day import short
from cchc.text.sanitize import one_line
from cchc.words.prose import NOTHING
from cchc.words.translator import Voice

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


def paper_words(paper: Paper, voice: Voice) -> str:
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
