"""`cchc status --against YEAR` on one screen and as a list; the worst comes first."""

from collections.abc import Iterator, Mapping

from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import StatusView, every_indicator
from cchc.core.verdict.statuses import FIGURELESS_STATUSES, GOOD_STATUSES, Status, rank
from cchc.phrases.each_phrases import counted_noun
from cchc.phrases.figure_phrases import (
    actual_words,
    status_words,
    target_words,
    with_unit,
)
from cchc.phrases.share_phrases import part_words
from cchc.screen.layout import (
    NARROW,
    Block,
    ColumnGrid,
    GridColumn,
    Indented,
    StyledText,
    TitleLine,
    paint,
)
from cchc.screen.status_style import DULL, STATUS
from cchc.screen.table import LayoutColumn, Table, TableLayout
from cchc.text.closed_list import StrEnum
from cchc.text.day import short
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.period import label
from cchc.words.prose import NOTHING
from cchc.words.translator import Voice

LEAST, MOST = 30, 110


class Turn(StrEnum):
    """How a line stands against another year, the worst first."""

    WORSE = "worse"
    NEW = "new"
    GONE = "gone"
    BETTER = "better"
    SAME = "same"
    OPEN = "open"


class YearPair(Record):
    """A line in both years; None in the year whose plan does not have it."""

    turn: Turn
    now: IndicatorView | None
    then: IndicatorView | None

    @property
    def line(self) -> IndicatorView:
        """As this year has it, else as the other did."""
        line = self.now or self.then
        assert line is not None  # noqa: S101  # one of the plans has it
        return line


class AgainstYear(Record):
    """Every line of two years in the same period, the worst turn first.

    `of_unit`: one unit was asked for, whose own figures are told.
    """

    year: int
    then: StatusView
    pairs: tuple[YearPair, ...]
    of_unit: bool = False


def year_pairs(now: StatusView, then: StatusView) -> tuple[YearPair, ...]:
    """Each line of either year that is judged, by id; those that got worse first."""
    lines, before = (
        {
            line.indicator.id: line
            for line in every_indicator(view)
            if line.verdict.status is not Status.STATISTIC
        }
        for view in (now, then)
    )
    pairs = [
        YearPair(_turn(line, before.get(key), is_last=now.period.is_last), line, was)
        for key, line in lines.items()
        for was in (before.get(key),)
    ]
    gone = [was for key, was in before.items() if key not in lines]
    pairs += [YearPair(Turn.GONE, None, was) for was in gone]
    turns = tuple(Turn)

    def place(pair: YearPair) -> tuple[int, int]:
        status = pair.line.standing_verdict.status
        return turns.index(pair.turn), ORDER.get(status, len(Status))

    return tuple(sorted(pairs, key=place))


def _turn(now: IndicatorView, then: IndicatorView | None, *, is_last: bool) -> Turn:
    """By the verdicts that stand (7); what has no verdict in one of the years is open.

    In the last period a year that is not closed is at best on its path, and behind
    where a closed one has failed: that alone is no turn.
    """
    if then is None:
        return Turn.NEW
    statuses = now.standing_verdict.status, then.standing_verdict.status
    if any(status not in ORDER for status in statuses):
        return Turn.OPEN
    is_unsettled = is_last and Status.ON_TRACK in statuses
    is_good = all(status in GOOD_STATUSES for status in statuses)
    is_late = is_last and Status.BEHIND in statuses and Status.FAILED in statuses
    if statuses[0] is statuses[1] or (is_unsettled and is_good) or is_late:
        return Turn.SAME
    return Turn.BETTER if ORDER[statuses[0]] > ORDER[statuses[1]] else Turn.WORSE


ORDER: Mapping[Status, int] = {
    status: rank(status)
    for status in Status
    if status not in {*FIGURELESS_STATUSES, Status.STATISTIC}
}
"""The places of what is judged on a figure, the worst first."""
MOST_TURNED = {Turn.WORSE: 6, Turn.BETTER: 4, Turn.NEW: 2, Turn.GONE: 2}
"""How many lines of each stand on one screen; the others are counted there."""


def against_screen(
    view: StatusView,
    against: AgainstYear,
    voice: Voice,
    width: int,
    *,
    colour: bool,
    is_full: bool = False,
) -> str:
    """The two years on a terminal; of a unit its own figures."""
    width = min(max(width, LEAST), MOST)
    blocks = _blocks(view, against, voice, is_full=is_full, is_narrow=width < NARROW)
    return "".join(f"{line}\n" for line in paint(blocks, width, colour=colour))


