"""`at_most: T`: an allowance, kept while A ≤ T; never exceeded, only broken."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from cchc.core.plan.targets.goal import Goal
from cchc.core.plan.targets.target import (
    COUNTED,
    Datum,
    Direction,
    Phrase,
    Target,
    TargetEntry,
    ValueShape,
    Written,
)


class AtMost(Target):
    """A ≤ value; 0 is legal (no case at all)."""

    value: Decimal

    tag = "at_most"
    measures = COUNTED
    keys = {"at_most": ValueShape.NUMBER}
    direction = Direction.DOWN
    sign = "≤"

    @classmethod
    def read(cls, entry: TargetEntry) -> Target:
        return AtMost(entry.number(cls.tag))

    def spelled(self) -> Mapping[str, Written]:
        return {self.tag: self.value}

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        return (self.value,)

    def goal(self, base: Fraction | None) -> Goal:
        return Goal(Fraction(self.value), less_is_better=True, base=base)

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        return self.value, self.value

    @property
    def bar_end(self) -> Decimal:
        return self.value

    @property
    def phrase(self) -> Phrase:
        return Phrase("plan.target.at_most", {"value": self.value})

    def data(self, baseline: Decimal | None) -> Mapping[str, Datum]:
        return {"value": self.value}

    def share(self, part: Decimal, total: Decimal, decimals: int) -> Target:
        return AtMost(part)
