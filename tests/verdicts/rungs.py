"""The ladder S1 to S8 of SEMANTICS 7 at one point, rung by rung."""

from datetime import date
from fractions import Fraction
from math import comb

from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import Indicator
from cchc.core.plan.targets.change import DecreaseBy, IncreaseBy, RankAtMost, RisesBy
from cchc.core.plan.targets.kinds import By, Yes
from cchc.core.plan.targets.line import AtLeast, AtMost, Between, Exactly, LessThan
from cchc.core.plan.trajectory import Hold, Step
from tests.verdicts.asking import Question, first_of
from tests.verdicts.figures import Answer
from tests.verdicts.yardstick import (
    COUNTED,
    LESS,
    STRICT,
    Rung,
    Whole,
    base,
    expectation,
    goal,
    is_money,
    is_total,
    lasting,
    strive_of,
    wants_more,
)

TENTH = Fraction(1, 10)


def climb(asked: Question, whole: Whole, *, final: bool = True) -> Rung:
    """The first rung that holds; without `final`, neither S2 nor S3 is given.

    Args:
        asked: the indicator, the period and the day.
        whole: one way in which the year could stand.
        final: whether the verdicts that nothing can undo may be given.
    """
    match asked.one.target:
        case By(day, since):
            return _milestone(asked, day, since, whole.answers, final=final)
        case Yes():
            return _yes(asked, whole.answers, final=final)
        case _ if whole.unreached:
            return _unreached(asked)
        case _ if whole.nothing:
            return ("nil_year", "S1c") if asked.fin else ("not_due", "S1")
        case _:
            return _figure(asked, whole, final=final)


def _milestone(
    asked: Question,
    day: date,
    since: date | None,
    answers: tuple[Answer, ...],
    *,
    final: bool,
) -> Rung:
    days = [each for each in answers if isinstance(each, date)]
    if answers and len(days) == len(answers):
        if max(days) > day:
            return "done_late", "S4"
        if final or asked.fin:
            return "met", "S3"
    elif asked.fin:
        return "failed", "S4"
    elif asked.judged_on > day:
        return ("unreachable", "S2") if final else ("behind", "S8")
    if since is not None and asked.judged_on < since:
        return "not_due", "S1"  # nothing is asked before that day
    return "on_track", "S5"


def _yes(asked: Question, answers: tuple[Answer, ...], *, final: bool) -> Rung:
    is_yes = bool(answers) and all(each is True for each in answers)
    if is_yes and (final or asked.fin):
        return "met", "S3"
    if asked.fin:
        return "failed", "S4"
    path = asked.one.trajectory
    is_due = isinstance(path, Hold | Step) and asked.at >= first_of(
        path, asked.quarters
    )
    if not (asked.is_last or is_due):
        return "not_due", "S4a"  # a yes has no pace unless a path is declared
    return ("on_track", "S5") if is_yes else ("behind", "S8")


def _unreached(asked: Question) -> Rung:
    """Nothing was reported, and the reports that are missing are closed."""
    if asked.fin:
        return "failed", "S4"
    if not asked.is_last and expectation(asked, rounded=True) is None:
        return "not_due", "S4a"
    return "behind", "S8"


def is_reached(one: Indicator, a: Fraction) -> bool:
    low, high = goal(one)
    if isinstance(one.target, STRICT):
        return (low is None or a > low) and (high is None or a < high)
    return (low is None or a >= low) and (high is None or a <= high)


def better(one: Indicator, a: Fraction) -> bool:
    low, high = goal(one)
    second = strive_of(one)
    match one.target:
        case AtLeast(value) if one.part_of_whole and value == 100:
            return False  # capped
        case AtLeast() | IncreaseBy() if second is not None:
            return a >= second
        case RankAtMost() | RisesBy() | DecreaseBy() if second is not None:
            return a <= second
        case AtLeast() | IncreaseBy():
            return low is not None and a > low
        case RankAtMost() | RisesBy() | DecreaseBy():
            return high is not None and a < high
        case _:
            return False


def lost(one: Indicator, whole: Whole) -> bool:
    """Lost for good, whatever is still to come (the fourth column of 5)."""
    _, high = goal(one)
    match one.target:
        case AtLeast(value):
            hundred = one.of is RatioOf.FLOW and one.part_of_whole and value == 100
            return hundred and whole.lost_case
        case AtMost() | Exactly() | Between() | DecreaseBy():
            assert whole.a is not None
            return lasting(one) and high is not None and whole.a > high
        case LessThan():
            assert whole.a is not None
            return lasting(one) and high is not None and whole.a >= high
        case _:
            return False


