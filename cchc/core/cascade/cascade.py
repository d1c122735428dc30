"""Sharing a promise among units: who carries what of it (SEMANTICS 6 and 10).

What adds up is shared; a rate is repeated; what one unit answers for has one owner.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from cchc.core.plan.calendar import periods
from cchc.core.plan.expected import expected_value, goal_of
from cchc.core.plan.measure import TOTALS, Across, Measure
from cchc.core.plan.plan import Indicator, Plan
from cchc.core.plan.targets.target import Target
from cchc.core.plan.trajectory import Points, Trajectory
from cchc.text.closed_list import StrEnum
from cchc.text.number import scale_to_whole
from cchc.text.problem import Place, Problem, ProblemCode
from cchc.text.record import Record, field


def apportion(whole: int, weights: Sequence[Fraction]) -> tuple[int, ...]:
    """The whole in parts as the weights stand to each other: by largest remainders.

    Each is its exact share rounded down or up, of equals the earlier one up; weight 0
    gives 0. ValueError: a negative whole or weight, or all weights 0 with a whole.
    """
    total = sum(weights, ZERO)
    if whole < 0 or any(weight < 0 for weight in weights) or (whole and not total):
        raise ValueError((whole, tuple(weights)))
    if not total:
        return tuple(0 for _ in weights)
    exact = [whole * weight / total for weight in weights]
    parts = [floor(share) for share in exact]
    rounded_off = [part - share for part, share in zip(parts, exact, strict=True)]
    # the largest remainders first; sorting is stable, so of equals the earlier one
    order = sorted(range(len(exact)), key=rounded_off.__getitem__)
    for row in order[: whole - sum(parts)]:
        parts[row] += 1
    return tuple(parts)


def apportion_path(
    path: Sequence[int], parts: Sequence[int]
) -> tuple[tuple[int, ...], ...]:
    """One cumulative path for each part, which together make the path of the whole.

    None falls, each ends at its part; in every period they sum to what the whole should
    have reached: never above the sum of the parts, which is its last value.
    """
    whole = sum(parts)
    before, reached = 0, [0] * len(parts)
    made = []
    for point in (*path[:-1], whole):
        at = max(before, min(point, whole))
        wanted = [Fraction(part * at, whole) if whole else ZERO for part in parts]
        pairs = zip(wanted, reached, strict=True)
        more = apportion(at - before, [max(want - held, ZERO) for want, held in pairs])
        reached = [held + step for held, step in zip(reached, more, strict=True)]
        made.append(reached)
        before = at
    return tuple(tuple(held[row] for held in made) for row in range(len(parts)))


NOUGHT = Decimal(0)
ZERO, ONE = Fraction(0), Fraction(1)
REPEATED = frozenset({Across.POOL, Across.ALL_OF})


class CascadeMode(StrEnum):
    """How an indicator goes down to units."""

    SHARED = "shared"
    SAME = "same"
    OWNER = "owner"
    STATISTIC = "statistic"


class SharingMethod(StrEnum):
    """By what a target is shared."""

    EQUAL = "equal"
    WEIGHT = "weight"
    LAST_YEAR = "last-year"
    HAND = "hand"


def way_of(indicator: Indicator) -> CascadeMode:
    """Which way an indicator goes down: shared, repeated, or carried by one unit."""
    if indicator.target is None:
        return CascadeMode.STATISTIC
    many = len(indicator.reporters) > 1
    if shareable(indicator) and (many or indicator.allot):
        return CascadeMode.SHARED
    is_repeated = indicator.across in REPEATED or indicator.each is not None
    return CascadeMode.SAME if many and is_repeated else CascadeMode.OWNER


def shareable(indicator: Indicator) -> bool:
    """Whether its parts add up to it, so that it can be shared at all."""
    adds = indicator.measure in TOTALS and indicator.across is not Across.LEAD
    return adds and whole_of(indicator) is not None


def whole_of(indicator: Indicator) -> Decimal | None:
    """The number that the parts must make, in steps of the last decimal.

    For `more_than` one step above it; for `between` the lower end. None for dates,
    answers, ranks, statistics, and where a baseline is missing.
    """
    goal, target = goal_of(indicator), indicator.target
    if goal is None or target is None or target.is_rank:
        return None
    exact = in_steps(goal.end, indicator.decimals)
    steps = ceil(exact)
    beyond = goal.strict and steps == exact
    return unscaled(steps + 1 if beyond else steps, indicator.decimals)


def is_limit(indicator: Indicator) -> bool:
    """Whether its target is an allowance, which the parts may not exceed."""
    return indicator.target is not None and indicator.target.is_limit


def in_steps(value: Fraction, decimals: int) -> Fraction:
    """How many steps of the last decimal a number is, exactly."""
    return value * Fraction(10) ** decimals


def unscaled(steps: int, decimals: int) -> Decimal:
    """The number of so many steps of the last decimal."""
    return Decimal(steps).scaleb(-decimals)


class SharingRequest(Record):
    """How to share: among which units, by what, with how much to spare.

    `weights` are those of `method`, a unit without one has 0; `hand` is fixed and
    only the rest is shared. `buffer` is promised above the target, or kept back from
    an allowance.
    """

    method: SharingMethod
    among: tuple[str, ...]
    weights: Mapping[str, Fraction] = field(default_factory=dict)
    hand: Mapping[str, Decimal] = field(default_factory=dict)
    buffer: Decimal = NOUGHT


class AllottedShare(Record):
    """What one unit carries; `held` is its figure in the plan today."""

    unit: str
    value: Decimal
    held: Decimal | None = None


class Allotment(Record):
    """The parts of one indicator, in plan order, and the whole they should make."""

    indicator: Indicator
    whole: Decimal
    parts: tuple[AllottedShare, ...]

    @property
    def total(self) -> Decimal:
        return sum((part.value for part in self.parts), NOUGHT)

    @property
    def slack(self) -> Decimal:
        """What the parts make above the whole; below 0 where they make less."""
        return self.total - self.whole

    @property
    def is_limit(self) -> bool:
        """Whether the whole is an allowance, which parts may not exceed."""
        return is_limit(self.indicator)

    @property
    def covers(self) -> bool:
        """Whether the parts are enough for a promise, or within an allowance."""
        return self.slack <= 0 if self.is_limit else self.slack >= 0

    @property
    def without(self) -> tuple[str, ...]:
        """Units that carry nothing of it."""
        return tuple(part.unit for part in self.parts if not part.value)


class CascadeLine(Record):
    """How one indicator goes down to units.

    `carriers` are those that answer for it: each with its part, each for the same, or
    the one owner. `parts` is None where nothing is shared out.
    """

    indicator: Indicator
    way: CascadeMode
    carriers: tuple[str, ...]
    parts: Allotment | None = None


def cascade_line(plan: Plan, indicator: Indicator) -> CascadeLine:
    """How an indicator of the plan goes down to units today."""
    way, parts = way_of(indicator), allotment_of(plan, indicator)
    carriers = indicator.reporters
    match way:
        case CascadeMode.SHARED:
            shared = parts.parts if parts is not None else ()
            carriers = tuple(share.unit for share in shared if share.value)
        case CascadeMode.OWNER:
            alone = len(indicator.reporters) == 1
            owner = indicator.reporters[0] if alone else indicator.lead
            carriers = () if owner is None else (owner,)
        case CascadeMode.SAME | CascadeMode.STATISTIC:
            pass
    return CascadeLine(indicator, way, carriers, parts)


def allotment_of(plan: Plan, indicator: Indicator) -> Allotment | None:
    """The parts as the plan has them; None where nothing is shared out.

    Units that report it or were given some of it, each once, in plan order.
    """
    whole, allot = whole_of(indicator), indicator.allot
    if not allot or whole is None:
        return None
    units = sharers(plan, indicator)
    parts = (AllottedShare(u, allot.get(u, NOUGHT), allot.get(u)) for u in units)
    return Allotment(indicator, whole, tuple(parts))


def sharers(plan: Plan, indicator: Indicator) -> tuple[str, ...]:
    """The units a target is shared among, in plan order: those with a share already.

    With them all that report it, but for a register that has its shares.
    """
    chosen = set(indicator.allot)
    if indicator.measure is not Measure.REGISTER or not chosen:
        chosen |= set(indicator.reporters)
    return tuple(unit.id for unit in plan.units if unit.id in chosen)


def propose_shares(indicator: Indicator, asking: SharingRequest) -> Allotment | Problem:
    """The target shared as asked; the sum is exact, equals go by plan order.

    P268 it is not one to be shared, P271 nothing to share by, P221 and P272 what was
    fixed by hand cannot cover the target or exceeds the allowance.
    """
    whole = whole_of(indicator)
    if not shareable(indicator) or whole is None or not asking.among:
        return _wrong(ProblemCode.NOT_SHARED, indicator)
    limited = is_limit(indicator)
    aim = whole + (-asking.buffer if limited else asking.buffer)
    fixed = sum(asking.hand.values(), NOUGHT)
    left = aim - fixed
    if left < 0 and limited:
        blanks = {"sum": str(fixed), "target": str(aim)}
        return _wrong(ProblemCode.SHARE_OVER, indicator, **blanks)
    rest = tuple(unit for unit in asking.among if unit not in asking.hand)
    equal = asking.method in (SharingMethod.EQUAL, SharingMethod.HAND)
    weights = [ONE if equal else asking.weights.get(unit, ZERO) for unit in rest]
    if left > 0 and rest and not any(weights):
        return _wrong(ProblemCode.SHARE_NOTHING, indicator)
    if left > 0 and not rest and not limited:
        blanks = {"sum": str(fixed), "target": str(aim), "short": str(left)}
        return _wrong(ProblemCode.ALLOT_SHORT, indicator, **blanks)
    steps = scale_to_whole(max(left, NOUGHT), indicator.decimals) if rest else 0
    parts = apportion(steps, weights)
    values = {
        **asking.hand,
        **{
            unit: unscaled(part, indicator.decimals)
            for unit, part in zip(rest, parts, strict=True)
        },
    }
    allot = indicator.allot
    shares = tuple(
        AllottedShare(unit, values[unit], allot.get(unit)) for unit in asking.among
    )
    return Allotment(indicator, whole, shares)


def _wrong(code: ProblemCode, indicator: Indicator, **blanks: str) -> Problem:
    place = Place(argument=indicator.id)
    return Problem(code, place, {"text": indicator.id, **blanks})


def share_of(indicator: Indicator, share: Decimal) -> Target | None:
    """The target of one unit, of a kind that keeps the whole when all keep theirs."""
    if indicator.target is None:
        return None
    total = sum(indicator.allot.values(), NOUGHT)
    return indicator.target.share(share, total, indicator.decimals)


def share_of_path(plan: Plan, indicator: Indicator, unit: str) -> Trajectory | None:
    """One unit's part of the path, so that the units' paths make the whole."""
    path = indicator.trajectory
    if path is None or path.is_held or path.is_step:
        return path
    units, decimals = tuple(indicator.allot), indicator.decimals
    parts = [scale_to_whole(indicator.allot[name], decimals) for name in units]
    paths = apportion_path(path_of(plan, indicator), parts)
    return Points(tuple(unscaled(v, decimals) for v in paths[units.index(unit)]))


def path_of(plan: Plan, indicator: Indicator) -> tuple[int, ...]:
    """What should be true by the end of each period, in steps of the last decimal."""
    made = periods(plan)
    points = [expected_value(indicator, plan, period, made) for period in made]
    values = [ZERO if point is None else point.value for point in points]
    rounding = ceil if is_limit(indicator) else floor
    return tuple(rounding(in_steps(value, indicator.decimals)) for value in values)


def sums_up(plan: Plan, indicator: Indicator) -> bool:
    """Whether the units' paths make the path above in every period."""
    line = indicator.trajectory
    if line is None or line.is_held or line.is_step:
        return True
    path = path_of(plan, indicator)
    total = scale_to_whole(sum(indicator.allot.values(), NOUGHT), indicator.decimals)
    rises = all(before <= after for before, after in pairwise(path))
    return rises and bool(path) and path[-1] == total
