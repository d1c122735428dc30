"""`increase_by: d` (`in: abs, points, percent`): reached when A − B ≥ d."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from cchc.core.plan.targets.at_least import AtLeast
from cchc.core.plan.targets.goal import Goal
from cchc.core.plan.targets.target import (
    COUNTED,
    ENDLESS,
    Datum,
    Direction,
    Limit,
    NumberTarget,
    Phrase,
    Scale,
    Target,
    TargetEntry,
    ValueShape,
    Written,
)


class IncreaseBy(NumberTarget):
    """A − B ≥ value, or 100·(A − B) ≥ value·B for percent; B is the baseline."""

    scale: Scale = Scale.ABS

    tag = "increase_by"
    measures = COUNTED
    keys = {"increase_by": ValueShape.NUMBER, "in": ValueShape.SCALE}
    direction = Direction.UP
    has_unit = False
    needs_baseline = True
    short_code = "form.increase"

    @classmethod
    def read(cls, entry: TargetEntry) -> Target:
        return IncreaseBy(entry.number(cls.tag), entry.scale("in"))

    def spelling(self) -> Mapping[str, Written]:
        scale = {} if self.in_unit else {"in": self.scale.value}
        return {self.tag: self.value, **scale}

    @property
    def in_unit(self) -> bool:
        return self.scale is Scale.ABS

    def goal(self, base: Fraction | None) -> Goal | None:
        if base is None:
            return None
        step = Fraction(self.value)
        if self.scale is Scale.PERCENT:
            step = step * base / 100
        return Goal(base + step, base=base, can_exceed=True, has_percent=True)

    @property
    def ends(self) -> tuple[Decimal, Decimal] | None:
        return None

    def range(
        self, low: Decimal | None, high: Decimal | None
    ) -> tuple[Decimal | None, Decimal | None]:
        return None, None

    def contradictions(
        self, low: Decimal | None, high: Decimal | None
    ) -> Iterator[Limit]:
        """No increase at all, or a fall."""
        if self.value <= 0:
            yield Limit(self.tag, self.value, "> 0", ENDLESS)

    @property
    def phrase(self) -> Phrase:
        return Phrase(f"plan.target.increase_by.{self.scale}", {"value": self.value})

    def data(self, baseline: Decimal | None) -> Mapping[str, Datum]:
        return {"value": self.value, "in": self.scale.value}

    def share(self, part: Decimal, total: Decimal, decimals: int) -> Target:
        # what a unit was allotted is a figure of its own, not an increase (10)
        return AtLeast(part)
