"""An .xlsx workbook as grids of cells; nothing is computed, nothing is run.

A stranger's file is looked at from outside before anything is unpacked.
"""

from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZipFile

from cchc.sources.forms.form_grid import (
    MOST_BYTES,
    Cell,
    CellKind,
    Grid,
    OpenedFile,
    column_number,
    tidy_text,
)
from cchc.sources.forms.sheet_reader import SheetReader, StringReader
from cchc.sources.forms.workbook_parts import (
    WORKBOOK,
    SheetLinks,
    TooManyElementsError,
    comments_of,
    drawings_of,
    links_of_sheet,
    workbook_parts,
)
from cchc.text.form_marks import FORM, MARKED, NAME
from cchc.text.problem import Blank, Place, Problem, ProblemCode
from cchc.text.record import replace

OLD_EXCEL = bytes.fromhex("D0CF11E0A1B11AE1")
ZIP = b"PK\x03\x04"
MOST_UNPACKED = 30_000_000
MOST_PARTS = 400
PICTURE = "[…]"
"""What stands for a picture where its text is told."""


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
        return _problem(ProblemCode.FORM_TOO_BIG, name, most=MOST_UNPACKED // 10**6)
    except Exception:  # noqa: BLE001 -- a stranger's file may break a reader anyhow
        return _problem(ProblemCode.FORM_DAMAGED, name)


def _read(archive: ZipFile, name: str, *, computed: bool) -> OpenedFile:
    book = workbook_parts(archive)
    strings = StringReader()
    if book.strings:
        strings.read(archive, book.strings)
    grids: list[Grid] = []
    for title, part in book.sheets:
        at = (name, title)
        sheet = SheetReader(book, strings.strings, at, computed=computed)
        sheet.read(archive, part)
        links = links_of_sheet(archive, part)
        grid = sheet.grid(_comments(archive, links, at))
        drawn = tuple(
            Cell(tidy_text(text) or PICTURE, CellKind.TEXT, *at, row, column)
            for row, column, text in drawings_of(archive, links)
        )
        grids.append(replace(grid, drawn=drawn) if drawn else grid)
    marks = (book.properties.get(FORM, ""), book.names.get(NAME, ""))
    return OpenedFile(
        grids=tuple(grids),
        marks=tuple(text.strip('="') for text in marks if text),
        marked=book.properties.get(MARKED),
        saved_by=tidy_text(book.saved_by),
        saved_at=book.saved_at,
    )


def _comments(
    archive: ZipFile, links: SheetLinks, at: tuple[str, str]
) -> Mapping[int, Sequence[Cell]]:
    """The comments on the cells of a sheet, by their row."""
    by_row: dict[int, list[Cell]] = {}
    for address, text in comments_of(archive, links):
        letters = address.rstrip("0123456789")
        row, said = int(address[len(letters) :]), tidy_text(text)
        column = column_number(letters)
        if said:
            cell = Cell(said, CellKind.TEXT, *at, row, column)
            by_row.setdefault(row, []).append(cell)
    return by_row


def _refusal_outside(data: bytes, name: str) -> Problem | None:
    """Why the file is not opened at all, judged by its first bytes and its size."""
    if data.startswith(OLD_EXCEL):
        is_locked = "EncryptedPackage".encode("utf-16-le") in data
        code = ProblemCode.FORM_LOCKED if is_locked else ProblemCode.FORM_OLD
        return _problem(code, name)
    if not data.startswith(ZIP):
        return _problem(ProblemCode.FORM_NOT_EXCEL, name)
    if len(data) > MOST_BYTES:
        return _problem(ProblemCode.FORM_TOO_BIG, name, most=MOST_BYTES // 10**6)
    return None


def _refusal_inside(archive: ZipFile, name: str) -> Problem | None:
    """Why nothing of it is unpacked, judged by the list of its parts."""
    parts = archive.infolist()
    names = {part.filename.lower() for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        return _problem(ProblemCode.FORM_LOCKED, name)
    if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > MOST_UNPACKED:
        return _problem(ProblemCode.FORM_TOO_BIG, name, most=MOST_UNPACKED // 10**6)
    if any(n.endswith("vbaproject.bin") or "/macrosheets/" in n for n in names):
        return _problem(ProblemCode.FORM_MACRO, name)
    if WORKBOOK not in names:
        return _problem(ProblemCode.FORM_NOT_EXCEL, name)
    return None


def _problem(code: ProblemCode, name: str, **blanks: Blank) -> Problem:
    return Problem(code, Place(file=name), blanks or {"text": name})
