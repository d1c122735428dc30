"""HTML and SVG from the program's own templates: every value escaped, no script.

Templates and style sheets stand in `pages/` beside this module. An office cannot
replace them: that a page fetches and runs nothing rests on them. The page's own policy
forbids scripts and anything from outside; it names the digest of the one style sheet.
"""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from cchc.paper.manuscript import PaperFiles, PaperOrder
from cchc.paper.paper import (
    Block,
    ColumnAlign,
    Heading,
    PaperParts,
    PaperTable,
    Paragraph,
    Spans,
    plain_text,
)
from cchc.paper.template import template_cache
from cchc.screen.status_style import BAD, DULL, GOOD, PLAIN, WARN, Mark
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.translator import Lang

TONES = {GOOD: "good", WARN: "warn", BAD: "bad", DULL: "dull", PLAIN: "plain"}
"""The CSS class of each colour; a class only, for no element has a style of its own."""
LONGEST_TEXT = 280
"""Letters of a text that stand on a page for the leader."""


class StatusMark(Record):
    """A status on a page: its word, the symbol before it, the class of its colour."""

    word: str
    symbol: str
    tone: str


class StyleSheet(Record):
    """CSS to stand inside a page, and its digest for the page's security policy."""

    text: Markup
    digest: str


def status_mark(word: str, mark: Mark) -> StatusMark:
    """A status word with the symbol and colour that the terminal gives it."""
    symbol, colour = mark
    return StatusMark(word, symbol, TONES[colour])


def shorten(text: str, longest: int = LONGEST_TEXT) -> str:
    """The beginning of a long text, to the last whole word, `…` where it goes on."""
    if len(text) <= longest:
        return text
    begun = text[:longest]
    return f"{begun.rsplit(' ', 1)[0] or begun}…"


def render_html(template: str, **content: object) -> str:
    """A template of `pages/` filled in; each value on one line, escaped for HTML."""
    return _environment().get_template(template).render(content)


@cache
def style_sheet(*names: str) -> StyleSheet:
    """The style sheets of these names as one."""
    text = "".join(_read(name) for name in names)
    digest = b64encode(sha256(text.encode()).digest()).decode()
    return StyleSheet(Markup(text), digest)  # noqa: S704  # the program's own file


@cache
def _environment() -> Environment:
    """Templates that print anybody's text on one line, nothing that steers a screen."""
    environment = Environment(
        autoescape=True,
        bytecode_cache=template_cache(),
        finalize=lambda v: v if isinstance(v, Markup | int) else one_line(str(v)),
        keep_trailing_newline=True,
        loader=FunctionLoader(_read),
        lstrip_blocks=True,
        optimized=False,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {"cells": _cells, "styled": _styled}
    return environment


def _read(name: str) -> str:
    return files("cchc.paper").joinpath("pages", name).read_text("utf-8")


def _cells(row: Sequence[Spans], aligns: Sequence[ColumnAlign]) -> Markup:
    """The cells of a row, each in the class of its column.

    Not in the template: 70,000 cells of one paper took 0.18 s there, 0.05 s here.
    """
    cells = (
        f'<td class="{align}">{_styled(spans)}</td>'
        for spans, align in zip(row, aligns, strict=True)
    )
    return Markup("".join(cells))  # noqa: S704  # every text in it is escaped


def _styled(spans: Spans) -> Markup:
    """Words of a paper letter for letter, bold and italic as `strong` and `em`."""
    html = ""
    for span in spans:
        text = escape(span.text, quote=False)
        text = f"<em>{text}</em>" if span.italic else text
        html += f"<strong>{text}</strong>" if span.bold else text
    return Markup(html)  # noqa: S704  # every text in it is escaped


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
