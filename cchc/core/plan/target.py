"""What was promised: the kinds of target of SEMANTICS 5, one class each."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A ≥ value. The only kind that can be exceeded by a total."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class MoreThan:
    """A > value, strictly; without a value: more than the baseline."""

    value: Decimal | None


@dataclass(frozen=True, slots=True)
class AtMost:
    """A ≤ value; 0 is legal (no case at all)."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Exactly:
    """A within value ± tolerance."""

    value: Decimal
    tolerance: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Between:
    """lower ≤ A ≤ upper."""

    lower: Decimal
    upper: Decimal


class Scale(StrEnum):
    """In what an increase is counted (plan key `in`)."""

    ABS = "abs"
    POINTS = "points"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class IncreaseBy:
    """A − B ≥ value, or 100·(A − B) ≥ value·B for percent; B is the baseline."""

    value: Decimal
    scale: Scale = Scale.ABS


@dataclass(frozen=True, slots=True)
class RankAtMost:
    """A place in a ranking: 1 is best."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class By:
    """Done on or before a day."""

    date: date


@dataclass(frozen=True, slots=True)
class Yes:
    """The answer is yes."""


Target = (
    AtLeast | MoreThan | AtMost | Exactly | Between | IncreaseBy | RankAtMost | By | Yes
)

KINDS: dict[str, type[Target]] = {
    "at_least": AtLeast,
    "more_than": MoreThan,
    "at_most": AtMost,
    "exactly": Exactly,
    "between": Between,
    "increase_by": IncreaseBy,
    "rank_at_most": RankAtMost,
    "by": By,
    "yes": Yes,
}


def kind_of(target: Target) -> str:
    """The kind as written in a plan and in JSON: `at_least`, `more_than`."""
    return next(name for name, kind in KINDS.items() if type(target) is kind)
