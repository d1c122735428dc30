"""What should be true by the end of each period: E(p) of SEMANTICS 6."""

from decimal import Decimal

from cchc.text.record import Record


class Points(Record, tag_field="kind", tag="points"):
    """One cumulative value for each period of the plan; the last is the target."""

    values: tuple[Decimal, ...]


class Linear(Record, tag_field="kind", tag="linear"):
    """Even steps from the baseline (0 when none) to the target, by periods."""


class Hold(Record, tag_field="kind", tag="hold"):
    """The target applies in every period."""


class Step(Record, tag_field="kind", tag="step"):
    """Nothing is expected before this period; `None`: before the last one."""

    period: str | None = None


class Profile(Record, tag_field="kind", tag="profile"):
    """Shares of the year that the plan declares under a name; the last is 1."""

    name: str


Trajectory = Points | Linear | Hold | Step | Profile
