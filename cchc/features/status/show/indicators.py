"""Indicators on a screen: wide as a table, usual as two lines, narrow as a block."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from cchc.core.facts.report import CellState
from cchc.core.plan.plan import Indicator
from cchc.core.plan.target import AtLeast, AtMost
from cchc.core.verdict.view import CommitmentView, IndicatorView, Status, UnitShare
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


class Desk(Record):
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


def verdict_text(view: IndicatorView, desk: Desk) -> Text:
    """An indicator's verdict; a statistic has none."""
    if view.verdict.status is Status.STATISTIC:
        return Text(status_words(Status.STATISTIC, desk.voice, last=False), style=DULL)
    word = verdict_words(view, desk.voice, last=desk.last)
    return marked(word, STATUS[view.verdict.status])


def commitment_verdict(view: CommitmentView, desk: Desk) -> Text:
    """Status of a commitment with "đạt k/n"."""
    word = status_words(view.status, desk.voice, last=desk.last)
    score = desk.voice.say("screen.met", met=view.met, of=view.of)
    return marked(f"{word}, {score}", STATUS[view.status], strong=True)


def heading(number: int, view: CommitmentView, desk: Desk) -> RenderableType:
    """A commitment's number and name, its verdict at the right or beneath."""
    name = Text(f"{number}. {one_line(view.commitment.name)}", style="bold")
    return sides(name, commitment_verdict(view, desk), desk)


def sides(left: Text, right: Text, desk: Desk, indent: int = 0) -> RenderableType:
    """One line with two ends; one above the other where that is too narrow."""
    if desk.width < NARROW:
        grid = Grid.grid(padding=0)
        grid.add_row(left)
        grid.add_row(Padding(right, (0, 0, 0, 2)))
        return Padding(grid, (0, 0, 0, min(indent, 2)))
    grid = Grid.grid(padding=(0, 1, 0, 0), expand=True)
    grid.add_column(ratio=1, overflow="fold")
    room = max(desk.width // 2, min(46, desk.width - 34))
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
    if not isinstance(one.target, AtLeast | AtMost):
        return None
    end = Fraction(one.target.value)
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


def notes(view: IndicatorView, desk: Desk) -> str:
    """What else must be said of the figure: n/d, in the period, who is silent."""
    return " · ".join(each for each in _notes(view, desk) if each)


def _notes(view: IndicatorView, desk: Desk) -> Iterator[str | None]:
    say = desk.voice.say
    yield rate_words(view, desk.voice)
    if view.stale:
        yield say("screen.note.stale")
    if desk.width < WIDE:
        yield from _beside(view, desk.voice)
    yield _pace(view, desk.voice)
    if view.coverage.silent:
        who = named(view.coverage.silent, desk.names)
        yield say("screen.note.silent", units=who)
    yield from (_share(view, each, desk) for each in _own(view, desk))
    yield from desk.remarks.get(view.indicator.id, ())


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


def _own(view: IndicatorView, desk: Desk) -> Iterator[UnitShare]:
    yield from (each for each in view.shares if each.unit == desk.unit)


def _share(view: IndicatorView, share: UnitShare, desk: Desk) -> str:
    one = view.indicator
    blanks = {
        "unit": named((share.unit,), desk.names),
        "in_period": _of_cell(one, share, desk.voice),
        "to_date": value_words(one, share.to_date),
    }
    if share.allotted is None:
        return desk.voice.say("screen.note.share.unallotted", **blanks)
    return desk.voice.say(
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


def lines(view: IndicatorView, desk: Desk) -> Iterator[RenderableType]:
    """One indicator in the form that fits the width, wide tables apart."""
    yield sides(name_text(view), verdict_text(view, desk), desk, 3)
    if desk.width < NARROW:
        yield from _block(view, desk)
    elif view.verdict.status is not Status.STATISTIC or view.actual is not None:
        yield Padding(_figures(view, desk), (0, 0, 0, 3))
    if extra := notes(view, desk):
        indent = 4 if desk.width < NARROW else 5
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


def _figures(view: IndicatorView, desk: Desk) -> Grid:
    """Bar, percent, figures: the same columns under every name."""
    grid = _columns(desk)
    actual, target, expected, percent = (each for _, each in figures(view, desk.voice))
    colour = STATUS[view.verdict.status][1]
    cells = (percent, Text(actual, style="bold"), target, expected)
    beside = (value_words(view.indicator, view.in_period), previous_words(view))
    grid.add_row(
        Text(progress(view, _bar_width(desk)), style=colour),
        *cells,
        *(beside if desk.width >= WIDE else ()),
        trend(view),
    )
    return grid


def _bar_width(desk: Desk) -> int:
    return 12 if desk.width < 76 else 16


def _columns(desk: Desk) -> Grid:
    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=_bar_width(desk))
    widths = (10, 14, 12, 12, 12, 12) if desk.width >= WIDE else (10, 14, 12, 12)
    for width in widths:
        room = min(width, (desk.width - 30) // 4)
        grid.add_column(width=room, justify="right", overflow="fold")
    grid.add_column(width=8)
    return grid


def legend(desk: Desk) -> RenderableType:
    """The heads of the columns of `_figures`, once above them all."""
    grid, say = _columns(desk), desk.voice.say
    beside = ("in_period", "previous") if desk.width >= WIDE else ()
    codes = ("progress", "percent", "actual", "target", "expected", *beside, "trend")
    grid.add_row(*(Text(say(f"screen.column.{each}"), style=DULL) for each in codes))
    return Padding(grid, (0, 0, 0, 3))


def _block(view: IndicatorView, desk: Desk) -> Iterator[RenderableType]:
    """For 40 columns: the bar, then each figure with its name."""
    drawn = progress(view, max(desk.width - 16, 8))
    if drawn:
        colour = STATUS[view.verdict.status][1]
        line = Text(drawn, style=colour).append(f" {percent_words(view)}", "default")
        yield Padding(line, (0, 0, 0, 4))
    for code, text in figures(view, desk.voice)[: 3 if drawn else 4]:
        if text != NOTHING:
            said = desk.voice.say(
                "screen.labelled", label=desk.voice.say(code), value=text
            )
            yield Padding(Text(said), (0, 0, 0, 4))
    if steps := trend(view):
        label = desk.voice.say("screen.column.trend")
        said = desk.voice.say("screen.labelled", label=label, value=steps)
        yield Padding(Text(said), (0, 0, 0, 4))
