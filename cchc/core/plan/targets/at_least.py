"""`at_least: T`: reached when A ≥ T, exceeded above it (SEMANTICS 5)."""

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


class AtLeast(Target):
    """A ≥ value. The only kind that can be exceeded by a total."""

    value: Decimal

    tag = "at_least"
    measures = COUNTED
    keys = {"at_least": ValueShape.NUMBER}
    direction = Direction.UP
    sign = "≥"
    is_usual = True

    @classmethod
    def read(cls, entry: TargetEntry) -> Target:
        return AtLeast(entry.number(cls.tag))

    def spelled(self) -> Mapping[str, Written]:
        return {self.tag: self.value}

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        return (self.value,)

    def goal(self, base: Fraction | None) -> Goal:
        return Goal(
            Fraction(self.value),
            base=base,
            is_floor=True,
            can_exceed=True,
            has_percent=True,
        )

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        return self.value, self.value

    @property
    def bar_end(self) -> Decimal:
        return self.value

    @property
    def phrase(self) -> Phrase:
        return Phrase("plan.target.at_least", {"value": self.value})

    def data(self, baseline: Decimal | None) -> Mapping[str, Datum]:
        return {"value": self.value}

    def share(self, part: Decimal, total: Decimal, decimals: int) -> Target:
        return AtLeast(part)
