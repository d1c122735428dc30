"""Forms that are no .xlsx: CSV, and .xls and .ods read by calamine in its own process.

A cell far out makes calamine end its whole process, and no exception tells of it:
whatever happens there, the file is refused and nothing else. Formats are not seen.
"""

import csv
import json
import subprocess
import sys
from contextlib import suppress
from io import BytesIO, StringIO
from re import MULTILINE
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

from cchc.sources.forms.form_grid import (
    LAST_COLUMN,
    LAST_ROW,
    MOST_BYTES,
    Cell,
    CellKind,
    Content,
    Grid,
    OpenedFile,
    address,
    by_row,
    file_problem,
    number_content,
    tidy_text,
    typed_content,
)
from cchc.sources.forms.workbook_parts import COMMENTS_BY, ElementReader, NumberForm
from cchc.text.lazy import lazy_pattern
from cchc.text.problem import Problem, ProblemCode

OLD_EXCEL = bytes.fromhex("D0CF11E0A1B11AE1")
OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
COMMENT_OF_XLS = bytes.fromhex("150012001900")
"""How the record of a comment's box begins in an .xls workbook."""
MOST_UNPACKED, MOST_SECONDS = 30_000_000, 60
_SEPARATORS = (";", ",", "\t")
_FORMULA_SIGNS = ("=", "+", "-", "@")
_HEAD = lazy_pattern(r'^"?#[a-z](?::[^";,\t\n]+)?"?([;,\t])', MULTILINE)
_BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
_NO_READER = 3
_PLAIN = NumberForm()
_READER = f"""
import io, json, sys
try:
    from python_calamine import CalamineWorkbook
except ImportError:
    sys.exit({_NO_READER})
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
except (ImportError, OSError, ValueError):
    pass
book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
sheets = []
for name in book.sheet_names:
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    cells = [
        (row, column, type(value).__name__, str(value))
        for row, values in enumerate(rows[:{LAST_ROW}], 1)
        for column, value in enumerate(values[:{LAST_COLUMN}], 1)
        if value != ""
    ]
    sheets.append((name, cells))
json.dump(sheets, sys.stdout)
"""


def is_other_workbook(data: bytes) -> bool:
    """Whether the file is an .xls or .ods workbook by its first bytes."""
    is_locked = "EncryptedPackage".encode("utf-16-le") in data
    is_old = data.startswith(OLD_EXCEL) and not is_locked
    return is_old or OPEN_DOCUMENT in data[:120]


def read_other_workbook(data: bytes, name: str) -> OpenedFile | Problem:
    """The sheets of an .xls or .ods workbook.

    P702 where calamine is not installed, P704 and P705 for one that is too large or
    cannot be read.
    """
    if len(data) > MOST_BYTES or _unpacked_size(data) > MOST_UNPACKED:
        most = MOST_BYTES // 10**6
        return file_problem(ProblemCode.FORM_TOO_BIG, name, most=most)
    try:
        done = subprocess.run(  # noqa: S603 -- our own interpreter
            [sys.executable, "-c", _READER],
            input=data,
            capture_output=True,
            timeout=MOST_SECONDS,
            check=False,
        )
        if done.returncode == _NO_READER:
            return file_problem(ProblemCode.FORM_OLD, name)
        sheets = json.loads(b"" if done.returncode else done.stdout)
    except (OSError, subprocess.TimeoutExpired, ValueError):
        return file_problem(ProblemCode.FORM_DAMAGED, name)
    comments = comments_of(data, name)
    grids = []
    for title, cells in sheets:
        rows: dict[int, dict[int, Cell]] = {}
        for row, column, kind, value in cells:
            text, cell_kind = _content(kind, value)
            if text:
                cell = Cell(text, cell_kind, name, title, row, column)
                rows.setdefault(row, {})[column] = cell
        own = by_row(cell for cell in comments or () if cell.sheet == title)
        grids.append(Grid(name, title, rows, comments=own))
    return OpenedFile(tuple(grids), has_lost_comments=comments is None)


def _content(kind: str, value: str) -> Content:
    match kind:
        case "float" | "int":
            return number_content(value, _PLAIN, is_1904=False)
        case "bool":
            return value.upper(), CellKind.FLAG
        case _:
            return typed_content(value, "d" if kind.startswith("date") else "str")


