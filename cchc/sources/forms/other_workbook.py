"""Workbooks of other kinds (.xls, .ods), read by calamine in a process of its own.

A cell far out makes calamine end its whole process, and no exception tells of it:
whatever happens there, the file is refused and nothing else. Formats are not seen.
"""

import json
import subprocess
import sys
from io import BytesIO
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
from cchc.sources.forms.workbook_parts import NumberForm
from cchc.text.problem import Place, Problem, ProblemCode

OLD_EXCEL = bytes.fromhex("D0CF11E0A1B11AE1")
OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
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
    return OpenedFile(tuple(_grid(title, cells, name) for title, cells in sheets))


def _unpacked_size(data: bytes) -> int:
    if data.startswith(OLD_EXCEL):
        return len(data)
    try:
        with ZipFile(BytesIO(data)) as archive:
            return sum(part.file_size for part in archive.infolist())
    except BadZipFile:
        return 0


def _grid(title: str, cells: list[tuple[int, int, str, str]], name: str) -> Grid:
    rows: dict[int, dict[int, Cell]] = {}
    for row, column, kind, value in cells:
        text, cell_kind = _content(kind, value)
        if text:
            cell = Cell(text, cell_kind, name, title, row, column)
            rows.setdefault(row, {})[column] = cell
    return Grid(name, title, rows)


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
