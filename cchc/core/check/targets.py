"""Targets that can be reached and fit what is measured (SEMANTICS 3 to 5)."""

from collections.abc import Iterator
from decimal import Decimal

from cchc.core.check.context import KEY, Ground, Steps, indicators
from cchc.core.plan.plan import Across, Indicator, Measure, RatioOf
from cchc.core.plan.targets.kinds import KINDS
from cchc.core.plan.targets.target import ENDLESS, Target
from cchc.text.number import decimals_of
from cchc.text.problem import Blank, Problem, ProblemCode

NOUGHT, HUNDRED = Decimal(0), Decimal(100)
WORDLESS = (Measure.MILESTONE, Measure.YES)
ADDED = (Measure.FLOW, Measure.RUNNING, Measure.REGISTER)
ACROSS: dict[Measure, tuple[Across, ...]] = {
    Measure.FLOW: (Across.SUM, Across.LEAD),
    Measure.RUNNING: (Across.SUM, Across.LEAD),
    Measure.LEVEL: (Across.LEAD, Across.SUM),
    Measure.RATIO: (Across.POOL, Across.LEAD),
    Measure.REGISTER: (Across.DISTINCT, Across.SUM, Across.LEAD),
    Measure.MILESTONE: (Across.ALL_OF, Across.LEAD),
    Measure.YES: (Across.ALL_OF, Across.LEAD),
}


def targets(ground: Ground) -> Iterator[Problem]:
    """All that is wrong with targets, keys, amounts, reporters and allotments."""
    for path, each in indicators(ground.plan):
        yield from _keys(ground, path, each)
        yield from _reporters(ground, path, each)
        yield from _target(ground, path, each)
        yield from _allotment(ground, path, each)
        count = len(ground.periods)
        if each.previous_year and len(each.previous_year) != count and count:
            at, given = (*path, "previous_year"), len(each.previous_year)
            yield ground.problem(
                ProblemCode.PREVIOUS_LENGTH, at, n=given, periods=str(count)
            )


def _keys(ground: Ground, path: Steps, each: Indicator) -> Iterator[Problem]:
    measure = each.measure
    if not each.unit and measure not in WORDLESS:
        yield ground.problem(ProblemCode.UNIT_MISSING, path, text=each.id)
    if measure is Measure.RATIO and each.of is None:
        yield ground.problem(ProblemCode.MISSING_KEY, path, key="of")
    of_plan = each.of is RatioOf.PLAN
    unfit = {
        "of": each.of is not None and measure is not Measure.RATIO,
        "amount": each.amount is not None and not (of_plan or each.of is None),
        "part_of_whole": each.part_of_whole and measure is not Measure.RATIO,
        "across": each.across not in ACROSS[measure],
    }
    for key in (name for name, is_unfit in unfit.items() if is_unfit):
        at = (*path, key, KEY)
        yield ground.problem(ProblemCode.KEY_UNFIT, at, key=key, measure=measure.value)
    yield from _amount(ground, path, each)


def _amount(ground: Ground, path: Steps, each: Indicator) -> Iterator[Problem]:
    if each.of is RatioOf.PLAN and each.amount is None:
        yield ground.problem(ProblemCode.AMOUNT_MISSING, path, text=each.id)
    if each.amount is not None and each.amount.value <= 0:
        at = (*path, "amount", "value")
        yield _impossible(ground, at, each.amount.value, "> 0", ENDLESS)


def _reporters(ground: Ground, path: Steps, each: Indicator) -> Iterator[Problem]:
    reporters = ground.plan.expand(each.reporters)
    if not each.reporters:
        yield ground.problem(ProblemCode.NO_REPORTER, path, text=each.id)
    elif each.across is Across.LEAD and each.lead is None and len(reporters) != 1:
        yield ground.problem(ProblemCode.MISSING_KEY, path, key="lead")
    elif (
        each.across is Across.LEAD
        and each.lead in ground.known
        and each.lead not in reporters
    ):
        yield ground.problem(
            ProblemCode.LEAD_SILENT, (*path, "lead"), text=each.lead or ""
        )


