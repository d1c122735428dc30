"""Places in a ranking, where 1 is best: a place to hold, or places to rise."""

from decimal import Decimal

from cchc.core.plan.measure import Measure
from cchc.core.plan.targets.change import ChangeTarget
from cchc.core.plan.targets.line import STRIVE, LineTarget
from cchc.core.plan.targets.target import (
    Direction,
    Manner,
    Phrase,
    Target,
    TargetEntry,
    ValueShape,
)

FIRST = Decimal(1)
RANKED = frozenset({Measure.RANK, Measure.LEVEL})
"""A level with such a target is read as a rank (5)."""


class RankAtMost(LineTarget):
    """A ≤ value, a place; without a value: no worse than the baseline."""

    tag = "rank_at_most"
    manner = Manner.RANK
    measures = RANKED
    keys = {"rank_at_most": ValueShape.FIGURE, STRIVE: ValueShape.NUMBER}
    direction = Direction.DOWN
    is_rank = True
    has_unit = False
    sign = "≤"

    def range(
        self, low: Decimal | None, high: Decimal | None
    ) -> tuple[Decimal | None, Decimal | None]:
        return FIRST, None

    def share(self, part: Decimal, total: Decimal, decimals: int) -> Target:
        return self


class RisesBy(ChangeTarget):
    """B − A ≥ value places, B the place of the baseline."""

    tag = "rises_by"
    manner = Manner.RANK
    measures = RANKED
    keys = {"rises_by": ValueShape.NUMBER, STRIVE: ValueShape.NUMBER}
    direction = Direction.DOWN
    is_rank = True
    has_percent = False
    sign = "≤"

    @classmethod
    def read(cls, entry: TargetEntry) -> Target:
        strive = entry.number(STRIVE) if entry.has(STRIVE) else None
        return cls(entry.number(cls.tag), strive=strive)

    @property
    def phrase(self) -> Phrase:
        return Phrase("plan.target.rises_by", {"value": self.value})

    def share(self, part: Decimal, total: Decimal, decimals: int) -> Target:
        return self
