"""Defaults of an indicator that follow from its other fields (SEMANTICS 4 to 6)."""

from collections.abc import Mapping

from cchc.core.plan.measure import Across, Measure, RatioOf
from cchc.core.plan.plan import Indicator
from cchc.core.plan.trajectory import default_trajectory

USUAL_ACROSS = {
    Measure.FLOW: Across.SUM,
    Measure.RUNNING: Across.SUM,
    Measure.LEVEL: Across.LEAD,
    Measure.RANK: Across.LEAD,
    Measure.GRADE: Across.LEAD,
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
        "reporters": _usual_reporters(indicator),
        "across": USUAL_ACROSS[indicator.measure],
        "part_of_whole": is_ratio and indicator.of in (RatioOf.FLOW, RatioOf.LEVEL),
    }


def _usual_reporters(indicator: Indicator) -> tuple[str, ...]:
    """Who reports where nobody is named: those held to it, else who leads."""
    if indicator.each is not None:
        return tuple(group.group for group in indicator.each.groups)
    return (indicator.lead,) if indicator.lead else ()