def _target(ground: Ground, path: Steps, each: Indicator) -> Iterator[Problem]:
    target = each.target
    if target is None:
        if each.measure is Measure.MILESTONE:
            yield _unfit(ground, path, each, "–")
        return
    at: Steps = (*path, "target", target.tag)
    if each.measure not in target.measures:
        yield _unfit(ground, at, each, target.tag)
        return
    yield from _limits(ground, at, each, target)
    if target.needs_baseline and each.baseline is None:
        yield ground.problem(ProblemCode.BASELINE_MISSING, at, text=each.id)
    if each.measure is not Measure.RATIO:
        yield from _fractions(ground, at, each, target)


def _unfit(ground: Ground, at: Steps, each: Indicator, kind: str) -> Problem:
    known = (tag for tag, fit in KINDS.items() if each.measure in fit.measures)
    blanks = {"kind": kind, "measure": each.measure.value, "fit": ", ".join(known)}
    return ground.problem(ProblemCode.TARGET_UNFIT, at, **blanks)


def _limits(
    ground: Ground, at: Steps, each: Indicator, target: Target
) -> Iterator[Problem]:
    """A value that nothing can reach: 120% of a whole, less than none, rank 0."""
    low = NOUGHT if each.non_negative or each.part_of_whole else None
    high = HUNDRED if each.part_of_whole else None
    for limit in target.impossibilities(low, high):
        where = (*at[:-1], limit.key)
        yield _impossible(ground, where, limit.value, limit.low, limit.high)


def _impossible(
    ground: Ground, at: Steps, value: Decimal, low: str, high: str
) -> Problem:
    blanks = {"value": str(value), "low": low, "high": high}
    return ground.problem(ProblemCode.TARGET_IMPOSSIBLE, at, **blanks)


def _fractions(
    ground: Ground, at: Steps, each: Indicator, target: Target
) -> Iterator[Problem]:
    """More decimals in a target than a figure may have."""
    for value in target.numbers if target.in_unit else ():
        if decimals_of(value) > each.decimals:
            blanks: dict[str, Blank] = {"value": str(value), "decimals": each.decimals}
            blanks["needed"] = decimals_of(value)
            yield ground.problem(ProblemCode.FRACTION_UNFIT, at, **blanks)


def _allotment(ground: Ground, path: Steps, each: Indicator) -> Iterator[Problem]:
    if not each.allot:
        return
    at: Steps = (*path, "allot")
    if each.measure not in ADDED:
        measure = each.measure.value
        yield ground.problem(
            ProblemCode.KEY_UNFIT, (*at, KEY), key="allot", measure=measure
        )
        return
    # rows of a register name their owner, whoever reports them
    owned = each.measure is Measure.REGISTER
    reporters = frozenset(() if owned else ground.plan.expand(each.reporters))
    for name, part in each.allot.items():
        odd = part < 0 or decimals_of(part) > each.decimals
        stranger = name in ground.known and bool(reporters) and name not in reporters
        if odd or stranger:
            where: Steps = (*at, name, KEY) if stranger else (*at, name)
            blanks = {"text": name, "value": str(part)}
            yield ground.problem(ProblemCode.ALLOT_UNFIT, where, **blanks)
    yield from _covered(ground, at, each)


def _covered(ground: Ground, at: Steps, each: Indicator) -> Iterator[Problem]:
    """Shares add up to the target at least; to an allowance at most."""
    total, target = sum(each.allot.values(), NOUGHT), each.target
    goal = None if target is None else target.goal(None)
    if target is None or target.ends is None or goal is None:
        return
    line = target.ends[0]
    blanks = {"sum": str(total), "target": str(line)}
    if target.is_limit:
        if total > line:
            yield ground.problem(ProblemCode.ALLOT_OVER, at, **blanks)
    elif total < line or (goal.strict and total == line):
        short = str(line - total)
        yield ground.problem(ProblemCode.ALLOT_SHORT, at, short=short, **blanks)
