"""Targets of two sides: exactly, give or take a `tolerance`, and between."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from math import floor

from cchc.core.plan.targets.goal import Goal
from cchc.core.plan.targets.target import (
    BOTTOMLESS,
    COUNTED,
    ENDLESS,
    Datum,
    Direction,
    Limit,
    Manner,
    Phrase,
    Target,
    TargetEntry,
    ValueShape,
    Written,
    end_text,
)

TOLERANCE = "tolerance"


class Exactly(Target):
    """A within value ± tolerance."""

    value: Decimal
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

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        return (self.value,)

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        return self.value, self.value

    def contradictions(
        self, low: Decimal | None, high: Decimal | None
    ) -> Iterator[Limit]:
        """A tolerance below 0."""
        if self.tolerance < 0:
            yield Limit(TOLERANCE, self.tolerance, "0", ENDLESS)

    @property
    def phrase(self) -> Phrase:
        if not self.tolerance:
            return Phrase("plan.target.exactly", {"value": self.value})
        blanks = {"value": self.value, TOLERANCE: self.tolerance}
        return Phrase("plan.target.exactly.tolerance", blanks)

    def data(self, baseline: Datum) -> Mapping[str, Datum]:
        return {"value": self.value, TOLERANCE: self.tolerance}

    def share(self, part: Decimal, total: Decimal, decimals: int) -> Target:
        return Exactly(part)


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

    def data(self, baseline: Datum) -> Mapping[str, Datum]:
        return {"lower": self.lower, "upper": self.upper}

    def share(self, part: Decimal, total: Decimal, decimals: int) -> Target:
        """Its part of the upper end too, rounded down so that all stay within."""
        most = Fraction(self.upper) * Fraction(part) / Fraction(total)
        steps = floor(most * Fraction(10) ** decimals)
        return Between(part, max(part, Decimal(steps).scaleb(-decimals)))
