"""Indicators on a screen: wide as a table, usual as two lines, narrow as a block."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

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
from cchc.screen.layout import (
    NARROW,
    Block,
    GridColumn,
    StyledText,
    grid,
    indented,
    marked,
    note,
    two_ends,
)
from cchc.screen.status_style import DULL, STATUS
from cchc.text.number_format import printed
from cchc.text.record import Record, field
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice

WIDE, MOST = 110, 140


class Screen(Record):
    """What every line needs to know: who speaks, how wide, in the last period?

    `remarks` is what else is said of an indicator or commitment, by id.
    """

    voice: Voice
    width: int
    last: bool
    names: Names
    unit: str | None = None
    remarks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def verdict_text(view: IndicatorView, screen: Screen) -> StyledText:
    """An indicator's verdict; a statistic has none."""
    if view.verdict.status is Status.STATISTIC:
        return StyledText(
            status_words(Status.STATISTIC, screen.voice, last=False), style=DULL
        )
    word = verdict_words(view, screen.voice, last=screen.last)
    return marked(word, STATUS[view.verdict.status])


def commitment_verdict(view: CommitmentView, screen: Screen) -> StyledText:
    """Status of a commitment with "đạt k/n"."""
    word = status_words(view.status, screen.voice, last=screen.last)
    score = screen.voice.say("screen.met", met=view.met, of=view.of)
    return marked(f"{word}, {score}", STATUS[view.status], strong=True)


def commitment_heading(number: int, view: CommitmentView, screen: Screen) -> Block:
    """A commitment's number and name, its verdict at the right or beneath."""
    name = StyledText(f"{number}. {one_line(view.commitment.name)}", style="bold")
    return two_ends(name, commitment_verdict(view, screen), screen.width)


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


def name_text(view: IndicatorView) -> StyledText:
    """Its name with the unit it is counted in."""
    one = view.indicator
    text = StyledText(one_line(one.name))
    if one.unit and one.unit != "%":
        text.append(f" ({one_line(one.unit)})", style=DULL)
    return text


def notes(view: IndicatorView, screen: Screen) -> str:
    """What else must be said of the figure: n/d, in the period, who is silent."""
    return " · ".join(each for each in _notes(view, screen) if each)


def _notes(view: IndicatorView, screen: Screen) -> Iterator[str | None]:
    say = screen.voice.say
    yield rate_words(view, screen.voice)
    if view.stale:
        yield say("screen.note.stale")
    if screen.width < WIDE:
        yield from _beside(view, screen.voice)
    yield _pace(view, screen.voice)
    if view.coverage.silent:
        who = named(view.coverage.silent, screen.names)
        yield say("screen.note.silent", units=who)
    yield from (_share(view, each, screen) for each in _own(view, screen))
    yield from screen.remarks.get(view.indicator.id, ())


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


def _own(view: IndicatorView, screen: Screen) -> Iterator[UnitShare]:
    yield from (each for each in view.shares if each.unit == screen.unit)


def _share(view: IndicatorView, share: UnitShare, screen: Screen) -> str:
    one = view.indicator
    blanks = {
        "unit": named((share.unit,), screen.names),
        "in_period": _of_cell(one, share, screen.voice),
        "to_date": value_words(one, share.to_date),
    }
    if share.allotted is None:
        return screen.voice.say("screen.note.share.unallotted", **blanks)
    return screen.voice.say(
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


def indicator_blocks(view: IndicatorView, screen: Screen) -> Iterator[Block]:
    """One indicator in the form that fits the width, wide tables apart."""
    yield two_ends(name_text(view), verdict_text(view, screen), screen.width, 3)
    if screen.width < NARROW:
        yield from _block(view, screen)
    elif view.verdict.status is not Status.STATISTIC or view.actual is not None:
        yield _figures(view, screen)
    if extra := notes(view, screen):
        indent = 4 if screen.width < NARROW else 5
        yield indented(note(extra), indent)


def figures(view: IndicatorView, voice: Voice) -> tuple[tuple[str, str], ...]:
    """Codes of the columns and the texts of an indicator's main figures."""
    one = view.indicator
    return (
        ("screen.column.actual", actual_words(view, voice)),
        ("screen.column.target", target_words(view)),
        ("screen.column.expected", signed(one, view.shown_expected) or NOTHING),
        ("screen.column.percent", percent_words(view.percent)),
    )


def _figures(view: IndicatorView, screen: Screen) -> Block:
    """Bar, percent, figures: the same columns under every name."""
    actual, target, expected, percent = (
        text for _, text in figures(view, screen.voice)
    )
    colour = STATUS[view.verdict.status][1]
    beside = (value_words(view.indicator, view.in_period), previous_words(view))
    cells = (
        StyledText(progress(view, _bar_width(screen)), style=colour),
        percent,
        StyledText(actual, style="bold"),
        target,
        expected,
        *(beside if screen.width >= WIDE else ()),
        trend(view),
    )
    return grid(_columns(screen), [cells], 3)


def _bar_width(screen: Screen) -> int:
    return 12 if screen.width < 76 else 16


def _columns(screen: Screen) -> Iterator[GridColumn]:
    yield GridColumn(_bar_width(screen))
    more = (12, 12) if screen.width >= WIDE else ()
    for width in (10, 14, 12, 12, *more):
        room = min(width, (screen.width - 30) // 4)
        yield GridColumn(room, right=True, long="fold")
    yield GridColumn(8)


def legend(screen: Screen) -> Block:
    """The heads of the columns of figures, once above them all."""
    say = screen.voice.say
    beside = ("in_period", "previous") if screen.width >= WIDE else ()
    codes = ("progress", "percent", "actual", "target", "expected", *beside, "trend")
    heads = [StyledText(say(f"screen.column.{code}"), style=DULL) for code in codes]
    return grid(_columns(screen), [heads], 3)


def _block(view: IndicatorView, screen: Screen) -> Iterator[Block]:
    """For 40 columns: the bar, then each figure with its name."""
    drawn = progress(view, max(screen.width - 16, 8))
    if drawn:
        colour = STATUS[view.verdict.status][1]
        line = StyledText(drawn, style=colour).append(
            f" {percent_words(view.percent)}", "default"
        )
        yield indented(line, 4)
    for code, text in figures(view, screen.voice)[: 3 if drawn else 4]:
        if text != NOTHING:
            said = screen.voice.say(
                "screen.labelled", label=screen.voice.say(code), value=text
            )
            yield indented(StyledText(said), 4)
    if steps := trend(view):
        label = screen.voice.say("screen.column.trend")
        said = screen.voice.say("screen.labelled", label=label, value=steps)
        yield indented(StyledText(said), 4)
