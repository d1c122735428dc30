"""`cchc status --against YEAR`: this year's verdicts beside another year's."""

from pathlib import Path

from cchc.app.which_plan import (
    in_force,
    period_in_question,
    plan_in_question,
    versions_asking,
)
from cchc.core.facts.succession import predecessors
from cchc.core.plan.finer import all_periods
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan, PlanVersion
from cchc.core.verdict.board import period_of_year
from cchc.core.verdict.status import StatusView, status_view
from cchc.features.status.actions.status import (
    StatusAnswer,
    StatusQuestion,
    narrow_view,
    status_in,
)
from cchc.features.status.show.against import AgainstYear, year_pairs
from cchc.store.facts import facts_when_asked
from cchc.store.ledger import Ledger, open_ledger, read_transaction
from cchc.store.plans import plan_ids, versions
from cchc.text.problem import Place, ProblemCode, refuse, require


def read_against(
    db: Path, question: StatusQuestion, year: str
) -> tuple[StatusAnswer, AgainstYear]:
    """What is asked, and the same period of another year beside it.

    Each year is judged by its own plan, on what is known at the end of the day that is
    asked for. P579 names the years that the ledger has.
    """
    day = question.as_of
    with open_ledger(db) as ledger, read_transaction(ledger):
        plan = require(plan_in_question(ledger, question.period, day))
        period = require(period_in_question(plan, question.period, day))
        other, then = _other_year(ledger, period, year)
        now = status_in(ledger, db, question, read_facts=facts_when_asked)
        held = versions_asking(other, then.id)
        known = facts_when_asked(ledger, held[-1].plan.id, day)
        version = in_force(held, then, day)
        view = _narrowed(status_view(held, then, known), version.plan, now)
        pairs = year_pairs(now.view, view)
        for pair in pairs:  # worked out while the ledger is open
            _ = [side.shares for side in (pair.now, pair.then) if side is not None]
        return now, AgainstYear(then.year, view, pairs, now.unit is not None)


def _other_year(
    ledger: Ledger, period: Period, text: str
) -> tuple[tuple[PlanVersion, ...], Period]:
    """The plan of another year and the same period in it; refused without one."""
    known: dict[int, tuple[tuple[PlanVersion, ...], Period]] = {}
    for plan in plan_ids(ledger):
        held = versions(ledger, plan.id)
        among = all_periods(held[-1].plan) if held else ()
        for year in {own.year for own in among} - {period.year}:
            same = period_of_year(among, period, year)
            if same is not None:
                known.setdefault(year, (held, same))
    year_text = text.strip()
    if year_text.isdecimal() and int(year_text) in known:
        return known[int(year_text)]
    years = ", ".join(str(year) for year in sorted(known))
    code = ProblemCode.YEAR_UNKNOWN if known else ProblemCode.YEAR_ALONE
    place = Place(argument="--against")
    return refuse(code, place, text=text, years=years, period=period.id)


def _narrowed(view: StatusView, plan: Plan, now: StatusAnswer) -> StatusView:
    """The other year's view of what was asked; of a unit as its `plan` called it."""
    unit = now.unit
    if unit is not None:
        then, today = (
            {own.id: own for own in units}
            for units in (plan.units, now.version.plan.units)
        )
        units = predecessors(then, today, unit, now.view.period)
        unit = unit if unit in units else next(iter(units), unit)
    return narrow_view(view, unit, now.area)
