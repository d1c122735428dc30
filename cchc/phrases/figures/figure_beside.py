"""What a figure is held against, in words: the second half of a sentence."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from cchc.core.plan.expected import goal_of
from cchc.core.plan.plan import Indicator
from cchc.core.plan.targets.target import Manner
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.statuses import BAD_STATUSES
from cchc.phrases.figure_phrases import value_with_unit, with_sign, with_unit
from cchc.phrases.figures.grammar_table import Body, body_of, manner_of
from cchc.text.number_format import format_figure, together
from cchc.text.period_name import ROMAN
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.period import label
from cchc.words.translator import Voice


class Comparison(Record):
    """A figure beside the number it is held against, and how much lies between.

    `side` is below, equal or above; `gap` is the difference in words, `at` the number
    with its unit, `number` without.
    """

    side: str
    gap: str
    at: str
    number: str


def compare(view: IndicatorView, at: Fraction, voice: Voice) -> Comparison:
    """The figure beside a number, both in the decimals at which they differ (12)."""
    indicator, actual = view.indicator, view.actual or Fraction(0)
    side = "below" if actual < at else "above" if actual > at else "equal"
    places = indicator.decimals
    gap = together(abs(actual - at), (Fraction(0),), places)[0]
    text = together(actual, (at,), places)[1]
    return Comparison(
        side,
        amount_words(indicator, gap, voice),
        figure_with_unit(indicator, text, voice),
        two_digits_words(with_sign(indicator, text), voice),
    )


def amount_words(indicator: Indicator, text: str, voice: Voice) -> str:
    """A difference of two figures: rates differ by percentage points."""
    if indicator.is_rate:
        return voice.say("memo.points", value=text)
    return with_unit(indicator, text, voice)


def figure_with_unit(indicator: Indicator, text: str, voice: Voice) -> str:
    """A printed figure in prose: `05 dự án`, `99,5%`."""
    if indicator.is_rate and not text.endswith("%"):
        text = f"{text}%"
    return with_unit(indicator, text, voice)


def _goal_number(view: IndicatorView) -> Fraction | None:
    """The number at which the target is reached."""
    goal = goal_of(view.indicator)
    return None if goal is None else goal.at


def _pace_words(view: IndicatorView, voice: Voice) -> Iterator[str]:
    """What the path of the year wanted by now, where that is not the target itself."""
    if view.expected is None or view.expected in {0, _goal_number(view)}:
        return
    beside = compare(view, view.expected, voice)
    code = "below" if beside.side == "below" else "above"
    period = until_words(view, voice)
    blanks = {"due": beside.at, "number": beside.number, "period": period}
    yield voice.say(f"figure.pace.{code}", **blanks)


def goal_words(view: IndicatorView, voice: Voice) -> Iterator[str]:
    """How far it is from the target, or from what the path wants of it by now."""
    goal = _goal_number(view)
    if goal is not None and view.expected in {None, Fraction(0), goal}:
        beside = compare(view, goal, voice)
        if beside.side != "equal":
            code = f"figure.goal.{beside.side}"
            blanks = {"gap": beside.gap, "goal": beside.at, "number": beside.number}
            yield voice.say(code, **blanks)
    else:
        yield from _pace_words(view, voice)


def _limit_words(view: IndicatorView, voice: Voice) -> Iterator[str]:
    """What is allowed by now and in the whole, or how far it is passed."""
    goal = goal_of(view.indicator)
    if goal is None:
        return
    whole = compare(view, goal.at, voice)
    if whole.side == "above":
        blanks = {"gap": whole.gap, "goal": whole.at, "number": whole.number}
        yield voice.say("figure.limit.broken", **blanks)
    elif goal.strict and whole.side == "equal":
        yield voice.say("figure.limit.equal", goal=whole.at)
    elif view.expected is None or view.expected == goal.at:
        code = "figure.limit.under" if goal.strict else "figure.limit.kept"
        yield voice.say(code, goal=whole.at, number=whole.number)
    else:
        now = compare(view, view.expected, voice)
        blanks = {"due": now.at, "period": until_words(view, voice), "goal": whole.at}
        blanks |= {"number": now.number}
        code = "over" if now.side == "above" else "within"
        yield voice.say(f"figure.limit.{code}", **blanks)


def _range_words(view: IndicatorView, voice: Voice) -> Iterator[str]:
    """Within, below or above the two ends between which it must lie."""
    goal = goal_of(view.indicator)
    if goal is None or goal.upper is None or view.actual is None:
        return
    lower, upper = goal.at, goal.upper
    side = (
        "below" if view.actual < lower else "above" if view.actual > upper else "within"
    )
    ends = [value_with_unit(view.indicator, end, voice) for end in (lower, upper)]
    code = f"figure.range.{side}" if lower != upper else f"figure.exactly.{side}"
    yield voice.say(code, lower=ends[0], upper=ends[1])


def _change_words(view: IndicatorView, voice: Voice) -> Iterator[str]:
    """How much more or less than the baseline; in percent where that is promised."""
    base = view.indicator.baseline
    if base is None or view.actual is None:
        return
    is_part = body_of(view.indicator) in {Body.COUNT, Body.PLAN}
    if is_part and not view.parts.period.is_last:  # of a year beside a whole one
        on_path = (
            _limit_words if manner_of(view.indicator) == Manner.FALL else _pace_words
        )
        yield from on_path(view, voice)
        return
    was = Fraction(base.value)
    beside = compare(view, was, voice)
    since = baseline_words(base.period, voice)
    if beside.side == "equal":
        yield voice.say("figure.change.none", base=since)
        return
    gap = beside.gap
    target = view.indicator.target
    if target is not None and target.divides_by_baseline and was:
        percent = format_figure(100 * abs(view.actual - was) / abs(was), 2)
        gap = voice.say("memo.change", value=gap, percent=percent)
    code = "more" if beside.side == "above" else "less"
    yield voice.say(f"figure.change.{code}", gap=gap, base=since)


def _places_words(view: IndicatorView, voice: Voice) -> Iterator[str]:
    """How many places up or down since the baseline; the place that is wanted."""
    base, actual = view.indicator.baseline, view.actual
    if base is not None and actual is not None:
        since, places = (
            baseline_words(base.period, voice),
            Fraction(base.value) - actual,
        )
        code = "up" if places > 0 else "down" if places < 0 else "same"
        number = two_digits_words(format_figure(abs(places), 0), voice)
        yield voice.say(f"figure.places.{code}", number=number, base=since)
    elif view.verdict.status in BAD_STATUSES:
        yield voice.say("figure.places.goal", place=view.shown_target)


def _grade_words(view: IndicatorView, voice: Voice) -> Iterator[str]:
    """Whether it is below or above the grade that is wanted."""
    goal = goal_of(view.indicator)
    if goal is None or view.actual is None or view.actual == goal.at:
        return
    side = "below" if view.actual < goal.at else "above"
    if side == "below" or goal.strive is None:  # else the second level says it
        yield voice.say(f"figure.grade.{side}", goal=view.shown_target)


def strive_beside(view: IndicatorView, voice: Voice) -> Iterator[str]:
    """Whether the second level is reached, once the first one is."""
    target, goal, actual = view.indicator.target, goal_of(view.indicator), view.actual
    if target is None or goal is None or goal.strive is None or actual is None:
        return
    if goal.is_reached(actual):
        code = "reached" if goal.is_exceeded(actual) else "below"
        value = value_with_unit(view.indicator, goal.strive, voice)
        yield voice.say(f"figure.strive.{code}", value=value)


BESIDE: Mapping[str, Callable[[IndicatorView, Voice], Iterator[str]]] = {
    "pace": _pace_words,
    "goal": goal_words,
    "limit": _limit_words,
    "range": _range_words,
    "change": _change_words,
    "places": _places_words,
    "grade": _grade_words,
}


def two_digits_words(text: str, voice: Voice) -> str:
    """A printed number of a fraction, as prose counts it: `05/12`."""
    is_digit = len(text) == 1 and text in "123456789"
    return voice.say("memo.few", number=text) if is_digit else text


def baseline_words(period: str | None, voice: Voice) -> str:
    """`năm 2021`, or what the plan calls the time of the baseline."""
    name = one_line(period or "")
    if not name:
        return voice.say("figure.base")
    return voice.say("figure.base.year", year=name) if name.isdecimal() else name


def until_words(view: IndicatorView, voice: Voice) -> str:
    """The period in the middle of a sentence: `quý II`, `tháng 3/2026`."""
    period = view.parts.period
    if period.quarter is not None:
        return voice.say("figure.quarter", quarter=ROMAN[period.quarter - 1])
    name = label(period, voice)
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
