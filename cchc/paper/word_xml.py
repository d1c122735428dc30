"""Paragraphs and runs of Word, as its XML; all type is set here, no style is needed.

A template that was saved by another program has lost its unused styles: what is
written here stands without any (DOCUMENTS 4.1: sizes, indents, Times New Roman).
"""

from collections.abc import Iterable
from re import compile as pattern
from xml.sax.saxutils import escape

from cchc.paper.paper import Span, Spans
from cchc.text.record import Record, replace

FONT = "Times New Roman"
BODY = 28
"""The size of the text in half-points: 14 (ô 6)."""

MOST_IN_A_RUN = 60_000
_NO_XML = pattern("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Style(Record):
    """How a paragraph is set; lengths in twips, `size` in half-points.

    `first` is the indent of the first line, less than nothing where the others hang
    further in; `outline` its level in Word's outline.
    """

    align: str = "both"
    first: int = 720
    before: int = 0
    after: int = 120
    size: int = BODY
    bold: bool = False
    keep_next: bool = False
    outline: int | None = None
    left: int = 0


TEXT = Style()
PART = replace(TEXT, bold=True, keep_next=True, before=120, outline=1)
SECTION = replace(TEXT, bold=True, keep_next=True, before=60, outline=2)
TITLE = Style("center", 0, 240, 0, bold=True, keep_next=True, outline=0)
SUBJECT = Style("center", 0, 0, 0, bold=True, keep_next=True)
BELOW = Style("center", 0, 60, 180)
"""What stands in the middle under a title."""

CAPTION = Style("left", 0, 180, 100, 26, bold=True, keep_next=True)


def plain(text: str) -> str:
    """Text as XML content; what XML cannot hold is shown as `�`."""
    return escape(_NO_XML.sub("\ufffd", text), {'"': "&quot;"})


def run(span: Span, size: int, *, bold: bool = False) -> str:
    """The words of a span; very long ones in several runs."""
    heavy = "<w:b/>" if bold or span.bold else ""
    slanted = "<w:i/>" if span.italic else ""
    kind = (
        f'<w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" '
        f'w:cs="{FONT}"/>{heavy}{slanted}<w:sz w:val="{size}"/>'
        f'<w:szCs w:val="{size}"/></w:rPr>'
    )
    pieces = range(0, len(span.text), MOST_IN_A_RUN)
    return "".join(
        f'<w:r>{kind}<w:t xml:space="preserve">'
        f"{plain(span.text[at : at + MOST_IN_A_RUN])}</w:t></w:r>"
        for at in pieces
    )


def paragraph(spans: Spans, style: Style) -> str:
    """A paragraph of these words."""
    said = "".join(run(each, style.size, bold=style.bold) for each in spans)
    return f"<w:p>{properties(style)}{said}</w:p>"


def properties(style: Style) -> str:
    """`w:pPr`, its parts in the order that the format demands."""
    kept = "<w:keepNext/>" if style.keep_next else ""
    level = style.outline
    first = f'w:firstLine="{style.first}"'
    if style.first < 0:
        first = f'w:hanging="{-style.first}"'
    outline = "" if level is None else f'<w:outlineLvl w:val="{level}"/>'
    return (
        f'<w:pPr>{kept}<w:spacing w:before="{style.before}" w:after="{style.after}"/>'
        f'<w:ind w:left="{style.left}" {first}/>'
        f'<w:jc w:val="{style.align}"/>{outline}</w:pPr>'
    )


def rule(left: int, right: int, after: int = 60) -> str:
    """A line across, drawn as the border of an empty paragraph: no shape."""
    return (
        '<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="0" '
        'w:color="000000"/></w:pBdr>'
        f'<w:spacing w:before="40" w:after="{after}" w:line="40" w:lineRule="exact"/>'
        f'<w:ind w:left="{left}" w:right="{right}" w:firstLine="0"/></w:pPr></w:p>'
    )


def joined(parts: Iterable[str]) -> str:
    """Pieces of XML, one after the other."""
    return "".join(parts)
