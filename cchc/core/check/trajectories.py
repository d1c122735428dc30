"""Trajectories and profiles: as long as the year, and ending at the target."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from cchc.core.check.context import KEY, CheckContext, indicators
from cchc.core.plan.expected import goal_of
from cchc.core.plan.measure import TOTALS, Measure, RatioOf
from cchc.core.plan.plan import (
    Indicator,
)
from cchc.core.plan.targets.target import Direction
from cchc.core.plan.trajectory import Dated, Points, Profile, Trajectory
from cchc.text.problem import ProblemCode, Steps
from cchc.text.record import replace

ONE = Decimal(1)
PATHS_OF_WORDS = frozenset({Measure.YES, Measure.GRADE})
"""Of an answer or a grade nothing lies on the way: it holds, or from a period on."""
PathPoints = dict[str | int, Decimal]
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


def _check_trajectory(context: CheckContext, line: Steps, indicator: Indicator) -> None:
    at: Steps = (*line, "trajectory")
    target, measure = indicator.target, indicator.measure
    targets = () if target is None else target.targets
    path, has_pace = indicator.trajectory, any(own.has_pace for own in targets)
    if path is not None and measure in PATHS_OF_WORDS:
        has_pace = has_pace and (path.is_held or path.is_step)
    if indicator.trajectory is None:
        is_due = has_pace and target is not None and not target.awaits
        if indicator.of is RatioOf.PLAN and is_due:
            context.note(ProblemCode.TRAJECTORY_MISSING, line, text=indicator.id)
    elif not has_pace:
        where = line if target is None else (*at, KEY)
        context.note(ProblemCode.TRAJECTORY_UNFIT, where, text=indicator.id)
    else:
        _check_path(context, at, indicator, indicator.trajectory)


def _check_path(
    context: CheckContext, at: Steps, indicator: Indicator, path: Trajectory
) -> None:
    if isinstance(path, Points):
        _check_length(context, at, path.values)
        _check_points(context, at, indicator, {**dict(enumerate(path.values))})
    if isinstance(path, Dated):
        dated: PathPoints = {p.day.isoformat(): p.value for p in path.points}
        _check_points(context, at, indicator, dated)
    code, known = ProblemCode.UNKNOWN_PROFILE, tuple(context.plan.profiles)
    if path.is_step:
        code, known = ProblemCode.UNKNOWN_PERIOD, context.period_names
    if known or not path.is_step:
        context.check_known(code, (*at, path.tag), path.period_or_profile, known)


def _check_points(
    context: CheckContext,
    at: Steps,
    indicator: Indicator,
    points: PathPoints,
) -> None:
    """Points by their step in the file: never backwards, the last at the target."""
    # what adds up must not fall, an allowance must not rise, a range may do either
    way = 1
    if indicator.target is not None and indicator.measure not in TOTALS:
        way = _WAYS[indicator.target.direction]
    _check_falls(context, at, points, way)
    last, value = list(points.items())[-1] if points else ("", Decimal())
    for low, high in _path_ends(indicator) if points else ():
        if not low <= value <= high:
            target = str(low) if low == high else f"{low}–{high}"
            code, where = ProblemCode.TRAJECTORY_MISSES, (*at, last)
            context.note(code, where, value=str(value), target=target)


def _path_ends(indicator: Indicator) -> Iterator[tuple[Decimal, Decimal]]:
    """The ranges in which the path ends; none where a target has no number yet."""
    for target in indicator.target.targets if indicator.target else ():
        goal = goal_of(replace(indicator, target=target))
        if target.ends is not None:
            yield target.ends
        elif goal is not None:
            # against a baseline: its decimals are few, so that the end has few too
            end = Decimal(goal.end.numerator) / Decimal(goal.end.denominator)
            yield end, end


def _check_length(context: CheckContext, at: Steps, values: Sequence[Decimal]) -> None:
    count = len(context.periods)
    if count and len(values) != count:
        blanks = {"periods": str(count)}
        context.note(ProblemCode.TRAJECTORY_LENGTH, at, n=len(values), **blanks)


def _check_falls(
    context: CheckContext, at: Steps, points: PathPoints, way: int
) -> None:
    """Points that go against the way: 1 up, -1 down, 0 either."""
    for (_, before), (step, value) in pairwise(points.items()):
        if way * value < way * before:
            blanks = {"value": str(value), "before": str(before)}
            context.note(ProblemCode.TRAJECTORY_FALLS, (*at, step), **blanks)


def _check_profile(context: CheckContext, name: str, shares: Sequence[Decimal]) -> None:
    at: Steps = ("profiles", name)
    _check_length(context, at, shares)
    _check_falls(context, at, {**dict(enumerate(shares))}, 1)
    if not shares:
        return
    outside = [row for row, share in enumerate(shares) if not 0 <= share <= 1]
    wrong = outside or ([] if shares[-1] == ONE else [len(shares) - 1])
    for row in wrong:
        blanks = {"text": name, "value": str(shares[row])}
        context.note(ProblemCode.PROFILE_ENDS, (*at, row), **blanks)
