"""A unit's own part of an indicator in words and in the columns of table E."""

from collections.abc import Iterator
from fractions import Fraction

from cchc.core.cascade.cascade import is_limit
from cchc.core.facts.report import CellState, Quality
from cchc.core.plan.measure import ANSWERED, Measure, RatioOf
from cchc.core.plan.plan import Indicator
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.share import UnitShare, carriers
from cchc.phrases.figure_beside import two_digits_words
from cchc.phrases.figure_phrases import (
    estimate_words,
    fraction_words,
    in_one_row,
    percent_words,
    target_value,
    value_words,
    with_unit,
)
from cchc.phrases.reading_phrases import reading_words
from cchc.text.day import short
from cchc.text.number_format import format_figure, together
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.counted_things import counted_thing
from cchc.words.prose import NOTHING
from cchc.words.translator import Voice


class ShareRow(Record):
    """A row of table E: what one unit was given and did, or all of them together."""

    unit: str
    allotted: str
    in_period: str
    to_date: str
    percent: str
    left: str


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


def part_of_allotment(view: IndicatorView, share: UnitShare) -> str:
    """A unit's figure: `83,3%`; of what was allotted `1/3`."""
    figure = part_words(view.indicator, share.to_date)
    if share.allotted is None or view.numerator is not None:
        return figure
    return f"{figure}/{value_words(view.indicator, Fraction(share.allotted))}"


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
    given, left = (value_words(indicator, n) for n in (allotted, share.left))
    if indicator.of is not RatioOf.PLAN:  # there a figure is an amount, a share is none
        figures = (None, share.in_period, share.to_date, share.left)
        given, now, to_date, left = in_one_row((given, now, to_date, left), figures)
    return ShareRow(name, given, now, to_date, percent_words(share.percent), left)


BLANK = "……"
"""What a unit has not said yet, left for its pen."""
_UNSAID = frozenset({CellState.MISSING, CellState.NOT_DUE})


def is_unsaid(part: UnitShare | IndicatorView) -> bool:
    """Whether the unit owes the figure of the period, and has not given it."""
    if isinstance(part, UnitShare):
        return part.state in _UNSAID
    cover = part.coverage
    return bool({*cover.silent, *cover.not_due} & carriers(part.indicator))


def share_words(view: IndicatorView, share: UnitShare, voice: Voice) -> str:
    """What one unit did of an indicator, beside its own part."""
    if view.indicator.measure not in ANSWERED:
        return "; ".join(_share_parts(view, share, voice))
    if share.reading is not None and share.reading.done is not None:
        return voice.say("memo.task.done.on", day=short(share.reading.done))
    value = reading_words(share.reading, view.indicator, voice)
    return voice.say("unit.paper.answer", value=value)


def own_share_sentence(view: IndicatorView, share: UnitShare, voice: Voice) -> str:
    """One indicator as the unit itself tells it: its figure, beside its own share."""
    name, words = one_line(view.indicator.name), share_words(view, share, voice)
    return voice.say("memo.indicator", name=name, said=words)


def _share_parts(view: IndicatorView, share: UnitShare, voice: Voice) -> Iterator[str]:
    """The figure to date, what the period brought of it, what is left."""
    indicator, say = view.indicator, voice.say
    if share.to_date is not None:
        yield _to_date_words(view, share, voice)
    if beside := _beside_rate(view, share, voice):
        yield say(f"unit.paper.{beside[0]}", change=beside[1])
    if share.state is not CellState.VALUE and not share.in_period:
        now = say(f"cell.state.{share.state}")
        yield say("unit.paper.now", value=now)
    elif share.in_period is not None and share.in_period != share.to_date:
        quality = Quality.FINAL if share.reading is None else share.reading.quality
        now = part_with_unit(indicator, share.in_period, voice)
        rate = f" ({fraction_words(*share.in_rate)})" if share.in_rate else ""
        yield say("unit.paper.now", value=estimate_words(now, quality, voice) + rate)
    if share.previous is not None and share.to_date is not None:
        value = part_with_unit(indicator, share.previous, voice)
        yield say("unit.paper.previous", value=value)
    if share.left and not is_limit(indicator):
        yield say("unit.paper.left", value=part_with_unit(indicator, share.left, voice))


def _to_date_words(view: IndicatorView, share: UnitShare, voice: Voice) -> str:
    """`đạt 05/12 doanh nghiệp (41,67% chỉ tiêu giao)`, `đạt 36,54% (805/2.203)`."""
    indicator, allotted, quality = view.indicator, share.allotted, share.quality
    figure = part_with_unit(indicator, share.to_date, voice)
    done = estimate_words(figure, quality, voice)
    if rate := fraction_words(share.numerator, share.denominator):
        rate = f"{rate} {counted_thing(indicator.name)}".strip()
    if is_limit(indicator):
        value = f"{done} ({rate})" if rate else done
        return _used_words(indicator, share, value, voice)
    if rate:
        return voice.say("unit.paper.rate", value=done, rate=rate)
    if indicator.target is None:
        return done
    if allotted is None:
        return voice.say("unit.paper.done", value=done)
    number, _, unit = figure.partition(" ")
    of = part_words(indicator, Fraction(allotted)).partition(" ")[0]
    value = f"{number}/{two_digits_words(of, voice)} {unit}".strip()
    value = estimate_words(value, quality, voice)
    if share.percent is None:
        return voice.say("unit.paper.done", value=value)
    percent = percent_words(share.percent)
    return voice.say("unit.paper.part", value=value, percent=percent)


def _used_words(
    indicator: Indicator, share: UnitShare, value: str, voice: Voice
) -> str:
    """`lũy kế 12 cuộc (mức cho phép 50 cuộc)`, `đến nay không có trường hợp nào`."""
    unit, whole = one_line(indicator.unit), target_value(indicator)
    if share.to_date == 0 and not share.allotted and unit not in {"", "%"}:
        return voice.say("figure.none.clear", unit=unit)
    if share.allotted == 0:
        return voice.say("unit.paper.never", value=value)
    of = share.allotted if share.allotted is not None else whole
    if of is None:
        return voice.say("unit.paper.done", value=value)
    most = part_with_unit(indicator, Fraction(of), voice)
    return voice.say("unit.paper.limit", value=value, most=most)


def _beside_rate(
    view: IndicatorView, share: UnitShare, voice: Voice
) -> tuple[str, str] | None:
    """How far a rate of the unit is from the target that all have: `above`, `below`.

    Only of a rate that is to be reached, by one number (SEMANTICS 10).
    """
    indicator, goal = view.indicator, target_value(view.indicator)
    is_rate = indicator.measure is Measure.RATIO and indicator.of is not RatioOf.PLAN
    is_usual = indicator.target is not None and indicator.target.is_usual
    if not (is_rate and is_usual) or goal is None or share.to_date is None:
        return None
    places = max(indicator.decimals, 2)
    size = together(abs(share.to_date - goal), (Fraction(0),), places)[0]
    points = voice.say("memo.points", value=size)
    if share.to_date == goal:
        return "even", points
    return ("above" if share.to_date > goal else "below"), points


def beside_target(
    view: IndicatorView, part: UnitShare | IndicatorView, voice: Voice
) -> str:
    """The figure beside its share in a table: `41,67%`, of a rate `-3,46 điểm …`."""
    if isinstance(part, UnitShare) and (found := _beside_rate(view, part, voice)):
        sign = {"above": "+", "below": "-", "even": ""}[found[0]]
        return f"{sign}{found[1]}" if sign else "0"
    is_rate = view.indicator.measure is Measure.RATIO
    return "" if is_rate or part.percent is None else percent_words(part.percent)
