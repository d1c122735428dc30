"""Cells that units reported, things and reasons in words, for screen and paper."""

from decimal import Decimal
from fractions import Fraction

from cchc.core.facts.report import (
    CellState,
    Item,
    Quality,
    Reading,
    TaskNote,
    TaskState,
)
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import Indicator, Plan
from cchc.phrases.figure_phrases import fraction_words
from cchc.text.day import short
from cchc.text.number_format import format_figure, vietnamese
from cchc.text.printed_marks import PRINTED
from cchc.text.sanitize import one_line
from cchc.words.prose import NOTHING
from cchc.words.translator import Voice


def reading_words(
    reading: Reading | None, indicator: Indicator | None, voice: Voice
) -> str:
    """One cell in words: `14 doanh nghiệp`, `412/415`, `không phát sinh`."""
    if reading is None:
        return NOTHING
    if reading.state is not CellState.VALUE:
        return voice.say(f"cell.state.{reading.state.value}")
    figure = NOTHING
    if reading.done is not None:
        figure = short(reading.done)
    elif reading.answer is not None:
        answer = "yes" if reading.answer else "no"
        figure = voice.say(f"report.answer.{answer}")
    elif reading.number is not None:
        figure = _number_words(reading.number, reading.denominator, indicator)
    if reading.quality is Quality.FINAL:
        return figure
    return f"{figure} ({voice.say(f'quality.{reading.quality.value}')})"


def _number_words(
    number: Decimal, denominator: Decimal | None, indicator: Indicator | None
) -> str:
    """`14 doanh nghiệp`; of a rate the fraction, and its percent where it has one."""
    if denominator is not None:
        fraction = fraction_words(number, denominator)
        if not denominator:
            return fraction
        share = 100 * Fraction(number) / Fraction(denominator)
        return f"{fraction} ({format_figure(share, 2)}%)"
    if indicator is not None and (grade := indicator.grade(number)):
        return one_line(grade)
    unit = "" if indicator is None else indicator.unit
    if indicator is not None and indicator.measure is Measure.RATIO:
        unit = (indicator.amount.unit or "") if indicator.amount else ""
    return f"{vietnamese(number)} {one_line(unit)}".rstrip()


def item_line(item: Item) -> str:
    """`Khô cá lóc; 20/02/2022; QĐ 12/QĐ-UBND`."""
    day = short(item.date) if item.date else ""
    parts = (one_line(item.name), day, one_line(item.document or ""))
    return "; ".join(part for part in parts if part)


def task_state_words(note: TaskNote, code: str, voice: Voice) -> str:
    """What a unit said of a task: `đang thực hiện 7/9`, `đã xong 20/6/2022`."""
    words = voice.say(f"{code}.{note.state}")
    if note.state is TaskState.DONE and note.done is not None:
        words = f"{words} {short(note.done)}"
    if note.count is not None:
        of = f"/{vietnamese(note.of)}" if note.of is not None else ""
        words = f"{words} {vietnamese(note.count)}{of}"
    return words


def reading_as_typed(reading: Reading, plan: Plan, key: str) -> str:
    """A reading as it may be typed again in this language, `~` for an estimate."""
    if reading.done is not None:
        return reading.done.isoformat()
    if reading.answer is not None:
        return "yes" if reading.answer else "no"
    if reading.number is None:
        return reading.state.value
    indicator = plan.indicator(key)
    grade = None if indicator is None else indicator.grade(reading.number)
    text = grade or f"{reading.number:f}"
    if reading.denominator is not None:
        text += f"/{reading.denominator:f}"
    sign = "~" if reading.quality is Quality.ESTIMATE else ""
    return sign + (grade or as_typed(text))


def as_typed(number: str) -> str:
    """A number with the decimal mark that this language reads."""
    return number.replace(".", PRINTED.get()[1])
