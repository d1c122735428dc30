"""What should be true by the end of each period: E(p) of SEMANTICS 6.

A kind of trajectory is one class here, listed at the end.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from cchc.core.plan.measure import ANSWERED, PLACED, TOTALS, Measure, RatioOf
from cchc.core.plan.period import Period
from cchc.core.plan.targets.target import Goal, Target, kind_tag
from cchc.text.record import Record, replace


class PlanYear(Record):
    """What a path runs through: the plan's profiles and periods, the period asked.

    `first` is the ordinal of the first period that expects a cell.
    """

    profiles: Mapping[str, tuple[Decimal, ...]]
    periods: tuple[Period, ...]
    period: Period
    first: int = 1


class Trajectory(Record, tag_field="kind", tag=kind_tag):
    """A path through the year, of one kind.

    `tag` is the kind as plans and JSON write it. `is_held`: the target applies in
    every period; `is_step`: nothing is expected before one.
    """

    tag: ClassVar[str]
    is_held: ClassVar[bool] = False
    is_step: ClassVar[bool] = False

    @property
    def period_or_profile(self) -> str | None:
        """The period or the profile that the path names."""
        return None

    @property
    def days(self) -> tuple[date, ...]:
        """The days that the path names."""
        return ()

    def with_days(self, move: Callable[[date], date]) -> "Trajectory":  # noqa: ARG002  # most have none
        """The same path with its days moved."""
        return self

    @property
    def spelling(self) -> str | dict[str, str | Decimal] | list[Decimal] | None:
        """The path as a plan file has it; None for a step that no key can name."""
        if self.period_or_profile is not None:
            return {self.tag: self.period_or_profile}
        return None if self.is_step else self.tag

    def due_by(self, goal: Goal, year: PlanYear) -> Fraction | None:
        """E(p), not rounded; None where nothing is expected yet."""
        share = self.share(year)
        return None if share is None else goal.start + (goal.end - goal.start) * share

    def share(self, year: PlanYear) -> Fraction | None:  # noqa: ARG002  # of some kinds
        """The share of the way from the baseline to the target; None: not by shares."""
        return None

    def first_ordinal(self, periods: tuple[Period, ...]) -> int:  # noqa: ARG002  # of a step
        """The ordinal of the first period in which something is expected."""
        return 1


class Points(Trajectory):
    """One cumulative value for each period of the plan; the last is the target."""

    values: tuple[Decimal, ...]

    tag = "points"

    @property
    def spelling(self) -> list[Decimal]:
        return [*self.values]

    def due_by(self, goal: Goal, year: PlanYear) -> Fraction:  # noqa: ARG002  # it is given
        return Fraction(self.values[year.period.ordinal - 1])


class DatedPoint(Record):
    """What should be true from a day on."""

    day: date
    value: Decimal


class Dated(Trajectory):
    """Values by day, in the order of the days; nothing is expected before the first."""

    points: tuple[DatedPoint, ...]

    tag = "dated"

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(point.day for point in self.points)

    @property
    def spelling(self) -> dict[str, str | Decimal]:
        return {point.day.isoformat(): point.value for point in self.points}

    def with_days(self, move: Callable[[date], date]) -> Trajectory:
        moved = (replace(point, day=move(point.day)) for point in self.points)
        return Dated(tuple(moved))

    def due_by(self, goal: Goal, year: PlanYear) -> Fraction | None:
        if year.period.is_last:
            return goal.end  # also where the last day comes after its cut-off (6)
        cutoff = year.period.cutoff
        past = [point.value for point in self.points if point.day <= cutoff]
        return Fraction(past[-1]) if past else None

    def first_ordinal(self, periods: tuple[Period, ...]) -> int:
        first = self.days[0]
        open_ones = (period.ordinal for period in periods if first <= period.cutoff)
        return next(open_ones, len(periods))


class Linear(Trajectory):
    """Even steps from the baseline (0 when none) to the target, by periods."""

    tag = "linear"

    def share(self, year: PlanYear) -> Fraction:
        gone = year.period.ordinal - year.first + 1
        return Fraction(gone, len(year.periods) - year.first + 1)


class Hold(Trajectory):
    """The target applies in every period."""

    tag = "hold"
    is_held = True

    def due_by(self, goal: Goal, year: PlanYear) -> Fraction:  # noqa: ARG002  # all year
        return goal.end


class Step(Trajectory):
    """Nothing is expected before this period; `None`: before the last one."""

    period: str | None = None

    tag = "step"
    is_step = True

    @property
    def period_or_profile(self) -> str | None:
        return self.period

    def due_by(self, goal: Goal, year: PlanYear) -> Fraction | None:
        is_open = year.period.ordinal >= self.first_ordinal(year.periods)
        return goal.end if is_open else None

    def first_ordinal(self, periods: tuple[Period, ...]) -> int:
        names = [period.name for period in periods]
        return names.index(self.period) + 1 if self.period in names else len(periods)


class Profile(Trajectory):
    """Shares of the year that the plan declares under a name; the last is 1."""

    name: str

    tag = "profile"

    @property
    def period_or_profile(self) -> str:
        return self.name

    def share(self, year: PlanYear) -> Fraction:
        return Fraction(year.profiles[self.name][year.period.ordinal - 1])


BY_WORD: Mapping[str, Trajectory] = {"linear": Linear(), "hold": Hold()}
"""Paths that a plan names by one word."""
BY_KEY: Mapping[str, type[Step | Profile]] = {"step": Step, "profile": Profile}
"""Paths that a plan names by a key with a word."""

if TYPE_CHECKING:
    AnyTrajectory = Trajectory
else:
    # the kinds one by one, from which a stored plan is read back by their tags
    AnyTrajectory = Points | Dated | Linear | Hold | Step | Profile


def default_trajectory(
    measure: Measure, of: RatioOf | None, target: Target | None
) -> Trajectory | None:
    """The trajectory of SEMANTICS 6 where the plan names none.

    None for what has no pace, and for a ratio of the plan, which must declare one.
    """
    if target is None or not target.targets[0].has_pace or target.awaits:
        return None
    if target.targets[0].is_rank or measure in ANSWERED | PLACED or of is RatioOf.PLAN:
        return None
    if measure in TOTALS:
        return Linear()  # from 0, also to a target told against last year's (6)
    return Step() if target.needs_baseline else Hold()
