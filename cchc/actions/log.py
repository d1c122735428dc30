"""`cchc log`: who did what, when."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cchc.actions.naming import find, unit_names
from cchc.actions.refusing import refusing
from cchc.actions.scope import plan_in_question
from cchc.core.log import LogLine
from cchc.core.plan import Plan
from cchc.core.problem import Fault, Place, Problem, Refused
from cchc.core.report import Typed
from cchc.store.ledger import opened
from cchc.store.log import log_lines


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which lines are asked for; days are days of recording, both included."""

    unit: str | None = None
    indicator: str | None = None
    verb: str | None = None
    since: date | None = None
    until: date | None = None


@refusing
def log(
    db: Path, sieve: Sieve, *, today: date
) -> tuple[Plan, tuple[LogLine, ...]] | Refused:
    """The lines of the plan in question, the oldest first."""
    with opened(db) as ledger:
        found = plan_in_question(ledger, None, today)
        if isinstance(found, Problem):
            return Refused((found,))
        plan = found[-1].plan
        lines = log_lines(ledger, plan.id)
    unit = sieve.unit
    if unit is not None:
        typed = Typed(unit, Place(argument="--unit"))
        who = find(typed, unit_names(plan), Fault.UNIT_UNKNOWN)
        if isinstance(who, Problem):
            return Refused((who,))
        unit = who
    return plan, tuple(each for each in lines if _passes(each, sieve, unit))


def _passes(line: LogLine, sieve: Sieve, unit: str | None) -> bool:
    day = line.recorded_at.date()
    return (
        unit in {None, line.unit}
        and (sieve.indicator is None or sieve.indicator in line.about)
        and sieve.verb in {None, line.verb}
        and (sieve.since is None or day >= sieve.since)
        and (sieve.until is None or day <= sieve.until)
    )
