"""The head of a memo: whose it is, of which period, its own number and day."""

from collections.abc import Callable
from datetime import date
from re import compile as pattern

from cchc.core.plan.period import Period
from cchc.core.plan.plan import Paper
from cchc.core.verdict.status import StatusView
from cchc.paper.manuscript import Plain
from cchc.phrases.figure_phrases import day_words
from cchc.phrases.indicator_sentences import Writer
from cchc.text.day import short
from cchc.text.sanitize import one_line
from cchc.words.period import label, report_title

_UNDER_TEN = pattern(r"[1-9](?!\d)")


def authority(writer: Writer) -> Plain:
    """Who issues the paper and who signs it."""
    one = writer.plan.authority
    text: Callable[[str | None], str] = lambda said: one_line(said or "")  # noqa: E731
    return {
        "name": text(one.name),
        "capitals": text(one.name).upper(),
        "parent": text(one.parent),
        "parent_capitals": text(one.parent).upper(),
        "place": text(one.place),
        "capacity": text(one.signer.capacity),
        "title": text(one.signer.title).upper(),
        "signer": text(one.signer.name),
        "symbol": text(one.symbols.get("report")) or writer.say("memo.symbol"),
        "recipients": [text(each).rstrip(".;") for each in one.recipients],
    }


def is_cumulative(told: Period) -> bool:
    """Whether its report is of all that came before it too: six months, the year."""
    return told.is_last or told.quarter == 2


def first_day(view: StatusView) -> date:
    """The first day that the report of the period tells of."""
    whole = is_cumulative(view.period) and view.periods
    return view.periods[0].start if whole else view.period.start


def period(writer: Writer) -> Plain:
    """Of what time it tells."""
    view, told = writer.view, writer.view.period
    return {
        "title": report_title(told, writer.voice),
        "label": label(told, writer.voice),
        "start": short(first_day(view)),
        "cutoff": short(told.cutoff),
        "as_of": day_words(view.as_of, writer.voice),
        "day": short(view.as_of),
        "year": str(view.as_of.year),
        "is_first": told.ordinal == 1,
        "is_last": told.is_last,
        "cumulative": is_cumulative(told),
    }


def above(writer: Writer) -> Plain:
    """The plan that it rests on."""
    view, paper = writer.view, writer.plan.document
    day = None if paper.date is None else day_words(paper.date, writer.voice)
    return {
        "title": one_line(view.plan_title),
        "year": str(view.plan_year),
        "version": str(view.plan_version),
        "number": one_line(paper.number or ""),
        "date": day or "",
    }


def own_number(paper: Paper, writer: Writer, key: str = "report") -> Plain:
    """The number and the day that the paper was given; empty while it has none.

    A bare number gets the symbol that the plan has under `key`; one under ten a zero
    before it (DOCUMENTS 4.1, ô 3).
    """
    number = one_line(paper.number or "")
    if number.isdecimal():
        symbol = one_line(writer.plan.authority.symbols.get(key) or "")
        number = f"{number}/{symbol or writer.say('memo.symbol')}"
    if _UNDER_TEN.match(number):
        number = f"0{number}"
    day = None if paper.date is None else day_words(paper.date, writer.voice)
    return {"number": number, "date": day or "", "year": str(writer.view.as_of.year)}
