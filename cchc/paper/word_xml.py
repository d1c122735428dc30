"""Paragraphs and runs of Word as XML, and how wide words are in Times New Roman.

All type is set here, no style is needed: a template that was saved by another program
has lost its unused styles (DOCUMENTS 4.1: sizes, indents, Times New Roman).

The XML is written as text: 300 rows of 8 cells took 0.02 s so, and 0.4 s through
python-docx.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from io import BytesIO
from unicodedata import category, normalize
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from cchc.paper.paper import Span, Spans
from cchc.text.lazy import lazy_pattern
from cchc.text.record import Record, replace

FONT = "Times New Roman"
BODY_SIZE = 28
"""The size of the text in half-points: 14 (ô 6)."""
STYLES, PROPERTIES = "word/styles.xml", "docProps/core.xml"
HEADING = "Heading"
"""What the ids of the styles of headings begin with; 1 to 3 follow."""
MOST_IN_A_RUN = 60_000
_NO_NUMBER = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_BEYOND_XML = "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_NO_XML = lazy_pattern(_BEYOND_XML)
_SPECIAL = lazy_pattern(f'{_BEYOND_XML}|[&<>"]')
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_LETTERS = {
    250: " ",
    278: "!',./:;ijlt|",
    333: "()-I[]`fr",
    389: "Js",
    444: "acez",
    500: "ođ–",
    556: "PS",
    564: "+",
    611: "ELTZ",
    667: "BCR",
    722: "ADGHKNOQUVXYwĐ",
    778: "m",
    833: "%",
    889: "M",
    944: "W",
    1000: "\u2003",
}
"""Letters by width, in thousandths of the size of the type; others have 500."""
_WIDTHS = {letter: width for width, row in _LETTERS.items() for letter in row}
_BOLD_PERCENT = 108


class WordStyle(Record):
    """How a paragraph is set; lengths in twips, `size` in half-points.

    `first` is the indent of the first line, less than nothing where the others hang
    further in; `outline` its level in Word's outline: a heading, which has a style too.
    """

    align: str = "both"
    first: int = 720
    before: int = 0
    after: int = 120
    size: int = BODY_SIZE
    bold: bool = False
    keep_next: bool = False
    outline: int | None = None
    left: int = 0
    colour: str = ""
    line: str = ""


SINGLE = ' w:line="240" w:lineRule="auto"'
"""The spacing of lines in cells; other paragraphs have that of the template."""
TEXT = WordStyle()
PART = replace(TEXT, bold=True, keep_next=True, before=120, outline=1)
SECTION = replace(TEXT, bold=True, keep_next=True, before=60, outline=2)
TITLE = WordStyle("center", 0, 160, 0, bold=True, keep_next=True, outline=0)
SUBJECT = WordStyle("center", 0, 0, 0, bold=True, keep_next=True)
BELOW = WordStyle("center", 0, 60, 120)
"""What stands in the middle under a title."""
SEAL = WordStyle("left", 0, 120, 0, 16, colour="666666")
"""The seal code at the foot of the last page."""
CAPTION = WordStyle("left", 0, 120, 60, 26, bold=True, keep_next=True)
LEFT_SIDE = 3742
"""Twips of the left column of the letterhead: 66 mm."""
NAME_SIZE = 24
"""The size of the names of authorities, in half-points."""


def name_lines(name: str, *, bold: bool) -> list[str]:
    """The name of an authority in lines of the left column of a letterhead."""
    return balanced_lines(name, NAME_SIZE, LEFT_SIDE, bold=bold)


def balanced_lines(text: str, size: int, room: int, *, bold: bool) -> list[str]:
    """The text on as few lines as the room takes, those as near in length as can be."""
    words = [(word, text_width(word, size, bold=bold)) for word in text.split()]
    longest = max((width for _, width in words), default=0)
    space = text_width(" ", size, bold=bold)
    fewest = len(_filled_lines(words, max(room, longest), space))
    low, high = longest, max(room, longest)
    while low < high:
        middle = (low + high) // 2
        if len(_filled_lines(words, middle, space)) > fewest:
            low = middle + 1
        else:
            high = middle
    return _filled_lines(words, high, space)


def _filled_lines(words: Sequence[tuple[str, int]], room: int, space: int) -> list[str]:
    """Words, each with its width, on lines that are filled one after the other."""
    lines: list[str] = []
    used = room
    for word, width in words:
        if lines and used + space + width <= room:
            lines[-1] += f" {word}"
            used += space + width
        else:
            lines.append(word)
            used = width
    return lines


def text_width(text: str, size: int, *, bold: bool = False) -> int:
    """Twips (1/1440 inch) that a text takes on one line; `size` in half-points."""
    return scale_width(letters_width(text), bold, size)


def scale_width(letters: int, bold: bool, size: int) -> int:  # noqa: FBT001  # a pair
    """Twips of a text whose letters are so wide, in thousandths of the size."""
    total = letters * size // 100
    return total * _BOLD_PERCENT // 100 if bold else total


def letters_width(text: str) -> int:
    """How wide the letters of a text are, in thousandths of the size of the type."""
    return sum(map(_letter_width, text))


@lru_cache(maxsize=4096)
def _letter_width(letter: str) -> int:
    """A letter with a mark is as wide as without; a mark alone takes nothing."""
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    base = normalize("NFD", letter)[0]
    return 0 if category(base) == "Mn" else _WIDTHS.get(base, 500)


def escape_xml(text: str) -> str:
    """Text as XML content; what XML cannot hold is shown as `�`."""
    if _SPECIAL.search(text) is None:
        return text
    return _NO_XML.sub("\ufffd", text).translate(_ENTITIES)


def run_xml(span: Span, size: int, *, bold: bool = False, colour: str = "") -> str:
    """The words of a span; very long ones in several runs."""
    heavy = "<w:b/>" if bold or span.bold else ""
    slanted = "<w:i/>" if span.italic else ""
    tone = f'<w:color w:val="{colour}"/>' if colour else ""
    properties = (
        f'<w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" '
        f'w:cs="{FONT}"/>{heavy}{slanted}{tone}<w:sz w:val="{size}"/>'
        f'<w:szCs w:val="{size}"/></w:rPr>'
    )
    starts = range(0, len(span.text), MOST_IN_A_RUN)
    return "".join(
        f'<w:r>{properties}<w:t xml:space="preserve">'
        f"{escape_xml(span.text[start : start + MOST_IN_A_RUN])}</w:t></w:r>"
        for start in starts
    )


def paragraph_xml(spans: Spans, style: WordStyle) -> str:
    """A paragraph of these words; the parts of `w:pPr` in the order of the format."""
    keep_next = "<w:keepNext/>" if style.keep_next else ""
    indent = f'firstLine="{style.first}"'
    if style.first < 0:
        indent = f'hanging="{-style.first}"'
    heading, outline, colour = "", "", style.colour
    if style.outline is not None:
        # a style that an office has coloured or numbered stays out of sight
        heading = f'<w:pStyle w:val="{HEADING}{style.outline + 1}"/>'
        keep_next += _NO_NUMBER
        outline, colour = f'<w:outlineLvl w:val="{style.outline}"/>', "auto"
    runs = "".join(
        run_xml(span, style.size, bold=style.bold, colour=colour) for span in spans
    )
    # an empty line is as high as the type of its end
    mark = "" if runs else f'<w:rPr><w:sz w:val="{style.size}"/></w:rPr>'
    return (
        f'<w:p><w:pPr>{heading}{keep_next}<w:spacing w:before="{style.before}" '
        f'w:after="{style.after}"{style.line}/>'
        f'<w:ind w:left="{style.left}" w:{indent}/>'
        f'<w:jc w:val="{style.align}"/>{outline}{mark}</w:pPr>{runs}</w:p>'
    )


def rule_xml(left: int, right: int, after: int = 60) -> str:
    """A line across, drawn as the border of an empty paragraph: no shape."""
    return (
        '<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="0" '
        'w:color="000000"/></w:pBdr>'
        f'<w:spacing w:before="40" w:after="{after}" w:line="40" w:lineRule="exact"/>'
        f'<w:ind w:left="{left}" w:right="{right}" w:firstLine="0"/></w:pPr></w:p>'
    )


def package_of(parts: Iterable[tuple[str, bytes | Iterable[str]]]) -> bytes:
    """A package of these parts, dated 1980: the same parts give the same bytes.

    A part in pieces of text is packed piece by piece: it may be 200 times as large
    as its package.
    """
    out = BytesIO()
    with ZipFile(out, "w") as package:
        for name, content in parts:
            entry = ZipInfo(name, _FIRST_DAY)
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            entry.compress_type = ZIP_DEFLATED
            with package.open(entry, "w") as stream:
                if isinstance(content, bytes):
                    stream.write(content)
                    continue
                for piece in content:
                    stream.write(piece.encode())
    return out.getvalue()
