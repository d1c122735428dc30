"""A refused form as it goes back: faulty cells marked, everything explained."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.packaging.custom import CustomPropertyList, StringProperty
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from cchc.text.form_marks import MARKED, SHEET
from cchc.text.lazy import lazy_pattern
from cchc.text.problem import Problem, ProblemCode, in_order, refusals
from cchc.words.problem import ProblemText, describe_for_clerk
from cchc.words.translator import Voice

RED = PatternFill("solid", fgColor="FFB3B3")
HEAD = Font(name="Times New Roman", size=12, bold=True)
TEXT = Font(name="Times New Roman", size=12)
WRAPPED = Alignment(wrap_text=True, vertical="top")
UNOPENED = frozenset(
    {
        *(ProblemCode.FORM_NOT_EXCEL, ProblemCode.FORM_OLD, ProblemCode.FORM_MACRO),
        ProblemCode.FORM_LOCKED,
        *(ProblemCode.FORM_TOO_BIG, ProblemCode.FORM_DAMAGED, ProblemCode.FORM_STRAY),
    }
)
"""Faults of files that are better not opened to be written again."""
MOST_COMMENT = 900
MOST_UNPACKED = 6_000_000
DAY = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
SAVED = lazy_pattern(rb"(<dcterms:modified[^>]*>)[^<]*")
ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def marked_copy(
    content: bytes,
    problems: Iterable[Problem],
    answers: str,
    voice: Voice,
    names: Mapping[str, str],
) -> bytes:
    """The form with its faults marked; a sheet of explanations alone if need be.

    The same faults give the same bytes. `answers` is left in the file, so that a copy
    that nobody has touched is known again; `names` are what the form prints for ids.
    """
    listed = in_order(refusals(problems))
    entries = [describe_for_clerk(problem, voice, names) for problem in listed]
    is_closed = any(problem.code in UNOPENED for problem in listed)
    book = None if is_closed else _open(content)
    bare = book is None
    if book is None:
        book = Workbook()
        book.remove(book.worksheets[0])
    for entry in entries:
        _mark_cell(book, entry)
    _add_sheet(book, entries, voice, bare=bare)
    _properties(book).append(StringProperty(name=MARKED, value=answers))
    book.properties.created = book.properties.modified = DAY
    out = BytesIO()
    book.save(out)
    return _undated(out.getvalue())


def _open(content: bytes) -> Workbook | None:
    try:
        with ZipFile(BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                return None
        book = load_workbook(BytesIO(content))
    except Exception:  # noqa: BLE001 -- a stranger's file may break a reader anyhow
        return None
    own = _properties(book)
    if MARKED in own.names:
        del own[MARKED]
    return book


def _properties(book: Workbook) -> "CustomPropertyList[object]":
    own = getattr(book, "custom_doc_props")  # noqa: B009 -- its types leave it out
    if not isinstance(own, CustomPropertyList):
        raise TypeError(own)
    return own


def _mark_cell(book: Workbook, entry: ProblemText) -> None:
    at = entry.place
    if at.cell is None or at.sheet not in book.sheetnames:
        return
    page = book[at.sheet]
    box = next((b for b in page.merged_cells.ranges if at.cell in b), None)
    cell = page[box.start_cell.coordinate if box else at.cell]
    if not isinstance(cell, Cell):
        return
    cell.fill = RED
    text = f"{entry.message}\n{entry.hint}"[:MOST_COMMENT]
    cell.comment = Comment(text, "cchc", height=120, width=320)


def _add_sheet(
    book: Workbook, entries: list[ProblemText], voice: Voice, *, bare: bool
) -> None:
    """A sheet in front that names every place, what is wrong there and the cure."""
    name = voice.say("form.marked.sheet")
    if name in book.sheetnames:
        book.remove(book[name])
    page: Worksheet = book.create_sheet(name, 0)
    suffix = ".bare" if bare else ""
    _put_text(page, (1, 1), voice.say(f"form.marked.title{suffix}"), HEAD)
    for column, key in enumerate(("where", "what", "cure"), start=1):
        _put_text(page, (3, column), voice.say(f"form.marked.column.{key}"), HEAD)
    for row, entry in enumerate(entries, start=4):
        where = " ".join(part for part in (entry.place.sheet, entry.place.cell) if part)
        texts = (where, entry.message, entry.hint)
        for column, text in enumerate(texts, start=1):
            _put_text(page, (row, column), text, TEXT)
    page.merge_cells("A1:C1")
    page.row_dimensions[1].height = 36
    for letter, width in (("A", 26), ("B", 60), ("C", 70)):
        page.column_dimensions[letter].width = width
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet.title == name
    book.active = 0
    if SHEET in book.sheetnames:
        book[SHEET].sheet_state = "veryHidden"


def _put_text(page: Worksheet, at: tuple[int, int], text: str, font: Font) -> None:
    """Text as text: never a formula, whatever it begins with."""
    cell = page.cell(*at)
    cell.value = text
    cell.data_type = "s"
    cell.font = font
    cell.alignment = WRAPPED


def _undated(data: bytes) -> bytes:
    """The same archive without the hour it was written in."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            plain = ZipInfo(part.filename, ZIP_DAY)
            plain.compress_type = ZIP_DEFLATED
            text = SAVED.sub(rb"\g<1>2000-01-01T00:00:00Z", old.read(part.filename))
            new.writestr(plain, text)
    return out.getvalue()
