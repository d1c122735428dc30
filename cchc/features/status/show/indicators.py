"""Indicators on a screen: wide as a table, usual as two lines, narrow as a block."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from cchc.core.facts.report import CellState
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.share import UnitShare
from cchc.core.verdict.status import CommitmentView
from cchc.core.verdict.statuses import Status
from cchc.core.why.bound import bound_explanation
from cchc.features.status.show.why import sentence
from cchc.phrases.figure_phrases import (
    NOTHING,
    Names,
    actual_words,
    join_names,
    open_reasons,
    percent_words,
    previous_words,
    rate_words,
    status_words,
    target_value,
    target_words,
    value_words,
    verdict_words,
    with_sign,
)
from cchc.phrases.pace_phrases import multiple_words, pace_words
from cchc.screen.bars import bar, spark
from cchc.screen.layout import (
    NARROW,
    Block,
    ColumnGrid,
    GridColumn,
    Indented,
    StyledText,
    mark_word,
    note,
    two_ends,
)
from cchc.screen.status_style import DULL, STATUS
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

    @property
    def is_narrow(self) -> bool:
        return self.width < NARROW

    @property
    def is_wide(self) -> bool:
        return self.width >= WIDE

    @property
    def bar_width(self) -> int:
        return 12 if self.width < 76 else 16

    def say(self, code: str, **blanks: object) -> str:
        """A sentence of the catalogue."""
        return self.voice.say(code, **blanks)

    def units(self, ids: Iterable[str]) -> str:
        """Names of units by their ids."""
        return join_names(ids, self.names)


def commitment_heading(
    number: int, view: CommitmentView, screen: Screen
) -> Iterator[Block]:
    """A commitment's number and name, its verdict at the right or beneath."""
    name = StyledText(f"{number}. {one_line(view.commitment.name)}", style="bold")
    word = status_words(view.standing, screen.voice, last=screen.last)
    code = "screen.met.tasks" if view.tasks else "screen.met"
    score = screen.say(code, met=view.met, of=view.of)
    verdict = mark_word(f"{word}, {score}", STATUS[view.standing], strong=True)
    return two_ends(name, verdict, screen.width)


def indicator_blocks(view: IndicatorView, screen: Screen) -> Iterator[Block]:
    """One indicator in the form that fits the width, wide tables apart."""
    name = StyledText(one_line(view.indicator.name))
    if view.indicator.unit and view.indicator.unit != "%":
        name.append(f" ({one_line(view.indicator.unit)})", style=DULL)
    is_statistic = view.verdict.status is Status.STATISTIC
    if is_statistic:
        word = status_words(Status.STATISTIC, screen.voice, last=False)
        verdict = StyledText(word, style=DULL)
    else:
        word = verdict_words(view, screen.voice, last=screen.last)
        verdict = mark_word(word, STATUS[view.standing_verdict.status])
    yield from two_ends(name, verdict, screen.width, 3)
    if screen.is_narrow:
        yield from _narrow_block(view, screen)
    elif not is_statistic or view.actual is not None:
        yield _figure_row(view, screen)
    if extra := " · ".join(filter(None, _notes(view, screen))):
        yield Indented(note(extra), 4 if screen.is_narrow else 5)


def _progress_bar(view: IndicatorView, width: int) -> str:
    """The bar with the marker of what is due; empty where there is no scale."""
    target, baseline = view.indicator.target, view.indicator.baseline
    if view.actual is None or target is None or target.bar_end is None:
        return ""
    start = Fraction(baseline.value if baseline is not None else 0)
    length = Fraction(target.bar_end) - start
    if length <= 0:
        return ""
    due = None if view.expected is None else (view.expected - start) / length
    return bar((view.actual - start) / length, due, width)


def _trend(view: IndicatorView) -> str:
    """The quarters so far as a sparkline; nothing where nothing is known."""
    if all(figure is None for figure in view.trend):
        return ""
    return spark(view.trend, target_value(view.indicator))


