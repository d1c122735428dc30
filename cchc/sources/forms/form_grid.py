"""A sheet as cells of text, whatever program or file it comes from."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from re import sub

from cchc.text.closed_list import StrEnum
from cchc.text.compare import nfc
from cchc.text.input_text import read_text
from cchc.text.legacy_fonts import as_unicode, keep_soft_hyphens
from cchc.text.problem import Place
from cchc.text.record import Record
from cchc.text.sanitize import inert

MOST_BYTES = 10_000_000
LAST_ROW = 3000
LAST_COLUMN = 60
"""A form is smaller and ends before; what stands outside is told."""


_LONGEST_KEPT = 250
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


def tidy_text(text: str) -> str:
    """Text in NFC without what could steer a screen, blanks around it taken off."""
    return _tidy_short(text) if len(text) <= _LONGEST_KEPT else _tidy(text)


def _tidy(text: str) -> str:
    plain = text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    plain = keep_soft_hyphens(sub(_CONTROL, "", plain))
    for mark, meant in _MARKS if as_unicode(plain) else (*_MARKS, *_LOOK_ALIKE):
        plain = plain.replace(mark, meant)
    shown = inert(plain)
    clean = read_text(shown)
    return (clean if isinstance(clean, str) else nfc(shown)).strip()


_tidy_short = lru_cache(maxsize=4096)(_tidy)
"""The forms of a batch have nearly all of their texts in common."""
