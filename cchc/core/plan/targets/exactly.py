"""`exactly: T`, give or take a `tolerance`."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from cchc.core.plan.targets.goal import Goal
from cchc.core.plan.targets.manner import Manner
from cchc.core.plan.targets.target import (
    COUNTED,
    ENDLESS,
    Datum,
    Direction,
    Limit,
    NumberTarget,
    Phrase,
    Target,
    TargetEntry,
    ValueShape,
    Written,
)

TOLERANCE = "tolerance"


class Exactly(NumberTarget):
    """A within value ± tolerance."""

    tolerance: Decimal = Decimal(0)

    tag = "exactly"
    manner = Manner.RANGE
    measures = COUNTED
    keys = {"exactly": ValueShape.NUMBER, TOLERANCE: ValueShape.NUMBER}
    direction = Direction.EITHER

    @classmethod
    def read(cls, entry: TargetEntry) -> Target:
        return Exactly(entry.number(cls.tag), entry.number(TOLERANCE))

    def spelling(self) -> Mapping[str, Written]:
        slack = {TOLERANCE: self.tolerance} if self.tolerance else {}
        return {self.tag: self.value, **slack}

    def goal(self, base: Fraction | None) -> Goal:
        lower = Fraction(self.value - self.tolerance)
        upper = Fraction(self.value + self.tolerance)
        return Goal(lower, upper=upper, base=base, aim=Fraction(self.value))

    def contradictions(
        self, low: Decimal | None, high: Decimal | None
    ) -> Iterator[Limit]:
        """A tolerance below 0."""
        if self.tolerance < 0:
            yield Limit(TOLERANCE, self.tolerance, "0", ENDLESS)

    @property
    def phrase(self) -> Phrase:
        if not self.tolerance:
            return super().phrase
        blanks = {"value": self.value, TOLERANCE: self.tolerance}
        return Phrase("plan.target.exactly.tolerance", blanks)

    def data(self, baseline: Decimal | None) -> Mapping[str, Datum]:
        return {"value": self.value, TOLERANCE: self.tolerance}

    def share(self, part: Decimal, total: Decimal, decimals: int) -> Target:
        return Exactly(part)
