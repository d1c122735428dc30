"""Figures as they are printed; a print never contradicts a verdict (SEMANTICS 12)."""

from decimal import Decimal
from fractions import Fraction

MOST_DECIMALS = 6
CENT = 2


def rounded(value: Fraction, decimals: int) -> Decimal:
    """The value to so many decimals, half away from zero."""
    whole = int(abs(value) * Fraction(10) ** decimals + Fraction(1, 2))
    return Decimal(f"{whole if value >= 0 else -whole}e-{decimals}")


def vietnamese(value: Decimal) -> str:
    """`1.234,5`: points group thousands, a comma is the decimal mark, no padding."""
    text = f"{abs(value):f}"
    whole, _, fraction = text.partition(".")
    fraction = fraction.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", ".")
    sign = "-" if value < 0 and (whole.strip("0") or fraction) else ""
    return f"{sign}{grouped}{',' + fraction if fraction else ''}"


def format_figure(value: Fraction, decimals: int) -> str:
    """A figure alone, with nothing beside it that it could contradict."""
    return vietnamese(rounded(value, decimals))


def together(
    value: Fraction, beside: tuple[Fraction, ...], decimals: int
) -> tuple[str, ...]:
    """A figure and those printed beside it, in the order that the exact ones have.

    As many decimals as declared, more (up to six) where rounding would make
    unequal figures look equal or turn them round: 99,96 against 100 prints 99,96,
    never 100. Where six are not enough, the figure is told by < or > instead.

    Returns:
        The figure first, then each of `beside`.
    """
    for places in range(decimals, max(decimals, MOST_DECIMALS) + 1):
        if all(_keeps_order(value, other, places) for other in beside):
            return tuple(format_figure(figure, places) for figure in (value, *beside))
    others = tuple(format_figure(other, MOST_DECIMALS) for other in beside)
    blurred = (
        f"{'<' if value < other else '>'}{text}"
        for other, text in zip(beside, others, strict=True)
        if not _keeps_order(value, other, MOST_DECIMALS)
    )
    return (next(blurred), *others)


def _keeps_order(value: Fraction, other: Fraction, places: int) -> bool:
    printed_order = _order(rounded(value, places), rounded(other, places))
    return printed_order == _order(value, other)


def _order(value: Fraction | Decimal, other: Fraction | Decimal) -> int:
    left, right = Fraction(value), Fraction(other)
    return (left > right) - (left < right)


def beside_hundred(value: Fraction, decimals: int) -> Decimal:
    """Rounded, but never to 100 or across it from either side (SEMANTICS 2).

    99,999 to two decimals is 99,99; 100,001 is 100,01.
    """
    near, line = rounded(value, decimals), Decimal(100)
    step = Decimal(f"1e-{decimals}")
    if value < line <= near:
        return line - step
    return line + step if value > line >= near else near


def percent(part: Fraction) -> Decimal:
    """A percentage to 2 decimals that rounding never brings to 100."""
    return beside_hundred(part, CENT)


def answer_text(answer: bool) -> str:  # noqa: FBT001  # the value itself
    """An answer as it stands beside figures: `có`, `không`."""
    return "có" if answer else "không"
