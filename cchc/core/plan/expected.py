"""What should be true by the end of a period: E(p) of SEMANTICS 6."""

from fractions import Fraction
from math import ceil, floor

from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, Measure, Plan
from cchc.core.plan.target import (
    AtLeast,
    AtMost,
    Between,
    Exactly,
    IncreaseBy,
    MoreThan,
    RankAtMost,
    Scale,
    Target,
)
from cchc.core.plan.trajectory import Hold, Linear, Points, Profile, Step, Trajectory
from cchc.text.record import Record


class Goal(Record):
    """A target as numbers: the line `at` which it is reached, on which side.

    `upper` bounds it from above where it has two sides; `aim` is where the path of
    the year leads when that is not `at` itself. `base` is the declared baseline,
    None where there is none.
    """

    at: Fraction
    less_is_better: bool = False
    upper: Fraction | None = None
    base: Fraction | None = None
    strict: bool = False
    aim: Fraction | None = None

    @property
    def end(self) -> Fraction:
        """T of SEMANTICS 6: what is expected at the end of the year."""
        return self.at if self.aim is None else self.aim


def needs_baseline(target: Target | None) -> bool:
    """Whether the target is told relative to a baseline."""
    return isinstance(target, IncreaseBy) or (
        isinstance(target, MoreThan) and target.value is None
    )


def goal_of(  # noqa: C901, PLR0911, PLR0912 -- one arm for each kind of target
    indicator: Indicator,
) -> Goal | None:
    """The target as numbers; None for dates, yes, statistics, a missing baseline."""
    base = Fraction(indicator.baseline.value) if indicator.baseline else None
    match indicator.target:
        case AtLeast(value):
            return Goal(Fraction(value), base=base)
        case MoreThan(None):
            return None if base is None else Goal(base, base=base, strict=True)
        case MoreThan(value):
            return Goal(Fraction(value or 0), base=base, strict=True)
        case AtMost(value):
            return Goal(Fraction(value), less_is_better=True, base=base)
        case RankAtMost(value):
            return Goal(Fraction(value), less_is_better=True, base=base)
        case Exactly(value, tolerance):
            lower, upper = Fraction(value - tolerance), Fraction(value + tolerance)
            return Goal(lower, upper=upper, base=base, aim=Fraction(value))
        case Between(lower, upper):
            return Goal(Fraction(lower), upper=Fraction(upper), base=base)
        case IncreaseBy():
            return _raised(indicator.target, base)
        case _:
            return None


def _raised(target: IncreaseBy, base: Fraction | None) -> Goal | None:
    if base is None:
        return None
    step = Fraction(target.value)
    if target.scale is Scale.PERCENT:
        step = step * base / 100
    return Goal(base + step, base=base)


class Expectation(Record):
    """E(p), whole where things are counted whole, and before that rounding."""

    value: Fraction
    exact: Fraction


def expected(
    indicator: Indicator, plan: Plan, period: Period, periods: tuple[Period, ...]
) -> Expectation | None:
    """What should be true by the end of the period.

    Args:
        indicator: with its target and trajectory.
        plan: the version in force, for its profiles.
        period: the period asked about.
        periods: all periods of the plan, in order.

    Returns:
        None where nothing is expected yet (before a step) or ever (a rank, a date,
        a yes, a statistic).
    """
    goal = goal_of(indicator)
    if goal is None or indicator.trajectory is None:
        return None
    if isinstance(indicator.target, RankAtMost):
        return None
    exact = _exact(goal, indicator.trajectory, plan, period, periods)
    if exact is None:
        return None
    counted_whole = indicator.decimals == 0 and indicator.measure is not Measure.RATIO
    if not counted_whole:
        return Expectation(exact, exact)
    whole = ceil(exact) if goal.less_is_better else floor(exact)
    return Expectation(Fraction(whole), exact)


def _exact(
    goal: Goal,
    path: Trajectory,
    plan: Plan,
    period: Period,
    periods: tuple[Period, ...],
) -> Fraction | None:
    start = goal.base or Fraction(0)
    match path:
        case Hold():
            return goal.end
        case Linear():
            share = Fraction(period.ordinal, len(periods))
            return start + (goal.end - start) * share
        case Profile(name):
            share = Fraction(plan.profiles[name][period.ordinal - 1])
            return start + (goal.end - start) * share
        case Points(values):
            return Fraction(values[period.ordinal - 1])
        case Step(name):
            return goal.end if period.ordinal >= step_ordinal(name, periods) else None


def step_ordinal(name: str | None, periods: tuple[Period, ...]) -> int:
    """The first period in which something is expected; the last one by default."""
    names = [each.name for each in periods]
    return names.index(name) + 1 if name in names else len(periods)
