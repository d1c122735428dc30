"""Units that end, merge or begin in mid-year: who stands for whom (SEMANTICS 10, 11).

A unit that has ended by a period's cut-off owes nothing in it; its successor owes
what it would have owed. Nobody stands for a unit that ended without a successor.
"""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from cchc.core.facts.report import TaskNote, TaskState
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, Plan, Task
from cchc.core.plan.stock_table import StockTable
from cchc.core.plan.unit import Unit
from cchc.text.day import short
from cchc.text.problem import Place, Problem, ProblemCode
from cchc.text.record import replace

Members = Mapping[str, Unit]
Line = TypeVar("Line", Indicator, StockTable)


def has_ended(unit: Unit, period: Period) -> bool:
    """Whether the unit is no more at the period's cut-off."""
    return unit.until is not None and unit.until < period.cutoff


def stands_for(members: Members, unit: str, period: Period) -> str | None:
    """Who owes in this period what is a unit's: itself, or the one that took over.

    Along the successors until one exists at the cut-off; None where nobody does.
    """
    member = members.get(unit)
    seen: set[str] = set()
    while member is not None and member.id not in seen:
        if member.active_in(period):
            return member.id
        seen.add(member.id)
        heir = member.successor if has_ended(member, period) else None
        member = members.get(heir) if heir is not None else None
    return None


def refusal_of_ended(
    plan: Plan, unit: str, period: Period, place: Place
) -> Problem | None:
    """Why nothing is told of a unit that has ended; its successor is named (4)."""
    member = plan.members.get(unit)
    if member is None or member.until is None or not has_ended(member, period):
        return None
    heir = stands_for(plan.members, unit, period)
    name = "–" if heir is None else plan.members[heir].name
    blanks = {"unit": member.name, "day": short(member.until), "heir": name}
    return Problem(ProblemCode.UNIT_ENDED, place, {**blanks})


def heirs(
    members: Members, among: Iterable[str], periods: Iterable[Period]
) -> dict[str, int]:
    """Units that come to stand for one of these, and the first ordinal in which."""
    listed = tuple(among)
    ending = [unit for unit in listed if unit in members and members[unit].successor]
    first: dict[str, int] = {}
    for period in periods:
        for unit in ending:
            heir = stands_for(members, unit, period)
            if heir is not None and heir not in listed:
                first.setdefault(heir, period.ordinal)
    return first


def taken_over(members: Members, period: Period) -> dict[str, tuple[str, ...]]:
    """The ended units that each unit stands for in a period, in plan order."""
    ended: dict[str, tuple[str, ...]] = {}
    for unit in members.values():
        if unit.successor and has_ended(unit, period):
            heir = stands_for(members, unit.id, period)
            if heir is not None:
                ended[heir] = (*ended.get(heir, ()), unit.id)
    return ended


def predecessors(
    then: Members, now: Members, unit: str, period: Period
) -> tuple[str, ...]:
    """The units of an earlier year's plan that a unit of today stands for, by id.

    Itself, and those that have become it since, whichever of the plans says so.
    """
    return tuple(key for key in then if _heir_since(key, then, now, period) == unit)


def _heir_since(unit: str, then: Members, now: Members, period: Period) -> str | None:
    seen: set[str] = set()
    while unit not in seen:
        member, earlier = now.get(unit), then.get(unit)
        if member is not None and not has_ended(member, period):
            return unit
        seen.add(unit)
        named = (own.successor for own in (member, earlier) if own and own.successor)
        unit = next(named, unit)  # itself, where nobody comes after it: the end
    return None


def reporters_in(plan: Plan, indicator: Indicator, period: Period) -> tuple[str, ...]:
    """Who may report an indicator in a period: its reporters and their heirs."""
    late = heirs(plan.members, indicator.reporters, (period,))
    return (*indicator.reporters, *late)


def plan_of_unit(plan: Plan, unit: str) -> Plan:
    """The plan as far as it says what one unit owes, by itself or for ended units.

    The units left are this one and those that end in favour of another, the reporters
    of each indicator those of them.
    """
    units = tuple(own for own in plan.units if own.id == unit or own.successor)
    ids = frozenset(own.id for own in units)

    def asked_lines(lines: tuple[Line, ...]) -> tuple[Line, ...]:
        left = (ids.intersection(line.reporters) for line in lines)
        return tuple(
            replace(line, reporters=tuple(own.id for own in units if own.id in among))
            for line, among in zip(lines, left, strict=True)
        )

    narrowed = plan.with_lines(asked_lines)
    return replace(narrowed, units=units, tables=asked_lines(plan.tables))


def doers_in(plan: Plan, task: Task, period: Period) -> tuple[str, ...]:
    """Who may report on a task in a period: those named in it and their heirs."""
    named = (*task.doers, *task.helpers)
    return (*named, *heirs(plan.members, named, (period,)))


def with_heirs(
    task: Task, notes: Iterable[TaskNote], members: Members, period: Period
) -> tuple[Task, tuple[TaskNote, ...]]:
    """The task with those who answer for it in a period, and what they said of it.

    What a unit had done before it ended stays done; the rest passes to its heir,
    together with the unit's last word where the heir has said nothing yet.
    """
    all_notes = tuple(notes)
    done = {note.unit for note in all_notes if note.state is TaskState.DONE}
    passed: dict[str, str | None] = {
        unit: stands_for(members, unit, period)
        for unit in task.doers
        if unit in members and has_ended(members[unit], period) and unit not in done
    }
    if not passed:
        return task, all_notes
    if task.each:
        stay = [unit for unit in task.each if unit not in passed]
        stay += [heir for heir in passed.values() if heir is not None]
        return replace(task, each=tuple(dict.fromkeys(stay, 0))), all_notes
    lead, heir = next(iter(passed.items()))
    if heir is None:
        return task, all_notes
    if all(note.unit != heir for note in all_notes):
        all_notes = tuple(
            replace(n, unit=heir) if n.unit == lead else n for n in all_notes
        )
    return replace(task, lead=heir), all_notes
