"""Which plan and which period a command speaks of."""

import re
from datetime import date

from cchc.core.facts.amendment import version_in_force
from cchc.core.plan.calendar import default_period, periods, ripe_periods
from cchc.core.plan.period import Period
from cchc.core.plan.plan import PlanVersion
from cchc.store.ledger import Ledger
from cchc.store.plans import plan_ids, versions
from cchc.text.problem import Place, Problem, ProblemCode, require
from cchc.words.period import read_period

YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")


def plan_in_question(
    ledger: Ledger, period: str | None, today: date
) -> tuple[PlanVersion, ...] | Problem:
    """All versions of the plan that is meant.

    The plan of the year that the period names. Where no period is named, the latest
    one with a period that a command may mean without (SEMANTICS 11): the year that
    is being closed goes before the one that has just begun. Else the latest that has
    begun by the day; else the first. P244 when there is none.
    """
    known = sorted(plan_ids(ledger), key=lambda each: each.year)
    year = YEAR.search(period) if period else None
    if year is not None:
        known = [each for each in known if each.year == int(year.group())]
    found = [versions(ledger, each.id) for each in known]
    ripe = [each for each in found if each and period is None and _is_ripe(each, today)]
    begun = [each for each in found if each and _first_day(each) <= today]
    chosen = next(iter((*reversed(ripe), *reversed(begun), *found)), ())
    if not chosen:
        blanks = {"text": period or "", "path": str(ledger.path)}
        place = Place(argument=period) if period else Place(file=ledger.path.name)
        return Problem(ProblemCode.PLAN_NONE, place, blanks)
    return chosen


def _first_day(plan: tuple[PlanVersion, ...]) -> date:
    return periods(plan[-1].plan)[0].start


def _is_ripe(plan: tuple[PlanVersion, ...], today: date) -> bool:
    """Whether one of its periods is to be reported soon, or was."""
    latest = plan[-1].plan
    return bool(ripe_periods(periods(latest), today, latest.calendar.opens))


def period_in_question(
    plan: tuple[PlanVersion, ...], text: str | None, today: date
) -> Period | Problem:
    """The period somebody typed, or the one that a command means without."""
    latest = plan[-1].plan
    among = periods(latest)
    if text is None:
        return default_period(among, today, latest.calendar.opens)
    found = read_period(text, among)
    if found is None:
        known = tuple(each.id for each in among)
        return Problem(
            ProblemCode.PERIOD_UNREADABLE,
            Place(argument=text),
            {"text": text, "known": known, "periods": ", ".join(known)},
        )
    return found


def plan_and_period(
    ledger: Ledger, text: str | None, today: date
) -> tuple[tuple[PlanVersion, ...], Period]:
    """All versions of the plan, and the period, that a command means.

    Raises:
        Refusal: there is no plan (P244), or no such period (P501).
    """
    plan = require(plan_in_question(ledger, text, today))
    return plan, require(period_in_question(plan, text, today))


def in_force(plan: tuple[PlanVersion, ...], period: Period, today: date) -> PlanVersion:
    """The version that judges the period, as known on the day."""
    return version_in_force(plan, period.ordinal, today)
