"""`more_than: T` or `more_than: baseline`: reached when A > T, strictly."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from cchc.core.plan.targets.at_least import AtLeast
from cchc.core.plan.targets.goal import Goal
from cchc.core.plan.targets.target import (
    BASELINE,
    BOTTOMLESS,
    COUNTED,
    Datum,
    Direction,
    Limit,
    Phrase,
    Target,
    TargetEntry,
    ValueShape,
    Written,
    end_text,
)


class MoreThan(Target):
    """A > value, strictly; without a value: more than the baseline."""

    value: Decimal | None

    tag = "more_than"
    measures = COUNTED
    keys = {"more_than": ValueShape.NUMBER_OR_BASELINE}
    direction = Direction.UP
    sign = ">"

    @classmethod
    def read(cls, entry: TargetEntry) -> Target:
        return MoreThan(entry.number_or_baseline(cls.tag))

    def spelling(self) -> Mapping[str, Written]:
        return {self.tag: BASELINE if self.value is None else self.value}

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        return () if self.value is None else (self.value,)

    @property
    def names_baseline(self) -> bool:
        return self.value is None

    @property
    def needs_baseline(self) -> bool:
        return self.names_baseline

    def goal(self, base: Fraction | None) -> Goal | None:
        at = base if self.value is None else Fraction(self.value)
        return None if at is None else Goal(at, base=base, strict=True)

    @property
    def ends(self) -> tuple[Decimal, Decimal] | None:
        return None if self.value is None else (self.value, self.value)

    def contradictions(
        self, low: Decimal | None, high: Decimal | None
    ) -> Iterator[Limit]:
        """More than all of a whole."""
        if self.value is not None and self.value == high:
            least = end_text(low, BOTTOMLESS)
            yield Limit(self.tag, self.value, least, f"< {self.value}")

    @property
    def phrase(self) -> Phrase:
        if self.value is None:
            return Phrase("plan.target.more_than.baseline")
        return Phrase("plan.target.more_than", {"value": self.value})

    def data(self, baseline: Decimal | None) -> Mapping[str, Datum]:
        return {"value": baseline if self.value is None else self.value}

    def share(self, part: Decimal, total: Decimal, decimals: int) -> Target:
        # shares add up to more than the line: each of them is "at least" (10)
        return AtLeast(part)