def _notes(view: IndicatorView, screen: Screen) -> Iterator[str | None]:
    """What else must be said of the figure: n/d, in the period, who is silent."""
    say, indicator, pace = screen.say, view.indicator, view.pace
    yield rate_words(view, screen.voice)
    if view.stale:
        yield say("screen.note.stale")
    # a wide screen has columns for these two
    if not screen.is_wide and view.in_period not in (None, view.actual):
        value = value_words(indicator, view.in_period)
        yield say("screen.note.in_period", value=value)
    if not screen.is_wide and view.previous_year is not None:
        yield say("screen.note.previous", value=previous_words(view))
    if pace is not None:
        value = pace_words(indicator, pace)
        multiple = multiple_words(pace)
        if multiple is None:
            yield say("screen.note.pace", value=value)
        else:
            yield say("screen.note.multiple", value=value, multiple=multiple)
    yield from open_reasons(view, screen.units, screen.voice)
    if view.bound is not None:
        units = screen.units(view.bound.units)
        yield sentence(bound_explanation(indicator, view.bound, units), screen.voice)
    # nobody's part is worked out where none is shown
    shares = view.shares if screen.unit is not None else ()
    yield from (
        _share_words(view, share, screen)
        for share in shares
        if share.unit == screen.unit
    )
    yield from screen.remarks.get(indicator.id, ())


def _share_words(view: IndicatorView, share: UnitShare, screen: Screen) -> str:
    """A unit's part: what it did of the period, to date, of what it was allotted."""
    indicator = view.indicator
    if share.state is CellState.VALUE or share.in_period:
        in_period = value_words(indicator, share.in_period)
    else:
        in_period = screen.say(f"cell.state.{share.state}")
    blanks = {
        "unit": join_names((share.unit,), screen.names),
        "in_period": in_period,
        "to_date": value_words(indicator, share.to_date),
    }
    if share.allotted is None:
        return screen.say("screen.note.share.unallotted", **blanks)
    return screen.say(
        "screen.note.share",
        **blanks,
        allotted=value_words(indicator, Fraction(share.allotted)),
        left=value_words(indicator, share.left),
    )


def _main_figures(view: IndicatorView, voice: Voice) -> dict[str, str]:
    """An indicator's main figures by the codes of their columns."""
    return {
        "actual": actual_words(view, voice),
        "target": target_words(view),
        "expected": with_sign(view.indicator, view.shown_expected) or NOTHING,
        "percent": percent_words(view.percent),
    }


def _figure_row(view: IndicatorView, screen: Screen) -> Block:
    """Bar, percent, figures: the same columns under every name."""
    figures = _main_figures(view, screen.voice)
    colour = STATUS[view.standing_verdict.status][1]
    beside = (value_words(view.indicator, view.in_period), previous_words(view))
    others = (figures["target"], figures["expected"], *beside * screen.is_wide)
    cells = [
        StyledText(_progress_bar(view, screen.bar_width), style=colour),
        StyledText(figures["percent"]),
        StyledText(figures["actual"], style="bold"),
        *map(StyledText, (*others, _trend(view))),
    ]
    return Indented(ColumnGrid(tuple(_columns(screen)), (cells,)), 3)


def _columns(screen: Screen) -> Iterator[GridColumn]:
    yield GridColumn(screen.bar_width)
    for width in (10, 14, 12, 12, *((12, 12) if screen.is_wide else ())):
        room = min(width, (screen.width - 30) // 4)
        yield GridColumn(room, right=True, long="fold")
    yield GridColumn(8)


def legend(screen: Screen) -> Block:
    """The heads of the columns of figures, once above them all."""
    beside = ("in_period", "previous") if screen.is_wide else ()
    codes = ("progress", "percent", "actual", "target", "expected", *beside, "trend")
    heads = [
        StyledText(screen.say(f"screen.column.{code}"), style=DULL) for code in codes
    ]
    return Indented(ColumnGrid(tuple(_columns(screen)), (heads,)), 3)


def _narrow_block(view: IndicatorView, screen: Screen) -> Iterator[Block]:
    """For 40 columns: the bar, then each figure with its name."""
    figures = _main_figures(view, screen.voice)
    if progress := _progress_bar(view, max(screen.width - 16, 8)):
        # the percent stands beside the bar
        line = StyledText(progress, style=STATUS[view.standing_verdict.status][1])
        line.append(f" {figures.pop('percent')}")
        yield Indented(line, 4)
    for code, text in (*figures.items(), ("trend", _trend(view) or NOTHING)):
        if text != NOTHING:
            label = screen.say(f"screen.column.{code}")
            line_text = screen.say("screen.labelled", label=label, value=text)
            yield Indented(StyledText(line_text), 4)
