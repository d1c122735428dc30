"""Any Markdown read by a whole parser, for what `markdown_reader` does not know itself.

Only headings, paragraphs, lists, tables, bold and italic go into every form. A
token of another kind is told, never left out in silence.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile

from markdown_it import MarkdownIt
from markdown_it.token import Token

from cchc.paper.paper import (
    Block,
    ColumnAlign,
    EscapedMarkdown,
    Heading,
    PaperTable,
    Paragraph,
    Span,
    Spans,
    add_span,
)

_SIGNS = ("-", "+")
_SHOWN = {"html_block": "<…>", "fence": "```", "code_block": "    …"}


class UnshowableError(Exception):
    """A token that has no form on paper; `line` is that of the block it stands in."""

    def __init__(self, token: Token, block: Token) -> None:
        super().__init__(token.type)
        self.what = token.markup or _SHOWN.get(token.type) or token.type
        self.line = None if block.map is None else block.map[0]


def read_blocks(
    markdown: EscapedMarkdown, tables: Mapping[int, PaperTable]
) -> list[Block | None]:
    """The blocks of Markdown in order, None for a rule across the page.

    `tables` are those that are known already, by their first line: the parser makes
    ten objects of every cell, and a paper of 800 communes took 7 s and 550 MiB, now
    0.3 s. Raises `UnshowableError`.
    """
    ends = {first + 2: len(table.rows) for first, table in tables.items()}
    rows = {line + n for line, count in ends.items() for n in range(count)}
    kept = [number for number in range(len(markdown.lines)) if number not in rows]
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse("\n".join(markdown.lines[number] for number in kept), {})
    for token in tokens:
        if token.map is not None:
            token.map[0] = kept[token.map[0]]
        for child in token.children or ():
            child.content = child.content.translate(markdown.signs)
    return list(_BlockReader().read(tokens, tables))


def _table(tokens: Iterable[Token]) -> PaperTable:
    """A table from what is between its two ends."""
    aligns: list[ColumnAlign] = []
    rows: list[list[Spans]] = []
    for token in tokens:
        match token.type:
            case "tr_open":
                rows.append([])
            case "th_open":
                style = str(token.attrs.get("style", "text-align:left"))
                aligns.append(ColumnAlign(style.removeprefix("text-align:")))
            case "inline":
                rows[-1].append(_spans(token))
            case _:
                pass
    head, *others = map(tuple, rows)
    return PaperTable(tuple(aligns), head, tuple(others))


class _BlockReader:
    """Walks over tokens; knows the lists it is in and whether an item just began."""

    def __init__(self) -> None:
        self.lists: list[int | None] = []
        self.is_new_item = False

    def read(
        self, tokens: Iterable[Token], tables: Mapping[int, PaperTable]
    ) -> Iterator[Block | None]:
        """Blocks in order; None for a rule across the page."""
        following = iter(tokens)
        for token in following:
            match token.type:
                case "table_open":
                    inside = takewhile(lambda t: t.type != "table_close", following)
                    table = _table(inside)
                    yield tables.get(token.map[0] if token.map else -1, table)
                case "hr":
                    yield None
                case "heading_open":
                    level = int(token.tag.removeprefix("h"))
                    yield Heading(level, _spans(next(following)))
                case "paragraph_open":
                    mark = self._item_mark() if self.lists else ""
                    yield Paragraph(_spans(next(following)), mark, len(self.lists))
                case "heading_close" | "paragraph_close":
                    pass
                case _:
                    self._follow_list(token)

    def _follow_list(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open":
                self.lists.append(None)
            case "ordered_list_open":
                self.lists.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case "list_item_open":
                self.is_new_item = True
            case "list_item_close":
                if (number := self.lists[-1]) is not None:
                    self.lists[-1] = number + 1
            case _:
                raise UnshowableError(token, token)

    def _item_mark(self) -> str:
        """The sign before the first paragraph of an item, nothing before the others."""
        number, depth = self.lists[-1], len(self.lists)
        sign = f"{number}." if number is not None else _SIGNS[(depth - 1) % 2]
        is_first, self.is_new_item = self.is_new_item, False
        return sign if is_first else ""


def _spans(inline: Token) -> Spans:
    """The words of a block; neighbours in the same type are one span."""
    bold = italic = 0
    spans: list[Span] = []
    for child in inline.children or ():
        match child.type:
            case "text" | "text_special":
                add_span(spans, Span(child.content, bold > 0, italic > 0))
            case "softbreak" | "hardbreak":
                add_span(spans, Span(" ", bold > 0, italic > 0))
            case "strong_open" | "strong_close":
                bold += child.nesting
            case "em_open" | "em_close":
                italic += child.nesting
            case _:
                raise UnshowableError(child, inline)
    return tuple(spans)
