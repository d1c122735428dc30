"""The cells of one indicator, as they stand on the as-of day (SEMANTICS 1).

Units whose cells stand alike are counted together.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property

from cchc.core.facts.derived import rolled_up
from cchc.core.facts.report import UNAVAILABLE, CellState, Facts, Item, Quality, Reading
from cchc.core.facts.succession import has_ended, stands_for
from cchc.core.facts.totals import At
from cchc.core.plan.measure import ANSWERED, Across, Measure
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, Plan
from cchc.core.plan.unit import Unit
from cchc.core.verdict.by_totals import (
    CellShape,
    effective_states,
    opening_states,
    shapes_by_totals,
)
from cchc.core.verdict.duty import (
    CellDuty,
    CellGround,
    OfficialUnits,
    States,
    first_owed,
)
from cchc.text.record import Record, field, replace

REPORTED = frozenset({CellState.VALUE, CellState.NIL})
STATED = REPORTED | {CellState.UNAVAILABLE}
OPEN_STATES = frozenset({CellState.MISSING, CellState.NOT_DUE})
UNKNOWN = OPEN_STATES | {CellState.UNAVAILABLE}
"""Nobody knows the figure: the cell leaves the interval of A open (1)."""
EMPTY_STATES = OPEN_STATES | {CellState.CLOSED}
"""Nothing was received: the cell is waited for, or it was given up (11)."""
DUE_STATES = STATED | {CellState.MISSING, CellState.CLOSED}
ENTERING = STATED | EMPTY_STATES
"""What enters A(p) at all: every state but "not expected"."""


class Cells(Record, dict=True):
    """Every cell of one indicator, for the units whose figures are official.

    `whole` are the cells that these are a part of, if any; `rows` the states that were
    found so far. `is_firm`: what is not final counts as not published.
    """

    indicator: Indicator
    official: OfficialUnits
    items: tuple[Item, ...] = ()
    whole: "Cells | None" = None
    rows: dict[str, States] = field(default_factory=dict)
    is_firm: bool = False

    @property
    def duty(self) -> CellDuty:
        return self.official.duty

    @property
    def ground(self) -> CellGround:
        return self.official.duty.ground

    @property
    def units(self) -> tuple[str, ...]:
        return self.official.units

    @property
    def periods(self) -> tuple[Period, ...]:
        return self.ground.periods

    @property
    def members(self) -> Mapping[str, Unit]:
        return self.ground.members

    @property
    def as_of(self) -> date:
        return self.ground.facts.as_of

    @cached_property
    def readings(self) -> Mapping[At, Reading]:
        """The figures by unit and period name."""
        if not self.is_firm:
            return self._readings
        return {
            at: reading if reading.quality is Quality.FINAL else UNAVAILABLE
            for at, reading in self._readings.items()
        }

    @property
    def _readings(self) -> Mapping[At, Reading]:
        key, ground = self.indicator.id, self.ground
        is_part = self.whole is not None and len(self.units) < len(self.whole.units)
        if not (is_part and ground.has_totals) or ground.has_read(key):
            return ground.readings(key)
        return {
            (unit, name): reading
            for unit in self.units
            for (line, name), reading in ground.cells_of_unit(unit).items()
            if line == key
        }

    @property
    def settles(self) -> date:
        """The day the year's figure is final: declared, else the last due date."""
        return self.indicator.settles or self.periods[-1].due

    @cached_property
    def listed_cells(self) -> frozenset[tuple[str, str]]:
        """The cells of a register that hold rows."""
        return frozenset((row.unit, row.period) for row in self.items)

    @cached_property
    def value_periods(self) -> frozenset[str]:
        """The periods in which some cell holds a value or a stated nothing."""
        if self.whole is not None:
            return self.whole.value_periods
        if self.by_totals is not None:
            key, totals = self.indicator.id, self.ground.totals
            return frozenset(p.name for p in self.periods if (key, p.name) in totals)
        return frozenset(
            period.name
            for index, period in enumerate(self.periods)
            if any(row[index] in REPORTED for row in set(map(self.states, self.units)))
        )

    def upto(self, period: Period) -> tuple[Period, ...]:
        """The periods of the plan up to and with this one."""
        return self.periods[: period.ordinal]

    def reading(self, unit: str, period: Period) -> Reading | None:
        return self.readings.get((unit, period.name))

    def states(self, unit: str) -> States:
        """The states of a unit's cells, the derived ones included."""
        row = self.rows.get(unit)
        if row is None:
            row = self.rows[unit] = self._states(unit)
        return row

    def _states(self, unit: str) -> States:
        readings = [self.readings.get((unit, name)) for name in self.ground.places]
        row = self.owed_states(unit)
        if self.indicator.measure is Measure.REGISTER:
            # what is not mentioned is missing: only nil says that there is none (1)
            listed = [(unit, name) in self.listed_cells for name in self.ground.places]
            row = tuple(
                CellState.VALUE if has_rows else state
                for has_rows, state in zip(listed, row, strict=True)
            )
        if not any(readings):
            return row
        answers = [
            state if cell is None or state is CellState.VALUE else cell.state
            for cell, state in zip(readings, row, strict=True)
        ]
        if CellState.UNAVAILABLE in answers:
            # what is not published is not reported once a report is closed (11)
            closed = self.ground.facts.closed_reports
            for place, name in enumerate(self.ground.places):
                if answers[place] is CellState.UNAVAILABLE and (unit, name) in closed:
                    answers[place] = CellState.CLOSED
        return tuple(answers)

    def owed_states(self, unit: str) -> States:
        """The states of a unit's cells if nothing were said: owed or not, due or not.

        A milestone that was reported done is not asked for again.
        """
        row, nothing = self.duty.rows.get(unit), self.ground.nothing_owed
        if row is None or self.indicator.measure is not Measure.MILESTONE:
            return row or nothing
        done = max(self._place_done(key) for key in self._answered_for(unit))
        return (*row[:done], *nothing[done:])

    def _place_done(self, unit: str) -> int:
        """The index of the period in which a unit told the day; past all if never."""
        readings = [self.reading(unit, period) for period in self.periods]
        places = (at for at, reading in enumerate(readings) if reading and reading.done)
        return next(places, len(readings))

    def _answered_for(self, unit: str) -> tuple[str, ...]:
        """The unit; of a stand-in the ended ones it answers for, if they have all."""
        if unit not in self.official.stand_ins:
            return (unit,)
        last, own = self.periods[-1], set(self.units) - {*self.official.stand_ins}
        ended = tuple(k for k in own if stands_for(self.members, k, last) == unit)
        is_done = all(self._place_done(key) < len(self.periods) for key in ended)
        return ended if ended and is_done else (unit,)

    def in_terms_of(self, period: Period) -> "Cells":
        """These cells, where a version of the plan has this period otherwise."""
        at = self.ground.places.get(period.name)
        if at is not None and (
            self.periods[at] is period or self.periods[at] == period
        ):
            return self
        for cells in self._in_other_terms:
            if period in cells.periods:
                return cells
        duty = replace(self.duty, ground=self.ground.with_period(period))
        cells = replace(self, official=replace(self.official, duty=duty), rows={})
        self._in_other_terms.append(cells)
        return cells

    @cached_property
    def _in_other_terms(self) -> "list[Cells]":
        return []

    def state(self, unit: str, period: Period) -> CellState:
        """The state of a cell, the derived ones included."""
        cells = self.in_terms_of(period)
        return cells.states(unit)[cells.ground.places[period.name]]

    def is_expected(self, unit: str, period: Period) -> bool:
        """Whether this unit owes this figure in this period."""
        cells = self.in_terms_of(period)
        place = cells.ground.places[period.name]
        return cells.owed_states(unit)[place] is not CellState.NOT_EXPECTED

    def owing(self, period: Period) -> Iterator[str]:
        """The units that owe this figure in this period; an opening is owed once."""
        place, rows = self.ground.places[period.name], self.duty.rows
        if self.indicator.is_opening:
            rows = {unit: own.states for own in self.asked_shapes for unit in own.units}
        if self.indicator.measure is Measure.MILESTONE:
            rows = {unit: self.owed_states(unit) for unit in rows}
        for unit, row in rows.items():
            if row[place] is not CellState.NOT_EXPECTED:
                yield unit

    @cached_property
    def shapes(self) -> tuple[CellShape, ...]:
        """The official units by how their cells stand."""
        totals = self.by_totals
        if totals is not None:
            return totals
        if self.is_firm and self._sums_of_whole is not None:
            return self._sums_of_whole
        return self._by_shape(self.units, self.official.stand_ins)

    @cached_property
    def by_totals(self) -> tuple[CellShape, ...] | None:
        """The official units by how their cells stand, where totals tell it."""
        has_totals = self.ground.has_totals and self.whole is None
        return shapes_by_totals(self.indicator, self.official) if has_totals else None

    @property
    def _sums_of_whole(self) -> tuple[CellShape, ...] | None:
        """The shapes of the same cells, estimates among them, by their totals.

        Where each figure adds up by itself, it does not matter whose is not final.
        """
        whole, is_latest = self.whole, self.is_running or self.is_state
        is_whole = whole is not None and whole.official is self.official
        return None if is_latest or not is_whole or whole is None else whole.by_totals

    @cached_property
    def asked_shapes(self) -> tuple[CellShape, ...]:
        """All who are asked, official or not, by how their cells stand."""
        units = self.duty.rows
        is_official = len(units) == len(self.units)
        return self.shapes if is_official else self._by_shape(units, {})

    def _by_shape(
        self, units: Iterable[str], stand_ins: Mapping[str, int]
    ) -> tuple[CellShape, ...]:
        """Units by how their cells stand.

        What a stand-in said before the period in which it took another's place belongs
        to no official figure. Of what a table opens with only each unit's first counts.
        """
        groups: dict[tuple[States, tuple[bool, ...]], list[str]] = {}
        members, periods = self.members, self.periods
        alive = (False,) * len(periods)
        for key in units:
            unit = members.get(key)
            ended = alive
            if unit is not None and unit.until is not None:
                ended = tuple(has_ended(unit, period) for period in periods)
            before = max(stand_ins.get(key, 0) - 1, 0)
            states = (*self.ground.nothing_owed[:before], *self.states(key)[before:])
            if self.indicator.is_opening:
                states = opening_states(self.official.duty.ground, key, states, units)
            groups.setdefault((states, ended), []).append(key)
        valued = [period.name in self.value_periods for period in periods]
        return tuple(
            CellShape(states, effective_states(states, valued), ended, group)
            for (states, ended), group in groups.items()
        )

    @property
    def is_running(self) -> bool:
        """Whether a figure is a total since the start of the year."""
        return self.indicator.is_running

    @property
    def is_state(self) -> bool:
        """Whether a figure is a state at the cut-off: no two periods add up."""
        return self.indicator.is_state

    @property
    def is_answered(self) -> bool:
        """Whether it is answered by a day or a word: milestones and yes."""
        return self.indicator.measure in ANSWERED

    def judged_on(self, period: Period) -> date:
        """The day a period is judged on: never later than its cut-off.

        Except in the plan's last period, which is judged on the as-of day.
        """
        return self.as_of if period.is_last else min(self.as_of, period.cutoff)

    @property
    def is_settled(self) -> bool:
        """Whether the year's figure is final (`fin` of SEMANTICS 7)."""
        return self.as_of > self.settles

    def judged_as(
        self, indicator: Indicator, excused: frozenset[tuple[str, str]]
    ) -> "Cells":
        """The same cells, judged by what another version promised of them."""
        first = first_owed(indicator, self.ground)
        duty = CellDuty(self.ground, self.duty.asked, first, excused)
        whole = self if self.whole is None else self.whole
        official = replace(self.official, duty=duty)
        return replace(
            self, indicator=indicator, official=official, whole=whole, rows={}
        )

    @property
    def without_estimates(self) -> "Cells":
        """The cells as if what is no final figure were not published yet."""
        whole = self if self.whole is None else self.whole
        return replace(self, is_firm=True, whole=whole, rows={})

    def of_units(self, units: tuple[str, ...]) -> "Cells":
        """The cells as if these units alone made the figure."""
        whole = self if self.whole is None else self.whole
        alone = replace(self, official=OfficialUnits(self.duty, units, {}), whole=whole)
        if self.indicator.measure is not Measure.REGISTER:
            return alone
        # an item is its owner's, whoever reported it
        items = tuple(
            replace(item, unit=item.owner or item.unit)
            for item in self.items
            if (item.owner or item.unit) in units and item.unit in self.units
        )
        return replace(alone, items=items, rows={})


def cells_of(ground: CellGround, indicator: Indicator) -> Cells:
    """The cells of one indicator out of all that was known on the as-of day."""
    reporters, lead = indicator.reporters, indicator.lead
    # where one unit leads, its own figure is that of the whole (4)
    is_led = indicator.across is Across.LEAD and lead in reporters
    # but where each unit is judged by itself nobody speaks for all (5)
    is_led = is_led and indicator.each is None
    duty = ground.duty(reporters, first_owed(indicator, ground), indicator.id)
    official = duty.official(lead if is_led else None)
    return Cells(indicator, official, ground.items.get(indicator.id, ()))


def cells_in(
    plan: Plan,
    periods: tuple[Period, ...],
    facts: Facts,
    keys: Container[str] | None = None,
    upto: Period | None = None,
) -> Mapping[str, Cells]:
    """The cells of every indicator of a plan by id; of some, where `keys` are given.

    With `upto`, nobody will ask for figures of a later period.
    """
    facts = rolled_up(facts, plan, keys)
    ground = CellGround(plan, periods, facts, upto.ordinal if upto else len(periods))
    return {
        line.id: cells_of(ground, line)
        for line in plan.all_indicators
        if keys is None or line.id in keys
    }
