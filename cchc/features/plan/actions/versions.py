"""The versions of a plan: what each changed, by which decision (SEMANTICS 10)."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

from cchc.app.plan_source import CheckedPlan, applied_versions
from cchc.core.plan.calendar import periods
from cchc.core.plan.changes import ChangeSource, PlanChange, plan_changes
from cchc.core.plan.plan import PlanVersion
from cchc.store.ledger import opened
from cchc.store.plans import versions
from cchc.text.problem import Place, Problem, ProblemCode, Refusal
from cchc.text.record import Record


class VersionChanges(Record):
    """One version and what it changed in the one before; the first changed nothing."""

    version: PlanVersion
    source: ChangeSource
    changes: tuple[PlanChange, ...]


class FileChanges(Record):
    """How a plan file differs from the latest version applied."""

    version: PlanVersion
    changes: tuple[PlanChange, ...]


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
    ends = sorted((first or numbers[0], last or numbers[-1]))
    return tuple(_steps(done[ends[0] - 1 : ends[1]]))


def _steps(done: tuple[PlanVersion, ...]) -> Iterator[VersionChanges]:
    yield VersionChanges(done[0], change_source(done[0]), ())
    for old, new in pairwise(done):
        changes = plan_changes(old.plan, new.plan)
        yield VersionChanges(new, change_source(new), changes)


def change_source(version: PlanVersion) -> ChangeSource:
    """The version that brought changes, with its first period and decision."""
    made = periods(version.plan)
    period = made[min(version.effective, len(made)) - 1]
    return ChangeSource(version.number, period, version.decision)


def compare_file(checked: CheckedPlan, database: Path) -> FileChanges:
    """The file against the latest version applied of the same plan; P244 if none."""
    with opened(database) as ledger:
        done = versions(ledger, checked.plan.id)
    if not done:
        raise Refusal((Problem(ProblemCode.PLAN_NONE, Place(file=str(database))),))
    return FileChanges(done[-1], plan_changes(done[-1].plan, checked.plan))
