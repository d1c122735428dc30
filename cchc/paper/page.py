"""A paper as one page for a browser: printable, nothing fetched, nothing run.

The page's own policy forbids scripts and anything from outside; it names the digest
of the one style sheet.
"""

from collections.abc import Iterator, Sequence

from cchc.paper.html import render_html, style_sheet
from cchc.paper.manuscript import PaperFiles, PaperOrder
from cchc.paper.paper import (
    Block,
    Heading,
    PaperParts,
    PaperTable,
    Paragraph,
    Spans,
    plain_text,
)
from cchc.text.record import Record
from cchc.words.translator import Lang


class PageBlock(Record):
    """A heading or paragraph with its element and class; else a table."""

    tag: str = ""
    css_class: str = ""
    spans: Spans = ()
    table: PaperTable | None = None


def render(order: PaperOrder) -> PaperFiles:
    """The paper as one HTML file."""
    return PaperFiles(order.name, {order.name: page(order.paper, order.voice.lang)})


def page(paper: PaperParts, lang: Lang) -> str:
    """The whole paper as one HTML file."""
    headings = (block for block in paper.body if isinstance(block, Heading))
    title = next((plain_text(heading.spans) for heading in headings), "")
    return render_html(
        "document.html.j2",
        lang=lang,
        title=title,
        style=style_sheet("paper.css"),
        paper=paper,
        page_blocks=page_blocks,
    )


def page_blocks(blocks: Sequence[Block], italic: str = "") -> Iterator[PageBlock]:
    """Blocks with their elements; `italic` is the class of paragraphs in italics.

    A paragraph in bold is a subject or a caption; text has no class.
    """
    before: Block | None = None
    for block in blocks:
        match block:
            case Heading():
                yield PageBlock(f"h{min(block.level, 3)}", spans=block.spans)
            case PaperTable():
                yield PageBlock(table=block)
            case Paragraph():
                css_class = ""
                if italic and block.is_italic:
                    css_class = italic
                elif block.is_bold and isinstance(before, Heading):
                    css_class = "mid subject" if before.level == 1 else "caption"
                elif block.is_bold:
                    css_class = "mid" if before is None else "caption"
                yield PageBlock("p", css_class, block.marked_spans)
        before = block
