"""From cells to one figure: over time inside a unit, then over units.

A(p) of SEMANTICS 3 and 4, with the interval that the unknown cells leave open.
Missing is never zero: what nobody reported widens the interval instead.
"""

from collections.abc import Iterable, Iterator
from decimal import Context, Decimal, Inexact, InvalidOperation
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from cchc.core.facts.report import CellState, Item, Quality
from cchc.core.plan.measure import Across, Measure, RatioOf
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator
from cchc.core.verdict.cells import REPORTED, UNKNOWN, Cells, CellShape
from cchc.text.record import Record, replace

ZERO = Fraction(0)
HUNDRED = Fraction(100)
EXACT = Context(prec=1000, traps=[Inexact, InvalidOperation])
"""Sums of decimals that are never rounded: a digit too many is an error (2)."""


class Interval(Record):
    """Where a figure can lie; None is infinite, an open end is not reached itself."""

    lo: Fraction | None
    hi: Fraction | None
    lo_open: bool = False
    hi_open: bool = False

    @property
    def is_point(self) -> bool:
        return self.lo is not None and self.lo == self.hi


UNBOUNDED = Interval(None, None)


class Total(Record):
    """A(p): the figure on the reported part and where the whole can lie.

    `known` is None when nothing is known; for a ratio it is a percentage, and
    `numerator` and `denominator` are the exact sums. `stale` holds the last figure
    where the period's own is missing. Milestones and yes are in `answers`.
    """

    known: Fraction | None
    interval: Interval
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    stale: Fraction | None = None
    quality: Quality = Quality.FINAL

    @property
    def figure(self) -> Fraction | None:
        """What is shown: the known part, else the stale figure."""
        return self.stale if self.known is None else self.known


NOTHING = Total(None, UNBOUNDED)


class PeriodSum(Record):
    """What the cells of some units give by the end of a period, before any rate.

    `value` and `weight` are the sums of what is known, the sides of a ratio;
    `stale` that of the last figures before a gap, None where there are none.
    `is_open`: some cell leaves the figure open; `is_known`: something is known.
    """

    value: Decimal
    weight: Decimal
    stale: Decimal | None
    is_open: bool
    is_known: bool
    quality: Quality


def worst_quality(qualities: Iterable[Quality]) -> Quality:
    """The least firm of some qualities."""
    known = set(qualities)
    firmness = (Quality.DISPUTED, Quality.ESTIMATE)
    return next((quality for quality in firmness if quality in known), Quality.FINAL)


class Standing(Record):
    """Which figure of a unit stands in a period: the index of the period it is of.

    None: no figure. `is_open` and `is_known` as in `PeriodSum`; a figure before a
    gap `is_stale`.
    """

    of: int | None
    is_open: bool
    is_known: bool
    is_stale: bool = False


def _each_period(shape: CellShape) -> Iterator[Standing]:
    """Of a flow, and of both sides of a ratio of flows: each period's own figure."""
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
        elif is_new:
            last, is_open = index, False
        if not is_running and shape.ended[index]:
            # the state of a unit that has ended is no state any more; what it had
            # added to a running total stays (3)
            yield Standing(None, is_open=False, is_known=False)
        elif last is None:
            yield Standing(None, is_open, is_nil_so_far and not is_open)
        else:
            # where nothing was said since, the last figure is stale, the cell open (3)
            is_stale = is_open or not (is_running or is_new)
            yield Standing(last, is_open, not is_stale, is_stale)


