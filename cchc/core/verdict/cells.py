"""The cells of one indicator, as they stand on the as-of day (SEMANTICS 1)."""

from collections.abc import Container, Mapping
from datetime import date

from cchc.core.facts.deadlines import NO_CHASE, ReminderBook
from cchc.core.facts.report import CellState, Facts, Item, Reading
from cchc.core.facts.succession import heirs
from cchc.core.plan.expected import step_ordinal
from cchc.core.plan.measure import ANSWERED, Across, Measure, RatioOf
from cchc.core.plan.period import Period
from cchc.core.plan.plan import (
    Indicator,
    Plan,
)
from cchc.core.plan.trajectory import Step
from cchc.core.plan.unit import Unit
from cchc.text.record import Record, field, replace

REPORTED = frozenset({CellState.VALUE, CellState.NIL})
STATED = REPORTED | {CellState.UNAVAILABLE}
OPEN_STATES = frozenset({CellState.MISSING, CellState.NOT_DUE})
UNKNOWN = OPEN_STATES | {CellState.UNAVAILABLE}
"""Nobody knows the figure: the cell leaves the interval of A open (1)."""
DUE_STATES = STATED | {CellState.MISSING}
ENTERING = STATED | OPEN_STATES
"""What enters A(p) at all: every state but "not expected"."""


class Cells(Record):
    """Every cell of one indicator, for the units whose figures are official.

    `valued` names the periods in which some cell holds a value or a stated nothing.
    `settles` is the day the year's figure is final: declared, else the due date of
    the last period. `heirs` are units that are no reporters but take the place of
    one, `stand_ins` those of `units` that do; each with the ordinal of the first
    period in which. `excused` are cells (unit, period) that nobody owes, `listed`
    those of a register that hold rows; `chase` knows who is exempt and whose report
    is due later.
    """

    indicator: Indicator
    periods: tuple[Period, ...]
    members: Mapping[str, Unit]
    units: tuple[str, ...]
    readings: Mapping[tuple[str, str], Reading]
    items: tuple[Item, ...]
    submitted: frozenset[tuple[str, str]]
    valued: frozenset[str]
    as_of: date
    settles: date
    heirs: Mapping[str, int] = field(default_factory=dict)
    stand_ins: Mapping[str, int] = field(default_factory=dict)
    excused: frozenset[tuple[str, str]] = frozenset()
    reporters: frozenset[str] = frozenset()
    listed: frozenset[tuple[str, str]] = frozenset()
    chase: ReminderBook = NO_CHASE

    def upto(self, period: Period) -> tuple[Period, ...]:
        """The periods of the plan up to and with this one."""
        return self.periods[: period.ordinal]

    def reading(self, unit: str, period: Period) -> Reading | None:
        return self.readings.get((unit, period.name))

    def state(self, unit: str, period: Period) -> CellState:
        """The state of a cell, the derived ones included."""
        reading = self.reading(unit, period)
        if reading is not None:
            return reading.state
        is_register = self.indicator.measure is Measure.REGISTER
        if is_register and (unit, period.name) in self.listed:
            return CellState.VALUE
        if not self.is_expected(unit, period):
            return CellState.NOT_EXPECTED
        if is_register and (unit, period.name) in self.submitted:
            return CellState.NIL  # a report without rows says that there are none (1)
        by_plan = period.due_for(self.members[unit].kind)
        due = self.chase.due(unit, period.name, by_plan)
        passed = self.as_of > period.cutoff or self.as_of > due
        return CellState.MISSING if passed else CellState.NOT_DUE

    def is_expected(self, unit: str, period: Period) -> bool:
        """Whether this unit owes this figure in this period."""
        if unit not in self.members or (unit, period.name) in self.excused:
            return False
        reports = unit in self.reporters or (
            unit in self.heirs and self.heirs[unit] <= period.ordinal
        )
        if not reports or self.chase.is_exempt(unit, period.name):
            return False
        path = self.indicator.trajectory
        if isinstance(path, Step):
            # before its step a cell is accepted, but nobody owes it (1)
            first = step_ordinal(path.period, self.periods)
            if period.ordinal < first:
                return False
        active = self.members[unit].active_in(period)
        return active and not self._is_already_done(unit, period)

    def _is_already_done(self, unit: str, period: Period) -> bool:
        """A milestone that was reported done is not asked for again."""
        if self.indicator.measure is not Measure.MILESTONE:
            return False
        readings = (self.reading(unit, past) for past in self.periods[: period.ordinal])
        return any(reading is not None and reading.done for reading in readings)

    def effective(self, unit: str, period: Period) -> CellState:
        """The state as arithmetic takes it.

        A cell that is not due is absent while nobody has a value in that period;
        once somebody has, it is unknown. What a unit said before it took another's
        place belongs to no official figure.
        """
        if period.ordinal < self.stand_ins.get(unit, 0):
            return CellState.NOT_EXPECTED
        state = self.state(unit, period)
        if state is CellState.NOT_DUE and period.name not in self.valued:
            return CellState.NOT_EXPECTED
        return state

    @property
    def is_running(self) -> bool:
        """Whether a figure is a total since the start of the year."""
        amount = self.indicator.amount
        return self.indicator.measure is Measure.RUNNING or (
            self.indicator.of is RatioOf.PLAN
            and amount is not None
            and amount.cumulative
        )

    @property
    def is_state(self) -> bool:
        """Whether a figure is a state at the cut-off: no two periods add up."""
        indicator = self.indicator
        return indicator.measure is Measure.LEVEL or indicator.of is RatioOf.LEVEL

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


