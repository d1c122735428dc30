"""What a change of the plan would cut off from the figures that were reported.

To take an indicator or a task out is how an amendment withdraws it: it is listed
as void and its figures stay. What is refused is a change after which reported
figures would mean something else, or belong to nobody.
"""

from collections.abc import Iterator

from cchc.core.plan.calendar import periods
from cchc.core.plan.plan import Indicator, Plan
from cchc.store.plans import ReportedKeys
from cchc.text.compare import fold
from cchc.text.number import money_scale
from cchc.text.problem import Place, Problem, ProblemCode


def orphans(name: str, old: Plan, new: Plan, keys: ReportedKeys) -> Iterator[Problem]:
    """All such changes, with the way out of each (DESIGN 3).

    Args:
        name: what messages call the plan's file.
        old: the version in force.
        new: the plan to be applied.
        keys: what figures and reports hang on.
    """
    place = Place(file=name)
    for key in sorted(_lost(new, keys)):
        yield Problem(ProblemCode.PLAN_ORPHANS, place, {"text": key})
    for key, after in sorted(_renamed(old, new, keys)):
        yield Problem(ProblemCode.PLAN_RENAMED, place, {"text": key, "new": after})
    for key in sorted(keys.indicators):
        before, now = old.indicator(key), new.indicator(key)
        if before is not None and now is not None:
            for field in _turned(before, now):
                blanks = {"text": key, "field": field}
                yield Problem(ProblemCode.PLAN_MEANING, place, blanks)


def _lost(new: Plan, keys: ReportedKeys) -> Iterator[str]:
    """Units, periods and reporters with reports that the plan no longer has."""
    yield from keys.units - {unit.id for unit in new.units}
    yield from keys.periods - {period.name for period in periods(new)}
    for key, unit in keys.cells:
        one = new.indicator(key)
        if one is not None and unit not in _may_report(new, one):
            yield f"{key} / {unit}"


def _may_report(plan: Plan, one: Indicator) -> frozenset[str]:
    """The reporters and every unit that comes after one of them."""
    members = {unit.id: unit for unit in plan.units}
    found: set[str] = set()
    waiting = list(one.reporters)
    while waiting:
        name = waiting.pop()
        if name in found or name not in members:
            continue
        found.add(name)
        waiting += [unit for unit in [members[name].successor] if unit]
    return frozenset(found)


def _renamed(old: Plan, new: Plan, keys: ReportedKeys) -> Iterator[tuple[str, str]]:
    """Lines with figures that left while one of the same name came: a new id."""
    lines = (
        (old.all_indicators, new.all_indicators, keys.indicators),
        (old.tasks, new.tasks, keys.tasks),
    )
    for before, after, reported in lines:
        held = {each.id for each in before}
        kept = {each.id for each in after}
        came = {fold(each.name): each.id for each in after if each.id not in held}
        for each in before:
            if each.id in reported - kept and fold(each.name) in came:
                yield each.id, came[fold(each.name)]


def _turned(old: Indicator, new: Indicator) -> Iterator[str]:
    """Keys whose change would give the figures another meaning."""
    if old.measure is not new.measure:
        yield "measure"
    if old.of is not new.of:
        yield "of"
    if new.entry_decimals < old.entry_decimals:
        yield "decimals"
    if money_scale(old.unit) != money_scale(new.unit):
        yield "unit"
    if old.amount is not None and new.amount is not None:
        if money_scale(old.amount.unit or "") != money_scale(new.amount.unit or ""):
            yield "amount.unit"
        if old.amount.cumulative is not new.amount.cumulative:
            yield "amount.cumulative"
