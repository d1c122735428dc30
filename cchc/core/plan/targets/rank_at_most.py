"""`rank_at_most: k`: a place in a ranking, where 1 is best."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from cchc.core.plan.measure import Measure
from cchc.core.plan.targets.goal import Goal
from cchc.core.plan.targets.target import (
    Datum,
    Direction,
    Phrase,
    Target,
    TargetEntry,
    ValueShape,
    Written,
)


class RankAtMost(Target):
    """A place in a ranking: 1 is best."""

    value: Decimal

    tag = "rank_at_most"
    measures = frozenset({Measure.LEVEL})
    keys = {"rank_at_most": ValueShape.NUMBER}
    direction = Direction.DOWN
    has_pace = False
    has_unit = False
    sign = "≤"

    @classmethod
    def read(cls, entry: TargetEntry) -> Target:
        return RankAtMost(entry.number(cls.tag))

    def spelled(self) -> Mapping[str, Written]:
        return {self.tag: self.value}

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        return (self.value,)

    def goal(self, base: Fraction | None) -> Goal:
        return Goal(
            Fraction(self.value), less_is_better=True, base=base, can_exceed=True
        )

    @property
    def ends(self) -> tuple[Decimal, Decimal] | None:
        return None

    def range(
        self, low: Decimal | None, high: Decimal | None
    ) -> tuple[Decimal | None, Decimal | None]:
        return Decimal(1), None

    @property
    def phrase(self) -> Phrase:
        return Phrase("plan.target.rank_at_most", {"value": self.value})

    def data(self, baseline: Decimal | None) -> Mapping[str, Datum]:
        return {"value": self.value}

    def share(self, part: Decimal, total: Decimal, decimals: int) -> Target:
        return self
