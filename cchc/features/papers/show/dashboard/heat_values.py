"""What each unit said of each indicator, and how far its own part is.

A unit has no verdict of its own (SEMANTICS 7 judges the whole): a cell tells what
was reported, and beside an allotment or a target how far the unit is, no more.
"""

from decimal import Decimal
from fractions import Fraction

from cchc.core.facts.report import CellState, Reading
from cchc.core.facts.unit_cell import UnitCell
from cchc.core.plan.expected import goal_of
from cchc.core.plan.plan import Indicator, Measure, RatioOf
from cchc.core.plan.targets.goal import Goal
from cchc.core.verdict.view import IndicatorView, UnitShare
from cchc.phrases.figure_phrases import (
    NOTHING,
    actual_words,
    percent_words,
    value_words,
)
from cchc.phrases.indicator_sentences import Writer
from cchc.text.day import short
from cchc.text.number_format import vietnamese
from cchc.text.record import Record

STATES: dict[CellState, str] = {
    CellState.MISSING: "✗",
    CellState.UNAVAILABLE: "…",
    CellState.NOT_DUE: "○",
    CellState.NIL: "∅",
}
FIGURE = "•"
LEVELS = ("▁", "▂", "▃", "▅", "▇", "█")
"""Nothing, then each begun quarter of its part, then all of it."""
WITHIN, OUTSIDE = "◆", "◇"


class Heat(Record):
    """What stands in a cell: a symbol, words, and the class of its colour."""

    symbol: str
    words: str
    kind: str


def heats(view: IndicatorView, writer: Writer) -> dict[str, Heat]:
    """The cells of an indicator by unit; a unit that is not asked has none."""
    cells = {each.unit: each for each in view.cells}
    parts = {each.unit: each for each in view.shares}
    found = {}
    for unit in dict.fromkeys((*cells, *parts)):
        heat = _heat(view, cells.get(unit), parts.get(unit), writer)
        if heat is not None:
            found[unit] = heat
    return found


def _heat(
    view: IndicatorView,
    cell: UnitCell | None,
    part: UnitShare | None,
    writer: Writer,
) -> Heat | None:
    """First what is not there, then how far, then what was said."""
    state = CellState.NOT_EXPECTED if cell is None else cell.state
    if state in {CellState.MISSING, CellState.NOT_DUE, CellState.UNAVAILABLE}:
        return _of_state(state, writer)
    far = _of_part(view, part) if part else _of_whole(view, writer)
    if far is not None:
        return far
    if cell is None:
        return None
    return _answer(view.indicator, cell.reading, writer) or _told(
        view, state, part, writer
    )


def _of_state(state: CellState, writer: Writer) -> Heat:
    return Heat(STATES[state], writer.say(f"cell.state.{state}"), state.value)


def _told(
    view: IndicatorView, state: CellState, part: UnitShare | None, writer: Writer
) -> Heat:
    """A figure that there is nothing to hold against."""
    if state is CellState.NIL:
        return _of_state(state, writer)
    one = view.indicator
    text = value_words(one, part.to_date) if part else actual_words(view, writer.voice)
    if text == NOTHING:
        text = writer.say("board.heat.reported")
    return Heat(FIGURE, text, "value")


def _of_part(view: IndicatorView, part: UnitShare) -> Heat | None:
    """A unit's part as table E prints it: a percentage, or a rate beside its target."""
    one, goal = view.indicator, goal_of(view.indicator)
    if part.to_date is None or goal is None:
        return None
    if part.allotted is not None and one.measure is not Measure.RATIO:
        if not _grows(one):
            return None
        return None if part.percent is None else _level(part.percent)
    if one.measure is Measure.RATIO and one.of is not RatioOf.PLAN:
        return _beside(goal, part.to_date, value_words(one, part.to_date))
    return None


def _of_whole(view: IndicatorView, writer: Writer) -> Heat | None:
    """The part of a unit that carries the whole is the indicator's own figure."""
    one, goal = view.indicator, goal_of(view.indicator)
    alone = len(one.reporters) == 1 and not one.allot
    if not alone or view.actual is None or goal is None or view.stale:
        return None
    is_rate = one.measure is Measure.RATIO and one.of is not RatioOf.PLAN
    if _grows(one) and not is_rate and view.percent is not None:
        return _level(view.percent, percent_words(view))
    return _beside(goal, view.actual, actual_words(view, writer.voice))


def _grows(one: Indicator) -> bool:
    """Whether more of it is nearer to the target, step by step over the year."""
    goal = goal_of(one)
    steps = goal is not None and goal.has_percent
    return steps and one.measure is not Measure.LEVEL


def _level(percent: Decimal, text: str = "") -> Heat:
    """How much of its part is done, in quarters begun."""
    if percent <= 0:
        step = 0
    elif percent >= 100:
        step = len(LEVELS) - 1
    else:
        step = 1 + int(percent // 25)
    return Heat(LEVELS[step], text or f"{vietnamese(percent)}%", f"level-{step}")


def _beside(goal: Goal, figure: Fraction, text: str) -> Heat:
    """Whether a figure is where the target wants it by the end of the year."""
    reached = goal.is_reached(figure)
    symbol, kind = (WITHIN, "within") if reached else (OUTSIDE, "outside")
    return Heat(symbol, text, kind)


def _answer(one: Indicator, reading: Reading | None, writer: Writer) -> Heat | None:
    """The day it was done, or yes and no."""
    if reading is None or one.measure not in {Measure.MILESTONE, Measure.YES}:
        return None
    if reading.done is not None:
        return Heat("✓", short(reading.done), "within")
    if reading.answer is None:
        return None
    said = "yes" if reading.answer else "no"
    symbol, kind = (WITHIN, "within") if reading.answer else (OUTSIDE, "outside")
    return Heat(symbol, writer.say(f"form.answer.{said}"), kind)
