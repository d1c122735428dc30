"""What the settling of an obstacle did to the verdict of its indicator."""

from datetime import date

from cchc.core.plan.period import Period
from cchc.core.verdict.view import IndicatorView
from cchc.text.record import Record


class Judged(Record):
    """An indicator in a period, as known on a day."""

    period: Period
    day: date
    view: IndicatorView


class Effect(Record):
    """The verdict on the day the obstacle was written down, and a later one."""

    before: Judged
    after: Judged
