"""What a change of the plan would cut off from the figures that were reported.

To take an indicator or a task out is how an amendment withdraws it: it is listed
as void and its figures stay. What is refused is a change after which reported
figures would mean something else, or belong to nobody.
"""

from collections.abc import Iterator

from cchc.core.plan.finer import all_periods
from cchc.core.plan.plan import Indicator, Plan
from cchc.store.plans import ReportedKeys
from cchc.text.compare import fold
from cchc.text.number import money_scale
from cchc.text.problem import Place, Problem, ProblemCode


def orphans(name: str, old: Plan, new: Plan, keys: ReportedKeys) -> Iterator[Problem]:
    """All such changes, with the way out of each (DESIGN 3)."""
    place = Place(file=name)
    lost = {
        *(keys.units - {unit.id for unit in new.units}),
        *(keys.periods - {period.name for period in all_periods(new)}),
        *_strange_cells(new, keys),
        *_lost_columns(old, new, keys),
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


def _lost_columns(old: Plan, new: Plan, keys: ReportedKeys) -> Iterator[str]:
    """Columns with figures that left a table which stays: it would balance no more."""
    tables = {table.id for table in new.tables}
    for line in old.columns:
        is_lost = line.id in keys.indicators and new.indicator(line.id) is None
        if is_lost and line.parent in tables:
            yield line.id


def _strange_cells(new: Plan, keys: ReportedKeys) -> Iterator[str]:
    """Figures of units that neither report the indicator nor succeed one that does."""
    allowed = {key: _with_successors(key, new) for key in keys.indicators}
    for key, unit in keys.cells:
        if new.indicator(key) is not None and unit not in allowed[key]:
            yield f"{key} / {unit}"


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
