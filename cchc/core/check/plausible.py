"""Whether a figure is of the size that can be expected of it (SEMANTICS 2, DESIGN 2).

A slip of units or of marks makes a figure a hundred times too large or too small. It
is measured by what the unit gave before, by its part of the path, and by what other
units give: questioned where one of them says so and none of them speaks for it.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from cchc.core.facts.report import Reading
from cchc.core.plan.expected import expected_value, goal_of
from cchc.core.plan.measure import (
    PLACED,
    STATE_MEASURES,
    TOTALS,
    Across,
    Measure,
    RatioOf,
)
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, Plan
from cchc.text.closed_list import StrEnum
from cchc.text.record import Record

SLIP = 100
"""How many times too large or too small a figure is questioned."""
LIKELY = 10
"""Within how many times a yardstick speaks for a figure."""
FEW = 1000
"""Numbers of cases below this may grow a hundredfold by themselves."""
FEWEST_PEERS = 3
HUNDRED, NEAR = 100, 10


class Yardstick(StrEnum):
    """What a figure is measured by."""

    NOW = "now"
    LAST = "last"
    PERCENT = "percent"
    PATH = "path"
    PEERS = "peers"


Measured = tuple[Yardstick, Fraction | None]
"""A yardstick with the size that is usual by it."""


class SizeDoubt(Record):
    """A figure a hundred times larger or smaller than something says it should be."""

    yardstick: Yardstick
    size: Fraction
    usual: Fraction

    @property
    def times(self) -> int:
        """How many times too large or too small, rounded down."""
        return int(max(self.size / self.usual, self.usual / self.size))

    @property
    def slip(self) -> str:
        """The sentence that says so: `above.last`, `below.path`."""
        way = "above" if self.size > self.usual else "below"
        return f"{way}.{self.yardstick}"


def size_of(indicator: Indicator, reading: Reading | None) -> Fraction | None:
    """What of a reading has a usual size: of a rate its cases; None: nothing has."""
    number = None if reading is None else _sized_number(indicator, reading)
    return None if number is None else abs(Fraction(number))


def _sized_number(indicator: Indicator, reading: Reading) -> Decimal | None:
    if reading.number is None or indicator.measure in PLACED:
        return None
    return reading.denominator if _counts_cases(indicator) else reading.number


def _counts_cases(indicator: Indicator) -> bool:
    return indicator.measure is Measure.RATIO and indicator.of is not RatioOf.PLAN


def size_doubt(
    indicator: Indicator, reading: Reading, measured: Iterator[Measured]
) -> SizeDoubt | None:
    """The first yardstick by which a figure is of the wrong size.

    None where another yardstick is near it. Nothing is measured beyond that one.
    """
    size, step = size_of(indicator, reading), Fraction(10) ** -indicator.entry_decimals
    doubt = None
    for yardstick, usual in measured if size else ():
        if not usual or not size or usual < step:
            continue
        low, high = min(size, usual), max(size, usual)
        if high <= LIKELY * low:
            return None
        is_few = _counts_cases(indicator) and high < FEW
        if high >= SLIP * low and not is_few:
            doubt = doubt or SizeDoubt(yardstick, size, usual)
    return doubt


def percent_doubt(
    indicator: Indicator, reading: Reading, earlier: Reading | None
) -> SizeDoubt | None:
    """A percentage that seems to stand where cases are counted: `97` of 415, of 100.

    Of a hundred cases, where there were not so few before; or so few of many cases
    that the rate is not half of its target, while the number itself is near it.
    """
    whole, goal = reading.denominator, goal_of(indicator)
    if not _counts_cases(indicator) or not whole or not reading.number:
        return None
    part, before = Fraction(reading.number), earlier and earlier.denominator
    rate = HUNDRED * part / Fraction(whole)
    is_of_hundred = whole == HUNDRED and not (before and HUNDRED / 2 <= before <= 200)
    is_near = (
        goal is not None
        and goal.wants_more
        and whole > HUNDRED
        and 2 * rate < goal.at
        and abs(part - goal.at) <= NEAR
    )
    doubted = is_of_hundred or is_near
    return SizeDoubt(Yardstick.PERCENT, part, rate) if doubted else None


def median_size(indicator: Indicator, peers: Iterable[Reading]) -> Fraction | None:
    """The middle one of what other units gave; None of fewer than three."""
    numbers = (_sized_number(indicator, peer) for peer in peers)
    sizes = sorted(abs(number) for number in numbers if number)
    return Fraction(sizes[len(sizes) // 2]) if len(sizes) >= FEWEST_PEERS else None


def due_of_unit(
    indicator: Indicator, plan: Plan, unit: str, periods: tuple[Period, ...], at: int
) -> Fraction | None:
    """What the path asks of one unit in the period at this index, in cells' terms.

    None where it asks nothing, under a ceiling, which nobody has to come near, and of
    a total that is held to the whole from the first period on.
    """
    goal = goal_of(indicator)
    if goal is None or goal.less_is_better or not goal.at or _counts_cases(indicator):
        return None
    if indicator.is_held and indicator.measure in TOTALS:
        return None
    is_rate = indicator.measure is Measure.RATIO
    due = expected_value(indicator, plan, periods[at], periods)
    exact = None if due is None else due.exact
    is_rate_of_period = is_rate and not indicator.is_cumulative
    is_period = indicator.measure is Measure.FLOW or is_rate_of_period
    if exact is not None and is_period and at:
        before = expected_value(indicator, plan, periods[at - 1], periods)
        exact -= before.exact if before is not None else 0
    if exact is None or exact <= 0:
        return None
    if is_rate:
        exact *= Fraction(indicator.amount.value if indicator.amount else 0) / 100
    return exact * _share(indicator, unit, Fraction(goal.at))


def _share(indicator: Indicator, unit: str, whole: Fraction) -> Fraction:
    """The unit's part of the whole: as allotted, else an even one."""
    if indicator.allot:
        return Fraction(indicator.allot.get(unit, Decimal(0))) / whole
    if indicator.across is Across.LEAD or indicator.measure in STATE_MEASURES:
        return Fraction(1)
    return Fraction(1, max(len(indicator.reporters), 1))
