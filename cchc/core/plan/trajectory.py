"""What should be true by the end of each period: E(p) of SEMANTICS 6."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Points:
    """One cumulative value for each period of the plan; the last is the target."""

    values: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Linear:
    """Even steps from the baseline (0 when none) to the target, by periods."""


@dataclass(frozen=True, slots=True)
class Hold:
    """The target applies in every period."""


@dataclass(frozen=True, slots=True)
class Step:
    """Nothing is expected before this period; `None`: before the last one."""

    period: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """Shares of the year that the plan declares under a name; the last is 1."""

    name: str


Trajectory = Points | Linear | Hold | Step | Profile
