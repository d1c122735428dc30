"""What the settling of an obstacle did to the verdict of its indicator."""

from dataclasses import dataclass
from datetime import date

from cchc.core.plan.period import Period
from cchc.core.verdict.view import IndicatorView


@dataclass(frozen=True, slots=True)
class Judged:
    """An indicator in a period, as known on a day."""

    period: Period
    day: date
    view: IndicatorView


@dataclass(frozen=True, slots=True)
class Effect:
    """The verdict on the day the obstacle was written down, and a later one."""

    before: Judged
    after: Judged
