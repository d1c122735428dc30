"""A form that came back → which form it is, and a typed report with places.

Nothing is judged here but the cells themselves: the numbers go through the same door
as those that an officer types.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime

from cchc.core.facts.report import (
    TypedItem,
    TypedObstacle,
    TypedReport,
    TypedTask,
    TypedText,
)
from cchc.sources.forms.cell_value import serial_day
from cchc.sources.forms.form_csv import read_csv
from cchc.sources.forms.form_grid import Cell, CellKind, Grid, OpenedFile
from cchc.sources.forms.form_rows import FormInputRow, FormInputRows, mark_in, rows_of
from cchc.sources.forms.form_workbook import read_workbook
from cchc.sources.forms.other_workbook import is_other_workbook, read_other_workbook
from cchc.text.compare import means_nothing
from cchc.text.form_marks import FORM, SHEET, FormMark, TableKind, read_mark
from cchc.text.lazy import sha256
from cchc.text.legacy_fonts import as_unicode
from cchc.text.number import CELL, VIETNAMESE
from cchc.text.problem import Place, Problem, ProblemCode, in_order
from cchc.text.record import Record, replace
from cchc.words.form import GROUPS, read_choice
from cchc.words.translator import Lang, voice

TEXT_ENDINGS = (".csv", ".tsv", ".txt")
DASH = " – "
DAY_COLUMNS = frozenset({"date", "done"})
UNFIT_CELLS = {
    CellKind.FORMULA: ProblemCode.FORM_FORMULA,
    CellKind.FLAG: ProblemCode.FORM_FLAG,
    CellKind.ERROR: ProblemCode.FORM_ERROR,
    CellKind.LONG: ProblemCode.FORM_LONG,
}


class FormRead(Record):
    """What came back.

    `mark` says which form; `marks` are the rows it still has. `days` are figures that
    a spreadsheet holds as a day. `untouched`: a copy that was sent back, with the
    answers that it had then, its `marked`. `headings` stand above the first table of a
    sheet; `saved_by` and `saved_at` are what the file says of its last saving.
    """

    name: str
    mark: FormMark | None
    report: TypedReport | None
    marks: frozenset[str]
    days: tuple[tuple[TypedText, TypedText], ...]
    problems: tuple[Problem, ...]
    answers: str
    untouched: bool = False
    rows: FormInputRows | None = None
    headings: tuple[Cell, ...] = ()
    marked: str | None = None
    saved_by: str = ""
    saved_at: datetime | None = None


def _not_read(name: str, problems: tuple[Problem, ...]) -> FormRead:
    return FormRead(name, None, None, frozenset(), (), problems, "")


def read_form(data: bytes, name: str, *, converts: bool = False) -> FormRead:
    """Read the form of one unit; P707 where the file holds those of several."""
    opened = open_grids(data, name)
    if isinstance(opened, Problem):
        return _not_read(name, (opened,))
    return _read_opened(opened, name, converts=converts)


def read_forms(
    data: bytes, name: str, *, converts: bool = False
) -> tuple[FormRead, ...]:
    """Read the forms of a file, mostly one: several units may share a workbook.

    All that is wrong with their shape and their cells is told. `converts`: text written
    for old fonts is taken in Unicode.
    """
    opened = open_grids(data, name)
    if isinstance(opened, Problem):
        return (_not_read(name, (opened,)),)
    parts = tuple(_by_unit(opened)) or (opened,)
    return tuple(_read_opened(part, name, converts=converts) for part in parts)


def _by_unit(opened: OpenedFile) -> Iterator[OpenedFile]:
    """The sheets of each unit, where every sheet bears the mark of one of several."""
    groups: dict[FormMark, list[Grid]] = {}
    others: list[Grid] = []
    for grid in opened.grids:
        if (grid.sheet or "").startswith(SHEET):
            continue  # marks alone, copied with their sheets or not
        marks = {mark for text in _marks_in(grid) if (mark := read_mark(text))}
        if len(marks) > 1:
            return
        if marks:
            groups.setdefault(marks.pop(), []).append(grid)
        else:
            others.append(grid)
    if len(groups) < 2:
        return
    for mark, grids in groups.items():
        marks_of = (mark.text(),)
        yield OpenedFile(
            (*grids, *others), marks_of, None, opened.saved_by, opened.saved_at
        )
        others = []  # told once


def _marks_in(grid: Grid) -> Iterator[str]:
    for cells in grid.rows.values():
        yield from (cell.text for cell in cells.values() if cell.text.startswith(FORM))


def _read_opened(opened: OpenedFile, name: str, *, converts: bool) -> FormRead:
    rows, stray = rows_of(opened.grids), tuple(_stray(opened))
    not_ours = Problem(ProblemCode.FORM_NOT_OURS, Place(file=name), {"text": name})
    mark = not_ours if not rows.inputs and not rows.problems else _mark(opened, name)
    if isinstance(mark, Problem):
        return _not_read(name, (*stray, mark))
    _tell_old_fonts(rows, converts=converts)
    reader = FormReader(rows)
    report = reader.report(mark, name)
    answers = _answers(rows)
    return FormRead(
        name=name,
        mark=mark,
        report=report,
        marks=frozenset(row.mark for row in rows.inputs),
        days=tuple(reader.days),
        problems=tuple(in_order((*stray, *rows.problems))),
        answers=answers,
        untouched=opened.marked == answers,
        rows=rows,
        headings=tuple(_headings(opened)),
        marked=opened.marked,
        saved_by=opened.saved_by,
        saved_at=_moment(opened.saved_at),
    )


def open_grids(
    data: bytes, name: str, *, computed: bool = False
) -> OpenedFile | Problem:
    """The sheets of a file of any kind that is read.

    `computed`: of a formula what it came to when the workbook was saved.
    """
    if name.lower().endswith(TEXT_ENDINGS):
        return read_csv(data, name)
    if is_other_workbook(data):
        return read_other_workbook(data, name)
    return read_workbook(data, name, computed=computed)


def _tell_old_fonts(rows: FormInputRows, *, converts: bool) -> None:
    """P753 for each input that is written for an old font; P754 where it is taken."""
    code = ProblemCode.FORM_CONVERTED if converts else ProblemCode.FORM_LEGACY
    for number, row in enumerate(rows.inputs):
        found = {
            name: text
            for name, cell in row.cells.items()
            if cell.kind is CellKind.TEXT and (text := as_unicode(cell.text))
        }
        for name, text in found.items():
            rows.note(
                code, row.cells[name].place, text=row.cells[name].text, converted=text
            )
        if found and converts:
            cells = {
                name: replace(cell, text=found.get(name, cell.text))
                for name, cell in row.cells.items()
            }
            rows.inputs[number] = replace(row, cells=cells)


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except ValueError:
        return None


def _headings(opened: OpenedFile) -> Iterator[Cell]:
    """What stands above the first table of each sheet, but for the form's own mark."""
    for grid in opened.grids:
        above: list[Cell] = []
        for number in sorted(grid.rows):
            cells = grid.rows[number].values()
            if any(cell.text[:1] == "#" and mark_in(cell.text) for cell in cells):
                yield from above
                break
            above += (cell for cell in cells if not cell.text.startswith(FORM))


