"""An .xlsx workbook as grids of cells; nothing is computed, nothing is run.

A stranger's file is looked at from outside before anything is unpacked.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Protocol
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from cchc.sources.forms.form_grid import (
    LAST_COLUMN,
    LAST_ROW,
    MOST_BYTES,
    Box,
    Cell,
    CellKind,
    Grid,
    OpenedFile,
    column_number,
    place_of,
    tidy_text,
)
from cchc.text.form_marks import FORM, MARKED, NAME
from cchc.text.problem import Blank, Place, Problem, ProblemCode
from cchc.text.record import Record

MOST_EXACT = 10**15
"""A spreadsheet keeps 15 digits of a number; what is longer has lost some."""
OLD_EXCEL = bytes.fromhex("D0CF11E0A1B11AE1")
ZIP = b"PK\x03\x04"
MOST_UNPACKED = 30_000_000
MOST_PARTS = 400
NO_VALUE = {"f": CellKind.FORMULA, "e": CellKind.ERROR}
"""Cells that hold no value of their own, by their type in the workbook."""
_MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?"'
)
_CELL = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?(?<!/)>'
    rb"\s*<(?:\w+:)?(?:v|f|is)\b"
)


class SheetCell(Protocol):
    """A cell as the reader of workbooks gives it."""

    @property
    def value(self) -> object: ...
    @property
    def data_type(self) -> str: ...
    @property
    def number_format(self) -> str: ...


class Property(Protocol):
    """A property of the document that its writer made up."""

    @property
    def name(self) -> str: ...
    @property
    def value(self) -> object: ...


def read_workbook(data: bytes, name: str) -> OpenedFile:
    """The sheets of a workbook, or why it is not read; P701 to P705, P719."""
    refusal = refusal_of(data, name)
    if refusal is not None:
        return OpenedFile(problems=(refusal,))
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=False)
        try:
            return _grids(book, data, name)
        finally:
            book.close()
    except Exception:  # noqa: BLE001 -- a stranger's file may break a reader anyhow
        return OpenedFile(problems=(_problem(ProblemCode.FORM_DAMAGED, name),))


def _grids(book: Workbook, data: bytes, name: str) -> OpenedFile:
    grids: list[Grid] = []
    problems: list[Problem] = []
    for sheet in book.worksheets:
        seen = outline(data, str(getattr(sheet, "_worksheet_path")))  # noqa: B009
        if seen.stray is not None:
            place = Place(file=name, sheet=sheet.title, cell=seen.stray)
            problems.append(
                Problem(ProblemCode.FORM_STRAY, place, {"text": seen.stray})
            )
        rows: dict[int, dict[int, Cell]] = {}
        lines = sheet.iter_rows(max_row=LAST_ROW, max_col=LAST_COLUMN)
        for number, cells in enumerate(lines, start=1):
            read = dict(_cells(cells, number, name, sheet.title))
            if read:
                rows[number] = read
        grids.append(Grid(name, sheet.title, rows, seen.merged))
    written: list[Property] = getattr(book, "custom_doc_props").props  # noqa: B009
    properties = {own.name: str(own.value) for own in written}
    named = book.defined_names.get(NAME)
    marks = [properties.get(FORM, ""), str(named.value or "") if named else ""]
    return OpenedFile(
        grids=tuple(grids),
        marks=tuple(text.strip('="') for text in marks if text),
        problems=tuple(problems),
        marked=properties.get(MARKED),
    )


def _cells(
    cells: tuple[SheetCell, ...], row: int, name: str, sheet: str
) -> Iterator[tuple[int, Cell]]:
    for column, cell in enumerate(cells, start=1):
        text, kind = ("", CellKind.TEXT) if cell.value is None else _content(cell)
        if text:
            yield column, Cell(text, kind, place_of(name, sheet, row, column))


def _content(cell: SheetCell) -> tuple[str, CellKind]:
    value = cell.value
    if cell.data_type in NO_VALUE:
        return str(getattr(value, "text", value)), NO_VALUE[cell.data_type]
    match value:
        case bool():
            return str(value).upper(), CellKind.FLAG
        case int() | float():
            return _number(value, cell.number_format)
        case datetime() if value.time() == time():
            return value.date().isoformat(), CellKind.DAY
        case datetime() | date() | time() | timedelta():
            return str(value), CellKind.DAY
        case _:
            return tidy_text(str(value)), CellKind.TEXT


def _number(value: float, form: str) -> tuple[str, CellKind]:
    """In Vietnamese form, as it is seen: 15 digits, in percent where it is shown so."""
    exact = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    if abs(exact) >= MOST_EXACT:
        return f"{exact:f}", CellKind.LONG
    sign = "%" if "%" in (form or "") else ""
    text = f"{exact * 100 if sign else exact:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",") + sign, CellKind.NUMBER


class Outline(Record):
    """What the raw text of a sheet tells: boxes of merged cells, a stray cell."""

    merged: tuple[Box, ...]
    stray: str | None


def refusal_of(data: bytes, name: str) -> Problem | None:
    """Why the file is not opened at all, judged by its first bytes and its size."""
    if data.startswith(OLD_EXCEL):
        return _problem(ProblemCode.FORM_OLD, name)
    if not data.startswith(ZIP):
        return _problem(ProblemCode.FORM_NOT_EXCEL, name)
    if len(data) > MOST_BYTES:
        return _problem(ProblemCode.FORM_TOO_BIG, name, most=MOST_BYTES // 1_000_000)
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _refusal_inside(archive, name)
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        # the last: encrypted, or packed in a way that zipfile does not know
        return _problem(ProblemCode.FORM_DAMAGED, name)


def _refusal_inside(archive: ZipFile, name: str) -> Problem | None:
    parts = archive.infolist()
    names = {part.filename.lower() for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        return _problem(ProblemCode.FORM_OLD, name)
    if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > MOST_UNPACKED:
        return _problem(ProblemCode.FORM_TOO_BIG, name, most=MOST_UNPACKED // 1_000_000)
    if any(n.endswith("vbaproject.bin") or "/macrosheets/" in n for n in names):
        return _problem(ProblemCode.FORM_MACRO, name)
    if "xl/workbook.xml" not in names:
        return _problem(ProblemCode.FORM_NOT_EXCEL, name)
    return None


def outline(data: bytes, part: str) -> Outline:
    """Merged boxes and the first cell that stands far outside any form."""
    with ZipFile(BytesIO(data)) as archive:
        text = archive.read(part.removeprefix("/"))
    stray = next(
        (
            f"{letters.decode()}{row.decode()}"
            for letters, row in _CELL.findall(text)
            if int(row) > LAST_ROW or column_number(letters.decode()) > LAST_COLUMN
        ),
        None,
    )
    return Outline(tuple(_box(box) for box in _MERGED.findall(text)), stray)


def _box(corners: tuple[bytes, bytes, bytes, bytes]) -> Box:
    first, row, last, end = (part.decode() for part in corners)
    return (
        *(int(row), column_number(first)),
        *(int(end or row), column_number(last or first)),
    )


def _problem(code: ProblemCode, name: str, **blanks: Blank) -> Problem:
    return Problem(code, Place(file=name), blanks or {"text": name})
