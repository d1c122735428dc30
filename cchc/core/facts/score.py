"""Points of criteria: those that people typed, and the rule by which figures earn them.

SEMANTICS 14. Three columns stay three; a figure is worth the points of the best
threshold that it reaches.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from cchc.core.plan.expected import goal_of
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import NO_PAPER, Criterion, Indicator, Paper
from cchc.core.plan.targets.target import Direction
from cchc.text.closed_list import StrEnum
from cchc.text.compare import fold
from cchc.text.day import parse_day
from cchc.text.number import PLAN
from cchc.text.number_format import points_text
from cchc.text.record import Record

ZERO, WHOLE = Fraction(0), Fraction(100)
FARTHEST = Fraction(10) ** 20
"""Beyond every figure that a ledger can hold."""


class ScoreStage(StrEnum):
    """The three columns of points: the office's own, the appraised, the published."""

    SELF = "self"
    APPRAISED = "appraised"
    PUBLISHED = "published"


class Score(Record):
    """Points of a criterion in one column, or that column taken back (no points).

    `owner` is the unit that answers for the points lost, `cause` why they were lost,
    `remedy` what is done about it; `document` the paper that appraised or published
    them; `evidence` what proves them, `sha256` that of its file.
    """

    criterion: str
    stage: ScoreStage
    points: Decimal | None
    owner: str | None = None
    reason: str | None = None
    cause: str | None = None
    remedy: str | None = None
    document: Paper = NO_PAPER
    evidence: str | None = None
    sha256: str | None = None
    day: dt.date = dt.date.min
    actor: str = ""


StandingScores = Mapping[tuple[str, ScoreStage], Score]


def standing_scores(scores: Iterable[Score]) -> StandingScores:
    """The last score of each criterion and column, but for what was taken back."""
    last = {(score.criterion, score.stage): score for score in scores}
    return {key: score for key, score in last.items() if score.points is not None}


class Threshold(Record):
    """A figure and the points that it is worth."""

    at: Fraction
    points: Fraction


class PointsRule(Record):
    """How many points a figure is worth: those of the best threshold reached (14).

    `thresholds` go from the worst to the best; below the worst there is nothing.
    `strict`: the threshold itself is not enough; above `upper` there is nothing.
    """

    thresholds: tuple[Threshold, ...]
    less_is_better: bool = False
    is_linear: bool = False
    strict: bool = False
    upper: Fraction | None = None

    @property
    def lines(self) -> tuple[Fraction, ...]:
        """The figures at which the points turn."""
        upper = () if self.upper is None else (self.upper,)
        return (*(threshold.at for threshold in self.thresholds), *upper)

    def points_at(self, figure: Fraction) -> Fraction:
        """The points of a figure, exactly."""
        way = -1 if self.less_is_better else 1
        reached = [
            own
            for own in self.thresholds
            if way * figure > way * own.at or (figure == own.at and not self.strict)
        ]
        if not reached or (self.upper is not None and figure > self.upper):
            return ZERO
        best, ahead = reached[-1], self.thresholds[len(reached) :]
        if not (self.is_linear and ahead):
            return best.points
        share = (figure - best.at) / (ahead[0].at - best.at)
        return best.points + share * (ahead[0].points - best.points)

    def span(
        self,
        lo: Fraction | None,
        hi: Fraction | None,
        *,
        lo_open: bool = False,
        hi_open: bool = False,
    ) -> "PointSpan":
        """The fewest and the most points of any figure from one end to the other.

        The ends alone will not do: a range has its points in the middle. None is
        without end; an open end is never reached, but points in proportion come as
        near to it as you like.
        """
        lo = -FARTHEST if lo is None else lo
        hi = FARTHEST if hi is None else hi
        figures = [lo] if lo == hi or not lo_open or self.is_linear else []
        figures += [hi] if not hi_open or self.is_linear else []
        inner = sorted({line for line in self.lines if lo < line < hi})
        pairs = pairwise([lo, *inner, hi])
        figures += [*inner, *((left + right) / 2 for left, right in pairs)]
        points = [self.points_at(figure) for figure in figures]
        return PointSpan(min(points), max(points))


