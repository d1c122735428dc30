"""Who owes a cell of an indicator, where nothing was said (SEMANTICS 1 and 11).

What no figure changes (who exists, who owes, what is due) is found once for a plan
and once for all indicators that are asked of the same units.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from cchc.core.facts.report import CellState, Facts, Item, Reading
from cchc.core.facts.succession import heirs
from cchc.core.facts.totals import At, CellBook, GroupTotals, book_of
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, Plan
from cchc.core.plan.unit import Unit
from cchc.text.record import Record

States = tuple[CellState, ...]
"""The states of a unit's cells of one indicator, one for each period of the plan."""


class CellGround(Record, dict=True):
    """What the cells of all indicators of a plan rest on, each part found once.

    Nobody asks for figures after the first `horizon` periods.
    """

    plan: Plan
    periods: tuple[Period, ...]
    facts: Facts
    horizon: int

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
    def excused_cells(self) -> Mapping[str, frozenset[tuple[str, str]]]:
        """The cells (unit, period) of each indicator that nobody owes."""
        cells: dict[str, set[tuple[str, str]]] = {}
        for key, unit, name in self.facts.excused:
            cells.setdefault(key, set()).add((unit, name))
        return {key: frozenset(own) for key, own in cells.items()}

    @cached_property
    def book(self) -> CellBook:
        return book_of(self.facts.cells)

    @property
    def has_totals(self) -> bool:
        """Whether totals are at hand without reading every cell."""
        return self.book is self.facts.cells

    @cached_property
    def totals(self) -> Mapping[At, GroupTotals]:
        """The totals over units by indicator and period name."""
        return self.book.period_totals()

    def has_read(self, key: str) -> bool:
        """Whether the figures of an indicator were asked for before."""
        return key in self._readings

    def readings(self, key: str) -> Mapping[At, Reading]:
        """The figures of one indicator, by unit and period name."""
        if key not in self._readings:
            self._readings[key] = self.book.of_indicator(key)
        return self._readings[key]

    def forget_readings(self, key: str) -> None:
        self._readings.pop(key, None)

    def cells_of_unit(self, unit: str) -> Mapping[At, Reading]:
        """The figures of one unit, by indicator and period name."""
        if unit not in self._of_unit:
            self._of_unit[unit] = self.book.of_unit(unit)
        return self._of_unit[unit]

    def places_of(self, unit: str) -> Collection[At]:
        """The indicators and period names of which a unit has a figure."""
        if unit not in self._places_of:
            self._places_of[unit] = self.book.places_of(unit)
        return self._places_of[unit]

    def reporting(self, name: str) -> frozenset[str]:
        """The units that gave a figure of anything in a period."""
        if name not in self._reporting:
            self._reporting[name] = frozenset(self.book.report_totals(name))
        return self._reporting[name]

    @cached_property
    def _readings(self) -> dict[str, Mapping[At, Reading]]:
        return {}

    @cached_property
    def _of_unit(self) -> dict[str, Mapping[At, Reading]]:
        return {}

    @cached_property
    def _places_of(self) -> dict[str, Collection[At]]:
        return {}

    @cached_property
    def _reporting(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _duties(self) -> "dict[object, CellDuty]":
        return {}

    def duty(self, asked: tuple[str, ...], first: int, key: str) -> "CellDuty":
        """Who owes the cells of an indicator asked of these from a period on."""
        excused = self.excused_cells.get(key, frozenset())
        question = (asked, first, excused)
        duty = self._duties.get(question)
        if duty is None:
            duty = self._duties[question] = CellDuty(self, asked, first, excused)
        return duty

    def with_period(self, period: Period) -> "CellGround":
        """The same with this period, of another version, in the place of its own."""
        at = period.ordinal - 1
        among = (*self.periods[:at], period, *self.periods[at + 1 :])
        return CellGround(self.plan, among, self.facts, self.horizon)


class CellDuty(Record, dict=True):
    """Who owes a cell, for all indicators that are asked of the same units alike.

    `first` is the ordinal of the first period in which anything is owed (a step),
    `excused` are cells (unit, period) that nobody owes.
    """

    ground: CellGround
    asked: tuple[str, ...]
    first: int
    excused: frozenset[tuple[str, str]]

    @cached_property
    def heirs(self) -> Mapping[str, int]:
        """Those who come to stand for one of those asked, with the first ordinal."""
        return heirs(self.ground.members, self.asked, self.ground.periods)

    def official(self, lead: str | None) -> "OfficialUnits":
        """Those whose figures count: all who are asked, or one that leads (4)."""
        if lead not in self._official:
            members, own, stand_ins = self.ground.members, self.asked, self.heirs
            if lead is not None:
                own = (lead,)
                stand_ins = heirs(members, own, self.ground.periods)
            units = (*(unit for unit in own if unit in members), *stand_ins)
            self._official[lead] = OfficialUnits(self, units, stand_ins)
        return self._official[lead]

    @cached_property
    def _official(self) -> "dict[str | None, OfficialUnits]":
        return {}

    @cached_property
    def rows(self) -> Mapping[str, States]:
        """The states where nothing was said of whoever is asked.

        Units of one kind that were granted nothing share them.
        """
        members, chase = self.ground.members, self.ground.facts.chase
        closed = self.ground.facts.closed_reports
        apart = {unit for unit, _ in (*chase.reliefs, *self.excused, *closed)}
        alike: dict[str, States] = {}
        rows: dict[str, States] = {}
        for key, begins in (*((key, 0) for key in self.asked), *self.heirs.items()):
            unit = members.get(key)
            if unit is None:
                continue
            is_apart = begins or unit.since or unit.until or key in apart
            row = None if is_apart else alike.get(unit.kind)
            if row is None:
                periods = self.ground.periods
                row = tuple(self._state(unit, begins, period) for period in periods)
            if not is_apart:
                alike[unit.kind] = row
            rows[key] = row
        return rows

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
        if at in facts.closed_reports:
            return CellState.CLOSED
        due = facts.chase.due(*at, period.due_for(unit.kind))
        passed = facts.as_of > period.cutoff or facts.as_of > due
        return CellState.MISSING if passed else CellState.NOT_DUE


class OfficialUnits(Record, dict=True):
    """The units whose figures make that of an indicator.

    `stand_ins` are those of them that take the place of another, with the ordinal of
    the first period in which.
    """

    duty: CellDuty
    units: tuple[str, ...]
    stand_ins: Mapping[str, int]

    @cached_property
    def everyone(self) -> frozenset[str]:
        return frozenset(self.units)

    @cached_property
    def others(self) -> frozenset[str]:
        """The units that may have a cell and are not official."""
        return self.duty.ground.book.units() - self.everyone

    @cached_property
    def has_ending(self) -> bool:
        """Whether one of them ends."""
        members = self.duty.ground.members
        return any(members[unit].until is not None for unit in self.units)

    def silent(self, name: str) -> frozenset[str]:
        """Those of them who gave no figure of anything in a period."""
        if name not in self._silent:
            reporting = self.duty.ground.reporting(name)
            self._silent[name] = self.everyone - reporting
        return self._silent[name]

    def by_states(
        self, silent: tuple[frozenset[str], ...]
    ) -> Mapping[States, Sequence[str]]:
        """Them by the states of their cells, with those silent in each period given."""
        if not any(silent):
            return {(CellState.VALUE,) * len(silent): self.units}
        if silent not in self._by_states:
            rows, shapes = self.duty.rows, dict[States, list[str]]()
            for unit in self.units:
                pairs = zip(silent, rows[unit], strict=False)
                states = tuple(
                    state if unit in absent else CellState.VALUE
                    for absent, state in pairs
                )
                shapes.setdefault(states, []).append(unit)
            self._by_states[silent] = shapes
        return self._by_states[silent]

    @cached_property
    def _silent(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _by_states(
        self,
    ) -> dict[tuple[frozenset[str], ...], Mapping[States, Sequence[str]]]:
        return {}


def first_owed(indicator: Indicator, ground: CellGround) -> int:
    """The ordinal of the period from which on the indicator is owed: its step."""
    path = indicator.trajectory
    return 0 if path is None else path.first_ordinal(ground.periods)
