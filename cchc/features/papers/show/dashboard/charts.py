"""Small charts, one for each indicator with a target, in the order of the plan."""

from collections.abc import Iterator

from cchc.core.plan.plan import Measure
from cchc.core.verdict.view import IndicatorView, Status
from cchc.features.papers.show.appendix import roman
from cchc.features.papers.show.dashboard.chart import ANSWERED, chart_of
from cchc.features.papers.show.dashboard.chart_field import is_wide
from cchc.features.papers.show.dashboard.chart_svg import drawn
from cchc.paper.html import brief, marked, paragraphs, said, section
from cchc.phrases.figure_phrases import (
    NOTHING,
    actual_words,
    percent_words,
    target_words,
    verdict_words,
)
from cchc.phrases.indicator_sentences import Writer, change_sentence
from cchc.screen.status_style import STATUS
from cchc.text.sanitize import one_line

NAME = 160
COUNTED = ("screen.column.actual", "screen.column.target")
DATED = ("board.chart.done", "screen.column.target")


def charts(writer: Writer) -> list[str]:
    """A card for each indicator that something was promised of."""
    say = writer.say
    cards = [
        _card(number, above, each, writer)
        for number, (above, each) in enumerate(_promised(writer), start=1)
    ]
    body = paragraphs([say("board.none.charts")])
    if cards:
        legend = paragraphs([say("board.charts.legend")], "note")
        body = [*legend, '<div class="cards">', *cards, "</div>"]
    return section("charts", say("board.part.charts"), body)


def _promised(writer: Writer) -> Iterator[tuple[str, IndicatorView]]:
    """The indicators with a target, each with what it belongs to."""
    for number, one in enumerate(writer.view.commitments, start=1):
        name = one_line(one.commitment.name)
        for each in one.indicators:
            yield f"{roman(number)}. {name}", each
    areas = {each.id: one_line(each.name) for each in writer.view.areas}
    for each in writer.view.indicators:
        if each.indicator.target is not None:
            yield areas.get(each.indicator.area or "", ""), each


def _card(number: int, above: str, view: IndicatorView, writer: Writer) -> str:
    chart = chart_of(view, writer)
    word = verdict_words(view, writer.voice, last=writer.last)
    head = (
        f'<p class="above">{said(brief(above, NAME))}</p>'
        f"<h3>{said(brief(one_line(view.indicator.name), NAME))}</h3>"
        f'<p class="state">{marked(word, STATUS[view.verdict.status])}</p>'
    )
    foot = "".join(paragraphs(_facts(view, writer), "facts"))
    if chart is None:
        why = "".join(paragraphs([_why_not(view, writer)], "why"))
        return f'<article class="card">{head}{why}{foot}</article>'
    wide = is_wide(chart)
    kind = "card wide" if wide else "card"
    drawing = (
        f'<div class="drawing"{_scrolls(writer, wide=wide)}>'
        f"{drawn(chart, f'chart-{number}', writer)}</div>"
    )
    return f'<article class="{kind}">{head}{drawing}{foot}</article>'


def _scrolls(writer: Writer, *, wide: bool) -> str:
    """What the keyboard needs to move over a drawing wider than the screen."""
    if not wide:
        return ""
    label = said(writer.say("board.chart.label"))
    return f' tabindex="0" role="group" aria-label="{label}"'


def _why_not(view: IndicatorView, writer: Writer) -> str:
    if view.verdict.status is Status.VOID:
        return writer.say("board.chart.void")
    answered = view.indicator.measure in ANSWERED
    code = view.indicator.measure if answered else "no_baseline"
    return writer.say(f"board.chart.why.{code}")


def _facts(view: IndicatorView, writer: Writer) -> Iterator[str]:
    """The figure and the target in the words of the report."""
    one, say = view.indicator, writer.say
    unit = "" if one.unit in {"", "%"} else f" {one_line(one.unit)}"
    codes = DATED if one.measure in ANSWERED else COUNTED
    told = zip(
        codes, (actual_words(view, writer.voice), target_words(view)), strict=True
    )
    parts = [
        say("screen.labelled", label=say(code), value=text)
        for code, text in told
        if text != NOTHING
    ]
    if parts:
        parts[-1] += unit
    if view.percent is not None and one.measure is not Measure.RATIO:
        parts.append(writer.say("memo.part.percent", percent=percent_words(view)))
    yield " · ".join(parts)
    if change := change_sentence(view, writer):
        yield change
