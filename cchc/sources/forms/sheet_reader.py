"""A sheet of a workbook as cells of text: its XML is read once, piece by piece.

The parser tells where elements start and the texts behind them; what starts a cell
ends the one before. Ends are asked for only inside formatted text: this halves the
work of a form, most of whose cells are empty.
"""

from collections.abc import Mapping, Sequence
from re import Match
from re import compile as pattern
from zipfile import ZipFile

from cchc.sources.forms.cell_value import (
    Content,
    FormulaReader,
    number_content,
    typed_content,
)
from cchc.sources.forms.form_grid import (
    LAST_COLUMN,
    LAST_ROW,
    Box,
    Cell,
    CellKind,
    Grid,
    address,
    column_letters,
    column_number,
    tidy_text,
)
from cchc.sources.forms.workbook_parts import (
    MOST_ELEMENTS,
    EnoughReadError,
    NumberForm,
    TooManyElementsError,
    new_parser,
    parse_part,
)
from cchc.text.record import Record

_RUNS = frozenset({"r", "rPh"})
_VALUES = frozenset({"v", "t"})
_WRITTEN_OUT = frozenset({"inlineStr", "str"})
_BEHIND_MERGED = frozenset({"conditionalFormatting", "dataValidations"})
_TAGS = (
    *("c", "v", "f", "t", "is", "si", "r", "rPh", "row", "mergeCell"),
    *_BEHIND_MERGED,
)
_BOX = pattern(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?")
_COLUMNS = {column_letters(number): number for number in range(1, LAST_COLUMN + 1)}
_GENERAL = NumberForm()


class BookContext(Record):
    """What the cells of all sheets of a book have in common."""

    file: str
    strings: Sequence[str]
    forms: Sequence[NumberForm]
    is_1904: bool


class SheetRead(Record):
    """A sheet, and the address of the first cell that stands far outside any form."""

    grid: Grid
    stray: str | None


class _TextReader:
    """Reads texts that may be formatted: `<t>`, or `<t>` in runs; never phonetics."""

    def __init__(self) -> None:
        self.parser = new_parser(self._start_root)
        self.tags: Mapping[str, str] = {}
        self.parser.CharacterDataHandler = self._take_text
        self.texts: list[str] = []
        self.count = 0
        self.is_open = self.is_run = self.is_spoken = False

    def _start_root(self, name: str, _: dict[str, str]) -> None:
        """All elements of the part have the prefix of its first, mostly none."""
        prefix = name[: name.find(":") + 1]
        self.tags = {prefix + tag: tag for tag in _TAGS}
        self.parser.StartElementHandler = self.start

    def start(self, name: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def _take_text(self, text: str) -> None:
        if self.is_open:
            self.texts.append(text)

    def start_run(self, tag: str) -> None:
        """Between the elements of a run stand blanks: its ends must be told."""
        self.is_run, self.is_spoken = True, tag == "rPh"
        self.parser.EndElementHandler = self._end

    def _end(self, _: str) -> None:
        self.is_open = False

    def take_out(self) -> str:
        """The text since the last one was taken out."""
        text = "".join(self.texts)
        self.texts.clear()
        if self.is_run:
            self.is_run = self.is_spoken = False
            self.parser.EndElementHandler = None
        return text

    def count_one(self) -> None:
        self.count += 1
        if self.count > MOST_ELEMENTS:
            raise TooManyElementsError


class _StringReader(_TextReader):
    """Reads the texts that sheets share, in the order of their numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.strings: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002
        tag = self.tags.get(name)
        self.is_open = tag == "t" and not self.is_spoken
        if tag == "si":
            self.finish()
            self.count_one()
        elif tag is not None and tag in _RUNS:
            self.start_run(tag)

    def finish(self) -> None:
        if self.count:
            self.strings.append(tidy_text(self.take_out().replace("x005F_", "")))


def shared_strings(archive: ZipFile, part: str) -> Sequence[str]:
    """The texts that sheets refer to by number, tidied."""
    reader = _StringReader()
    parse_part(archive, part, reader.parser)
    reader.finish()
    return reader.strings


class _SheetReader(_TextReader):
    """Reads the cells that say something; those far outside any form are not kept.

    A cell without a reference stands `offset` columns behind the last that had one.
    """

    def __init__(self, context: BookContext, title: str) -> None:
        super().__init__()
        self.context = context
        self.title = title
        self.rows: dict[int, dict[int, Cell]] = {}
        self.merged: list[Box] = []
        self.stray: str | None = None
        self.formulas = FormulaReader()
        self.formula: Mapping[str, str] | None = None
        self.cell: Mapping[str, str] = {}
        self.reference = ""
        self.row = self.offset = 0
        self.says_something = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = self.tags.get(name)
        if tag == "c":
            if self.says_something:
                self.finish()
            self.cell = attributes
            if "r" in attributes:
                self.reference, self.offset = attributes["r"], 0
            else:
                self.offset += 1
            self.count_one()
            self.is_open = False
        elif tag in _VALUES:
            is_inline = self.cell.get("t") == "inlineStr"
            is_value = is_inline is (tag == "t") and self.formula is None
            self.is_open = is_value and not self.is_spoken
            self.says_something = True
        else:
            self.is_open = False
            if tag is not None:
                self._start_other(tag, attributes)

    def _start_other(self, tag: str, attributes: Mapping[str, str]) -> None:
        """What stands once in a row, in few cells, or behind the last row."""
        if tag == "row":
            self.finish()
            self.row = int(attributes.get("r", self.row + 1))
            self.reference, self.offset = "", 0
        elif tag == "f":
            self.says_something = self.is_open = True
            self.formula = attributes
        elif tag in _RUNS:
            self.start_run(tag)
        elif tag == "mergeCell":
            match = _BOX.match(attributes.get("ref", ""))
            self.merged.extend([_box(match)] if match else ())
        elif tag in _BEHIND_MERGED:
            raise EnoughReadError

    def finish(self) -> None:
        """Keep the cell at hand if it says something."""
        if not self.says_something:
            return
        letters = self.reference.rstrip("0123456789")
        column = self.offset + (_COLUMNS.get(letters) or column_number(letters.upper()))
        if column < 1:
            raise ValueError(self.reference)
        typed = self.take_out()
        if self.row > LAST_ROW or column > LAST_COLUMN:
            self.stray = self.stray or address(self.row, column)
        else:
            text, kind = self._content(typed, column)
            if text:
                at = (self.context.file, self.title, self.row, column)
                self.rows.setdefault(self.row, {})[column] = Cell(text, kind, *at)
        self.says_something, self.formula = False, None

    def _content(self, text: str, column: int) -> Content:
        """What a text stands for in a cell of the type that it has."""
        cell_type = self.cell.get("t", "n")
        if self.formula is not None:
            at = (self.row, column)
            return self.formulas.text(text, self.formula, at), CellKind.FORMULA
        if cell_type == "s" and text:
            return self.context.strings[int(text)], CellKind.TEXT
        if cell_type in _WRITTEN_OUT or text.isspace() or not text:
            return tidy_text(text), CellKind.TEXT
        if cell_type == "n":
            style, forms = int(self.cell.get("s", 0)), self.context.forms
            form = forms[style] if style < len(forms) else _GENERAL
            return number_content(text, form, is_1904=self.context.is_1904)
        return typed_content(text, cell_type)


def _box(corners: Match[str]) -> Box:
    first, row, last, end = corners.groups()
    start = (int(row), column_number(first))
    return (*start, int(end or row), column_number(last or first))


def read_sheet(
    archive: ZipFile, part: str, title: str, context: BookContext
) -> SheetRead:
    """The cells of a sheet that say something, and its boxes of merged cells."""
    reader = _SheetReader(context, title)
    parse_part(archive, part, reader.parser)
    reader.finish()
    grid = Grid(context.file, title, reader.rows, tuple(reader.merged))
    return SheetRead(grid, reader.stray)
