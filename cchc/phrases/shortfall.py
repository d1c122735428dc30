"""What is still lacking, and the pace that the periods left must keep."""

from fractions import Fraction

from cchc.core.plan.plan import Indicator, Measure
from cchc.core.verdict.indicator import IndicatorView
from cchc.phrases.figure_phrases import pace_words, target_value, value_words
from cchc.phrases.indicator_sentences import Writer, counted, with_unit
from cchc.text.number_format import printed
from cchc.text.sanitize import one_line


def shortfall_words(view: IndicatorView, writer: Writer) -> str | None:
    """What each period left must bring; None where that says nothing."""
    goal = target_value(view.indicator)
    if view.pace is None or goal is None or view.actual is None:
        return None
    one = view.indicator
    value = pace_words(one, view.pace, writer.voice)
    if one.measure is not Measure.RATIO:
        value = with_unit(one, value, writer)
    name = one_line(one.name)
    left = _apart(one, goal - view.actual, writer)
    if view.pace.multiple is None or view.pace.multiple <= 1:
        return writer.say("memo.pace", name=name, value=value, left=left)
    multiple = printed(view.pace.multiple, 1)
    return writer.say(
        "memo.pace.multiple", name=name, value=value, left=left, multiple=multiple
    )


def _apart(one: Indicator, value: Fraction, writer: Writer) -> str:
    """How far two figures are apart: percentage points for a rate."""
    if one.measure is not Measure.RATIO:
        return counted(one, value, writer)
    return writer.say("memo.points", value=value_words(one, value).removesuffix("%"))
