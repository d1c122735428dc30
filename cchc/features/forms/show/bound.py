"""What `cchc bind` found in a workbook, and what it wrote into a copy."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from cchc.app.name_lookup import find_by_name, indicator_names
from cchc.core.facts.report import Facts
from cchc.core.facts.succession import reporters_in
from cchc.core.plan.calendar import periods
from cchc.core.plan.expected import goal_of
from cchc.core.plan.measure import ANSWERED, RatioOf
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.verdict.aggregate import Figures, figures_of
from cchc.core.verdict.cells import Cells, cells_in
from cchc.screen.document import JsonDocument, key
from cchc.screen.problems import ProblemJson, tell_all
from cchc.screen.table import Column, LayoutColumn, Table, TableLayout, as_table
from cchc.sources.forms.binding_file import Face
from cchc.sources.forms.bound_cells import BoundCell
from cchc.sources.forms.form_grid import CellKind
from cchc.text.day import short
from cchc.text.number import tidy
from cchc.text.number_format import vietnamese
from cchc.text.problem import Problem, ProblemCode, require
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.period import label
from cchc.words.prose import NOTHING
from cchc.words.translator import Lang, Voice, voice

MOST_DECIMALS = 6
MOST_FIGURES = 6
"""Figures beside one another in the grid; more go below."""


class BoundWorkbook(Record):
    """The cells of a workbook that a binding names, for one period."""

    plan: Plan
    period: Period
    name: str
    digest: str
    cells: tuple[BoundCell, ...]
    problems: tuple[Problem, ...]

    def unit_name(self, unit: str | None) -> str:
        """The name of a unit; that of the authority for the whole office."""
        if unit is None:
            return one_line(self.plan.authority.name)
        return one_line(self.plan.unit_name(unit))

    @property
    def units_without_row(self) -> tuple[str, ...]:
        """Units that report a figure whose rows the workbook has, but not theirs."""
        rows: dict[str, set[str]] = {}
        for cell in self.cells:
            if cell.unit is not None:
                rows.setdefault(cell.figure.key.text, set()).add(cell.unit)
        missing = {
            unit
            for key, units in rows.items()
            if (line := self.plan.indicator(key)) is not None
            for unit in {*reporters_in(self.plan, line, self.period)} - units
        }
        return tuple(unit.id for unit in self.plan.units if unit.id in missing)


class FilledCell(Record):
    """What is to stand in a cell; a formula is left alone."""

    bound: BoundCell
    value: Decimal | date | str | None
    is_formula: bool = False

    @property
    def is_written(self) -> bool:
        return self.value is not None and not self.is_formula

    @property
    def text(self) -> str:
        """The value as people read it."""
        match self.value:
            case None:
                return NOTHING
            case Decimal():
                return vietnamese(self.value)
            case date():
                return short(self.value)
            case str():
                return one_line(self.value)


def filled_cells(book: BoundWorkbook, known: Facts) -> Iterator[FilledCell]:
    """What is to stand in each cell; None where it is not known."""
    names, code = indicator_names(book.plan), ProblemCode.REPORT_UNKNOWN_KEY
    keys = {
        cell.figure.key.text: require(find_by_name(cell.figure.key, names, code))
        for cell in book.cells
    }
    among = periods(book.plan)
    cells = cells_in(book.plan, among, known, set(keys.values()), upto=book.period)
    made: dict[tuple[str, str | None], Figures] = {}
    for cell in book.cells:
        key, unit = keys[cell.figure.key.text], cell.unit
        if (key, unit) not in made:
            alone = cells[key] if unit is None else cells[key].of_units((unit,))
            made[key, unit] = figures_of(alone, book.period)
        value = _value(cell, made[key, unit])
        if isinstance(value, Decimal) and cell.face is not Face.PERCENT:
            value /= cell.figure.times
        is_formula = cell.held is not None and cell.held.kind is CellKind.FORMULA
        yield FilledCell(cell, value, is_formula=is_formula)


def _value(cell: BoundCell, figures: Figures) -> Decimal | date | str | None:
    unit, own, indicator = cell.unit, figures.cells, figures.cells.indicator
    is_total = cell.figure.over_year or own.is_state
    match cell.face:
        case Face.TARGET:
            share = None if unit is None else indicator.allot.get(unit)
            goal = goal_of(indicator)
            return share if share is not None else _decimal(goal.at if goal else None)
        case Face.NUMERATOR:
            return _rate(figures, is_total=is_total)[0]
        case Face.DENOMINATOR:
            return _rate(figures, is_total=is_total)[1]
        case Face.NOTE:
            reading = own.reading(unit, figures.period) if unit else None
            return reading.note if reading else None
        case Face.VALUE if indicator.measure in ANSWERED:
            return _answer(own, figures.period)
        case Face.VALUE | Face.PERCENT:
            return _decimal(figures.now.known if is_total else figures.in_period)


def _rate(figures: Figures, *, is_total: bool) -> tuple[Decimal | None, Decimal | None]:
    """Numerator and denominator, of the period alone unless it `is_total`."""
    now, before, nothing = figures.now, figures.before, Decimal(0)
    if is_total:
        return now.numerator, now.denominator
    if figures.in_period is None or now.numerator is None or now.denominator is None:
        return None, None
    is_flow = figures.cells.indicator.of is RatioOf.FLOW
    past = before.denominator or nothing if is_flow else nothing
    return now.numerator - (before.numerator or nothing), now.denominator - past


def _answer(cells: Cells, period: Period) -> date | str | None:
    """The day on which the last one was done; yes or no; None while one is open."""
    latest_first = [*reversed(cells.upto(period))]
    last = [
        next(filter(None, (cells.reading(unit, own) for own in latest_first)), None)
        for unit in cells.units
    ]
    days = [reading.done for reading in last if reading and reading.done]
    if days and len(days) == len(last):
        return max(days)
    answers = [r.answer for r in last if r is not None and r.answer is not None]
    if not answers or len(answers) < len(last):
        return None
    word = "yes" if all(answers) else "no"
    return voice(Lang.VI).say(f"form.answer.{word}")


def _decimal(value: Fraction | None) -> Decimal | None:
    if value is None:
        return None
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return tidy(round(exact, MOST_DECIMALS))


CELLS: TableLayout[tuple[BoundWorkbook, BoundCell]] = TableLayout(
    "bind.column",
    LayoutColumn("sheet", lambda row, _: one_line(row[1].sheet)),
    LayoutColumn("cell", lambda row, _: row[1].cell),
    LayoutColumn("unit", lambda row, _: row[0].unit_name(row[1].unit), lead=True),
    LayoutColumn("figure", lambda row, _: row[1].figure.key.text),
    LayoutColumn("face", lambda row, voice: voice.say(f"bind.face.{row[1].face}")),
    LayoutColumn("text", lambda row, _: _cell_text(row[1])),
)


def _cell_text(cell: BoundCell) -> str:
    return NOTHING if cell.held is None else one_line(cell.held.text)


def _title(book: BoundWorkbook, voice: Voice) -> str:
    period = label(book.period, voice)
    return voice.say("bind.title", file=one_line(book.name), period=period)


def cells_table(book: BoundWorkbook, voice: Voice) -> Table:
    """Every cell, one a row."""
    return CELLS.table(_title(book, voice), ((book, c) for c in book.cells), voice)


def grid_screen(book: BoundWorkbook, voice: Voice, width: int, *, colour: bool) -> str:
    """Where each figure stands, then what each unit has there."""
    columns: dict[tuple[str, Face], list[BoundCell]] = {}
    for cell in book.cells:
        columns.setdefault((cell.figure.key.text, cell.face), []).append(cell)
    lines = [_title(book, voice), ""]
    for (figure, face), cells in columns.items():
        indicator = book.plan.indicator(figure)
        first, last = cells[0].cell, cells[-1].cell
        blanks = {
            "name": one_line(indicator.name) if indicator else "",
            "face": voice.say(f"bind.face.{face}"),
            "sheet": one_line(cells[0].sheet),
            "cells": first if first == last else f"{first}–{last}",
        }
        lines.append("  " + voice.say("bind.place", key=figure, **blanks))
    names = list(columns)
    for start in range(0, len(names), MOST_FIGURES):
        part = {name: columns[name] for name in names[start : start + MOST_FIGURES]}
        table = _unit_table(book, part, voice)
        lines += ["", as_table(table, width, colour=colour)]
    return "\n".join(lines)


def _unit_table(
    book: BoundWorkbook, columns: dict[tuple[str, Face], list[BoundCell]], voice: Voice
) -> Table:
    rows: dict[str | None, dict[tuple[str, Face], str]] = {}
    for name, cells in columns.items():
        for cell in cells:
            rows.setdefault(cell.unit, {})[name] = _cell_text(cell)
    heads = [Column("unit", voice.say("bind.column.unit"), lead=True)]
    for figure, face in columns:
        head = f"{figure} {voice.say(f'bind.face.{face}')}"
        heads.append(Column(f"{figure}.{face}", head, right=True))
    body = (
        (book.unit_name(unit), *(texts.get(name, NOTHING) for name in columns))
        for unit, texts in rows.items()
    )
    return Table(voice.say("bind.grid"), tuple(heads), tuple(body))


def filled_text(book: BoundWorkbook, filled: Iterable[FilledCell], voice: Voice) -> str:
    """What was written where, and what was left as it was."""
    cells = list(filled)
    written = [cell for cell in cells if cell.is_written]
    left = [cell for cell in cells if cell.value is None]

    def place(cell: FilledCell) -> str:
        bound, face = cell.bound, voice.say(f"bind.face.{cell.bound.face}")
        unit = book.unit_name(bound.unit)
        return f"  {bound.cell}  {unit}, {bound.figure.key.text}, {face}"

    lines = [voice.say("bind.filled", n=len(written), period=label(book.period, voice))]
    for cell in written:
        before = _cell_text(cell.bound)
        is_other = before not in {NOTHING, cell.text}
        lines.append(f"{place(cell)}: {f'{before} → ' if is_other else ''}{cell.text}")
    lines += [voice.say("bind.left", n=len(left))] if left else []
    return "\n".join((*lines, *map(place, left)))


class BoundCellJson(JsonDocument):
    """One cell."""

    sheet: str = key("Title of the sheet.")
    cell: str = key("Its address.")
    unit: str | None = key("Id of the unit; null for the whole office.")
    indicator: str = key("Id of the indicator.", "figure.key.text")
    face: str = key("What of the figure stands there.", lambda cell: cell.face.value)
    text: str | None = key("What stands there now.", "held.text")


class BindJson(JsonDocument, schema="cchc.bind/1", verbs=("bind try",)):
    """The cells that a binding finds in a workbook."""

    period: str = key("Id of the period.", "period.id")
    cells: list[BoundCellJson] = key("Each cell.")
    problems: list[ProblemJson] = key(
        "What is wrong with the binding or the workbook.",
        join=lambda book, given: tell_all(book.problems, given["voice"]),
    )


class FilledCellJson(JsonDocument):
    """One cell that was to be filled."""

    sheet: str = key("Title of the sheet.", "bound.sheet")
    cell: str = key("Its address.", "bound.cell")
    unit: str | None = key("Id of the unit; null for the whole office.", "bound.unit")
    indicator: str = key("Id of the indicator.", "bound.figure.key.text")
    face: str = key("What of it.", lambda cell: cell.bound.face.value)
    before: str | None = key("What stood there.", "bound.held.text")
    text: str | None = key(
        "What stands there now; null where nothing was written.",
        lambda cell: cell.text if cell.is_written else None,
    )


class FillJson(JsonDocument, schema="cchc.bind-fill/1", verbs=("bind fill",)):
    """The cells of a workbook that were filled."""

    period: str = key(
        "Id of the period.", join=lambda _, given: given["book"].period.id
    )
    output: str = key("The copy.", join=lambda _, given: str(given["output"]))
    cells: list[FilledCellJson] = key("Each cell.", lambda cells: cells)
