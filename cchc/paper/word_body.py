"""The text of a paper and its appendices as the XML of Word (DOCUMENTS 4.1).

The text stands upright, wide appendices lie, each with numbers of its own. The page
is that of the template, so that an office's own margins hold everywhere.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from re import DOTALL

from cchc.paper.paper import (
    Appendix,
    Block,
    Heading,
    PaperParts,
    PaperTable,
    Paragraph,
    Span,
    plain_text,
)
from cchc.paper.word_table import FEW, FEW_LYING, table_xml
from cchc.paper.word_xml import (
    BELOW,
    BODY_SIZE,
    CAPTION,
    PART,
    SEAL,
    SECTION,
    SUBJECT,
    TEXT,
    TITLE,
    WordStyle,
    paragraph_xml,
    rule_xml,
    text_width,
)
from cchc.text.lazy import lazy_pattern
from cchc.text.record import Record, replace

TO_INDENT = 1701
"""How far in the opening word stands before a list of addressees: 30 mm."""
_PARAGRAPHS = lazy_pattern(r"<w:p[ >]")
_TABLES = lazy_pattern(r"<w:tbl>.*?</w:tbl>", DOTALL)
_LOW_LINE = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" '
    'w:lineRule="exact"/>{}</w:pPr></w:p>'
)
"""The smallest of paragraphs; a section may end with it."""
GAP = paragraph_xml((), replace(TEXT, first=0, after=0, size=12))
_SIZE = lazy_pattern(r"<w:pgSz\b[^>]*/>")
_MARGINS = lazy_pattern(r"<w:pgMar\b[^>]*/>")
_NUMBERING = lazy_pattern(r"<w:pgNumType\b[^>]*/>")
_NOT_AGAIN = lazy_pattern(r"<w:(?:header|footer)Reference\b[^>]*/>|<w:type\b[^>]*/>")
_LAST_SECTION = lazy_pattern(
    r"<w:sectPr\b[^>]*>((?:(?!<w:sectPr\b).)*)</w:sectPr>\s*</w:body>", DOTALL
)
_LENGTH = lazy_pattern(r'w:(w|h|left|right)="(\d+)"')


class WordPage(Record):
    """A page in twips, as `inner` says it in the template's last section."""

    inner: str
    width: int
    height: int
    sides: int
    is_lying: bool = False

    @property
    def room(self) -> int:
        """How wide its text is."""
        return (self.height if self.is_lying else self.width) - self.sides


def page_of(xml: str) -> WordPage | None:
    """The page of a document; None where it has none."""
    section = _LAST_SECTION.search(xml, max(xml.rfind("<w:sectPr"), 0))
    inner = "" if section is None else section[1]
    size, margins = _SIZE.search(inner), _MARGINS.search(inner)
    if size is None or margins is None:
        return None
    lengths = dict(_LENGTH.findall(size[0] + margins[0]))
    if not {"w", "h", "left", "right"} <= lengths.keys():
        return None
    sides = int(lengths["left"]) + int(lengths["right"])
    return WordPage(inner, int(lengths["w"]), int(lengths["h"]), sides)


def body_xml(paper: PaperParts, room: int, to: str) -> Iterator[str]:
    """From the kind of paper to the sentence before the signature.

    `to` is the word that opens the line of addressees (ô 9a), which stands in the
    middle; `room` is how wide the text is, in twips. The last paragraph stays with the
    signature; when it has no more than two lines, the one before it too.
    """
    blocks = paper.body
    text = "".join(plain_text(b.spans) for b in blocks[-1:] if isinstance(b, Paragraph))
    kept = 1 if text_width(text, BODY_SIZE) > 2 * room else 2
    addressees = _addressees(blocks, to)
    for place, block in enumerate(blocks):
        if place in addressees:
            yield _addressee_xml(block, to, is_last=place == addressees[-1])
            continue
        before = blocks[place - 1] if place else None
        keep_next = place >= len(blocks) - kept or _leads_on(blocks, place)
        if isinstance(block, PaperTable):
            yield from _table_xml(block, before, room)
        else:
            yield _text_xml(block, before, room, to=to, keep_next=keep_next)


