"""What was promised: the kinds of target of SEMANTICS 5, one class each."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from cchc.text.record import Record


class AtLeast(Record):
    """A ≥ value. The only kind that can be exceeded by a total."""

    value: Decimal


class MoreThan(Record):
    """A > value, strictly; without a value: more than the baseline."""

    value: Decimal | None


class AtMost(Record):
    """A ≤ value; 0 is legal (no case at all)."""

    value: Decimal


class Exactly(Record):
    """A within value ± tolerance."""

    value: Decimal
    tolerance: Decimal = Decimal(0)


class Between(Record):
    """lower ≤ A ≤ upper."""

    lower: Decimal
    upper: Decimal


class Scale(StrEnum):
    """In what an increase is counted (plan key `in`)."""

    ABS = "abs"
    POINTS = "points"
    PERCENT = "percent"


class IncreaseBy(Record):
    """A − B ≥ value, or 100·(A − B) ≥ value·B for percent; B is the baseline."""

    value: Decimal
    scale: Scale = Scale.ABS


class RankAtMost(Record):
    """A place in a ranking: 1 is best."""

    value: Decimal


class By(Record):
    """Done on or before a day."""

    date: date


class Yes(Record):
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
