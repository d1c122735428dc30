"""plan apply: a checked plan becomes the next version of the database's plan."""

from collections.abc import Callable, Iterator
from datetime import date
from os.path import relpath
from pathlib import Path

from cchc.core.facts.report import Stamp
from cchc.core.plan.calendar import periods
from cchc.core.plan.changes import plan_changes
from cchc.core.plan.finer import all_periods
from cchc.core.plan.plan import NO_PAPER, Indicator, Plan, PlanVersion
from cchc.features.plan.show.apply import (
    STDIN,
    Applied,
    Grounds,
    check_grounds,
    read_decision,
)
from cchc.sources.file_bytes import PlanRead
from cchc.store.backup import back_up_before
from cchc.store.ledger import Ledger, create_ledger, open_for_act
from cchc.store.plans import (
    ReportedKeys,
    apply_version,
    plan_ids,
    reported_keys,
    versions,
)
from cchc.text.compare import fold
from cchc.text.number import money_scale
from cchc.text.problem import Place, Problem, ProblemCode, Refusal, refusals, refuse
from cchc.text.record import replace
from cchc.words.period import read_period


def orphans(name: str, old: Plan, new: Plan, keys: ReportedKeys) -> Iterator[Problem]:
    """All such changes, with the way out of each (DESIGN 3)."""
    place, tables = Place(file=name), {table.id for table in new.tables}
    # figures of units that neither report the indicator nor succeed one that does
    allowed = {key: _with_successors(key, new) for key in keys.indicators}
    gone = {key for key in keys.indicators if new.indicator(key) is None}
    strange = {
        f"{key} / {unit}"
        for key, unit in keys.cells
        if key not in gone and unit not in allowed[key]
    }
    # a column with figures that left a table which stays: it would balance no more
    lost = {
        *(keys.units - {unit.id for unit in new.units}),
        *(keys.periods - {period.name for period in all_periods(new)}),
        *strange,
        *(line.id for line in old.columns if line.id in gone and line.parent in tables),
    }
    for key in sorted(lost):
        yield Problem(ProblemCode.PLAN_ORPHANS, place, {"text": key})
    for key, after in sorted(_renamed(old, new, keys)):
        yield Problem(ProblemCode.PLAN_RENAMED, place, {"text": key, "new": after})
    for key in sorted(keys.indicators):
        before, now = old.indicator(key), new.indicator(key)
        if before is not None and now is not None:
            for field in _changed_meanings(before, now):
                blanks = {"text": key, "field": field}
                yield Problem(ProblemCode.PLAN_MEANING, place, blanks)


def _with_successors(key: str, plan: Plan) -> set[str]:
    """Who reports an indicator, and who succeeds them; nobody: it is not there."""
    indicator = plan.indicator(key)
    successors = {unit.id: unit.successor for unit in plan.units}
    found: set[str] = set()
    for reporter in indicator.reporters if indicator is not None else ():
        heir: str | None = reporter
        while heir in successors and heir not in found:
            found.add(heir)
            heir = successors[heir]
    return found


def _renamed(old: Plan, new: Plan, keys: ReportedKeys) -> Iterator[tuple[str, str]]:
    """Lines with figures that left while one of the same name came: a new id."""
    lines = (
        (old.all_indicators, new.all_indicators, keys.indicators),
        (old.tasks, new.tasks, keys.tasks),
    )
    for before, after, reported in lines:
        old_ids = {line.id for line in before}
        kept = {line.id for line in after}
        came = {fold(line.name): line.id for line in after if line.id not in old_ids}
        for line in before:
            if line.id in reported - kept and fold(line.name) in came:
                yield line.id, came[fold(line.name)]


