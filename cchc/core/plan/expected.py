"""What should be true by the end of a period: E(p) of SEMANTICS 6."""

from fractions import Fraction
from math import ceil, floor

from cchc.core.plan.measure import Measure
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, Plan
from cchc.core.plan.targets.goal import Goal
from cchc.core.plan.trajectory import PlanYear
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
    year = PlanYear(plan.profiles, periods, period)
    exact = indicator.trajectory.due_by(goal, year)
    if exact is None:
        return None
    counted_whole = indicator.decimals == 0 and indicator.measure is not Measure.RATIO
    if not counted_whole:
        return Expectation(exact, exact)
    whole = ceil(exact) if goal.less_is_better else floor(exact)
    return Expectation(Fraction(whole), exact)
