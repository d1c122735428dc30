"""Tables of Word: type and columns that fit the page, a head on every page."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import compress, count, takewhile
from operator import not_

from cchc.paper.paper import ColumnAlign, PaperTable, Span, Spans, plain_text
from cchc.paper.word_xml import (
    SINGLE,
    WordStyle,
    escape_xml,
    letters_width,
    paragraph_xml,
    scale_width,
    text_width,
)
from cchc.text.lazy import lazy_pattern
from cchc.text.record import Record, replace
from cchc.words.prose import NOTHING

REST = "…"
"""In place of a number, before what has no row of its own."""
TALL = 1500
"""Letters in a cell from which its row may run over the page."""
FEW = 22
"""Lines up to which a table stays on one page, with its title above."""
FEW_LYING = 10
"""The same on a lying page, which is lower."""
PADDING = 70
_SLACK = 2 * PADDING + 50
_SIZES = (22, 20, 18)
_SMALLEST = 16
LARGEST_LONG = 20
"""The type of a long table and of one on a lying page, in half-points, at most."""
LONG, LONG_LYING = 36, 20
"""Lines from which a table is long: it does not end on the page where it begins."""
_SPARE_PERCENT = 115
"""How much wider than its longest words a table should be."""
_LETTER = lazy_pattern(r"[^\W\d_]")
_STEPS = 80
_CELLS_LOOKED_AT = 300
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in _SIDES
)
_CELL = WordStyle("left", 0, 20, 20, line=SINGLE)
_HEAD = replace(_CELL, bold=True, keep_next=True)
_PLACE = Span("\n")
"""Where the words of a cell go; no cell has a line end."""


class WordColumn(Record):
    """How wide the cells of a column are in letters: heads and cells apart.

    `words` are what no line should break, `cells` the first whole ones.
    """

    words: tuple[tuple[int, bool], ...]
    cells: tuple[tuple[int, bool], ...]


def table_xml(grid: PaperTable, room: int, few: int = FEW) -> Iterator[str]:
    """The table row by row, as wide as the page's text; type and columns fit it.

    One of at most `few` lines is not parted by the end of a page.
    """
    grid = without_idle_columns(grid)
    above = head_groups([plain_text(head) for head in grid.head])
    head = tuple(map(_below_group, grid.head, above))
    # a row that heads others: hardly anything in it but a number and a name
    most = max(3, grid.columns // 2) if grid.columns > 4 else 0
    groups = [1 < len(row) - row.count(()) < most for row in grid.rows]
    grid = replace(grid, head=head)
    columns, is_lying = _columns(grid, groups), few == FEW_LYING
    size, widths = fit_columns(columns, room, LARGEST_LONG if is_lying else _SIZES[0])
    largest, long = (_SIZES[-1], LONG_LYING) if is_lying else (LARGEST_LONG, LONG)
    if size > largest and _height(grid, widths, size) > long:
        size, widths = fit_columns(columns, room, largest)
    layout = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="{PADDING}" w:type="dxa"/><w:right w:w="{PADDING}" '
        f'w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{layout}</w:tblGrid>'
    )
    style = replace(_HEAD, align="center", size=size)
    for cells in _head_rows(grid.head, above, widths, style):
        yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"
    last = len(grid.rows) - 1
    is_short = last < few and _height(grid, widths, size) <= few
    firm, loose = (
        _RowWriter(grid.aligns, widths, size, keep_next=keep) for keep in (True, False)
    )
    for number, (row, is_group) in enumerate(zip(grid.rows, groups, strict=True)):
        writer = firm if is_short and number < last else loose
        yield writer.row_xml(row, is_group=is_group)
    yield "</w:tbl>"


def without_idle_columns(grid: PaperTable) -> PaperTable:
    """The table without columns that say nothing: a dash in every line of them.

    A column that is blank, or set in the middle, stays: it may be filled in by hand.
    """
    kept = [
        place
        for place, align in enumerate(grid.aligns)
        if align is ColumnAlign.CENTER
        or {plain_text(row[place]) for row in grid.rows} - {""} != {NOTHING}
    ]
    if len(kept) == grid.columns:
        return grid
    return PaperTable(
        tuple(grid.aligns[place] for place in kept),
        tuple(grid.head[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in grid.rows),
    )


def head_groups(heads: Sequence[str]) -> list[str]:
    """What stands over each head of a table; "" where nothing does.

    Neighbours that begin alike, `Đã giải quyết: đúng hạn`, stand under what they share.
    """
    named = [head.partition(": ")[0] if ": " in head else "" for head in heads]
    beside = zip(named, ["", *named], [*named[1:], ""], strict=False)
    return [name if name in {before, after} else "" for name, before, after in beside]


def _below_group(head: Spans, group: str) -> Spans:
    """The head without what stands over it."""
    if not group:
        return head
    own = plain_text(head).removeprefix(f"{group}: ")
    return (Span(f"{own[:1].upper()}{own[1:]}"),)


def _head_rows(
    heads: Sequence[Spans],
    above: Sequence[str],
    widths: Sequence[int],
    style: WordStyle,
) -> Iterator[str]:
    """The cells of the head: one row, or two where some heads stand under others."""
    cells = [*zip(heads, widths, strict=True)]
    if not any(above):
        yield "".join(_cell_xml(cell, style, width, mid=True) for cell, width in cells)
        return
    upper = []
    for place, group in enumerate(above):
        if not group:
            cell, width = cells[place]
            upper.append(_cell_xml(cell, style, width, mid=True, joins="restart"))
        elif place == 0 or above[place - 1] != group:
            span = len([*takewhile(group.__eq__, above[place:])])
            width = sum(widths[place : place + span])
            upper.append(_cell_xml((Span(group),), style, width, span, mid=True))
    yield "".join(upper)
    yield "".join(
        _cell_xml(cell, style, width, mid=True)
        if group
        else _cell_xml((), style, width, joins="continue")
        for (cell, width), group in zip(cells, above, strict=True)
    )


def _columns(grid: PaperTable, groups: Sequence[bool]) -> list[WordColumn]:
    """Cells by column; rows that are headings run across and ask for no room."""
    rows = [*compress(grid.rows, map(not_, groups))]
    return [
        column_of(
            plain_text(head),
            [plain_text(row[place]) for row in rows],
            is_bold=any(span.bold for row in rows for span in row[place]),
        )
        for place, head in enumerate(grid.head)
    ]


def column_of(head: str, cells: Sequence[str], *, is_bold: bool = False) -> WordColumn:
    """How wide the heading, which is bold, and the cells of a column are."""
    longest = max((_longest_word(text) for text in set(cells)), default=0)
    first = ((letters_width(text), False) for text in cells[: _CELLS_LOOKED_AT - 1])
    return WordColumn(
        words=((_longest_word(head), True), (longest, is_bold)),
        cells=((letters_width(head), True), *first),
    )


def _longest_word(text: str) -> int:
    """The width of the longest word; no line breaks words, or figures with signs."""
    words = text.split() if _LETTER.search(text) else [text]
    return max(map(letters_width, words), default=0)


def _height(grid: PaperTable, widths: Sequence[int], size: int) -> int:
    """About how many lines the rows take."""
    return sum(
        max(
            -(-text_width(plain_text(spans), size) // max(width - _SLACK + 50, 1)) or 1
            for spans, width in zip(row, widths, strict=True)
        )
        for row in grid.rows
    )


class _RowWriter:
    """Writes rows of one table; the XML round the words of a cell is made once."""

    def __init__(
        self,
        aligns: Sequence[ColumnAlign],
        widths: Sequence[int],
        size: int,
        *,
        keep_next: bool,
    ) -> None:
        style = replace(_CELL, size=size, keep_next=keep_next)
        self.styles = [replace(style, align=str(align)) for align in aligns]
        self.widths = widths
        frames = zip(self.styles, widths, strict=True)
        self.frames = [
            _cell_xml((_PLACE,), style, width).split(_PLACE.text)
            for style, width in frames
        ]

    def row_xml(self, row: tuple[Spans, ...], *, is_group: bool) -> str:
        """A row; one that heads others is kept with the next."""
        is_tall = sum(len(span.text) for cell in row for span in cell) > TALL and any(
            len(plain_text(cell)) > TALL for cell in row
        )
        start = f"<w:tr><w:trPr>{'' if is_tall else '<w:cantSplit/>'}</w:trPr>"
        cells = self._group_cells(row) if is_group else map(self._cell, count(), row)
        return f"{start}{''.join(cells)}</w:tr>"

    def _cell(self, place: int, cell: Spans) -> str:
        first = cell[0] if len(cell) == 1 else _PLACE
        if first is _PLACE or first.bold or first.italic or len(first.text) > TALL:
            return _cell_xml(cell, self.styles[place], self.widths[place])
        before, after = self.frames[place]
        return f"{before}{escape_xml(first.text)}{after}"

    def _group_cells(self, row: tuple[Spans, ...]) -> Iterator[str]:
        """Each text takes the empty cells after it; what is left over is not bold."""
        place, is_bold = 0, plain_text(row[0]) != REST
        while place < len(row):
            empty = sum(1 for _ in takewhile(lambda cell: not cell, row[place + 1 :]))
            span = 1 + empty if place else 1
            style = replace(self.styles[place], bold=is_bold, keep_next=is_bold)
            width = sum(self.widths[place : place + span])
            yield _cell_xml(row[place], style, width, span)
            place += span


def _cell_xml(
    spans: Spans,
    style: WordStyle,
    width: int,
    span: int = 1,
    *,
    mid: bool = False,
    joins: str = "",
) -> str:
    """A cell; one that `joins` others above or below is drawn as one with them."""
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    across += f'<w:vMerge w:val="{joins}"/>' if joins else ""
    upright = "center" if mid else "top"
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{across}'
        f'<w:vAlign w:val="{upright}"/></w:tcPr>{paragraph_xml(spans, style)}</w:tc>'
    )


def fit_columns(
    columns: Sequence[WordColumn], room: int, largest: int = _SIZES[0]
) -> tuple[int, tuple[int, ...]]:
    """The largest type in which no word breaks, and the width of each column.

    From 11 points down to 9, then 8, in which a long word may break. The widths add
    up to `room`: what is over the longest words goes, step by step, to the column that
    makes the tallest cells less tall.
    """
    least: list[int] = []
    for size in (*filter(largest.__ge__, _SIZES), _SMALLEST):
        # the longest word of each column, at most a quarter of the page
        longest = [max(scale_width(*w, size) for w in own.words) for own in columns]
        least = [min(width, room // 4) + _SLACK for width in longest]
        if sum(least) * _SPARE_PERCENT <= room * 100:
            break
    return size, _share_room(columns, least, size, room)


def _share_room(
    columns: Sequence[WordColumn], least: list[int], size: int, room: int
) -> tuple[int, ...]:
    total = sum(least)
    if total >= room:
        cut = [width * room // total for width in least]
        return (*cut[:-1], room - sum(cut[:-1]))
    widths = list(least)
    natural = [
        Counter(scale_width(*cell, size) + _SLACK for cell in column.cells)
        for column in columns
    ]
    step = max((room - total) // _STEPS, 1)
    gains = [
        _gain(cells, width, step) for cells, width in zip(natural, widths, strict=True)
    ]
    while sum(widths) + step <= room:
        best = max(range(len(widths)), key=gains.__getitem__)
        if not gains[best]:  # every cell stands on one line
            break
        widths[best] += step
        gains[best] = _gain(natural[best], widths[best], step)
    spare, longest = room - sum(widths), [max(cells) for cells in natural]
    widths = [
        width + spare * own // sum(longest)
        for width, own in zip(widths, longest, strict=True)
    ]
    widths[-1] += room - sum(widths)
    return tuple(widths)


def _gain(natural: Counter[int], width: int, step: int) -> int:
    """How much less tall the cells of a column get by one step; tall ones weigh."""
    now, then = (
        sum(
            times * max(100, 100 * cell // wide) ** 3
            for cell, times in natural.items()
            if cell > width  # one that fits gains nothing
        )
        for wide in (width, width + step)
    )
    return now - then
