"""Defaults of an indicator that follow from its other fields (SEMANTICS 4 to 6)."""

from collections.abc import Mapping

from cchc.core.plan.measure import ANSWERED, TOTALS, Across, Measure, RatioOf
from cchc.core.plan.plan import (
    Indicator,
)
from cchc.core.plan.targets.target import Target
from cchc.core.plan.trajectory import Hold, Linear, Step, Trajectory

USUAL_ACROSS = {
    Measure.FLOW: Across.SUM,
    Measure.RUNNING: Across.SUM,
    Measure.LEVEL: Across.LEAD,
    Measure.RATIO: Across.POOL,
    Measure.REGISTER: Across.DISTINCT,
    Measure.MILESTONE: Across.ALL_OF,
    Measure.YES: Across.ALL_OF,
}


def indicator_defaults(indicator: Indicator) -> Mapping[str, object]:
    """The value of each field whose default the other fields decide."""
    is_ratio = indicator.measure is Measure.RATIO
    return {
        "decimals": 2 if is_ratio else 0,
        "trajectory": default_trajectory(
            indicator.measure, indicator.of, indicator.target
        ),
        "reporters": (indicator.lead,) if indicator.lead else (),
        "across": USUAL_ACROSS[indicator.measure],
        "part_of_whole": is_ratio and indicator.of in (RatioOf.FLOW, RatioOf.LEVEL),
    }


def default_trajectory(
    measure: Measure, of: RatioOf | None, target: Target | None
) -> Trajectory | None:
    """The trajectory of SEMANTICS 6 where the plan names none.

    None for what has no pace, and for a ratio of the plan, which must declare one.
    """
    if target is None or not target.has_pace:
        return None
    if measure in ANSWERED or of is RatioOf.PLAN:
        return None
    if measure in TOTALS:
        return Linear()  # from 0, also to a target told against last year's (6)
    return Step() if target.needs_baseline else Hold()