def _stray(opened: OpenedFile) -> Iterator[Problem]:
    """P719 for each sheet on which something stands far outside of any form."""
    for grid in opened.grids:
        if grid.stray is not None:
            place = Place(file=grid.file, sheet=grid.sheet, cell=grid.stray)
            yield Problem(ProblemCode.FORM_STRAY, place, {"text": grid.stray})


def _mark(opened: OpenedFile, name: str) -> FormMark | Problem:
    """The one form that all marks name: hidden sheet, property, name, each sheet."""
    written = (text for grid in opened.grids for text in _marks_in(grid))
    candidates = [read_mark(text) for text in (*opened.marks, *written)]
    marks = dict.fromkeys(mark for mark in candidates if mark is not None)
    place = Place(file=name)
    if len(marks) > 1:
        units = tuple(dict.fromkeys(f"{m.unit} {m.period}" for m in marks))
        return Problem(ProblemCode.FORM_MIXED, place, {"forms": units})
    for mark in marks:
        return mark
    return Problem(ProblemCode.FORM_NOT_OURS, place, {"text": name})


def _answers(rows: FormInputRows) -> str:
    """A fingerprint of all that was filled in."""
    answers = sorted(
        f"{row.mark}|{name}|{cell.text}"
        for row in rows.inputs
        for name, cell in row.cells.items()
    )
    return sha256("\n".join(answers).encode()).hexdigest()


