"""Markdown of a memo read into a paper; what no paper can show is refused.

Only headings, paragraphs, lists, tables, bold and italic go into every form. A
token of another kind is told, never left out in silence.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from re import Match
from re import compile as pattern

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec import Struct

from cchc.paper.paper import (
    Align,
    Appendix,
    Block,
    Grid,
    Heading,
    Paper,
    Paragraph,
    Span,
    Spans,
    words,
)
from cchc.text.problem import Place, Problem, ProblemCode
from cchc.text.record import field

TWO = 2
_ASCII = 0x80
_SPARE = range(0xF0000, 0x10FF00, _ASCII)
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&"}
_ESCAPED = pattern(r"\\([!-/:-@\[-`{-~])|&(lt|gt|amp);")
_SIGNS = ("-", "+")
_SHOWN = {"html_block": "<…>", "fence": "```", "code_block": "    …"}


class UnshowableError(Exception):
    """A token that has no form on paper."""

    def __init__(self, token: Token, line: int | None) -> None:
        super().__init__(token.type)
        self.what = token.markup or _SHOWN.get(token.type) or token.type
        self.line = line


class _Reader(Struct):
    """Where the walk stands: the list it is in, the block of Markdown."""

    blocks: list[Block | None] = field(default_factory=list)
    lists: list[int | None] = field(default_factory=list)
    fresh: bool = False


def read_paper(markdown: str, file: str) -> Paper | Problem:
    """The parts of the memo; P605 with the line where it has what none can show.

    Args:
        markdown: the memo as `memo_markdown` gives it.
        file: the template it was made with, where a person can mend it.
    """
    rows = markdown.splitlines()
    try:
        blocks = list(_blocks(_tokens(markdown)))
    except UnshowableError as slip:
        line = slip.line
        excerpt = None if line is None or line >= len(rows) else rows[line]
        at = Place(file=file, excerpt=excerpt)
        return Problem(ProblemCode.TEMPLATE_UNSHOWABLE, at, {"text": slip.what})
    return _parts(blocks)


def _tokens(markdown: str) -> list[Token]:
    """The tokens of the text, its escaped signs back in place.

    Each escaped sign goes past the parser as one letter that is nowhere else in the
    text: the parser makes an object of every escape, seconds for a long narrative.
    """
    base = next(each for each in _SPARE if not _has_any(markdown, each))
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(_ESCAPED.sub(lambda found: _spare(found, base), markdown))
    back = {base + code: chr(code) for code in range(_ASCII)}
    for child in (child for each in tokens for child in each.children or ()):
        child.content = child.content.translate(back)
    return tokens


def _has_any(text: str, base: int) -> bool:
    return any(base <= ord(each) < base + _ASCII for each in set(text))


def _spare(found: Match[str], base: int) -> str:
    return chr(base + ord(found[1] or _ENTITIES[found[2]]))


def _blocks(tokens: Sequence[Token]) -> Iterator[Block | None]:
    """Blocks in order; None for a rule across the page."""
    reader = _Reader()
    place = 0
    while place < len(tokens):
        if tokens[place].type == "table_open":
            end = next(
                i for i in range(place, len(tokens)) if tokens[i].type == "table_close"
            )
            reader.blocks.append(_grid(tokens[place + 1 : end]))
            place = end
        else:
            following = tokens[place + 1] if place + 1 < len(tokens) else None
            _take(tokens[place], following, reader)
        place += 1
    yield from reader.blocks


def _take(token: Token, following: Token | None, reader: _Reader) -> None:
    """One token that is not of a table."""
    match token.type:
        case "hr":
            reader.blocks.append(None)
        case "heading_open" if following is not None:
            level = int(token.tag.removeprefix("h"))
            reader.blocks.append(Heading(level, _spans(following)))
        case "paragraph_open" if following is not None:
            reader.blocks.append(_paragraph(following, reader))
        case "inline" | "heading_close" | "paragraph_close":
            pass
        case _:
            _take_list(token, reader)


def _take_list(token: Token, reader: _Reader) -> None:
    """One token of a list."""
    match token.type:
        case "bullet_list_open":
            reader.lists.append(None)
        case "ordered_list_open":
            reader.lists.append(int(token.attrs.get("start", 1)))
        case "bullet_list_close" | "ordered_list_close":
            reader.lists.pop()
        case "list_item_open":
            reader.fresh = True
        case "list_item_close":
            if (number := reader.lists[-1]) is not None:
                reader.lists[-1] = number + 1
        case _:
            raise UnshowableError(token, _first_line(token))


def _paragraph(inline: Token, reader: _Reader) -> Paragraph:
    if not reader.lists:
        return Paragraph(_spans(inline))
    number, depth = reader.lists[-1], len(reader.lists)
    sign = f"{number}." if number is not None else _SIGNS[(depth - 1) % TWO]
    mark = sign if reader.fresh else ""
    reader.fresh = False
    return Paragraph(_spans(inline), mark, depth)


def _grid(tokens: Iterable[Token]) -> Grid:
    """A table from what is between its two ends."""
    aligns: list[Align] = []
    rows: list[list[Spans]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "th_open":
            aligns.append(_align(token))
        elif token.type == "inline":
            rows[-1].append(_spans(token))
    head, *rest = (tuple(each) for each in rows)
    return Grid(tuple(aligns), head, tuple(rest))


def _align(token: Token) -> Align:
    said = str(token.attrs.get("style", "text-align:left"))
    return Align(said.removeprefix("text-align:"))


def _spans(inline: Token) -> Spans:
    """The words of a block; neighbours in the same type are one span."""
    bold = italic = 0
    found: list[Span] = []
    for child in inline.children or ():
        match child.type:
            case "text" | "text_special":
                _add(found, Span(child.content, bold > 0, italic > 0))
            case "softbreak" | "hardbreak":
                _add(found, Span(" ", bold > 0, italic > 0))
            case "strong_open" | "strong_close":
                bold += child.nesting
            case "em_open" | "em_close":
                italic += child.nesting
            case _:
                raise UnshowableError(child, _first_line(inline))
    return tuple(found)


def _add(found: list[Span], span: Span) -> None:
    if not span.text:
        return
    last = found[-1] if found else None
    if last and (last.bold, last.italic) == (span.bold, span.italic):
        found[-1] = Span(last.text + span.text, span.bold, span.italic)
    else:
        found.append(span)


def _first_line(token: Token) -> int | None:
    return None if token.map is None else token.map[0]


def _parts(blocks: list[Block | None]) -> Paper:
    """Letterhead, text, signature, appendices, told apart by where they stand."""
    tops = [i for i, e in enumerate(blocks) if isinstance(e, Heading) and e.level == 1]
    first = tops[0] if tops else 0
    end = tops[1] if len(tops) > 1 else len(blocks)
    if not tops and blocks and blocks[0] is not None and _is_pair(blocks[0]):
        first = 1  # a letter has no heading
    above = [each for each in blocks[:first] if each is not None]
    heads = [each for each in above if _is_pair(each)]
    text = [each for each in blocks[first:end] if each is not None]
    last = text[-1] if text else None
    signed = last if isinstance(last, Grid) and _is_pair(last) else None
    if signed is not None:
        text.pop()
    head = heads[0] if heads else None
    above = [each for each in above if each is not head]
    ends = [*tops[1:], len(blocks)]
    annexes = [_appendix(blocks[a:b]) for a, b in pairwise(ends)]
    letterhead = head if isinstance(head, Grid) else None
    return Paper(letterhead, (*above, *text), signed, tuple(annexes))


def _is_pair(block: Block) -> bool:
    """A table of two columns: this side and that side of the paper."""
    return isinstance(block, Grid) and block.columns == TWO


def _appendix(blocks: Sequence[Block | None]) -> Appendix:
    kept = tuple(each for each in blocks if each is not None)
    name = words(kept[0].spans) if isinstance(kept[0], Heading) else ""
    after = kept[1] if len(kept) > 1 else None
    titled = isinstance(after, Paragraph) and after.is_bold
    title = words(after.spans) if titled and isinstance(after, Paragraph) else name
    return Appendix(name, title, kept)
