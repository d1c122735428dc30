"""`at_most: T`: an allowance, kept while A ≤ T; never exceeded, only broken."""

from decimal import Decimal
from fractions import Fraction

from cchc.core.plan.targets.goal import Goal
from cchc.core.plan.targets.manner import Manner
from cchc.core.plan.targets.target import (
    COUNTED,
    Direction,
    NumberTarget,
    Target,
    ValueShape,
)


class AtMost(NumberTarget):
    """A ≤ value; 0 is legal (no case at all)."""

    tag = "at_most"
    measures = COUNTED
    keys = {"at_most": ValueShape.NUMBER}
    direction = Direction.DOWN
    sign = "≤"

    @property
    def manner(self) -> Manner:
        return Manner.CEILING if self.value else Manner.NONE

    def goal(self, base: Fraction | None) -> Goal:
        return Goal(Fraction(self.value), less_is_better=True, base=base)

    @property
    def bar_end(self) -> Decimal:
        return self.value

    def share(self, part: Decimal, total: Decimal, decimals: int) -> Target:
        return AtMost(part)
