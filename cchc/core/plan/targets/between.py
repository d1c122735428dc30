"""`between: [L, U]`: reached while L ≤ A ≤ U."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from math import floor

from cchc.core.plan.targets.goal import Goal
from cchc.core.plan.targets.manner import Manner
from cchc.core.plan.targets.target import (
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


class Between(Target):
    """lower ≤ A ≤ upper."""

    lower: Decimal
    upper: Decimal

    tag = "between"
    manner = Manner.RANGE
    measures = COUNTED
    keys = {"between": ValueShape.TWO_NUMBERS}
    direction = Direction.EITHER

    @classmethod
    def read(cls, entry: TargetEntry) -> Target | None:
        ends = entry.two_numbers(cls.tag)
        return None if ends is None else Between(*ends)

    def spelling(self) -> Mapping[str, Written]:
        return {self.tag: [self.lower, self.upper]}

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        return self.ends

    def goal(self, base: Fraction | None) -> Goal:
        return Goal(Fraction(self.lower), upper=Fraction(self.upper), base=base)

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        return self.lower, self.upper

    @property
    def span(self) -> tuple[Decimal, Decimal]:
        return self.ends

    def contradictions(
        self, low: Decimal | None, high: Decimal | None
    ) -> Iterator[Limit]:
        """Ends the wrong way round."""
        if self.lower > self.upper:
            least = end_text(low, BOTTOMLESS)
            yield Limit(self.tag, self.lower, least, str(self.upper))

    @property
    def phrase(self) -> Phrase:
        blanks = {"lower": self.lower, "upper": self.upper}
        return Phrase("plan.target.between", blanks)

    def data(self, baseline: Decimal | None) -> Mapping[str, Datum]:
        return {"lower": self.lower, "upper": self.upper}

    def share(self, part: Decimal, total: Decimal, decimals: int) -> Target:
        """Its part of the upper end too, rounded down so that all stay within."""
        most = Fraction(self.upper) * Fraction(part) / Fraction(total)
        steps = floor(most * Fraction(10) ** decimals)
        return Between(part, max(part, Decimal(steps).scaleb(-decimals)))
