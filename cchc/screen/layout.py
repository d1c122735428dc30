"""What a screen is laid out of: styled text, margins, grids; painted as lines.

A block becomes lines of runs, each run a piece of text with one style; widths are
cells of a terminal. Words are printed as they are, never read as markup.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from re import finditer
from typing import Literal, Protocol, Self

from cchc.screen.status_style import DULL, Mark
from cchc.text.record import Record
from cchc.text.width import clip, columns

Run = tuple[str, str]
"""A piece of text, and its style: `bold`, a colour, or both."""
Line = Sequence[Run]
Overflow = Literal["fold", "keep", "ellipsis"]
"""Text too long for its room is broken anywhere; between words, longer ones cut;
or nowhere, and cut."""
NARROW = 60
"""Below so many columns two things do not stand side by side."""
_SGR = {
    "bold": "1",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "default": "39",
    "dim": "2",
}


class Block(Protocol):
    """Anything that takes whole lines of a screen."""

    def lines(self, width: int) -> Iterable[Line]:
        """The lines it fills on a screen of so many cells."""


class StyledText:
    """Words with a style; further ones can be appended.

    `overflow` is for words that are broken in another way than their column says.
    """

    def __init__(
        self, text: str = "", style: str = "", overflow: Overflow | None = None
    ) -> None:
        self.plain, self.runs, self.overflow = text, [(text, style)], overflow

    def append(self, text: str, style: str = "") -> Self:
        """Add words in a style of their own."""
        self.plain += text
        self.runs.append((text, style))
        return self

    @property
    def cell_len(self) -> int:
        """Cells that the longest line fills."""
        return max(map(columns, self.plain.split("\n")))

    def lines(self, width: int, overflow: Overflow = "fold") -> list[Line]:
        """The text in lines of at most so many cells, no blanks at their ends."""
        fits = columns(self.plain) <= width and "\n" not in self.plain
        if fits and not self.plain[-1:].isspace():
            return [self.runs]
        breaks = _line_breaks(self.plain, width, self.overflow or overflow)
        return [self._line(*ends, width) for ends in breaks]

    def _line(self, start: int, end: int, width: int) -> Line:
        """The words between two places, cut with `…` where they are too long."""
        kept, at, line = self.plain[start:end].rstrip(), 0, []
        is_cut = columns(kept) > width
        end = start + len(clip(kept, width - 1) if is_cut else kept)
        for text, style in self.runs:
            if part := text[max(start - at, 0) : max(end - at, 0)]:
                line.append((part, style))
            at += len(text)
        return [*line, ("…", line[-1][1] if line else "")] if is_cut else line


class Indented(Record):
    """A block with so many blanks before it."""

    block: Block
    left: int

    def lines(self, width: int) -> Iterator[Line]:
        """The lines of the block, moved to the right."""
        for line in self.block.lines(max(width - self.left, 1)):
            yield [(" " * self.left, ""), *line]


class TitleLine(Record):
    """A title in capitals on a line across the screen."""

    title: str

    def lines(self, width: int) -> Iterator[Line]:
        """The one line."""
        title = StyledText(self.title.upper(), "bold", "ellipsis")
        for line in title.lines(width - 2):
            rule = "─" * (width - 1 - _width(line))
            yield [*line, (" ", ""), (rule, DULL)]


class GridColumn(Record):
    """A column of a grid: `width` or `most` cells wide, or as wide as its cells.

    `share`: it takes the room that the others leave.
    """

    width: int | None = None
    share: bool = False
    right: bool = False
    long: Overflow = "keep"
    most: int | None = None


Cells = Sequence[StyledText]


class ColumnGrid(Record):
    """Rows of cells in columns, one blank between them."""

    columns: tuple[GridColumn, ...]
    rows: tuple[Cells, ...]

    def lines(self, width: int) -> Iterator[Line]:
        """The lines of every row."""
        widths = [
            0 if column.share else column.width or min(most, column.most or most)
            for column, most in zip(self.columns, _longest(self.rows), strict=True)
        ]
        left = width - sum(widths) - len(widths) + 1
        shared = [
            max(left, 1) if column.share else most
            for column, most in zip(self.columns, widths, strict=True)
        ]
        for row in self.rows:
            yield from _row_lines(row, self.columns, shared, " ")


class Box(Record):
    """Rows of cells under heads, with lines around them, as wide as need be.

    `title` stands above the lines.
    """

    title: str
    columns: tuple[GridColumn, ...]
    heads: Cells
    rows: tuple[Cells, ...]

    def lines(self, width: int) -> Iterator[Line]:
        """The lines of every row; heads stand at the foot of theirs."""
        loose = [column.long != "ellipsis" for column in self.columns]
        room = width - len(loose) - 1
        widths = [min(most + 2, room) for most in _longest([self.heads, *self.rows])]
        widths = [max(most, 2) for most in _narrowed(widths, loose, room)]
        rules = ["─" * most for most in widths]
        if self.title:
            yield from StyledText(self.title).lines(sum(widths) + len(widths) + 1)
        yield [(f"╭{'┬'.join(rules)}╮", "")]
        inner = [most - 2 for most in widths]
        for row in [self.heads, *self.rows]:
            is_head = row is self.heads
            for line in _row_lines(row, self.columns, inner, " │ ", at_foot=is_head):
                yield [("│ ", ""), *line, (" │", "")]
            if is_head:
                yield [(f"├{'┼'.join(rules)}┤", "")]
        yield [(f"╰{'┴'.join(rules)}╯", "")]


def note(text: str) -> StyledText:
    """Words in a dull colour, broken anywhere where they are too long."""
    return StyledText(text, DULL)


def mark_word(word: str, mark: Mark, *, strong: bool = False) -> StyledText:
    """Symbol, then word, in the colour of a status."""
    symbol, colour = mark
    return StyledText(f"{symbol} {word}", f"bold {colour}" if strong else colour)


def two_ends(
    left: StyledText, right: StyledText, width: int, indent: int = 0
) -> Iterator[Block]:
    """One line with two ends; one above the other where that is too narrow."""
    if width < NARROW:
        left.overflow = right.overflow = "keep"
        yield Indented(left, min(indent, 2))
        yield Indented(right, min(indent, 2) + 2)
        return
    room = max(width // 2, min(46, width - 34))
    ends = (
        GridColumn(share=True, long="fold"),
        GridColumn(right=True, long="fold", most=room),
    )
    yield Indented(ColumnGrid(ends, ((left, right),)), indent)


def paint(blocks: Iterable[Block], width: int, *, colour: bool) -> list[str]:
    """The lines of a screen, no trailing blanks.

    Without colour there is not one escape in them.
    """
    lines = (line for block in blocks for line in block.lines(width))
    if colour:
        return ["".join(map(_coloured_text, line)).rstrip() for line in lines]
    return ["".join([text for text, _ in line]).rstrip() for line in lines]


def _coloured_text(run: Run) -> str:
    text, style = run
    codes = ";".join([_SGR[word] for word in style.split()])
    return f"\x1b[{codes}m{text}\x1b[0m" if codes and text else text


def _width(line: Line) -> int:
    return sum([columns(text) for text, _ in line])


def _line_breaks(
    text: str, width: int, overflow: Overflow
) -> Iterator[tuple[int, int]]:
    """Where each line of a text begins and ends; its own line ends are kept."""
    start = 0
    for line in text.split("\n"):
        breaks = _word_breaks(line, width, overflow) if overflow != "ellipsis" else ()
        for begin, end in pairwise((0, *breaks, len(line))):
            yield start + begin, start + end
        start += len(line) + 1


def _word_breaks(line: str, width: int, overflow: Overflow) -> Iterator[int]:
    """Where a line that is too long is broken: before words, and within long ones."""
    used = 0
    for match in finditer(r"\s*\S+\s*", line):
        word, start = match[0], match.start()
        length = columns(word.rstrip())
        if length <= width - used:
            used += columns(word)
        elif length > width and overflow == "fold":
            while word:
                if start:
                    yield start
                piece = clip(word, width) or word[0]
                used = columns(piece)
                start, word = start + len(piece), word[len(piece) :]
        else:
            if start:
                yield start
            used = columns(word)


def _longest(rows: Iterable[Cells]) -> list[int]:
    """Cells of the longest line in each column."""
    return [max(cell.cell_len for cell in cells) for cells in zip(*rows, strict=True)]


def _narrowed(widths: list[int], loose: list[bool], room: int) -> list[int]:
    """The widths in so much room: the widest loose columns give first, then all."""
    while (excess := sum(widths) - room) > 0:
        giving = [most * is_loose for most, is_loose in zip(widths, loose, strict=True)]
        widest = max(giving)
        if not widest:
            return _reduced(widths, [True] * len(widths), excess, max(widths))
        second = max(most for most in (0, *giving) if most != widest)
        is_widest = [most == widest for most in giving]
        widths = _reduced(widths, is_widest, excess, widest - second)
    return widths


def _reduced(
    widths: list[int], which: list[bool], excess: int, limit: int
) -> list[int]:
    """The widths less what is too much, evenly, from each no more than a limit."""
    shares, reduced = sum(which), []
    limit = min(limit, excess)
    for width, gives in zip(widths, which, strict=True):
        given = min(limit, width, round(excess / shares)) if gives else 0
        excess, shares = excess - given, shares - gives
        reduced.append(width - given)
    return reduced


def _row_lines(
    row: Cells,
    shape: tuple[GridColumn, ...],
    widths: list[int],
    between: str,
    *,
    at_foot: bool = False,
) -> Iterator[Line]:
    """The lines of one row, its cells filled up to the widths of their columns."""
    cells = [
        [_filled(line, width, column) for line in cell.lines(width, column.long)]
        for cell, column, width in zip(row, shape, widths, strict=True)
    ]
    height = max(map(len, cells))
    for cell, width in zip(cells, widths, strict=True):
        blank: list[Line] = [[(" " * width, "")]] * (height - len(cell))
        cell[:] = [*blank, *cell] if at_foot else [*cell, *blank]
    for first, *others in zip(*cells, strict=True):
        yield [*first, *(run for cell in others for run in ((between, ""), *cell))]


def _filled(line: Line, width: int, column: GridColumn) -> Line:
    blanks = (" " * (width - _width(line)), "")
    return [blanks, *line] if column.right else [*line, blanks]
