"""The table of the grammar of figures, and what a figure is held against, in words.

A row is how a promise is spoken of (the `manner` of its kind of target) and what its
figures are made of; it names the sentence of what was done and the one of what that is
held against. The words stand in the catalogue under `figure.`; `docs/cau-chu.md` prints
all of them with example figures.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from cchc.core.plan.expected import goal_of
from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import Indicator
from cchc.core.plan.targets.target import Manner
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.statuses import BAD_STATUSES
from cchc.phrases.figure_phrases import value_with_unit, with_sign, with_unit
from cchc.text.closed_list import StrEnum
from cchc.text.number_format import format_figure, together
from cchc.text.period_name import ROMAN
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.period import label
from cchc.words.translator import Voice


class Body(StrEnum):
    """What a figure is made of."""

    COUNT = "count"
    STATE = "state"
    RATE = "rate"
    PLAN = "plan"
    GRADE = "grade"
    WORD = "word"


class GrammarRow(Record):
    """A row of the table: the codes of what was done, and of what it is held against.

    `beside` is empty where the first says all.
    """

    done: str
    beside: str = ""


STATISTIC = "statistic"
TABLE: Mapping[tuple[str, Body], GrammarRow] = {
    (STATISTIC, Body.COUNT): GrammarRow("figure"),
    (STATISTIC, Body.STATE): GrammarRow("figure"),
    (STATISTIC, Body.RATE): GrammarRow("share"),
    (STATISTIC, Body.PLAN): GrammarRow("plan"),
    (STATISTIC, Body.WORD): GrammarRow("answer"),
    (Manner.FLOOR, Body.COUNT): GrammarRow("count", "pace"),
    (Manner.FLOOR, Body.STATE): GrammarRow("reached", "goal"),
    (Manner.FLOOR, Body.RATE): GrammarRow("rate", "goal"),
    (Manner.FLOOR, Body.PLAN): GrammarRow("plan", "pace"),
    (Manner.CEILING, Body.COUNT): GrammarRow("used", "limit"),
    (Manner.CEILING, Body.STATE): GrammarRow("figure", "limit"),
    (Manner.CEILING, Body.RATE): GrammarRow("share", "limit"),
    (Manner.CEILING, Body.PLAN): GrammarRow("plan", "limit"),
    (Manner.NONE, Body.COUNT): GrammarRow("none"),
    (Manner.NONE, Body.STATE): GrammarRow("none"),
    (Manner.NONE, Body.RATE): GrammarRow("none.rate"),
    (Manner.NONE, Body.PLAN): GrammarRow("none.rate"),
    (Manner.RANGE, Body.COUNT): GrammarRow("used", "range"),
    (Manner.RANGE, Body.STATE): GrammarRow("figure", "range"),
    (Manner.RANGE, Body.RATE): GrammarRow("share", "range"),
    (Manner.RANGE, Body.PLAN): GrammarRow("plan", "range"),
    (Manner.RISE, Body.COUNT): GrammarRow("reached", "change"),
    (Manner.RISE, Body.STATE): GrammarRow("reached", "change"),
    (Manner.RISE, Body.RATE): GrammarRow("rate", "change"),
    (Manner.RISE, Body.PLAN): GrammarRow("plan", "change"),
    (Manner.FALL, Body.COUNT): GrammarRow("used", "change"),
    (Manner.FALL, Body.STATE): GrammarRow("figure", "change"),
    (Manner.FALL, Body.RATE): GrammarRow("share", "change"),
    (Manner.FALL, Body.PLAN): GrammarRow("plan", "change"),
    (Manner.RANK, Body.STATE): GrammarRow("rank", "places"),
    (STATISTIC, Body.GRADE): GrammarRow("grade"),
    (Manner.FLOOR, Body.GRADE): GrammarRow("grade", "grade"),
    (Manner.RISE, Body.GRADE): GrammarRow("grade", "grade"),
    (Manner.DAY, Body.WORD): GrammarRow("day"),
    (Manner.ANSWER, Body.WORD): GrammarRow("answer"),
    (Manner.EACH, Body.COUNT): GrammarRow("each"),
    (Manner.EACH, Body.STATE): GrammarRow("each"),
    (Manner.EACH, Body.RATE): GrammarRow("each"),
    (Manner.EACH, Body.WORD): GrammarRow("each"),
    (Manner.ASSIGNED, Body.COUNT): GrammarRow("figure"),
    (Manner.ASSIGNED, Body.STATE): GrammarRow("figure"),
    (Manner.ASSIGNED, Body.RATE): GrammarRow("share"),
    (Manner.ASSIGNED, Body.PLAN): GrammarRow("plan"),
    (Manner.ASSIGNED, Body.GRADE): GrammarRow("grade"),
    (Manner.ASSIGNED, Body.WORD): GrammarRow("answer"),
}
"""A new kind of target needs a row here and its words in the catalogue."""


def body_of(indicator: Indicator) -> Body:
    """What the figures of an indicator are made of."""
    match indicator.measure:
        case Measure.RATIO:
            return Body.PLAN if indicator.of is RatioOf.PLAN else Body.RATE
        case Measure.LEVEL | Measure.RANK:
            return Body.STATE
        case Measure.GRADE:
            return Body.GRADE
        case Measure.MILESTONE | Measure.YES:
            return Body.WORD
        case Measure.FLOW | Measure.RUNNING | Measure.REGISTER:
            return Body.COUNT


def row_of(indicator: Indicator) -> GrammarRow:
    """The row of the table by which an indicator is spoken of."""
    return TABLE[manner_of(indicator), body_of(indicator)]


def manner_of(indicator: Indicator) -> str:
    """How an indicator is spoken of; without a target it is a statistic."""
    if indicator.is_rank:
        return Manner.RANK
    return STATISTIC if indicator.target is None else indicator.target.manner


class Comparison(Record):
    """A figure beside the number it is held against, and how much lies between.

    `side` is below, equal or above; `gap` is the difference in words, `at` the number
    with its unit, `number` without.
    """

    side: str
    gap: str
    at: str
    number: str

    @property
    def blanks(self) -> dict[str, str]:
        """Its words by the blanks of the catalogue."""
        at = self.at
        return {"gap": self.gap, "goal": at, "due": at, "number": self.number}


def compare(view: IndicatorView, at: Fraction, voice: Voice) -> Comparison:
    """The figure beside a number, both in the decimals at which they differ (12)."""
    indicator, actual = view.indicator, view.actual or Fraction(0)
    side = "below" if actual < at else "above" if actual > at else "equal"
    places = indicator.decimals
    gap = together(abs(actual - at), (Fraction(0),), places)[0]
    text = with_sign(indicator, together(actual, (at,), places)[1])
    if indicator.is_rate:  # rates differ by percentage points
        gap = voice.say("memo.points", value=gap)
    else:
        gap = with_unit(indicator, gap, voice)
    number = two_digits_words(text, voice)
    return Comparison(side, gap, with_unit(indicator, text, voice), number)


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
    yield voice.say(f"figure.pace.{code}", period=period, **beside.blanks)


def goal_words(view: IndicatorView, voice: Voice) -> Iterator[str]:
    """How far it is from the target, or from what the path wants of it by now."""
    goal = _goal_number(view)
    if goal is not None and view.expected in {None, Fraction(0), goal}:
        beside = compare(view, goal, voice)
        if beside.side != "equal":
            yield voice.say(f"figure.goal.{beside.side}", **beside.blanks)
    else:
        yield from _pace_words(view, voice)


def _limit_words(view: IndicatorView, voice: Voice) -> Iterator[str]:
    """What is allowed by now and in the whole, or how far it is passed."""
    goal = goal_of(view.indicator)
    if goal is None:
        return
    whole = compare(view, goal.at, voice)
    if whole.side == "above":
        yield voice.say("figure.limit.broken", **whole.blanks)
    elif goal.strict and whole.side == "equal":
        yield voice.say("figure.limit.equal", **whole.blanks)
    elif view.expected is None or view.expected == goal.at:
        code = "figure.limit.under" if goal.strict else "figure.limit.kept"
        yield voice.say(code, **whole.blanks)
    else:
        now = compare(view, view.expected, voice)
        blanks = {**now.blanks, "goal": whole.at, "period": until_words(view, voice)}
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
        since = baseline_words(base.period, voice)
        places = Fraction(base.value) - actual
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
