"""Each unit's part of an indicator: what it was allotted and what it did."""

from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from cchc.core.facts.report import CellState, Quality, Reading, UnitCell
from cchc.core.facts.succession import (
    Members,
    has_ended,
    predecessors,
    stands_for,
    taken_over,
)
from cchc.core.plan.expected import goal_of
from cchc.core.plan.indicator import line_of_unit
from cchc.core.plan.measure import TOTALS, Across, Measure, RatioOf
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator
from cchc.core.verdict.aggregate import figures_of
from cchc.core.verdict.cells import Cells
from cchc.core.verdict.coverage import standing_answer
from cchc.text.number_format import percent
from cchc.text.record import Record, forget, replace


class UnitShare(Record):
    """One unit's part of an indicator: table E.

    Figures are in the indicator's unit, percentages for a ratio; `left` is what of
    the allotment is still to do, never below 0. `took_over` are the ended units
    whose part it is as well: not the same scope as before. For a ratio `numerator`
    and `denominator` are exact and of the year to date, as is `quality`; `in_rate`
    is n and d of the period alone. Of a rate of the plan it is the amount itself: no
    unit has a part of the amount to divide by. Of a milestone or a yes, `reading` is
    the answer that stands. `previous` is its figure of the same period a year before,
    with those of the units that have become it since.
    """

    unit: str
    allotted: Decimal | None
    state: CellState
    reading: Reading | None
    in_period: Fraction | None
    to_date: Fraction | None
    percent: Decimal | None
    left: Fraction | None
    took_over: tuple[str, ...] = ()
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    quality: Quality = Quality.FINAL
    in_rate: tuple[Decimal, Decimal] | None = None
    previous: Fraction | None = None


class PastCells(Record):
    """The cells of the same line a year before, up to the same period."""

    cells: Cells
    period: Period

    def figure_of(self, unit: str, members: Members, upto: Period) -> Fraction | None:
        """A(p) of a unit then, as amounts of a rate of the plan.

        `members` are the units of today in their period `upto`. States of several
        units that have become one are no state of it.
        """
        cells, indicator = self.cells, self.cells.indicator
        then = predecessors(cells.members, members, unit, upto)
        is_one_state = cells.is_state and indicator.across is not Across.SUM
        if not then or cells.is_answered or (len(then) > 1 and is_one_state):
            return None
        done = figures_of(cells.of_units(then), self.period).now.known
        return None if done is None else indicator.in_amount(done)


class UnitParts(Record, dict=True):
    """The units' parts of an indicator in a period, worked out when they are asked for.

    Of `unit` alone where one is given; of no `cells` there are none. `past` are the
    cells of the same line a year before.
    """

    cells: Cells | None
    period: Period
    unit: str | None = None
    past: PastCells | None = None

    @cached_property
    def shares(self) -> tuple[UnitShare, ...]:
        """What each was allotted and did: table E."""
        if self.cells is None:
            return ()
        shares = unit_shares(self.cells, self.period, self.unit)
        past, where = self.past, (self.cells.members, self.period)
        if past is None:
            return shares
        return tuple(
            replace(own, previous=past.figure_of(own.unit, *where)) for own in shares
        )

    @cached_property
    def unit_cells(self) -> tuple[UnitCell, ...]:
        """The period's cell of each unit that owes it or has filled it."""
        return () if self.cells is None else unit_cells(self.cells, self.period)

    def work_out(self) -> None:
        """Find both now, and let go of the readings that only they need."""
        _ = self.unit_cells, self.shares
        if self.cells is not None:
            forget(self.cells, "readings")
            self.cells.ground.forget_readings(self.cells.indicator.id)


def carriers(indicator: Indicator) -> frozenset[str]:
    """The units that report an indicator or were allotted a part of it."""
    return frozenset((*indicator.reporters, *indicator.allot))


