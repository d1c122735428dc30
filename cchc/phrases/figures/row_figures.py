"""Figures of one row of a table, each with as many decimals as the others.

24,999% beside 25% is a fault (SEMANTICS 12): the eye takes the two for one.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from re import Match, Pattern, escape
from re import compile as pattern

from cchc.text.number_format import MOST_DECIMALS, fixed_figure
from cchc.text.printed_marks import PRINTED


@cache
def _number(group: str, decimal: str) -> Pattern[str]:
    """A printed number, its decimals a part by themselves."""
    part = rf"(?:{escape(decimal)}(\d+))?"
    return pattern(rf"(\d{{1,3}}(?:{escape(group)}\d{{3}})+|\d+){part}")


def in_one_row(
    cells: Sequence[str], values: Sequence[Fraction | None]
) -> tuple[str, ...]:
    """Printed cells of a row that speak of one thing, with the same decimals.

    `values` are the figures behind the cells; a cell of several numbers or of one that
    is not known here has None, and its numbers get noughts. A date, a fraction and
    words stay as they are.
    """
    number, (_, decimal) = _number(*PRINTED.get()), PRINTED.get()
    is_date = ["/" in cell for cell in cells]
    places = max(
        (
            len(match[2] or "")
            for cell, skipped in zip(cells, is_date, strict=True)
            if decimal in cell and not skipped
            for match in number.finditer(cell)
        ),
        default=0,
    )
    if not 0 < places <= MOST_DECIMALS:
        return tuple(cells)

    def pad_fraction(match: Match[str]) -> str:
        return f"{match[1]}{decimal}{match[2] or '':0<{places}}"

    def with_places(cell: str, value: Fraction | None) -> str:
        if value is None or "<" in cell or ">" in cell:
            return number.sub(pad_fraction, cell)
        return number.sub(lambda _: fixed_figure(abs(value), places), cell, count=1)

    pairs = zip(cells, values, is_date, strict=True)
    return tuple(c if skipped else with_places(c, v) for c, v, skipped in pairs)
