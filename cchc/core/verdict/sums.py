"""Sums over units of the figures that stand in each period (SEMANTICS 3).

In one pass over each unit's cells, exact, before anything is divided.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from cchc.core.facts.report import CellState, Quality
from cchc.core.facts.totals import EXACT
from cchc.core.plan.period import Period
from cchc.core.verdict.by_totals import NO_FIGURES, CellShape, FigureSum
from cchc.core.verdict.cells import EMPTY_STATES, REPORTED, UNKNOWN, Cells
from cchc.text.record import Record


class PeriodSum(Record):
    """What the cells of some units give by the end of a period, before any rate.

    `value` and `weight` are the sums of what is known, the sides of a ratio; a total
    counts each unit with its last figure (3). `stale` is the sum of states before a
    gap, None where there are none. `is_open`: some cell leaves the figure open;
    `is_known`: something is known; `is_old`: and all of it is from before a gap.
    `is_gapless`: nothing is open, and every unit in it has reported the period.
    """

    value: Decimal
    weight: Decimal
    stale: Decimal | None
    is_open: bool
    is_known: bool
    is_old: bool
    is_gapless: bool
    quality: Quality


def worst_quality(qualities: Iterable[Quality]) -> Quality:
    """The least firm of some qualities."""
    known = set(qualities)
    if Quality.DISPUTED in known:
        return Quality.DISPUTED
    return Quality.ESTIMATE if Quality.ESTIMATE in known else Quality.FINAL


class Standing(Record):
    """Which figure of a unit stands in a period: the index of the period it is of.

    None: no figure, or of a total nothing but nil so far. `is_open` and `is_known` as
    in `PeriodSum`; a figure before a gap `is_stale`.
    """

    of: int | None
    is_open: bool
    is_known: bool
    is_stale: bool = False


def standings(cells: Cells, shape: CellShape) -> Iterator[Standing]:
    """Which figure of these units stands in each period."""
    if cells.is_state or cells.is_running:
        yield from _latest(shape, is_running=cells.is_running)
        return
    # of a flow, and of both sides of a ratio of flows, each period's own figure
    for index, state in enumerate(shape.effective):
        is_known = state in REPORTED
        yield Standing(index if is_known else None, state in UNKNOWN, is_known)


def _latest(shape: CellShape, *, is_running: bool) -> Iterator[Standing]:
    """The figure that stands in each period: running totals, levels, their ratios."""
    last: int | None = None
    is_open = is_nil_so_far = False
    for index, state in enumerate(shape.effective):
        # of a running total a nil adds nothing: the figure before it stands (1)
        adds_nothing = is_running and state is CellState.NIL
        is_new = state in REPORTED and not adds_nothing
        is_nil_so_far = is_nil_so_far or adds_nothing
        if state in UNKNOWN:
            is_open = True
        elif is_new or not is_running:
            # a state rests on its cell of the period alone, a total on all (3, 4)
            is_open = False
            last = index if is_new else last
        is_asked = shape.states[index] is not CellState.NOT_EXPECTED
        has_state = is_asked and not shape.ended[index]
        if not (is_running or has_state):
            # the state of a unit that is not asked or has ended is no part of the
            # whole; what it had added to a running total stays (3)
            yield Standing(None, is_open=False, is_known=False)
        elif last is None:
            is_known = is_nil_so_far and not is_open
            yield Standing(None, is_open, is_known, is_nil_so_far and is_open)
        else:
            # where nothing was said since, the last figure is stale, the cell open (3)
            is_kept = is_running and state is not CellState.CLOSED
            is_stale = is_open or not (is_kept or is_new)
            yield Standing(last, is_open, not is_stale, is_stale)


def _figures_in(cells: Cells, shape: CellShape, place: int) -> FigureSum:
    """What units whose cells stand alike gave in a period."""
    if shape.sums:
        return shape.sums[place]
    name, readings = cells.periods[place].name, cells.readings
    value, weight, add = Decimal(), Decimal(), EXACT.add
    qualities: set[Quality] = set()
    for unit in shape.units:
        reading = readings.get((unit, name))
        if reading is None:
            continue  # a register counts its items
        if reading.number:
            value = add(value, reading.number)
        if reading.denominator:
            weight = add(weight, reading.denominator)
        qualities.add(reading.quality)
    return FigureSum(value, weight, frozenset(qualities))


class _Sums:
    """The sums of one period while they are added up."""

    __slots__ = (
        *("is_known", "is_open", "is_fresh", "is_gapless"),
        *("qualities", "stale", "value", "weight"),
    )

    def __init__(self) -> None:
        self.value = self.weight = Decimal()
        self.stale: Decimal | None = None
        self.is_open = self.is_known = self.is_fresh = False
        self.is_gapless = True
        self.qualities: set[Quality] = set()

    def add(self, cells: Cells, shape: CellShape, stands: Standing) -> None:
        """Add the figures of units whose cells stand alike."""
        figures = NO_FIGURES
        if stands.of is not None:
            figures = _figures_in(cells, shape, stands.of)
        if cells.is_firm and shape.sums and stands.of is not None:
            # what is not final counts as not published (7)
            is_open = stands.is_open or figures.firm is not None
            figures = figures.firm or figures
            of = stands.of if figures.qualities else None
            stands = Standing(of, is_open, is_known=of is not None)
        # a total counts a silent unit with its last figure (3)
        counts = stands.is_known or (stands.is_stale and cells.is_running)
        self.is_open = self.is_open or stands.is_open
        self.is_known = self.is_known or counts
        self.is_fresh = self.is_fresh or stands.is_known
        if stands.of is None:
            return
        if not counts:
            self.stale = EXACT.add(self.stale or Decimal(), figures.value)
        else:
            self.value = EXACT.add(self.value, figures.value)
            self.weight = EXACT.add(self.weight, figures.weight)
            self.qualities |= figures.qualities

    def add_before(self, earlier: "_Sums") -> None:
        """Add what the periods before gave: a flow adds up over time."""
        self.value = EXACT.add(earlier.value, self.value)
        self.weight = EXACT.add(earlier.weight, self.weight)
        self.is_open = earlier.is_open or self.is_open
        self.is_known = earlier.is_known or self.is_known
        self.is_fresh = self.is_known
        self.qualities |= earlier.qualities

    def as_sum(self) -> PeriodSum:
        quality = worst_quality(self.qualities)
        is_old = self.is_known and not self.is_fresh
        flags = self.is_open, self.is_known, is_old, self.is_gapless, quality
        return PeriodSum(self.value, self.weight, self.stale, *flags)


def period_sums(cells: Cells, upto: Period) -> tuple[PeriodSum, ...]:
    """The sums of every period up to one, in one pass over each unit's cells."""
    sums = [_Sums() for _ in cells.upto(upto)]
    is_latest = cells.is_state or cells.is_running
    for shape in cells.shapes:
        standing_sums = zip(sums, standings(cells, shape), shape.states, strict=False)
        for own, stands, state in standing_sums:
            own.add(cells, shape, stands)
            is_gap = stands.is_open or state in EMPTY_STATES
            own.is_gapless = own.is_gapless and not is_gap
    if not is_latest:
        for earlier, own in pairwise(sums):
            own.add_before(earlier)
    return tuple(own.as_sum() for own in sums)
