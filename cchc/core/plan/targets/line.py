"""Targets of one line or of two sides (SEMANTICS 5).

At least, more than, at most, less than: each the mirror of another, `direction` says
which side of the line is the better. Exactly, give or take a tolerance, and between.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import ClassVar

from cchc.core.plan.measure import Measure
from cchc.core.plan.targets.target import (
    BASELINE,
    BOTTOMLESS,
    COUNTED,
    ENDLESS,
    Datum,
    Direction,
    End,
    Goal,
    Limit,
    Manner,
    Phrase,
    Target,
    TargetEntry,
    ValueShape,
    Written,
    end_text,
)

STRIVE = "strive"
GRADED = COUNTED | {Measure.GRADE}


class LineTarget(Target):
    """A target of one number, or of the baseline where `value` is None.

    Of a grade `value` is its place in the scale, from 1, and `grades` has its word.
    With `strive`, a second and better line, it is exceeded only there. `strict`: the
    line itself does not reach it.
    """

    value: Decimal | None
    strive: Decimal | None = None
    grades: tuple[str, ...] = ()

    strict: ClassVar[bool] = False
    has_percent: ClassVar[bool] = False

    @classmethod
    def read(cls, entry: TargetEntry) -> Target:
        value = entry.figure(cls.tag)
        strive = entry.figure(STRIVE) if entry.has(STRIVE) else None
        return cls(value, strive, entry.grades)

    def spelling(self) -> Mapping[str, Written]:
        words: tuple[Written, ...] = self.grades or self.numbers
        words = (BASELINE, *words) if self.value is None else words
        return dict(zip((self.tag, STRIVE), words, strict=False))

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        numbers = () if self.grades else (self.value, self.strive)
        return tuple(number for number in numbers if number is not None)

    @property
    def names_baseline(self) -> bool:
        return self.value is None

    @property
    def manner(self) -> Manner:
        if self.direction is Direction.UP:
            return Manner.RISE if self.names_baseline else Manner.FLOOR
        return Manner.FALL if self.names_baseline else Manner.CEILING

    @property
    def bound(self) -> Decimal | None:
        return self.value

    def goal(self, base: Fraction | None) -> Goal | None:
        line = base if self.value is None else Fraction(self.value)
        if line is None:
            return None
        return Goal(
            line,
            less_is_better=self.direction is Direction.DOWN,
            base=base,
            strict=self.strict,
            is_floor=self.tag == AtLeast.tag,
            can_exceed=STRIVE in self.keys,
            has_percent=self.has_percent,
            strive=None if self.strive is None else Fraction(self.strive),
        )

    @property
    def ends(self) -> tuple[Decimal, Decimal] | None:
        return None if self.value is None else (self.value, self.value)

    def share(self, part: Decimal, total: Decimal, decimals: int) -> Target:
        # parts that keep each its own line keep the whole (10)
        return type(self)(part)

    def contradictions(self, low: End, high: End) -> Iterator[Limit]:
        """A strict line where figures end: more than all, less than none."""
        if not self.strict or self.value is None or self.grades:
            return
        down = self.direction is Direction.DOWN
        if down and self.value == low:
            yield Limit(self.tag, self.value, f"> {low}", end_text(high, ENDLESS))
        if not down and self.value == high:
            least = end_text(low, BOTTOMLESS)
            yield Limit(self.tag, self.value, least, f"< {self.value}")

    @property
    def phrase(self) -> Phrase:
        code = f"plan.target.{self.tag}"
        if self.value is None:
            return Phrase(f"{code}.baseline")
        if self.grades:
            return Phrase(f"{code}.grade", {"value": self.grades[0]})
        return Phrase(code, {"value": self.value})

    @property
    def second_level(self) -> Decimal | str | None:
        return self.grades[-1] if self.grades and self.strive else self.strive

    def data(self, baseline: Datum) -> Mapping[str, Datum]:
        value: Datum = self.grades[0] if self.value and self.grades else self.value
        strive = {} if self.strive is None else {STRIVE: self.second_level}
        return {"value": baseline if self.value is None else value, **strive}


class AtLeast(LineTarget):
    """A ≥ value. The only kind that can be exceeded by a total."""

    tag = "at_least"
    measures = GRADED
    keys = {"at_least": ValueShape.FIGURE, STRIVE: ValueShape.FIGURE}
    instead = {Measure.RANK: "rank_at_most"}
    direction = Direction.UP
    sign = "≥"
    is_usual = True
    has_percent = True

    @property
    def bar_end(self) -> Decimal | None:
        return None if self.grades else self.value


class MoreThan(LineTarget):
    """A > value, strictly; without a value: more than the baseline."""

    tag = "more_than"
    measures = GRADED
    keys = {"more_than": ValueShape.FIGURE}
    instead = {Measure.RANK: "rises_by"}
    direction = Direction.UP
    sign = ">"
    strict = True

    def share(self, part: Decimal, total: Decimal, decimals: int) -> Target:
        # shares add up to more than the line: each of them is "at least" (10)
        return AtLeast(part)


class AtMost(LineTarget):
    """A ≤ value, an allowance; 0 is legal (no case at all)."""

    tag = "at_most"
    measures = COUNTED
    keys = {"at_most": ValueShape.NUMBER}
    instead = {Measure.RANK: "rank_at_most", Measure.GRADE: "at_least"}
    direction = Direction.DOWN
    sign = "≤"

    @property
    def manner(self) -> Manner:
        return Manner.CEILING if self.value else Manner.NONE

    @classmethod
    def read(cls, entry: TargetEntry) -> Target:
        return cls(entry.number(cls.tag))

    @property
    def bar_end(self) -> Decimal | None:
        return self.value


class LessThan(LineTarget):
    """A < value, strictly; without a value: less than the baseline."""

    tag = "less_than"
    measures = COUNTED
    keys = {"less_than": ValueShape.FIGURE}
    instead = {Measure.RANK: "rises_by", Measure.GRADE: "more_than"}
    direction = Direction.DOWN
    sign = "<"
    strict = True


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

    def contradictions(self, low: End, high: End) -> Iterator[Limit]:
        """A tolerance below 0."""
        if self.tolerance < 0:
            yield Limit(TOLERANCE, self.tolerance, "0", ENDLESS)

    @property
    def phrase(self) -> Phrase:
        slack = {TOLERANCE: self.tolerance} if self.tolerance else {}
        code = "plan.target.exactly.tolerance" if slack else "plan.target.exactly"
        return Phrase(code, {"value": self.value, **slack})

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

    def contradictions(self, low: End, high: End) -> Iterator[Limit]:
        """Ends the wrong way round."""
        if self.lower > self.upper:
            least = end_text(low, BOTTOMLESS)
            yield Limit(self.tag, self.lower, least, str(self.upper))

    @property
    def phrase(self) -> Phrase:
        return Phrase("plan.target.between", {"lower": self.lower, "upper": self.upper})

    def data(self, baseline: Datum) -> Mapping[str, Datum]:
        return {"lower": self.lower, "upper": self.upper}

    def share(self, part: Decimal, total: Decimal, decimals: int) -> Target:
        """Its part of the upper end too, rounded down so that all stay within."""
        most = Fraction(self.upper) * Fraction(part) / Fraction(total)
        steps = floor(most * Fraction(10) ** decimals)
        return Between(part, max(part, Decimal(steps).scaleb(-decimals)))
