"""The text of a paper and its appendices as the XML of Word (DOCUMENTS 4.1)."""

from collections.abc import Sequence

from cchc.paper.paper import (
    Appendix,
    Block,
    Grid,
    Heading,
    Paper,
    Paragraph,
    Span,
    words,
)
from cchc.paper.word_table import FEW, FEW_LYING, table
from cchc.paper.word_width import width
from cchc.paper.word_xml import (
    BELOW,
    BODY,
    CAPTION,
    PART,
    SECTION,
    SUBJECT,
    TEXT,
    TITLE,
    Style,
    joined,
    paragraph,
    properties,
    rule,
)
from cchc.text.record import replace

TO = 1701
"""How far in the opening word stands before a list of addressees: 30 mm."""

LEVELS = {1: TITLE, 2: PART}
GAP = "<w:p>" + properties(replace(TEXT, first=0, after=0, size=12)) + "</w:p>"


def body(paper: Paper, room: int, to: str) -> str:
    """From the kind of paper to the sentence before the signature.

    `to` is the word that opens the line of addressees (ô 9a), which stands in the
    middle; `room` is how wide the text is, in twips. The last paragraph stays with the
    signature; when it is only a line, the one before it too.
    """
    blocks = paper.body
    kept = 1 if blocks and _is_long(blocks[-1], room) else 2
    listed = _listed_under(blocks, to)
    parts = []
    for place, block in enumerate(blocks):
        if place in listed:
            parts.append(_addressee(block, to, last=place == listed[-1]))
            continue
        before = blocks[place - 1] if place else None
        last = place >= len(blocks) - kept
        parts.append(_block(block, before, room, to=to, last=last))
    return joined(parts)


def _is_long(block: Block, room: int) -> bool:
    """Whether it is a paragraph of more than two lines."""
    said = words(block.spans) if isinstance(block, Paragraph) else ""
    return width(said, BODY) > 2 * room


def _listed_under(blocks: Sequence[Block], to: str) -> range:
    """Where the lines of several addressees stand: the opening word, then the list."""
    found = (i for i, each in enumerate(blocks) if _is_opening(each, to))
    first = next(found, None)
    if first is None:
        return range(0)
    end = first + 1
    while end < len(blocks) and _mark(blocks[end]):
        end += 1
    return range(first, end)


def _is_opening(block: Block, to: str) -> bool:
    return bool(to) and isinstance(block, Paragraph) and words(block.spans) == to


def _mark(block: Block) -> str:
    return block.mark if isinstance(block, Paragraph) else ""


def _addressee(block: Block, to: str, *, last: bool) -> str:
    """One line of several addressees: the dashes stand under the colon (ô 9a)."""
    if not isinstance(block, Paragraph) or not block.mark:
        opening = replace(BELOW, align="left", left=TO, after=0, keep_next=True)
        return paragraph((Span(to),), opening)
    dash = width(f"{block.mark} ", BODY)
    colon = TO + width(to.removesuffix(":"), BODY)
    after = BELOW.after if last else 0
    style = Style("left", -dash, 0, after, left=colon + dash)
    return paragraph(marked(block), style)


def _block(
    block: Block, before: Block | None, room: int, *, to: str, last: bool
) -> str:
    titled = isinstance(before, Heading) and before.level == 1
    match block:
        case Heading():
            return paragraph(block.spans, LEVELS.get(block.level, SECTION))
        case Grid():
            return (GAP if isinstance(before, Grid) else "") + table(block, room)
        case Paragraph() if titled and block.is_bold:
            return paragraph(block.spans, SUBJECT) + _middle_rule(block, room)
        case Paragraph() if before is None and block.is_bold:
            return paragraph(block.spans, BELOW)
        case Paragraph() if to and words(block.spans).startswith(to):
            return paragraph(block.spans, BELOW)
        case Paragraph():
            lower = 120 if isinstance(before, Grid) else 0
            return paragraph(marked(block), replace(TEXT, before=lower, keep_next=last))


def _middle_rule(block: Paragraph, room: int) -> str:
    """The rule under the subject: a third to a half of its line (ô 5a)."""
    line = min(width(words(block.spans), SUBJECT.size, bold=True), room)
    side = (room - line * 2 // 5) // 2
    return rule(side, side, 200)


def marked(block: Paragraph) -> tuple[Span, ...]:
    """The words with the sign of their list before them."""
    return (Span(f"{block.mark} "), *block.spans) if block.mark else block.spans


def appendix(one: Appendix, room: int, *, lies: bool = False) -> str:
    """One appendix: name, title, what it goes with, tables; on a lying page or not."""
    few = FEW_LYING if lies else FEW
    parts = []
    before: Block | None = None
    for block in one.blocks:
        parts.append(_in_appendix(block, before, room, few))
        before = block
    return joined(parts)


def _in_appendix(block: Block, before: Block | None, room: int, few: int) -> str:
    if isinstance(block, Grid):
        return (GAP if isinstance(before, Grid) else "") + table(block, room, few)
    if isinstance(block, Heading):
        top = block.level == 1
        return paragraph(block.spans, replace(TITLE, before=0) if top else CAPTION)
    if isinstance(before, Heading):
        return paragraph(block.spans, SUBJECT)
    return paragraph(marked(block), _kind(block))


def _kind(block: Paragraph) -> Style:
    """What it goes with, a caption, or text."""
    if block.is_italic:
        return replace(BELOW, after=60, keep_next=True)
    return CAPTION if block.is_bold else replace(TEXT, before=120)
