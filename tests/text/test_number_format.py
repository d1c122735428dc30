"""Figures and days as they are printed."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.text.day import short
from cchc.text.number_format import beside_hundred, format_figure, vietnamese
from tests.strategies import exact_numbers

EXACT = exact_numbers(-1000, 1000, 10**6)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("1234.5", 1, "1.234,5"),
        ("1250000000", 0, "1.250.000.000"),
        ("99.7", 1, "99,7"),
        ("99.96", 1, "100"),
        ("2.5", 0, "3"),
        ("0.25", 1, "0,3"),
        ("-2.5", 0, "-3"),
        ("-0.04", 1, "0"),
        ("36100/362", 2, "99,72"),
        ("1/3", 6, "0,333333"),
        ("999", 0, "999"),
        ("0.05", 2, "0,05"),
        ("0", 0, "0"),
    ],
)
def test_a_figure_is_printed_the_vietnamese_way(
    value: str, decimals: int, text: str
) -> None:
    assert format_figure(Fraction(value), decimals) == text


@given(st.decimals(-(10**14), 10**14, places=3))
def test_what_is_printed_reads_back_as_the_same_number(value: Decimal) -> None:
    text = vietnamese(value)
    assert Decimal(text.replace(".", "").replace(",", ".")) == value


@given(EXACT | exact_numbers(99, 101, 10**9), st.integers(0, 6))
def test_rounding_never_brings_a_rate_to_a_hundred(
    value: Fraction, places: int
) -> None:
    near = Fraction(beside_hundred(value, places))
    assert (near > 100) - (near < 100) == (value > 100) - (value < 100)
    assert abs(near - value) <= Fraction(1, 10**places)


@pytest.mark.parametrize(
    ("day", "text"),
    [((2022, 3, 3), "03/3/2022"), ((2022, 1, 5), "05/01/2022")],
)
def test_a_zero_stands_where_the_decree_wants_it(
    day: tuple[int, int, int], text: str
) -> None:
    assert short(date(*day)) == text
