"""How wide words are in Times New Roman, and columns that fit a page.

Widths are whole numbers: thousandths of the size of the type, and twips (1/1440
inch), of which a page of A4 has 11906 across.
"""

from collections.abc import Sequence
from functools import lru_cache
from re import compile as pattern
from unicodedata import category, normalize

_WIDTHS = {
    278: "ijlt/.,:;'|!",
    333: "fIr()-[]`",
    389: "sJ",
    444: "acez",
    556: "PSs",
    611: "ELTZ",
    667: "BCR",
    722: "ADGHKNOQUVXYwo",
    778: "m",
    889: "M",
    944: "W",
    250: " ",
}
_EACH = {ord(sign): width for width, signs in _WIDTHS.items() for sign in signs}
_EACH |= {ord("s"): 389, ord("o"): 500, ord("\u2003"): 1000, ord("đ"): 500}
_EACH |= {ord("Đ"): 722, ord("%"): 833, ord("+"): 564, ord("–"): 500}
_OTHER = 500
_WIDER = (108, 100)
_SIZES = (24, 22, 20, 18)
_SMALLEST = 16
_ROOM = (115, 100)
_LETTER = pattern(r"[^\W\d_]")
_STEPS = 80
_LOOKED_AT = 300
PADDING = 70
SLACK = 2 * PADDING + 50


def width(text: str, size: int, *, bold: bool = False) -> int:
    """Twips that a text takes on one line; `size` in half-points."""
    total = sum(map(_units, text)) * size // 100
    return total * _WIDER[0] // _WIDER[1] if bold else total


@lru_cache(maxsize=4096)
def _units(sign: str) -> int:
    known = _EACH.get(ord(sign))
    if known is not None:
        return known
    base = normalize("NFD", sign)[0]
    if category(base) == "Mn":
        return 0
    return _EACH.get(ord(base), _OTHER)


Column = Sequence[tuple[str, bool]]
"""The cells of a column, each with whether it is bold."""


def fitted(columns: Sequence[Column], room: int) -> tuple[int, tuple[int, ...]]:
    """The largest type in which no word breaks, and the width of each column.

    From 12 points down to 9, then 8, in which a long word may break. The widths add
    up to `room`: what is over the longest words goes, step by step, to the column that
    makes the tallest cells less tall.
    """
    for size in _SIZES:
        least = _least(columns, size, room)
        if sum(least) * _ROOM[0] <= room * _ROOM[1]:
            return size, _shared(columns, least, size, room)
    least = _least(columns, _SMALLEST, room)
    return _SMALLEST, _shared(columns, least, _SMALLEST, room)


def _least(columns: Sequence[Column], size: int, room: int) -> list[int]:
    """The longest word of each column, at most a quarter of the page."""
    return [
        min(
            max(
                (
                    width(word, size, bold=bold)
                    for text, bold in cells
                    for word in _pieces(text)
                ),
                default=0,
            ),
            room // 4,
        )
        + SLACK
        for cells in columns
    ]


def _pieces(text: str) -> list[str]:
    """What no line should break: words, and figures with their signs."""
    return text.split() if _LETTER.search(text) else [text]


def lines(text: str, wide: int, size: int) -> int:
    """About how many lines a cell takes."""
    return -(-width(text, size) // max(wide - SLACK + 50, 1)) or 1


def _shared(
    columns: Sequence[Column], least: list[int], size: int, room: int
) -> tuple[int, ...]:
    total = sum(least)
    if total >= room:
        cut = [each * room // total for each in least]
        return (*cut[:-1], room - sum(cut[:-1]))
    made = list(least)
    natural = [
        [width(text, size, bold=bold) + SLACK for text, bold in cells[:_LOOKED_AT]]
        for cells in columns
    ]
    step = max((room - total) // _STEPS, 1)
    gains = [_gain(each, low, step) for each, low in zip(natural, made, strict=True)]
    while sum(made) + step <= room:
        best = max(range(len(made)), key=gains.__getitem__)
        made[best] += step
        gains[best] = _gain(natural[best], made[best], step)
    made[-1] += room - sum(made)
    return tuple(made)


def _gain(natural: list[int], wide: int, step: int) -> int:
    """How much less tall the cells of a column get by one step; tall ones weigh."""
    return _tallness(natural, wide) - _tallness(natural, wide + step)


def _tallness(natural: list[int], wide: int) -> int:
    return sum(max(100, 100 * each // wide) ** 3 for each in natural)
