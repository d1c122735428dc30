"""A paper read back from its Markdown: what every other form of it is made of.

One source feeds all forms (DOCUMENTS 0): Word, page, sheets and lists are walks over
these values, so that a figure is the same text in each of them.
"""

from cchc.text.closed_list import StrEnum
from cchc.text.record import Record

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


class Span(Record):
    """Words in one kind of type."""

    text: str
    bold: bool = False
    italic: bool = False


Spans = tuple[Span, ...]


def plain_text(spans: Spans) -> str:
    """The bare text."""
    return "".join(span.text for span in spans)


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
