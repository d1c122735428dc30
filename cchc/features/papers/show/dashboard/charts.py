"""Small charts, one for each indicator with a target, in the order of the plan."""

from collections.abc import Iterator

from cchc.core.plan.measure import ANSWERED, Measure
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.statuses import Status
from cchc.features.papers.show.dashboard.chart import UNCHARTED, chart_of
from cchc.features.papers.show.dashboard.drawing import Drawing, drawing_of
from cchc.features.papers.show.tables import roman
from cchc.paper.html import StatusMark, shorten, status_mark
from cchc.phrases.each_phrases import counted_noun
from cchc.phrases.figure_phrases import (
    actual_words,
    change_sentence,
    percent_words,
    target_words,
    verdict_words,
    year_figure_words,
)
from cchc.phrases.writer import Writer
from cchc.screen.status_style import STATUS
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.prose import NOTHING

LONGEST_NAME = 160


class Card(Record):
    """A card: what the indicator belongs to, its verdict, its chart, its figures.

    Without a chart, `why_none` says why.
    """

    above: str
    name: str
    status: StatusMark
    chart: Drawing | None
    why_none: str
    facts: tuple[str, ...]


def chart_cards(writer: Writer) -> tuple[Card, ...]:
    """A card for each indicator that something was promised of."""
    cards = []
    for number, commitment in enumerate(writer.view.commitments, start=1):
        above = f"{roman(number)}. {one_line(commitment.commitment.name)}"
        cards += [_card(above, view, writer) for view in commitment.indicators]
    areas = {area.id: one_line(area.name) for area in writer.view.areas}
    for view in writer.view.indicators:
        if view.indicator.target is not None:
            above = areas.get(view.indicator.area or "", "")
            cards.append(_card(above, view, writer))
    return tuple(cards)


def _card(above: str, view: IndicatorView, writer: Writer) -> Card:
    chart = chart_of(view, writer)
    word = verdict_words(view, writer.voice, last=writer.last)
    measure, reason = view.indicator.measure, "no_baseline"
    if measure in UNCHARTED:
        reason = measure.value
    elif not view.indicator.is_assigned:
        reason = Status.UNASSIGNED.value
    code = "void" if view.verdict.status is Status.VOID else f"why.{reason}"
    return Card(
        above=shorten(above, LONGEST_NAME),
        name=shorten(one_line(view.indicator.name), LONGEST_NAME),
        status=status_mark(word, STATUS[view.standing_verdict.status]),
        chart=None if chart is None else drawing_of(chart, writer),
        why_none="" if chart is not None else writer.say(f"board.chart.{code}"),
        facts=tuple(_facts(view, writer)),
    )


def _facts(view: IndicatorView, writer: Writer) -> Iterator[str]:
    """The figure and the target in the words of the report."""
    indicator, say = view.indicator, writer.say
    noun = counted_noun(view, writer.voice)
    unit = "" if noun in {"", "%"} else f" {noun}"
    is_answer = indicator.measure in ANSWERED
    actual = say("board.chart.done" if is_answer else "screen.column.actual")
    figures = {
        actual: actual_words(view, writer.voice),
        say("screen.column.target"): target_words(view, writer.voice),
    }
    parts = [
        say("screen.labelled", label=name, value=text)
        for name, text in figures.items()
        if text != NOTHING
    ]
    if parts:
        parts[-1] += unit
    if view.percent is not None and indicator.measure is not Measure.RATIO:
        percent = percent_words(view.percent)
        parts.append(writer.say("memo.part.percent", percent=percent))
    yield " · ".join(parts)
    if change := change_sentence(view, writer.voice):
        yield change
    if len(view.years) > 1:
        years = (
            f"{own.year}: {year_figure_words(indicator, own, writer.voice)}"
            for own in view.years
        )
        yield say("board.chart.years", years=" · ".join(years))
