"""Targets that can be reached and fit what is measured, and the paths to them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from cchc.core.check.context import KEY, CheckContext, indicators
from cchc.core.check.names import held_lines
from cchc.core.plan.expected import goal_of
from cchc.core.plan.measure import ANSWERED, PLACED, TOTALS, Across, Measure, RatioOf
from cchc.core.plan.plan import Indicator
from cchc.core.plan.targets.kinds import KINDS
from cchc.core.plan.targets.line import STRIVE
from cchc.core.plan.targets.target import BASELINE, ENDLESS, Direction, Target
from cchc.core.plan.trajectory import Dated, Points, Profile, Trajectory
from cchc.text.compare import fold
from cchc.text.number import decimals_of
from cchc.text.problem import ProblemCode, Steps
from cchc.text.record import replace

NOUGHT, HUNDRED = Decimal(0), Decimal(100)
_OF_PARTS = (RatioOf.FLOW, RatioOf.LEVEL)
RANK_UNITS = frozenset({"hang", "thu hang", "vi thu", "rank", "ranking"})
"""Units, folded, of which a level is a place in a ranking."""
ACROSS: dict[Measure, tuple[Across, ...]] = {
    Measure.FLOW: (Across.SUM, Across.LEAD),
    Measure.RUNNING: (Across.SUM, Across.LEAD),
    Measure.LEVEL: (Across.LEAD, Across.SUM),
    Measure.RANK: (Across.LEAD,),
    Measure.GRADE: (Across.LEAD,),
    Measure.RATIO: (Across.POOL, Across.LEAD),
    Measure.REGISTER: (Across.DISTINCT, Across.SUM, Across.LEAD),
    Measure.MILESTONE: (Across.ALL_OF, Across.LEAD),
    Measure.YES: (Across.ALL_OF, Across.LEAD),
}


def check_targets(context: CheckContext) -> None:
    """Note all that is wrong with targets, keys, amounts, reporters and allotments."""
    for path, indicator in indicators(context.plan):
        _check_keys(context, path, indicator)
        _check_reporters(context, path, indicator)
        words = [fold(word) for word in indicator.scale]
        if indicator.measure is Measure.GRADE and not words:
            context.note(ProblemCode.MISSING_KEY, path, key="scale")
        elif indicator.measure is Measure.GRADE and len(set(words)) < max(
            len(words), 2
        ):
            text = ", ".join(indicator.scale)  # two words at least, no two alike
            context.note(ProblemCode.SCALE_UNFIT, (*path, "scale"), text=text)
        for at, line in held_lines(path, indicator):
            _check_target(context, at, line)
        _check_allotment(context, path, indicator)
        given, count = len(indicator.previous_year), len(context.periods)
        if given and count and given != count:
            at, periods = (*path, "previous_year"), str(count)
            context.note(ProblemCode.PREVIOUS_LENGTH, at, n=given, periods=periods)


def _check_keys(context: CheckContext, path: Steps, indicator: Indicator) -> None:
    measure = indicator.measure
    if not indicator.unit and measure not in ANSWERED | PLACED:
        context.note(ProblemCode.UNIT_MISSING, path, text=indicator.id)
    if measure is Measure.RATIO and indicator.of is None:
        context.note(ProblemCode.MISSING_KEY, path, key="of")
    unfit = {
        "of": indicator.of is not None and measure is not Measure.RATIO,
        "amount": indicator.amount is not None and indicator.of in _OF_PARTS,
        "part_of_whole": indicator.part_of_whole
        and not (measure is Measure.RATIO or indicator.is_percent_level),
        "across": indicator.across not in ACROSS[measure],
        "scale": bool(indicator.scale) and measure is not Measure.GRADE,
        "decimals": indicator.decimals > 0 and measure in PLACED,
        "previous_year": bool(indicator.previous_year) and measure is Measure.GRADE,
    }
    context.note_unfit_keys(path, unfit, measure.value)
    if indicator.of is RatioOf.PLAN and indicator.amount is None:
        context.note(ProblemCode.AMOUNT_MISSING, path, text=indicator.id)
    if indicator.amount and indicator.is_assigned and indicator.amount.value <= 0:
        at = (*path, "amount", "value")
        context.note_impossible(at, indicator.amount.value, "> 0", ENDLESS)


def _check_reporters(context: CheckContext, path: Steps, indicator: Indicator) -> None:
    lead, reporters = indicator.lead, context.plan.expand(indicator.reporters)
    if not indicator.reporters:
        context.note(ProblemCode.NO_REPORTER, path, text=indicator.id)
    elif indicator.across is not Across.LEAD or indicator.each is not None:
        return
    elif lead is None and len(reporters) != 1:
        context.note(ProblemCode.MISSING_KEY, path, key="lead")
    elif lead is not None and lead in context.units and lead not in reporters:
        context.note(ProblemCode.LEAD_SILENT, (*path, "lead"), text=lead)


def _check_target(context: CheckContext, path: Steps, indicator: Indicator) -> None:
    """One target at its path, as the units of a group or all together are held to."""
    target, base = indicator.target, indicator.baseline
    if target is None:
        if indicator.measure is Measure.MILESTONE:
            _note_unfit(context, path[:-1], indicator, "–")
        return
    at: Steps = (*path, target.tag)
    if _is_unfit(context, at, indicator, target):
        return
    if target.is_rank and indicator.measure is Measure.LEVEL:
        context.note(ProblemCode.RANK_AS_LEVEL, at, kind=target.tag)
    _check_limits(context, at, indicator, target)
    _check_second_level(context, at, indicator, target)
    if target.needs_baseline and base is None:
        context.note(ProblemCode.BASELINE_MISSING, at, text=indicator.id)
    if target.divides_by_baseline and base is not None and not base.value:
        context.note(ProblemCode.BASELINE_ZERO, at, text=indicator.id)


def _is_unfit(
    context: CheckContext, at: Steps, indicator: Indicator, target: Target
) -> bool:
    """Note a kind that does not fit, or that would be judged backwards."""
    measure = indicator.measure
    if measure is Measure.LEVEL and fold(indicator.unit) in RANK_UNITS:
        measure = Measure.RANK
    if instead := target.kind_of_opposite or target.instead.get(measure):
        text = str(abs(target.numbers[0])) if target.numbers else BASELINE
        blanks = {"kind": target.tag, "instead": instead, "value": text}
        slip = "negative" if target.kind_of_opposite else measure.value
        context.note(ProblemCode.TARGET_BACKWARDS, at, slip=slip, **blanks)
        return True
    if measure not in target.measures:
        _note_unfit(context, at, indicator, target.tag)
        return True
    return False


def _check_second_level(
    context: CheckContext, at: Steps, indicator: Indicator, target: Target
) -> None:
    """A second level no better than the first; places beyond the first, below 0."""
    base = indicator.baseline
    if base is None and target.names_baseline:
        return
    goal = target.goal(Fraction(base.value) if base else Fraction(1))
    if goal is None:
        return
    second, at_strive = goal.strive, (*at[:-1], STRIVE)
    is_better = second is None or (
        second < goal.at if goal.less_is_better else second > goal.at
    )
    if not is_better:
        text = str(target.second_level)
        context.note(ProblemCode.STRIVE_WORSE, at_strive, value=text)
    ends = {at: goal.at, at_strive: second}
    least = 1 if target.is_rank else 0 if indicator.non_negative else None
    if base is None or least is None or not goal.less_is_better:
        return
    is_change = target.needs_baseline and not target.names_baseline
    for (where, end), value in zip(ends.items(), target.numbers, strict=False):
        if is_change and end is not None and end < least:
            is_percent = target.divides_by_baseline
            most = HUNDRED if is_percent else max(base.value - least, NOUGHT)
            low = "1" if target.is_rank else "> 0"
            context.note_impossible(where, value, low, str(most))


def _note_unfit(
    context: CheckContext, at: Steps, indicator: Indicator, kind: str
) -> None:
    measure = indicator.measure
    known = (tag for tag, kind in KINDS.items() if measure in kind.measures)
    blanks = {"kind": kind, "measure": indicator.measure.value, "fit": ", ".join(known)}
    context.note(ProblemCode.TARGET_UNFIT, at, **blanks)


def _check_limits(
    context: CheckContext, at: Steps, indicator: Indicator, target: Target
) -> None:
    """Values that nothing can reach (120% of a whole, rank 0), decimals too many."""
    is_counted = indicator.measure is not Measure.RATIO and target.in_unit
    for value in target.numbers if is_counted else ():
        if decimals_of(value) > indicator.decimals:
            needs = {"decimals": indicator.decimals, "needed": decimals_of(value)}
            context.note(ProblemCode.FRACTION_UNFIT, at, value=str(value), **needs)
    low = NOUGHT if indicator.non_negative or indicator.part_of_whole else None
    high = HUNDRED if indicator.part_of_whole else None
    for limit in target.impossibilities(low, high):
        where = (*at[:-1], limit.key)
        context.note_impossible(where, limit.value, limit.low, limit.high)
    if high is None and indicator.is_percent_level:
        for value in (number for number in target.numbers if number > HUNDRED):
            context.note(ProblemCode.TARGET_HIGH, at, value=str(value))


def _check_allotment(context: CheckContext, path: Steps, indicator: Indicator) -> None:
    at: Steps = (*path, "allot")
    if indicator.measure not in TOTALS:
        context.note_unfit_keys(
            path, {"allot": bool(indicator.allot)}, indicator.measure.value
        )
        return
    # rows of a register name their owner, whoever reports them
    owned = indicator.measure is Measure.REGISTER
    reporters = frozenset(() if owned else context.plan.expand(indicator.reporters))
    for name, part in indicator.allot.items():
        odd = part < 0 or decimals_of(part) > indicator.decimals
        stranger = name in context.units and bool(reporters) and name not in reporters
        if odd or stranger:
            where: Steps = (*at, name, KEY) if stranger else (*at, name)
            blanks = {"text": name, "value": str(part)}
            context.note(ProblemCode.ALLOT_UNFIT, where, **blanks)
    if indicator.allot:
        _check_cover(context, at, indicator)


def _check_cover(context: CheckContext, at: Steps, indicator: Indicator) -> None:
    """Shares add up to the target at least; to an allowance at most."""
    total, target = sum(indicator.allot.values(), NOUGHT), indicator.target
    goal = None if target is None else target.goal(None)
    if target is None or target.ends is None or goal is None:
        return
    line = target.ends[0]
    blanks = {"sum": str(total), "target": str(line)}
    if target.is_limit:
        if total > line:
            context.note(ProblemCode.ALLOT_OVER, at, **blanks)
    elif total < line or (goal.strict and total == line):
        short = str(line - total)
        context.note(ProblemCode.ALLOT_SHORT, at, short=short, **blanks)


ONE = Decimal(1)
PATHS_OF_WORDS = frozenset({Measure.YES, Measure.GRADE})
"""Of an answer or a grade nothing lies on the way: it holds, or from a period on."""
PathPoints = dict[str | int, Decimal]
_WAYS = {Direction.UP: 1, Direction.DOWN: -1, Direction.EITHER: 0}


def check_trajectories(context: CheckContext) -> None:
    """Note all that is wrong with trajectories and profiles (SEMANTICS 6)."""
    used = set()
    for path, indicator in indicators(context.plan):
        _check_trajectory(context, path, indicator)
        if isinstance(indicator.trajectory, Profile):
            used.add(indicator.trajectory.name)
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
    context: CheckContext, at: Steps, indicator: Indicator, points: PathPoints
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
    outside = [row for row, share in enumerate(shares) if not 0 <= share <= 1]
    ends = [len(shares) - 1] if shares and shares[-1] != ONE else []
    for row in outside or ends:
        blanks = {"text": name, "value": str(shares[row])}
        context.note(ProblemCode.PROFILE_ENDS, (*at, row), **blanks)
