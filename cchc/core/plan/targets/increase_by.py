"""`increase_by: d` (`in: abs, points, percent`): reached when A − B ≥ d."""

from decimal import Decimal
from fractions import Fraction

from cchc.core.plan.targets.at_least import AtLeast
from cchc.core.plan.targets.goal import Goal
from cchc.core.plan.targets.manner import Manner
from cchc.core.plan.targets.target import (
    ChangeTarget,
    Direction,
    Target,
    ValueShape,
)


class IncreaseBy(ChangeTarget):
    """A − B ≥ value, or 100·(A − B) ≥ value·B for percent; B is the baseline."""

    tag = "increase_by"
    manner = Manner.RISE
    keys = {"increase_by": ValueShape.NUMBER, "in": ValueShape.SCALE}
    direction = Direction.UP
    short_code = "form.increase"

    def goal(self, base: Fraction | None) -> Goal | None:
        if base is None:
            return None
        at = base + self.step(base)
        return Goal(at, base=base, can_exceed=True, has_percent=True)

    def share(self, part: Decimal, total: Decimal, decimals: int) -> Target:
        # what a unit was allotted is a figure of its own, not an increase (10)
        return AtLeast(part)
