"""plan check of a unit's plan: held against the plan above it."""

from contextlib import suppress
from datetime import date
from pathlib import Path

from cchc.core.check.conformity import Conformity, check_conformity
from cchc.features.cascade.actions.cascade import Above
from cchc.features.plan.actions.check import Checked, check_plan, plan_path
from cchc.features.plan.actions.show import plan_in_force
from cchc.text.problem import Refusal
from cchc.text.record import Record


class Compared(Record):
    """A unit's plan beside the one above; `name`: what that was read from."""

    name: str
    held: Conformity


def compared_with_above(
    checked: Checked, against: Path | None, database: Path, today: date
) -> Compared | None:
    """What the unit's plan lowers, puts off, leaves out and adds.

    Against the plan file named; else, for a plan that names its plan above, against
    that plan as it is in force in the database, else as the file beside it has it.
    None where nothing is named, or that plan is not to be found here.
    """
    if against is None and checked.plan.origin is None:
        return None
    above = _named(against) if against else _near(checked, database, today)
    if above is None:
        return None
    return Compared(above.name, check_conformity(checked.plan, above.plan, checked.at))


def _named(path: Path) -> Above:
    found = check_plan(path)
    return Above(found.plan, found.name)


def _near(checked: Checked, database: Path, today: date) -> Above | None:
    """The plan with the id that the unit's plan names, in force or beside."""
    origin = checked.plan.origin
    wanted = None if origin is None else origin.plan
    beside = plan_path(database)
    with suppress(Refusal):  # a broken database is for other commands to tell
        if database.exists():
            version = plan_in_force(database, today)
            if version.plan.id == wanted:
                return Above(version.plan, str(database))
    with suppress(Refusal):
        found = check_plan(beside) if beside.exists() else None
        if found is not None and found.plan.id == wanted:
            return Above(found.plan, found.name)
    return None
