"""Numbers as text in data: decimal strings that lose and invent nothing.

The one place where JSON and plain tables get their figures from (SEMANTICS 2).
"""

from decimal import Decimal
from fractions import Fraction

HUNDRED = Fraction(100)


def plain(value: Decimal) -> str:
    """An exact figure with a point and without trailing zeros: `14`, `0.5`."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def rounded(value: Fraction | Decimal, places: int) -> Decimal:
    """Half up to so many decimals, but never across 100 (SEMANTICS 2).

    99.999 with two decimals is 99.99, not 100.00; 100.001 is 100.01.
    """
    exact = Fraction(value)
    scaled = exact * 10**places
    half = Fraction(1, 2) if scaled >= 0 else Fraction(-1, 2)
    result = _decimal(int(scaled + half), places)
    step = _decimal(1, places)
    if exact < HUNDRED <= result:
        return 100 - step
    if exact > HUNDRED >= result:
        return 100 + step
    return result


def fixed(value: Fraction | Decimal, places: int = 2) -> str:
    """With exactly so many decimals, never across 100: `19.18`, `1.40`."""
    return f"{rounded(value, places):.{places}f}"


def exact(value: Fraction | Decimal) -> str:
    """All digits where they end; else six decimals, never across 100."""
    whole = Fraction(value)
    rest = whole.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    if rest != 1:
        return percentage(whole)
    places = max(whole.denominator.bit_length(), 1)
    return plain(_decimal((whole * 10**places).numerator, places))


def percentage(value: Fraction) -> str:
    """A rate in percent to six decimals, trailing zeros left out (SEMANTICS 2)."""
    return plain(rounded(value, 6))


def _decimal(digits: int, places: int) -> Decimal:
    """Built from text, so that no context rounds a long figure."""
    return Decimal(f"{digits}e-{places}")
