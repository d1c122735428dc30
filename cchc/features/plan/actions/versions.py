"""The versions of a plan: what each changed, by which decision (SEMANTICS 10)."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

from cchc.core.plan.calendar import periods
from cchc.core.plan.changes import ChangeSource, PlanChange, plan_changes
from cchc.core.plan.plan import PlanVersion
from cchc.features.plan.actions.show import applied_versions
from cchc.text.problem import Place, Problem, ProblemCode, Refusal
from cchc.text.record import Record


class Step(Record):
    """One version and what it changed in the one before; the first changed nothing."""

    version: PlanVersion
    ground: ChangeSource
    changes: tuple[PlanChange, ...]


def steps(
    database: Path, today: date, first: int | None = None, last: int | None = None
) -> tuple[Step, ...]:
    """The versions from one to another, both included, all of them by default.

    Version by version, so that each change stands with its decision. P254 for a
    number that no version has.
    """
    done = applied_versions(database, today)
    numbers = [each.number for each in done]
    asked = (("--from", first), ("--to", last))
    wrong = [(option, n) for option, n in asked if n is not None and n not in numbers]
    if wrong:
        raise Refusal(tuple(_unknown(option, n, numbers) for option, n in wrong))
    ends = sorted((first or numbers[0], last or numbers[-1]))
    return tuple(_steps(done[ends[0] - 1 : ends[1]]))


def _unknown(option: str, number: int, numbers: list[int]) -> Problem:
    known = ", ".join(map(str, numbers))
    blanks = {"text": str(number), "known": known}
    return Problem(ProblemCode.PLAN_VERSION_NONE, Place(argument=option), blanks)


def _steps(done: tuple[PlanVersion, ...]) -> Iterator[Step]:
    yield Step(done[0], ground_of(done[0]), ())
    for old, new in pairwise(done):
        yield Step(new, ground_of(new), plan_changes(old.plan, new.plan))


def ground_of(version: PlanVersion) -> ChangeSource:
    """What stands behind the changes of a version."""
    made = periods(version.plan)
    period = made[min(version.effective, len(made)) - 1]
    return ChangeSource(version.number, period, version.decision)
