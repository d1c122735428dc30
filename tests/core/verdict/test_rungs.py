"""Each rung of the ladder at the last figure on it and the first beyond."""

from datetime import date
from decimal import Decimal

import pytest

from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import Amount, Baseline, Indicator
from cchc.core.plan.targets.change import IncreaseBy, RankAtMost
from cchc.core.plan.targets.line import AtLeast, AtMost, Between, Exactly, MoreThan
from cchc.core.plan.targets.target import Scale, Target
from cchc.core.plan.trajectory import Hold, Linear, Points
from cchc.core.verdict.statuses import Status
from tests.core.world import DAYS, changed, indicator, quarters, seen

D = Decimal
BEFORE_SETTLING = date(2022, 12, 16)
ON_TRACK, WATCH, BEHIND = Status.ON_TRACK, Status.WATCH, Status.BEHIND
LOST, MET, EXCEEDED = Status.UNREACHABLE, Status.MET, Status.EXCEEDED


def flow(target: Target, **changes: object) -> Indicator:
    return changed(indicator(Measure.FLOW, target), **changes)


def level(target: Target, **changes: object) -> Indicator:
    return changed(indicator(Measure.LEVEL, target), **changes)


def rate(target: Target, of: RatioOf = RatioOf.FLOW, **changes: object) -> Indicator:
    return changed(indicator(Measure.RATIO, target, of=of), **changes)


def of_plan(*path: int, **changes: object) -> Indicator:
    points = Points(tuple(Decimal(point) for point in path))
    end = AtLeast(D(path[-1]))
    amount = Amount(D(1000), cumulative=True)
    return rate(end, RatioOf.PLAN, trajectory=points, amount=amount, **changes)


EIGHT = AtLeast(D(8))
NINETY = rate(AtLeast(D(90)))
HUNDRED = AtLeast(D(100))
FALLING = level(
    AtMost(D(10)), decimals=1, baseline=Baseline(D(20)), trajectory=Linear()
)
RISING = level(
    AtLeast(D(66)), decimals=1, baseline=Baseline(D(60)), trajectory=Linear()
)
NEAR_SIXTY = level(Exactly(D(60), D(2)))
SPAN = level(Between(D(40), D(60)))
TEN_MORE = IncreaseBy(D(10), Scale.POINTS)

RUNGS = {
    # rates that are held
    "two points below a held rate": (NINETY, "88/100", WATCH, "S7"),
    "more than two points below": (NINETY, "8799/10000", BEHIND, "S8"),
    "a case lost below a whole": (rate(AtLeast(D(99))), "989/1000", WATCH, "S7"),
    "a case lost of a whole": (rate(HUNDRED), "99/100", LOST, "S2"),
    "a state is never lost": (rate(HUNDRED, RatioOf.LEVEL), "99/100", WATCH, "S7"),
    "a rate that may pass its whole is never lost": (
        rate(HUNDRED, part_of_whole=False),
        "99/100",
        WATCH,
        "S7",
    ),
    "a whole to be risen to is not lost": (
        rate(TEN_MORE, baseline=Baseline(D(90)), trajectory=Hold()),
        "99/100",
        WATCH,
        "S7",
    ),
    "a rate at its ceiling": (rate(AtMost(D(20))), "20/100", ON_TRACK, "S5"),
    "two points above a ceiling": (rate(AtMost(D(20))), "22/100", WATCH, "S7"),
    "more than two points above": (rate(AtMost(D(20))), "2201/10000", BEHIND, "S8"),
    "a rate at its upper side": (rate(Between(D(80), D(90))), "9/10", ON_TRACK, "S5"),
    "two points above a side": (rate(Between(D(80), D(90))), "92/100", WATCH, "S7"),
    "further above a side": (rate(Between(D(80), D(90))), "9201/10000", BEHIND, "S8"),
    # rates of a plan, on a path
    "nine tenths of a path in percent": (of_plan(50, 60, 70, 100), 450, WATCH, "S7"),
    "below nine tenths of it": (of_plan(50, 60, 70, 100), 449, BEHIND, "S8"),
    "a share is no small count": (
        of_plan(25, 50, 75, 100, decimals=0),
        200,
        BEHIND,
        "S8",
    ),
    "a part of a plan that is known is one figure": (
        of_plan(25, 50, 75, 100, part_of_whole=True),
        200,
        BEHIND,
        "S8",
    ),
    # levels
    "nine tenths of a held level": (level(AtLeast(D(50))), 45, WATCH, "S7"),
    "below nine tenths of a level": (level(AtLeast(D(50))), 44, BEHIND, "S8"),
    "a level at its ceiling": (level(AtMost(D(10))), 10, ON_TRACK, "S5"),
    "a tenth above a ceiling": (level(AtMost(D(10))), 11, WATCH, "S7"),
    "above that a level is behind, not lost": (level(AtMost(D(10))), 12, BEHIND, "S8"),
    "the lower side of a span": (SPAN, 40, ON_TRACK, "S5"),
    "nine tenths of the lower side": (SPAN, 36, WATCH, "S7"),
    "below nine tenths of the lower side": (SPAN, 35, BEHIND, "S8"),
    "the upper side of a span": (SPAN, 60, ON_TRACK, "S5"),
    "a tenth above the upper side": (SPAN, 66, WATCH, "S7"),
    "more than a tenth above it": (SPAN, 67, BEHIND, "S8"),
    "the foot of a tolerance": (NEAR_SIXTY, 58, ON_TRACK, "S5"),
    "nine tenths of the foot": (NEAR_SIXTY, 53, WATCH, "S7"),
    "below nine tenths of the foot": (NEAR_SIXTY, 52, BEHIND, "S8"),
    # totals
    "the allowance of a quarter": (flow(AtMost(D(8))), 2, ON_TRACK, "S5"),
    "more than the allowance of a quarter": (flow(AtMost(D(8))), 3, WATCH, "S7"),
    "the allowance of the year": (flow(AtMost(D(8))), 8, WATCH, "S7"),
    "more than the allowance of the year": (flow(AtMost(D(8))), 9, LOST, "S2"),
    "an allowance that may be won back": (
        flow(AtMost(D(8)), non_negative=False),
        9,
        BEHIND,
        "S8",
    ),
    "a goal that may be lost again": (
        flow(EIGHT, non_negative=False),
        9,
        ON_TRACK,
        "S5",
    ),
    "nine tenths of a quarter": (flow(AtLeast(D(400))), 90, WATCH, "S7"),
    "below nine tenths of a quarter": (
        flow(AtLeast(D(400)), decimals=1),
        "89.9",
        BEHIND,
        "S8",
    ),
    # small counts
    "a shortfall that may be chance": (flow(AtLeast(D(40))), 7, WATCH, "S6"),
    "a shortfall beyond chance": (flow(AtLeast(D(40))), 6, BEHIND, "S8"),
    "nothing of eight": (flow(EIGHT), 0, WATCH, "S6"),
    "a count that is not guarded": (flow(EIGHT, small_counts=False), 0, BEHIND, "S8"),
    "a strict goal is not guarded": (flow(MoreThan(D(8))), 0, BEHIND, "S8"),
    "a goal above a baseline is not guarded": (
        level(EIGHT, baseline=Baseline(D(4)), trajectory=Linear()),
        4,
        BEHIND,
        "S8",
    ),
    "tenths are no things to count": (flow(EIGHT, decimals=1), 0, BEHIND, "S8"),
    "half a thing is none to count": (flow(AtLeast(D("8.5"))), 0, BEHIND, "S8"),
    "money is not counted": (flow(EIGHT, unit="triệu đồng"), 0, BEHIND, "S8"),
}


