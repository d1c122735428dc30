"""An .xlsx file of a stranger: looked at from outside before anything is unpacked."""

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from cchc.sources.forms.form_grid import Box, column_number
from cchc.text.problem import Place, Problem, ProblemCode
from cchc.text.record import Record

OLD_EXCEL = bytes.fromhex("D0CF11E0A1B11AE1")
ZIP = b"PK\x03\x04"
MOST_BYTES = 10_000_000
MOST_UNPACKED = 30_000_000
MOST_PARTS = 400
MACROS = ("vbaproject", "/macrosheets/")
LAST_ROW = 3000
LAST_COLUMN = 60

_MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?"'
)
_CELL = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?(?<!/)>'
    rb"\s*<(?:\w+:)?(?:v|f|is)\b"
)


class Outline(Record):
    """What the raw text of a sheet tells: boxes of merged cells, a stray cell."""

    merged: tuple[Box, ...]
    stray: str | None


def outer_fault(data: bytes, name: str) -> Problem | None:
    """Why the file is not opened at all, judged by its first bytes and its size."""
    if data.startswith(OLD_EXCEL):
        return _problem(ProblemCode.FORM_OLD, name)
    if not data.startswith(ZIP):
        return _problem(ProblemCode.FORM_NOT_EXCEL, name)
    if len(data) > MOST_BYTES:
        return _too_big(name, MOST_BYTES)
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _inner_fault(archive, name)
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        return _problem(ProblemCode.FORM_DAMAGED, name)


def _inner_fault(archive: ZipFile, name: str) -> Problem | None:
    parts = archive.infolist()
    names = {part.filename.lower() for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        return _problem(ProblemCode.FORM_OLD, name)
    if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > MOST_UNPACKED:
        return _too_big(name, MOST_UNPACKED)
    if any(
        part.endswith("vbaproject.bin") or "/macrosheets/" in part for part in names
    ):
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
    return Outline(tuple(_box(found) for found in _MERGED.findall(text)), stray)


def _box(found: tuple[bytes, bytes, bytes, bytes]) -> Box:
    first, row, last, end = (part.decode() for part in found)
    return (
        *(int(row), column_number(first)),
        *(int(end or row), column_number(last or first)),
    )


def _too_big(name: str, most: int) -> Problem:
    blanks = {"most": most // 1_000_000}
    return Problem(ProblemCode.FORM_TOO_BIG, Place(file=name), blanks)


def _problem(fault: ProblemCode, name: str) -> Problem:
    return Problem(fault, Place(file=name), {"text": name})
