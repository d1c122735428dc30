"""What the last issued memo said otherwise, in words: for the memo, the screen."""

from collections.abc import Mapping

from cchc.core.facts.report import Item, Reading
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.issued import Issued, Restated, Since
from cchc.core.verdict.status import StatusView
from cchc.phrases.figure_phrases import (
    NOTHING,
    actual_words,
    day_words,
    two_digits,
    verdict_words,
)
from cchc.phrases.reading_phrases import item_line, reading_words, reason_words
from cchc.text.day import short
from cchc.text.record import Record, as_dict
from cchc.text.sanitize import one_line
from cchc.words.period import label, report_title
from cchc.words.translator import Voice

LATE = "late_report"


class PlanNames(Record):
    """Names of a plan's units and periods in a language; an unknown id as it is."""

    plan: Plan
    periods: Mapping[str, Period]
    voice: Voice

    def period(self, key: str) -> str:
        period = self.periods.get(key)
        return one_line(key) if period is None else label(period, self.voice)

    def unit(self, key: str) -> str:
        unit = self.plan.unit(key)
        return one_line(key if unit is None else unit.name)


def plan_names(view: StatusView, plan: Plan, voice: Voice) -> PlanNames:
    """The names that a view's plan gives, its periods by their ids."""
    return PlanNames(plan, {period.name: period for period in view.periods}, voice)


def memo_words(memo: Issued, names: PlanNames) -> str:
    """`Báo cáo số 05/BC-UBND ngày 28/3/2022`, else of which period and day."""
    say, paper = names.voice.say, memo.document
    if paper.number and paper.date:
        number, day = one_line(paper.number), short(paper.date)
        return say("issued.memo.dated", number=number, day=day)
    if paper.number:
        return say("issued.memo.numbered", number=one_line(paper.number))
    period = names.periods.get(memo.period)
    title = memo.period if period is None else report_title(period, names.voice)
    day = day_words(memo.as_of, names.voice)
    return say("issued.memo", title=one_line(title), day=day)


def restated_sentence(since: Since, names: PlanNames) -> str:
    """How many figures are told otherwise, and the verdicts that turned."""
    say, memo = names.voice.say, memo_words(since.memo, names)
    if not since.restated:
        return say("issued.none", memo=memo)
    number = two_digits(len(since.restated), names.voice)
    sentence = say("issued.some", memo=memo, number=number)
    turned = {
        restated.cell[0]: one_line(restated.new.indicator.name)
        for restated in since.restated
        if restated.is_turned
    }
    if not turned:
        return say("issued.same", said=sentence)
    number = two_digits(len(turned), names.voice)
    listed = "; ".join(turned.values())
    return say("issued.turned", said=sentence, number=number, names=listed)


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


def restated_rows(since: Since, names: PlanNames) -> list[RestatedRow]:
    """The table: each cell, what was said, what is said now, why, what it did."""
    memo_period, voice = names.periods.get(since.memo.period), names.voice
    last = memo_period is not None and memo_period.is_last
    rows = []
    for number, restated in enumerate(since.restated, start=1):
        _, unit, period = restated.cell
        rows.append(
            RestatedRow(
                no=str(number),
                indicator=one_line(restated.new.indicator.name),
                unit=names.unit(unit),
                period=names.period(period),
                before=_before(restated, voice),
                after=_after(restated, voice),
                reason=_reason(restated, voice),
                old=_figure_and_verdict(restated.old, voice, last=last),
                new=_figure_and_verdict(restated.new, voice, last=last),
            )
        )
    return rows


def _before(restated: Restated, voice: Voice) -> str:
    if restated.before is None and not restated.lost:
        return voice.say("issued.unreported") if not restated.gained else NOTHING
    return _cell_words(restated.before, restated.lost, restated, voice)


def _after(restated: Restated, voice: Voice) -> str:
    if restated.after is None and not restated.gained:
        return voice.say("issued.withdrawn")
    return _cell_words(restated.after, restated.gained, restated, voice)


def _cell_words(
    reading: Reading | None, items: tuple[Item, ...], restated: Restated, voice: Voice
) -> str:
    """The rows of a register, else the reading in words."""
    if items:
        return "; ".join(item_line(item) for item in items)
    return reading_words(reading, restated.new.indicator, voice)


def _reason(restated: Restated, voice: Voice) -> str:
    """The reason given; a figure that had not come by then came late."""
    if restated.reason:
        return reason_words(restated.reason, voice)
    late = restated.before is None or (restated.gained and not restated.lost)
    return voice.say(f"report.reason.{LATE}") if late else NOTHING


def _figure_and_verdict(view: IndicatorView, voice: Voice, *, last: bool) -> str:
    """`14, cần theo dõi`."""
    verdict = verdict_words(view, voice, last=last)
    shown = actual_words(view, voice)
    if shown == NOTHING:
        return verdict
    return voice.say("issued.judged", shown=shown, verdict=verdict)


def restated_lines(since: Since, names: PlanNames) -> list[str]:
    """For the screen: one line for each cell, without the way it was judged before."""
    lines = []
    for row, restated in zip(restated_rows(since, names), since.restated, strict=True):
        hidden = {"no"} if restated.is_turned else {"no", "old"}
        code = "issued.line.turned" if restated.is_turned else "issued.line"
        blanks = {k: text for k, text in as_dict(row).items() if k not in hidden}
        lines.append(names.voice.say(code, **blanks))
    return lines
