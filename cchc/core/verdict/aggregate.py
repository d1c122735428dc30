"""From cells to one figure: over time inside a unit, then over units.

A(p) of SEMANTICS 3 and 4, with the interval that the unknown cells leave open.
Missing is never zero: what nobody reported widens the interval instead.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from cchc.core.facts.report import CellState, Item, Quality, Reading
from cchc.core.facts.succession import has_ended
from cchc.core.plan.measure import Across, Measure, RatioOf
from cchc.core.plan.period import Period
from cchc.core.plan.plan import (
    Indicator,
)
from cchc.core.verdict.cells import REPORTED, UNKNOWN, Cells
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


class UnitTotal(Record):
    """What one unit's cells give: a known sum, and whether something is unknown."""

    value: Fraction
    weight: Fraction
    unknown: bool
    any_known: bool
    last: Fraction | None = None
    quality: Quality = Quality.FINAL


def worst_quality(qualities: Iterable[Quality]) -> Quality:
    """The least firm of some qualities."""
    known = set(qualities)
    firmness = (Quality.DISPUTED, Quality.ESTIMATE)
    return next((quality for quality in firmness if quality in known), Quality.FINAL)


def _accumulated_parts(cells: Cells, unit: str, upto: Period) -> Iterator[UnitTotal]:
    """Sums over the periods, one for each: flow, and both sides of a ratio of flows."""
    value = weight = ZERO
    unknown = any_known = False
    quality = Quality.FINAL
    for period in cells.upto(upto):
        state, reading = cells.effective(unit, period), cells.reading(unit, period)
        unknown = unknown or state in UNKNOWN
        if state in REPORTED and reading is not None:
            value += Fraction(reading.number or 0)
            weight += Fraction(reading.denominator or 0)
            quality = worst_quality((quality, reading.quality))
            any_known = True
        yield UnitTotal(value, weight, unknown, any_known, quality=quality)


def _latest_parts(cells: Cells, unit: str, upto: Period) -> Iterator[UnitTotal]:
    """The figure that stands in each period: running totals, levels, their ratios.

    Where a period's cell is empty, `last` holds the figure before it.
    """
    is_running = cells.is_running
    last: Reading | None = None
    unknown = is_nil_so_far = False
    for period in cells.upto(upto):
        state, reading = cells.effective(unit, period), cells.reading(unit, period)
        is_reported = state in REPORTED and reading is not None
        # of a running total a nil adds nothing: the figure before it stands (1)
        adds_nothing = is_running and state is CellState.NIL
        is_new = is_reported and not adds_nothing
        is_nil_so_far = is_nil_so_far or (is_reported and adds_nothing)
        if state in UNKNOWN:
            unknown = True
        elif is_new:
            last, unknown = reading, False
        if not is_running and has_ended(cells.members[unit], period):
            # the state of a unit that has ended is no state any more; what it had
            # added to a running total stays (3)
            yield UnitTotal(ZERO, ZERO, unknown=False, any_known=False)
        elif last is None:
            any_known = is_nil_so_far and not unknown
            yield UnitTotal(ZERO, ZERO, unknown, any_known)
        elif unknown or not (is_running or is_new):
            # nothing was said since: the last figure is stale, the cell is open (3)
            stale = Fraction(last.number or 0)
            yield UnitTotal(ZERO, ZERO, unknown, any_known=False, last=stale)
        else:
            number, denominator = last.number or 0, last.denominator or 0
            value, weight = Fraction(number), Fraction(denominator)
            yield UnitTotal(
                value, weight, unknown=False, any_known=True, quality=last.quality
            )


def _sum(indicator: Indicator, parts: list[UnitTotal]) -> Total:
    """The sum over units; what a silent unit held before a gap counts as stale."""
    known = sum((part.value for part in parts), ZERO)
    lasts = [part.last for part in parts if part.last is not None]
    with_lasts = known + sum(lasts, ZERO)
    if not any(part.unknown for part in parts):
        interval = Interval(known, known)
    elif indicator.measure is Measure.LEVEL or not indicator.non_negative:
        interval = UNBOUNDED
    else:
        # what a total held before the gap it still holds: the lower bound (3)
        interval = Interval(with_lasts, None)
    return Total(
        known=known if any(part.any_known for part in parts) else None,
        interval=interval,
        stale=with_lasts if lasts else None,
        quality=worst_quality(part.quality for part in parts),
    )


