"""Indicators on a screen: wide as a table, usual as two lines, narrow as a block."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from cchc.core.plan.measure import ANSWERED, RatioOf
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.share import carriers
from cchc.core.verdict.status import CommitmentView
from cchc.core.verdict.statuses import Status
from cchc.core.why.bound import bound_explanation
from cchc.features.status.show.why import sentence
from cchc.phrases.each_phrases import each_words
from cchc.phrases.figure_phrases import (
    NOTHING,
    Names,
    actual_words,
    in_period_words,
    join_names,
    open_reasons,
    part_label,
    percent_words,
    previous_words,
    rate_words,
    status_words,
    target_value,
    target_words,
    verdict_words,
    with_sign,
)
from cchc.phrases.pace_phrases import multiple_words, pace_words
from cchc.phrases.share_phrases import share_row
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
from cchc.text.record import Record, as_dict, field
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice

WIDE, MOST = 110, 140


class Screen(Record):
    """What every line needs to know: who speaks, how wide, in the last period?

    `remarks` is what else is said of an indicator or commitment, by id, `whole` what
    all units together are called.
    """

    voice: Voice
    width: int
    last: bool
    names: Names
    unit: str | None = None
    remarks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    whole: str = ""

    @property
    def is_narrow(self) -> bool:
        return self.width < NARROW

    @property
    def is_wide(self) -> bool:
        return self.width >= WIDE

    @property
    def bar_width(self) -> int:
        if self.is_narrow:
            return max(self.width - 16, 8)
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
    row = _figures(view, screen)
    if row is not None and screen.is_narrow:
        yield from _narrow_block(view, row, screen)
    elif row is not None and (not is_statistic or row.actual != NOTHING):
        yield _figure_row(view, row, screen)
    if extra := " · ".join(filter(None, _notes(view, screen))):
        yield Indented(note(extra), 4 if screen.is_narrow else 5)
    for child in view.children:
        yield from _child_line(child, screen)


def _child_line(view: IndicatorView, screen: Screen) -> Iterator[Block]:
    """A part under its whole: name, figure and target, its verdict at the right."""
    figure = actual_words(view, screen.voice)
    if view.shown_target != NOTHING:
        target = target_words(view, screen.voice)
        figure = screen.say("screen.part.target", figure=figure, target=target)
    name = part_label(view.indicator)
    text = screen.say("screen.labelled", label=f"– {name}", value=figure)
    verdict = StyledText("")
    if view.verdict.status is not Status.STATISTIC:
        word = verdict_words(view, screen.voice, last=screen.last)
        verdict = mark_word(word, STATUS[view.standing_verdict.status])
    yield from two_ends(StyledText(text), verdict, screen.width, 5)


class PrintedFigures(Record):
    """The columns of a figure: of the whole, or of the one unit that is asked for."""

    progress: str
    percent: str
    actual: str
    target: str
    expected: str
    in_period: str
    previous: str
    trend: str


def _figures(view: IndicatorView, screen: Screen) -> PrintedFigures | None:
    """A row's figures; None for a unit that has no part of its own (4)."""
    indicator, voice = view.indicator, screen.voice
    if screen.unit is None or carriers(indicator) == {screen.unit}:
        return PrintedFigures(
            progress=_progress_bar(view, screen.bar_width),
            percent=percent_words(view.percent),
            actual=actual_words(view, voice),
            target=target_words(view, voice),
            expected=with_sign(indicator, view.shown_expected) or NOTHING,
            in_period=in_period_words(view),
            previous=previous_words(view),
            trend=_trend(view),
        )
    for share in view.shares:
        row = share_row("", indicator, share, voice)
        done = None if share.percent is None else Fraction(share.percent) / 100
        is_same = indicator.of not in {None, RatioOf.PLAN}  # held to the whole of it
        return PrintedFigures(
            progress="" if done is None else bar(done, None, screen.bar_width),
            percent=row.percent,
            actual=row.to_date,
            target=target_words(view, voice) if is_same else row.allotted,
            expected=NOTHING,
            in_period=row.in_period,
            previous=NOTHING,
            trend="",
        )
    return None


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
    if screen.unit is not None:
        yield from _unit_notes(view, screen)
    yield each_words(view, screen.voice) or rate_words(view, screen.voice)
    if view.stale:
        yield say("screen.note.stale")
    # a wide screen has columns for these two
    is_bare = not screen.is_wide or screen.unit is not None
    if is_bare and view.in_period not in (None, view.actual):
        yield say("screen.note.in_period", value=in_period_words(view))
    if is_bare and view.previous_year is not None:
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
    yield from screen.remarks.get(indicator.id, ())


def _unit_notes(view: IndicatorView, screen: Screen) -> Iterator[str]:
    """The unit's part in words, and how the whole stands beside it."""
    voice, indicator = screen.voice, view.indicator
    for share in view.shares if indicator.measure not in ANSWERED else ():
        name = join_names((share.unit,), screen.names)
        code = "share.unallotted" if share.allotted is None else "share"
        row = as_dict(share_row(name, indicator, share, voice))
        yield screen.say(f"screen.note.{code}", **row)
    if carriers(indicator) != {screen.unit}:
        percent = percent_words(view.percent)
        yield screen.say(
            "screen.note.whole" if percent == NOTHING else "screen.note.whole.percent",
            whole=screen.whole,
            actual=actual_words(view, voice),
            target=target_words(view, voice),
            percent=percent,
        )


def _figure_row(view: IndicatorView, row: PrintedFigures, screen: Screen) -> Block:
    """Bar, percent, figures: the same columns under every name."""
    colour = STATUS[view.standing_verdict.status][1]
    others = (row.target, row.expected, *(row.in_period, row.previous) * screen.is_wide)
    cells = [
        StyledText(row.progress, style=colour),
        StyledText(row.percent),
        StyledText(row.actual, style="bold"),
        *map(StyledText, (*others, row.trend)),
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


def _narrow_block(
    view: IndicatorView, row: PrintedFigures, screen: Screen
) -> Iterator[Block]:
    """For 40 columns: the bar, then each figure with its name."""
    codes = ["actual", "target", "expected", "percent", "trend"]
    if row.progress:
        # the percent stands beside the bar
        line = StyledText(row.progress, style=STATUS[view.standing_verdict.status][1])
        line.append(f" {row.percent}")
        yield Indented(line, 4)
        codes.remove("percent")
    for code in codes:
        text = getattr(row, code)
        if text not in {NOTHING, ""}:
            label = screen.say(f"screen.column.{code}")
            line_text = screen.say("screen.labelled", label=label, value=text)
            yield Indented(StyledText(line_text), 4)
