"""Any Markdown read by a whole parser, for what `markdown_reader` does not know itself.

Only headings, paragraphs, lists, tables, bold and italic go into every form. A
token of another kind is told, never left out in silence.
"""

from collections.abc import Iterable, Iterator
from itertools import takewhile
from re import compile as pattern

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
    TableRows,
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


def read_blocks(markdown: EscapedMarkdown, apart: TableRows) -> list[Block | None]:
    """The blocks of Markdown in order, None for a rule across the page.

    `apart` are the plain rows of its tables: the parser makes ten objects of every
    cell, and a paper of 800 communes took 7 s and 550 MiB, now 0.3 s. Raises
    `UnshowableError`.
    """
    return list(_BlockReader(_Source(markdown, apart)).read())


class _Source:
    """Markdown as tokens, the plain rows of its tables apart."""

    def __init__(self, markdown: EscapedMarkdown, apart: TableRows) -> None:
        self.parser = MarkdownIt("commonmark", {"html": False}).enable("table")
        self.signs = markdown.signs
        spare = "".join(map(chr, self.signs))
        self.marked = pattern(rf"[\\`*_\[<&{spare[0]}-{spare[-1]}]")
        self.names: dict[str, object] = {}
        self.cells: dict[str, Spans] = {"": ()}
        lines = markdown.lines
        kept, self.rows = apart
        self.tokens = self._parse("\n".join(lines[number] for number in kept))
        tables = {
            kept[t.map[0]] for t in self.tokens if t.type == "table_open" and t.map
        }
        if not self.rows.keys() <= tables:  # those rows are in no table: read all
            self.rows, kept = {}, range(len(lines))
            self.tokens = self._parse("\n".join(lines))
        for token in self.tokens:
            if token.map is not None:
                token.map[0] = kept[token.map[0]]

    def table(self, tokens: Iterable[Token], line: int) -> PaperTable:
        """A table from its first line and what is between its two ends."""
        aligns: list[ColumnAlign] = []
        rows: list[tuple[Spans, ...]] = []
        row: list[Spans] = []
        for token in tokens:
            match token.type:
                case "tr_open":
                    row = []
                case "th_open":
                    style = str(token.attrs.get("style", "text-align:left"))
                    aligns.append(ColumnAlign(style.removeprefix("text-align:")))
                case "inline":
                    row.append(_spans(token))
                case "tr_close":
                    rows.append(tuple(row))
                case "thead_close":
                    plain = enumerate(self.rows.get(line, ()), start=line + 2)
                    rows += [self._cells(text, at) for at, text in plain]
                case _:
                    pass
        return PaperTable(tuple(aligns), rows[0], tuple(rows[1:]))

    def _cells(self, row: str, line: int) -> tuple[Spans, ...]:
        """The cells of a row of a table."""
        known, cells = self.cells, row[1:-1].split("|")
        is_marked = self.marked.search(row) is not None
        spans = []
        for cell in cells:
            text = cell.strip(" ")
            if text not in known:
                known[text] = self._cell(text, line) if is_marked else (Span(text),)
            spans.append(known[text])
        return tuple(spans)

    def _cell(self, text: str, line: int) -> Spans:
        if self.marked.search(text) is None:
            return (Span(text),)
        (token,) = self._in_place(self.parser.parseInline(text, self.names))
        token.map = [line, line + 1]
        return _spans(token)

    def _parse(self, text: str) -> list[Token]:
        return self._in_place(self.parser.parse(text, self.names))

    def _in_place(self, tokens: list[Token]) -> list[Token]:
        """The tokens with escaped signs back in place."""
        for child in (child for token in tokens for child in token.children or ()):
            child.content = child.content.translate(self.signs)
        return tokens


class _BlockReader:
    """Walks over tokens; knows the lists it is in and whether an item just began."""

    def __init__(self, source: _Source) -> None:
        self.source = source
        self.lists: list[int | None] = []
        self.is_new_item = False

    def read(self) -> Iterator[Block | None]:
        """Blocks in order; None for a rule across the page."""
        following = iter(self.source.tokens)
        for token in following:
            match token.type:
                case "table_open":
                    inside = takewhile(lambda t: t.type != "table_close", following)
                    yield self.source.table(inside, token.map[0] if token.map else -1)
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
