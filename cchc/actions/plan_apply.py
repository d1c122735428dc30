"""plan apply: a checked plan becomes the next version of the database's plan."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from os.path import relpath
from pathlib import Path

from cchc.actions.plan_changes import Change, changes
from cchc.actions.plan_check import Checked
from cchc.core.calendar import periods
from cchc.core.period import Period
from cchc.core.plan import NO_PAPER, Indicator, Paper, Plan, PlanVersion
from cchc.core.problem import Fault, Place, Problem, Refused
from cchc.core.report import Stamp
from cchc.store.ledger import Ledger, LedgerTrouble, create, opened, writing
from cchc.store.plans import (
    ReportedKeys,
    apply_version,
    plan_ids,
    reported_keys,
    versions,
)
from cchc.words.day import parse_day
from cchc.words.period import read_period

STDIN = "-"
_DECISION = re.compile(
    r"(?:số\s+)?([^\s,]*\d[^\s,]*)\s*,?\s+(?:ngày\s+)?(\S+)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why a plan is changed: as typed, None where nothing was."""

    decision: str | None = None
    effective: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """What applying did, or would do in a rehearsal.

    `number` is the version in the database now; `unchanged`: nothing was written,
    because the file says what that version says.
    """

    number: int
    plan: Plan
    effective: str
    warnings: tuple[Problem, ...]
    changes: tuple[Change, ...] = ()
    created: bool = False
    unchanged: bool = False


def apply_plan(
    checked: Checked, database: Path, grounds: Grounds, stamp: Stamp, *, dry_run: bool
) -> Applied | Refused:
    """Write a checked plan as the next version (SEMANTICS 10).

    The database is made when there is none. The first version needs nothing; later
    ones their decision, effective period and reason. A change that would orphan
    reported figures is refused.
    """
    created = not database.exists()
    try:
        if created:
            if dry_run:
                return _result(checked, 1, _first(checked.plan), created=True)
            create(database)
        with opened(database, write=not dry_run) as ledger:
            if dry_run:
                return _next(ledger, checked, grounds, None, created=False)
            with writing(ledger):
                return _next(ledger, checked, grounds, stamp, created=created)
    except LedgerTrouble as trouble:
        return Refused((trouble.problem,))


def _next(
    ledger: Ledger,
    checked: Checked,
    grounds: Grounds,
    stamp: Stamp | None,
    *,
    created: bool,
) -> Applied | Refused:
    """The next version judged and, with a stamp, written."""
    plan = checked.plan
    held = plan_ids(ledger)
    same_year = (each for each in held if each.year == plan.year)
    other = next((each for each in same_year if each.id != plan.id), None)
    if other is not None:
        blanks = {"held": other.id, "year": str(other.year), "text": plan.id}
        place = Place(file=checked.name)
        return Refused((Problem(Fault.PLAN_OTHER_YEAR, place, blanks),))
    done = versions(ledger, plan.id)
    if not done:
        period = _first(plan)
        if stamp is not None:
            _write(ledger, checked, period, NO_PAPER, None, stamp)
        return _result(checked, 1, period, created=created)
    last = done[-1]
    if last.plan == plan:
        name = _named(plan, last.effective)
        return _result(checked, last.number, name, unchanged=True)
    return _amended(ledger, checked, grounds, last, stamp)


def _amended(
    ledger: Ledger,
    checked: Checked,
    grounds: Grounds,
    last: PlanVersion,
    stamp: Stamp | None,
) -> Applied | Refused:
    plan = checked.plan
    keys = reported_keys(ledger, plan.id)
    problems = [*_orphans(checked, last.plan, keys), *_lacking(grounds, plan, last)]
    if problems:
        return Refused(tuple(problems))
    period = read_period(grounds.effective or "", periods(plan))
    paper = read_decision(grounds.decision or "") or NO_PAPER
    if period is None:
        raise AssertionError(grounds)
    if stamp is not None:
        _write(ledger, checked, period, paper, grounds.reason, stamp)
    found = changes(last.plan, plan)
    return Applied(last.number + 1, plan, period.id, checked.warnings, found)


def _write(
    ledger: Ledger,
    checked: Checked,
    period: Period,
    decision: Paper,
    reason: str | None,
    stamp: Stamp,
) -> None:
    apply_version(
        ledger,
        checked.plan,
        digest=checked.digest,
        source=_source(checked.name, ledger.path),
        text=checked.text,
        effective=period.ordinal,
        decision=decision,
        reason=reason,
        stamp=stamp,
    )


def _source(name: str, database: Path) -> str | None:
    """Where the plan came from, as seen from the folder of the database."""
    if name == STDIN:
        return None
    try:
        return relpath(Path(name).absolute(), database.absolute().parent)
    except ValueError:
        return str(Path(name).absolute())


def _result(
    checked: Checked,
    number: int,
    period: Period | str,
    *,
    created: bool = False,
    unchanged: bool = False,
) -> Applied:
    name = period if isinstance(period, str) else period.id
    return Applied(
        number,
        checked.plan,
        name,
        checked.warnings,
        created=created,
        unchanged=unchanged,
    )


def _first(plan: Plan) -> Period:
    return periods(plan)[0]


def _named(plan: Plan, ordinal: int) -> str:
    made = periods(plan)
    return made[min(ordinal, len(made)) - 1].id


def read_decision(text: str) -> Paper | None:
    """`45/QĐ-UBND ngày 01/7/2022` → number and date; None when either is missing."""
    found = _DECISION.fullmatch(text.strip())
    if found is None:
        return None
    day = parse_day(found.group(2))
    return None if day is None else Paper(found.group(1), day)


def _lacking(grounds: Grounds, plan: Plan, last: PlanVersion) -> Iterator[Problem]:
    """Which of the grounds of an amendment are missing or cannot be read."""
    made = periods(plan)
    if read_decision(grounds.decision or "") is None:
        yield _lack("--decision")
    period = read_period(grounds.effective or "", made)
    if period is None:
        yield _lack("--effective")
    elif period.ordinal < last.effective:
        blanks = {"text": period.id, "held": _named(plan, last.effective)}
        place = Place(argument="--effective")
        yield Problem(Fault.PLAN_EFFECTIVE_PAST, place, blanks)
    if not (grounds.reason or "").strip():
        yield _lack("--reason")


def _lack(option: str) -> Problem:
    place = Place(argument=option)
    return Problem(Fault.PLAN_NEEDS_DECISION, place, {"text": option})


def _orphans(checked: Checked, old: Plan, keys: ReportedKeys) -> Iterator[Problem]:
    """What has figures in the ledger and would have no place in the new plan."""
    plan = checked.plan
    now = {each.id: each for each in plan.all_indicators}
    named = {period.name for period in periods(plan)}
    lost = [
        *(keys.indicators - set(now)),
        *(keys.units - {unit.id for unit in plan.units}),
        *(keys.tasks - {task.id for task in plan.tasks}),
        *(keys.periods - named),
        *(key for key in keys.indicators & set(now) if _other(old, now[key])),
        *(
            f"{key} / {unit}"
            for key, unit in keys.cells
            if key in now and unit not in now[key].reporters
        ),
    ]
    for name in sorted(lost):
        yield Problem(Fault.PLAN_ORPHANS, Place(file=checked.name), {"text": name})


def _other(old: Plan, new: Indicator) -> bool:
    """Whether figures of the old indicator mean something else under the new one."""
    before = old.indicator(new.id)
    if before is None:
        return False
    same = before.measure is new.measure and before.of is new.of
    return not same or new.entry_decimals < before.entry_decimals
