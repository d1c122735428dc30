"""Each kind of target by its row in the table of SEMANTICS 5."""

from decimal import Decimal
from fractions import Fraction

import pytest

from cchc.core.plan.targets.change import DecreaseBy, IncreaseBy, RankAtMost
from cchc.core.plan.targets.kinds import KINDS
from cchc.core.plan.targets.line import (
    AtLeast,
    AtMost,
    Between,
    Exactly,
    LessThan,
    MoreThan,
)
from cchc.core.plan.targets.target import Goal, Scale, Target

D = Decimal
POINTS, PERCENT = Scale.POINTS, Scale.PERCENT
BASE = Fraction(50)


def goal(target: Target) -> Goal:
    found = target.goal(BASE)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("target", "reached", "missed"),
    [
        (AtLeast(D(60)), (60, 61), (59,)),
        (MoreThan(D(60)), (61,), (60, 59)),
        (MoreThan(None), (51,), (50, 49)),
        (AtMost(D(60)), (60, 0), (61,)),
        (Exactly(D(60), D(2)), (58, 60, 62), (57, 63)),
        (Between(D(55), D(65)), (55, 65), (54, 66)),
        (IncreaseBy(D(5), POINTS), (55, 56), (54,)),
        (IncreaseBy(D(10), PERCENT), (55, 56), (54,)),
        (LessThan(D(60)), (59, 0), (60, 61)),
        (LessThan(None), (49,), (50, 51)),
        (DecreaseBy(D(5)), (45, 44), (46,)),
        (DecreaseBy(D(10), PERCENT), (45, 44), (46,)),
        (RankAtMost(D(3)), (1, 3), (4,)),
    ],
)
def test_where_a_target_is_reached(
    target: Target, reached: tuple[int, ...], missed: tuple[int, ...]
) -> None:
    assert all(goal(target).is_reached(Fraction(figure)) for figure in reached)
    assert not any(goal(target).is_reached(Fraction(figure)) for figure in missed)


@pytest.mark.parametrize(
    ("target", "figure"),
    [
        (AtLeast(D(60)), 61),
        (IncreaseBy(D(5)), 56),
        (DecreaseBy(D(5)), 44),
        (RankAtMost(D(3)), 2),
    ],
)
def test_what_can_be_exceeded(target: Target, figure: int) -> None:
    assert goal(target).is_exceeded(Fraction(figure))
    assert not goal(target).is_exceeded(goal(target).at)


@pytest.mark.parametrize(
    "target",
    [
        MoreThan(D(60)),
        LessThan(D(60)),
        AtMost(D(60)),
        Exactly(D(60)),
        Between(D(55), D(65)),
    ],
)
def test_what_is_never_exceeded(target: Target) -> None:
    figures = map(Fraction, range(40, 80))
    assert not any(goal(target).is_exceeded(figure) for figure in figures)


@pytest.mark.parametrize(
    ("target", "kept", "passed"),
    [
        (AtMost(D(5)), 5, 6),
        (LessThan(D(5)), 4, 5),
        (Exactly(D(5), D(1)), 6, 7),
        (Between(D(1), D(5)), 5, 6),
    ],
)
def test_the_line_that_a_total_may_not_pass(
    target: Target, kept: int, passed: int
) -> None:
    assert not goal(target).is_overrun(Fraction(kept))
    assert goal(target).is_overrun(Fraction(passed))


@pytest.mark.parametrize("target", [AtLeast(D(60)), MoreThan(D(60)), IncreaseBy(D(5))])
def test_more_is_never_too_much_of_what_wants_more(target: Target) -> None:
    assert goal(target).wants_more
    assert not goal(target).is_overrun(Fraction(1000))


def test_percent_of_target_counts_from_the_baseline() -> None:
    assert goal(AtLeast(D(60))).percent_of(Fraction(55)) == 50
    assert goal(IncreaseBy(D(5))).percent_of(Fraction(60)) == 200
    assert Goal(Fraction(60), has_percent=True).percent_of(Fraction(45)) == 75
    assert goal(AtLeast(D(50))).percent_of(Fraction(45)) is None
    assert goal(AtMost(D(60))).percent_of(Fraction(30)) is None


def test_only_what_is_relative_needs_a_baseline() -> None:
    assert MoreThan(None).needs_baseline
    assert MoreThan(None).goal(None) is None
    assert IncreaseBy(D(5)).needs_baseline
    assert IncreaseBy(D(5)).goal(None) is None
    assert not MoreThan(D(5)).needs_baseline
    assert not AtLeast(D(5)).needs_baseline


def test_the_shares_of_a_range_stay_within_it() -> None:
    whole = Between(D(10), D(15))
    parts = [whole.share(D(part), D(10), 0) for part in (3, 3, 4)]
    assert parts == [Between(D(3), D(4)), Between(D(3), D(4)), Between(D(4), D(6))]


def test_each_kind_is_listed_under_its_own_key() -> None:
    assert all(next(iter(kind.keys)) == tag for tag, kind in KINDS.items())
    assert all(kind.measures for kind in KINDS.values())
