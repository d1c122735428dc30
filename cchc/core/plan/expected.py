"""What should be true by the end of a period: E(p) of SEMANTICS 6."""

from fractions import Fraction
from math import ceil, floor

from cchc.core.plan.measure import Measure
from cchc.core.plan.period import Period
from cchc.core.plan.plan import (
    Indicator,
    Plan,
)
from cchc.core.plan.targets.goal import Goal
from cchc.core.plan.trajectory import Hold, Linear, Points, Profile, Step, Trajectory
from cchc.text.record import Record


def goal_of(indicator: Indicator) -> Goal | None:
    """The target as numbers; None for dates, yes, statistics, a missing baseline."""
    if indicator.target is None:
        return None
    base = Fraction(indicator.baseline.value) if indicator.baseline else None
    return indicator.target.goal(base)


class Expectation(Record):
    """E(p), whole where things are counted whole, and before that rounding."""

    value: Fraction
    exact: Fraction


def expected_value(
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
    goal, target = goal_of(indicator), indicator.target
    if goal is None or indicator.trajectory is None:
        return None
    if target is None or not target.has_pace:
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
    names = [period.name for period in periods]
    return names.index(name) + 1 if name in names else len(periods)