class _Sums:
    """The sums of one period while they are added up."""

    __slots__ = ("is_known", "is_open", "qualities", "stale", "value", "weight")

    def __init__(self) -> None:
        self.value = self.weight = Decimal()
        self.stale: Decimal | None = None
        self.is_open = self.is_known = False
        self.qualities: set[Quality] = set()

    def add(self, cells: Cells, shape: CellShape, stands: Standing) -> None:
        """Add the figures of units whose cells stand alike."""
        self.is_open = self.is_open or stands.is_open
        self.is_known = self.is_known or stands.is_known
        if stands.of is None:
            return
        name, readings = cells.periods[stands.of].name, cells.readings
        value, weight, add = Decimal(), Decimal(), EXACT.add
        for unit in shape.units:
            reading = readings.get((unit, name))
            if reading is None:
                continue  # a register counts its items
            if reading.number:
                value = add(value, reading.number)
            if reading.denominator:
                weight = add(weight, reading.denominator)
            if reading.quality is not Quality.FINAL and not stands.is_stale:
                self.qualities.add(reading.quality)
        if stands.is_stale:
            self.stale = add(self.stale or Decimal(), value)
        else:
            self.value, self.weight = add(self.value, value), add(self.weight, weight)

    def add_before(self, earlier: "_Sums") -> None:
        """Add what the periods before gave: a flow adds up over time."""
        self.value = EXACT.add(earlier.value, self.value)
        self.weight = EXACT.add(earlier.weight, self.weight)
        self.is_open = earlier.is_open or self.is_open
        self.is_known = earlier.is_known or self.is_known
        self.qualities |= earlier.qualities

    def as_sum(self) -> PeriodSum:
        quality = worst_quality(self.qualities)
        flags = self.is_open, self.is_known, quality
        return PeriodSum(self.value, self.weight, self.stale, *flags)


def period_sums(cells: Cells, upto: Period) -> tuple[PeriodSum, ...]:
    """The sums of every period up to one, in one pass over each unit's cells."""
    sums = [_Sums() for _ in cells.upto(upto)]
    is_latest = cells.is_state or cells.is_running
    for shape in cells.shapes:
        standings = (
            _latest(shape, is_running=cells.is_running)
            if is_latest
            else _each_period(shape)
        )
        for own, stands in zip(sums, standings, strict=False):
            own.add(cells, shape, stands)
    if not is_latest:
        for earlier, own in pairwise(sums):
            own.add_before(earlier)
    return tuple(own.as_sum() for own in sums)


def _sum(indicator: Indicator, part: PeriodSum) -> Total:
    """The sum over units; what a silent unit held before a gap counts as stale."""
    known = Fraction(part.value)
    with_lasts = known if part.stale is None else known + Fraction(part.stale)
    if not part.is_open:
        interval = Interval(known, known)
    elif indicator.measure is Measure.LEVEL or not indicator.non_negative:
        interval = UNBOUNDED
    else:
        # what a total held before the gap it still holds: the lower bound (3)
        interval = Interval(with_lasts, None)
    return Total(
        known=known if part.is_known else None,
        interval=interval,
        stale=None if part.stale is None else with_lasts,
        quality=part.quality,
    )


def _pool(indicator: Indicator, part: PeriodSum) -> Total:
    """Σn/Σd, never the mean of rates."""
    numerator, denominator = part.value, part.weight
    known = None
    if denominator:
        known = HUNDRED * Fraction(numerator) / Fraction(denominator)
    # one unknown cell can carry any weight: the rate comes as near to 0 and 100 as
    # you like, but reaches neither once a case was won or lost (3)
    lo_open = numerator > 0
    if not part.is_open:
        interval = UNBOUNDED if known is None else Interval(known, known)
    elif indicator.part_of_whole:
        hi_open = denominator > numerator
        interval = Interval(ZERO, HUNDRED, lo_open=lo_open, hi_open=hi_open)
    else:
        interval = Interval(ZERO, None, lo_open=lo_open)
    if not part.is_known:
        return replace(NOTHING, interval=interval)
    return Total(
        known=known,
        interval=interval,
        numerator=_plain(numerator),
        denominator=_plain(denominator),
        quality=part.quality,
    )


def _plain(value: Decimal) -> Decimal:
    """The same number without zeros at the end of its fraction."""
    whole = value.to_integral_value()
    return Decimal(int(whole)) if whole == value else value.normalize(EXACT)


def _of_plan(indicator: Indicator, part: PeriodSum) -> Total:
    """Numerator over the plan amount in force, in percent."""
    if indicator.amount is None or not indicator.amount.value:
        return NOTHING
    amount = Fraction(indicator.amount.value)

    def percent(value: Fraction | None) -> Fraction | None:
        return None if value is None else HUNDRED * value / amount

    total = _sum(indicator, part)
    highest = percent(total.interval.hi)
    if indicator.part_of_whole and highest is None:
        highest = HUNDRED
    return replace(
        total,
        known=percent(total.known),
        stale=percent(total.stale),
        interval=Interval(percent(total.interval.lo), highest),
        numerator=_plain(part.value) if part.is_known else None,
        denominator=indicator.amount.value,
    )


