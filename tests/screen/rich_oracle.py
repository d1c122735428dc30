"""The same blocks drawn by Rich, line for line: what our own painter is held to."""

from collections.abc import Iterable
from io import StringIO
from re import finditer

from rich.box import ROUNDED
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from cchc.screen.layout import Block, Box, ColumnGrid, Indented, StyledText, TitleLine
from cchc.screen.status_style import DULL

Glyph = tuple[str, str]
"""A letter and the codes of its style."""


def rich_lines(blocks: Iterable[Block], width: int, *, colour: bool) -> list[str]:
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
        console.print(as_rich(block))
    text = paper.getvalue().replace("\u00a0", " ")
    return [line.rstrip() for line in text.splitlines()]


def as_rich(block: Block) -> RenderableType:
    match block:
        case StyledText():
            return rich_text(block)
        case Indented():
            return Padding(as_rich(block.block), (0, 0, 0, block.left))
        case TitleLine():
            title = Text(block.title.upper(), style="bold")
            return Rule(title, align="left", style=DULL)
        case ColumnGrid():
            shared = any(column.share for column in block.columns)
            grid = Table.grid(padding=(0, 1, 0, 0), expand=shared)
            for column in block.columns:
                grid.add_column(
                    width=column.width,
                    max_width=column.most,
                    ratio=1 if column.share else None,
                    justify="right" if column.right else "left",
                    no_wrap=column.long == "ellipsis",
                    overflow="fold" if column.long == "fold" else "ellipsis",
                )
            for row in block.rows:
                grid.add_row(*map(rich_text, row))
            return grid
        case Box():
            return rich_box(block)
        case _:
            raise TypeError(block)


def rich_box(box: Box) -> Table:
    title = Text(box.title) if box.title else None
    table = Table(title=title, title_justify="left", box=ROUNDED)
    for column, head in zip(box.columns, box.heads, strict=True):
        is_whole = column.long == "ellipsis"
        table.add_column(
            rich_text(head),
            justify="right" if column.right else "left",
            overflow="ellipsis" if is_whole else "fold",
            no_wrap=is_whole,
        )
    for row in box.rows:
        table.add_row(*map(rich_text, row))
    return table


def rich_text(styled: StyledText) -> Text:
    text = Text()
    if styled.overflow is not None:
        text.overflow = "fold" if styled.overflow == "fold" else "ellipsis"
        text.no_wrap = styled.overflow == "ellipsis"
    for words, style in styled.runs:
        text.append(words, style or None)
    return text


def glyphs(line: str) -> list[Glyph]:
    """The letters of a line with their styles, however the escapes are put.

    What stands for letters that are cut away has no style of its own.
    """
    shown: list[Glyph] = []
    codes = ""
    for part in finditer(r"\x1b\[([0-9;]*)m|(.)", line):
        if part[2] is None:
            codes = "" if part[1] == "0" else part[1]
        else:
            shown.append((part[2], "" if part[2] in " …" else codes))
    while shown and shown[-1][0] == " ":
        shown.pop()
    return shown
