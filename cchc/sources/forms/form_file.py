"""A form that came back → which form it is, and a typed report with places."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime

from cchc.core.facts.typed import TypedReport, TypedText
from cchc.sources.forms.form_grid import (
    Cell,
    CellKind,
    Grid,
    OpenedFile,
    file_problem,
)
from cchc.sources.forms.form_reader import FormReader
from cchc.sources.forms.form_rows import FormInputRows, mark_in, rows_of
from cchc.sources.forms.form_workbook import ZIP, read_workbook
from cchc.sources.forms.other_workbook import (
    is_other_workbook,
    read_csv,
    read_other_workbook,
)
from cchc.text.form_marks import FORM, SHEET, FormMark, read_mark
from cchc.text.lazy import sha256
from cchc.text.legacy_fonts import as_unicode
from cchc.text.problem import Place, Problem, ProblemCode, in_order
from cchc.text.record import Record, replace

TEXT_ENDINGS = (".csv", ".tsv", ".txt")


class FormRead(Record):
    """What came back.

    `mark` says which form; `marks` are the rows it still has. `days` are figures that
    a spreadsheet holds as a day. `untouched`: a copy that was sent back, with the
    answers that it had then, its `marked`. `headings` stand above the first table of a
    sheet; `saved_by` and `saved_at` are what the file says of its last saving.
    """

    name: str
    problems: tuple[Problem, ...]
    mark: FormMark | None = None
    report: TypedReport | None = None
    marks: frozenset[str] = frozenset()
    days: tuple[tuple[TypedText, TypedText], ...] = ()
    answers: str = ""
    untouched: bool = False
    rows: FormInputRows | None = None
    headings: tuple[Cell, ...] = ()
    marked: str | None = None
    saved_by: str = ""
    saved_at: datetime | None = None


def read_form(data: bytes, name: str, *, converts: bool = False) -> FormRead:
    """Read the form of one unit; P707 where the file holds those of several."""
    opened = open_grids(data, name)
    if isinstance(opened, Problem):
        return FormRead(name, (opened,))
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
        return (FormRead(name, (opened,)),)
    parts = tuple(_by_unit(opened)) or (opened,)
    return tuple(_read_opened(part, name, converts=converts) for part in parts)


def _by_unit(opened: OpenedFile) -> Iterator[OpenedFile]:
    """The sheets of each unit, where every sheet bears the mark of one of several."""
    groups: dict[FormMark, list[Grid]] = {}
    others: list[Grid] = []
    for grid in opened.grids:
        if (grid.sheet or "").startswith(SHEET):
            continue  # marks alone, copied with their sheets or not
        marks = set(_marks_in(grid))
        if len(marks) > 1:
            return
        if marks:
            groups.setdefault(marks.pop(), []).append(grid)
        else:
            others.append(grid)
    if len(groups) < 2:
        return
    for mark, grids in groups.items():
        own = OpenedFile((*grids, *others), (mark.text(),))
        yield replace(own, saved_by=opened.saved_by, saved_at=opened.saved_at)
        others = []  # told once


def _marks_in(grid: Grid) -> Iterator[FormMark]:
    texts = (cell.text for cell in grid.cells if cell.text.startswith(FORM))
    yield from filter(None, map(read_mark, texts))


def _read_opened(opened: OpenedFile, name: str, *, converts: bool) -> FormRead:
    rows, stray = rows_of(opened.grids), tuple(_stray(opened))
    mark = _mark(opened, name, has_rows=bool(rows.inputs or rows.problems))
    if isinstance(mark, Problem):
        return FormRead(name, (*stray, mark))
    typed = sorted(
        f"{row.mark}|{name}|{cell.text}"
        for row in rows.inputs
        for name, cell in row.cells.items()
    )
    answers = sha256("\n".join(typed).encode()).hexdigest()
    saved_at = None
    with suppress(ValueError):
        saved_at = datetime.fromisoformat(opened.saved_at).astimezone(UTC)
    _tell_old_fonts(rows, converts=converts)
    reader = FormReader(rows)
    report = reader.report(mark, name)
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
        saved_at=saved_at,
    )


def open_grids(
    data: bytes, name: str, *, computed: bool = False
) -> OpenedFile | Problem:
    """The sheets of a file of any kind that is read.

    `computed`: of a formula what it came to when the workbook was saved.
    """
    if is_other_workbook(data):
        return read_other_workbook(data, name)
    if name.lower().endswith(TEXT_ENDINGS) and not data.startswith(ZIP):
        return read_csv(data, name)
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


def _headings(opened: OpenedFile) -> Iterator[Cell]:
    """What stands above the first table of each sheet, but for the form's own mark."""
    for grid in opened.grids:
        above: list[Cell] = []
        for number in sorted(grid.rows):
            cells = grid.rows[number].values()
            if any(mark_in(cell.text) for cell in cells):
                yield from above
                break
            above += (cell for cell in cells if not cell.text.startswith(FORM))


def _stray(opened: OpenedFile) -> Iterator[Problem]:
    """P719 for each sheet with something far outside of any form; P760 for comments."""
    for grid in opened.grids:
        if grid.stray is not None:
            place = Place(file=grid.file, sheet=grid.sheet, cell=grid.stray)
            yield Problem(ProblemCode.FORM_STRAY, place, {"text": grid.stray})
    if opened.has_lost_comments:
        place = Place(file=opened.grids[0].file if opened.grids else None)
        yield Problem(ProblemCode.FORM_COMMENTS, place)


def _mark(opened: OpenedFile, name: str, *, has_rows: bool) -> FormMark | Problem:
    """The one form that all marks name: hidden sheet, property, name, each sheet."""
    written = (mark for grid in opened.grids for mark in _marks_in(grid))
    marks = dict.fromkeys((*filter(None, map(read_mark, opened.marks)), *written))
    if not (marks and has_rows):
        return file_problem(ProblemCode.FORM_NOT_OURS, name)
    if len(marks) > 1:
        units = tuple(dict.fromkeys(f"{m.unit} {m.period}" for m in marks))
        return file_problem(ProblemCode.FORM_MIXED, name, forms=units)
    return next(iter(marks))
