"""What must hold of every row, of the law's own and of the program's.

The promises are of the second edition of the law: of a program of the first they are
not all true. Each is held against the second opinion too, so that the law does not
contradict itself.
"""

from collections.abc import Callable

import pytest

from tests.verdicts.promises import (
    YEARS,
    Judge,
    by_law,
    by_program,
    completions_contradict,
    falls,
    jumps_at_an_opening,
    leaves_the_board,
    names_nobody,
    speaks_of_two_numbers,
    trend_ends_elsewhere,
)

DAILY = YEARS // 3
"""Years that are gone through day by day."""
Broken = dict[int, str]
"""The first years in which a promise does not hold, by their seeds."""

judges = pytest.mark.parametrize("judge", [by_law, by_program], ids=["law", "program"])


def broken(promise: Callable[[int], str | None], years: int = YEARS) -> Broken:
    found = {seed: promise(seed) for seed in range(years)}
    told = {seed: what for seed, what in found.items() if what is not None}
    return dict(list(told.items())[:3])


@judges
def test_no_completion_of_missing_cells_contradicts_a_verdict(judge: Judge) -> None:
    assert broken(lambda seed: completions_contradict(judge, seed)) == {}


@judges
def test_what_is_lost_or_reached_for_good_never_leaves_the_board(judge: Judge) -> None:
    assert broken(lambda seed: leaves_the_board(judge, seed), DAILY) == {}


@judges
def test_nothing_changes_on_the_day_on_which_a_period_opens(judge: Judge) -> None:
    assert broken(lambda seed: jumps_at_an_opening(judge, seed)) == {}


@judges
def test_a_printed_total_never_falls_without_a_correction(judge: Judge) -> None:
    assert broken(lambda seed: falls(judge, seed), DAILY) == {}


@judges
def test_a_row_speaks_of_one_number(judge: Judge) -> None:
    assert broken(lambda seed: speaks_of_two_numbers(judge, seed)) == {}


def test_a_trend_ends_at_the_figure_of_its_row() -> None:
    assert broken(lambda seed: trend_ends_elsewhere(by_program, seed)) == {}


def test_an_open_verdict_names_who_is_the_reason() -> None:
    assert broken(names_nobody) == {}
