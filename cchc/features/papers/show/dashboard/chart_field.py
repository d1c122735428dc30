"""Where things stand in a chart: columns, heights, and the values named at its side."""

from collections.abc import Iterator
from fractions import Fraction

from cchc.core.plan.period import Period
from cchc.features.papers.show.dashboard.chart import Chart
from cchc.features.papers.show.dashboard.chart_words import done_text, due_text
from cchc.phrases.figure_phrases import target_words, value_words
from cchc.phrases.indicator_sentences import Writer
from cchc.text.number_format import rounded
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.period import ROMAN

LEFT, RIGHT, TOP, HEIGHT = 70, 6, 12, 82
STEP, LETTER = 52, 6
MANY = 6
ROOM = 12
TARGET, GROUND = ' font-weight="700" fill="#1b6e2e"', ' fill="#5a6270"'


class Field(Record):
    """Where things stand in the drawing."""

    chart: Chart
    step: int
    left: int

    @property
    def end(self) -> int:
        return self.left + self.step * len(self.chart.periods)

    @property
    def width(self) -> int:
        return self.end + RIGHT

    @property
    def bottom(self) -> int:
        return TOP + HEIGHT

    def x(self, place: int) -> str:
        """The middle of a period's column."""
        return spot(Fraction(2 * self.left + self.step * (2 * place + 1), 2))

    def y(self, value: Fraction) -> str:
        low, high = self.chart.scale
        return spot(self.bottom - HEIGHT * (value - low) / (high - low))


def spot(value: Fraction) -> str:
    """A coordinate to a tenth."""
    return f"{rounded(value, 1):f}"


def field_of(chart: Chart) -> Field:
    """A field with columns wide enough for the longest figure in them."""
    texts = (
        text(chart, place)
        for text in (due_text, done_text)
        for place in range(len(chart.periods))
    )
    longest = max(map(len, texts), default=0)
    beside = max(len(text) for _, text, _ in values(chart))
    return Field(
        chart,
        max(STEP, longest * LETTER + LETTER),
        max(LEFT, beside * LETTER + 2 * LETTER),
    )


def is_wide(chart: Chart) -> bool:
    """Whether the drawing needs the width of the page."""
    return len(chart.periods) > MANY or field_of(chart).width > 2 * STEP * MANY


def period_name(period: Period, writer: Writer) -> str:
    """`Quý II`; a period with a name of its own by that name."""
    if period.quarter is None:
        return one_line(period.title or period.name)
    quarter = ROMAN[period.quarter - 1]
    return writer.say("board.chart.quarter", quarter=quarter)


def values(chart: Chart) -> Iterator[tuple[Fraction, str, str]]:
    """The values that are named at the side: those of the target, then the ground."""
    one = chart.view.indicator
    for value in dict.fromkeys(reversed(chart.lines)):
        alone = len(chart.lines) == 1
        text = target_words(chart.view) if alone else value_words(one, value)
        yield value, text, TARGET
    yield chart.ground, value_words(one, chart.ground), GROUND


def ticks(field: Field) -> Iterator[tuple[Fraction, str, str]]:
    """Where each value is named: the target first, the others where they have room."""
    taken: list[Fraction] = []
    for value, text, more in values(field.chart):
        at = Fraction(field.y(value))
        if all(abs(at - other) >= ROOM for other in taken):
            taken.append(at)
            yield at, text, more
