"""Targets told as a change from the baseline, and places in a ranking."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from cchc.core.plan.measure import Measure
from cchc.core.plan.targets.line import STRIVE, AtLeast, AtMost, LineTarget
from cchc.core.plan.targets.target import (
    COUNTED,
    ENDLESS,
    Datum,
    Direction,
    End,
    Goal,
    Limit,
    Manner,
    Phrase,
    Scale,
    Target,
    TargetEntry,
    ValueShape,
    Written,
)

CHANGE_KEYS = {"in": ValueShape.SCALE, STRIVE: ValueShape.NUMBER}


class ChangeTarget(Target):
    """A change of at least `value`, in the unit of the indicator or in percent.

    With `strive` it is exceeded only where the change is as much as that.
    """

    value: Decimal
    scale: Scale = Scale.ABS
    strive: Decimal | None = None

    measures = COUNTED
    has_unit = False
    needs_baseline = True
    bound = None
    has_percent: ClassVar[bool] = True
    mirror: ClassVar[str | None] = None

    @classmethod
    def read(cls, entry: TargetEntry) -> Target:
        strive = entry.number(STRIVE) if entry.has(STRIVE) else None
        scale = entry.scale("in") if "in" in cls.keys else Scale.ABS
        return cls(entry.number(cls.tag), scale, strive)

    def spelling(self) -> Mapping[str, Written]:
        scale = {} if self.in_unit else {"in": self.scale.value}
        strive = {} if self.strive is None else {STRIVE: self.strive}
        return {self.tag: self.value, **scale, **strive}

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        return (self.value,) if self.strive is None else (self.value, self.strive)

    @property
    def second_level(self) -> Decimal | None:
        return self.strive

    @property
    def in_unit(self) -> bool:
        return self.scale is Scale.ABS

    @property
    def divides_by_baseline(self) -> bool:
        return self.scale is Scale.PERCENT

    @property
    def kind_of_opposite(self) -> str | None:
        return self.mirror if self.value < 0 else None

    def goal(self, base: Fraction | None) -> Goal | None:
        if base is None:
            return None
        down = self.direction is Direction.DOWN
        way = -1 if down else 1
        per = base / 100 if self.scale is Scale.PERCENT else Fraction(1)
        strive = self.strive
        return Goal(
            base + way * Fraction(self.value) * per,
            less_is_better=down,
            base=base,
            can_exceed=True,
            has_percent=self.has_percent,
            strive=None if strive is None else base + way * Fraction(strive) * per,
        )

    def range(self, low: End, high: End) -> tuple[End, End]:
        return None, None

    def contradictions(self, low: End, high: End) -> Iterator[Limit]:
        """No change at all, or one the other way round."""
        if self.value <= 0:
            yield Limit(self.tag, self.value, "> 0", ENDLESS)

    @property
    def phrase(self) -> Phrase:
        kind = f"{self.tag}.{self.scale}" if "in" in self.keys else self.tag
        return Phrase(f"plan.target.{kind}", {"value": self.value})

    def data(self, baseline: Datum) -> Mapping[str, Datum]:
        scale = {"in": self.scale.value} if "in" in self.keys else {}
        strive = {} if self.strive is None else {STRIVE: self.strive}
        return {"value": self.value, **scale, **strive}


class IncreaseBy(ChangeTarget):
    """A − B ≥ value, or 100·(A − B) ≥ value·B for percent; B is the baseline."""

    tag = "increase_by"
    manner = Manner.RISE
    keys = {"increase_by": ValueShape.NUMBER, **CHANGE_KEYS}
    instead = {Measure.RANK: "rises_by", Measure.GRADE: "more_than"}
    mirror = "decrease_by"
    direction = Direction.UP

    def share(self, part: Decimal, total: Decimal, decimals: int) -> Target:
        # what a unit was allotted is a figure of its own, not an increase (10)
        return AtLeast(part)


class DecreaseBy(ChangeTarget):
    """B − A ≥ value, or 100·(B − A) ≥ value·B for percent; B is the baseline."""

    tag = "decrease_by"
    manner = Manner.FALL
    keys = {"decrease_by": ValueShape.NUMBER, **CHANGE_KEYS}
    instead = {Measure.RANK: "rises_by", Measure.GRADE: "at_least"}
    mirror = "increase_by"
    direction = Direction.DOWN
    sign = "≤"

    def share(self, part: Decimal, total: Decimal, decimals: int) -> Target:
        # what a unit was allotted is an allowance of its own, not a decrease (10)
        return AtMost(part)


FIRST = Decimal(1)
RANKED = frozenset({Measure.RANK, Measure.LEVEL})
"""A level with such a target is read as a rank (5)."""


class RankAtMost(LineTarget):
    """A ≤ value, a place; without a value: no worse than the baseline."""

    tag = "rank_at_most"
    manner = Manner.RANK
    measures = RANKED
    keys = {"rank_at_most": ValueShape.FIGURE, STRIVE: ValueShape.NUMBER}
    direction = Direction.DOWN
    is_rank = True
    has_unit = False
    sign = "≤"

    def range(self, low: End, high: End) -> tuple[End, End]:
        return FIRST, None

    def share(self, part: Decimal, total: Decimal, decimals: int) -> Target:
        return self


class RisesBy(ChangeTarget):
    """B − A ≥ value places, B the place of the baseline."""

    tag = "rises_by"
    manner = Manner.RANK
    measures = RANKED
    keys = {"rises_by": ValueShape.NUMBER, STRIVE: ValueShape.NUMBER}
    direction = Direction.DOWN
    is_rank = True
    has_percent = False
    sign = "≤"
