"""Markdown of a memo read into a paper; what no paper can show is refused.

Only headings, paragraphs, lists, tables, bold and italic go into every form. A
token of another kind is told, never left out in silence.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from re import compile as pattern
from typing import TypeGuard

from markdown_it import MarkdownIt
from markdown_it.token import Token

from cchc.paper.paper import (
    Appendix,
    Block,
    ColumnAlign,
    Heading,
    PaperParts,
    PaperTable,
    Paragraph,
    Span,
    Spans,
    plain_text,
)
from cchc.text.lazy import lazy_pattern
from cchc.text.problem import Place, Problem, ProblemCode

_ASCII = 0x80
_SPARE = range(0xF0000, 0x10FF00, _ASCII)
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&"}
_ESCAPED = lazy_pattern(r"\\([!-/:-@\[-`{-~])|&(lt|gt|amp);")
_SIGNS = ("-", "+")
_RULER = lazy_pattern(r"\|(?: *:?-+:? *\|)+")
_ODD_BLANK = lazy_pattern(r"[^\S ]")
_SHOWN = {"html_block": "<…>", "fence": "```", "code_block": "    …"}


class UnshowableError(Exception):
    """A token that has no form on paper; `line` is that of the block it stands in."""

    def __init__(self, token: Token, block: Token) -> None:
        super().__init__(token.type)
        self.what = token.markup or _SHOWN.get(token.type) or token.type
        self.line = None if block.map is None else block.map[0]


def read_paper(markdown: str, file: str) -> PaperParts | Problem:
    """The parts of the memo; P605 with the line where it has what none can show.

    Args:
        markdown: the memo as `render_markdown` gives it.
        file: the template it was made with, where a person can mend it.
    """
    try:
        return _parts(list(_BlockReader(markdown).read()))
    except UnshowableError as error:
        line, rows = error.line, markdown.splitlines()
        excerpt = None if line is None or line >= len(rows) else rows[line]
        place = Place(file=file, excerpt=excerpt)
        blanks = {"text": error.what}
        return Problem(ProblemCode.TEMPLATE_UNSHOWABLE, place, blanks)


class _Source:
    """Markdown as tokens, the plain rows of its tables apart.

    The parser makes ten objects of every cell: a paper of 800 communes took 7 s and
    550 MiB, now 0.3 s. Each escaped sign goes past it as one letter that is nowhere
    else in the text, for it makes an object of every escape too.
    """

    def __init__(self, markdown: str) -> None:
        used = set(map(ord, set(markdown)))
        base = next(at for at in _SPARE if used.isdisjoint(range(at, at + _ASCII)))
        text = _ESCAPED.sub(
            lambda m: chr(base + ord(m[1] or _ENTITIES[m[2]])), markdown
        )
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
        self.parser = MarkdownIt("commonmark", {"html": False}).enable("table")
        self.signs = {base + code: chr(code) for code in range(_ASCII)}
        self.marked = pattern(rf"[\\`*_\[<&{chr(base)}-{chr(base + _ASCII - 1)}]")
        self.names: dict[str, object] = {}
        self.cells: dict[str, Spans] = {"": ()}
        lines = text.split("\n")
        kept, self.rows = without_rows(lines)
        self.tokens = self._parse("\n".join(lines[number] for number in kept))
        tables = {
            kept[t.map[0]] for t in self.tokens if t.type == "table_open" and t.map
        }
        if not self.rows.keys() <= tables:  # those rows are in no table: read all
            self.rows, kept = {}, range(len(lines))
            self.tokens = self._parse(text)
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


def without_rows(lines: Sequence[str]) -> tuple[Sequence[int], dict[int, list[str]]]:
    """The numbers of all other lines; the rows of each table by its first line.

    A row begins and ends with a bar, has as many of them as the line below the
    heads and no blank but spaces; what else may be a row is left to the parser.
    """
    kept: list[int] = []
    rows: dict[int, list[str]] = {}
    at, end = 0, len(lines)
    while at < end:
        kept.append(at)
        line, at = lines[at], at + 1
        if _RULER.fullmatch(line) and at > 1 and lines[at - 2].startswith("|"):
            first, bars = at, line.count("|")
            while at < end and _is_row(lines[at], bars):
                at += 1
            if at > first:
                rows[first - 2] = list(lines[first:at])
    return kept, rows


def _is_row(line: str, bars: int) -> bool:
    is_framed = line.startswith("|") and line.endswith("|")
    return is_framed and line.count("|") == bars and not _ODD_BLANK.search(line)


class _BlockReader:
    """Walks over tokens; knows the lists it is in and whether an item just began."""

    def __init__(self, markdown: str) -> None:
        self.source = _Source(markdown)
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
                _add_span(spans, Span(child.content, bold > 0, italic > 0))
            case "softbreak" | "hardbreak":
                _add_span(spans, Span(" ", bold > 0, italic > 0))
            case "strong_open" | "strong_close":
                bold += child.nesting
            case "em_open" | "em_close":
                italic += child.nesting
            case _:
                raise UnshowableError(child, inline)
    return tuple(spans)


def _add_span(spans: list[Span], span: Span) -> None:
    last = spans[-1] if spans else None
    if last and (last.bold, last.italic) == (span.bold, span.italic):
        spans[-1] = Span(last.text + span.text, span.bold, span.italic)
    elif span.text:
        spans.append(span)


SEAL_LINE = lazy_pattern(r"[^:]+: (?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}")
"""What the last line of a paper with a seal code looks like."""


def _parts(blocks: list[Block | None]) -> PaperParts:
    """Letterhead, text, signature, appendices, told apart by where they stand."""
    foot = blocks[-1] if blocks else None
    seal = plain_text(foot.spans) if isinstance(foot, Paragraph) else ""
    if SEAL_LINE.fullmatch(seal) is None:
        seal = ""
    else:
        blocks = blocks[:-1]
    tops = [
        place
        for place, block in enumerate(blocks)
        if isinstance(block, Heading) and block.level == 1
    ]
    first = tops[0] if tops else 0
    if not tops and blocks and _is_pair(blocks[0]):
        first = 1  # a letter has no heading
    ends = [*tops[1:], len(blocks)]
    above = _without_rules(blocks[:first])
    text = _without_rules(blocks[first : ends[0]])
    letterhead = next(filter(_is_pair, above), None)
    if letterhead is not None:
        above.remove(letterhead)
    last = text[-1] if text else None
    signature = last if _is_pair(last) else None
    if signature is not None:
        text.pop()
    appendices = (_appendix(_without_rules(blocks[a:b])) for a, b in pairwise(ends))
    return PaperParts(letterhead, (*above, *text), signature, tuple(appendices), seal)


def _without_rules(blocks: Iterable[Block | None]) -> list[Block]:
    """The blocks without rules across the page."""
    return [block for block in blocks if block is not None]


def _is_pair(block: Block | None) -> TypeGuard[PaperTable]:
    """A table of two columns: this side and that side of the paper."""
    return isinstance(block, PaperTable) and block.columns == 2


def _appendix(blocks: list[Block]) -> Appendix:
    """Its name is its heading, its title the bold line after it."""
    name = plain_text(blocks[0].spans) if isinstance(blocks[0], Heading) else ""
    after = blocks[1] if len(blocks) > 1 else None
    title = name
    if isinstance(after, Paragraph) and after.is_bold:
        title = plain_text(after.spans)
    return Appendix(name, title, tuple(blocks))
