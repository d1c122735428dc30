"""What should be true by the end of a period: E(p) of SEMANTICS 6."""

from fractions import Fraction
from math import ceil, floor

from cchc.core.plan.measure import STATE_MEASURES, Across, Measure, RatioOf
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, Plan
from cchc.core.plan.targets.target import Goal
from cchc.core.plan.trajectory import PlanYear
from cchc.text.record import Record, replace


def goal_of(indicator: Indicator) -> Goal | None:
    """The target as numbers; None for dates, yes, statistics, a missing baseline."""
    if indicator.target is None:
        return None
    base = Fraction(indicator.baseline.value) if indicator.baseline else None
    goal = indicator.target.goal(base) if indicator.is_assigned else None
    if goal is not None and indicator.measure is Measure.GRADE:
        goal = replace(goal, has_percent=False)  # no arithmetic of grades (3)
    if goal is None or base is None:
        return goal
    if indicator.measure in STATE_MEASURES or indicator.of in PATHS_FROM_BASELINE:
        return replace(goal, start=base)
    # a total starts from 0 every year, whatever it was the year before (5, 6)
    if indicator.target.names_baseline or not indicator.target.needs_baseline:
        return replace(goal, base=None)
    return goal


PATHS_FROM_BASELINE = (RatioOf.LEVEL, RatioOf.FLOW)
"""Rates whose path begins at the baseline, as that of a level does (6)."""


class Expectation(Record):
    """E(p), whole where things are counted whole, and before that rounding.

    E of the last period is the target itself, never rounded (6).
    """

    value: Fraction
    exact: Fraction


def expected_value(
    indicator: Indicator, plan: Plan, period: Period, periods: tuple[Period, ...]
) -> Expectation | None:
    """What should be true by the end of the period.

    None where nothing is expected yet (before a step) or ever: a date, a yes, a rank
    or a grade without a path, a statistic.
    """
    goal, path = goal_of(indicator), indicator.trajectory
    if goal is None or path is None:
        return None
    first = first_period(indicator, plan, periods)
    year = PlanYear(plan.profiles, periods, period, first)
    exact = path.due_by(goal, year) if period.ordinal >= first else None
    if exact is None:
        return None
    counted_whole = indicator.decimals == 0 and indicator.measure is not Measure.RATIO
    if not counted_whole or period.is_last:
        return Expectation(exact, exact)
    return Expectation(Fraction((ceil if goal.less_is_better else floor)(exact)), exact)


def first_period(indicator: Indicator, plan: Plan, periods: tuple[Period, ...]) -> int:
    """The ordinal of the first period in which a reporter is there to report (6)."""
    lead = indicator.lead if indicator.across is Across.LEAD else None
    reporting = indicator.reporters if lead is None else (lead,)
    for period in periods:
        units = (plan.unit(key) for key in reporting)
        if any(unit.active_in(period) for unit in units if unit is not None):
            return period.ordinal
    return 1
