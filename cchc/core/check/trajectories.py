"""Trajectories and profiles: as long as the year, and ending at the target."""

from collections.abc import Sequence
from decimal import Decimal

from cchc.core.check.context import KEY, CheckContext, indicators
from cchc.core.plan.measure import ANSWERED, TOTALS, RatioOf
from cchc.core.plan.plan import (
    Indicator,
)
from cchc.core.plan.targets.target import Direction
from cchc.core.plan.trajectory import Points, Profile, Trajectory
from cchc.text.problem import ProblemCode, Steps

ONE = Decimal(1)
_WAYS = {Direction.UP: 1, Direction.DOWN: -1, Direction.EITHER: 0}


def check_trajectories(context: CheckContext) -> None:
    """Note all that is wrong with trajectories and profiles (SEMANTICS 6)."""
    for path, indicator in indicators(context.plan):
        _check_trajectory(context, path, indicator)
    used = {
        indicator.trajectory.name
        for _, indicator in indicators(context.plan)
        if isinstance(indicator.trajectory, Profile)
    }
    for name, shares in context.plan.profiles.items():
        _check_profile(context, name, shares)
        if name not in used:
            context.note(ProblemCode.UNUSED, ("profiles", name, KEY), text=name)


def _check_trajectory(context: CheckContext, path: Steps, indicator: Indicator) -> None:
    at: Steps = (*path, "trajectory")
    target, measure = indicator.target, indicator.measure
    targets = () if target is None or measure in ANSWERED else target.targets
    has_pace = any(own.has_pace for own in targets)
    if indicator.trajectory is None:
        if indicator.of is RatioOf.PLAN and has_pace:
            context.note(ProblemCode.TRAJECTORY_MISSING, path, text=indicator.id)
    elif not has_pace:
        where = path if target is None else (*at, KEY)
        context.note(ProblemCode.TRAJECTORY_UNFIT, where, text=indicator.id)
    else:
        _check_path(context, at, indicator, indicator.trajectory)


def _check_path(
    context: CheckContext, at: Steps, indicator: Indicator, path: Trajectory
) -> None:
    if isinstance(path, Points):
        _check_points(context, at, indicator, path.values)
    code, known = ProblemCode.UNKNOWN_PROFILE, tuple(context.plan.profiles)
    if path.is_step:
        code, known = ProblemCode.UNKNOWN_PERIOD, context.period_names
    if known or not path.is_step:
        context.check_known(code, (*at, path.tag), path.period_or_profile, known)


def _check_points(
    context: CheckContext, at: Steps, indicator: Indicator, values: Sequence[Decimal]
) -> None:
    _check_length(context, at, values)
    # what adds up must not fall, an allowance must not rise, a range may do either
    way = 1
    if indicator.target is not None and indicator.measure not in TOTALS:
        way = _WAYS[indicator.target.direction]
    _check_falls(context, at, [way * value for value in values], values)
    targets = () if indicator.target is None else indicator.target.targets
    for wanted in (target.ends for target in targets):
        if wanted is None or not values:
            continue
        low, high = wanted
        if not low <= values[-1] <= high:
            target = str(low) if low == high else f"{low}–{high}"
            code, where = ProblemCode.TRAJECTORY_MISSES, (*at, len(values) - 1)
            context.note(code, where, value=str(values[-1]), target=target)


def _check_length(context: CheckContext, at: Steps, values: Sequence[Decimal]) -> None:
    count = len(context.periods)
    if count and len(values) != count:
        blanks = {"periods": str(count)}
        context.note(ProblemCode.TRAJECTORY_LENGTH, at, n=len(values), **blanks)


def _check_falls(
    context: CheckContext,
    at: Steps,
    turned: Sequence[Decimal],
    values: Sequence[Decimal],
) -> None:
    for row in range(1, len(turned)):
        if turned[row] < turned[row - 1]:
            blanks = {"value": str(values[row]), "before": str(values[row - 1])}
            context.note(ProblemCode.TRAJECTORY_FALLS, (*at, row), **blanks)


def _check_profile(context: CheckContext, name: str, shares: Sequence[Decimal]) -> None:
    at: Steps = ("profiles", name)
    _check_length(context, at, shares)
    _check_falls(context, at, shares, shares)
    if not shares:
        return
    outside = [row for row, share in enumerate(shares) if not 0 <= share <= 1]
    wrong = outside or ([] if shares[-1] == ONE else [len(shares) - 1])
    for row in wrong:
        blanks = {"text": name, "value": str(shares[row])}
        context.note(ProblemCode.PROFILE_ENDS, (*at, row), **blanks)
