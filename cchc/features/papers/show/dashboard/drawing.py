"""A chart as `chart.svg.j2` draws it: exact coordinates, and the words beside them."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from cchc.core.plan.measure import ANSWERED, Measure
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.statuses import Status
from cchc.features.papers.show.dashboard.chart import (
    UNCHARTED,
    Chart,
    Row,
    chart_of,
    chart_sentence,
    done_text,
    due_code,
    due_text,
)
from cchc.features.papers.show.tables import roman
from cchc.paper.html import StatusMark, shorten, status_mark
from cchc.phrases.each_phrases import counted_noun
from cchc.phrases.figure_phrases import (
    actual_words,
    change_sentence,
    compared_words,
    percent_words,
    target_words,
    value_words,
    verdict_words,
    year_figure_words,
)
from cchc.phrases.writer import Writer
from cchc.screen.status_style import STATUS
from cchc.text.number_format import rounded
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.period import short_label
from cchc.words.prose import NOTHING
from cchc.words.translator import Lang

HEIGHT, BOTTOM = 82, 94
LEAST_LEFT, RIGHT = 70, 6
LEAST_STEP, LETTER, LINE = 52, 6, 15
MOST_PERIODS = 6
LABEL_HEIGHT = 12
LONGEST_NAME = 120


class Label(Record):
    """Words at a place of the drawing; strong ones are of now or of the target."""

    x: Decimal | int
    y: Decimal | int
    words: str
    is_strong: bool = False


class Point(Record):
    """Where a square or a disc stands; a figure that lacks cells is not firm."""

    x: Decimal
    y: Decimal
    is_firm: bool = True


class ChartRow(Record):
    """A row of figures under the drawing, with its sign and its word by key."""

    key: str
    is_due: bool
    y: int
    figures: tuple[Label, ...]


class Drawing(Record):
    """All that is drawn: columns wide enough for the longest figure in them.

    `low` and `high` are the values at the bottom and at the top of the field;
    coordinates are exact to a tenth.
    """

    chart: Chart
    title: str
    sentence: str
    period_names: tuple[str, ...]
    left: int
    step: int
    low: Fraction
    high: Fraction
    bottom: int = BOTTOM

    def x(self, place: int) -> Decimal:
        """The middle of a period's column."""
        return rounded(self.left + self.step * Fraction(2 * place + 1, 2), 1)

    def y(self, value: Fraction) -> Decimal:
        share = (value - self.low) / (self.high - self.low)
        return rounded(BOTTOM - HEIGHT * share, 1)

    @property
    def right(self) -> int:
        return self.left + self.step * len(self.chart.periods)

    @property
    def width(self) -> int:
        return self.right + RIGHT

    @property
    def height(self) -> int:
        return BOTTOM + LINE * (1 + len(self.rows)) + 4

    @property
    def now(self) -> int:
        """Where the column of this period begins."""
        return self.left + self.step * self.chart.now

    @property
    def is_wide(self) -> bool:
        """Whether it needs the width of the page."""
        is_long = len(self.chart.periods) > MOST_PERIODS
        return is_long or self.width > 2 * LEAST_STEP * MOST_PERIODS

    @property
    def targets(self) -> tuple[Decimal, ...]:
        """The heights of the target: one, or the lower and the upper end of a range."""
        return tuple(dict.fromkeys(self.y(value) for value in self.chart.lines))

    @property
    def periods(self) -> Iterator[Label]:
        for place, name in enumerate(self.period_names):
            is_now = place == self.chart.now
            words = shorten(name, self.step // LETTER)
            yield Label(self.x(place), BOTTOM + 14, words, is_now)

    @property
    def values(self) -> Iterator[Label]:
        """The target first, the ground where it has room."""
        taken: list[Decimal] = []
        for value, words, is_target in _named_values(self.chart):
            y = self.y(value)
            if all(abs(y - other) >= LABEL_HEIGHT for other in taken):
                taken.append(y)
                yield Label(self.left - 6, y + 4, words, is_target)

    @property
    def due_lines(self) -> Iterator[str]:
        return self._polylines(self.chart.due)

    @property
    def done_lines(self) -> Iterator[str]:
        return self._polylines(self.chart.done)

    def _polylines(self, row: Row) -> Iterator[str]:
        """Each line through neighbours that are known, as points of an SVG polyline."""
        run: list[str] = []
        for place, value in enumerate((*row, None)):
            if value is not None:
                run.append(f"{self.x(place)},{self.y(value)}")
                continue
            if len(run) > 1:
                yield " ".join(run)
            run = []

    @property
    def due_points(self) -> Iterator[Point]:
        """The corners of squares."""
        for place, value in enumerate(self.chart.due):
            if value is not None:
                yield Point(self.x(place) - 3, self.y(value) - 3)

    @property
    def done_points(self) -> Iterator[Point]:
        """The middles of discs."""
        for place, value in enumerate(self.chart.done):
            if value is not None:
                is_firm = self.chart.is_firm(place)
                yield Point(self.x(place), self.y(value), is_firm)

    @property
    def rows(self) -> tuple[ChartRow, ...]:
        """What is due, where anything is, and what was done."""
        is_due = any(value is not None for value in self.chart.due)
        texts = {due_code(self.chart): due_text} if is_due else {}
        rows: list[ChartRow] = []
        for key, text in {**texts, "done": done_text}.items():
            y = BOTTOM + 14 + LINE * (1 + len(rows))
            figures = (
                Label(self.x(place), y, text(self.chart, place))
                for place in range(len(self.chart.periods))
            )
            shown = tuple(label for label in figures if label.words)
            rows.append(ChartRow(key, key != "done", y, shown))
        return tuple(rows)


def drawing_of(chart: Chart, writer: Writer) -> Drawing:
    """The drawing of a chart: axis, target, what is due, what was done, figures."""
    places = range(len(chart.periods))
    figures = [text(chart, place) for text in (due_text, done_text) for place in places]
    longest = max(map(len, figures), default=0)
    beside = max(len(words) for _, words, _ in _named_values(chart))
    low, high = chart.scale
    is_english, voice = writer.voice.lang is Lang.EN, writer.voice
    names = (  # `Quý I`; in English by its name, `Q1`
        p.name if is_english and p.kind and not p.title else short_label(p, voice)
        for p in chart.periods
    )
    return Drawing(
        chart=chart,
        title=shorten(one_line(chart.view.indicator.name), LONGEST_NAME),
        sentence=chart_sentence(chart, writer),
        period_names=tuple(map(one_line, names)),
        left=max(LEAST_LEFT, beside * LETTER + 2 * LETTER),
        step=max(LEAST_STEP, longest * LETTER + LETTER),
        low=low,
        high=high,
    )


def _named_values(chart: Chart) -> Iterator[tuple[Fraction, str, bool]]:
    """Values named at the side: those of the target (true), then the ground."""
    indicator = chart.view.indicator
    for value in dict.fromkeys(reversed(chart.lines)):
        alone = len(chart.lines) == 1
        words = compared_words(chart.view) if alone else value_words(indicator, value)
        yield value, words, True
    yield chart.ground, value_words(indicator, chart.ground), False


LONGEST_ON_CARD = 160


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
        above=shorten(above, LONGEST_ON_CARD),
        name=shorten(one_line(view.indicator.name), LONGEST_ON_CARD),
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