@pytest.mark.parametrize(
    ("one", "told", "status", "rule"), RUNGS.values(), ids=RUNGS.keys()
)
def test_the_first_quarter_stands_on_its_rung(
    one: Indicator, told: int | str, status: Status, rule: str
) -> None:
    verdict = seen(one, quarters("u1", told)).verdict
    assert (verdict.status, verdict.rule) == (status, rule)


@pytest.mark.parametrize(
    ("one", "told", "status"),
    [
        (FALLING, "15.0", ON_TRACK),
        (FALLING, "15.5", WATCH),
        (FALLING, "15.6", BEHIND),
        (RISING, "63.0", ON_TRACK),
        (RISING, "62.7", WATCH),
        (RISING, "62.6", BEHIND),
    ],
)
def test_a_tenth_of_the_way_from_the_baseline_is_watched(
    one: Indicator, told: str, status: Status
) -> None:
    view = seen(one, {("u1", "Q2"): told}, "Q2")
    assert view.verdict.status is status


@pytest.mark.parametrize(("rank", "status"), [(3, ON_TRACK), (4, BEHIND)])
def test_a_rank_is_held_against_its_target_in_the_last_quarter(
    rank: int, status: Status
) -> None:
    one = level(RankAtMost(D(3)), trajectory=None)
    told = quarters("u1", rank, rank, rank, rank)
    view = seen(one, told, "Q4", BEFORE_SETTLING)
    assert view.verdict.status is status


@pytest.mark.parametrize(
    ("target", "told", "early", "settled"),
    [
        (EIGHT, 8, MET, MET),
        (EIGHT, 9, EXCEEDED, EXCEEDED),
        (AtMost(D(8)), 8, ON_TRACK, MET),
        (Between(D(7), D(9)), 9, ON_TRACK, MET),
        (Between(D(7), D(9)), 10, LOST, Status.FAILED),
        (EIGHT, 7, BEHIND, Status.FAILED),
    ],
)
def test_what_a_total_comes_to_before_and_after_it_settles(
    target: Target, told: int, early: Status, settled: Status
) -> None:
    said = quarters("u1", told, "nil", "nil", "nil")
    days = (BEFORE_SETTLING, DAYS["Q4"])
    views = [seen(flow(target), said, "Q4", day) for day in days]
    assert [view.verdict.status for view in views] == [early, settled]


def test_a_level_that_never_came_is_open_however_low_its_path_begins() -> None:
    path = Points((D(50), D(60), D(70), D(80)))
    view = seen(level(AtLeast(D(80)), trajectory=path), {})
    assert (view.verdict.status, view.verdict.rule) == (Status.UNDETERMINED, "S9")
