"""Who owes a cell of an indicator, where nothing was said (SEMANTICS 1 and 11).

What no figure changes (who exists, who owes, what is due) is found once for a plan
and once for all indicators that are asked of the same units.
"""

from collections.abc import Mapping
from functools import cached_property

from cchc.core.facts.report import CellState, Facts, Item
from cchc.core.facts.succession import heirs
from cchc.core.facts.totals import CellBook, book_of
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, Plan
from cchc.core.plan.unit import Unit
from cchc.text.record import Record

States = tuple[CellState, ...]
"""The states of a unit's cells of one indicator, one for each period of the plan."""


class CellGround(Record, dict=True):
    """What the cells of all indicators of a plan rest on, each part found once."""

    plan: Plan
    periods: tuple[Period, ...]
    facts: Facts

    @cached_property
    def members(self) -> Mapping[str, Unit]:
        return {unit.id: unit for unit in self.plan.units}

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The index of each period by its name."""
        return {period.name: index for index, period in enumerate(self.periods)}

    @cached_property
    def nothing_owed(self) -> States:
        return (CellState.NOT_EXPECTED,) * len(self.periods)

    @cached_property
    def items(self) -> Mapping[str, tuple[Item, ...]]:
        """The rows of each register."""
        rows: dict[str, list[Item]] = {}
        for row in self.facts.items:
            rows.setdefault(row.indicator, []).append(row)
        return {key: tuple(own) for key, own in rows.items()}

    @cached_property
    def excused(self) -> Mapping[str, frozenset[tuple[str, str]]]:
        """The cells (unit, period) of each indicator that nobody owes."""
        cells: dict[str, set[tuple[str, str]]] = {}
        for key, unit, name in self.facts.excused:
            cells.setdefault(key, set()).add((unit, name))
        return {key: frozenset(own) for key, own in cells.items()}

    @cached_property
    def book(self) -> CellBook:
        return book_of(self.facts.cells)

    @cached_property
    def _duties(self) -> "dict[object, CellDuty]":
        return {}

    @cached_property
    def _heirs(self) -> dict[tuple[str, ...], dict[str, int]]:
        return {}

    def heirs(self, among: tuple[str, ...]) -> Mapping[str, int]:
        """Those who come to stand for one of these, with the first ordinal."""
        found = self._heirs.get(among)
        if found is None:
            found = self._heirs[among] = heirs(self.members, among, self.periods)
        return found

    def duty(self, asked: tuple[str, ...], first: int, key: str) -> "CellDuty":
        """Who owes the cells of an indicator asked of these from a period on."""
        excused = self.excused.get(key, frozenset())
        question = (asked, first, excused)
        found = self._duties.get(question)
        if found is None:
            found = self._duties[question] = CellDuty(self, asked, first, excused)
        return found

    def with_period(self, period: Period) -> "CellGround":
        """The same with this period, of another version, in the place of its own."""
        at = period.ordinal - 1
        among = (*self.periods[:at], period, *self.periods[at + 1 :])
        return CellGround(self.plan, among, self.facts)


class CellDuty(Record, dict=True):
    """Who owes a cell, for all indicators that are asked of the same units alike.

    `first` is the ordinal of the first period in which anything is owed (a step),
    `excused` are cells (unit, period) that nobody owes.
    """

    ground: CellGround
    asked: tuple[str, ...]
    first: int
    excused: frozenset[tuple[str, str]]

    @property
    def heirs(self) -> Mapping[str, int]:
        return self.ground.heirs(self.asked)

    @cached_property
    def rows(self) -> Mapping[str, States]:
        """The states where nothing was said of whoever is asked.

        Units of one kind that were granted nothing share them.
        """
        members, chase = self.ground.members, self.ground.facts.chase
        apart = {unit for unit, _ in (*chase.reliefs, *self.excused)}
        alike: dict[str, States] = {}
        rows: dict[str, States] = {}
        for key, begins in (*((key, 0) for key in self.asked), *self.heirs.items()):
            unit = members.get(key)
            if unit is None:
                continue
            if begins or unit.since or unit.until or key in apart:
                rows[key] = self._row(unit, begins)
                continue
            if unit.kind not in alike:
                alike[unit.kind] = self._row(unit, begins)
            rows[key] = alike[unit.kind]
        return rows

    def _row(self, unit: Unit, begins: int) -> States:
        return tuple(self._state(unit, begins, p) for p in self.ground.periods)

    def _state(self, unit: Unit, begins: int, period: Period) -> CellState:
        facts, at = self.ground.facts, (unit.id, period.name)
        # before its step a cell is accepted, but nobody owes it (1)
        is_owed = (
            period.ordinal >= max(begins, self.first)
            and at not in self.excused
            and not facts.chase.is_exempt(*at)
            and unit.active_in(period)
        )
        if not is_owed:
            return CellState.NOT_EXPECTED
        due = facts.chase.due(*at, period.due_for(unit.kind))
        passed = facts.as_of > period.cutoff or facts.as_of > due
        return CellState.MISSING if passed else CellState.NOT_DUE


def first_owed(indicator: Indicator, ground: CellGround) -> int:
    """The ordinal of the period from which on the indicator is owed: its step."""
    path = indicator.trajectory
    return 0 if path is None else path.first_ordinal(ground.periods)
