"""`more_than: T` or `more_than: baseline`: reached when A > T, strictly."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from cchc.core.plan.targets.at_least import AtLeast
from cchc.core.plan.targets.goal import Goal
from cchc.core.plan.targets.manner import Manner
from cchc.core.plan.targets.target import (
    BOTTOMLESS,
    COUNTED,
    Direction,
    Limit,
    StrictTarget,
    Target,
    ValueShape,
    end_text,
)


class MoreThan(StrictTarget):
    """A > value, strictly; without a value: more than the baseline."""

    tag = "more_than"
    measures = COUNTED
    keys = {"more_than": ValueShape.NUMBER_OR_BASELINE}
    direction = Direction.UP
    sign = ">"

    @property
    def manner(self) -> Manner:
        return Manner.RISE if self.names_baseline else Manner.FLOOR

    def goal(self, base: Fraction | None) -> Goal | None:
        at = self.line(base)
        return None if at is None else Goal(at, base=base, strict=True)

    def contradictions(
        self, low: Decimal | None, high: Decimal | None
    ) -> Iterator[Limit]:
        """More than all of a whole."""
        if self.value is not None and self.value == high:
            least = end_text(low, BOTTOMLESS)
            yield Limit(self.tag, self.value, least, f"< {self.value}")

    def share(self, part: Decimal, total: Decimal, decimals: int) -> Target:
        # shares add up to more than the line: each of them is "at least" (10)
        return AtLeast(part)
