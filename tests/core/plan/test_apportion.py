"""Largest remainders: what must hold for every whole and every weights."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.core.cascade.cascade import apportion, apportion_path

TOPS, BOTTOMS = st.integers(0, 1000), st.integers(1, 50)
WEIGHTS = st.lists(st.builds(Fraction, TOPS, BOTTOMS), min_size=1).filter(any)
WHOLES = st.integers(min_value=0, max_value=100_000)
PARTS = st.lists(st.integers(min_value=0, max_value=60), min_size=1, max_size=12)
STEPS = st.lists(st.integers(min_value=0, max_value=200), min_size=1, max_size=8)


def test_seventy_three_among_nine_is_eight_each_and_one_more_for_the_first() -> None:
    assert apportion(73, [Fraction(1)] * 9) == (9, 8, 8, 8, 8, 8, 8, 8, 8)


def test_the_largest_remainder_is_rounded_up() -> None:
    assert apportion(10, [Fraction(n) for n in (47, 16, 37)]) == (5, 1, 4)


@given(WHOLES, WEIGHTS)
def test_the_parts_make_the_whole(whole: int, weights: list[Fraction]) -> None:
    assert sum(apportion(whole, weights)) == whole


@given(WHOLES, WEIGHTS)
def test_a_part_is_less_than_one_away_from_its_exact_share(
    whole: int, weights: list[Fraction]
) -> None:
    total = sum(weights)
    parts = apportion(whole, weights)
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - whole * weight / total) < 1


@given(WHOLES, WEIGHTS)
def test_who_weighs_more_never_gets_less(whole: int, weights: list[Fraction]) -> None:
    parts = apportion(whole, weights)
    ranked = sorted(zip(weights, parts, strict=True))
    for (light, less), (heavy, more) in pairwise(ranked):
        assert less <= more or light == heavy


@given(WHOLES, WEIGHTS)
def test_a_weight_of_nought_gets_nought(whole: int, weights: list[Fraction]) -> None:
    parts = apportion(whole, [*weights, Fraction(0)])
    assert parts[-1] == 0
    assert parts[:-1] == apportion(whole, weights)


@given(WHOLES, WEIGHTS)
def test_of_equals_the_earlier_one_is_served_first(
    whole: int, weights: list[Fraction]
) -> None:
    parts = apportion(whole, weights)
    served: dict[Fraction, int] = {}
    for weight, part in zip(weights, parts, strict=True):
        assert part <= served.get(weight, part)
        served[weight] = part


@given(WHOLES, WEIGHTS, st.integers(min_value=1, max_value=1000))
def test_weights_count_only_against_each_other(
    whole: int, weights: list[Fraction], factor: int
) -> None:
    scaled = [weight * factor for weight in weights]
    assert apportion(whole, scaled) == apportion(whole, weights)


@pytest.mark.parametrize(
    ("whole", "weights"), [(-1, [1]), (1, [0, 0]), (1, []), (1, [2, -1])]
)
def test_what_cannot_be_shared_is_refused(whole: int, weights: list[int]) -> None:
    with pytest.raises(ValueError, match=r"Fraction|\("):
        apportion(whole, [Fraction(each) for each in weights])


def test_nothing_can_be_shared_by_nothing() -> None:
    assert apportion(0, [Fraction(0), Fraction(0)]) == (0, 0)


@given(PARTS, STEPS)
def test_paths_make_the_path_of_the_whole_never_fall_and_end_at_the_part(
    parts: list[int], steps: list[int]
) -> None:
    path = [sum(steps[: n + 1]) for n in range(len(steps))]
    whole = sum(parts)
    paths = apportion_path(path, parts)
    assert [each[-1] for each in paths] == parts
    assert all(one <= two for each in paths for one, two in pairwise((0, *each)))
    sums = [sum(each[n] for each in paths) for n in range(len(steps))]
    assert sums[:-1] == [min(point, whole) for point in path[:-1]]
    assert sums[-1] == whole


def test_the_year_of_sa_dec_is_shared_period_by_period() -> None:
    parts = [12, 14, 6, 5, 9, 9, 6, 4, 8]
    paths = apportion_path([15, 34, 53, 73], parts)
    sums = [sum(each[n] for each in paths) for n in range(4)]
    assert sums == [15, 34, 53, 73]
    assert paths[1] == (3, 6, 10, 14)


def test_a_path_that_falls_is_shared_as_if_it_had_stood_still() -> None:
    assert apportion_path([4, 2, 6], [3, 3]) == ((2, 2, 3), (2, 2, 3))
