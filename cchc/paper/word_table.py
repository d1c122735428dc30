"""Tables of Word: a head that comes back on every page, rows that stay whole."""

from collections.abc import Iterator
from itertools import takewhile

from cchc.paper.paper import Align, Grid, Spans, words
from cchc.paper.word_width import PADDING, fitted, lines
from cchc.paper.word_xml import Style, joined, paragraph
from cchc.text.record import replace

TALL = 1500
"""Letters in a cell from which its row may run over the page."""

FEW = 22
"""Lines up to which a table stays on one page, with its title above."""

FEW_LYING = 15
"""The same on a lying page, which is lower."""

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in _SIDES
)
CELL = Style("left", 0, 20, 20)
_NAMED = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right"}


def table(grid: Grid, room: int, few: int = FEW) -> str:
    """The table, as wide as the page's text; type and columns chosen to fit.

    One of at most `few` lines is not parted by the end of a page.
    """
    size, widths = fitted(_columns(grid), room)
    cols = joined(f'<w:gridCol w:w="{each}"/>' for each in widths)
    head = _row(list(_heads(grid, widths, size)), "<w:cantSplit/><w:tblHeader/>")
    last = len(grid.rows) - 1
    short = last < few and _height(grid, widths, size) <= few
    rows = joined(
        _body_row(each, grid, widths, replace(CELL, size=size, keep_next=kept))
        for each, kept in zip(
            grid.rows, (short and i < last for i in range(last + 1)), strict=True
        )
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="{PADDING}" w:type="dxa"/><w:right w:w="{PADDING}" '
        f'w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{cols}</w:tblGrid>'
        f"{head}{rows}</w:tbl>"
    )


def _columns(grid: Grid) -> list[list[tuple[str, bool]]]:
    """Cells by column; rows that are headings run across and ask for no room."""
    rows = [each for each in grid.rows if not is_group(each)]
    return [
        [(words(grid.head[i]), True), *((words(row[i]), False) for row in rows)]
        for i in range(grid.columns)
    ]


def is_group(row: tuple[Spans, ...]) -> bool:
    """A row that heads others: hardly anything in it but a number and a name."""
    filled = sum(bool(each) for each in row)
    return len(row) > 4 and 1 < filled < max(3, len(row) // 2)


def _heads(grid: Grid, widths: tuple[int, ...], size: int) -> Iterator[str]:
    style = replace(CELL, align="center", size=size, bold=True, keep_next=True)
    for spans, wide in zip(grid.head, widths, strict=True):
        yield _cell(spans, style, wide, 1, "center")


def _height(grid: Grid, widths: tuple[int, ...], size: int) -> int:
    """About how many lines the rows take."""
    return sum(
        max(lines(words(e), w, size) for e, w in zip(row, widths, strict=True))
        for row in grid.rows
    )


def _is_tall(row: tuple[Spans, ...]) -> bool:
    return any(len(words(each)) > TALL for each in row)


def _body_row(
    row: tuple[Spans, ...], grid: Grid, widths: tuple[int, ...], style: Style
) -> str:
    across = _across(row, grid, widths, style.size) if is_group(row) else None
    cells = across or [
        _cell(spans, replace(style, align=_NAMED[grid.aligns[i]]), widths[i])
        for i, spans in enumerate(row)
    ]
    return _row(cells, "" if _is_tall(row) else "<w:cantSplit/>")


def _across(
    row: tuple[Spans, ...], grid: Grid, widths: tuple[int, ...], size: int
) -> list[str]:
    """A heading row: each text takes the empty cells after it; kept with the next."""
    cells = []
    place = 0
    while place < len(row):
        empty = sum(1 for _ in takewhile(lambda e: not e, row[place + 1 :]))
        span = 1 + empty if place else 1
        align = _NAMED[grid.aligns[place]]
        style = replace(CELL, align=align, size=size, bold=True, keep_next=True)
        wide = sum(widths[place : place + span])
        cells.append(_cell(row[place], style, wide, span))
        place += span
    return cells


def _cell(
    spans: Spans, style: Style, wide: int, span: int = 1, upright: str = "top"
) -> str:
    over = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{over}'
        f'<w:vAlign w:val="{upright}"/></w:tcPr>{paragraph(spans, style)}</w:tc>'
    )


def _row(cells: list[str], kind: str) -> str:
    return f"<w:tr><w:trPr>{kind}</w:trPr>{joined(cells)}</w:tr>"
