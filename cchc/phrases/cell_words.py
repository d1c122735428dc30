"""Cells, named things and reasons in words, as every screen and paper writes them."""

from decimal import Decimal
from fractions import Fraction

from cchc.core.facts.report import CellState, Item, Quality, Reading
from cchc.core.plan.plan import Indicator, Measure
from cchc.text.day import short
from cchc.text.number_format import printed, vietnamese
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice

NOTHING = "–"


def reading_words(reading: Reading | None, one: Indicator | None, voice: Voice) -> str:
    """One cell in words: `14 doanh nghiệp`, `412/415`, `không phát sinh`."""
    if reading is None:
        return NOTHING
    if reading.state is not CellState.VALUE:
        return voice.say(f"cell.state.{reading.state.value}")
    said = _value(reading, one, voice)
    if reading.quality is not Quality.FINAL:
        said += f" ({voice.say(f'quality.{reading.quality.value}')})"
    return said


def _value(reading: Reading, one: Indicator | None, voice: Voice) -> str:
    if reading.done is not None:
        return short(reading.done)
    if reading.answer is not None:
        return voice.say("report.answer.yes" if reading.answer else "report.answer.no")
    if reading.number is None:
        return NOTHING
    said = vietnamese(reading.number)
    if reading.denominator is not None:
        said = f"{said}/{vietnamese(reading.denominator)}"
        return said + _rate(reading.number, reading.denominator)
    unit = one_line(_unit_of(one)) if one is not None else ""
    return f"{said} {unit}".rstrip()


def _rate(top: Decimal, bottom: Decimal) -> str:
    return f" ({printed(100 * Fraction(top) / Fraction(bottom), 2)}%)" if bottom else ""


def _unit_of(one: Indicator) -> str:
    if one.measure is Measure.RATIO:
        return one.amount.unit or "" if one.amount else ""
    return one.unit


def item_line(item: Item) -> str:
    """`Khô cá lóc; 20/02/2022; QĐ 12/QĐ-UBND`."""
    day = short(item.date) if item.date else ""
    parts = (one_line(item.name), day, one_line(item.document or ""))
    return "; ".join(part for part in parts if part)


def reason_words(reason: str, voice: Voice) -> str:
    """`đính chính: gõ nhầm` for `correction: gõ nhầm`."""
    code, _, text = reason.partition(":")
    known = voice.knows(f"report.reason.{code}")
    word = voice.say(f"report.reason.{code}") if known else one_line(code)
    return f"{word}: {one_line(text.strip())}" if text.strip() else word
