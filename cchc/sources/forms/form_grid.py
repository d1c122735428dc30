"""A sheet as cells of text, whatever program or file it comes from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, time, timedelta
from decimal import Decimal
from itertools import chain
from re import Match, sub

from cchc.sources.forms.workbook_parts import NumberForm
from cchc.text.closed_list import StrEnum
from cchc.text.compare import keep_short, nfc
from cchc.text.input_text import read_text
from cchc.text.lazy import lazy_pattern
from cchc.text.legacy_fonts import as_unicode, keep_soft_hyphens
from cchc.text.problem import Blank, Place, Problem, ProblemCode
from cchc.text.record import Record
from cchc.text.sanitize import inert

MOST_BYTES = 10_000_000
LAST_ROW = 3000
LAST_COLUMN = 60
"""A form is smaller and ends before; what stands outside is told."""
_MARKS = (("_x000B_", "\n"), ("_x000A_", "\n"), ("_x0009_", " "), ("\v", "\n"))
_CONTROL = "_x00(?:0[0-8CEFcef]|1[0-9A-Fa-f])_"
_LOOK_ALIKE = (("\u00a0", " "), ("Ð", "Đ"), ("ð", "đ"))
"""What other programs leave in a cell, and what a person sees there."""


class CellKind(StrEnum):
    """What a cell holds; the text of a number is in Vietnamese form."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    FORMULA = "formula"
    FLAG = "flag"
    ERROR = "error"
    LONG = "long"


class Cell(Record):
    """What one cell says, and where it stands."""

    text: str
    kind: CellKind
    file: str
    sheet: str | None
    row: int
    column: int

    @property
    def place(self) -> Place:
        return place_of(self.file, self.sheet, self.row, self.column)


Box = tuple[int, int, int, int]
"""First row, first column, last row, last column, all counted from 1."""


class Grid(Record):
    """One sheet: rows by number, cells by column number, only those that say something.

    `merged` are boxes of cells made one, `stray` is the address of the first cell that
    stands far outside any form and was not kept. `comments` were written on cells, by
    their row; `drawn` are shapes and pictures.
    """

    file: str
    sheet: str | None
    rows: Mapping[int, Mapping[int, Cell]]
    merged: tuple[Box, ...] = ()
    stray: str | None = None
    comments: Mapping[int, Sequence[Cell]] = {}
    drawn: tuple[Cell, ...] = ()

    @property
    def cells(self) -> Iterator[Cell]:
        """All of its cells, row by row."""
        return chain.from_iterable(row.values() for row in self.rows.values())

    def at(self, row: int, column: int) -> Cell | None:
        return self.rows.get(row, {}).get(column)

    def place(self, row: int, column: int) -> Place:
        return place_of(self.file, self.sheet, row, column)


class OpenedFile(Record):
    """What a file holds; `marks` are texts that may say which form it is.

    `marked` is what the copy that was sent back had for answers; `saved_by` and
    `saved_at` are what the workbook says of its last saving. `has_lost_comments`: it
    has comments that cannot be read.
    """

    grids: tuple[Grid, ...]
    marks: tuple[str, ...] = ()
    marked: str | None = None
    saved_by: str = ""
    saved_at: str = ""
    has_lost_comments: bool = False


def place_of(file: str, sheet: str | None, row: int, column: int) -> Place:
    """A cell as a place: by its address, with row and column to sort by."""
    cell = address(row, column)
    return Place(file=file, line=row, column=column, sheet=sheet, cell=cell)


def spot_of(cell: str) -> tuple[int, int]:
    """Row and column of a cell, `I12`: 12 and 9."""
    letters = cell.rstrip("0123456789")
    return int(cell[len(letters) :]), column_number(letters)


def by_row(cells: Iterable[Cell]) -> dict[int, list[Cell]]:
    """The cells of each row."""
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    return rows


def file_problem(code: ProblemCode, name: str, **blanks: Blank) -> Problem:
    """What is wrong with a file as a whole."""
    return Problem(code, Place(file=name), blanks or {"text": name})


def address(row: int, column: int) -> str:
    """`I12` for row 12, column 9."""
    return f"{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """`I` for column 9."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """9 for `I`."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


@keep_short
def tidy_text(text: str) -> str:
    """Text in NFC without what could steer a screen, blanks around it taken off."""
    plain = text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    plain = keep_soft_hyphens(sub(_CONTROL, "", plain))
    for mark, meant in _MARKS if as_unicode(plain) else (*_MARKS, *_LOOK_ALIKE):
        plain = plain.replace(mark, meant)
    shown = inert(plain)
    clean = read_text(shown)
    return (clean if isinstance(clean, str) else nfc(shown)).strip()


