"""Trajectories and profiles: as long as the year, and ending at the target."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cchc.core.check.context import KEY, Ground, Steps, indicators
from cchc.core.plan.plan import Indicator, Measure, RatioOf
from cchc.core.plan.targets.target import Direction
from cchc.core.plan.trajectory import Hold, Linear, Points, Profile, Step, Trajectory
from cchc.text.problem import Problem, ProblemCode

ONE = Decimal(1)
_TOTALS = (Measure.FLOW, Measure.RUNNING, Measure.REGISTER)


def paths(ground: Ground) -> Iterator[Problem]:
    """All that is wrong with trajectories and profiles (SEMANTICS 6)."""
    for path, each in indicators(ground.plan):
        yield from _trajectory(ground, path, each)
    used = {
        each.trajectory.name
        for _, each in indicators(ground.plan)
        if isinstance(each.trajectory, Profile)
    }
    for name, shares in ground.plan.profiles.items():
        yield from _profile(ground, name, shares)
        if name not in used:
            yield ground.problem(ProblemCode.UNUSED, ("profiles", name, KEY), text=name)


def _trajectory(ground: Ground, path: Steps, each: Indicator) -> Iterator[Problem]:
    at: Steps = (*path, "trajectory")
    worded = each.measure in (Measure.MILESTONE, Measure.YES)
    paced = each.target is not None and each.target.has_pace and not worded
    if each.trajectory is None:
        if each.of is RatioOf.PLAN and paced:
            yield ground.problem(ProblemCode.TRAJECTORY_MISSING, path, text=each.id)
    elif not paced:
        where = path if each.target is None else (*at, KEY)
        yield ground.problem(ProblemCode.TRAJECTORY_UNFIT, where, text=each.id)
    else:
        yield from _path(ground, at, each, each.trajectory)


def _path(
    ground: Ground, at: Steps, each: Indicator, path: Trajectory
) -> Iterator[Problem]:
    match path:
        case Points(values):
            yield from _points(ground, at, each, values)
        case Step(period):
            known = tuple(one.name for one in ground.periods)
            if period is not None and known and period not in known:
                where = (*at, "step")
                yield ground.problem(
                    ProblemCode.UNKNOWN_PERIOD, where, text=period, known=known
                )
        case Profile(name):
            known = tuple(ground.plan.profiles)
            if name not in known:
                where = (*at, "profile")
                yield ground.problem(
                    ProblemCode.UNKNOWN_PROFILE, where, text=name, known=known
                )
        case Linear() | Hold():
            pass


def _points(
    ground: Ground, at: Steps, each: Indicator, values: Sequence[Decimal]
) -> Iterator[Problem]:
    yield from _length(ground, at, values)
    way = _way(each)
    yield from _falls(ground, at, [way * value for value in values], values)
    wanted = each.target.ends if each.target is not None else None
    if wanted is None or not values:
        return
    low, high = wanted
    if not low <= values[-1] <= high:
        target = str(low) if low == high else f"{low}–{high}"
        where, value = (*at, len(values) - 1), str(values[-1])
        yield ground.problem(
            ProblemCode.TRAJECTORY_MISSES, where, value=value, target=target
        )


def _way(each: Indicator) -> int:
    """1 where values must not fall, −1 where they must not rise, 0 for either."""
    if each.measure in _TOTALS:
        return 1
    if each.target is None:
        return 1
    match each.target.direction:
        case Direction.UP:
            return 1
        case Direction.DOWN:
            return -1
        case Direction.EITHER:
            return 0


def _length(ground: Ground, at: Steps, values: Sequence[Decimal]) -> Iterator[Problem]:
    count = len(ground.periods)
    if count and len(values) != count:
        given = len(values)
        yield ground.problem(
            ProblemCode.TRAJECTORY_LENGTH, at, n=given, periods=str(count)
        )


def _falls(
    ground: Ground, at: Steps, turned: Sequence[Decimal], values: Sequence[Decimal]
) -> Iterator[Problem]:
    for row in range(1, len(turned)):
        if turned[row] < turned[row - 1]:
            blanks = {"value": str(values[row]), "before": str(values[row - 1])}
            yield ground.problem(ProblemCode.TRAJECTORY_FALLS, (*at, row), **blanks)


def _profile(ground: Ground, name: str, shares: Sequence[Decimal]) -> Iterator[Problem]:
    at: Steps = ("profiles", name)
    yield from _length(ground, at, shares)
    yield from _falls(ground, at, shares, shares)
    if not shares:
        return
    outside = [row for row, share in enumerate(shares) if not 0 <= share <= 1]
    wrong = outside or ([] if shares[-1] == ONE else [len(shares) - 1])
    for row in wrong:
        value = str(shares[row])
        yield ground.problem(
            ProblemCode.PROFILE_ENDS, (*at, row), text=name, value=value
        )
