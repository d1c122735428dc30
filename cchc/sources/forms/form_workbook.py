"""An .xlsx workbook as grids of cells; nothing is computed, nothing is run.

A stranger's file is looked at from outside before anything is unpacked. Rows as
programs mostly write them are read by their pattern; of all others the parser tells
what stands in them, and what starts a cell ends the one before. This is the inner loop
of an import: a form has a thousand elements, most of its cells are empty.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from xml.parsers import expat
from zipfile import ZipFile

from cchc.sources.forms.form_grid import (
    LAST_COLUMN,
    LAST_ROW,
    MOST_BYTES,
    Box,
    Cell,
    CellKind,
    Content,
    Grid,
    OpenedFile,
    Shared,
    address,
    by_row,
    column_letters,
    column_number,
    file_problem,
    formula_text,
    number_content,
    spot_of,
    tidy_text,
    typed_content,
)
from cchc.sources.forms.workbook_parts import (
    WORKBOOK,
    ElementReader,
    NumberForm,
    TooManyElementsError,
    WorkbookParts,
    comments_of,
    drawings_of,
    links_of_sheet,
    workbook_parts,
)
from cchc.text.compare import keep_short
from cchc.text.form_marks import FORM, MARKED, NAME
from cchc.text.lazy import lazy_pattern
from cchc.text.problem import Problem, ProblemCode

OLD_EXCEL = bytes.fromhex("D0CF11E0A1B11AE1")
ZIP = b"PK\x03\x04"
MOST_UNPACKED = 30_000_000
MOST_PARTS = 400
PICTURE = "[…]"
"""What stands for a picture where its text is told."""
_PIECE = 4096
"""Bytes that the parser reads at once, to the end even if its reader has had enough."""
MOST_AT_ONCE = 4_000_000
"""Bytes of a part that is read whole: no form has that many."""
_RUNS = frozenset({"r", "rPh"})
_OF_SHEET = frozenset({"row", "c", "v", "f", "t", "mergeCell", *_RUNS})
_BEHIND_MERGED = frozenset({"conditionalFormatting", "dataValidations"})
_BOX = lazy_pattern(r"([A-Z]{1,3}\d{1,7})(?::([A-Z]{1,3}\d{1,7}))?")
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


def read_workbook(
    data: bytes, name: str, *, computed: bool = False
) -> OpenedFile | Problem:
    """The sheets of a workbook, or why it is not read: P701 to P705.

    `computed`: of a formula what it came to when the workbook was saved.
    """
    if problem := _refusal_outside(data, name):
        return problem
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _refusal_inside(archive, name) or _read(
                archive, name, computed=computed
            )
    except TooManyElementsError:
        return file_problem(ProblemCode.FORM_TOO_BIG, name, most=MOST_UNPACKED // 10**6)
    except Exception:  # noqa: BLE001 -- a stranger's file may break a reader anyhow
        return file_problem(ProblemCode.FORM_DAMAGED, name)


def _read(archive: ZipFile, name: str, *, computed: bool) -> OpenedFile:
    book = workbook_parts(archive)
    strings = shared_strings(archive, book.strings) if book.strings else []
    grids: list[Grid] = []
    for title, part in book.sheets:
        at = (name, title)
        sheet = SheetReader(book, strings, at, computed=computed)
        sheet.read(archive, part)
        links = links_of_sheet(archive, part)
        comments = (
            Cell(text, CellKind.TEXT, *at, *spot_of(cell))
            for cell, typed in comments_of(archive, links)
            if (text := tidy_text(typed))
        )
        drawn = tuple(
            Cell(tidy_text(text) or PICTURE, CellKind.TEXT, *at, row, column)
            for row, column, text in drawings_of(archive, links)
        )
        grids.append(sheet.grid(by_row(comments), drawn))
    marks = (book.properties.get(FORM, ""), book.names.get(NAME, ""))
    return OpenedFile(
        grids=tuple(grids),
        marks=tuple(text.strip('="') for text in marks if text),
        marked=book.properties.get(MARKED),
        saved_by=tidy_text(book.saved_by),
        saved_at=book.saved_at,
    )


def _refusal_outside(data: bytes, name: str) -> Problem | None:
    """Why the file is not opened at all, judged by its first bytes and its size."""
    if data.startswith(OLD_EXCEL):
        is_locked = "EncryptedPackage".encode("utf-16-le") in data
        code = ProblemCode.FORM_LOCKED if is_locked else ProblemCode.FORM_OLD
        return file_problem(code, name)
    if not data.startswith(ZIP):
        return file_problem(ProblemCode.FORM_NOT_EXCEL, name)
    if len(data) > MOST_BYTES:
        return file_problem(ProblemCode.FORM_TOO_BIG, name, most=MOST_BYTES // 10**6)
    return None


def _refusal_inside(archive: ZipFile, name: str) -> Problem | None:
    """Why nothing of it is unpacked, judged by the list of its parts."""
    parts = archive.infolist()
    names = {part.filename.lower() for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        return file_problem(ProblemCode.FORM_LOCKED, name)
    if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > MOST_UNPACKED:
        return file_problem(ProblemCode.FORM_TOO_BIG, name, most=MOST_UNPACKED // 10**6)
    if any(n.endswith("vbaproject.bin") or "/macrosheets/" in n for n in names):
        return file_problem(ProblemCode.FORM_MACRO, name)
    if WORKBOOK not in names:
        return file_problem(ProblemCode.FORM_NOT_EXCEL, name)
    return None


class StringReader(ElementReader):
    """Reads texts that may be formatted: `<t>`, or `<t>` in runs; never phonetics."""

    def __init__(self) -> None:
        super().__init__({"si", "t", *_RUNS})
        self.strings: list[str] = []
        self.is_spoken = False

    def take(self, name: str, _: dict[str, str], text: str) -> None:
        if name == "si":
            self.count += 1
            self.strings.append("")
        if name != "t":
            self.is_spoken = name == "rPh"
        elif not self.is_spoken:
            self.strings[-1] += text


def shared_strings(archive: ZipFile, part: str) -> list[str]:
    """The texts that sheets share, in the order of their numbers."""
    data = _bytes_of(archive, part)
    plain = _ITEM.findall(data) if data else ()
    if data and plain and len(plain) == data.count(b"<si"):
        return [_tidy_shared(_text_of(typed)) for typed in plain]
    reader = StringReader()
    reader.read(archive, part)
    return [*map(_tidy_shared, reader.strings)]


class SheetReader(ElementReader):
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
        super().__init__(_OF_SHEET, _BEHIND_MERGED)
        self.book, self.strings, self.computed = book, strings, computed
        self.file, self.title = at
        self.rows: dict[int, dict[int, Cell]] = {}
        self.cells: dict[int, Cell] = {}
        self.merged: list[Box] = []
        self.stray: str | None = None
        self.shared: Shared = {}
        self.formula: Mapping[str, str] | None = None
        self.cell: Mapping[str, str] = {}
        self.reference = ""
        self.row = self.offset = 0
        self.text = ""
        self.says_something = self.is_spoken = False

    def take(self, name: str, attributes: dict[str, str], text: str) -> None:
        match name:
            case "c":
                self._finish_cell()
                self.count += 1
                self.cell, self.is_spoken = attributes, False
                self.offset = 0 if "r" in attributes else self.offset + 1
                self.reference = attributes.get("r", self.reference)
            case "row":
                self._start_row(int(attributes.get("r", self.row + 1)))
            case "r" | "rPh":
                self.is_spoken = name == "rPh"
            case "mergeCell":
                if ends := _BOX.match(attributes.get("ref", "")):
                    first, last = spot_of(ends[1]), spot_of(ends[2] or ends[1])
                    self.merged.append((*first, *last))
            case _:
                self._take_content(name, attributes, text)

    def _take_content(self, name: str, attributes: dict[str, str], text: str) -> None:
        """A value, the text of a cell that has its own, or a formula."""
        self.says_something = True
        is_inline = self.cell.get("t") == "inlineStr"
        if name == "f":
            self.formula = attributes
            is_meant = not self.computed
        elif name == "v":
            is_meant = not is_inline and (self.formula is None or self.computed)
        else:
            is_meant = is_inline and not self.is_spoken
        self.text += text if is_meant else ""

    def _start_row(self, number: int) -> None:
        if self.at_hand or self.says_something:
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
        read_to, begin = 0, text.find(b"<row")
        while begin >= 0:
            end, following = text.find(b"</row>", begin), text.find(b"<row", begin + 4)
            is_one = begin < end < (len(text) if following < 0 else following)
            head = _ROW.match(text, begin, end) if is_one else None
            cells = _CELL.findall(text, begin, end) if head else []
            if head and len(cells) == text.count(b"<c", begin, end):
                if read_to < begin:
                    yield text[read_to:begin]
                read_to = end + len(b"</row>")
                self._take_row(int(head[1]), cells)
            begin = following
        yield from (text[at : at + _PIECE] for at in range(read_to, len(text), _PIECE))

    def _take_row(self, number: int, cells: Iterable[Sequence[bytes]]) -> None:
        """Keep the plain cells of a row."""
        self._start_row(number)
        for letters, style, cell_type, value, inline, formula in cells:
            typed = formula or (inline if cell_type == b"inlineStr" else value)
            if typed:
                self.formula = _PLAIN_FORMULA if formula else None
                column = _COLUMNS.get(letters) or column_number(letters.decode())
                self._keep(column, _text_of(typed), cell_type.decode(), style)
        self.formula = None

    def finish(self) -> None:
        self.flush()
        self._finish_cell()

    def _finish_cell(self) -> None:
        """Keep the cell at hand if it says something."""
        if not self.says_something:
            return
        letters = self.reference.rstrip("0123456789")
        column = self.offset + (_COLUMNS.get(letters) or column_number(letters.upper()))
        if column < 1:
            raise ValueError(self.reference)
        cell = self.cell
        self._keep(column, self.text, cell.get("t", ""), cell.get("s", ""))
        self.says_something, self.formula, self.text = False, None, ""

    def _keep(
        self, column: int, typed: str, cell_type: str, style: str | bytes
    ) -> None:
        """Keep what a cell of some type and style says, unless it is nothing."""
        row = self.row
        if self.formula is not None and not (self.computed and typed):
            text = formula_text(typed, self.formula, (row, column), self.shared)
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

    def grid(
        self, comments: Mapping[int, Sequence[Cell]], drawn: tuple[Cell, ...]
    ) -> Grid:
        """The sheet that was read, with the comments on its cells and its drawings."""
        return Grid(
            file=self.file,
            sheet=self.title,
            rows={number: cells for number, cells in self.rows.items() if cells},
            merged=tuple(self.merged),
            stray=self.stray,
            comments=comments,
            drawn=drawn,
        )


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


@keep_short
def _text_of(typed: bytes) -> str:
    """A text with its references (`&#7843;`, `&amp;`) as the parser reads them."""
    text = typed.decode()
    if "&" not in text:
        return text
    parser, pieces = expat.ParserCreate(), list[str]()
    parser.CharacterDataHandler = pieces.append
    parser.Parse(b"<t>%b</t>" % typed, True)  # noqa: FBT003 -- it takes no keyword
    return "".join(pieces)


@keep_short
def _tidy_shared(text: str) -> str:
    return tidy_text(text.replace("x005F_", ""))
