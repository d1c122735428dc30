"""A form proved a second time: what is printed on it must agree with its marks.

Rows that were sorted or pasted without their hidden marks are read by their names;
a form that prints another unit or period than it is marked for is refused.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from pathlib import PurePath
from re import match, search, sub

from cchc.sources.forms.form_file import FormRead
from cchc.sources.forms.form_grid import Cell, CellKind
from cchc.sources.forms.form_reader import FormReader
from cchc.sources.forms.form_rows import FormInputRow, FormInputRows
from cchc.text.compare import fold
from cchc.text.form_marks import (
    ABOVE,
    COMPUTED,
    HEAD,
    NAMED,
    PRINTED,
    FormMark,
    TableKind,
)
from cchc.text.problem import Blank, Place, Problem, ProblemCode, in_order, once
from cchc.text.record import Record, replace
from cchc.words.translator import Lang, file_names, voice

_MARKED = "|".join(file_names("to_fix"))
_FILE_NAME = (
    r"(?:bc|form)-(\d{4}-[^-\s]+)-([^\s()]+?)"
    rf"(?:-(?:{_MARKED}).*)?(?: ?\(\d+\))?\.\w+$"
)
_UNFILLED = ("", "–")
MOST_MOVED = 4
_SPAN = r"((?:\d+ )?(?:quy|thang|hoc ky|ky)\b[^:.]*|nam \d{4})"
"""What names a period in the title of a form, up to its colon."""


class PrintedNames(Record):
    """What a form prints: rows by their marks; units and periods by their folded names.

    `unit` and `period` are what this form was made for, as people call them. `cells`
    are printed in a row, by its mark and their column, `texts` outside the rows;
    `period_of` reads the id of a period that is called in other words, "" for none.
    """

    rows: Mapping[str, str]
    units: Mapping[str, str]
    unit_name: Callable[[str], str]
    periods: Mapping[str, str]
    period_of: Callable[[str], str]
    unit: str
    period: str
    cells: Mapping[str, Mapping[str, str]]
    texts: frozenset[str]


def prove_form(form: FormRead, names: PrintedNames) -> FormRead:
    """The form with each row under the mark of its name; what disagrees is told.

    P728 for a row whose name is neither its own nor that of one other row, P711 for a
    row without mark and name, P730 for another unit, P731 for another period; P729
    warns of each row that was read by its name.
    """
    if form.mark is None or form.rows is None:
        return form
    proof = _Proof(form.mark, names)
    proved = [proof.row(row) for row in form.rows.inputs]
    proof.tell_moved_once()
    rows = replace(form.rows, inputs=[row for row in proved if row is not None])
    proof.papers(form)
    proof.heads(rows.inputs)
    proof.moved_heads(rows.inputs)
    proof.outside(rows)
    if not proof.problems:
        return form
    reader = FormReader(replace(rows, problems=[]))
    report = reader.report(form.mark, form.name)
    pairs = zip(form.rows.inputs, proved, strict=True)
    return replace(
        form,
        report=report,
        rows=rows,
        marks=frozenset((own or row).mark for row, own in pairs),
        days=tuple(reader.days),
        problems=tuple(in_order((*proof.problems, *form.problems))),
    )


class _Proof:
    """Holds what a form says against what it prints; what disagrees is noted."""

    def __init__(self, mark: FormMark, names: PrintedNames) -> None:
        self.mark, self.names = mark, names
        self.folded = {own: fold(name) for own, name in names.rows.items()}
        self.problems: list[Problem] = []

    def note(self, code: ProblemCode, place: Place, **blanks: Blank) -> None:
        self.problems.append(Problem(code, place, blanks))

    def not_read(self, cell: Cell) -> None:
        """P732 for a cell that says something where nothing is read."""
        self.note(ProblemCode.FORM_OUTSIDE, cell.place, text=cell.text)

    def row(self, row: FormInputRow) -> FormInputRow | None:
        """The row under its right mark, or None."""
        if row.kind is TableKind.ITEM:
            return self._item(row)
        known = self.folded.get(row.mark)
        printed = fold(row.name.text) if row.name is not None else ""
        is_free = row.kind not in NAMED and bool(row.key)
        if is_free or row.kind is TableKind.OBSTACLE or (row.key and not printed):
            return row
        held = [name for name in self.folded.values() if name in printed]
        if known in held and len(known or "") == max(map(len, held)):
            return row
        meant = [mark for mark, name in self.folded.items() if name == printed]
        meant = [mark for mark in meant if mark.startswith(f"{row.kind}:")]
        if row.name is not None and len(meant) == 1:
            return self._moved(row, meant[0], row.name)
        if row.name is None or known is None:
            return self._unknown(row)
        self._misnamed(row, row.name)
        return None

    def _unknown(self, row: FormInputRow) -> FormInputRow | None:
        """A row that nobody knows: its mark is told by who reads it, P711 without."""
        if row.key:
            return row
        for first in [*row.cells.values()][:1]:
            self.note(ProblemCode.FORM_ROW_UNKNOWN, first.place, text=first.text)
        return None

    def _moved(self, row: FormInputRow, mark: str, at: Cell) -> FormInputRow:
        """The row under another mark; it is told where something is filled in."""
        if row.cells:
            name = self.names.rows[mark]
            self.note(ProblemCode.FORM_ROW_MOVED, at.place, name=name)
        return replace(row, key=mark.partition(":")[2])

    def _misnamed(self, row: FormInputRow, at: Cell) -> None:
        blanks = {"text": at.text, "name": self.names.rows[row.mark]}
        self.note(ProblemCode.FORM_ROW_NAMED, at.place, **blanks)

    def _item(self, row: FormInputRow) -> FormInputRow | None:
        """A row of a register under the mark of the one named above its head."""
        above = [cell for name, cell in row.printed.items() if name.startswith(ABOVE)]
        texts = [fold(cell.text) for cell in above]
        known = self.folded.get(row.mark)
        if known is not None and (not above or any(known in text for text in texts)):
            return row
        meant = {
            mark: cell
            for cell, text in zip(above, texts, strict=True)
            for mark, name in self.folded.items()
            if mark.startswith(f"{TableKind.ITEM}:") and name in text
        }
        for mark, cell in meant.items() if len(meant) == 1 else ():
            return self._moved(row, mark, cell)
        if known is None and row.cells:
            return self._unknown(row)
        if row.cells:
            self._misnamed(row, above[-1])
        return None

    def tell_moved_once(self) -> None:
        """P729 of many rows as one: a sheet without its hidden column is one thing."""
        moved: dict[str | None, list[Problem]] = {}
        told, self.problems = once(self.problems), []
        for problem in told:
            if problem.code is ProblemCode.FORM_ROW_MOVED:
                moved.setdefault(problem.place.sheet, []).append(problem)
            else:
                self.problems.append(problem)
        for rows in moved.values():
            if len(rows) <= MOST_MOVED:
                self.problems += rows
            else:
                named = [str(row.blanks["name"]) for row in rows]
                blanks = {"name": f"{named[0]}”, …, “{named[-1]}"}
                self.problems.append(replace(rows[0], blanks=blanks))

    def papers(self, form: FormRead) -> None:
        """Units and periods that the form prints and that are not those of its mark."""
        rows = groupby(form.headings, key=lambda cell: (cell.sheet, cell.row))
        for cell, *beside in (cells for _, cells in rows):
            for other in beside if cell.sheet is not None else ():
                if other.text not in self.names.texts:
                    self.not_read(other)
            self._line(cell)
            printed = self._periods(cell)
            if printed and not printed & {self.mark.period, self.mark.period[:4]}:
                self._other_period(cell.place, cell.text)
        file, place = PurePath(form.name).name, Place(file=form.name)
        self._file(file, place)
        named = match(_FILE_NAME, file)
        period, unit = named.groups() if named else (self.mark.period, self.mark.unit)
        if unit in self.names.units.values() and unit != self.mark.unit:
            self._other_unit(place, file)
        if period in self.names.periods.values() and period != self.mark.period:
            self._other_period(place, file)

    def _other_unit(self, place: Place, text: str) -> None:
        unit = self.names.unit
        self.note(ProblemCode.FORM_OTHER_UNIT, place, text=text, unit=unit)

    def _other_period(self, place: Place, text: str) -> None:
        period = self.names.period
        self.note(ProblemCode.FORM_OTHER_PERIOD, place, text=text, period=period)

    def _file(self, file: str, place: Place) -> None:
        """P758 where the file is called after another unit than that of the form.

        To whom it is sent (`gửi Sở Nội vụ`) is none that it is of.
        """
        words = f" {sub(r'[^a-z0-9]+', ' ', fold(file))} "
        words = words.replace(" gui ", " gui_").replace(" to ", " to_")
        held = {u for own, u in self.names.units.items() if f" {own} " in words}
        for unit in held if self.mark.unit not in held and len(held) == 1 else ():
            blanks = {"unit": self.names.unit, "other": self.names.unit_name(unit)}
            self.note(ProblemCode.FORM_FILE_NAME, place, text=file, **blanks)

    def _line(self, cell: Cell) -> None:
        """P730 where a line names another unit."""
        text, units = fold(cell.text), self.names.units
        bare = text.removeprefix("uy ban nhan dan ").removeprefix("ubnd ")
        unit = units.get(text, units.get(bare, self.mark.unit))
        if cell.row == 1 and fold(self.names.unit) not in text:
            held = (u for name, u in units.items() if f" {name} " in f" {text} ")
            unit = next(held, unit)
            if unit == self.mark.unit and cell.sheet is not None:
                self.not_read(cell)
        if unit != self.mark.unit:
            self._other_unit(cell.place, cell.text)

    def _periods(self, cell: Cell) -> set[str]:
        """The periods that a title names, or the year of one that no plan has."""
        text = fold(cell.text)
        span = search(_SPAN, text) if "bao cao " in text else None
        if span is not None and (period := self.names.period_of(span[1].strip())):
            return {period}
        year = span and search(r"\d{4}", span[1])
        # whole words before its colon or its end: the year in the name of a plan
        # (`… năm 2022 (…)`) is no period
        titles = self.names.periods.items()
        printed = {period for title, period in titles if f" {title}:" in f" {text}:"}
        return printed or ({year[0]} if year else set())

    def heads(self, rows: Iterable[FormInputRow]) -> None:
        """P712 for each column of a table above which another name stands."""
        places: set[Place] = set()
        for row in (row for row in rows if row.cells):
            for column, name in self.names.cells.get(row.mark, {}).items():
                cell = row.printed.get(column)
                place = row.place if cell is None else cell.place
                is_own = cell is not None and fold(cell.text) == fold(name)
                if column.startswith(HEAD) and not is_own and place not in places:
                    places.add(place)
                    self.note(ProblemCode.FORM_HEAD_LOST, place, names=(name,))

    def moved_heads(self, rows: Iterable[FormInputRow]) -> None:
        """P712 for each head of an input that was moved above what the form prints.

        Below it stands in all rows what another column should say: read as answers it
        would be dashes, figures of last year, units of measure.
        """
        kept: set[tuple[object, ...]] = set()
        moved: dict[tuple[object, ...], tuple[TableKind, str, str, Cell]] = {}
        for row in rows:
            expected = self.names.cells.get(row.mark, {})
            for column in PRINTED[row.kind] if row.cells else ():
                text, own = expected.get(column, ""), row.printed.get(column)
                is_own = own is not None and own.text in {text, *_UNFILLED}
                is_typed_over = own is not None and text in _UNFILLED
                for name, cell in row.cells.items() if text else ():
                    at = (cell.sheet, cell.column, name, column)
                    if not is_own and cell.text == text:
                        moved.setdefault(at, (row.kind, name, column, cell))
                    elif is_own or not is_typed_over:
                        kept.add(at)
        say = voice(Lang.VI).say
        for kind, *heads, cell in (moved[at] for at in moved if at not in kept):
            lost = tuple(say(f"form.head.{kind}.{head}") for head in heads)
            self.note(ProblemCode.FORM_HEAD_LOST, cell.place, names=lost)

    def outside(self, rows: FormInputRows) -> None:
        """P732 for each cell that says something where nothing is read."""
        for row in rows.inputs:
            expected = self.names.cells.get(row.mark, {})
            is_note = row.kind is TableKind.VALUE and row.cells
            for cell in (*row.beside, *(() if is_note else row.comments)):
                self.not_read(cell)
            # what has changed in the ledger since the form went out is not told
            for column, cell in row.printed.items():
                is_worked_out = column in COMPUTED and (
                    row.cells or cell.kind is CellKind.FORMULA or cell.text == "0"
                )
                is_blank = expected.get(column) in _UNFILLED and not is_worked_out
                is_planned = column in {"plan", "due"} and column in expected
                is_other = is_planned and _digits(cell.text) != _digits(
                    expected[column]
                )
                if is_other or (is_blank and cell.text not in _UNFILLED):
                    self.not_read(cell)
        for cell in rows.outside:
            if not {cell.text, cell.text.partition(":")[0]} & self.names.texts:
                self.not_read(cell)


def _digits(text: str) -> list[str]:
    """The digits of a figure; `98%` may have come back as `98.00%`."""
    return [letter for letter in sub(r"[.,]0+(?=%)", "", text) if letter.isdigit()]
