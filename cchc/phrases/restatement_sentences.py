"""What the last issued memo said otherwise, in words: for the memo, the screen."""

from collections.abc import Iterator, Mapping

from cchc.core.facts.report import Item, Reading
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.issued import Issued, Restated, Since
from cchc.phrases.cell_words import item_line, reading_words, reason_words
from cchc.phrases.figure_phrases import NOTHING, actual_words, day_words, verdict_words
from cchc.text.day import short
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.period import label, report_title
from cchc.words.translator import Lang, Voice

LATE = "late_report"


class Teller(Record):
    """Who tells it: the plan with its periods by name, and the language."""

    plan: Plan
    periods: Mapping[str, Period]
    voice: Voice

    def count(self, number: int) -> str:
        """Two digits at least where Vietnamese wants them."""
        return f"{number:02}" if self.voice.lang is Lang.VI else str(number)

    def period(self, name: str) -> str:
        found = self.periods.get(name)
        return one_line(name) if found is None else label(found, self.voice)

    def unit(self, key: str) -> str:
        found = self.plan.unit(key)
        return one_line(key if found is None else found.name)


def memo_words(memo: Issued, teller: Teller) -> str:
    """`Báo cáo số 05/BC-UBND ngày 28/3/2022`, else of which period and day."""
    say, paper = teller.voice.say, memo.document
    if paper.number and paper.date:
        return say(
            "issued.memo.dated", number=one_line(paper.number), day=short(paper.date)
        )
    if paper.number:
        return say("issued.memo.numbered", number=one_line(paper.number))
    period = teller.periods.get(memo.period)
    title = one_line(memo.period)
    if period is not None:
        title = one_line(report_title(period, teller.voice))
    return say("issued.memo", title=title, day=day_words(memo.as_of, teller.voice))


def restated_sentence(since: Since, teller: Teller) -> str:
    """How many figures are told otherwise, and the verdicts that turned."""
    memo = memo_words(since.memo, teller)
    if not since.restated:
        return teller.voice.say("issued.none", memo=memo)
    number = teller.count(len(since.restated))
    said = teller.voice.say("issued.some", memo=memo, number=number)
    turned = {e.cell[0]: one_line(e.new.indicator.name) for e in _turned(since)}
    if not turned:
        return teller.voice.say("issued.same", said=said)
    names = "; ".join(turned.values())
    number = teller.count(len(turned))
    return teller.voice.say("issued.turned", said=said, number=number, names=names)


def _turned(since: Since) -> Iterator[Restated]:
    return (each for each in since.restated if each.is_turned)


def restated_rows(since: Since, teller: Teller) -> list[dict[str, str]]:
    """The table: each cell, what was said, what is said now, why, what it did."""
    return [
        {"no": str(number), **_row(each, since.memo, teller)}
        for number, each in enumerate(since.restated, start=1)
    ]


def _row(one: Restated, memo: Issued, teller: Teller) -> dict[str, str]:
    _, unit, period = one.cell
    told = teller.periods.get(memo.period)
    last = told is not None and told.is_last
    return {
        "indicator": one_line(one.new.indicator.name),
        "unit": teller.unit(unit),
        "period": teller.period(period),
        "before": _before(one, teller.voice),
        "after": _after(one, teller.voice),
        "reason": _reason(one, teller.voice),
        "old": _judged(one.old, teller.voice, last=last),
        "new": _judged(one.new, teller.voice, last=last),
    }


def _before(one: Restated, voice: Voice) -> str:
    if one.before is None and not one.lost:
        return voice.say("issued.unreported") if not one.gained else NOTHING
    return _cell(one.before, one.lost, one, voice)


def _after(one: Restated, voice: Voice) -> str:
    if one.after is None and not one.gained:
        return voice.say("issued.withdrawn")
    return _cell(one.after, one.gained, one, voice)


def _cell(
    reading: Reading | None, rows: tuple[Item, ...], one: Restated, voice: Voice
) -> str:
    """The rows of a register, else the reading in words."""
    if rows:
        return "; ".join(item_line(each) for each in rows)
    return reading_words(reading, one.new.indicator, voice)


def _reason(one: Restated, voice: Voice) -> str:
    """The reason given; a figure that had not come by then came late."""
    if one.reason:
        return reason_words(one.reason, voice)
    late = one.before is None or (one.gained and not one.lost)
    return voice.say(f"report.reason.{LATE}") if late else NOTHING


def _judged(view: IndicatorView, voice: Voice, *, last: bool) -> str:
    """Figure and verdict: `14, cần theo dõi`."""
    verdict = verdict_words(view, voice, last=last)
    shown = actual_words(view, voice)
    if shown == NOTHING:
        return verdict
    return voice.say("issued.judged", shown=shown, verdict=verdict)


def restated_lines(since: Since, teller: Teller) -> list[str]:
    """For the screen: one line for each cell, without the way it was judged before."""
    found = []
    for row, one in zip(restated_rows(since, teller), since.restated, strict=True):
        code = "issued.line.turned" if one.is_turned else "issued.line"
        said = {key: text for key, text in row.items() if key != "no"}
        if not one.is_turned:
            said.pop("old")
        found.append(teller.voice.say(code, **said))
    return found
