"""Needed pace: advice only, it never changes a status (SEMANTICS 8)."""

from fractions import Fraction

from cchc.core.plan.plan import Indicator, Measure, RatioOf
from cchc.core.plan.targets.goal import Goal
from cchc.core.plan.trajectory import Hold
from cchc.core.verdict.view import Pace
from cchc.text.number import money_scale

FEW = 5


def pace(
    indicator: Indicator, goal: Goal, figure: Fraction, done: int, left: int
) -> Pace | None:
    """What each remaining period must bring, and how many times the pace so far.

    Args:
        indicator: a total, or a ratio of a plan; others have no pace.
        goal: its target as numbers.
        figure: A(p), with nothing missing.
        done: periods gone, the one asked about with them.
        left: periods still to come.

    Returns:
        None where it says nothing: rates and states, a target reached, no period
        left, or fewer than five things counted in the first period.
    """
    if not _adds_up(indicator) or goal.less_is_better or goal.upper is not None:
        return None
    reached = figure > goal.at if goal.strict else figure >= goal.at
    too_few = done == 1 and _is_counted(indicator) and figure < FEW
    if left == 0 or reached or too_few:
        return None
    needed = (goal.at - figure) / left
    so_far = figure / done
    return Pace(needed, needed / so_far if so_far > 0 else None)


def _adds_up(indicator: Indicator) -> bool:
    if isinstance(indicator.trajectory, Hold):
        return False
    totals = {Measure.FLOW, Measure.RUNNING, Measure.REGISTER}
    return indicator.measure in totals or indicator.of is RatioOf.PLAN


def _is_counted(indicator: Indicator) -> bool:
    """Whether the figure counts things: no share, no money, nothing in parts."""
    is_money = money_scale(indicator.unit) is not None
    is_share = indicator.measure is Measure.RATIO
    return not (is_share or is_money or indicator.decimals)
