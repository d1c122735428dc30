"""plan check of a unit's plan: held against the plan above it."""

from contextlib import suppress
from datetime import date
from pathlib import Path

from cchc.app.which_plan import CheckedPlan, check_plan, plan_in_force, plan_path
from cchc.core.check.conformity import Conformity, check_conformity
from cchc.core.plan.plan import Plan
from cchc.text.problem import Refusal
from cchc.text.record import Record


class AboveComparison(Record):
    """A unit's plan beside the one above; `name`: what that was read from."""

    name: str
    conformity: Conformity


def compare_with_above(
    checked: CheckedPlan, against: Path | None, database: Path, today: date
) -> AboveComparison | None:
    """What the unit's plan keeps and adds; refused where it lowers anything.

    Against the plan file named; else, for a plan that names its plan above, against
    that plan as it is in force in the database, else as the file beside it has it.
    None where nothing is named, or that plan is not to be found here.
    """
    named: tuple[Plan, str] | None = None
    if against is not None:
        above = check_plan(against)
        named = above.plan, above.name
    elif checked.plan.origin is not None:
        named = _plan_nearby(checked.plan.origin.plan, database, today)
    if named is None:
        return None
    plan, name = named
    conformity = check_conformity(checked.plan, plan, checked.at)
    if conformity.problems:
        raise Refusal(conformity.problems)
    return AboveComparison(name, conformity)


def _plan_nearby(key: str, database: Path, today: date) -> tuple[Plan, str] | None:
    """The plan with this id, in force or beside the database, and its name."""
    beside = plan_path(database)
    with suppress(Refusal):  # a broken database is for other commands to tell
        if database.exists():
            version = plan_in_force(database, today)
            if version.plan.id == key:
                return version.plan, str(database)
    with suppress(Refusal):
        checked = check_plan(beside) if beside.exists() else None
        if checked is not None and checked.plan.id == key:
            return checked.plan, checked.name
    return None
