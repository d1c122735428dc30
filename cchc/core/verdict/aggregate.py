"""From cells to one figure: over time inside a unit, then over units.

A(p) of SEMANTICS 3 and 4, with the interval that the unknown cells leave open.
Missing is never zero: what nobody reported widens the interval instead.
"""

from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from cchc.core.facts.report import Item, Quality
from cchc.core.facts.totals import EXACT
from cchc.core.plan.measure import STATE_MEASURES, Across, Measure, RatioOf
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator
from cchc.core.verdict.cells import REPORTED, Cells
from cchc.core.verdict.coverage import EnteringCells, entering_cells
from cchc.core.verdict.sums import PeriodSum, period_sums
from cchc.text.record import Record, replace

ZERO = Fraction(0)
HUNDRED = Fraction(100)


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
    of a state where the period's own is missing. `is_old`: all of the figure is from
    earlier periods. Milestones and yes are in `answers`.
    """

    known: Fraction | None
    interval: Interval
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    stale: Fraction | None = None
    quality: Quality = Quality.FINAL
    is_old: bool = False

    @property
    def figure(self) -> Fraction | None:
        """What is shown: the known part, else the stale figure."""
        return self.stale if self.known is None else self.known


NOTHING = Total(None, UNBOUNDED)


def _sum(indicator: Indicator, part: PeriodSum) -> Total:
    """The sum over units; what a silent unit held before a gap counts as stale."""
    known = Fraction(part.value)
    with_lasts = known if part.stale is None else known + Fraction(part.stale)
    if not part.is_open:
        interval = Interval(known, known)
    elif indicator.measure in STATE_MEASURES or not indicator.non_negative:
        interval = UNBOUNDED
    else:
        # what a total held before the gap it still holds: the lower bound (3)
        interval = Interval(with_lasts, None)
    return Total(
        known=known if part.is_known else None,
        interval=interval,
        stale=None if part.stale is None else with_lasts,
        quality=part.quality,
        is_old=part.is_old,
    )


def _pool(indicator: Indicator, part: PeriodSum) -> Total:
    """Σn/Σd, never the mean of rates."""
    top, bottom = part.value, part.weight
    known = HUNDRED * Fraction(top) / Fraction(bottom) if bottom else None
    # one unknown cell can carry any weight: the rate comes as near to 0 and 100 as
    # you like, but reaches neither once a case was won or lost (3)
    if not part.is_open:
        interval = UNBOUNDED if known is None else Interval(known, known)
    elif indicator.part_of_whole:
        interval = Interval(ZERO, HUNDRED, lo_open=top > 0, hi_open=bottom > top)
    else:
        interval = Interval(ZERO, None, lo_open=top > 0)
    if not part.is_known:
        return replace(NOTHING, interval=interval)
    sides = _plain(top), _plain(bottom)
    return Total(known, interval, *sides, quality=part.quality)


def _plain(value: Decimal) -> Decimal:
    """The same number without zeros at the end of its fraction."""
    whole = value.to_integral_value()
    return Decimal(int(whole)) if whole == value else value.normalize(EXACT)


def _of_plan(indicator: Indicator, part: PeriodSum) -> Total:
    """Numerator over the plan amount in force, in percent."""
    done = _plain(part.value) if part.is_known else None
    if indicator.amount is None or not indicator.amount.value:
        # what was done is known where the amount is still to be assigned (5)
        return replace(NOTHING, numerator=done, quality=part.quality)
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
        numerator=done,
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


class Figures(Record, dict=True):
    """A(q) of every period q up to the one asked about, each worked out once.

    The row, its trend, what the period brought and `why` all read these totals.
    """

    cells: Cells
    period: Period
    sums: tuple[PeriodSum, ...]

    def _total(self, place: int) -> Total:
        part = self.sums[place]
        indicator = self.cells.indicator
        if indicator.measure is Measure.REGISTER:
            return _register(self.cells, self.cells.periods[place], part)
        if indicator.measure is not Measure.RATIO:
            return _sum(indicator, part)
        if indicator.of is RatioOf.PLAN:
            return _of_plan(indicator, part)
        return _pool(indicator, part)

    @cached_property
    def entering(self) -> EnteringCells:
        """The cells that A(p) rests on."""
        return entering_cells(self.cells, self.period)

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
        if self.cells.indicator.is_opening:
            return self._opening_in_period
        now, before = self.now.known, self.before.known
        if self.cells.is_state or not self._is_reported or now is None:
            return None
        gapless = all(part.is_gapless for part in self.sums[-2:])
        if self.cells.is_running and not gapless:
            return None  # a unit in it has not said where it stood (3)
        if len(self.sums) == 1:
            return now
        if self.cells.indicator.of is RatioOf.FLOW:
            rate = self.in_rate
            return HUNDRED * Fraction(rate[0]) / Fraction(rate[1]) if rate else None
        return now if before is None else now - before

    @property
    def _opening_in_period(self) -> Fraction | None:
        """What the tables of the period open with, None where nobody said."""
        cells, at = self.cells, self.period
        known = [unit for unit in cells.units if cells.state(unit, at) in REPORTED]
        readings = (cells.reading(unit, at) for unit in known)
        numbers = (Fraction((row and row.number) or 0) for row in readings)
        return sum(numbers, ZERO) if known else None

    @property
    def in_rate(self) -> tuple[Decimal, Decimal] | None:
        """N and d of what the period itself brought, for the rate of a flow."""
        now, before, nought = self.now, self.before, Decimal(0)
        is_flow = self.cells.indicator.of is RatioOf.FLOW
        if not is_flow or now.numerator is None or now.denominator is None:
            return None
        top = now.numerator - (before.numerator or nought)
        bottom = now.denominator - (before.denominator or nought)
        return (top, bottom) if bottom and now.known is not None else None

    @property
    def _is_reported(self) -> bool:
        """Whether anybody reported the period itself, if only rows of a register."""
        cells, period = self.cells, self.period
        if any(shape.states[period.ordinal - 1] in REPORTED for shape in cells.shapes):
            return True
        is_register = cells.indicator.measure is Measure.REGISTER
        items = counted_items(cells, period) if is_register else ()
        return any(item.period == period.name for item in items)


def figures_of(cells: Cells, upto: Period) -> Figures:
    """A(q) of every period up to one."""
    return Figures(cells, upto, period_sums(cells, upto))
