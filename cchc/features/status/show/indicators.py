"""Indicators on a screen: wide as a table, usual as two lines, narrow as a block."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from cchc.core.facts.report import CellState
from cchc.core.plan.plan import Indicator
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.share import UnitShare
from cchc.core.verdict.status import CommitmentView
from cchc.core.verdict.statuses import Status
from cchc.phrases.figure_phrases import (
    NOTHING,
    Names,
    actual_words,
    named,
    pace_words,
    percent_words,
    previous_words,
    rate_words,
    signed,
    status_words,
    target_value,
    target_words,
    value_words,
    verdict_words,
)
from cchc.screen.bars import bar, spark
from cchc.screen.status_style import DULL, STATUS
from cchc.text.number_format import printed
from cchc.text.record import Record, field
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice

NARROW, WIDE, MOST = 60, 110, 140


class AppContext(Record):
    """What every line needs to know: who speaks, how wide, in the last period?

    `remarks` is what else is said of an indicator or commitment, by id.
    """

    voice: Voice
    width: int
    last: bool
    names: Names
    unit: str | None = None
    remarks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def marked(word: str, mark: tuple[str, str], *, strong: bool = False) -> Text:
    """Symbol, then word, in the colour of a status."""
    symbol, colour = mark
    return Text(f"{symbol} {word}", style=f"bold {colour}" if strong else colour)


def verdict_text(view: IndicatorView, app: AppContext) -> Text:
    """An indicator's verdict; a statistic has none."""
    if view.verdict.status is Status.STATISTIC:
        return Text(status_words(Status.STATISTIC, app.voice, last=False), style=DULL)
    word = verdict_words(view, app.voice, last=app.last)
    return marked(word, STATUS[view.verdict.status])


def commitment_verdict(view: CommitmentView, app: AppContext) -> Text:
    """Status of a commitment with "đạt k/n"."""
    word = status_words(view.status, app.voice, last=app.last)
    score = app.voice.say("screen.met", met=view.met, of=view.of)
    return marked(f"{word}, {score}", STATUS[view.status], strong=True)


def heading(number: int, view: CommitmentView, app: AppContext) -> RenderableType:
    """A commitment's number and name, its verdict at the right or beneath."""
    name = Text(f"{number}. {one_line(view.commitment.name)}", style="bold")
    return sides(name, commitment_verdict(view, app), app)


