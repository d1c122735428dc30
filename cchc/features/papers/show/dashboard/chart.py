"""The path of an indicator over the periods of its plan, beside what was done.

Nothing is drawn where nothing is known: a quarter without a figure is a gap.
"""

from decimal import Decimal
from fractions import Fraction

from cchc.core.facts.report import ReportedExtent
from cchc.core.plan.expected import expected_value, goal_of
from cchc.core.plan.measure import ANSWERED, STATE_MEASURES, Measure, RatioOf
from cchc.core.plan.period import Period
from cchc.core.plan.targets.line import AtLeast
from cchc.core.plan.targets.target import Goal
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.statuses import Status
from cchc.phrases.figure_phrases import (
    status_words,
    target_words,
    value_words,
    with_sign,
)
from cchc.phrases.writer import Writer
from cchc.text.record import Record, replace
from cchc.text.sanitize import one_line
from cchc.words.period import label as period_label
from cchc.words.prose import NOTHING

SPOKEN = frozenset({ReportedExtent.ALL, ReportedExtent.PART})
Row = tuple[Fraction | None, ...]


class Chart(Record):
    """What is drawn: one entry for each period of the plan, None where there is none.

    `done` is A(p) of the periods that were reported, up to this one, whose place is
    `now`; `due` is E(p) of the year.
    """

    view: IndicatorView
    goal: Goal
    periods: tuple[Period, ...]
    now: int
    done: Row
    due: Row

    def is_firm(self, place: int) -> bool:
        """Whether the figure of a period has all its cells, those before it too."""
        view, indicator = self.view, self.view.indicator
        adds_up = indicator.measure in {Measure.FLOW, Measure.REGISTER}
        if indicator.measure is Measure.RATIO:
            is_running = indicator.amount is not None and indicator.amount.cumulative
            adds_up = indicator.of is not RatioOf.LEVEL and not is_running
        rests_on = view.heard[0 if adds_up else place : place + 1]
        if place == self.now and (view.coverage.unknown or view.stale):
            return False
        return {ReportedExtent.PART, ReportedExtent.NONE}.isdisjoint(rests_on)

    @property
    def lines(self) -> tuple[Fraction, ...]:
        """The values of the target: one, or the two ends of a range."""
        upper = self.goal.upper
        return (self.goal.at,) if upper is None else (self.goal.at, upper)

    @property
    def scale(self) -> tuple[Fraction, Fraction]:
        """The lowest and the highest value that has room.

        From nought, or from near: 99 beside 100 must be seen to be less.
        """
        low, high = self.ground, max(self._known_values)
        if not self.is_near:
            high = max(high, low + 1)
            return low, high + (high - low) / 12
        room = (high - low) / 4 or abs(high) / 20 or Fraction(1)
        return low - room, high + room

    @property
    def ground(self) -> Fraction:
        """The lowest value that is drawn; nought where it is looked at from there."""
        lowest = min(self._known_values)
        return lowest if self.is_near else min(lowest, Fraction(0))

    @property
    def _known_values(self) -> list[Fraction]:
        values = (*self.due, *self.done, *self.lines)
        return [value for value in values if value is not None]

    @property
    def is_near(self) -> bool:
        """Whether it is seen from near: states, held rates, what has a baseline."""
        indicator = self.view.indicator
        is_level = indicator.measure in STATE_MEASURES or indicator.of is RatioOf.LEVEL
        return is_level or indicator.is_held or self.goal.base is not None


UNCHARTED = ANSWERED | {Measure.GRADE}
"""What has no scale of numbers to be drawn on."""


def chart_of(view: IndicatorView, writer: Writer) -> Chart | None:
    """The chart of an indicator; None where it has no sense.

    Dates and answers have no scale, nor has a line that was withdrawn or that lacks
    the baseline it is measured from.
    """
    indicator, goal = view.indicator, goal_of(view.indicator)
    periods, line = writer.view.periods, view
    due: Row = (None,) * len(periods)
    if view.each is not None:  # how many units reach it, against how many must
        needed, kind = view.each.units_needed, Measure.LEVEL
        counted = replace(indicator, measure=kind, of=None, unit="", decimals=0)
        counted = replace(counted, target=AtLeast(Decimal(needed)))
        line, goal = replace(view, indicator=counted), Goal(Fraction(needed))
    elif indicator.measure in UNCHARTED or view.verdict.status is Status.VOID:
        return None
    elif goal is not None and (goal.upper is None or not indicator.is_held):
        # a range that holds all year has no path
        points = (expected_value(indicator, writer.plan, p, periods) for p in periods)
        due = tuple(None if point is None else point.value for point in points)
    if goal is None:
        return None
    # A(p) where somebody reported for the period itself: what was known before is no
    # figure of a period of which nobody spoke, so it is a gap
    spoken = zip(view.trend, view.heard, strict=True)
    known = [value if heard in SPOKEN else None for value, heard in spoken]
    done = tuple([*known, *[None] * len(periods)][: len(periods)])
    return Chart(line, goal, periods, writer.view.period.ordinal - 1, done, due)


def due_text(chart: Chart, place: int) -> str:
    """What is due at the end of a period; empty where nothing is."""
    value = chart.due[place]
    if value is None:
        return ""
    indicator = chart.view.indicator
    if place == chart.now and chart.view.shown_expected not in {"", NOTHING}:
        return with_sign(indicator, chart.view.shown_expected)
    return value_words(indicator, value)


def done_text(chart: Chart, place: int) -> str:
    """What was done by the end of a period: a dash if unknown, nothing if to come."""
    if place > chart.now:
        return ""
    value = chart.done[place]
    if value is None:
        return NOTHING
    indicator = chart.view.indicator
    if place == chart.now:
        return with_sign(indicator, chart.view.shown)
    return value_words(indicator, value)


def chart_sentence(chart: Chart, writer: Writer) -> str:
    """The whole chart in a sentence, for those who cannot see it."""
    say = writer.say
    sentences = []
    for place, period in enumerate(chart.periods):
        due, done = due_text(chart, place), done_text(chart, place)
        parts = [
            say(f"board.chart.told.{code}", value=value)
            for code, value in ((due_code(chart), due), ("done", done))
            if value
        ]
        if parts:
            name = one_line(period_label(period, writer.voice))
            value = ", ".join(parts)
            sentences.append(say("screen.labelled", label=name, value=value))
    word = status_words(chart.view.verdict.status, writer.voice, last=writer.last)
    target = target_words(chart.view, writer.voice)
    told = say("board.chart.told.target", target=target, word=word)
    return "; ".join((told, *sentences))


def due_code(chart: Chart) -> str:
    """What E(p) is called: where less is better, it is what is allowed by then."""
    return "allowed" if chart.goal.less_is_better else "due"