def _figure(asked: Question, whole: Whole, *, final: bool) -> Rung:
    one, a = asked.one, whole.a
    assert a is not None
    if not asked.fin and lost(one, whole):
        if final:
            return "unreachable", "S2"
        if not isinstance(one.target, AtLeast):
            return "behind", "S8"  # a ceiling that only an estimate has broken
    in_time = asked.fin or (final and wants_more(one) and lasting(one))
    if is_reached(one, a) and in_time:
        return ("exceeded" if better(one, a) else "met"), "S3"
    if asked.fin:
        return "failed", "S4"
    return _on_the_way(asked, whole, a)


def _on_the_way(asked: Question, whole: Whole, a: Fraction) -> Rung:
    """S4a to S8: what is neither decided nor at its end."""
    e = expectation(asked, rounded=True)
    if e is not None:
        return _pace(asked, whole, a, e)
    if not asked.is_last:
        return "not_due", "S4a"
    if is_reached(asked.one, a):  # a rank in the last period
        return "on_track", "S5"
    return "behind", "S8"


def _pace(asked: Question, whole: Whole, a: Fraction, e: Fraction) -> Rung:
    one = asked.one
    low, high = goal(one)
    if isinstance(one.target, Between | Exactly):
        assert low is not None
        assert high is not None
        e = min(e, low)
        fine = e <= a <= high
    else:
        fine = a <= e if isinstance(one.target, LESS) else a >= e
    is_rank = isinstance(one.target, RankAtMost | RisesBy)
    is_grade = one.measure is Measure.GRADE
    is_even = fine and a == e and is_strict(asked)
    if fine and not is_even:
        return "on_track", "S5"
    if asked.is_last and (is_grade or is_rank):
        return "behind", "S8"  # reached or not, nothing between (6)
    if is_even or is_grade:
        return ("watch", "S7") if is_even else ("behind", "S8")
    if by_chance(asked, a):
        return "watch", "S6"
    return ("watch", "S7") if nearly(asked, whole, a, e) else ("behind", "S8")


def is_strict(asked: Question) -> bool:
    """S5: where the target itself is the yardstick, equal is not more."""
    held = asked.is_last or isinstance(asked.one.trajectory, Hold)
    return held and isinstance(asked.one.target, STRICT)


def by_chance(asked: Question, a: Fraction) -> bool:
    """S6: P(X ≤ A) above a tenth for X of Bin(T, s)."""
    one = asked.one
    e = expectation(asked, rounded=False)
    if not isinstance(one.target, AtLeast) or one.baseline or one.decimals:
        return False
    t = one.target.value or 0
    counted = one.measure in COUNTED and one.small_counts and not is_money(one.unit)
    if not counted or t > 100 or e is None:
        return False
    if a < 0 or t <= 0 or t != int(t):
        return False
    s, n = e / Fraction(t), int(t)
    chance = sum(comb(n, k) * s**k * (1 - s) ** (n - k) for k in range(int(a) + 1))
    return chance > TENTH


def nearly(asked: Question, whole: Whole, a: Fraction, e: Fraction) -> bool:
    """S7: nine tenths of the pace; a rate that holds has a band in points.

    Where a figure is too high and no baseline says from where it should fall, a
    tenth above is near; of an allowance all is near that is not used up.
    """
    one = asked.one
    _, high = goal(one)
    less = isinstance(one.target, LESS)
    over = high is not None and a > high
    if less and is_total(one):
        return not over
    if isinstance(one.trajectory, Hold) and one.measure is Measure.RATIO:
        if over:
            assert high is not None
            return a - high <= band(high)
        return e - a <= max(band(e), _one_thing(one, whole))
    if high is not None and (over if not less else one.baseline is None):
        top = e if less else high
        return a <= top * Fraction(11, 10)
    way = e - base(one)
    if way == 0 or (way < 0) != less:
        return False
    return (a - base(one)) / way >= 1 - TENTH


def band(e: Fraction) -> Fraction:
    """How many points short a rate that holds may be: two, less near either end."""
    near_all = (100 - e) / 2 if e >= 90 else Fraction(2)
    return max(Fraction(0), min(Fraction(2), e / 10, near_all))


def _one_thing(one: Indicator, whole: Whole) -> Fraction:
    """What one thing not done weighs in points; money is not counted in things."""
    if one.of is RatioOf.PLAN or not whole.things:
        return Fraction(0)
    return 100 / whole.things
