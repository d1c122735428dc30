"""What each unit did of an indicator last year, as the ledger has it."""

from datetime import date
from fractions import Fraction
from pathlib import Path

from cchc.core.plan.calendar import periods
from cchc.core.plan.plan import Indicator, Plan
from cchc.core.verdict.status import every_indicator, status_view
from cchc.store.ledger import open_ledger
from cchc.store.plans import plan_ids, versions
from cchc.store.reports import facts
from cchc.text.problem import Place, Problem, ProblemCode, Refusal


def figures_of_last_year(
    plan: Plan, indicator: Indicator, path: str | None, database: Path, today: date
) -> dict[str, Fraction]:
    """The year's figure of each unit, by id, from the ledger of the year before.

    No `path` is this year's database, if it holds that plan too.

    Raises:
        Refusal: P273 where there is no such plan or no figures of units in it.
    """
    ledger_path = database if path is None else Path(path)
    year = plan.year - 1
    blanks = {"text": indicator.id, "year": str(year), "path": str(ledger_path)}
    place = Place(argument="--last-year")
    problem = Problem(ProblemCode.SHARE_NO_LAST_YEAR, place, blanks)
    if path is None and not database.exists():
        raise Refusal((problem,))
    with open_ledger(ledger_path) as ledger:
        ids = [plan_id.id for plan_id in plan_ids(ledger) if plan_id.year == year]
        if not ids:
            raise Refusal((problem,))
        done, known = versions(ledger, ids[0]), facts(ledger, ids[0], today)
    view = status_view(done, periods(done[-1].plan)[-1], known)
    # only what is known and not below 0 can be shared by
    figures = {
        share.unit: max(share.to_date, Fraction(0))
        for line in every_indicator(view)
        if line.indicator.id == indicator.id
        for share in line.shares
        if share.to_date is not None
    }
    if not any(figures.values()):
        raise Refusal((problem,))
    return figures
