"""Tables of Word: type and columns that fit the page, a head on every page."""

from collections.abc import Sequence
from itertools import takewhile
from re import compile as pattern

from cchc.paper.paper import ColumnAlign, PaperTable, Spans, plain_text
from cchc.paper.word_xml import WordStyle, paragraph_xml, text_width
from cchc.text.record import replace

TALL = 1500
"""Letters in a cell from which its row may run over the page."""

FEW = 22
"""Lines up to which a table stays on one page, with its title above."""

FEW_LYING = 15
"""The same on a lying page, which is lower."""

PADDING = 70
_SLACK = 2 * PADDING + 50
_SIZES = (24, 22, 20, 18)
_SMALLEST = 16
_SPARE_PERCENT = 115
"""How much wider than its longest words a table should be."""

_LETTER = pattern(r"[^\W\d_]")
_STEPS = 80
_CELLS_LOOKED_AT = 300
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in _SIDES
)
_CELL = WordStyle("left", 0, 20, 20)
_HEAD = replace(_CELL, bold=True, keep_next=True)
_ALIGN = {
    ColumnAlign.LEFT: "left",
    ColumnAlign.CENTER: "center",
    ColumnAlign.RIGHT: "right",
}

Column = Sequence[tuple[str, bool]]
"""The cells of a column, each with whether it is bold."""


def table_xml(grid: PaperTable, room: int, few: int = FEW) -> str:
    """The table, as wide as the page's text; type and columns chosen to fit.

    One of at most `few` lines is not parted by the end of a page.
    """
    size, widths = fit_columns(_columns(grid), room)
    head_style = replace(_HEAD, align="center", size=size)
    head = "".join(
        _cell_xml(spans, head_style, width, upright="center")
        for spans, width in zip(grid.head, widths, strict=True)
    )
    last = len(grid.rows) - 1
    is_short = last < few and _height(grid, widths, size) <= few
    rows = "".join(
        _row_xml(row, grid, widths, replace(_CELL, size=size, keep_next=keep_next))
        for row, keep_next in zip(
            grid.rows, (is_short and i < last for i in range(last + 1)), strict=True
        )
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="{PADDING}" w:type="dxa"/><w:right w:w="{PADDING}" '
        f'w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
        f"{rows}</w:tbl>"
    )


def _columns(grid: PaperTable) -> list[list[tuple[str, bool]]]:
    """Cells by column; rows that are headings run across and ask for no room."""
    rows = [row for row in grid.rows if not is_group(row)]
    return [
        [
            (plain_text(grid.head[i]), True),
            *((plain_text(row[i]), False) for row in rows),
        ]
        for i in range(grid.columns)
    ]


def is_group(row: tuple[Spans, ...]) -> bool:
    """A row that heads others: hardly anything in it but a number and a name."""
    filled = sum(bool(cell) for cell in row)
    return len(row) > 4 and 1 < filled < max(3, len(row) // 2)


def _height(grid: PaperTable, widths: Sequence[int], size: int) -> int:
    """About how many lines the rows take."""
    return sum(
        max(
            -(-text_width(plain_text(spans), size) // max(width - _SLACK + 50, 1)) or 1
            for spans, width in zip(row, widths, strict=True)
        )
        for row in grid.rows
    )


def _row_xml(
    row: tuple[Spans, ...], grid: PaperTable, widths: Sequence[int], style: WordStyle
) -> str:
    if is_group(row):
        cells = _group_cells(row, grid, widths, style.size)
    else:
        cells = "".join(
            _cell_xml(spans, replace(style, align=_ALIGN[align]), width)
            for spans, align, width in zip(row, grid.aligns, widths, strict=True)
        )
    is_tall = any(len(plain_text(cell)) > TALL for cell in row)
    return f"<w:tr><w:trPr>{'' if is_tall else '<w:cantSplit/>'}</w:trPr>{cells}</w:tr>"


def _group_cells(
    row: tuple[Spans, ...], grid: PaperTable, widths: Sequence[int], size: int
) -> str:
    """A heading row: each text takes the empty cells after it; kept with the next."""
    cells = []
    place = 0
    while place < len(row):
        empty = sum(1 for _ in takewhile(lambda cell: not cell, row[place + 1 :]))
        span = 1 + empty if place else 1
        style = replace(_HEAD, align=_ALIGN[grid.aligns[place]], size=size)
        width = sum(widths[place : place + span])
        cells.append(_cell_xml(row[place], style, width, span))
        place += span
    return "".join(cells)


def _cell_xml(
    spans: Spans, style: WordStyle, width: int, span: int = 1, upright: str = "top"
) -> str:
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{across}'
        f'<w:vAlign w:val="{upright}"/></w:tcPr>{paragraph_xml(spans, style)}</w:tc>'
    )


def fit_columns(columns: Sequence[Column], room: int) -> tuple[int, tuple[int, ...]]:
    """The largest type in which no word breaks, and the width of each column.

    From 12 points down to 9, then 8, in which a long word may break. The widths add
    up to `room`: what is over the longest words goes, step by step, to the column that
    makes the tallest cells less tall.
    """
    for size in _SIZES:
        least = _least_widths(columns, size, room)
        if sum(least) * _SPARE_PERCENT <= room * 100:
            return size, _share_room(columns, least, size, room)
    least = _least_widths(columns, _SMALLEST, room)
    return _SMALLEST, _share_room(columns, least, _SMALLEST, room)


def _least_widths(columns: Sequence[Column], size: int, room: int) -> list[int]:
    """The longest word of each column, at most a quarter of the page.

    No line should break words, or figures with their signs.
    """
    return [
        min(
            max(
                (
                    text_width(word, size, bold=bold)
                    for text, bold in cells
                    for word in (text.split() if _LETTER.search(text) else [text])
                ),
                default=0,
            ),
            room // 4,
        )
        + _SLACK
        for cells in columns
    ]


def _share_room(
    columns: Sequence[Column], least: list[int], size: int, room: int
) -> tuple[int, ...]:
    total = sum(least)
    if total >= room:
        cut = [width * room // total for width in least]
        return (*cut[:-1], room - sum(cut[:-1]))
    widths = list(least)
    natural = [
        [
            text_width(text, size, bold=bold) + _SLACK
            for text, bold in cells[:_CELLS_LOOKED_AT]
        ]
        for cells in columns
    ]
    step = max((room - total) // _STEPS, 1)
    gains = [
        _gain(cells, width, step) for cells, width in zip(natural, widths, strict=True)
    ]
    while sum(widths) + step <= room:
        best = max(range(len(widths)), key=gains.__getitem__)
        widths[best] += step
        gains[best] = _gain(natural[best], widths[best], step)
    widths[-1] += room - sum(widths)
    return tuple(widths)


def _gain(natural: list[int], width: int, step: int) -> int:
    """How much less tall the cells of a column get by one step; tall ones weigh."""
    now, then = (
        sum(max(100, 100 * cell // wide) ** 3 for cell in natural)
        for wide in (width, width + step)
    )
    return now - then
