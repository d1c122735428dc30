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


class FigureRow(Record):
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
    """All that is drawn; lines are the `points` of a polyline."""

    title: str
    sentence: str
    width: int
    height: int
    left: int
    right: int
    bottom: int
    step: int
    now: int
    is_wide: bool
    band: Band | None
    targets: tuple[str, ...]
    periods: tuple[Label, ...]
    values: tuple[Label, ...]
    due_lines: tuple[str, ...]
    due_points: tuple[Point, ...]
    done_lines: tuple[str, ...]
    done_points: tuple[Point, ...]
    rows: tuple[FigureRow, ...]


class _Field(Record):
    """Columns wide enough for the longest figure, the values at bottom and top."""

    chart: Chart
    left: int
    step: int
    low: Fraction
    high: Fraction

    @property
    def right(self) -> int:
        return self.left + self.step * len(self.chart.periods)

    @property
    def width(self) -> int:
        return self.right + RIGHT

    def x(self, place: int) -> str:
        """The middle of a period's column."""
        return _spot(Fraction(2 * self.left + self.step * (2 * place + 1), 2))

    def y(self, value: Fraction) -> str:
        share = (value - self.low) / (self.high - self.low)
        return _spot(BOTTOM - HEIGHT * share)


def _spot(value: Fraction) -> str:
    """A coordinate to a tenth."""
    return f"{rounded(value, 1):f}"


def drawing_of(chart: Chart, writer: Writer) -> Drawing:
    """The drawing of a chart: axis, target, what is due, what was done, figures."""
    field = _field_of(chart)
    rows = _figure_rows(field)
    title = shorten(one_line(chart.view.indicator.name), LONGEST_NAME)
    marks = [field.y(value) for value in chart.lines]
    return Drawing(
        title=title,
        sentence=chart_sentence(chart, writer),
        width=field.width,
        height=BOTTOM + LINE * (1 + len(rows)) + 4,
        left=field.left,
        right=field.right,
        bottom=BOTTOM,
        step=field.step,
        now=field.left + field.step * chart.now,
        is_wide=len(chart.periods) > MOST_PERIODS
        or field.width > 2 * LEAST_STEP * MOST_PERIODS,
        band=_band(marks),
        targets=tuple(dict.fromkeys(marks)),
        periods=tuple(_period_labels(field, writer)),
        values=tuple(_value_labels(field)),
        due_lines=tuple(_polylines(field, chart.due)),
        due_points=tuple(_squares(field)),
        done_lines=tuple(_polylines(field, chart.done)),
        done_points=tuple(_discs(field)),
        rows=rows,
    )


def _field_of(chart: Chart) -> _Field:
    places = range(len(chart.periods))
    figures = [text(chart, place) for text in (due_text, done_text) for place in places]
    longest = max(map(len, figures), default=0)
    beside = max(len(words) for _, words, _ in _named_values(chart))
    return _Field(
        chart,
        max(LEAST_LEFT, beside * LETTER + 2 * LETTER),
        max(LEAST_STEP, longest * LETTER + LETTER),
        *chart.scale,
    )


def _band(marks: list[str]) -> Band | None:
    if len(marks) < 2 or marks[0] == marks[1]:
        return None
    height = rounded(Fraction(marks[0]) - Fraction(marks[1]), 1)
    return Band(marks[1], f"{height:f}")


def _period_labels(field: _Field, writer: Writer) -> Iterator[Label]:
    for place, period in enumerate(field.chart.periods):
        name = shorten(_period_name(period, writer), field.step // LETTER)
        is_now = place == field.chart.now
        yield Label(field.x(place), f"{BOTTOM + 14}", name, is_now)


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


def _value_labels(field: _Field) -> Iterator[Label]:
    """The target first, the ground where it has room."""
    taken: list[Fraction] = []
    for value, words, is_target in _named_values(field.chart):
        y = Fraction(field.y(value))
        if all(abs(y - other) >= LABEL_HEIGHT for other in taken):
            taken.append(y)
            yield Label(f"{field.left - 6}", _spot(y + 4), words, is_target)


def _polylines(field: _Field, row: Row) -> Iterator[str]:
    """A line through neighbours that are known, and through these alone."""
    run: list[str] = []
    for place, value in enumerate((*row, None)):
        if value is not None:
            run.append(f"{field.x(place)},{field.y(value)}")
            continue
        if len(run) > 1:
            yield " ".join(run)
        run = []


def _squares(field: _Field) -> Iterator[Point]:
    for place, value in enumerate(field.chart.due):
        if value is not None:
            x, y = Fraction(field.x(place)), Fraction(field.y(value))
            yield Point(_spot(x - 3), _spot(y - 3))


def _discs(field: _Field) -> Iterator[Point]:
    for place, value in enumerate(field.chart.done):
        if value is not None:
            is_firm = field.chart.is_firm(place)
            yield Point(field.x(place), field.y(value), is_firm)


def _figure_rows(field: _Field) -> tuple[FigureRow, ...]:
    """What is due, where anything is, and what was done."""
    y = BOTTOM + 14 + LINE
    if all(value is None for value in field.chart.due):
        return (_figure_row(field, y, is_due=False),)
    due = _figure_row(field, y, is_due=True)
    return (due, _figure_row(field, y + LINE, is_due=False))


def _figure_row(field: _Field, y: int, *, is_due: bool) -> FigureRow:
    chart = field.chart
    key, text = (due_code(chart), due_text) if is_due else ("done", done_text)
    figures = (
        Label(field.x(place), f"{y}", text(chart, place))
        for place in range(len(chart.periods))
    )
    return FigureRow(key, is_due, y, tuple(e for e in figures if e.words))
