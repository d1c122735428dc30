"""`less_than: T` or `less_than: baseline`: kept while A < T, strictly."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from cchc.core.plan.targets.goal import Goal
from cchc.core.plan.targets.manner import Manner
from cchc.core.plan.targets.target import (
    COUNTED,
    ENDLESS,
    Direction,
    Limit,
    StrictTarget,
    Target,
    ValueShape,
    end_text,
)


class LessThan(StrictTarget):
    """A < value, strictly; without a value: less than the baseline."""

    tag = "less_than"
    measures = COUNTED
    keys = {"less_than": ValueShape.NUMBER_OR_BASELINE}
    direction = Direction.DOWN
    sign = "<"

    @property
    def manner(self) -> Manner:
        return Manner.FALL if self.names_baseline else Manner.CEILING

    def goal(self, base: Fraction | None) -> Goal | None:
        at = self.line(base)
        if at is None:
            return None
        return Goal(at, less_is_better=True, base=base, strict=True)

    def contradictions(
        self, low: Decimal | None, high: Decimal | None
    ) -> Iterator[Limit]:
        """Less than nothing at all."""
        if self.value is not None and self.value == low:
            yield Limit(self.tag, self.value, f"> {low}", end_text(high, ENDLESS))

    def share(self, part: Decimal, total: Decimal, decimals: int) -> Target:
        # each below its part, all together are below the line (10)
        return LessThan(part)
