"""What the last issued memo said otherwise, in words: for the memo, the screen."""

from cchc.core.facts.report import Item, Reading
from cchc.core.plan.plan import Indicator
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.issued import ChangesSinceMemo, IssuedMemo
from cchc.phrases.figure_phrases import actual_words, status_words, verdict_words
from cchc.phrases.reading_phrases import item_line, reading_words
from cchc.phrases.writer import Writer
from cchc.text.day import short
from cchc.text.record import Record, as_dict
from cchc.text.sanitize import one_line
from cchc.words.period import report_title
from cchc.words.prose import NOTHING, day_words, reason_words, two_digits
from cchc.words.translator import Voice


def memo_words(memo: IssuedMemo, writer: Writer) -> str:
    """`Báo cáo số 05/BC-UBND ngày 28/3/2022`, else of which period and day."""
    say, paper = writer.say, memo.document
    if paper.number and paper.date:
        number, day = one_line(paper.number), short(paper.date)
        return say("issued.memo.dated", number=number, day=day)
    if paper.number:
        return say("issued.memo.numbered", number=one_line(paper.number))
    period = writer.periods.get(memo.period)
    title = memo.period if period is None else report_title(period, writer.voice)
    day = day_words(memo.as_of, writer.voice)
    return say("issued.memo", title=one_line(title), day=day)


def restated_sentence(since: ChangesSinceMemo, writer: Writer) -> str:
    """What is told otherwise: figures, then verdicts that a new law alone turned."""
    sentences = [_figures_sentence(since, writer)]
    if since.rejudged:
        period = writer.periods.get(since.memo.period)
        last = period is not None and period.is_last
        turns = []
        for rejudged in since.rejudged:
            view, statuses = (
                rejudged.view,
                (rejudged.before, rejudged.view.verdict.status),
            )
            before, after = (status_words(s, writer.voice, last=last) for s in statuses)
            blanks = {"name": one_line(view.indicator.name), "before": before}
            turns.append(writer.say("issued.rejudged.one", after=after, **blanks))
        number = two_digits(len(turns), writer.voice)
        blanks = {"number": number, "names": "; ".join(turns)}
        sentences.append(writer.say("issued.rejudged", **blanks))
    return " ".join(sentences)


def _figures_sentence(since: ChangesSinceMemo, writer: Writer) -> str:
    """How many figures are told otherwise, and the verdicts that turned."""
    say, memo = writer.say, memo_words(since.memo, writer)
    if not since.restated:
        return say("issued.none", memo=memo)
    number = two_digits(len(since.restated), writer.voice)
    sentence = say("issued.some", memo=memo, number=number)
    turned = {
        restated.cell[0]: one_line(restated.new.indicator.name)
        for restated in since.restated
        if restated.is_turned
    }
    if not turned:
        return say("issued.same", said=sentence)
    blanks = {"number": two_digits(len(turned), writer.voice)}
    return say(
        "issued.turned", said=sentence, names="; ".join(turned.values()), **blanks
    )


class RestatedRow(Record):
    """A cell that was said otherwise: as it was, as it is, why, what it did."""

    no: str
    indicator: str
    unit: str
    period: str
    before: str
    after: str
    reason: str
    old: str
    new: str


def restated_rows(since: ChangesSinceMemo, writer: Writer) -> list[RestatedRow]:
    """The table: each cell, what was said, what is said now, why, what it did.

    A figure that had not come by the day of the memo came late, if no reason is given.
    """
    memo_period, voice = writer.periods.get(since.memo.period), writer.voice
    last = memo_period is not None and memo_period.is_last
    rows = []
    for number, restated in enumerate(since.restated, start=1):
        (_, unit, period), indicator = restated.cell, restated.new.indicator
        lost, gained = restated.lost, restated.gained
        unreported = NOTHING if gained else voice.say("issued.unreported")
        withdrawn = voice.say("issued.withdrawn")
        after = _cell_words(restated.after, gained, indicator, voice)
        if len(gained) > FEW_ITEMS:
            blanks = {"number": two_digits(len(gained), voice)}
            after = voice.say("issued.items", unit=one_line(indicator.unit), **blanks)
        reason = NOTHING
        if restated.reason:
            reason = reason_words(restated.reason, voice)
        elif restated.before is None or (gained and not lost):
            reason = voice.say("report.reason.late_report")
        row = RestatedRow(
            no=str(number),
            indicator=one_line(indicator.name),
            unit=writer.units((unit,)),
            period=writer.period(period),
            before=_cell_words(restated.before, lost, indicator, voice) or unreported,
            after=after or withdrawn,
            reason=reason,
            old=_figure_and_verdict(restated.old, voice, last=last),
            new=_figure_and_verdict(restated.new, voice, last=last),
        )
        rows.append(row)
    return rows


FEW_ITEMS = 2
"""Rows of a register that are named; more are counted, the list has them all."""


def _cell_words(
    reading: Reading | None,
    items: tuple[Item, ...],
    indicator: Indicator,
    voice: Voice,
) -> str:
    """The rows of a register, else the reading; empty where there is neither."""
    if items:
        return "; ".join(map(item_line, items))
    return "" if reading is None else reading_words(reading, indicator, voice)


def _figure_and_verdict(view: IndicatorView, voice: Voice, *, last: bool) -> str:
    """`14, cần theo dõi`."""
    verdict, shown = verdict_words(view, voice, last=last), actual_words(view, voice)
    if shown == NOTHING:
        return verdict
    return voice.say("issued.judged", shown=shown, verdict=verdict)


def restated_lines(since: ChangesSinceMemo, writer: Writer) -> list[str]:
    """For the screen: one line for each cell, the old verdict where it turned."""
    lines = []
    for row, restated in zip(restated_rows(since, writer), since.restated, strict=True):
        code = "issued.line.turned" if restated.is_turned else "issued.line"
        lines.append(writer.say(code, **as_dict(row)))
    return lines
