"""What each period left must bring, in words (SEMANTICS 8)."""

from fractions import Fraction

from cchc.core.plan.plan import Indicator
from cchc.core.verdict.indicator import IndicatorView, Pace
from cchc.phrases.figure_phrases import target_value, value_words, with_unit
from cchc.text.number_format import format_figure
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice


def pace_words(indicator: Indicator, pace: Pace) -> str:
    """What each period left must bring, bare; of a plan in the unit of its amount."""
    return _in_amount_unit(indicator, format_figure(pace.per_period, 1))


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


def shortfall_words(view: IndicatorView, voice: Voice) -> str | None:
    """What each period left must bring; None where that says nothing."""
    indicator, pace = view.indicator, view.pace
    goal = target_value(indicator)
    if pace is None or goal is None or view.actual is None:
        return None
    value, missing, amount = (
        pace_words(indicator, pace),
        goal - view.actual,
        indicator.amount,
    )
    if amount is not None:
        missing = missing * Fraction(amount.value) / 100
        left = _in_amount_unit(indicator, format_figure(missing, amount.decimals))
    else:
        left = with_unit(indicator, value_words(indicator, missing), voice)
        value = with_unit(indicator, value, voice)
    name = one_line(indicator.name)
    multiple = multiple_words(pace)
    if multiple is None:
        return voice.say("memo.pace", name=name, value=value, left=left)
    return voice.say(
        "memo.pace.multiple", name=name, value=value, left=left, multiple=multiple
    )
