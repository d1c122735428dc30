"""Workbooks of other kinds (.xls, .ods), read by calamine in a process of its own.

A cell far out makes calamine end its whole process, and no exception tells of it:
whatever happens there, the file is refused and nothing else. Formats are not seen.
"""

import json
import subprocess
import sys
from collections.abc import Iterable
from io import BytesIO
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

from cchc.sources.forms.cell_value import Content, number_content, typed_content
from cchc.sources.forms.form_grid import (
    LAST_COLUMN,
    LAST_ROW,
    MOST_BYTES,
    Cell,
    CellKind,
    Grid,
    OpenedFile,
    tidy_text,
)
from cchc.sources.forms.workbook_parts import COMMENTS_BY, NumberForm, XmlReader
from cchc.text.problem import Place, Problem, ProblemCode

OLD_EXCEL = bytes.fromhex("D0CF11E0A1B11AE1")
OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
COMMENT_OF_XLS = bytes.fromhex("150012001900")
"""How the record of a comment's box begins in an .xls workbook."""
MOST_UNPACKED, MOST_SECONDS = 30_000_000, 60
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
    place = Place(file=name)
    if len(data) > MOST_BYTES or _unpacked_size(data) > MOST_UNPACKED:
        blanks = {"most": MOST_BYTES // 10**6}
        return Problem(ProblemCode.FORM_TOO_BIG, place, blanks)
    damaged = Problem(ProblemCode.FORM_DAMAGED, place, {"text": name})
    try:
        done = subprocess.run(  # noqa: S603 -- our own interpreter
            [sys.executable, "-c", _READER],
            input=data,
            capture_output=True,
            timeout=MOST_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return damaged
    if done.returncode == _NO_READER:
        return Problem(ProblemCode.FORM_OLD, place, {"text": name})
    try:
        sheets = json.loads(done.stdout) if not done.returncode else None
    except ValueError:
        return damaged
    if sheets is None:
        return damaged
    comments = comments_of(data, name)
    grids = (_grid(title, cells, name, comments or ()) for title, cells in sheets)
    return OpenedFile(tuple(grids), has_lost_comments=comments is None)


class CommentReader(XmlReader):
    """Reads the comments on the cells of an .ods workbook, which calamine leaves out.

    `comments` are sheet, row, column, author and text.
    """

    def __init__(self) -> None:
        super().__init__()
        self.parser.CharacterDataHandler = self._take_text
        self.parser.EndElementHandler = self._end
        self.comments: list[tuple[str, int, int, list[str], list[str]]] = []
        self.sheet = ""
        self.row = self.next_row = self.column = self.next_column = 1
        self.is_comment = False
        self.texts: list[str] = []

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
            self.is_comment = True
        elif self.is_comment and name in {"dc:creator", "dc:date"}:
            self.texts = self.comments[-1][3] if name == "dc:creator" else []
        elif self.is_comment and name == "text:p":
            self.texts = self.comments[-1][4]
            self.texts += [" "] if self.texts else []

    def _take_text(self, text: str) -> None:
        if self.is_comment:
            self.texts.append(text)

    def _end(self, name: str) -> None:
        self.is_comment = self.is_comment and name != "office:annotation"


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


def _unpacked_size(data: bytes) -> int:
    if data.startswith(OLD_EXCEL):
        return len(data)
    try:
        with ZipFile(BytesIO(data)) as archive:
            return sum(part.file_size for part in archive.infolist())
    except BadZipFile:
        return 0


def _grid(
    title: str,
    cells: list[tuple[int, int, str, str]],
    name: str,
    comments: Iterable[Cell],
) -> Grid:
    rows: dict[int, dict[int, Cell]] = {}
    for row, column, kind, value in cells:
        text, cell_kind = _content(kind, value)
        if text:
            cell = Cell(text, cell_kind, name, title, row, column)
            rows.setdefault(row, {})[column] = cell
    by_row: dict[int, list[Cell]] = {}
    for comment in comments:
        if comment.sheet == title:
            by_row.setdefault(comment.row, []).append(comment)
    return Grid(name, title, rows, comments=by_row)


def _content(kind: str, value: str) -> Content:
    match kind:
        case "float" | "int":
            return number_content(value, _PLAIN, is_1904=False)
        case "bool":
            return value.upper(), CellKind.FLAG
        case "date" | "datetime":
            return typed_content(value, "d")
        case _:
            return tidy_text(value), CellKind.TEXT
