"""Numbers as they are printed: `1.234,5`, the same in both languages."""

from decimal import Decimal
from fractions import Fraction


def figure(value: Decimal | Fraction | int, decimals: int = 0) -> str:
    """The value with a fixed number of decimals, rounded half up (away from 0).

    Dots group thousands, a comma stands before decimals; no sign before a zero.
    Whether the rounding hides a verdict is decided elsewhere (SEMANTICS 12).
    """
    exact = Fraction(value)
    scaled = (abs(exact) * 10**decimals * 2 + 1) // 2
    whole, rest = divmod(scaled, 10**decimals)
    sign = "-" if exact < 0 and scaled else ""
    grouped = f"{whole:,}".replace(",", ".")
    return f"{sign}{grouped},{rest:0{decimals}}" if decimals else f"{sign}{grouped}"
