"""Numbers out."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.words.figure import figure


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        (Decimal("1234.5"), 1, "1.234,5"),
        (1_250_000_000, 0, "1.250.000.000"),
        (Decimal("99.7"), 1, "99,7"),
        (Decimal("99.96"), 1, "100,0"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("0.25"), 1, "0,3"),
        (Decimal("-2.5"), 0, "-3"),
        (Decimal("-0.04"), 1, "0,0"),
        (Fraction(361, 362) * 100, 2, "99,72"),
        (Fraction(1, 3), 6, "0,333333"),
        (999, 0, "999"),
        (Decimal("0.05"), 2, "0,05"),
        (0, 0, "0"),
    ],
)
def test_a_figure_is_printed_the_vietnamese_way(
    value: Decimal | Fraction | int, decimals: int, printed: str
) -> None:
    assert figure(value, decimals) == printed


@given(st.decimals(-(10**14), 10**14, places=3))
def test_what_is_printed_reads_back_as_the_same_number(value: Decimal) -> None:
    printed = figure(value, 3)
    assert Decimal(printed.replace(".", "").replace(",", ".")) == value
