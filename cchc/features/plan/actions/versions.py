"""The versions of a plan: what each changed, by which decision (SEMANTICS 10)."""

from datetime import date
from itertools import pairwise
from pathlib import Path

from cchc.app.which_plan import CheckedPlan, applied_versions
from cchc.core.plan.calendar import periods
from cchc.core.plan.changes import (
    ChangeSource,
    PlanChange,
    VersionChanges,
    plan_changes,
)
from cchc.core.plan.plan import PlanVersion
from cchc.store.ledger import open_ledger
from cchc.store.plans import versions
from cchc.text.problem import Place, Problem, ProblemCode, Refusal


def version_steps(
    database: Path, today: date, first: int | None = None, last: int | None = None
) -> tuple[VersionChanges, ...]:
    """The versions from one to another, both included, all of them by default.

    Version by version, so that each change stands with its decision. P254 for a
    number that no version has.
    """
    done = applied_versions(database, today)
    numbers = [version.number for version in done]
    named = (("--from", first), ("--to", last))
    wrong = [(option, n) for option, n in named if n is not None and n not in numbers]
    if wrong:
        known = ", ".join(map(str, numbers))
        raise Refusal(
            tuple(
                Problem(
                    ProblemCode.PLAN_VERSION_NONE,
                    Place(argument=option),
                    {"text": str(number), "known": known},
                )
                for option, number in wrong
            )
        )
    start, end = sorted((first or numbers[0], last or numbers[-1]))
    chosen = done[start - 1 : end]
    steps = [VersionChanges(chosen[0], change_source(chosen[0]), ())]
    for old, new in pairwise(chosen):
        changes = plan_changes(old.plan, new.plan)
        steps.append(VersionChanges(new, change_source(new), changes))
    return tuple(steps)


def change_source(version: PlanVersion) -> ChangeSource:
    """The version that brought changes, with its first period and decision."""
    made = periods(version.plan)
    period = made[min(version.effective, len(made)) - 1]
    return ChangeSource(version.number, period, version.decision)


def compare_file(
    checked: CheckedPlan, database: Path
) -> tuple[PlanVersion, tuple[PlanChange, ...]]:
    """The latest version applied of the plan, and what the file says otherwise.

    P244 where none was applied.
    """
    with open_ledger(database) as ledger:
        done = versions(ledger, checked.plan.id)
    if not done:
        raise Refusal((Problem(ProblemCode.PLAN_NONE, Place(file=str(database))),))
    return done[-1], plan_changes(done[-1].plan, checked.plan)
