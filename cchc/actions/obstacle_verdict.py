"""What an obstacle did to the verdict of the indicator it is about."""

from dataclasses import dataclass
from datetime import date

from cchc.core.amendment import Versions
from cchc.core.calendar import default_period, periods
from cchc.core.obstacle import Raised
from cchc.core.period import Period
from cchc.core.report import Facts
from cchc.core.status import every_indicator, status_view
from cchc.core.view import IndicatorView
from cchc.store.ledger import Ledger
from cchc.store.reports import facts


@dataclass(frozen=True, slots=True)
class Judged:
    """An indicator in a period, as known on a day."""

    period: Period
    day: date
    view: IndicatorView


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The verdict on the day the obstacle was written down, and the one of today."""

    before: Judged
    after: Judged


def verdicts(
    ledger: Ledger, versions: Versions, raised: Raised, today: Facts
) -> Verdicts | None:
    """Both verdicts; None when the obstacle is about no indicator."""
    plan = versions[-1].plan
    among = periods(plan)
    first = next((e for e in among if e.name == raised.obstacle.period), among[0])
    key = raised.obstacle.about
    if key is None or plan.indicator(key) is None:
        return None
    then = facts(ledger, plan.id, raised.recorded)
    now = default_period(among, today.as_of, plan.calendar.opens)
    before = _judged(versions, first, then, key)
    after = _judged(versions, now, today, key)
    return None if before is None or after is None else Verdicts(before, after)


def _judged(
    versions: Versions, period: Period, known: Facts, key: str
) -> Judged | None:
    view = status_view(versions, period, known)
    for each in every_indicator(view):
        if each.indicator.id == key:
            return Judged(view.period, known.as_of, each)
    return None
