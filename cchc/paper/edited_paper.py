"""A paper that was edited in Word or as Markdown, as lines with their places."""

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

from cchc.paper.letterhead import DOCUMENT, NO_WORD, UNPACKED, W
from cchc.paper.word_xml import PROPERTIES, STYLES
from cchc.text.lazy import lazy_pattern
from cchc.text.record import Record

VALUE = f"{W}val"
CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
ZIP = b"PK\x03\x04"
_MARKUP = lazy_pattern(r"^#+ +|^[-*+] +|^\d+\\?\. +|\*\*|\\(?=[^\w\s])|<[^>]+>")
_RULE = lazy_pattern(r"[\s|:-]+")
_HEADING = "heading"


class PaperLine(Record):
    """A paragraph, or a row of a table with its cells.

    `heading` is the last heading above it; `level` is 0 for what is no heading.
    """

    text: str
    heading: str = ""
    level: int = 0
    cells: tuple[str, ...] = ()


class PaperText(Record):
    """The lines of a paper, and what its file says that it is of (`key_words`)."""

    lines: tuple[PaperLine, ...]
    key_words: tuple[str, ...] = ()


def read_paper(data: bytes) -> PaperText | None:
    """The text of a .docx or of Markdown; None where it is neither."""
    if data.startswith(ZIP):
        return _read_word(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return PaperText(tuple(_under_headings(map(_markdown_line, text.splitlines()))))


def _read_word(data: bytes) -> PaperText | None:
    try:
        with ZipFile(BytesIO(data)) as package:
            if sum(part.file_size for part in package.infolist()) > UNPACKED:
                return None
            names = set(package.namelist())
            document = fromstring(package.read(DOCUMENT))  # noqa: S314  # expat ends bombs
            styles = package.read(STYLES) if STYLES in names else b"<none/>"
            levels = dict(_heading_levels(fromstring(styles)))  # noqa: S314
            core = package.read(PROPERTIES) if PROPERTIES in names else b"<none/>"
            key_words = fromstring(core).findtext(f"{CORE}keywords") or ""  # noqa: S314
        blocks = document.findall(f"{W}body/*")
        lines = [line for block in blocks for line in _word_lines(block, levels)]
    except NO_WORD:
        return None
    return PaperText(tuple(_under_headings(lines)), tuple(key_words.split()))


def _heading_levels(styles: Element) -> Iterator[tuple[str, int]]:
    """The styles of headings by their ids, each with its level."""
    for style in styles.iter(f"{W}style"):
        name = style.find(f"{W}name")
        words = ("" if name is None else name.get(VALUE, "")).lower().split()
        if words[:1] == [_HEADING] and words[-1].isdigit():
            yield style.get(f"{W}styleId", ""), int(words[-1])


def _word_lines(block: Element, levels: Mapping[str, int]) -> Iterator[PaperLine]:
    """A paragraph as a line, a table as a line for each row."""
    if block.tag == f"{W}p":
        style = block.find(f"{W}pPr/{W}pStyle")
        level = 0 if style is None else levels.get(style.get(VALUE, ""), 0)
        yield PaperLine(_word_text(block), level=level)
    elif block.tag == f"{W}tbl":
        above: dict[int, str] = {}
        for row in block.findall(f"{W}tr"):
            cells = list(_row_cells(row, above))
            yield PaperLine(" | ".join(cells), cells=tuple(cells))


def _row_cells(row: Element, above: dict[int, str]) -> Iterator[str]:
    """The words of each cell; one that goes on from the row above has its words."""
    column = 0
    for cell in row.findall(f"{W}tc"):
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        goes_on = merge is not None and merge.get(VALUE, "continue") == "continue"
        text = above.get(column, "") if goes_on else _word_text(cell)
        above[column] = text
        yield text
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        column += int(span.get(VALUE, "1")) if span is not None else 1


def _word_text(block: Element) -> str:
    """The words of a paragraph or cell, without those that were struck out."""
    texts = {f"{W}t": "", f"{W}tab": " ", f"{W}br": " ", f"{W}noBreakHyphen": "-"}
    pieces = (
        f"{texts[node.tag]}{node.text or ''}" if node.tag in texts else " "
        for node in block.iter()
        if node.tag in texts or node.tag == f"{W}p"
    )
    return _tidy("".join(pieces))


def _markdown_line(line: str) -> PaperLine:
    level = len(line) - len(line.lstrip("#"))
    if line.startswith("|"):
        cells = tuple(_plain(cell) for cell in line.strip().strip("|").split("|"))
        text = "" if _RULE.fullmatch(line) else " | ".join(cells)
        return PaperLine(text, cells=cells)
    return PaperLine(_plain(line), level=level)


def _plain(text: str) -> str:
    return _tidy(_MARKUP.sub("", text.strip()))


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _under_headings(lines: Iterable[PaperLine]) -> Iterator[PaperLine]:
    """The lines that say something, each with the heading above it."""
    heading = ""
    for line in lines:
        if not line.text.strip(" |"):
            continue
        yield PaperLine(line.text, heading, line.level, line.cells)
        if line.level:
            heading = line.text
