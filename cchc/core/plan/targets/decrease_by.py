"""`decrease_by: d` (`in: abs, points, percent`): reached when B − A ≥ d."""

from decimal import Decimal
from fractions import Fraction

from cchc.core.plan.targets.at_most import AtMost
from cchc.core.plan.targets.goal import Goal
from cchc.core.plan.targets.manner import Manner
from cchc.core.plan.targets.target import (
    ChangeTarget,
    Direction,
    Target,
    ValueShape,
)


class DecreaseBy(ChangeTarget):
    """B − A ≥ value, or 100·(B − A) ≥ value·B for percent; B is the baseline."""

    tag = "decrease_by"
    manner = Manner.FALL
    keys = {"decrease_by": ValueShape.NUMBER, "in": ValueShape.SCALE}
    direction = Direction.DOWN
    short_code = "form.decrease"

    def goal(self, base: Fraction | None) -> Goal | None:
        if base is None:
            return None
        at = base - self.step(base)
        return Goal(
            at, less_is_better=True, base=base, can_exceed=True, has_percent=True
        )

    def share(self, part: Decimal, total: Decimal, decimals: int) -> Target:
        # what a unit was allotted is an allowance of its own, not a decrease (10)
        return AtMost(part)