Readings = Mapping[tuple[str, str], Reading]


def by_indicator(facts: Facts) -> Mapping[str, Readings]:
    """The readings of each indicator, by unit and period."""
    readings: dict[str, dict[tuple[str, str], Reading]] = {}
    for (key, unit, period), reading in facts.cells.items():
        readings.setdefault(key, {})[unit, period] = reading
    return readings


def cells_of(
    indicator: Indicator,
    plan: Plan,
    periods: tuple[Period, ...],
    facts: Facts,
    readings: Readings,
) -> Cells:
    """The cells of one indicator out of all that was known on the as-of day."""
    cells = bare_cells(indicator, plan, periods, facts, readings)
    valued = (
        period.name
        for period in periods
        if any(cells.state(unit, period) in REPORTED for unit in cells.units)
    )
    return replace(cells, valued=frozenset(valued))


def cells_in(
    plan: Plan,
    periods: tuple[Period, ...],
    facts: Facts,
    keys: Container[str] | None = None,
) -> Mapping[str, Cells]:
    """The cells of every indicator of a plan by id; of some, where `keys` are given."""
    readings = by_indicator(facts)
    return {
        line.id: cells_of(line, plan, periods, facts, readings.get(line.id, {}))
        for line in plan.all_indicators
        if keys is None or line.id in keys
    }


def bare_cells(
    indicator: Indicator,
    plan: Plan,
    periods: tuple[Period, ...],
    facts: Facts,
    readings: Readings,
) -> Cells:
    """The same without `valued`: enough to ask what one unit owes and has said."""
    members = {unit.id: unit for unit in plan.units}
    # where one unit leads, its own figure is that of the whole (4)
    is_led = indicator.across is Across.LEAD and indicator.lead in indicator.reporters
    official = tuple(
        unit
        for unit in indicator.reporters
        if unit in members and (not is_led or unit == indicator.lead)
    )
    stand_ins = heirs(members, official, periods)
    rows = tuple(row for row in facts.items if row.indicator == indicator.id)
    return Cells(
        indicator=indicator,
        periods=periods,
        members=members,
        units=(*official, *stand_ins),
        readings=readings,
        items=rows,
        submitted=frozenset((sent.unit, sent.period) for sent in facts.submissions),
        valued=frozenset(),
        as_of=facts.as_of,
        settles=indicator.settles or periods[-1].due,
        heirs=heirs(members, indicator.reporters, periods),
        stand_ins=stand_ins,
        excused=frozenset(
            (unit, name) for key, unit, name in facts.excused if key == indicator.id
        ),
        reporters=frozenset(indicator.reporters),
        listed=frozenset((row.unit, row.period) for row in rows),
        chase=facts.chase,
    )
