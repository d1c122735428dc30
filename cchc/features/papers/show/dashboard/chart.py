"""The path of an indicator over the periods of its plan, beside what was done.

Nothing is drawn where nothing is known: a quarter without a figure is a gap.
"""

from fractions import Fraction

from cchc.core.facts.unit_cell import Heard
from cchc.core.plan.expected import expected, goal_of
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, Measure, RatioOf
from cchc.core.plan.targets.goal import Goal
from cchc.core.plan.trajectory import Hold
from cchc.core.verdict.view import IndicatorView, Status
from cchc.phrases.indicator_sentences import Writer
from cchc.text.record import Record

ANSWERED = frozenset({Measure.MILESTONE, Measure.YES})
SPOKEN = frozenset({Heard.ALL, Heard.PART})
Row = tuple[Fraction | None, ...]


class Chart(Record):
    """What is drawn: one entry for each period of the plan, None where there is none.

    `due` is E(p) of the year, `done` is A(p) of the periods that were reported, up to
    this one, whose place is `now`.
    """

    view: IndicatorView
    goal: Goal
    periods: tuple[Period, ...]
    now: int
    due: Row
    done: Row

    def is_firm(self, place: int) -> bool:
        """Whether the figure of a period has all its cells, those before it too."""
        seen = self.view
        rests_on = seen.heard[: place + 1]
        if not _adds_up(seen.indicator):
            rests_on = rests_on[-1:]
        if place == self.now and (seen.coverage.unknown or seen.stale):
            return False
        return Heard.PART not in rests_on and Heard.NONE not in rests_on

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
        low, high = self.ground, max(self._known)
        if not self.is_near:
            high = max(high, low + 1)
            return low, high + (high - low) / 12
        room = (high - low) / 4 or abs(high) / 20 or Fraction(1)
        return low - room, high + room

    @property
    def ground(self) -> Fraction:
        """The lowest value that is drawn; nought where it is looked at from there."""
        lowest = min(self._known)
        return lowest if self.is_near else min(lowest, Fraction(0))

    @property
    def _known(self) -> list[Fraction]:
        drawn = (*self.due, *self.done, *self.lines)
        return [each for each in drawn if each is not None]

    @property
    def is_near(self) -> bool:
        """Whether it is seen from near: states, held rates, what has a baseline."""
        one = self.view.indicator
        stands = one.measure is Measure.LEVEL or one.of is RatioOf.LEVEL
        held = isinstance(one.trajectory, Hold)
        return stands or held or self.goal.base is not None


def chart_of(view: IndicatorView, writer: Writer) -> Chart | None:
    """The chart of an indicator; None where it has no sense.

    Dates and answers have no scale, nor has a line that was withdrawn or that lacks
    the baseline it is measured from.
    """
    one, goal = view.indicator, goal_of(view.indicator)
    told_otherwise = one.measure in ANSWERED or view.verdict.status is Status.VOID
    if goal is None or told_otherwise:
        return None
    periods = writer.view.periods
    now = writer.view.period.ordinal - 1
    return Chart(view, goal, periods, now, _due(one, writer), _done(view, periods))


def _done(view: IndicatorView, periods: tuple[Period, ...]) -> Row:
    """A(p) where somebody reported for the period itself: else it is a gap.

    What was known before is no figure of a period of which nobody spoke.
    """
    told = zip(view.trend, view.heard, strict=True)
    known = [each if heard in SPOKEN else None for each, heard in told]
    return tuple([*known, *[None] * len(periods)][: len(periods)])


def _adds_up(one: Indicator) -> bool:
    """Whether a figure rests on the periods before it."""
    running = one.amount is not None and one.amount.cumulative
    if one.measure is Measure.RATIO:
        return one.of is not RatioOf.LEVEL and not running
    return one.measure in {Measure.FLOW, Measure.REGISTER}


def _due(one: Indicator, writer: Writer) -> Row:
    """E(p) of every period; none for a rank or a range that holds all year."""
    periods, goal = writer.view.periods, goal_of(one)
    held = isinstance(one.trajectory, Hold)
    ranged = goal is not None and goal.upper is not None and held
    if ranged:
        return (None,) * len(periods)
    found = (expected(one, writer.plan, each, periods) for each in periods)
    return tuple(None if each is None else each.value for each in found)
