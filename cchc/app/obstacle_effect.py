"""What obstacles did to the verdicts of the indicators they are about."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from cchc.core.facts.amendment import Versions
from cchc.core.facts.obstacle import Raised
from cchc.core.facts.report import Facts
from cchc.core.plan.calendar import default_period, periods
from cchc.core.plan.period import Period
from cchc.core.verdict.indicator import indicator_in
from cchc.core.verdict.issued import DatedView, ObstacleEffect
from cchc.core.verdict.status import StatusView
from cchc.store.ledger import Ledger
from cchc.store.reports import facts

Known = Callable[[date], Facts]
"""What was known on a day."""


def obstacle_effect(
    held: Versions,
    raised: Raised,
    known: Known,
    today: Facts,
    period: Period | None = None,
) -> ObstacleEffect | None:
    """The verdict when it was raised, and the one of today in a period.

    Without a period it is the one that a command means without. None when the
    obstacle is about no indicator.
    """
    plan = held[-1].plan
    among = periods(plan)
    key = raised.obstacle.about
    if key is None or plan.indicator(key) is None:
        return None
    first = next((e for e in among if e.name == raised.obstacle.period), among[0])
    now = period or default_period(among, today.as_of, plan.calendar.opens)
    before = _judged(held, first, known(raised.recorded), key)
    after = _judged(held, now, today, key)
    return None if before is None or after is None else ObstacleEffect(before, after)


def obstacle_effects(
    ledger: Ledger, held: Versions, view: StatusView, today: Facts
) -> Mapping[int, ObstacleEffect]:
    """What the obstacles settled in a period changed, by their numbers."""
    raised = {each.obstacle.id: each for each in today.raised}

    @cache
    def known(day: date) -> Facts:
        return facts(ledger, view.plan, day)

    told = {
        number: obstacle_effect(held, raised[number], known, today, view.period)
        for number in (each.obstacle.id for each in view.settled)
    }
    return {number: one for number, one in told.items() if one is not None}


def _judged(held: Versions, period: Period, known: Facts, key: str) -> DatedView | None:
    view = indicator_in(held, period, known, key)
    return None if view is None else DatedView(period, known.as_of, view)