def parted_after(paper: PaperParts, frame: str) -> int:
    """How many paragraphs LibreOffice puts on a page before it lays the paper out.

    None of a short paper; else by the nodes of the document, of which a cell has three
    (`SwLayHelper::CalcPageCount`). `frame` is the XML round the text.
    """
    grids = [block for block in paper.body if isinstance(block, PaperTable)]
    grids += [grid for appendix in paper.appendices for grid in appendix.grids]
    cells = sum((len(grid.rows) + 1) * grid.columns for grid in grids)
    blocks = len(paper.body) + sum(len(one.blocks) for one in paper.appendices)
    tables = len(grids) + frame.count("<w:tbl>")
    nodes = blocks + frame.count("<w:p>") + 2 * frame.count("<w:tc>")
    nodes += 3 * cells - 23 * tables
    return 0 if nodes <= 100 else min(20 + nodes // 1000 * 3, 50)


def keep_headings(pieces: Iterable[str], before: str, step: int) -> Iterator[str]:
    """The text whose headings LibreOffice does not part from what follows them.

    It puts `step` paragraphs on a page and does not move the last of them on with the
    next, although it is kept with it; lines of one point let them begin a page.
    """
    units = len(_PARAGRAPHS.findall(_TABLES.sub("<w:p>", before)))
    chain, kept = "", 0
    for piece in pieces:
        own = piece.count("<w:p>") if piece.startswith("<w:p>") else 0
        if own and "<w:keepNext/>" in piece:
            chain, kept = chain + piece, kept + own
            continue
        if step and (units + kept) // step > units // step:
            lines = step - units % step
            yield _LOW_LINE.format("") * lines
            units += lines
        yield chain + piece
        units += kept + (1 if piece.startswith("<w:tbl>") else own)
        chain, kept = "", 0
    yield chain


def _leads_on(blocks: Sequence[Block], place: int) -> bool:
    """Whether a line only makes sense above what follows: a table, a list."""
    block, after = blocks[place], blocks[place + 1 : place + 2]
    is_above_table = any(isinstance(following, PaperTable) for following in after)
    return isinstance(block, Paragraph) and (
        is_above_table or plain_text(block.spans).endswith(":")
    )


def _table_xml(
    table: PaperTable, before: Block | None, room: int, few: int = FEW
) -> Iterator[str]:
    """A table, with a gap where another one stands right above it."""
    if isinstance(before, PaperTable):
        yield GAP
    yield from table_xml(table, room, few)


def _addressees(blocks: Sequence[Block], to: str) -> range:
    """Where the lines of several addressees stand: the opening word, then the list."""
    for first, block in enumerate(blocks):
        if to and isinstance(block, Paragraph) and plain_text(block.spans) == to:
            rest = blocks[first + 1 :]
            marked = takewhile(lambda b: isinstance(b, Paragraph) and b.mark, rest)
            return range(first, first + 1 + len(list(marked)))
    return range(0)


def _addressee_xml(block: Block, to: str, *, is_last: bool) -> str:
    """One line of several addressees: the dashes stand under the colon (ô 9a)."""
    if not isinstance(block, Paragraph) or not block.mark:
        opening = replace(BELOW, align="left", left=TO_INDENT, after=0, keep_next=True)
        return paragraph_xml((Span(to),), opening)
    dash = text_width(f"{block.mark} ", BODY_SIZE)
    colon = TO_INDENT + text_width(to.removesuffix(":"), BODY_SIZE)
    after = BELOW.after if is_last else 0
    style = WordStyle("left", -dash, 0, after, left=colon + dash)
    return paragraph_xml(block.marked_spans, style)


def _text_xml(
    block: Heading | Paragraph,
    before: Block | None,
    room: int,
    *,
    to: str,
    keep_next: bool,
) -> str:
    is_titled = isinstance(before, Heading) and before.level == 1
    match block:
        case Heading():
            style = {1: TITLE, 2: PART}.get(block.level, SECTION)
            return paragraph_xml(block.spans, style)
        case Paragraph() if is_titled and block.is_bold:
            # the rule under the subject: a third to a half of its line (ô 5a)
            words = text_width(plain_text(block.spans), SUBJECT.size, bold=True)
            side = (room - min(words, room) * 2 // 5) // 2
            return paragraph_xml(block.spans, SUBJECT) + rule_xml(side, side, 120)
        case Paragraph() if before is None and block.is_bold:
            return paragraph_xml(block.spans, BELOW)
        case Paragraph() if to and plain_text(block.spans).startswith(to):
            return paragraph_xml(block.spans, BELOW)
        case Paragraph():
            above = 120 if isinstance(before, PaperTable) else 0
            style = replace(TEXT, before=above, keep_next=keep_next)
            return paragraph_xml(block.marked_spans, style)


def after_text(
    after: str, page: WordPage, appendices: Sequence[Appendix], seal: str
) -> Iterator[str]:
    """What follows the text, with each appendix in a section of its own.

    Last of all stands the line with the seal code.
    """
    foot = paragraph_xml((Span(seal),), SEAL) if seal else ""
    before_section, section, rest = after.rpartition("<w:sectPr")
    if not appendices:
        yield f"{before_section}{foot}{section}{rest}"
        return
    yield before_section
    section = f"<w:sectPr>{page.inner}</w:sectPr>"
    for appendix in appendices:
        own = replace(page, is_lying=appendix.is_wide)
        yield _LOW_LINE.format(section)
        yield from _appendix_xml(appendix, own)
        section = _section_xml(own)
    yield f"{foot or _LOW_LINE.format('')}{section}</w:body></w:document>"


def _section_xml(page: WordPage) -> str:
    """`w:sectPr` of an appendix: headers as before, pages from 1 again."""
    inner = _NUMBERING.sub("", _NOT_AGAIN.sub("", page.inner))
    if page.is_lying:
        size = f'w:w="{page.height}" w:h="{page.width}" w:orient="landscape"'
        inner = _SIZE.sub(f"<w:pgSz {size}/>", inner)
    margins = _MARGINS.search(inner)
    numbered = f'{margins[0] if margins else ""}<w:pgNumType w:start="1"/>'
    return f"<w:sectPr>{_MARGINS.sub(numbered, inner)}</w:sectPr>"


def _appendix_xml(appendix: Appendix, page: WordPage) -> Iterator[str]:
    """One appendix: name, title, what it goes with, tables."""
    few = FEW_LYING if page.is_lying else FEW
    before: Block | None = None
    for place, block in enumerate(appendix.blocks):
        match block:
            case PaperTable():
                yield from _table_xml(block, before, page.room, few)
            case Heading():
                style = replace(TITLE, before=0) if block.level == 1 else CAPTION
                yield paragraph_xml(block.spans, style)
            case Paragraph() if isinstance(before, Heading) and before.level == 1:
                yield paragraph_xml(block.spans, SUBJECT)
            case Paragraph():
                keep_next = _leads_on(appendix.blocks, place)
                style = replace(TEXT, before=120, keep_next=keep_next)
                style = CAPTION if block.is_bold else style
                if block.is_italic:  # what the appendix goes with
                    style = replace(BELOW, after=60, keep_next=True)
                yield paragraph_xml(block.marked_spans, style)
        before = block
