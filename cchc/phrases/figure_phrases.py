"""Parts of sentences that the screen and the papers say in the same words."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from cchc.core.facts.report import Quality
from cchc.core.plan.plan import Indicator, Measure, RatioOf
from cchc.core.verdict.indicator import IndicatorView, Pace
from cchc.core.verdict.status import StatusView
from cchc.core.verdict.statuses import Status
from cchc.text.day import long, short
from cchc.text.number_format import printed, together, vietnamese
from cchc.text.sanitize import one_line
from cchc.words.translator import Lang, Voice

NOTHING = "–"
Names = Mapping[str, str]


def day_words(day: date, voice: Voice) -> str:
    """A day in a sentence: `ngày 03 tháng 3 năm 2022`, in figures in English."""
    return long(day) if voice.lang is Lang.VI else short(day)


def counted(number: int, voice: Voice) -> str:
    """A number in a sentence: two digits at least where Vietnamese wants them."""
    return f"{number:02}" if voice.lang is Lang.VI else str(number)


def unit_names(view: StatusView) -> dict[str, str]:
    """The name of each unit of the view by its id, safe to print on one line."""
    return {each.unit.id: one_line(each.unit.name) for each in view.units}


def named(ids: Iterable[str], names: Names) -> str:
    """Names in the order of the ids, comma between; an unknown id as it is."""
    return ", ".join(names.get(each, one_line(each)) for each in ids)


def status_words(status: Status, voice: Voice, *, last: bool) -> str:
    """The word of a status; behind in the last period is "chưa đạt" (SEMANTICS 7)."""
    code = f"indicator.status.{status.value}"
    return voice.say(f"{code}.last" if last and status is Status.BEHIND else code)


def verdict_words(view: IndicatorView, voice: Voice, *, last: bool) -> str:
    """The verdict; with figures missing, also how the reported part stands.

    "thiếu số liệu (theo 8/9 đơn vị: cần theo dõi)". Units are counted, not cells.
    """
    word = status_words(view.verdict.status, voice, last=last)
    if view.verdict.known is None:
        return word
    total = view.coverage.units or len(view.indicator.reporters)
    return voice.say(
        "wording.known",
        word=word,
        reported=total - len(view.coverage.unknown),
        total=total,
        known=status_words(view.verdict.known[0], voice, last=last),
    )


def actual_words(view: IndicatorView, voice: Voice) -> str:
    """The figure as the law shows it, marked when it rests on an estimate."""
    said = signed(view.indicator, view.shown) or NOTHING
    if view.quality is Quality.FINAL:
        return said
    return voice.say(
        "wording.quality", shown=said, quality=voice.say(f"quality.{view.quality}")
    )


def rate_words(view: IndicatorView, voice: Voice) -> str | None:
    """`182/183 phát sinh từ đầu năm`: n/d and what d is; None when no rate."""
    if view.numerator is None or view.denominator is None:
        return None
    return voice.say(
        f"wording.rate.{view.indicator.of or RatioOf.FLOW}",
        numerator=vietnamese(view.numerator),
        denominator=vietnamese(view.denominator),
        **_amount(view.indicator, voice),
    )


def _amount(one: Indicator, voice: Voice) -> dict[str, str]:
    if one.amount is None:
        return {"unit": "", "source": voice.say("wording.amount")}
    source = one.amount.source or voice.say("wording.amount")
    return {"unit": one_line(one.amount.unit or ""), "source": one_line(source)}


def target_words(view: IndicatorView) -> str:
    """The target with how it is compared where that is not "at least": `≤ 20`."""
    one = view.indicator
    said = signed(one, view.shown_target) or NOTHING
    if said == NOTHING:
        return said
    target = one.target
    if target is None or target.is_usual:
        return said
    if target.span is not None:
        lower, upper = target.span
        return signed(one, f"{vietnamese(lower)} – {vietnamese(upper)}")
    if target.tolerance:
        return f"{said} ± {vietnamese(target.tolerance)}"
    return f"{target.sign} {said}" if target.sign else said


def percent_words(view: IndicatorView) -> str:
    """Percent of the target: `42,31%`, or a dash."""
    return NOTHING if view.percent is None else vietnamese(view.percent) + "%"


def value_words(one: Indicator, value: Fraction | None) -> str:
    """A figure beside the indicator's target, in its decimals, `%` for a rate.

    Rounding never hides on which side of the target it is (SEMANTICS 12).
    """
    if value is None:
        return NOTHING
    goal = target_value(one)
    beside = () if goal is None else (goal,)
    return signed(one, together(value, beside, one.decimals)[0])


def signed(one: Indicator, text: str) -> str:
    """The text of a figure with `%` after a rate's, unless it has one."""
    bare = one.measure is not Measure.RATIO or text.endswith("%")
    return text if bare or not any(map(str.isdigit, text)) else f"{text}%"


def pace_words(one: Indicator, pace: Pace, voice: Voice) -> str:
    """What each period left must bring, bare; percentage points for a rate."""
    value = printed(pace.per_period, 1)
    if one.measure is not Measure.RATIO:
        return value
    return voice.say("memo.points", value=value)


def previous_words(view: IndicatorView) -> str:
    """The figure of the same period last year, as it was given."""
    if view.previous_year is None:
        return NOTHING
    return signed(view.indicator, vietnamese(view.previous_year))


def target_value(one: Indicator) -> Fraction | None:
    """The one number of a target that has one."""
    bound = one.target.bound if one.target is not None else None
    return None if bound is None else Fraction(bound)