def counted_items(cells: Cells, upto: Period) -> tuple[Item, ...]:
    """The items of a register that count by the end of a period, each thing once.

    With `across: sum` the same name in two units counts twice.
    Dated on or before the cut-off; in the last period, on or before the day the
    indicator settles. An item without a date counts from the period it came in.
    """
    limit = cells.settles if upto.is_last else upto.cutoff
    names = {period.name for period in cells.upto(upto)}
    units = frozenset(cells.units)
    is_sum = cells.indicator.across is Across.SUM
    by_key: dict[tuple[str, str], Item] = {}
    for item in cells.items:
        counts = item.period in names if item.date is None else item.date <= limit
        if counts and item.unit in units:
            by_key.setdefault((item.unit if is_sum else "", item.key), item)
    return tuple(by_key.values())


def _register(cells: Cells, upto: Period, part: PeriodSum) -> Total:
    count = Fraction(len(counted_items(cells, upto)))
    reported = count > 0 or any(
        state in REPORTED
        for shape in cells.shapes
        for state in shape.effective[: upto.ordinal]
    )
    return Total(
        known=count if reported else None,
        interval=Interval(count, None if part.is_open else count),
        quality=part.quality,
    )


def _over_units(cells: Cells, upto: Period, part: PeriodSum) -> Total:
    """One figure over units: U over units of T over periods, in this order (4)."""
    indicator = cells.indicator
    if indicator.measure is Measure.REGISTER:
        return _register(cells, upto, part)
    if indicator.measure is not Measure.RATIO:
        return _sum(indicator, part)
    if indicator.of is RatioOf.PLAN:
        return _of_plan(indicator, part)
    return _pool(indicator, part)


class Figures(Record, dict=True):
    """A(q) of every period q up to the one asked about, each worked out once.

    The row, its trend, what the period brought and `why` all read these totals.
    """

    cells: Cells
    period: Period
    sums: tuple[PeriodSum, ...]

    def _total(self, place: int) -> Total:
        return _over_units(self.cells, self.cells.periods[place], self.sums[place])

    @cached_property
    def now(self) -> Total:
        """A(p)."""
        return self._total(len(self.sums) - 1)

    @cached_property
    def before(self) -> Total:
        """A(p−1); nothing before the first period."""
        return self._total(len(self.sums) - 2) if len(self.sums) > 1 else NOTHING

    @property
    def trend(self) -> tuple[Fraction | None, ...]:
        """A(q) of each period up to this one, None where nothing is known."""
        past = [self._total(place).known for place in range(len(self.sums) - 2)]
        late = (self.before, self.now)[-len(self.sums) :]
        return (*past, *(total.known for total in late))

    @property
    def in_period(self) -> Fraction | None:
        """What the period itself brought, in the indicator's unit; percent for a ratio.

        For a running total A(p) − A(p−1). None for a level, and where nobody reported.
        """
        now, before = self.now.known, self.before.known
        if self.cells.is_state or not self._is_reported or now is None:
            return None
        if len(self.sums) == 1:
            return now
        if self.cells.indicator.of is RatioOf.FLOW:
            rate = self.in_rate
            return HUNDRED * Fraction(rate[0]) / Fraction(rate[1]) if rate else None
        if before is None:
            return None if self.cells.is_running else now
        return now - before

    @property
    def in_rate(self) -> tuple[Decimal, Decimal] | None:
        """N and d of what the period itself brought, for the rate of a flow."""
        now, before = self.now, self.before
        if self.cells.indicator.of is not RatioOf.FLOW or now.known is None:
            return None
        if now.numerator is None or now.denominator is None:
            return None
        top = now.numerator - (before.numerator or Decimal(0))
        bottom = now.denominator - (before.denominator or Decimal(0))
        return (top, bottom) if bottom else None

    @property
    def _is_reported(self) -> bool:
        """Whether anybody reported the period itself, if only rows of a register."""
        cells, place = self.cells, self.period.ordinal - 1
        if any(shape.states[place] in REPORTED for shape in cells.shapes):
            return True
        is_register = cells.indicator.measure is Measure.REGISTER
        return is_register and any(
            item.period == self.period.name
            for item in counted_items(cells, self.period)
        )


def figures_of(cells: Cells, upto: Period) -> Figures:
    """A(q) of every period up to one."""
    return Figures(cells, upto, period_sums(cells, upto))
