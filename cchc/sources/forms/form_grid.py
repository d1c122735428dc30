"""A sheet as cells of text, whatever program or file it comes from."""

from collections.abc import Mapping
from enum import StrEnum

from cchc.text.problem import Place
from cchc.text.record import Record, field


class Held(StrEnum):
    """What a cell holds; the text of a number is in Vietnamese form."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    FORMULA = "formula"
    FLAG = "flag"
    ERROR = "error"
    LONG = "long"


class Cell(Record):
    text: str
    held: Held
    place: Place


Box = tuple[int, int, int, int]
"""First row, first column, last row, last column, all counted from 1."""


class Grid(Record):
    """One sheet: rows by number, cells by column number, only those that say something.

    `merged` are boxes of cells made one.
    """

    file: str
    sheet: str | None
    rows: Mapping[int, Mapping[int, Cell]]
    merged: tuple[Box, ...] = field(default=())

    def place(self, row: int, column: int) -> Place:
        return place_of(self.file, self.sheet, row, column)


def place_of(file: str, sheet: str | None, row: int, column: int) -> Place:
    """A cell as a place: by its address, with row and column to sort by."""
    cell = address(row, column)
    return Place(file=file, line=row, column=column, sheet=sheet, cell=cell)


def address(row: int, column: int) -> str:
    """`I12` for row 12, column 9."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def column_number(letters: str) -> int:
    """9 for `I`."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
