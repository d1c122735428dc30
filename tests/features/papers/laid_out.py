"""How high the text of a Word paper is, as a page lays it out: its own measure.

Paragraphs and rows of tables are read from the document, words go to the next line
where they do not fit. LibreOffice puts the last line of the chairman's page within
two lines of where this does (24 pages with names of every length).
"""

from collections.abc import Iterable
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

from cchc.paper.word_xml import text_width

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ACROSS = 9355
FRAME = 30


def laid_out_height(document: bytes) -> int:
    """Twips from the first line of the body to its last."""
    with ZipFile(BytesIO(document)) as package:
        body = fromstring(package.read("word/document.xml"))[0]  # noqa: S314
    return sum(_height(block, ACROSS) for block in body)


def _height(block: Element, room: int) -> int:
    if block.tag == f"{W}p":
        return _paragraph(block, room)
    if block.tag != f"{W}tbl":
        return 0
    widths = [int(column.get(f"{W}w", "0")) for column in block.iter(f"{W}gridCol")]
    return sum(_row(row, widths) for row in block.iter(f"{W}tr"))


def _row(row: Element, widths: list[int]) -> int:
    heights, place = [_least(row)], 0
    for cell in row.iter(f"{W}tc"):
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        many = 1 if span is None else int(span.get(f"{W}val", "1"))
        padding = sum(_number(cell, f"tcPr/{W}tcMar/{W}{side}", "w") for side in SIDES)
        room = sum(widths[place : place + many]) - padding
        place += many
        heights.append(sum(_paragraph(p, room) for p in cell.findall(f"{W}p")))
    return max(heights) + FRAME


SIDES = ("left", "right")


def _least(row: Element) -> int:
    return _number(row, f"trPr/{W}trHeight", "val")


def _paragraph(paragraph: Element, room: int) -> int:
    before, after = (
        _number(paragraph, f"pPr/{W}spacing", s) for s in ("before", "after")
    )
    line = _number(paragraph, f"pPr/{W}spacing", "line") or 240
    first = _number(paragraph, f"pPr/{W}ind", "firstLine")
    runs = list(paragraph.iter(f"{W}r"))
    size = max((_number(run, f"rPr/{W}sz", "val") or 28 for run in runs), default=28)
    height = size * 10 * 115 // 100 * line // 240
    return before + after + height * _lines(runs, size, room, first)


def _lines(runs: Iterable[Element], size: int, room: int, first: int) -> int:
    lines, used = 1, first
    for run in runs:
        is_bold = run.find(f"{W}rPr/{W}b") is not None
        for text in run.iter(f"{W}t"):
            for word in (text.text or "").split():
                width = text_width(f"{word} ", size, bold=is_bold)
                if used and used + width > room:
                    lines, used = lines + 1, 0
                used += width
    return lines


def _number(element: Element, path: str, key: str) -> int:
    found = element.find(f"{W}{path}")
    return 0 if found is None else int(found.get(f"{W}{key}", "0"))
