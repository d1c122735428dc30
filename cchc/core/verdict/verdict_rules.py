"""The rules S2 to S8 at one figure, and what an open row would take (7, 8)."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import ceil, comb, floor

from cchc.core.plan.expected import Expectation
from cchc.core.plan.measure import TOTALS, Measure, RatioOf
from cchc.core.plan.plan import Indicator
from cchc.core.plan.targets.target import Goal
from cchc.core.verdict.aggregate import HUNDRED, Total
from cchc.core.verdict.coverage import Answers
from cchc.core.verdict.statuses import Status
from cchc.text.closed_list import StrEnum
from cchc.text.number import is_money
from cchc.text.record import Record

TOLERANCE = Fraction(1, 10)
POINTS = Fraction(2)
NEAR_WHOLE = 90
SMALL_COUNT = 100
UNLIKELY = Fraction(1, 10)


class Verdict(Record):
    """A status and the rule that gave it; `known` is that of the reported part."""

    status: Status
    rule: str
    known: "Verdict | None" = None

    @property
    def statuses(self) -> tuple[Status, Status | None]:
        """Its status, and that of the reported part where figures are missing."""
        return self.status, None if self.known is None else self.known.status


class VerdictInput(Record):
    """All that the ladder looks at, for one indicator in one period.

    `unopened`: no cell of the period has a value and none is due yet. `reported`:
    some cell that enters the figure holds a value, a stated nothing or a stated
    'not published'. `valued`: one holds a value or a stated nothing. `awaited`:
    something is unknown, and all of it because it is not published. `nobody`: no
    cell that enters the figure is expected, and none holds anything; and of the whole
    year `nobody_all_year`. `fin`: the
    year's figure has settled. `firm` is the figure with its estimates as unknown,
    None where it rests on none. `money` are the plan's own words for money.
    `unbegun`: the first day of a milestone has not come;
    `is_answer_due`: the path of a yes asks for it by now.
    """

    indicator: Indicator
    total: Total
    answers: Answers | None
    goal: Goal | None
    expectation: Expectation | None
    is_first: bool
    is_last: bool
    fin: bool
    unopened: bool
    reported: bool
    valued: bool
    awaited: bool
    unknown: bool
    date_passed: bool = False
    nobody: bool = False
    nobody_all_year: bool = False
    firm: Total | None = None
    money: tuple[str, ...] = ()
    unbegun: bool = False
    is_answer_due: bool = False


class RuleTrial(Record):
    """The rules tried at one figure: those that failed, and the verdict that held."""

    figure: Fraction
    failed: tuple[str, ...]
    verdict: Verdict


def climb(case: VerdictInput, figure: Fraction) -> RuleTrial:
    """Rules S2 to S8 at one figure, up to the first that holds."""
    if case.goal is None:
        return RuleTrial(figure, (), Verdict(Status.NO_BASELINE, "S1b"))
    failed: list[str] = []
    rules = RULES
    if case.firm is not None and not case.fin:
        # before fin nothing is final that rests on an estimate (7)
        rules = tuple(rule for rule in RULES if rule not in FINAL_RULES)
        if s2_unreachable(case, case.goal, figure) and not case.goal.is_floor:
            return RuleTrial(figure, (), Verdict(Status.BEHIND, "S8"))
    for rule, status_if_holds in rules:
        status = status_if_holds(case, case.goal, figure)
        if status is not None:
            return RuleTrial(figure, tuple(failed), Verdict(status, rule))
        failed.append(rule)
    return RuleTrial(figure, tuple(failed), Verdict(Status.BEHIND, "S8"))


def final_status(case: VerdictInput, figure: Fraction) -> Status | None:
    """What S2, S3 or S4 say of a figure; None where none of them holds."""
    if case.goal is None:
        return None
    matches = (rule(case, case.goal, figure) for _, rule in (*FINAL_RULES, FAILED_RULE))
    return next((status for status in matches if status is not None), None)


def s2_unreachable(case: VerdictInput, goal: Goal, figure: Fraction) -> Status | None:
    """S2: no completion of the remaining cells can reach the target."""
    part = case.indicator.of is RatioOf.FLOW and case.indicator.part_of_whole
    if part and not goal.less_is_better:
        # a rate of 100% with one case lost cannot be mended by later cases (5)
        lost = goal.is_floor and goal.at >= 100 and figure < goal.at
    else:
        lost = case.indicator.only_grows and goal.is_overrun(figure)
    return Status.UNREACHABLE if lost and not case.fin else None


def s3_met(case: VerdictInput, goal: Goal, figure: Fraction) -> Status | None:
    """S3: reached, and no later report can undo it."""
    # before fin only a total that can grow and no longer leave the target (7)
    is_final = case.fin or (case.indicator.only_grows and goal.wants_more)
    if not (is_final and goal.is_reached(figure)):
        return None
    return Status.EXCEEDED if goal.is_exceeded(figure) else Status.MET


def s4_failed(case: VerdictInput, _goal: Goal, _figure: Fraction) -> Status | None:
    """S4: the year has settled without it."""
    return Status.FAILED if case.fin else None


def s4a_not_due(case: VerdictInput, _goal: Goal, _figure: Fraction) -> Status | None:
    """S4a: a figure is there, and nothing yet to hold it against."""
    is_open = case.expectation is None and not case.is_last
    return Status.NOT_DUE if is_open else None


def s5_on_track(case: VerdictInput, goal: Goal, figure: Fraction) -> Status | None:
    """S5: as much as is due by now."""
    due = case.expectation
    above = goal.upper is not None and figure > goal.upper
    if due is None:
        # without a pace the last period asks for the target itself (6)
        return Status.ON_TRACK if goal.is_reached(figure) else None
    line = pace_line(goal, due.value)
    if figure == line and goal.strict and (case.is_last or case.indicator.is_held):
        return None  # "more than" is not yet kept by as much
    good = figure <= line if goal.less_is_better else figure >= line and not above
    return Status.ON_TRACK if good else None


def s6_chance(case: VerdictInput, _goal: Goal, figure: Fraction) -> Status | None:
    """S6: with few things to count, the shortfall may be chance."""
    chance = chance_of_figure(case, figure)
    return Status.WATCH if chance is not None and chance > UNLIKELY else None


def s7_near(case: VerdictInput, goal: Goal, figure: Fraction) -> Status | None:
    """S7: within the tolerance of the pace, or of a rate that is to be held."""
    due, indicator = case.expectation, case.indicator
    is_grade = indicator.measure is Measure.GRADE
    if case.is_last and (is_grade or indicator.is_rank):
        near = False  # in the last period a place is reached or not (6)
    elif goal.upper is not None and figure > goal.upper:
        near = due is not None and figure <= _ceiling(case, goal.upper)
    elif due is None:
        near = False
    elif goal.strict and figure == pace_line(goal, due.value):
        near = True  # by as much is not yet more, and no worse than watch (S5)
    elif is_grade:
        near = False  # no arithmetic of grades (3)
    else:
        line = watch_line(case, goal, due.value)
        near = figure <= line if goal.less_is_better else figure >= line
    return Status.WATCH if near else None


Rule = Callable[[VerdictInput, Goal, Fraction], Status | None]
RULES: tuple[tuple[str, Rule], ...] = (
    ("S2", s2_unreachable),
    ("S3", s3_met),
    ("S4", s4_failed),
    ("S4a", s4a_not_due),
    ("S5", s5_on_track),
    ("S6", s6_chance),
    ("S7", s7_near),
)
"""The rules that look at the figure, in their order; S8 is none of them."""
FINAL_RULES = RULES[:2]
"""S2 and S3: what no report short of a correction can undo."""
FAILED_RULE = RULES[2]


def held_band(case: VerdictInput, line: Fraction) -> Fraction | None:
    """How far a rate that is to be held may miss its line and be near (S7).

    In points: at most 2, a tenth of the line, and near 100 half of what is left to
    it. None for what is no such rate.
    """
    if case.indicator.measure is not Measure.RATIO or not case.indicator.is_held:
        return None
    most = [POINTS, abs(line) / 10]
    if line >= NEAR_WHOLE:
        most.append(max(100 - line, Fraction(0)) / 2)
    return min(most)


def _one_thing(case: VerdictInput, line: Fraction) -> Fraction:
    """What one thing not done weighs, in points; money has no things (S7).

    Of all things not one is left where more than one is lost, whatever is still to
    come.
    """
    counted, indicator = case.total.denominator, case.indicator
    if not counted or indicator.of is RatioOf.PLAN:
        return Fraction(0)
    lost = counted - (case.total.numerator or 0)
    is_lost = indicator.part_of_whole and line >= HUNDRED and lost > 1
    return Fraction(0) if is_lost else HUNDRED / Fraction(counted)


def pace_line(goal: Goal, due: Fraction) -> Fraction:
    """The figure at which 'on track' begins: what is due by now.

    Within a target of two sides a figure is as good as in the middle of it.
    """
    return due if goal.upper is None else min(due, goal.at)


def watch_line(case: VerdictInput, goal: Goal, due: Fraction) -> Fraction:
    """The figure at which 'behind' becomes 'watch' (S7)."""
    due = pace_line(goal, due)
    band = held_band(case, due)
    if band is not None:
        if goal.less_is_better:
            return due + band
        return due - max(band, _one_thing(case, due))
    if goal.less_is_better and case.indicator.adds_up:
        # over its share of the allowance but within the whole of it (6)
        return goal.at
    if goal.less_is_better and goal.base is None:
        return due + TOLERANCE * abs(due)
    # the pace is measured from the baseline: (A−B)/(E−B) ≥ 1 − tolerance
    return goal.start + (1 - TOLERANCE) * (due - goal.start)


def _ceiling(case: VerdictInput, upper: Fraction) -> Fraction:
    """How far above the upper side of a target is still 'watch'."""
    band = held_band(case, upper)
    return upper + (TOLERANCE * abs(upper) if band is None else band)


def chance_of_figure(case: VerdictInput, figure: Fraction) -> Fraction | None:
    """S6: P(X ≤ A) for X ~ Bin(T, s), s the share of the target due by now.

    None where the guard does not apply: it is for small counts alone.
    """
    indicator, goal = case.indicator, case.goal
    if case.expectation is None or goal is None or figure < 0:
        return None
    is_small_count = (
        indicator.small_counts
        and goal.is_floor
        and indicator.baseline is None
        and indicator.measure in TOTALS
        and indicator.decimals == 0
        and goal.at.denominator == 1
        and 0 < goal.at <= SMALL_COUNT
        and not is_money(indicator.unit, case.money)
    )
    if not is_small_count:
        return None
    # s comes from E(p) before it is rounded to whole things (S6)
    share = min(case.expectation.exact / goal.at, Fraction(1))
    return chance_of_at_most(floor(figure), int(goal.at), share)


def chance_of_at_most(seen: int, trials: int, share: Fraction) -> Fraction:
    """P(X ≤ seen) for X ~ Bin(trials, share), exact."""
    other = 1 - share
    terms = (
        comb(trials, k) * share**k * other ** (trials - k)
        for k in range(min(seen, trials) + 1)
    )
    return sum(terms, Fraction(0))


def turning_points(case: VerdictInput) -> Iterator[Fraction]:
    """The figures at which some rule starts or stops to hold."""
    goal, due = case.goal, case.expectation
    if goal is None:
        yield Fraction(0)
        return
    yield goal.at
    if goal.strive is not None:
        yield goal.strive
    if goal.upper is not None:
        yield goal.upper
        yield _ceiling(case, goal.upper)
    if due is not None:
        yield pace_line(goal, due.value)
        yield watch_line(case, goal, due.value)


class BoundTurn(StrEnum):
    """Which way the row would turn: to the line, or off it."""

    REACHES = "reaches"
    MISSES = "misses"


class BoundThings(StrEnum):
    """What the missing would bring of a rate: things of one kind alone."""

    DONE = "done"
    NOT_DONE = "not_done"


class Bound(Record):
    """The least that the units missing must bring for the row to turn at its line.

    Of a total `count` is an amount, of a rate a number of `things` of one kind.
    """

    line: Fraction
    units: tuple[str, ...]
    turns: BoundTurn
    count: Fraction
    things: BoundThings | None


def bound_of(case: VerdictInput, units: tuple[str, ...]) -> Bound | None:
    """The bound of an undetermined row; None where no number of things decides it."""
    goal, due = case.goal, case.expectation
    if goal is None or goal.upper is not None or case.answers is not None:
        return None
    line = goal.end if case.fin else due.value if due is not None else None
    if line is None:
        return None
    held = case.is_last or case.indicator.is_held
    is_strict = goal.strict and held
    of_total = _of_total(case, goal, line, is_strict=is_strict)
    missing_part = of_total or _of_rate(case, goal, line, is_strict=is_strict)
    return None if missing_part is None else Bound(line, units, *missing_part)


FoundBound = tuple[BoundTurn, Fraction, BoundThings | None]


def _of_total(
    case: VerdictInput, goal: Goal, line: Fraction, *, is_strict: bool
) -> FoundBound | None:
    indicator, lowest = case.indicator, case.total.interval.lo
    if not indicator.only_grows or lowest is None:
        return None
    missing = indicator.in_amount(line - lowest)
    least = Fraction(1, int("1" + "0" * indicator.entry_decimals))
    turns = BoundTurn.MISSES if goal.less_is_better else BoundTurn.REACHES
    # an allowance is broken past its line, a strict one at it; a target the other way
    is_past = is_strict != goal.less_is_better
    count = _past(missing / least, is_strict=is_past) * least
    return (turns, count, None) if count > 0 else None


def _of_rate(
    case: VerdictInput, goal: Goal, line: Fraction, *, is_strict: bool
) -> FoundBound | None:
    """How many things of one kind alone carry the rate to its line, or off it."""
    indicator, total = case.indicator, case.total
    top, bottom = total.numerator, total.denominator
    counts_things = indicator.measure is Measure.RATIO and indicator.part_of_whole
    if not counts_things or top is None or not bottom:
        return None
    n, d, rate = Fraction(top), Fraction(bottom), line / 100
    if not 0 < rate < 1:
        return None
    is_beyond = n / d < rate if goal.less_is_better else n / d > rate
    holds = is_beyond or (n / d == rate and not is_strict)
    # what is done raises the rate, what is not done lowers it
    if holds is goal.less_is_better:
        things, needed = BoundThings.DONE, (rate * d - n) / (1 - rate)
    else:
        things, needed = BoundThings.NOT_DONE, n / rate - d
    turns = BoundTurn.MISSES if holds else BoundTurn.REACHES
    return turns, _past(needed, is_strict=is_strict is not holds), things


def _past(value: Fraction, *, is_strict: bool) -> Fraction:
    """The least whole number at or, strictly, past a value."""
    return Fraction(floor(value) + 1 if is_strict else ceil(value))
