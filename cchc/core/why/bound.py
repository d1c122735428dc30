"""What it would take for an open row to turn, in numbers (SEMANTICS 8)."""

from cchc.core.plan.expected import goal_of
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import Indicator
from cchc.core.verdict.bound import Bound
from cchc.core.why.explanation import Explanation, explanation, sign_of
from cchc.text.number_format import format_figure


def bound_explanation(indicator: Indicator, bound: Bound, units: str) -> Explanation:
    """The bound as one sentence; `units` names those that are missing."""
    kind, goal = "total" if bound.things is None else "rate", goal_of(indicator)
    way = "less" if goal is not None and goal.less_is_better else "more"
    amount = indicator.amount if indicator.measure is Measure.RATIO else None
    unit = indicator.unit if amount is None else amount.unit or ""
    count = format_figure(bound.count, indicator.entry_decimals)
    return explanation(
        f"why.bound.{kind}.{way}.{bound.turns}",
        line=format_figure(bound.line, indicator.decimals) + sign_of(indicator),
        count=count if bound.things else f"{count} {unit}".rstrip(),
        units=units,
    )
