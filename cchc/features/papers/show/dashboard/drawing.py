"""A chart as `chart.svg.j2` draws it: exact coordinates, and the words beside them."""

from collections.abc import Iterator
from fractions import Fraction

from cchc.core.plan.period import Period
from cchc.features.papers.show.dashboard.chart import (
    Chart,
    Row,
    chart_sentence,
    done_text,
    due_code,
    due_text,
)
from cchc.paper.html import shorten
from cchc.phrases.figure_phrases import target_words, value_words
from cchc.phrases.writer import Writer
from cchc.text.number_format import rounded
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.period import ROMAN

HEIGHT, BOTTOM = 82, 94
LEAST_LEFT, RIGHT = 70, 6
LEAST_STEP, LETTER, LINE = 52, 6, 15
MOST_PERIODS = 6
LABEL_HEIGHT = 12
LONGEST_NAME = 120


class Label(Record):
    """Words at a place of the drawing; strong ones are of now or of the target."""

    x: str
    y: str
    words: str
    is_strong: bool = False


class Point(Record):
    """Where a square or a disc stands; a figure that lacks cells is not firm."""

    x: str
    y: str
    is_firm: bool = True


class Band(Record):
    """The range between the two values of a target."""

    top: str
    height: str


class ChartRow(Record):
    """A row of figures under the drawing, with its sign and its word by key."""

    key: str
    is_due: bool
    y: int
    figures: tuple[Label, ...]

    @property
    def middle(self) -> int:
        return self.y - 4

    @property
    def square(self) -> str:
        """The top of the sign of what is due."""
        return _spot(Fraction(self.middle - 3))


class Drawing(Record):
    """All that is drawn: columns wide enough for the longest figure in them.

    `low` and `high` are the values at the bottom and at the top of the field.
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

    def x(self, place: int) -> str:
        """The middle of a period's column."""
        return _spot(Fraction(2 * self.left + self.step * (2 * place + 1), 2))

    def y(self, value: Fraction) -> str:
        share = (value - self.low) / (self.high - self.low)
        return _spot(BOTTOM - HEIGHT * share)

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
    def targets(self) -> tuple[str, ...]:
        """The heights of the target: one, or the two ends of a range."""
        return tuple(dict.fromkeys(self.y(value) for value in self.chart.lines))

    @property
    def band(self) -> Band | None:
        if len(self.targets) < 2:
            return None
        low, high = self.targets
        return Band(high, f"{rounded(Fraction(low) - Fraction(high), 1):f}")

    @property
    def periods(self) -> Iterator[Label]:
        for place, name in enumerate(self.period_names):
            is_now = place == self.chart.now
            words = shorten(name, self.step // LETTER)
            yield Label(self.x(place), f"{BOTTOM + 14}", words, is_now)

    @property
    def values(self) -> Iterator[Label]:
        """The target first, the ground where it has room."""
        taken: list[Fraction] = []
        for value, words, is_target in _named_values(self.chart):
            y = Fraction(self.y(value))
            if all(abs(y - other) >= LABEL_HEIGHT for other in taken):
                taken.append(y)
                yield Label(f"{self.left - 6}", _spot(y + 4), words, is_target)

    @property
    def due_lines(self) -> Iterator[str]:
        return self._polylines(self.chart.due)

    @property
    def done_lines(self) -> Iterator[str]:
        return self._polylines(self.chart.done)

    def _polylines(self, row: Row) -> Iterator[str]:
        """The `points` of a line through neighbours that are known."""
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
                x, y = Fraction(self.x(place)), Fraction(self.y(value))
                yield Point(_spot(x - 3), _spot(y - 3))

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
        y = BOTTOM + 14 + LINE
        if all(value is None for value in self.chart.due):
            return (self._figure_row(y, is_due=False),)
        due = self._figure_row(y, is_due=True)
        return (due, self._figure_row(y + LINE, is_due=False))

    def _figure_row(self, y: int, *, is_due: bool) -> ChartRow:
        chart = self.chart
        key, text = (due_code(chart), due_text) if is_due else ("done", done_text)
        figures = (
            Label(self.x(place), f"{y}", text(chart, place))
            for place in range(len(chart.periods))
        )
        return ChartRow(key, is_due, y, tuple(e for e in figures if e.words))


def _spot(value: Fraction) -> str:
    """A coordinate to a tenth."""
    return f"{rounded(value, 1):f}"


def drawing_of(chart: Chart, writer: Writer) -> Drawing:
    """The drawing of a chart: axis, target, what is due, what was done, figures."""
    places = range(len(chart.periods))
    figures = [text(chart, place) for text in (due_text, done_text) for place in places]
    longest = max(map(len, figures), default=0)
    beside = max(len(words) for _, words, _ in _named_values(chart))
    low, high = chart.scale
    return Drawing(
        chart=chart,
        title=shorten(one_line(chart.view.indicator.name), LONGEST_NAME),
        sentence=chart_sentence(chart, writer),
        period_names=tuple(_period_name(e, writer) for e in chart.periods),
        left=max(LEAST_LEFT, beside * LETTER + 2 * LETTER),
        step=max(LEAST_STEP, longest * LETTER + LETTER),
        low=low,
        high=high,
    )


def _period_name(period: Period, writer: Writer) -> str:
    """`Quý II`; a period with a name of its own by that name."""
    if period.quarter is None:
        return one_line(period.title or period.name)
    quarter = ROMAN[period.quarter - 1]
    return writer.say("board.chart.quarter", quarter=quarter)


def _named_values(chart: Chart) -> Iterator[tuple[Fraction, str, bool]]:
    """Values named at the side: those of the target (true), then the ground."""
    indicator = chart.view.indicator
    for value in dict.fromkeys(reversed(chart.lines)):
        alone = len(chart.lines) == 1
        words = target_words(chart.view) if alone else value_words(indicator, value)
        yield value, words, True
    yield chart.ground, value_words(indicator, chart.ground), False