def _blocks(
    view: StatusView,
    against: AgainstYear,
    voice: Voice,
    *,
    is_full: bool,
    is_narrow: bool,
) -> Iterator[Block]:
    """Whose, which periods, how many have turned; then those that have."""
    yield StyledText(one_line(view.plan_title), style="bold", overflow="ellipsis")
    yield StyledText(_headline(view, against, voice))
    year, pairs = against.year, dict[Turn, list[YearPair]]()
    for turn in Turn:
        pairs[turn] = [pair for pair in against.pairs if pair.turn is turn]
    counts = (
        voice.say(f"against.count.{turn}", n=len(turned), year=year)
        for turn, turned in pairs.items()
        if turned
    )
    yield StyledText("; ".join(counts), style="bold")
    last = view.period.is_last
    for turn in (*MOST_TURNED, Turn.SAME, Turn.OPEN):
        turned = pairs[turn]
        most = len(turned) if is_full else MOST_TURNED.get(turn, 0)
        if turned:
            yield TitleLine(voice.say(f"against.title.{turn}", year=year))
        if turned and turn not in MOST_TURNED:
            text = "; ".join(one_line(pair.line.indicator.name) for pair in turned)
            yield StyledText(text, DULL, overflow="fold" if is_full else "ellipsis")
            continue
        for pair in turned[:most]:
            yield from _pair_blocks(
                pair, against, voice, last=last, is_narrow=is_narrow
            )
        if (n := len(turned) - most) > 0:
            yield StyledText(voice.say("against.more", n=n), DULL)


def _headline(view: StatusView, against: AgainstYear, voice: Voice) -> str:
    now, then = (label(own, voice) for own in (view.period, against.then.period))
    return voice.say("against.head", now=now, then=then, day=short(view.as_of))


def _pair_blocks(
    pair: YearPair, against: AgainstYear, voice: Voice, *, last: bool, is_narrow: bool
) -> Iterator[Block]:
    """Name and verdict, below them both figures and the other verdict."""
    symbol, style = STATUS[pair.line.standing_verdict.status]
    name = StyledText(f"{symbol} ", style)
    name.append(one_line(pair.line.indicator.name))
    verdict = StyledText(verdict_word(pair.line, voice, last=last), style)
    of_unit, views = against.of_unit, filter(None, (pair.now, pair.then))
    sides = [side_words(view, voice, of_unit=of_unit) for view in views]
    if pair.now is not None and pair.then is not None:
        then = voice.say("against.then", year=against.year, said=sides.pop())
        sides.append(f"{then}, {verdict_word(pair.then, voice, last=last)}")
    if is_narrow:
        yield name
        yield Indented(verdict, 2)
    else:
        columns = GridColumn(share=True, long="ellipsis"), GridColumn(right=True)
        yield ColumnGrid(columns, ((name, verdict),))
    yield Indented(StyledText("; ".join(sides), DULL), 2)


def verdict_word(view: IndicatorView, voice: Voice, *, last: bool) -> str:
    """The word of the verdict that stands, as its own year says it."""
    return status_words(view.standing_verdict.status, voice, last=last)


def side_words(view: IndicatorView, voice: Voice, *, of_unit: bool) -> str:
    """`9/73 doanh nghiệp`, `99,45% (chỉ tiêu 98%)`; of one unit its own figure."""
    indicator = view.indicator
    if of_unit and view.each is None and view.shares:
        return with_unit(
            indicator, part_words(indicator, view.shares[0].to_date), voice
        )
    figure, target = actual_words(view, voice), target_words(view, voice)
    if view.each is not None:
        return f"{figure} {counted_noun(view, voice)}"
    figure = with_unit(indicator, figure, voice)
    if target == NOTHING:
        return figure
    return voice.say("against.side", figure=figure, target=target)


def against_table(view: StatusView, against: AgainstYear, voice: Voice) -> Table:
    """One row for each line of either year, the worst turn first."""
    of_unit, last = against.of_unit, view.period.is_last

    def figure(line: IndicatorView | None) -> str:
        return NOTHING if line is None else side_words(line, voice, of_unit=of_unit)

    def verdict(line: IndicatorView | None) -> str:
        return NOTHING if line is None else verdict_word(line, voice, last=last)

    layout: TableLayout[YearPair] = TableLayout(
        "against.column",
        LayoutColumn("id", lambda pair, _: pair.line.indicator.id),
        LayoutColumn("name", lambda pair, _: pair.line.indicator.name),
        LayoutColumn("turn", lambda pair, v: v.say(f"against.turn.{pair.turn}")),
        LayoutColumn("now", lambda pair, _: figure(pair.now)),
        LayoutColumn("verdict", lambda pair, _: verdict(pair.now)),
        LayoutColumn("then", lambda pair, _: figure(pair.then)),
        LayoutColumn("then_verdict", lambda pair, _: verdict(pair.then)),
    )
    return layout.table(_headline(view, against, voice), against.pairs, voice)