def unit_shares(
    cells: Cells, upto: Period, alone: str | None = None
) -> tuple[UnitShare, ...]:
    """The parts, in plan order, of all units that report or were allotted some.

    That of one unit `alone`, where it is given; milestones and yes are told of one
    alone. Nothing where one unit carries the whole. The part of a unit that has ended
    is its heir's: what was allotted to it and what it did.
    """
    indicator, members = cells.indicator, cells.members
    heirs = {unit for unit, first in cells.duty.heirs.items() if first <= upto.ordinal}
    carried = carriers(indicator)
    involved = carried | heirs
    if len(involved) < 2 or (cells.is_answered and alone is None):
        return ()
    ended = taken_over(members, upto)
    shares = []
    for key in members if alone is None else (alone,):
        unit = members.get(key)
        if unit is None or key not in involved:
            continue
        is_founded = unit.since is None or unit.since <= upto.cutoff
        is_passed_on = has_ended(unit, upto) and stands_for(members, key, upto)
        if not is_passed_on and (is_founded or key in indicator.allot):
            took_over = tuple(own for own in ended.get(key, ()) if own in carried)
            shares.append(_share(cells, key, upto, took_over))
    return tuple(shares)


def unit_cells(cells: Cells, period: Period) -> tuple[UnitCell, ...]:
    """The period's cell of each unit that owes it or has filled it, in plan order."""
    states = ((unit, cells.state(unit, period)) for unit in cells.members)
    return tuple(
        UnitCell(unit, state, cells.reading(unit, period))
        for unit, state in states
        if state is not CellState.NOT_EXPECTED
    )


def _percent_done(
    cells: Cells, indicator: Indicator, done: Fraction | None, allotted: Decimal | None
) -> Decimal | None:
    """Percent of the unit's own target, of kinds that have one (5).

    `indicator` is that of `cells` as the unit is held to it. A rate is not shared but
    repeated, and so is what is asked of every unit: each is held to the whole (10).
    """
    goal, share = goal_of(indicator), None
    if done is None or indicator.of is RatioOf.PLAN:
        return None
    if indicator.measure is Measure.RATIO or cells.indicator.each is not None:
        share = None if goal is None else goal.percent_of(done)
    elif allotted and (goal is None or goal.wants_more):
        # what is used of a ceiling would read as an achievement
        share = 100 * done / Fraction(allotted)
    return None if share is None else percent(share)


def _allotted(
    cells: Cells, indicator: Indicator, units: tuple[str, ...]
) -> Decimal | None:
    """What these units were given; of what is asked of every one the whole (5)."""
    target = indicator.target
    if cells.indicator.each is not None and indicator.measure in TOTALS:
        is_told = target is not None and target.numbers and not target.needs_baseline
        return target.numbers[0] if target is not None and is_told else None
    allotments = [indicator.allot[part] for part in units if part in indicator.allot]
    return sum(allotments, Decimal(0)) if allotments else None


def _share(
    cells: Cells, unit: str, upto: Period, took_over: tuple[str, ...]
) -> UnitShare:
    indicator, units = (
        line_of_unit(cells.indicator, unit, took_over),
        (unit, *took_over),
    )
    alone = replace(cells.of_units(units), indicator=indicator)
    figures = figures_of(alone, upto)
    figure, done, in_period = figures.now, None, None
    # what a unit reported in a register may be another's
    own = cells if indicator.measure is Measure.REGISTER else alone
    state, reading = own.state(unit, upto), own.reading(unit, upto)
    if not cells.is_answered:
        done, in_period = figure.known, figures.in_period
    elif (answer := standing_answer(alone, upto)) is not None:
        state, reading = CellState.VALUE, answer
    allotted = _allotted(cells, indicator, units)
    left = None if allotted is None else Fraction(allotted) - (done or Fraction(0))
    done = None if done is None else indicator.in_amount(done)
    is_amount = indicator.of is RatioOf.PLAN
    return UnitShare(
        unit=unit,
        allotted=allotted,
        state=state,
        reading=reading,
        in_period=None if in_period is None else indicator.in_amount(in_period),
        to_date=done,
        percent=_percent_done(cells, indicator, done, allotted),
        left=None if left is None else max(left, Fraction(0)),
        took_over=took_over,
        numerator=None if is_amount else figure.numerator,
        denominator=None if is_amount else figure.denominator,
        quality=figure.quality,
        in_rate=figures.in_rate,
    )
