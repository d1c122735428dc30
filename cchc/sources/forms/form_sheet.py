"""An .xlsx workbook as grids of cells; nothing is computed, nothing is run."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Protocol

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from cchc.sources.forms.form_grid import Cell, Grid, Held, place_of
from cchc.sources.forms.form_zip import LAST_COLUMN, LAST_ROW, outer_fault, outline
from cchc.text.compare import nfc
from cchc.text.form_marks import FORM, MARKED, NAME
from cchc.text.problem import Place, Problem, ProblemCode
from cchc.text.record import Record
from cchc.text.sanitize import inert

MOST_EXACT = 10**15
"""A spreadsheet keeps 15 digits of a number; what is longer has lost some."""


class Opened(Record):
    """What a file holds; `marks` are texts that may say which form it is.

    `marked` is what the copy that was sent back had for answers.
    """

    grids: tuple[Grid, ...] = ()
    marks: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    marked: str | None = None


class Found(Protocol):
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


def read_workbook(data: bytes, name: str) -> Opened:
    """The sheets of a workbook, or why it is not read; P701 to P705, P719."""
    fault = outer_fault(data, name)
    if fault is not None:
        return Opened(problems=(fault,))
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=False)
        try:
            return _opened(book, data, name)
        finally:
            book.close()
    except Exception:  # noqa: BLE001 -- a stranger's file may break a reader anyhow
        problem = Problem(ProblemCode.FORM_DAMAGED, Place(file=name), {"text": name})
        return Opened(problems=(problem,))


def _opened(book: Workbook, data: bytes, name: str) -> Opened:
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
    properties = {each.name: str(each.value) for each in written}
    named = book.defined_names.get(NAME)
    marks = [properties.get(FORM, ""), str(named.value or "") if named else ""]
    return Opened(
        grids=tuple(grids),
        marks=tuple(text.strip('="') for text in marks if text),
        problems=tuple(problems),
        marked=properties.get(MARKED),
    )


def _cells(
    cells: tuple[Found, ...], row: int, name: str, sheet: str
) -> Iterator[tuple[int, Cell]]:
    for column, found in enumerate(cells, start=1):
        if found.value is None:
            continue
        place = place_of(name, sheet, row, column)
        text, held = _held(found)
        if text:
            yield column, Cell(text, held, place)


def _held(found: Found) -> tuple[str, Held]:
    value = found.value
    if found.data_type == "f":
        return str(getattr(value, "text", value)), Held.FORMULA
    if found.data_type == "e":
        return str(value), Held.ERROR
    return _plain(found)


def _plain(found: Found) -> tuple[str, Held]:
    match value := found.value:
        case bool():
            return str(value).upper(), Held.FLAG
        case int() | float():
            return _number(value, found.number_format)
        case datetime() if value.time() == time():
            return value.date().isoformat(), Held.DAY
        case datetime() | date() | time() | timedelta():
            return str(value), Held.DAY
        case _:
            return tidy_text(str(value)), Held.TEXT


def _number(value: float, form: str) -> tuple[str, Held]:
    """In Vietnamese form, as it is seen: 15 digits, in percent where it is shown so."""
    exact = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    if abs(exact) >= MOST_EXACT:
        return f"{exact:f}", Held.LONG
    sign = "%" if "%" in (form or "") else ""
    text = f"{exact * 100 if sign else exact:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",") + sign, Held.NUMBER


def tidy_text(text: str) -> str:
    """Text in NFC without what could steer a screen, blanks around it taken off."""
    plain = text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    return inert(nfc(plain).replace("\u00a0", " ")).strip()
