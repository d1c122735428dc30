"""plan apply: a checked plan becomes the next version of the database's plan."""

from os.path import relpath
from pathlib import Path

from cchc.core.facts.report import Stamp
from cchc.core.plan.calendar import periods
from cchc.core.plan.changes import PlanChange, plan_changes
from cchc.core.plan.period import Period
from cchc.core.plan.plan import NO_PAPER, Paper, Plan, PlanVersion
from cchc.features.plan.actions.amendment_grounds import Grounds, doubts, read_decision
from cchc.features.plan.actions.check import Checked
from cchc.features.plan.actions.orphans import orphans
from cchc.store.ledger import Ledger, create, opened, writing
from cchc.store.plans import apply_version, plan_ids, reported_keys, versions
from cchc.text.problem import Place, Problem, ProblemCode, Refusal, refusals
from cchc.text.record import Record
from cchc.words.period import read_period

STDIN = "-"


class Applied(Record):
    """What applying did, or would do in a rehearsal.

    `number` is the version in the database now; `unchanged`: nothing was written,
    because the file says what that version says.
    """

    number: int
    plan: Plan
    effective: str
    warnings: tuple[Problem, ...]
    changes: tuple[PlanChange, ...] = ()
    decision: Paper = NO_PAPER
    created: bool = False
    unchanged: bool = False


class Act(Record):
    """What is being done: on which grounds, by whom, for good or as a rehearsal.

    `created`: the database was made for it.
    """

    grounds: Grounds
    stamp: Stamp
    writes: bool = True
    created: bool = False


def apply_plan(
    checked: Checked, database: Path, grounds: Grounds, stamp: Stamp, *, dry_run: bool
) -> Applied:
    """Write a checked plan as the next version (SEMANTICS 10).

    The database is made when there is none. The first version needs nothing; later
    ones their decision, effective period and reason. A change that would orphan
    reported figures is refused.
    """
    created = not database.exists()
    if created:
        if dry_run:
            return _result(checked, 1, _first(checked.plan), created=True)
        create(database)
    with opened(database, write=not dry_run) as ledger:
        if dry_run:
            return _next(ledger, checked, Act(grounds, stamp, writes=False))
        with writing(ledger):
            return _next(ledger, checked, Act(grounds, stamp, created=created))


def _next(
    ledger: Ledger,
    checked: Checked,
    act: Act,
) -> Applied:
    """The next version judged and, unless it is a rehearsal, written."""
    plan = checked.plan
    held = plan_ids(ledger)
    same_year = (each for each in held if each.year == plan.year)
    other = next((each for each in same_year if each.id != plan.id), None)
    if other is not None:
        blanks = {"held": other.id, "year": str(other.year), "text": plan.id}
        place = Place(file=checked.name)
        raise Refusal((Problem(ProblemCode.PLAN_OTHER_YEAR, place, blanks),))
    done = versions(ledger, plan.id)
    if not done:
        period = _first(plan)
        if act.writes:
            _write(ledger, checked, period, NO_PAPER, None, act.stamp)
        return _result(checked, 1, period, created=act.created)
    last = done[-1]
    if last.plan == plan:
        name = _named(plan, last.effective)
        return _result(checked, last.number, name, unchanged=True)
    return _amended(ledger, checked, act, last)


def _amended(ledger: Ledger, checked: Checked, act: Act, last: PlanVersion) -> Applied:
    plan, grounds, day = checked.plan, act.grounds, act.stamp.recorded_at.date()
    keys = reported_keys(ledger, plan.id)
    told = (
        *orphans(checked.name, last.plan, plan, keys),
        *doubts(grounds, plan, last, day),
    )
    period = read_period(grounds.effective or "", periods(plan))
    paper = read_decision(grounds.decision or "") or NO_PAPER
    if refusals(told) or period is None:
        raise Refusal(tuple(refusals(told)))
    if act.writes:
        _write(ledger, checked, period, paper, grounds.reason, act.stamp)
    return Applied(
        last.number + 1,
        plan,
        period.id,
        (*checked.warnings, *told),
        plan_changes(last.plan, plan),
        paper,
    )


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
