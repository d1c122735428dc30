"""A paper read back from its Markdown: what every other form of it is made of.

One source feeds all forms (DOCUMENTS 0): Word, page, sheets and lists are walks over
these values, so that a figure is the same text in each of them.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import TypeGuard

from cchc.text.closed_list import StrEnum
from cchc.text.lazy import lazy_pattern
from cchc.text.record import Record
from cchc.words.translator import Lang

MOST_UPRIGHT = 7
"""Columns of a table that fit an upright page."""


class Letterhead(StrEnum):
    """What stands round the text of a paper, each kind with a Word template."""

    REPORT = "report"
    LETTER = "letter"
    PLAN = "plan"
    PLEDGE = "pledge"
    BRIEF = "brief"


class ColumnAlign(StrEnum):
    """How a column of a table stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class EscapedMarkdown(Record):
    """Lines of Markdown in which each escaped sign is a letter; `signs` are by letter.

    Nothing is left in it that a reader has to unescape.
    """

    lines: list[str]
    signs: Mapping[int, str]


class Span(Record):
    """Words in one kind of type."""

    text: str
    bold: bool = False
    italic: bool = False


Spans = tuple[Span, ...]


def plain_text(spans: Spans) -> str:
    """The bare text."""
    return "".join(span.text for span in spans)


def add_span(spans: list[Span], span: Span) -> None:
    """Put words after others; neighbours in the same type are one span."""
    last = spans[-1] if spans else None
    if last and (last.bold, last.italic) == (span.bold, span.italic):
        spans[-1] = Span(last.text + span.text, span.bold, span.italic)
    elif span.text:
        spans.append(span)


class Heading(Record):
    """A heading: 1 is the kind of paper or an appendix, 2 a part, 3 a section."""

    level: int
    spans: Spans


class Paragraph(Record):
    """A paragraph; `mark` stands before an item of a list (`-`, `1.`)."""

    spans: Spans
    mark: str = ""
    depth: int = 0

    @property
    def marked_spans(self) -> Spans:
        """The words with the sign of their list before them."""
        return (Span(f"{self.mark} "), *self.spans) if self.mark else self.spans

    @property
    def is_bold(self) -> bool:
        """Bold from end to end: a subject or a caption."""
        return bool(self.spans) and all(s.bold for s in self.spans if s.text.strip())

    @property
    def is_italic(self) -> bool:
        """Italic from end to end: what the paper rests on, what it goes with."""
        return bool(self.spans) and all(s.italic for s in self.spans if s.text.strip())


class PaperTable(Record):
    """A table: its headings, its rows, each cell with its type."""

    aligns: tuple[ColumnAlign, ...]
    head: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]

    @property
    def columns(self) -> int:
        return len(self.aligns)


Block = Heading | Paragraph | PaperTable


def paper_title(blocks: Iterable[Block], subject: str, lang: Lang) -> tuple[str, str]:
    """The kind of paper with what it is about, and that alone, its subject.

    A letter, which has no title, is called by its subject.
    """
    rest = iter(blocks)
    top = next((b for b in rest if isinstance(b, Heading) and b.level == 1), None)
    below = next(rest, None)
    about = subject
    if top is not None and isinstance(below, Paragraph) and below.is_bold:
        about = plain_text(below.spans)
    kind = "" if top is None else plain_text(top.spans)
    if not kind:
        return about, about
    colon = ":" if about and lang is Lang.EN else ""
    return f"{kind.capitalize()}{colon} {about[:1].lower()}{about[1:]}".strip(), about


class AppendixTable(Record):
    """A table by itself: `key` is short (`III.2`), `title` is for people."""

    key: str
    title: str
    grid: PaperTable


class Appendix(Record):
    """One `Phụ lục`: its name, its title, what is in it."""

    name: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def grids(self) -> tuple[PaperTable, ...]:
        return tuple(block for block in self.blocks if isinstance(block, PaperTable))

    @property
    def is_wide(self) -> bool:
        """Whether it lies on its side, for a table of many columns."""
        return any(grid.columns > MOST_UPRIGHT for grid in self.grids)

    @property
    def sheets(self) -> list[AppendixTable]:
        """Its tables; with several, each by the caption above it."""
        number = self.name.rsplit(" ", 1)[-1]
        caption, has_several = self.title, len(self.grids) > 1
        sheets: list[AppendixTable] = []
        for block in self.blocks:
            match block:
                case Paragraph() if block.is_bold:
                    caption = plain_text(block.spans)
                case PaperTable():
                    part = f".{len(sheets) + 1}" if has_several else ""
                    sheets.append(AppendixTable(f"{number}{part}", caption, block))
                case _:
                    pass
        return sheets


class PaperParts(Record):
    """A paper in its parts (DOCUMENTS 4.1).

    `letterhead` is the table above the first heading (ô 1 to 4), `signature` the
    one that ends the text (ô 7 and 9b); None when the template has none. `seal` is
    the line with the seal code, at the foot of the last page.
    """

    letterhead: PaperTable | None
    body: tuple[Block, ...]
    signature: PaperTable | None
    appendices: tuple[Appendix, ...]
    seal: str = ""

    @property
    def sheets(self) -> tuple[AppendixTable, ...]:
        """Every table of the appendices, in order."""
        return tuple(sheet for appendix in self.appendices for sheet in appendix.sheets)


SEAL_LINE = lazy_pattern(r"[^:]+: (?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}")
"""What the last line of a paper with a seal code looks like."""


def parts_of(blocks: list[Block | None]) -> PaperParts:
    """Letterhead, text, signature, appendices, told apart by where they stand."""
    foot = blocks[-1] if blocks else None
    seal = plain_text(foot.spans) if isinstance(foot, Paragraph) else ""
    if SEAL_LINE.fullmatch(seal) is None:
        seal = ""
    else:
        blocks = blocks[:-1]
    tops = [
        place
        for place, block in enumerate(blocks)
        if isinstance(block, Heading) and block.level == 1
    ]
    first = tops[0] if tops else 0
    if not tops and blocks and _is_pair(blocks[0]):
        first = 1  # a letter has no heading
    ends = [*tops[1:], len(blocks)]
    above = _without_rules(blocks[:first])
    text = _without_rules(blocks[first : ends[0]])
    letterhead = next(filter(_is_pair, above), None)
    if letterhead is not None:
        above.remove(letterhead)
    signature = next(filter(_is_pair, text[-1:]), None)
    if signature is not None:
        text.pop()
    appendices = (_appendix(_without_rules(blocks[a:b])) for a, b in pairwise(ends))
    return PaperParts(letterhead, (*above, *text), signature, tuple(appendices), seal)


def _without_rules(blocks: Iterable[Block | None]) -> list[Block]:
    """The blocks without rules across the page."""
    return [block for block in blocks if block is not None]


def _is_pair(block: Block | None) -> TypeGuard[PaperTable]:
    """A table of two columns: this side and that side of the paper."""
    return isinstance(block, PaperTable) and block.columns == 2


def _appendix(blocks: list[Block]) -> Appendix:
    """Its name is its heading, its title the bold line after it."""
    first, after = (*blocks, None)[:2]
    title = name = plain_text(first.spans) if isinstance(first, Heading) else ""
    if isinstance(after, Paragraph) and after.is_bold:
        title = plain_text(after.spans)
    return Appendix(name, title, tuple(blocks))
