"""What a chart prints under its periods, and the whole of it in a sentence."""

from cchc.features.papers.show.dashboard.chart import Chart
from cchc.phrases.figure_phrases import (
    NOTHING,
    signed,
    status_words,
    target_words,
    value_words,
)
from cchc.phrases.indicator_sentences import Writer
from cchc.text.sanitize import one_line
from cchc.words.period import label


def due_text(chart: Chart, place: int) -> str:
    """What is due at the end of a period; empty where nothing is."""
    value = chart.due[place]
    if value is None:
        return ""
    one = chart.view.indicator
    if place == chart.now and chart.view.shown_expected not in {"", NOTHING}:
        return signed(one, chart.view.shown_expected)
    return value_words(one, value)


def done_text(chart: Chart, place: int) -> str:
    """What was done by the end of a period: a dash if unknown, nothing if to come."""
    if place > chart.now:
        return ""
    value = chart.done[place]
    if value is None:
        return NOTHING
    one = chart.view.indicator
    return (
        signed(one, chart.view.shown) if place == chart.now else value_words(one, value)
    )


def told(chart: Chart, writer: Writer) -> str:
    """The whole chart in a sentence."""
    say = writer.say
    found = []
    for place, period in enumerate(chart.periods):
        due, done = due_text(chart, place), done_text(chart, place)
        parts = [
            say(f"board.chart.told.{code}", value=value)
            for code, value in ((due_code(chart), due), ("done", done))
            if value
        ]
        if parts:
            name = label(period, writer.voice)
            found.append(
                say("screen.labelled", label=one_line(name), value=", ".join(parts))
            )
    word = status_words(chart.view.verdict.status, writer.voice, last=writer.last)
    target = say("board.chart.told.target", target=target_words(chart.view), word=word)
    return "; ".join((target, *found))


def due_code(chart: Chart) -> str:
    """What E(p) is called: where less is better, it is what is allowed by then."""
    return "allowed" if chart.goal.less_is_better else "due"
