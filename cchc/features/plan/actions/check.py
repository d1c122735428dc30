"""A plan beside its versions and the plan above it."""

from contextlib import suppress
from datetime import date
from pathlib import Path

from cchc.app.which_plan import (
    check_plan,
    plan_in_force,
    plan_path,
)
from cchc.core.check.conformity import Conformity, check_conformity
from cchc.core.plan.calendar import periods
from cchc.core.plan.changes import (
    ChangeSource,
    PlanChange,
    plan_changes,
)
from cchc.core.plan.plan import Plan, PlanVersion
from cchc.sources.file_bytes import PlanRead
from cchc.store.ledger import open_ledger
from cchc.store.plans import versions
from cchc.text.problem import (
    Place,
    ProblemCode,
    Refusal,
    refuse,
)


def change_source(version: PlanVersion) -> ChangeSource:
    """The version that brought changes, with its first period and decision."""
    made = periods(version.plan)
    period = made[min(version.effective, len(made)) - 1]
    return ChangeSource(version.number, period, version.decision)


def compare_file(
    checked: PlanRead, database: Path
) -> tuple[PlanVersion, tuple[PlanChange, ...]]:
    """The latest version applied of the plan, and what the file says otherwise.

    P244 where none was applied.
    """
    with open_ledger(database) as ledger:
        done = versions(ledger, checked.plan.id)
    if not done:
        refuse(ProblemCode.PLAN_NONE, Place(file=str(database)))
    return done[-1], plan_changes(done[-1].plan, checked.plan)


def compare_with_above(
    checked: PlanRead, against: Path | None, database: Path, today: date
) -> tuple[str, Conformity] | None:
    """From what the plan above was read, and what the unit's keeps and adds.

    Against the plan file named; else, for a plan that names its plan above, against
    that plan as it is in force in the database, else as the file beside it has it.
    None where nothing is named, or that plan is not to be found here. Refused where
    the unit's plan lowers anything.
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
    return name, conformity


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


STDIN = "-"
