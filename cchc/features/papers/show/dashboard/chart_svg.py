"""A chart as inline SVG: exact coordinates, and words for those who cannot see it.

Everything is said in attributes of the drawing itself, so that it stays what it is
when it is copied somewhere else. What is due is dashed with squares, what was done
is full with discs, the target is dotted: nobody has to tell colours apart.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction

from cchc.features.papers.show.dashboard.chart import Chart, Row
from cchc.features.papers.show.dashboard.chart_field import (
    LETTER,
    Field,
    field_of,
    period_name,
    spot,
    ticks,
)
from cchc.features.papers.show.dashboard.chart_words import (
    done_text,
    due_code,
    due_text,
    told,
)
from cchc.paper.html import brief, said
from cchc.phrases.indicator_sentences import Writer
from cchc.text.number_format import rounded
from cchc.text.record import Record
from cchc.text.sanitize import one_line

LINE = 15
BLUE, GREY, INK, LIGHT = "#0b4f8a", "#5a6270", "#1d2733", "#eef3f8"
GREEN, PALE = "#1b6e2e", "#dcebdd"
DUE = f'stroke="{GREY}" stroke-width="1.5" stroke-dasharray="5 3"'
DONE = f'stroke="{BLUE}" stroke-width="2.5"'
FACE = "'Segoe UI', 'Noto Sans', 'Liberation Sans', Arial, sans-serif"
NAME = 120


def drawn(chart: Chart, key: str, writer: Writer) -> str:
    """The drawing; `key` makes the ids of its title and description its own."""
    field = field_of(chart)
    lines = _lines_under(chart)
    height = field.bottom + LINE * (1 + len(lines)) + 4
    parts = [
        _opening(field.width, height, key),
        f'<title id="{key}-t">{said(_title(chart))}</title>',
        f'<desc id="{key}-d">{said(told(chart, writer))}</desc>',
        _now(field, height),
        *_target(field),
        *_axis(field, writer),
        *_path(field),
        *_actual(field),
        *_table(field, lines, writer),
        "</svg>",
    ]
    return "\n".join(parts)


def _opening(width: int, height: int, key: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" '
        f'aria-labelledby="{key}-t {key}-d" '
        f'font-family="{FACE}" font-size="11" fill="{INK}">'
    )


def _title(chart: Chart) -> str:
    return brief(one_line(chart.view.indicator.name), NAME)


def _now(field: Field, height: int) -> str:
    """The column of this period, lightly filled."""
    x = field.left + field.step * field.chart.now
    return (
        f'<rect x="{x}" y="2" width="{field.step}" height="{height - 4}" rx="3" '
        f'fill="{LIGHT}"/>'
    )


def _target(field: Field) -> Iterator[str]:
    """The line of the target, or the band between two."""
    chart, left, end = field.chart, field.left, field.end
    marks = [field.y(each) for each in chart.lines]
    if len(marks) > 1 and marks[0] != marks[1]:
        size = rounded(Fraction(marks[0]) - Fraction(marks[1]), 1)
        yield (
            f'<rect x="{left}" y="{marks[1]}" width="{end - left}" '
            f'height="{size:f}" fill="{PALE}"/>'
        )
    for y in dict.fromkeys(marks):
        yield (
            f'<line x1="{left}" y1="{y}" x2="{end}" y2="{y}" stroke="{GREEN}" '
            f'stroke-width="1.5" stroke-dasharray="1.5 3"/>'
        )


def _axis(field: Field, writer: Writer) -> Iterator[str]:
    """The ground line, the names of the periods, the values that a line stands for."""
    chart = field.chart
    yield (
        f'<line x1="{field.left}" y1="{field.bottom}" x2="{field.end}" '
        f'y2="{field.bottom}" stroke="{GREY}" stroke-width="1"/>'
    )
    for place, period in enumerate(chart.periods):
        weight = ' font-weight="700"' if place == chart.now else ""
        name = said(brief(period_name(period, writer), field.step // LETTER))
        yield _text(field.x(place), field.bottom + 14, name, "middle", weight)
    for value, text, more in ticks(field):
        yield _text(f"{field.left - 6}", spot(value + 4), said(text), "end", more)


def _text(x: str, y: object, inside: str, anchor: str, more: str = "") -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}"{more}>{inside}</text>'


def _runs(row: Row) -> Iterator[list[tuple[int, Fraction]]]:
    """Neighbours that are known: a line is drawn through these alone."""
    run: list[tuple[int, Fraction]] = []
    for place, value in enumerate(row):
        if value is not None:
            run.append((place, value))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _lines(field: Field, row: Row, more: str) -> Iterator[str]:
    for run in _runs(row):
        if len(run) > 1:
            points = " ".join(f"{field.x(at)},{field.y(value)}" for at, value in run)
            yield f'<polyline points="{points}" fill="none" {more}/>'


def _path(field: Field) -> Iterator[str]:
    """What is due: dashed, with empty squares."""
    yield from _lines(field, field.chart.due, DUE)
    for place, value in enumerate(field.chart.due):
        if value is not None:
            yield _square(Fraction(field.x(place)), Fraction(field.y(value)))


def _square(x: Fraction, y: Fraction) -> str:
    return (
        f'<rect x="{spot(x - 3)}" y="{spot(y - 3)}" width="6" height="6" '
        f'fill="#ffffff" stroke="{GREY}" stroke-width="1.5"/>'
    )


def _actual(field: Field) -> Iterator[str]:
    """What was done: full, with discs; a ring where cells of it are unknown."""
    chart = field.chart
    yield from _lines(field, chart.done, DONE)
    for place, value in enumerate(chart.done):
        if value is not None:
            firm = chart.is_firm(place)
            yield _disc(field.x(place), field.y(value), firm=firm)


def _disc(x: str, y: str, *, firm: bool) -> str:
    fill = BLUE if firm else "#ffffff"
    return (
        f'<circle cx="{x}" cy="{y}" r="4" fill="{fill}" stroke="{BLUE}" '
        f'stroke-width="2"/>'
    )


class Line(Record):
    """A row of figures under the drawing: its code, its sign, what it prints."""

    code: str
    colour: str
    sign: str
    text: Callable[[Chart, int], str]
    more: str = ""


def _lines_under(chart: Chart) -> list[Line]:
    """What is due, where anything is, and what was done."""
    done = Line("done", BLUE, DONE, done_text, ' font-weight="700"')
    if all(each is None for each in chart.due):
        return [done]
    return [Line(due_code(chart), GREY, DUE, due_text), done]


def _table(field: Field, lines: list[Line], writer: Writer) -> Iterator[str]:
    """The figures beneath the periods, each row with its sign."""
    for number, each in enumerate(lines, start=1):
        yield from _row(field, each, field.bottom + 14 + LINE * number, writer)


def _row(field: Field, line: Line, at: int, writer: Writer) -> Iterator[str]:
    chart, middle = field.chart, Fraction(at - 4)
    yield f'<line x1="2" y1="{middle}" x2="18" y2="{middle}" {line.sign}/>'
    if line.text is due_text:
        yield _square(Fraction(10), middle)
    else:
        yield _disc("10", f"{middle}", firm=True)
    colour = f' fill="{line.colour}"'
    word = writer.say(f"board.chart.{line.code}")
    yield _text("21", at, said(word), "start", f' font-size="10"{colour}')
    for place in range(len(chart.periods)):
        if text := line.text(chart, place):
            yield _text(field.x(place), at, said(text), "middle", line.more + colour)
