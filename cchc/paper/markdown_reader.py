"""Markdown of a paper read back into its blocks; what no paper can show is refused.

What the program's own templates write is read here: headings, paragraphs, lists of one
level, tables, bold and italic that nobody can take for something else. Where there is
anything more, the whole is left to a parser of Markdown, which costs half an export.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import groupby
from re import Match, Pattern

from cchc.paper.paper import (
    Block,
    ColumnAlign,
    EscapedMarkdown,
    Heading,
    PaperParts,
    PaperTable,
    Paragraph,
    Span,
    Spans,
    add_span,
    parts_of,
)
from cchc.text.lazy import lazy_pattern
from cchc.text.problem import Place, Problem, ProblemCode

_ASCII = 0x80
_SPARE = range(0xF0000, 0x10FF00, _ASCII)
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&"}
_ESCAPED = lazy_pattern(r"\\([!-/:-@\[-`{-~])|&(lt|gt|amp);")
_RULER = lazy_pattern(r"\|(?: *:?-+:? *\|)+")
_CONTROL_BLANK = lazy_pattern(r"[\t\v\f\x1c-\x1f\x85\u2028\u2029]")
_PLAIN = r"(?![-#>|+=~:]|\*(?!\*{0,2}[^\s*])|\d+[.)](?:\s|$))\S(?:.*\S)?"
"""A line that begins nothing but words, and ends with a letter."""
_TEXT = lazy_pattern(_PLAIN)
_BULLET = lazy_pattern(f"- ({_PLAIN})")
_NUMBERED = lazy_pattern(rf"(\d{{1,9}})\. ({_PLAIN})")
_HEADING = lazy_pattern(r"(#{1,6}) (\S(?:.*[^\s#])?)")
_OTHER_MARKS = lazy_pattern(r"[\\`_\[<&]")
_BOLD = 2
"""Stars round bold words; one is italic, three are both."""
_EMPHASIS = lazy_pattern(r"(?<!\S)(\*{1,3})(?=[^\s*])([^*]*[^\s*])\1(?![^\s.,;:)])")
"""Bold or italic that begins after a blank and ends before one or a mark."""


class _NotPlainError(Exception):
    """Here is something that is left to the parser."""


def read_paper(markdown: str, file: str) -> PaperParts | Problem:
    """The parts of the memo; P605 with the line where it has what none can show.

    `file` is the template it was made with, where a person can mend it.
    """
    escaped = _without_escapes(markdown)
    try:
        return parts_of(list(_PlainReader(escaped).read()))
    except _NotPlainError:
        return _parse(markdown, escaped, file)


def _parse(markdown: str, escaped: EscapedMarkdown, file: str) -> PaperParts | Problem:
    from cchc.paper.markdown_tokens import UnshowableError, read_blocks  # noqa: PLC0415

    try:
        return parts_of(read_blocks(escaped, plain_tables(escaped)))
    except UnshowableError as error:
        line, rows = error.line, markdown.splitlines()
        excerpt = None if line is None or line >= len(rows) else rows[line]
        place = Place(file=file, excerpt=excerpt)
        return Problem(ProblemCode.TEMPLATE_UNSHOWABLE, place, {"text": error.what})


def plain_tables(markdown: EscapedMarkdown) -> dict[int, PaperTable]:
    """The tables that need no parser, by the numbers of their first lines."""
    reader, tables, at = _PlainReader(markdown), dict[int, PaperTable](), 0
    for rows in _parts(markdown.lines):
        if rows[0].startswith("|"):
            with suppress(_NotPlainError):
                tables[at] = reader.table(rows)
        at += len(rows)
    return tables


def _parts(lines: Iterable[str]) -> Iterator[list[str]]:
    """Lines with words, and blank ones, in turn."""
    for _, rows in groupby(lines, lambda line: bool(line.strip(" "))):
        yield list(rows)


def _without_escapes(markdown: str) -> EscapedMarkdown:
    """The lines, each escaped sign as one letter that is nowhere else in the text.

    A parser makes an object of every escape.
    """
    used = set(map(ord, set(markdown)))
    base = next(at for at in _SPARE if used.isdisjoint(range(at, at + _ASCII)))
    text = _ESCAPED.sub(lambda m: chr(base + ord(m[1] or _ENTITIES[m[2]])), markdown)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    signs = {base + code: chr(code) for code in range(_ASCII)}
    return EscapedMarkdown(text.split("\n"), signs)


class _PlainReader:
    """Reads lines between blank ones, a block or a list at a time."""

    def __init__(self, markdown: EscapedMarkdown) -> None:
        self.lines, self.signs = markdown.lines, markdown.signs
        self.cells: dict[str, Spans] = {"": ()}
        self.next_number: int | None = None

    def read(self) -> Iterator[Block | None]:
        """Blocks in order, None for a rule across the page; raises `_NotPlainError`."""
        for rows in _parts(self.lines):
            if rows[0].strip(" "):
                yield from self._blocks(rows)

    def _blocks(self, rows: list[str]) -> Iterator[Block | None]:
        first, number = rows[0], self.next_number
        self.next_number = None
        if first.startswith("|"):
            yield self.table(rows)
        elif any(map(_CONTROL_BLANK.search, rows)):
            raise _NotPlainError
        elif first.startswith("- "):
            for item in _matches(_BULLET, rows):
                yield Paragraph(self._spans(item[1]), "-", 1)
        elif len(rows) == 1 and first.startswith(("#", "---")):
            yield self._heading(first)
        elif _NUMBERED.fullmatch(first):
            for item in _matches(_NUMBERED, rows):
                number = int(item[1]) if number is None else number
                yield Paragraph(self._spans(item[2]), f"{number}.", 1)
                self.next_number = number = number + 1
        else:
            text = " ".join(line[0] for line in _matches(_TEXT, rows))
            yield Paragraph(self._spans(text))

    def _heading(self, line: str) -> Heading | None:
        if line == "---":
            return None
        (heading,) = _matches(_HEADING, [line])
        return Heading(len(heading[1]), self._spans(heading[2]))

    def table(self, rows: list[str]) -> PaperTable:
        """A table; raises `_NotPlainError`."""
        ruler = rows[1] if len(rows) > 1 else ""
        bars = ruler.count("|")
        is_ruler = _RULER.fullmatch(ruler) is not None
        is_plain = is_ruler and not any(map(_CONTROL_BLANK.search, rows))
        ends = ((row[0] + row[-1], row.count("|")) for row in rows)
        if not (is_plain and all(own == ("||", bars) for own in ends)):
            raise _NotPlainError
        head, *others = (self._cells(row) for row in (rows[0], *rows[2:]))
        aligns = tuple(_align(cell.strip(" ")) for cell in ruler[1:-1].split("|"))
        return PaperTable(aligns, head, tuple(others))

    def _cells(self, row: str) -> tuple[Spans, ...]:
        known, spans = self.cells, []
        for cell in row[1:-1].split("|"):
            text = cell.strip(" ")
            if text not in known:
                if text != text.strip():
                    raise _NotPlainError
                known[text] = self._spans(text)
            spans.append(known[text])
        return tuple(spans)

    def _spans(self, text: str) -> Spans:
        """The words of a block; neighbours in the same type are one span."""
        if _OTHER_MARKS.search(text):
            raise _NotPlainError
        if "*" not in text:
            return (Span(text.translate(self.signs)),)
        spans: list[Span] = []
        end = 0
        for part in _EMPHASIS.finditer(text):
            self._add(spans, text[end : part.start()])
            words, stars = part[2].translate(self.signs), len(part[1])
            add_span(spans, Span(words, bold=stars > 1, italic=stars != _BOLD))
            end = part.end()
        self._add(spans, text[end:])
        return tuple(spans)

    def _add(self, spans: list[Span], text: str) -> None:
        if "*" in text:
            raise _NotPlainError
        add_span(spans, Span(text.translate(self.signs)))


def _matches(pattern: Pattern[str], rows: list[str]) -> Iterator[Match[str]]:
    """Each line as the pattern has it, which must be the whole of it."""
    for row in rows:
        match = pattern.fullmatch(row)
        if match is None:
            raise _NotPlainError
        yield match


def _align(ruler: str) -> ColumnAlign:
    """How the ruler of a column says that it stands."""
    if not ruler.endswith(":"):
        return ColumnAlign.LEFT
    return ColumnAlign.CENTER if ruler.startswith(":") else ColumnAlign.RIGHT
