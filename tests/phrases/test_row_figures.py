"""Figures of one row of a table have the same decimals."""

from fractions import Fraction

import pytest

from cchc.phrases.figure_phrases import in_one_row


@pytest.mark.parametrize(
    ("cells", "figures", "printed"),
    [
        (
            ("25%", "24,999%"),
            (Fraction("24.9989"), Fraction("24.9989")),
            ("24,999%",) * 2,
        ),
        (("≥ 25%", "24,999%"), (None, Fraction("24.9989")), ("≥ 25,000%", "24,999%")),
        (("8", "7,9 (ước)"), (None, Fraction("7.9")), ("8,0", "7,9 (ước)")),
        (("-1,5", "-2"), (Fraction("-1.5"), Fraction(-2)), ("-1,5", "-2,0")),
        (
            ("1.250", "1.250,5"),
            (Fraction(1250), Fraction("1250.5")),
            ("1.250,0", "1.250,5"),
        ),
        (("70% – 80%", "75,5%"), (None, Fraction("75.5")), ("70,0% – 80,0%", "75,5%")),
        (("31/3/2022", "–", "12,5"), (None, None, None), ("31/3/2022", "–", "12,5")),
        (
            ("<25%", "24,9999999%"),
            (Fraction(24), Fraction(24)),
            ("<25%", "24,9999999%"),
        ),
        (("12", "5"), (Fraction(12), Fraction(5)), ("12", "5")),
    ],
)
def test_figures_of_one_row_have_the_same_decimals(
    cells: tuple[str, ...],
    figures: tuple[Fraction | None, ...],
    printed: tuple[str, ...],
) -> None:
    assert in_one_row(cells, figures) == printed