def _says_nothing(row: FormInputRow) -> bool:
    """Whether the unit wrote only that there is nothing to list."""
    return all(means_nothing(cell.text) for cell in row.cells.values())


def _empty_registers(
    rows: Sequence[FormInputRow],
) -> Iterator[tuple[TypedText, TypedText]]:
    """The registers of which the unit says in words that there is nothing new."""
    full = {row.key for row in rows if not _says_nothing(row)}
    empty = {row.key: row for row in rows if row.key not in full}
    for key, row in empty.items():
        yield TypedText(key, row.place), TypedText("nil", row.place)


def empty_lists(
    rows: FormInputRows, listed: Collection[str]
) -> Iterator[tuple[TypedText, TypedText]]:
    """The registers with no row filled in, but those `listed`: nothing new (1)."""
    items = [row for row in rows.inputs if row.kind is TableKind.ITEM]
    full = {row.key for row in items if row.cells}.union(listed)
    for key, row in {row.key: row for row in items if row.key not in full}.items():
        yield TypedText(key, row.place), TypedText("nil", row.place)


class FormReader:
    """Turns rows into a typed report; what is wrong is told to the rows."""

    def __init__(self, rows: FormInputRows) -> None:
        self.rows = rows
        self.days: list[tuple[TypedText, TypedText]] = []

    def report(self, mark: FormMark, name: str) -> TypedReport:
        """The report that the rows make."""
        at = Place(file=name)
        paper = {
            row.key: self._word(row, "text", day=row.key == "date")
            for row in self._of(TableKind.PAPER)
        }
        figures = [self._figure(row) for row in self._of(TableKind.VALUE)]
        items = self._filled_rows(TableKind.ITEM)
        pairs = [(TypedText(r.key, r.place), r) for r in self._of(TableKind.VALUE)]
        return TypedReport(
            unit=TypedText(mark.unit, at),
            period=TypedText(mark.period, at),
            values=(*(pair for pair in figures if pair), *_empty_registers(items)),
            items=tuple(filter(None, map(self._item, items))),
            tasks=tuple(
                filter(None, map(self._task, self._filled_rows(TableKind.TASK)))
            ),
            narrative=tuple(
                (TypedText(row.key, row.place), text)
                for row in self._of(TableKind.WORDS)
                if (text := self._word(row, "text")) and not means_nothing(text.text)
            ),
            obstacles=tuple(
                filter(None, map(self._obstacle, self._filled_rows(TableKind.OBSTACLE)))
            ),
            notes=tuple((key, n) for key, r in pairs if (n := self._note(r))),
            document_number=paper.get("number"),
            document_date=paper.get("date"),
            reason=paper.get("reason"),
        )

    def _note(self, row: FormInputRow) -> TypedText | None:
        """The note on a figure, with what was written as comments on its cells."""
        note = self._word(row, "note")
        comments = [cell for cell in row.comments if row.cells]
        if not comments:
            return note
        texts = (*([note.text] if note else ()), *(cell.text for cell in comments))
        return TypedText("; ".join(texts), note.place if note else comments[0].place)

    def _of(self, kind: TableKind) -> list[FormInputRow]:
        return [row for row in self.rows.inputs if row.kind is kind]

    def _filled_rows(self, kind: TableKind) -> list[FormInputRow]:
        """The rows of a table in which something stands."""
        return [row for row in self._of(kind) if row.cells]

    def _word(
        self, row: FormInputRow, name: str, *, day: bool = False
    ) -> TypedText | None:
        """The text of an input; a cell that holds no text or number is told.

        In a column of days a plain number is a day as spreadsheets count them.
        """
        cell, is_dated = row.cells.get(name), day and name in DAY_COLUMNS
        if cell is None:
            return None
        code = UNFIT_CELLS.get(cell.kind)
        if cell.kind is CellKind.DAY and not day:
            code = ProblemCode.FORM_DATE
        if code is not None:
            self.rows.note(code, cell.place, text=cell.text)
            return None
        marks = CELL if cell.kind is CellKind.NUMBER else VIETNAMESE
        text = serial_day(cell.text) if is_dated else None
        return TypedText(text or cell.text, cell.place, marks)

    def _figure(self, row: FormInputRow) -> tuple[TypedText, TypedText] | None:
        """`14`, `412/415`, `~14`, `nil`, `unavailable` out of three cells."""
        value = self._word(row, "value", day=True)
        whole = self._word(row, "whole")
        state = self._choice(row, "state", "state")
        cells = (row.cells.get(name) for name in ("value", "whole", "state"))
        at = next((cell.place for cell in cells if cell), row.place)
        text = value.text if value else ""
        if whole is not None:
            text = f"{text}/{whole.text}"
        typed = self._with_state(text, state, at, row.key)
        if typed is None:
            return None
        parts = (part.marks for part in (value, whole) if part is not None)
        marks = VIETNAMESE if VIETNAMESE in parts else CELL
        pair = (TypedText(row.key, at), TypedText(typed, at, marks))
        held = row.cells.get("value")
        if held is not None and held.kind is CellKind.DAY:
            self.days.append(pair)
        return pair

    def _with_state(
        self, text: str, state: str | None, at: Place, key: str
    ) -> str | None:
        word = voice(Lang.VI).say(f"form.state.{state}") if state else ""
        match state:
            case None | "final" if text:
                return text
            case None:
                return None
            case "estimate" if text:
                return f"~{text}"
            case "estimate" | "final":
                self.rows.note(ProblemCode.FORM_STATE_ALONE, at, key=key, state=word)
            case _ if text.strip("0/,") and state:
                blanks = {"key": key, "state": word, "text": text}
                self.rows.note(ProblemCode.FORM_STATE_CLASH, at, **blanks)
            case _ if text and state == "unavailable":
                blanks = {"key": key, "state": word, "text": text}
                self.rows.note(ProblemCode.FORM_STATE_CLASH, at, **blanks)
            case _:
                return state
        return None

    def _choice(self, row: FormInputRow, name: str, group: str) -> str | None:
        word = self._word(row, name)
        if word is None:
            return None
        choice = read_choice(group, word.text)
        if choice is None:
            known = tuple(
                voice(Lang.VI).say(f"form.{group}.{word}") for word in GROUPS[group]
            )
            self.rows.note(
                ProblemCode.FORM_CHOICE, word.place, text=word.text, known=known
            )
        return choice

    def _item(self, row: FormInputRow) -> tuple[TypedText, TypedItem] | None:
        name = self._word(row, "name") or TypedText("", row.place)
        if _says_nothing(row):
            return None
        rest = (
            self._word(row, "date", day=True),
            self._word(row, "document"),
            self._word(row, "owner"),
        )
        return TypedText(row.key, row.place), TypedItem(name, *rest)

    def _task(self, row: FormInputRow) -> TypedTask | None:
        state = self._choice(row, "state", "task")
        if state is None:
            if "state" not in row.cells:
                self.rows.note(ProblemCode.FORM_TASK_STATE, row.place, key=row.key)
            return None
        return TypedTask(
            key=TypedText(row.key, row.place),
            state=TypedText(state, row.place),
            done=self._word(row, "done", day=True),
            count=self._word(row, "count"),
            result=self._word(row, "result"),
            document=self._word(row, "document"),
        )

    def _obstacle(self, row: FormInputRow) -> TypedObstacle | None:
        about = self._word(row, "about")
        if about is not None:
            about = TypedText(about.text.partition(DASH)[0].strip(), about.place)
        text = self._word(row, "text")
        if text is None:
            if "text" not in row.cells:
                self.rows.note(ProblemCode.FORM_OBSTACLE, row.place)
            return None
        if _says_nothing(row):
            return None
        rest = (self._word(row, name) for name in ("cause", "proposal", "to"))
        return TypedObstacle(text, about, *rest)