def sides(left: Text, right: Text, app: AppContext, indent: int = 0) -> RenderableType:
    """One line with two ends; one above the other where that is too narrow."""
    if app.width < NARROW:
        grid = Grid.grid(padding=0)
        grid.add_row(left)
        grid.add_row(Padding(right, (0, 0, 0, 2)))
        return Padding(grid, (0, 0, 0, min(indent, 2)))
    grid = Grid.grid(padding=(0, 1, 0, 0), expand=True)
    grid.add_column(ratio=1, overflow="fold")
    room = max(app.width // 2, min(46, app.width - 34))
    grid.add_column(justify="right", max_width=room, overflow="fold")
    grid.add_row(left, right)
    return Padding(grid, (0, 0, 0, indent))


def progress(view: IndicatorView, width: int) -> str:
    """The bar with the marker of what is due; empty where there is no scale."""
    scale = _scale(view.indicator)
    if scale is None or view.actual is None:
        return ""
    due = None if view.expected is None else _part(view.expected, scale)
    return bar(_part(view.actual, scale), due, width)


def _scale(one: Indicator) -> tuple[Fraction, Fraction] | None:
    """Where the bar begins and ends, in the indicator's unit."""
    if one.target is None or one.target.bar_end is None:
        return None
    end = Fraction(one.target.bar_end)
    start = Fraction(one.baseline.value if one.baseline is not None else 0)
    return (start, end) if end > start else None


def _part(value: Fraction, scale: tuple[Fraction, Fraction]) -> Fraction:
    start, end = scale
    return (value - start) / (end - start)


def trend(view: IndicatorView) -> str:
    """The quarters so far as a sparkline; nothing where nothing is known."""
    if all(each is None for each in view.trend):
        return ""
    return spark(view.trend, target_value(view.indicator))


def name_text(view: IndicatorView) -> Text:
    """Its name with the unit it is counted in."""
    one = view.indicator
    text = Text(one_line(one.name))
    if one.unit and one.unit != "%":
        text.append(f" ({one_line(one.unit)})", style=DULL)
    return text


def notes(view: IndicatorView, app: AppContext) -> str:
    """What else must be said of the figure: n/d, in the period, who is silent."""
    return " · ".join(each for each in _notes(view, app) if each)


def _notes(view: IndicatorView, app: AppContext) -> Iterator[str | None]:
    say = app.voice.say
    yield rate_words(view, app.voice)
    if view.stale:
        yield say("screen.note.stale")
    if app.width < WIDE:
        yield from _beside(view, app.voice)
    yield _pace(view, app.voice)
    if view.coverage.silent:
        who = named(view.coverage.silent, app.names)
        yield say("screen.note.silent", units=who)
    yield from (_share(view, each, app) for each in _own(view, app))
    yield from app.remarks.get(view.indicator.id, ())


def _beside(view: IndicatorView, voice: Voice) -> Iterator[str]:
    """What has columns of its own on a wide screen."""
    if view.in_period is not None and view.in_period != view.actual:
        value = value_words(view.indicator, view.in_period)
        yield voice.say("screen.note.in_period", value=value)
    if view.previous_year is not None:
        yield voice.say("screen.note.previous", value=previous_words(view))


def _pace(view: IndicatorView, voice: Voice) -> str | None:
    if view.pace is None:
        return None
    value = pace_words(view.indicator, view.pace, voice)
    if view.pace.multiple is None or view.pace.multiple <= 1:
        return voice.say("screen.note.pace", value=value)
    multiple = printed(view.pace.multiple, 1)
    return voice.say("screen.note.multiple", value=value, multiple=multiple)


def _own(view: IndicatorView, app: AppContext) -> Iterator[UnitShare]:
    yield from (each for each in view.shares if each.unit == app.unit)


def _share(view: IndicatorView, share: UnitShare, app: AppContext) -> str:
    one = view.indicator
    blanks = {
        "unit": named((share.unit,), app.names),
        "in_period": _of_cell(one, share, app.voice),
        "to_date": value_words(one, share.to_date),
    }
    if share.allotted is None:
        return app.voice.say("screen.note.share.unallotted", **blanks)
    return app.voice.say(
        "screen.note.share",
        **blanks,
        allotted=value_words(one, Fraction(share.allotted)),
        left=value_words(one, share.left),
    )


def _of_cell(one: Indicator, share: UnitShare, voice: Voice) -> str:
    """What the unit said of the period, or why there is no figure."""
    if share.state is CellState.VALUE or share.in_period:
        return value_words(one, share.in_period)
    return voice.say(f"cell.state.{share.state}")


def lines(view: IndicatorView, app: AppContext) -> Iterator[RenderableType]:
    """One indicator in the form that fits the width, wide tables apart."""
    yield sides(name_text(view), verdict_text(view, app), app, 3)
    if app.width < NARROW:
        yield from _block(view, app)
    elif view.verdict.status is not Status.STATISTIC or view.actual is not None:
        yield Padding(_figures(view, app), (0, 0, 0, 3))
    if extra := notes(view, app):
        indent = 4 if app.width < NARROW else 5
        yield Padding(Text(extra, style=DULL, overflow="fold"), (0, 0, 0, indent))


def figures(view: IndicatorView, voice: Voice) -> tuple[tuple[str, str], ...]:
    """Codes of the columns and the texts of an indicator's main figures."""
    one = view.indicator
    return (
        ("screen.column.actual", actual_words(view, voice)),
        ("screen.column.target", target_words(view)),
        ("screen.column.expected", signed(one, view.shown_expected) or NOTHING),
        ("screen.column.percent", percent_words(view)),
    )


def _figures(view: IndicatorView, app: AppContext) -> Grid:
    """Bar, percent, figures: the same columns under every name."""
    grid = _columns(app)
    actual, target, expected, percent = (each for _, each in figures(view, app.voice))
    colour = STATUS[view.verdict.status][1]
    cells = (percent, Text(actual, style="bold"), target, expected)
    beside = (value_words(view.indicator, view.in_period), previous_words(view))
    grid.add_row(
        Text(progress(view, _bar_width(app)), style=colour),
        *cells,
        *(beside if app.width >= WIDE else ()),
        trend(view),
    )
    return grid


def _bar_width(app: AppContext) -> int:
    return 12 if app.width < 76 else 16


def _columns(app: AppContext) -> Grid:
    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=_bar_width(app))
    widths = (10, 14, 12, 12, 12, 12) if app.width >= WIDE else (10, 14, 12, 12)
    for width in widths:
        room = min(width, (app.width - 30) // 4)
        grid.add_column(width=room, justify="right", overflow="fold")
    grid.add_column(width=8)
    return grid


def legend(app: AppContext) -> RenderableType:
    """The heads of the columns of `_figures`, once above them all."""
    grid, say = _columns(app), app.voice.say
    beside = ("in_period", "previous") if app.width >= WIDE else ()
    codes = ("progress", "percent", "actual", "target", "expected", *beside, "trend")
    grid.add_row(*(Text(say(f"screen.column.{each}"), style=DULL) for each in codes))
    return Padding(grid, (0, 0, 0, 3))


def _block(view: IndicatorView, app: AppContext) -> Iterator[RenderableType]:
    """For 40 columns: the bar, then each figure with its name."""
    drawn = progress(view, max(app.width - 16, 8))
    if drawn:
        colour = STATUS[view.verdict.status][1]
        line = Text(drawn, style=colour).append(f" {percent_words(view)}", "default")
        yield Padding(line, (0, 0, 0, 4))
    for code, text in figures(view, app.voice)[: 3 if drawn else 4]:
        if text != NOTHING:
            said = app.voice.say(
                "screen.labelled", label=app.voice.say(code), value=text
            )
            yield Padding(Text(said), (0, 0, 0, 4))
    if steps := trend(view):
        label = app.voice.say("screen.column.trend")
        said = app.voice.say("screen.labelled", label=label, value=steps)
        yield Padding(Text(said), (0, 0, 0, 4))
