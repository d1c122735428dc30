"""Numbers as text in data: decimal strings that lose and invent nothing.

The one place where JSON and plain tables get their figures from (SEMANTICS 2).
"""

from decimal import Decimal
from fractions import Fraction

from cchc.text.number_format import beside_hundred, rounded


def decimal_string(value: Decimal) -> str:
    """An exact figure with a point and without trailing zeros: `14`, `0.5`."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def fixed_string(value: Fraction | Decimal, places: int = 2) -> str:
    """With exactly so many decimals, never across 100: `19.18`, `1.40`."""
    return f"{beside_hundred(Fraction(value), places):.{places}f}"


def exact_string(value: Fraction | Decimal) -> str:
    """All digits where they end; else six decimals, never across 100."""
    whole = Fraction(value)
    rest = whole.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    if rest != 1:
        return percent_string(whole)
    places = max(whole.denominator.bit_length(), 1)
    return decimal_string(rounded(whole, places))


def percent_string(value: Fraction) -> str:
    """A rate in percent to six decimals, trailing zeros left out (SEMANTICS 2)."""
    return decimal_string(beside_hundred(value, 6))