Content = tuple[str, CellKind]
"""The text of a cell, and what it is."""
MOST_EXACT = 10**15
"""A spreadsheet keeps 15 digits of a number; what is longer has lost some."""
_FIRST_DAY, _FIRST_DAY_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001
_NO_LEAP_DAY = 60
"""Excel counts a 29/2/1900, which never was: days before it are one too few."""
_DAY_IN_MS = 86_400_000
_REFERENCE = lazy_pattern(
    r"\"[^\"]*\"|'[^']*'|(?<![\w$.])(\$?)([A-Z]{1,3})(\$?)(\d{1,7})(?![\w(.])"
)


def number_content(text: str, form: NumberForm, *, is_1904: bool) -> Content:
    """A number as it is seen: in percent or as a day where it is shown so.

    A spreadsheet holds a double, which gives back every number of 15 digits as typed.
    """
    held = float(text) if any(sign in text for sign in ".eE") else int(text)
    if form.is_day:
        return _day_content(held, form, is_1904=is_1904)
    value = Decimal(held) if isinstance(held, int) else Decimal(f"{held:.15g}")
    if abs(value) >= MOST_EXACT:
        return f"{value:f}", CellKind.LONG
    shown = f"{value * 100 if form.is_percent else value:f}"
    if "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    sign = "%" if form.is_percent else ""
    return shown.replace(".", ",") + sign, CellKind.NUMBER


def _day_content(days: float, form: NumberForm, *, is_1904: bool) -> Content:
    """A day as ISO, with its time where it has one; a time; a span of time."""
    try:
        if form.is_span:
            span = timedelta(days=days)
            odd = span.microseconds - round(span.microseconds, -3)
            return str(span - timedelta(microseconds=odd)), CellKind.DAY
        whole, rest = divmod(days, 1)
        part = timedelta(milliseconds=round(rest * _DAY_IN_MS))
        if 0 <= days < 1 and not part.days:
            return str((_FIRST_DAY + part).time()), CellKind.DAY
        if 0 < days < _NO_LEAP_DAY and not is_1904:
            whole += 1
        first = _FIRST_DAY_1904 if is_1904 else _FIRST_DAY
        return moment_text(first + timedelta(days=whole) + part), CellKind.DAY
    except (OverflowError, ValueError):
        return "#VALUE!", CellKind.ERROR


def serial_day(text: str) -> str | None:
    """The day that a number is as spreadsheets count days: `44635` → `2022-03-15`.

    None for numbers that are no day between 2000 and 2100.
    """
    if not (text.isascii() and text.isdigit() and len(text) == len("44635")):
        return None
    day = _FIRST_DAY + timedelta(days=int(text))
    return str(day.date()) if day.year in range(2000, 2101) else None


def moment_text(moment: datetime) -> str:
    """`2022-04-12`, with the time where there is one."""
    return str(moment.date() if moment.time() == time() else moment)


def typed_content(text: str, cell_type: str) -> Content:
    """What a cell holds that is neither text nor number: a flag, an error, a day."""
    plain = text.strip()
    match cell_type:
        case "b":
            return str(bool(int(plain))).upper(), CellKind.FLAG
        case "e":
            return plain, CellKind.ERROR
        case "d":  # as Strict workbooks write it out
            with suppress(ValueError):
                plain = moment_text(datetime.fromisoformat(plain.removesuffix("Z")))
            return plain, CellKind.DAY
        case _:
            return tidy_text(text), CellKind.TEXT


Shared = dict[str, tuple[str, int, int]]
"""The formulas that cells share, each with the row and column where it is written."""


def formula_text(
    typed: str, attributes: Mapping[str, str], at: tuple[int, int], shared: Shared
) -> str:
    """A formula as text; one that cells share as it stands in this row and column."""
    formula, key = f"={typed.rstrip()}", attributes.get("si", "")
    if attributes.get("t") != "shared":
        return formula
    if key in shared:
        first, row, column = shared[key]
        return moved_formula(first, at[0] - row, at[1] - column)
    if typed:
        shared[key] = (formula, *at)
    return formula


def moved_formula(formula: str, rows: int, columns: int) -> str:
    """The formula as a spreadsheet copies it that far down and right."""

    def move(match: Match[str]) -> str:
        fixed_column, letters, fixed_row, digits = match.groups()
        if not letters:
            return match.group()
        column = column_number(letters) + (0 if fixed_column else columns)
        row = int(digits) + (0 if fixed_row else rows)
        if row < 1 or column < 1:
            return "#REF!"
        return f"{fixed_column}{column_letters(column)}{fixed_row}{row}"

    return _REFERENCE.sub(move, formula)
