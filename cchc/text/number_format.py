"""Figures as they are printed; a print never contradicts a verdict (SEMANTICS 12).

The marks are those of the run (`PRINTED`).
"""

from decimal import Decimal
from fractions import Fraction

from cchc.text.printed_marks import PRINTED

MOST_DECIMALS = 6
CENT = 2
MOST_POINT_DECIMALS = 4


def rounded(value: Fraction, decimals: int) -> Decimal:
    """The value to so many decimals, half away from zero."""
    return Decimal(f"{_scaled(value, decimals)}e-{decimals}")


def _scaled(value: Fraction | int, decimals: int) -> int:
    """The value in units of its last decimal: what is compared and printed.

    Whole numbers: as fractions it took 8 s for the tables of 800 communes, now 1.
    """
    top, bottom = value.numerator, value.denominator
    whole: int = (2 * abs(top) * 10**decimals + bottom) // (2 * bottom)
    return whole if top >= 0 else -whole


def vietnamese(value: Decimal) -> str:
    """`1.234,5`: thousands in groups, no padding, in the marks of the run."""
    whole, _, fraction = f"{abs(value):f}".partition(".")
    fraction = fraction.rstrip("0")
    is_negative = value < 0 and bool(whole.strip("0") or fraction)
    return _grouped(int(whole), fraction, is_negative=is_negative)


def _grouped(whole: int, fraction: str, *, is_negative: bool) -> str:
    group, decimal = PRINTED.get()
    grouped = f"{whole:,}".replace(",", group)
    part = f"{decimal}{fraction}" if fraction else ""
    return f"{'-' if is_negative else ''}{grouped}{part}"


def format_figure(value: Fraction | int, decimals: int) -> str:
    """A figure alone, with nothing beside it that it could contradict."""
    scaled = _scaled(value, decimals)
    whole, part = divmod(abs(scaled), 10**decimals)
    fraction = f"{part:0{decimals}}".rstrip("0") if part else ""
    return _grouped(whole, fraction, is_negative=scaled < 0)


def fixed_figure(value: Fraction, places: int) -> str:
    """A figure with so many decimals, noughts too: `25,000`."""
    scaled = _scaled(value, places)
    whole, part = divmod(abs(scaled), 10**places)
    return _grouped(
        whole, f"{part:0{places}}" if places else "", is_negative=scaled < 0
    )


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
    printed, beside = _scaled(value, places), _scaled(other, places)
    exact = (value > other) - (value < other)
    return (printed > beside) - (printed < beside) == exact


def points_text(points: Fraction, standard: Fraction | None = None) -> str:
    """`1,5`; beside the standard never equal to it unless it is (12).

    Exact up to four decimals, so that points and points lost add up in print.
    """
    is_exact = points * 10**MOST_POINT_DECIMALS % 1 == 0
    places = MOST_POINT_DECIMALS if is_exact else CENT
    return together(points, () if standard is None else (standard,), places)[0]


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
