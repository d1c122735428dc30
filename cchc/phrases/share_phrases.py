"""A unit's own part of an indicator in words and in the columns of table E."""

from fractions import Fraction

from cchc.core.facts.report import CellState
from cchc.core.plan.measure import ANSWERED, RatioOf
from cchc.core.plan.plan import Indicator
from cchc.core.verdict.share import UnitShare
from cchc.phrases.figure_phrases import (
    NOTHING,
    estimate_words,
    percent_words,
    value_words,
    with_unit,
)
from cchc.phrases.reading_phrases import reading_words
from cchc.text.number_format import format_figure
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice


class ShareRow(Record):
    """A row of table E: what one unit was given and did, or all of them together."""

    unit: str
    allotted: str
    in_period: str
    to_date: str
    percent: str
    left: str


NO_SHARE = ShareRow("", *[NOTHING] * 5)
"""A unit that has no part of its own."""


def part_words(indicator: Indicator, value: Fraction | None) -> str:
    """A figure of one unit; of a rate of the plan its amount: `100 triệu đồng`."""
    amount = indicator.amount
    if value is None or indicator.of is not RatioOf.PLAN or amount is None:
        return value_words(indicator, value)
    figure = format_figure(value, amount.decimals)
    return f"{figure} {one_line(amount.unit or '')}".rstrip()


def part_with_unit(indicator: Indicator, value: Fraction | None, voice: Voice) -> str:
    """The same in prose."""
    return with_unit(indicator, part_words(indicator, value), voice)


def share_row(
    name: str, indicator: Indicator, share: UnitShare, voice: Voice
) -> ShareRow:
    """What the unit of a name was given and did; where it has no figure, why."""
    allotted = None if share.allotted is None else Fraction(share.allotted)
    figure_words = part_words if indicator.of is RatioOf.PLAN else value_words
    now = figure_words(indicator, share.in_period)
    if share.state is not CellState.VALUE and not share.in_period:
        now = voice.say(f"cell.state.{share.state}")
    elif share.reading is not None and now != NOTHING:
        now = estimate_words(now, share.reading.quality, voice)
    to_date = figure_words(indicator, share.to_date)
    if indicator.measure in ANSWERED:
        to_date = reading_words(share.reading, indicator, voice)
    elif to_date != NOTHING:
        to_date = estimate_words(to_date, share.quality, voice)
    return ShareRow(
        unit=name,
        allotted=value_words(indicator, allotted),
        in_period=now,
        to_date=to_date,
        percent=percent_words(share.percent),
        left=value_words(indicator, share.left),
    )
