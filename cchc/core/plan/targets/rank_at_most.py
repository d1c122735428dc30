"""`rank_at_most: k`: a place in a ranking, where 1 is best."""

from decimal import Decimal
from fractions import Fraction

from cchc.core.plan.measure import Measure
from cchc.core.plan.targets.goal import Goal
from cchc.core.plan.targets.manner import Manner
from cchc.core.plan.targets.target import (
    Direction,
    NumberTarget,
    Target,
    ValueShape,
)


class RankAtMost(NumberTarget):
    """A place in a ranking: 1 is best."""

    tag = "rank_at_most"
    manner = Manner.RANK
    measures = frozenset({Measure.LEVEL})
    keys = {"rank_at_most": ValueShape.NUMBER}
    direction = Direction.DOWN
    has_pace = False
    has_unit = False
    sign = "≤"

    def goal(self, base: Fraction | None) -> Goal:
        at = Fraction(self.value)
        return Goal(at, less_is_better=True, base=base, can_exceed=True)

    @property
    def ends(self) -> tuple[Decimal, Decimal] | None:
        return None

    def range(
        self, low: Decimal | None, high: Decimal | None
    ) -> tuple[Decimal | None, Decimal | None]:
        return Decimal(1), None

    def share(self, part: Decimal, total: Decimal, decimals: int) -> Target:
        return self