def _pool(indicator: Indicator, parts: list[UnitTotal]) -> Total:
    """Σn/Σd, never the mean of rates."""
    numerator = sum((part.value for part in parts), ZERO)
    denominator = sum((part.weight for part in parts), ZERO)
    known = HUNDRED * numerator / denominator if denominator else None
    # one unknown cell can carry any weight: the rate comes as near to 0 and 100 as
    # you like, but reaches neither once a case was won or lost (3)
    lo_open = numerator > 0
    if not any(part.unknown for part in parts):
        interval = UNBOUNDED if known is None else Interval(known, known)
    elif indicator.part_of_whole:
        hi_open = denominator > numerator
        interval = Interval(ZERO, HUNDRED, lo_open=lo_open, hi_open=hi_open)
    else:
        interval = Interval(ZERO, None, lo_open=lo_open)
    if not any(part.any_known for part in parts):
        return replace(NOTHING, interval=interval)
    return Total(
        known=known,
        interval=interval,
        numerator=_exact_decimal(numerator),
        denominator=_exact_decimal(denominator),
        quality=worst_quality(part.quality for part in parts),
    )


def _exact_decimal(value: Fraction) -> Decimal:
    """A fraction that came from decimals, as the decimal it is, whatever its length."""
    places = 0
    while (value * Fraction(10) ** places).denominator != 1:
        places += 1
    digits = (value * Fraction(10) ** places).numerator
    return Decimal(f"{digits}e-{places}")


def _of_plan(indicator: Indicator, parts: list[UnitTotal]) -> Total:
    """Numerator over the plan amount in force, in percent."""
    if indicator.amount is None or not indicator.amount.value:
        return NOTHING
    amount = Fraction(indicator.amount.value)

    def percent(value: Fraction | None) -> Fraction | None:
        return None if value is None else HUNDRED * value / amount

    total = _sum(indicator, parts)
    highest = percent(total.interval.hi)
    if indicator.part_of_whole and highest is None:
        highest = HUNDRED
    return replace(
        total,
        known=percent(total.known),
        stale=percent(total.stale),
        interval=Interval(percent(total.interval.lo), highest),
        numerator=None if total.known is None else _exact_decimal(total.known),
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
    is_sum = cells.indicator.across is Across.SUM
    by_key: dict[tuple[str, str], Item] = {}
    for item in cells.items:
        counts = item.period in names if item.date is None else item.date <= limit
        if counts and item.unit in cells.units:
            by_key.setdefault((item.unit if is_sum else "", item.key), item)
    return tuple(by_key.values())


def _register(cells: Cells, upto: Period, parts: list[UnitTotal]) -> Total:
    count = Fraction(len(counted_items(cells, upto)))
    unknown = any(part.unknown for part in parts)
    reported = count > 0 or any(
        cells.effective(unit, period) in REPORTED
        for unit in cells.units
        for period in cells.upto(upto)
    )
    return Total(
        known=count if reported else None,
        interval=Interval(count, None if unknown else count),
        quality=worst_quality(part.quality for part in parts),
    )


def _over_units(cells: Cells, upto: Period, parts: list[UnitTotal]) -> Total:
    """One figure over units: U over units of T over periods, in this order (4)."""
    indicator = cells.indicator
    if indicator.measure is Measure.REGISTER:
        return _register(cells, upto, parts)
    if indicator.measure is not Measure.RATIO:
        return _sum(indicator, parts)
    if indicator.of is RatioOf.PLAN:
        return _of_plan(indicator, parts)
    return _pool(indicator, parts)


class Figures(Record):
    """A(q) of every period q up to the one asked about, worked out once.

    The row, its trend, what the period brought and `why` all read these totals.
    """

    cells: Cells
    period: Period
    totals: tuple[Total, ...]

    @property
    def now(self) -> Total:
        """A(p)."""
        return self.totals[-1]

    @property
    def before(self) -> Total:
        """A(p−1); nothing before the first period."""
        return self.totals[-2] if len(self.totals) > 1 else NOTHING

    @property
    def in_period(self) -> Fraction | None:
        """What the period itself brought, in the indicator's unit; percent for a ratio.

        For a running total A(p) − A(p−1). None for a level, and where nobody reported.
        """
        now, before = self.now.known, self.before.known
        if self.cells.is_state or not self._is_reported or now is None:
            return None
        if len(self.totals) == 1:
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
        cells, period = self.cells, self.period
        if any(cells.state(unit, period) in REPORTED for unit in cells.units):
            return True
        is_register = cells.indicator.measure is Measure.REGISTER
        return is_register and any(
            item.period == period.name for item in counted_items(cells, period)
        )


def figures_of(cells: Cells, upto: Period) -> Figures:
    """A(q) of every period up to one, in one pass over each unit's cells."""
    stands = cells.is_state or cells.is_running
    parts_of = _latest_parts if stands else _accumulated_parts
    by_unit = [tuple(parts_of(cells, unit, upto)) for unit in cells.units]
    totals = tuple(
        _over_units(cells, period, [parts[index] for parts in by_unit])
        for index, period in enumerate(cells.upto(upto))
    )
    return Figures(cells, upto, totals)
