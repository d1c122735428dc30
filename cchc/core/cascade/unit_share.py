"""One unit's share of a target and of its path (SEMANTICS 6 and 10)."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from cchc.core.cascade.cascade import in_steps, is_limit, unscaled
from cchc.core.plan.apportion import paths_apportioned
from cchc.core.plan.calendar import periods
from cchc.core.plan.expected import expected
from cchc.core.plan.plan import Indicator, Plan
from cchc.core.plan.targets.target import Target
from cchc.core.plan.trajectory import Hold, Points, Step, Trajectory
from cchc.text.number import scaled

NOUGHT = Decimal(0)


def share_of(each: Indicator, share: Decimal) -> Target | None:
    """The target of one unit, of a kind that keeps the whole when all keep theirs."""
    if each.target is None:
        return None
    total = sum(each.allot.values(), NOUGHT)
    return each.target.share(share, total, each.decimals)


def share_of_path(plan: Plan, each: Indicator, unit: str) -> Trajectory | None:
    """One unit's part of the path, so that the units' paths make the whole."""
    if each.trajectory is None or isinstance(each.trajectory, Hold | Step):
        return each.trajectory
    units = tuple(each.allot)
    parts = [scaled(each.allot[name], each.decimals) for name in units]
    path = paths_apportioned(path_of(plan, each), parts)[units.index(unit)]
    return Points(tuple(unscaled(value, each.decimals) for value in path))


def path_of(plan: Plan, each: Indicator) -> tuple[int, ...]:
    """What should be true by the end of each period, in steps of the last decimal."""
    made = periods(plan)
    found = (expected(each, plan, period, made) for period in made)
    exact = (Fraction(0) if one is None else one.value for one in found)
    steps = (in_steps(value, each.decimals) for value in exact)
    if is_limit(each):
        return tuple(ceil(value) for value in steps)
    return tuple(floor(value) for value in steps)


def sums_up(plan: Plan, each: Indicator) -> bool:
    """Whether the units' paths make the path above in every period."""
    if each.trajectory is None or isinstance(each.trajectory, Hold | Step):
        return True
    path = path_of(plan, each)
    total = scaled(sum(each.allot.values(), NOUGHT), each.decimals)
    rises = all(one <= two for one, two in pairwise(path))
    return rises and bool(path) and path[-1] == total
