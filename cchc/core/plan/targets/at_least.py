"""`at_least: T`: reached when A ≥ T, exceeded above it (SEMANTICS 5)."""

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


class AtLeast(NumberTarget):
    """A ≥ value. The only kind that can be exceeded by a total."""

    tag = "at_least"
    manner = Manner.FLOOR
    measures = COUNTED
    keys = {"at_least": ValueShape.NUMBER}
    direction = Direction.UP
    sign = "≥"
    is_usual = True

    def goal(self, base: Fraction | None) -> Goal:
        at = Fraction(self.value)
        return Goal(at, base=base, is_floor=True, can_exceed=True, has_percent=True)

    @property
    def bar_end(self) -> Decimal:
        return self.value

    def share(self, part: Decimal, total: Decimal, decimals: int) -> Target:
        return AtLeast(part)
