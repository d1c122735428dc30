"""What hypothesis draws in more than one place."""

from fractions import Fraction

from hypothesis import strategies as st


def exact_numbers(low: int, high: int, bottom: int) -> st.SearchStrategy[Fraction]:
    """Numbers from `low` to `high`, with denominators up to `bottom`.

    `st.fractions` makes new strategies for every draw, and takes ten times as long.
    """

    def add_up(whole: int, top: int, under: int) -> Fraction:
        return whole + Fraction(top % under, under)

    parts = st.integers(0, bottom), st.integers(1, bottom)
    between = st.builds(add_up, st.integers(low, high - 1), *parts)
    return between | st.just(Fraction(high))
