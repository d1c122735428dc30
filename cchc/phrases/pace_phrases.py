"""What each period left must bring, in words (SEMANTICS 8)."""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil

from cchc.core.plan.expected import goal_of
from cchc.core.plan.measure import TOTALS, Measure, RatioOf
from cchc.core.plan.plan import Indicator
from cchc.core.verdict.indicator import IndicatorView, Pace
from cchc.phrases.figure_phrases import value_words, with_unit
from cchc.text.number_format import format_figure
from cchc.text.period_name import SpanKind
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice


def _in_amount_unit(indicator: Indicator, value: str) -> str:
    unit = indicator.amount.unit if indicator.amount is not None else None
    return f"{value} {one_line(unit)}" if unit else value


TOLD_MULTIPLE = Fraction(6, 5)
"""From this multiple on it is said how much steeper the rest is than the path (8)."""


def multiple_words(pace: Pace) -> str | None:
    """What is left against what the path leaves; None where it is not worth saying."""
    if pace.multiple is None or pace.multiple < TOLD_MULTIPLE:
        return None
    return format_figure(pace.multiple, 1)


PACE_OF: Mapping[SpanKind | None, str] = {
    SpanKind.MONTH: "month",
    SpanKind.QUARTER: "quarter",
}
"""What a period is called where each of those left is told of."""


def left_words(view: IndicatorView, voice: Voice) -> str | None:
    """What is still to do and what each period left must bring, in the thing's unit.

    None for what does not add up over the year, and where a part is unknown (8).
    """
    indicator, pace, left = view.indicator, view.pace, remainder_words(view, voice)
    if left is None:
        return None
    if pace is None:
        return voice.say("memo.pace", left=left)
    value = _per_period(indicator, pace, voice)
    if value in {None, left}:  # one period is left: all of it
        return voice.say("memo.pace", left=left)
    kind = view.parts.period.kind
    noun = voice.say(f"memo.pace.{PACE_OF.get(kind, 'period')}")
    blanks = {"left": left, "value": value, "each": noun}
    multiple = multiple_words(pace)
    if multiple is None:
        return voice.say("memo.pace.each", **blanks)
    return voice.say("memo.pace.multiple", multiple=multiple, **blanks)


def remainder_words(view: IndicatorView, voice: Voice) -> str | None:
    """What a total still lacks: `6.022,5 triệu đồng`; None for what is no total."""
    indicator, goal = view.indicator, goal_of(view.indicator)
    adds_up = indicator.measure in TOTALS or indicator.of is RatioOf.PLAN
    if not adds_up or goal is None or not goal.wants_more or indicator.is_held:
        return None
    if view.actual is None or view.coverage.unknown or view.actual >= goal.at:
        return None
    missing = goal.at - view.actual
    amount = indicator.amount
    if amount is None or indicator.measure is not Measure.RATIO:
        return with_unit(indicator, value_words(indicator, missing), voice)
    whole = missing * Fraction(amount.value) / 100
    return _in_amount_unit(indicator, format_figure(whole, amount.decimals))


def _per_period(indicator: Indicator, pace: Pace, voice: Voice) -> str | None:
    """What each period left must bring; of things counted whole no part of one."""
    amount = indicator.amount
    if amount is None:
        if indicator.decimals:
            value = format_figure(pace.per_period, indicator.decimals)
        elif pace.per_period < 1:
            return None
        else:
            value = format_figure(Fraction(ceil(pace.per_period)), 0)
        return with_unit(indicator, value, voice)
    return _in_amount_unit(indicator, format_figure(pace.per_period, amount.decimals))
