"""A paper that was edited in Word or as Markdown, as lines with their places."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from cchc.text.lazy import lazy_pattern
from cchc.text.record import Record

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
    from docx import Document  # noqa: PLC0415  # 90 ms
    from docx.table import Table  # noqa: PLC0415

    from cchc.paper.word import NO_WORD, UNPACKED  # noqa: PLC0415

    try:
        with ZipFile(BytesIO(data)) as package:
            if sum(part.file_size for part in package.infolist()) > UNPACKED:
                return None
        document = Document(BytesIO(data))
        lines: list[PaperLine] = []
        for block in document.iter_inner_content():
            if isinstance(block, Table):
                for row in block.rows:
                    cells = [_tidy(cell.text) for cell in dict.fromkeys(row.cells)]
                    lines.append(PaperLine(" | ".join(cells), cells=tuple(cells)))
            else:
                style = (block.style.name if block.style else None) or ""
                is_heading = style.lower().startswith(_HEADING)
                level = int(style[-1]) if is_heading and style[-1].isdigit() else 0
                lines.append(PaperLine(_tidy(block.text), level=level))
        key_words = (document.core_properties.keywords or "").split()
    except NO_WORD:
        return None
    return PaperText(tuple(_under_headings(lines)), tuple(key_words))


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


def _under_headings(
    lines: "Iterator[PaperLine] | list[PaperLine]",
) -> Iterator[PaperLine]:
    """The lines that say something, each with the heading above it."""
    heading = ""
    for line in lines:
        if not line.text.strip(" |"):
            continue
        yield PaperLine(line.text, heading, line.level, line.cells)
        if line.level:
            heading = line.text
