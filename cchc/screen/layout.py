"""What a screen is laid out of: styled text, margins, grids; painted as plain text."""

from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Literal

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table as Grid
from rich.text import Text

from cchc.screen.status_style import DULL, Mark
from cchc.text.record import Record

StyledText = Text
"""Words with a style; further ones can be appended."""
Block = RenderableType
"""Anything that takes whole lines of a screen."""
Cells = Sequence[StyledText | str]
NARROW = 60
"""Below so many columns two things do not stand side by side."""


class GridColumn(Record):
    """A column of a grid; `share`: it takes the room that the others leave."""

    width: int | None = None
    share: bool = False
    right: bool = False
    long: Literal["fold", "ellipsis", "keep"] = "keep"


def note(text: str) -> StyledText:
    """Words in a dull colour, broken anywhere where they are too long."""
    return StyledText(text, style=DULL, overflow="fold")


def mark_word(word: str, mark: Mark, *, strong: bool = False) -> StyledText:
    """Symbol, then word, in the colour of a status."""
    symbol, colour = mark
    return StyledText(f"{symbol} {word}", f"bold {colour}" if strong else colour)


def indent_block(block: Block, left: int) -> Padding:
    """The block with so many blanks before it."""
    return Padding(block, (0, 0, 0, left))


def heading(title: str) -> Rule:
    """A title in capitals on a line across the screen."""
    return Rule(StyledText(title.upper(), style="bold"), align="left", style=DULL)


def two_ends(left: StyledText, right: StyledText, width: int, indent: int = 0) -> Block:
    """One line with two ends; one above the other where that is too narrow."""
    if width < NARROW:
        lines = Grid.grid(padding=0)
        lines.add_row(left)
        lines.add_row(indent_block(right, 2))
        return indent_block(lines, min(indent, 2))
    line = Grid.grid(padding=(0, 1, 0, 0), expand=True)
    line.add_column(ratio=1, overflow="fold")
    room = max(width // 2, min(46, width - 34))
    line.add_column(justify="right", max_width=room, overflow="fold")
    line.add_row(left, right)
    return indent_block(line, indent)


def grid(columns: Iterable[GridColumn], rows: Iterable[Cells], indent: int) -> Block:
    """Rows of cells in columns, without lines between them."""
    listed = tuple(columns)
    drawn = Grid.grid(
        padding=(0, 1, 0, 0), expand=any(column.share for column in listed)
    )
    for column in listed:
        drawn.add_column(
            width=column.width,
            ratio=1 if column.share else None,
            justify="right" if column.right else "left",
            no_wrap=column.long == "ellipsis",
            overflow="fold" if column.long == "fold" else "ellipsis",
        )
    for row in rows:
        drawn.add_row(*row)
    return indent_block(drawn, indent)


def paint(blocks: Iterable[Block], width: int, *, colour: bool) -> list[str]:
    """The lines of a screen, no trailing blanks.

    Without colour there is not one escape in them. Words are printed as they are,
    never read as markup, and cannot steer the terminal.
    """
    paper = StringIO()
    console = Console(
        file=paper,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )
    for block in blocks:
        console.print(block)
    return [line.rstrip() for line in paper.getvalue().splitlines()]