def _unpacked_size(data: bytes) -> int:
    if data.startswith(OLD_EXCEL):
        return len(data)
    with suppress(BadZipFile), ZipFile(BytesIO(data)) as archive:
        return sum(part.file_size for part in archive.infolist())
    return 0


class CommentReader(ElementReader):
    """Reads the comments on the cells of an .ods workbook, which calamine leaves out.

    `comments` are sheet, row, column, author and text.
    """

    def __init__(self) -> None:
        super().__init__()
        self.comments: list[tuple[str, int, int, list[str], list[str]]] = []
        self.sheet = ""
        self.row = self.next_row = self.column = self.next_column = 1

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if name == "table:table":
            self.sheet, self.next_row = attributes.get("table:name", ""), 1
        elif name == "table:table-row":
            repeated = int(attributes.get("table:number-rows-repeated", 1))
            self.row, self.next_row = self.next_row, self.next_row + repeated
            self.next_column = 1
        elif name in {"table:table-cell", "table:covered-table-cell"}:
            repeated = int(attributes.get("table:number-columns-repeated", 1))
            self.column = self.next_column
            self.next_column += repeated
        elif name == "annotation":
            author, self.texts = list[str](), list[str]()
            spot = (self.sheet, self.row, self.column)
            self.comments.append((*spot, author, self.texts))
            self.is_open = True
        elif self.is_open and name in {"dc:creator", "dc:date"}:
            self.texts = self.comments[-1][3] if name == "dc:creator" else []
        elif self.is_open and name == "text:p":
            self.texts = self.comments[-1][4]
            self.texts += [" "] if self.texts else []

    def end(self, name: str) -> None:
        self.is_open = self.is_open and name != "office:annotation"


def comments_of(data: bytes, name: str) -> list[Cell] | None:
    """The comments of an .ods, but our own; None where there are some to lose."""
    if data.startswith(OLD_EXCEL):
        return None if COMMENT_OF_XLS in data else []
    reader = CommentReader()
    try:
        with ZipFile(BytesIO(data)) as archive:
            reader.read(archive, "content.xml")
    except (BadZipFile, KeyError, ValueError, ExpatError):
        return None
    return [
        Cell(text, CellKind.TEXT, name, sheet, row, column)
        for sheet, row, column, author, texts in reader.comments
        if "".join(author) != COMMENTS_BY and (text := tidy_text("".join(texts)))
    ]


def read_csv(data: bytes, name: str) -> OpenedFile | Problem:
    """The rows of a CSV file as one grid; P704, P705 or P725 when it is none.

    `;`, `,` or tab stand between, in any of the encodings that Excel writes.
    """
    if len(data) > MOST_BYTES:
        most = MOST_BYTES // 10**6
        return file_problem(ProblemCode.FORM_TOO_BIG, name, most=most)
    text = _decoded(data)
    if text is None:
        return file_problem(ProblemCode.FORM_ENCODING, name)
    head = _HEAD.search(text)
    separator = head[1] if head else max(_SEPARATORS, key=text.count)
    lines = csv.reader(StringIO(text, newline=""), delimiter=separator)
    rows: dict[int, dict[int, Cell]] = {}
    try:
        for number, words in enumerate(lines, start=1):
            if number > LAST_ROW or len(words) > LAST_COLUMN:
                stray = address(number, len(words))
                return OpenedFile((Grid(name, None, rows, stray=stray),))
            rows[number] = {
                column: Cell(text, CellKind.TEXT, name, None, number, column)
                for column, word in enumerate(words, start=1)
                if (text := _without_guard(tidy_text(word)))
            }
    except csv.Error:
        return file_problem(ProblemCode.FORM_DAMAGED, name)
    return OpenedFile((Grid(name, None, rows),))


def _decoded(data: bytes) -> str | None:
    """UTF-8 or UTF-16 by their first bytes, else UTF-8, else Windows Vietnamese."""
    marked = [encoding for bom, encoding in _BOMS.items() if data.startswith(bom)]
    unmarked = () if b"\x00" in data else ("utf-8", "cp1258")
    for encoding in marked or unmarked:
        with suppress(UnicodeError):
            return data.decode(encoding)
    return None


def _without_guard(text: str) -> str:
    """The text without what kept it from being taken for a formula."""
    is_guarded = text.startswith("'") and text[1:].startswith(_FORMULA_SIGNS)
    return text[1:] if is_guarded else text
