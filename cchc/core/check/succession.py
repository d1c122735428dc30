"""Units that end and who takes over: a successor must be there to do it."""

from collections.abc import Iterator
from datetime import date, timedelta

from cchc.core.check.context import Ground, Steps, indicators
from cchc.core.plan.unit import Unit
from cchc.text.problem import Problem, ProblemCode

ONE_DAY = timedelta(days=1)


def succession(ground: Ground) -> Iterator[Problem]:
    """All that is wrong with ends and successors of units.

    That a successor exists and that none succeeds itself is told with the names.
    """
    members = {unit.id: unit for unit in ground.plan.units}
    for row, unit in enumerate(ground.plan.units):
        heir = members.get(unit.successor) if unit.successor else None
        if heir is None:
            continue
        path: Steps = ("units", row, "successor")
        if unit.until is None:
            yield ground.problem(ProblemCode.SUCCESSOR_EARLY, path, text=unit.id)
        elif not _is_there(heir, unit):
            day = (unit.until + ONE_DAY).isoformat()
            yield ground.problem(
                ProblemCode.SUCCESSOR_IDLE, path, text=heir.id, day=day
            )
    yield from _abandoned(ground, members)


def _is_there(heir: Unit, unit: Unit) -> bool:
    """Whether the successor exists on the day after the other has ended."""
    if unit.until is None:
        return False
    began = heir.since is None or heir.since <= unit.until + ONE_DAY
    return began and (heir.until is None or heir.until > unit.until)


def _abandoned(ground: Ground, members: dict[str, Unit]) -> Iterator[Problem]:
    """Indicators that from some period on nobody reports any more."""
    for path, one in indicators(ground.plan):
        units = [u for u in ground.plan.expand(one.reporters) if u in members]
        for period in ground.periods if units else ():
            if all(_is_gone(members, unit, period.cutoff) for unit in units):
                at: Steps = (*path, "reporters")
                name = period.id
                yield ground.problem(
                    ProblemCode.REPORTERS_ENDED, at, text=one.id, period=name
                )
                break


def _is_gone(members: dict[str, Unit], name: str, day: date) -> bool:
    """Whether the unit has ended by a day and nobody came after it."""
    seen: set[str] = set()
    one = members.get(name)
    while one is not None and one.id not in seen:
        if one.until is None or one.until >= day:
            return False
        seen.add(one.id)
        one = members.get(one.successor) if one.successor else None
    return True
