"""The plan that a command reads: a file beside the database, or the one in force."""

from datetime import date
from pathlib import Path

from cchc.app.which_plan import plan_in_question
from cchc.core.check.plan_checks import At
from cchc.core.facts.amendment import version_in_force
from cchc.core.plan.calendar import periods
from cchc.core.plan.plan import Plan, PlanVersion
from cchc.sources.plan.plan_bytes import digest_of_path
from cchc.store.ledger import opened
from cchc.text.problem import Place, Problem, ProblemCode, Refusal, require
from cchc.text.record import Record

FILE, FOLDER = "plan.yaml", "plan"


class CheckedPlan(Record):
    """A plan that may be applied, with its warnings and where it came from.

    `digest` is the SHA-256 of the file as it is, `name` what messages call it, `at`
    where a part of it is written.
    """

    plan: Plan
    warnings: tuple[Problem, ...]
    digest: str
    text: str
    name: str
    at: At


def plan_path(database: Path) -> Path:
    """The plan beside a database: `plan.yaml`, else the folder `plan`."""
    file, folder = database.parent / FILE, database.parent / FOLDER
    return folder if folder.is_dir() and not file.exists() else file


def path_from_here(path: Path) -> Path:
    """The path as it is typed from this folder, where it is below it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def check_plan(path: Path | None, data: bytes | None = None) -> CheckedPlan:
    """The plan of a file, a folder or bytes; refused with all that is wrong in it."""
    from cchc.sources.plan.plan_file import read_plan

    read = read_plan(path, data)
    if read.plan is None:
        raise Refusal(read.problems)
    rest = read.digest, read.text, read.name, read.at
    return CheckedPlan(read.plan, read.problems, *rest)


def applied_versions(database: Path, today: date) -> tuple[PlanVersion, ...]:
    """All versions of the plan that a day belongs to, the first first.

    P244 when there is none.
    """
    with opened(database) as ledger:
        return require(plan_in_question(ledger, None, today))


def plan_in_force(database: Path, today: date) -> PlanVersion:
    """The version that governs the period of this day (SEMANTICS 10)."""
    versions = applied_versions(database, today)
    made = periods(versions[-1].plan)
    ahead = [period.ordinal for period in made if period.cutoff >= today]
    return version_in_force(versions, min(ahead, default=len(made)), today)


def plan_changed(database: Path, version: PlanVersion) -> Problem | None:
    """P240 when the file that this version was applied from has changed since.

    By the bytes alone: no YAML is read. None when the file is gone or unchanged.
    """
    if version.source is None:
        return None
    path = database.parent / version.source
    digest = digest_of_path(path) if path.exists() else None
    if digest is None or digest == version.digest:
        return None
    shown = version.source
    return Problem(ProblemCode.PLAN_CHANGED, Place(file=shown), {"path": shown})
