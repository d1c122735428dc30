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
from cchc.text.problem import Place, Problem, ProblemCode

_ASCII = 0x80
_SPARE = range(0xF0000, 0x10FF00, _ASCII)
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&"}
_ESCAPED = pattern(r"\\([!-/:-@\[-`{-~])|&(lt|gt|amp);")
_SIGNS = ("-", "+")
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
    rows = markdown.splitlines()
    try:
        blocks = list(_BlockReader().read(_tokens(markdown)))
    except UnshowableError as error:
        line = error.line
        excerpt = None if line is None or line >= len(rows) else rows[line]
        place = Place(file=file, excerpt=excerpt)
        blanks = {"text": error.what}
        return Problem(ProblemCode.TEMPLATE_UNSHOWABLE, place, blanks)
    return _parts(blocks)


def _tokens(markdown: str) -> list[Token]:
    """The tokens of the text, its escaped signs back in place.

    Each escaped sign goes past the parser as one letter that is nowhere else in the
    text: the parser makes an object of every escape, seconds for a long narrative.
    """
    used = set(map(ord, set(markdown)))
    base = next(at for at in _SPARE if used.isdisjoint(range(at, at + _ASCII)))
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    text = _ESCAPED.sub(lambda m: chr(base + ord(m[1] or _ENTITIES[m[2]])), markdown)
    tokens = parser.parse(text)
    signs = {base + code: chr(code) for code in range(_ASCII)}
    for child in (child for token in tokens for child in token.children or ()):
        child.content = child.content.translate(signs)
    return tokens


class _BlockReader:
    """Walks over tokens; knows the lists it is in and whether an item just began."""

    def __init__(self) -> None:
        self.lists: list[int | None] = []
        self.is_new_item = False

    def read(self, tokens: Sequence[Token]) -> Iterator[Block | None]:
        """Blocks in order; None for a rule across the page."""
        following = iter(tokens)
        for token in following:
            match token.type:
                case "table_open":
                    yield _grid(takewhile(lambda t: t.type != "table_close", following))
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


def _grid(tokens: Iterable[Token]) -> PaperTable:
    """A table from what is between its two ends."""
    aligns: list[ColumnAlign] = []
    rows: list[list[Spans]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "th_open":
            style = str(token.attrs.get("style", "text-align:left"))
            aligns.append(ColumnAlign(style.removeprefix("text-align:")))
        elif token.type == "inline":
            rows[-1].append(_spans(token))
    head, *rest = map(tuple, rows)
    return PaperTable(tuple(aligns), head, tuple(rest))


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


def _parts(blocks: list[Block | None]) -> PaperParts:
    """Letterhead, text, signature, appendices, told apart by where they stand."""
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
    return PaperParts(letterhead, (*above, *text), signature, tuple(appendices))


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
