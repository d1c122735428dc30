"""What a cell of a workbook holds, as a person reads it: numbers in Vietnamese form.

Nothing is computed: a formula is text, and so is an error.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, time, timedelta
from decimal import Decimal
from re import Match

from cchc.sources.forms.form_grid import (
    CellKind,
    column_letters,
    column_number,
    tidy_text,
)
from cchc.sources.forms.workbook_parts import NumberForm
from cchc.text.lazy import lazy_pattern

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


class FormulaReader:
    """Formulas as text; one that cells share is told as it stands in each of them."""

    def __init__(self) -> None:
        self._shared: dict[str, tuple[str, int, int]] = {}

    def text(
        self, typed: str, attributes: Mapping[str, str], at: tuple[int, int]
    ) -> str:
        """The formula of the cell in this row and column."""
        formula, key = f"={typed.rstrip()}", attributes.get("si", "")
        if attributes.get("t") != "shared":
            return formula
        if key in self._shared:
            first, row, column = self._shared[key]
            return moved_formula(first, at[0] - row, at[1] - column)
        if typed:
            self._shared[key] = (formula, *at)
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
