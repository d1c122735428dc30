"""A sheet of a workbook as cells of text: its XML is read once, piece by piece.

The parser tells where elements start and the texts behind them; what starts a cell
ends the one before. Ends are asked for only inside formatted text. This is the inner
loop of an import: a form has a thousand elements, most of its cells are empty.
"""

from collections.abc import Mapping, Sequence

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
    EnoughReadError,
    NumberForm,
    WorkbookParts,
    XmlReader,
)
from cchc.text.lazy import lazy_pattern

_RUNS = frozenset({"r", "rPh"})
_BEHIND_MERGED = frozenset({"conditionalFormatting", "dataValidations"})
_BOX = lazy_pattern(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?")
_COLUMNS = {column_letters(number): number for number in range(1, LAST_COLUMN + 1)}
_GENERAL = NumberForm()


class TextReader(XmlReader):
    """Reads texts that may be formatted: `<t>`, or `<t>` in runs; never phonetics."""

    def __init__(self) -> None:
        super().__init__()
        self.parser.CharacterDataHandler = self._take_text
        self.texts: list[str] = []
        self.is_open = self.is_run = self.is_spoken = False

    def _take_text(self, text: str) -> None:
        if self.is_open:
            self.texts.append(text)

    def start_run(self, name: str) -> None:
        """Between the elements of a run stand blanks: its ends must be told."""
        self.is_run, self.is_spoken = True, name == "rPh"
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


class StringReader(TextReader):
    """Reads the texts that sheets share, in the order of their numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.strings: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002
        self.is_open = name == "t" and not self.is_spoken
        if name == "si":
            self.finish()
            self.count += 1
        elif name in _RUNS:
            self.start_run(name)

    def finish(self) -> None:
        if self.count:
            self.strings.append(tidy_text(self.take_out().replace("x005F_", "")))


class SheetReader(TextReader):
    """Reads the cells that say something; those far outside any form are not kept.

    A cell without a reference stands `offset` columns behind the last that had one.
    Of a formula it gives the text; if `computed`, what the spreadsheet made of it.
    """

    def __init__(
        self,
        book: WorkbookParts,
        strings: Sequence[str],
        at: tuple[str, str],
        *,
        computed: bool = False,
    ) -> None:
        super().__init__()
        self.book, self.strings, self.computed = book, strings, computed
        self.file, self.title = at
        self.rows: dict[int, dict[int, Cell]] = {}
        self.cells: dict[int, Cell] = {}
        self.merged: list[Box] = []
        self.stray: str | None = None
        self.formulas = FormulaReader()
        self.formula: Mapping[str, str] | None = None
        self.cell: Mapping[str, str] = {}
        self.reference = ""
        self.row = self.offset = 0
        self.says_something = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            if self.says_something:
                self.finish()
            self.cell = attributes
            self.count += 1
            self.is_open = False
            reference = attributes.get("r")
            if reference is None:
                self.offset += 1
            else:
                self.reference, self.offset = reference, 0
        elif name == "v":
            self.says_something = True
            is_inline = self.cell.get("t") == "inlineStr"
            is_formula = self.formula is not None and not self.computed
            self.is_open = not is_formula and not is_inline
        elif name == "t":
            self.says_something = True
            is_inline = self.cell.get("t") == "inlineStr"
            self.is_open = is_inline and not self.is_spoken
        elif name != "is":
            self.is_open = False
            self._start_other(name, attributes)

    def _start_other(self, name: str, attributes: Mapping[str, str]) -> None:
        """What stands once in a row, in few cells, or behind the last row."""
        if name == "row":
            self.finish()
            self.row = int(attributes.get("r", self.row + 1))
            self.cells = self.rows.setdefault(self.row, {})
            self.reference, self.offset = "", 0
        elif name == "f":
            self.says_something = True
            self.is_open = not self.computed
            self.formula = attributes
        elif name in _RUNS:
            self.start_run(name)
        elif name == "mergeCell":
            match = _BOX.match(attributes.get("ref", ""))
            self.merged += [_box(*match.groups())] if match else []
        elif name in _BEHIND_MERGED:
            raise EnoughReadError

    def finish(self) -> None:
        """Keep the cell at hand if it says something."""
        if not self.says_something:
            return
        letters = self.reference.rstrip("0123456789")
        column = self.offset + (_COLUMNS.get(letters) or column_number(letters.upper()))
        if column < 1:
            raise ValueError(self.reference)
        texts = self.texts
        typed = texts.pop() if len(texts) == 1 and not self.is_run else self.take_out()
        if column > LAST_COLUMN or self.row > LAST_ROW:
            self.stray = self.stray or address(self.row, column)
        else:
            if self.formula is None and self.cell.get("t") == "s" and typed:
                text, kind = self.strings[int(typed)], CellKind.TEXT
            else:
                text, kind = self._content(typed, column)
            if text:
                cell = Cell(text, kind, self.file, self.title, self.row, column)
                self.cells[column] = cell
        self.says_something, self.formula = False, None

    def _content(self, text: str, column: int) -> Content:
        """What a text stands for in a cell of the type that it has."""
        cell_type = self.cell.get("t", "n")
        if self.formula is not None and not (self.computed and text):
            at = (self.row, column)
            return self.formulas.text(text, self.formula, at), CellKind.FORMULA
        if cell_type == "inlineStr" or not text or text.isspace():
            return tidy_text(text), CellKind.TEXT
        if cell_type == "n":
            style, forms = int(self.cell.get("s", 0)), self.book.forms
            form = forms[style] if style < len(forms) else _GENERAL
            return number_content(text, form, is_1904=self.book.is_1904)
        return typed_content(text, cell_type)

    def grid(self, comments: Mapping[int, Sequence[Cell]]) -> Grid:
        """The sheet that was read, with the comments on its cells."""
        rows = {number: cells for number, cells in self.rows.items() if cells}
        merged = tuple(self.merged)
        return Grid(self.file, self.title, rows, merged, self.stray, comments)


def _box(first: str, row: str, last: str | None, end: str | None) -> Box:
    start = (int(row), column_number(first))
    return (*start, int(end or row), column_number(last or first))