def _changed_meanings(old: Indicator, new: Indicator) -> list[str]:
    """Keys whose change would give the figures another meaning."""
    is_changed = {
        # a level with the target of a rank was read as one all along (5)
        "measure": old.measure is not new.measure and not (old.is_rank and new.is_rank),
        # a word added at the end leaves every place in the scale as it was
        "scale": new.scale[: len(old.scale)] != old.scale,
        "of": old.of is not new.of,
        "decimals": new.entry_decimals < old.entry_decimals,
        "column": getattr(old, "kind", None) is not getattr(new, "kind", None),
        "unit": money_scale(old.unit) != money_scale(new.unit),
    }
    was, now = old.amount, new.amount
    if was is not None and now is not None:
        scales = money_scale(was.unit or ""), money_scale(now.unit or "")
        is_changed["amount.unit"] = scales[0] != scales[1]
        is_changed["amount.cumulative"] = was.cumulative is not now.cumulative
    return [key for key, changed in is_changed.items() if changed]


def apply_plan(
    checked: PlanRead,
    database: Path,
    grounds: Grounds,
    stamp: Stamp,
    *,
    dry_run: bool,
    step: Callable[[], object] = lambda: None,
) -> Applied:
    """Write a checked plan as the next version (SEMANTICS 10).

    The database is made when there is none. The first version needs nothing; later
    ones their decision, effective period and reason. A change that would orphan
    reported figures is refused. `step` is called after each of the longest.
    """
    if created := not database.exists():
        if dry_run:
            first = periods(checked.plan)[0].id
            return Applied(1, checked.plan, first, checked.problems, created=True)
        create_ledger(database)
    with open_for_act(database, dry_run=dry_run) as ledger:
        done, period = _next_version(ledger, checked, grounds, stamp)
        step()
        if dry_run or done.unchanged:
            return done
        if done.number > 1:
            backup = back_up_before(database, "plan", str(done.number), step)
            done = replace(done, backup=backup)
        apply_version(
            ledger,
            checked.plan,
            digest=checked.digest,
            source=_source(checked.name, ledger.path),
            text=checked.text,
            effective=period,
            decision=done.decision,
            reason=grounds.reason if done.number > 1 else None,
            stamp=stamp,
        )
    return replace(done, created=created)


def _next_version(
    ledger: Ledger, checked: PlanRead, grounds: Grounds, stamp: Stamp
) -> tuple[Applied, int]:
    """The next version and the ordinal of its first period; nothing is written."""
    plan, made = checked.plan, periods(checked.plan)
    for held in plan_ids(ledger):
        if held.year == plan.year and held.id != plan.id:
            blanks = {"held": held.id, "year": str(held.year), "text": plan.id}
            refuse(ProblemCode.PLAN_OTHER_YEAR, Place(file=checked.name), **blanks)
    done = versions(ledger, plan.id)
    if not done:
        return Applied(1, plan, made[0].id, checked.problems), made[0].ordinal
    last = done[-1]
    if last.plan == plan:
        period = made[min(last.effective, len(made)) - 1]
        same = Applied(last.number, plan, period.id, checked.problems, unchanged=True)
        return same, period.ordinal
    return _amendment(ledger, checked, grounds, last, stamp.recorded_at.date())


def _amendment(
    ledger: Ledger, checked: PlanRead, grounds: Grounds, last: PlanVersion, today: date
) -> tuple[Applied, int]:
    plan = checked.plan
    keys = reported_keys(ledger, plan.id)
    problems = (
        *orphans(checked.name, last.plan, plan, keys),
        *check_grounds(grounds, plan, last, today),
    )
    period = read_period(grounds.effective or "", periods(plan))
    if refusals(problems) or period is None:
        raise Refusal(tuple(refusals(problems)))
    applied = Applied(
        last.number + 1,
        plan,
        period.id,
        (*checked.problems, *problems),
        plan_changes(last.plan, plan),
        read_decision(grounds.decision or "") or NO_PAPER,
    )
    return applied, period.ordinal


def _source(name: str, database: Path) -> str | None:
    """Where the plan came from, as seen from the folder of the database."""
    if name == STDIN:
        return None
    try:
        return relpath(Path(name).absolute(), database.absolute().parent)
    except ValueError:
        return str(Path(name).absolute())