def threshold_at(text: str, line: Indicator | None) -> Fraction | None:
    """The figure that a threshold names: a number, a grade's place, a day.

    Of a task, and of a promise of every unit, it is the percentage of the units.
    """
    if line is not None and line.each is None:
        if line.measure is Measure.GRADE:
            words = [fold(word) for word in line.scale]
            place = words.index(fold(text)) + 1 if fold(text) in words else 0
            return Fraction(place) if place else None
        if line.measure is Measure.MILESTONE:
            day = parse_day(text)
            return None if day is None else Fraction(day.toordinal())
    number = PLAN.parse(text.strip())
    return None if number is None else Fraction(number)


def is_less_better(line: Indicator | None) -> bool:
    """Whether a smaller figure of the indicator is worth more."""
    if line is None or line.each is not None:
        return False
    is_down = line.target is not None and line.target.direction is Direction.DOWN
    return line.is_rank or line.measure is Measure.MILESTONE or is_down


def points_rule(row: Criterion, line: Indicator | None) -> PointsRule | None:
    """The rule of a criterion: by its own `scores`, else by the target (14).

    `line` is the indicator that it is scored by, None where it is scored by a task.
    Without `scores` it is the whole when the target is reached, else in the proportion
    of its percent where its kind has one. None: nothing can be scored yet.
    """
    if row.scores:
        levels = ((threshold_at(text, line), p) for text, p in row.scores.items())
        known = [Threshold(at, Fraction(p)) for at, p in levels if at is not None]
        less = is_less_better(line)
        known.sort(key=lambda own: own.at, reverse=less)
        return PointsRule(tuple(known), less, row.between is not None)
    whole = Fraction(row.points or 0)
    if line is None:
        return PointsRule((Threshold(WHOLE, whole),))
    if line.each is not None:
        return PointsRule((Threshold(Fraction(line.each.least), whole),))
    return _by_target(line, whole)


def _by_target(line: Indicator, whole: Fraction) -> PointsRule | None:
    """The whole at the target; below it in proportion where it has a percent.

    None where there is no target yet.
    """
    if line.target is None or not line.is_assigned:
        return None
    if line.measure is Measure.YES:
        return PointsRule((Threshold(Fraction(1), whole),))
    if line.target.deadline is not None:
        last = Fraction(line.target.deadline.toordinal())
        return PointsRule((Threshold(last, whole),), less_is_better=True)
    goal = goal_of(line)
    if goal is None:
        return None
    start, at_target, less = (
        goal.base or ZERO,
        Threshold(goal.at, whole),
        goal.less_is_better,
    )
    if goal.has_percent and (goal.at < start if less else goal.at > start):
        return PointsRule((Threshold(start, ZERO), at_target), less, is_linear=True)
    return PointsRule((at_target,), less, strict=goal.strict, upper=goal.upper)


class PointSpan(Record):
    """Where points lie at the end of the year, whatever is still reported."""

    low: Fraction
    high: Fraction

    @property
    def final_points(self) -> Fraction | None:
        """The points, where nothing can change them any more."""
        return self.low if self.low == self.high else None

    def __add__(self, other: "PointSpan") -> "PointSpan":
        return PointSpan(self.low + other.low, self.high + other.high)


NO_POINTS = PointSpan(ZERO, ZERO)


def span_text(span: PointSpan, standard: Fraction) -> str:
    """`1,5`, or both ends where the points are not known: `0–2`."""
    ends = (span.low,) if span.low == span.high else (span.low, span.high)
    return "–".join(points_text(end, standard) for end in ends)


class ComputedPoints(Record):
    """Points out of figures: the span of the year, and those of the figure by now.

    `so_far` is None where nothing is known yet. `is_estimate`: the figure is one.
    """

    span: PointSpan
    so_far: Fraction | None = None
    is_estimate: bool = False
