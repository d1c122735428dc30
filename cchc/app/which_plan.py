"""Which plan and which period a command speaks of: of the ledger, or of a file."""

from datetime import date
from pathlib import Path
from re import search

from cchc.core.facts.amendment import version_in_force
from cchc.core.plan.calendar import default_period, periods, ripe_periods
from cchc.core.plan.finer import all_periods, finer_plan, finer_rhythms, finer_versions
from cchc.core.plan.period import Period
from cchc.core.plan.plan import PlanVersion
from cchc.sources.file_bytes import PlanRead, digest_of_path
from cchc.store.ledger import Ledger, open_ledger
from cchc.store.plans import plan_ids, versions
from cchc.text.problem import Blank, Place, Problem, ProblemCode, Refusal, require
from cchc.words.period import read_period

YEAR = r"(?<![0-9])[0-9]{4}(?![0-9])"
FILE, FOLDER = "plan.yaml", "plan"


def plan_in_question(
    ledger: Ledger, period: str | None, today: date
) -> tuple[PlanVersion, ...] | Problem:
    """All versions of the plan that is meant.

    The plan that has the period, where its name has a year. Where no period is
    named, the latest one with a period that a command may mean without (SEMANTICS 11):
    the year that is being closed goes before the one that has just begun. Else the
    latest that has begun by the day; else the first. P244 when there is none.
    """
    ids = sorted(plan_ids(ledger), key=lambda plan_id: plan_id.year)
    plans = [plan for key in ids if (plan := versions(ledger, key.id))]
    if period and len(period) >= len("2022") and search(YEAR, period):
        # what a plan calls so goes before any year; a year of no plan is told with
        # the periods of the one that is meant without it (P501)
        named = [p for p in plans if read_period(period, all_periods(p[-1].plan))]
        plans = named or plans
    ripe, begun = [], []
    for plan in plans:
        among = periods(plan[-1].plan)
        if period is None and ripe_periods(among, today, plan[-1].plan.calendar.opens):
            ripe.append(plan)
        if among[0].start <= today:
            begun.append(plan)
    chosen = next(iter((*reversed(ripe), *reversed(begun), *plans)), ())
    if not chosen:
        blanks = {"text": period or "", "path": str(ledger.path)}
        place = Place(argument=period) if period else Place(file=ledger.path.name)
        return Problem(ProblemCode.PLAN_NONE, place, blanks)
    return chosen if period is None else versions_asking(chosen, period)


def versions_asking(
    held: tuple[PlanVersion, ...], text: str
) -> tuple[PlanVersion, ...]:
    """The versions as they ask in the period that is named: the plan's own, or finer.

    A name that the plan's own periods have means one of those.
    """
    plan = held[-1].plan
    if read_period(text, periods(plan)) is None:
        for rhythm in finer_rhythms(plan):
            if read_period(text, periods(finer_plan(plan, rhythm))) is not None:
                return finer_versions(held, rhythm)
    return held


def period_in_question(
    plan: tuple[PlanVersion, ...], text: str | None, today: date
) -> Period | Problem:
    """The period somebody typed, or the one that a command means without."""
    latest = plan[-1].plan
    among = periods(latest)
    if text is None:
        return default_period(among, today, latest.calendar.opens)
    period = read_period(text, among)
    if period is not None:
        return period
    known = tuple(period.id for period in all_periods(latest))
    blanks: dict[str, Blank] = {
        "text": text,
        "known": known,
        "periods": ", ".join(known),
    }
    return Problem(ProblemCode.PERIOD_UNREADABLE, Place(argument=text), blanks)


def plan_and_period(
    ledger: Ledger, text: str | None, today: date
) -> tuple[tuple[PlanVersion, ...], Period]:
    """All versions of the plan, and the period, that a command means.

    Refuses where there is no plan (P244) or no such period (P501).
    """
    plan = require(plan_in_question(ledger, text, today))
    return plan, require(period_in_question(plan, text, today))


def in_force(plan: tuple[PlanVersion, ...], period: Period, today: date) -> PlanVersion:
    """The version that judges the period, as known on the day."""
    return version_in_force(plan, period.ordinal, today)


def plan_path(database: Path) -> Path:
    """The plan beside a database: `plan.yaml`, else the folder `plan`."""
    file, folder = database.parent / FILE, database.parent / FOLDER
    return folder if folder.is_dir() and not file.exists() else file


def path_from_here(path: Path) -> Path:
    """The path as it is typed from this folder, where it is below it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def check_plan(path: Path | None, data: bytes | None = None) -> PlanRead:
    """The plan of a file, a folder or bytes; refused with all that is wrong in it."""
    from cchc.sources.plan.plan_file import read_plan

    read = read_plan(path, data)
    if read.sound is None:
        raise Refusal(read.problems)
    return read


def applied_versions(database: Path, today: date) -> tuple[PlanVersion, ...]:
    """All versions of the plan that a day belongs to, the first first.

    P244 when there is none.
    """
    with open_ledger(database) as ledger:
        return require(plan_in_question(ledger, None, today))


def plan_in_force(database: Path, today: date) -> PlanVersion:
    """The version that governs the period of this day (SEMANTICS 10)."""
    plan = applied_versions(database, today)
    made = periods(plan[-1].plan)
    ahead = [period.ordinal for period in made if period.cutoff >= today]
    return version_in_force(plan, min(ahead, default=len(made)), today)


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
    blanks = {"path": version.source}
    return Problem(ProblemCode.PLAN_CHANGED, Place(file=version.source), blanks)
