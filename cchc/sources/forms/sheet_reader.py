"""A sheet of a workbook as cells of text: its XML is read once, row by row.

Rows as programs mostly write them are read by their pattern; of all others the parser
tells where elements start and the texts behind them, and what starts a cell ends the
one before. Ends are asked for only inside formatted text. This is the inner loop of an
import: a form has a thousand elements, most of its cells are empty.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from xml.parsers import expat
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
    EnoughReadError,
    NumberForm,
    WorkbookParts,
    XmlReader,
)
from cchc.text.lazy import lazy_pattern

_PIECE = 4096
"""Bytes that the parser reads at once, to the end even if its reader has had enough."""
MOST_AT_ONCE = 4_000_000
"""Bytes of a part that is read whole: no form has that many."""
_RUNS = frozenset({"r", "rPh"})
_BEHIND_MERGED = frozenset({"conditionalFormatting", "dataValidations"})
_BOX = lazy_pattern(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?")
_LETTERS = {column_letters(number): number for number in range(1, LAST_COLUMN + 1)}
_COLUMNS = _LETTERS | {name.encode(): number for name, number in _LETTERS.items()}
_GENERAL = NumberForm()
_TYPED = rb"([^<>\x00-\x08\x0b-\x1f]*)"
_TEXT = b'<t(?: xml:space="preserve")?>%b</t>' % _TYPED
_ITEM = lazy_pattern(b"<si>%b</si>" % _TEXT)
_ROW = lazy_pattern(rb'<row r="(\d{1,7})"(?: (?!r=)[\w:.]+="[^"<&\x00-\x1f]*")*>')
_CELL = lazy_pattern(
    rb'<c r="([A-Z]{1,3})\d{1,7}"(?: s="(\d{1,9})")?(?: t="(\w{1,9})")? ?(?:/>|>(?:'
    rb'<v>%b</v>|<is>%b</is>|<f(?: aca="\w+")?>(?!<)%b</f>(?:<v>[^<]*</v>|<v ?/>)?|)'
    rb"</c>)" % (_TYPED, _TEXT, _TYPED)
)
Text = str | bytes
_PLAIN_FORMULA: Mapping[str, str] = {}
_MOST_KEPT, _LONGEST_KEPT = 4096, 1000


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

    def read(self, archive: ZipFile, part: str) -> None:
        text = _bytes_of(archive, part)
        plain = _ITEM.findall(text) if text else ()
        if text and plain and len(plain) == text.count(b"<si"):
            self.strings += map(_shared_text, plain)
        else:
            super().read(archive, part)

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002
        self.is_open = name == "t" and not self.is_spoken
        if name == "si":
            self.finish()
            self.count += 1
        elif name in _RUNS:
            self.start_run(name)

    def finish(self) -> None:
        if self.count:
            self.strings.append(_tidy_shared(self.take_out()))


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
            self._start_row(int(attributes.get("r", self.row + 1)))
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

    def _start_row(self, number: int) -> None:
        self.finish()
        self.row, self.cells = number, self.rows.setdefault(number, {})
        self.reference, self.offset = "", 0

    def read(self, archive: ZipFile, part: str) -> None:
        text = None if self.computed else _bytes_of(archive, part)
        if text is None:
            super().read(archive, part)
        else:
            self.read_pieces(self._pieces(text))

    def _pieces(self, text: bytes) -> Iterator[bytes]:
        """What the parser is to be told: all but rows read by their pattern."""
        told, begin = 0, text.find(b"<row")
        while begin >= 0:
            end, following = text.find(b"</row>", begin), text.find(b"<row", begin + 4)
            is_one = begin < end < (len(text) if following < 0 else following)
            head = _ROW.match(text, begin, end) if is_one else None
            cells = _CELL.findall(text, begin, end) if head else []
            if head and len(cells) == text.count(b"<c", begin, end):
                if told < begin:
                    yield text[told:begin]
                told = end + len(b"</row>")
                self._take_row(int(head[1]), cells)
            begin = following
        yield from (text[at : at + _PIECE] for at in range(told, len(text), _PIECE))

    def _take_row(self, number: int, cells: Iterable[Sequence[bytes]]) -> None:
        """Keep the plain cells of a row."""
        self._start_row(number)
        for letters, style, cell_type, value, inline, formula in cells:
            typed = formula or (inline if cell_type == b"inlineStr" else value)
            if typed:
                self.formula = _PLAIN_FORMULA if formula else None
                column = _COLUMNS.get(letters) or column_number(letters.decode())
                self._keep(column, _short_text(typed), cell_type.decode(), style)
        self.formula = None

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
        cell = self.cell
        self._keep(column, typed, cell.get("t", ""), cell.get("s", ""))
        self.says_something, self.formula = False, None

    def _keep(
        self, column: int, typed: str, cell_type: str, style: str | bytes
    ) -> None:
        """Keep what a cell of some type and style says, unless it is nothing."""
        row = self.row
        if self.formula is not None and not (self.computed and typed):
            text = self.formulas.text(typed, self.formula, (row, column))
            kind = CellKind.FORMULA
        elif cell_type == "s" and typed:
            text, kind = self.strings[int(typed)], CellKind.TEXT
        else:
            text, kind = self._content(typed, cell_type, style)
        if text and (column > LAST_COLUMN or row > LAST_ROW):
            self.stray = self.stray or address(row, column)
        elif text:
            self.cells[column] = Cell(text, kind, self.file, self.title, row, column)

    def _content(self, text: str, cell_type: str, style: Text) -> Content:
        """What a text stands for in a cell of the type that it has."""
        if cell_type == "inlineStr" or not text or text.isspace():
            return tidy_text(text), CellKind.TEXT
        if cell_type in {"", "n"}:
            number, forms = int(style or 0), self.book.forms
            form = forms[number] if number < len(forms) else _GENERAL
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


def _bytes_of(archive: ZipFile, part: str) -> bytes | None:
    """A part in UTF-8 in which `<` begins elements alone; None for larger ones too."""
    if archive.getinfo(part).file_size > MOST_AT_ONCE:
        return None
    data = archive.read(part)
    start = data.find(b"?>") if data.startswith(b"<?xml ") else 0
    head = data[:start].lower()
    if b"encoding" in head and b"utf-8" not in head:
        return None
    odd = (sign for sign in (b"<!", b"<?") if data.find(sign[1:], start + 1) > 0)
    return None if any(data.find(sign, start) >= 0 for sign in odd) else data


def _text_of(typed: bytes) -> str:
    """A text with its references (`&#7843;`, `&amp;`) as the parser reads them."""
    text = typed.decode()
    if "&" not in text:
        return text
    parser, pieces = expat.ParserCreate(), list[str]()
    parser.CharacterDataHandler = pieces.append
    parser.Parse(b"<t>%b</t>" % typed, True)  # noqa: FBT003 -- it takes no keyword
    return "".join(pieces)


def _keep_short(read: Callable[[bytes], str]) -> Callable[[bytes], str]:
    """Keep what short texts are read as: forms of a batch have most in common."""
    kept = lru_cache(_MOST_KEPT)(read)
    return lambda typed: kept(typed) if len(typed) <= _LONGEST_KEPT else read(typed)


_short_text = _keep_short(_text_of)


@_keep_short
def _shared_text(typed: bytes) -> str:
    return _tidy_shared(_text_of(typed))


def _tidy_shared(text: str) -> str:
    return tidy_text(text.replace("x005F_", ""))
