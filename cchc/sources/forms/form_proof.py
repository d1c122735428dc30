"""A form proved a second time: what is printed on it must agree with its marks.

Rows that were sorted or pasted without their hidden marks are read by their names;
a form that prints another unit or period than it is marked for is refused.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
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
    others = tuple(_other_papers(form, form.mark, names))
    folded = {mark: fold(name) for mark, name in names.rows.items()}
    proved = [_prove_row(row, folded, names.rows) for row in form.rows.inputs]
    misplaced = (problem for _, problem in proved if problem is not None)
    problems = [*_told_once_a_sheet(misplaced)]
    rows = replace(form.rows, inputs=[row for row, _ in proved if row is not None])
    problems += _other_heads(rows.inputs, names)
    problems += _heads_moved(rows.inputs, names)
    problems += _outside(rows, names)
    if not problems and not others:
        return form
    reader = FormReader(replace(rows, problems=[]))
    report = reader.report(form.mark, form.name)
    problems_of_form = (*others, *problems, *form.problems)
    return replace(
        form,
        report=report,
        rows=rows,
        marks=frozenset(
            (proved_row or row).mark
            for row, (proved_row, _) in zip(form.rows.inputs, proved, strict=True)
        ),
        days=tuple(reader.days),
        problems=tuple(in_order(problems_of_form)),
    )


def _prove_row(
    row: FormInputRow, folded: Mapping[str, str], names: Mapping[str, str]
) -> tuple[FormInputRow | None, Problem | None]:
    """The row under its right mark, or None; and what is to be told of it."""
    if row.kind is TableKind.ITEM:
        return _prove_item(row, folded, names)
    known = folded.get(row.mark)
    printed = fold(row.name.text) if row.name is not None else ""
    is_free = row.kind not in NAMED and bool(row.key)
    if is_free or row.kind is TableKind.OBSTACLE or (row.key and not printed):
        return row, None
    if known is not None and known in printed:
        longer = [n for n in folded.values() if n in printed and len(n) > len(known)]
        if not longer:
            return row, None
    meant = [mark for mark, name in folded.items() if name == printed]
    meant = [mark for mark in meant if mark.startswith(f"{row.kind}:")]
    if row.name is not None and len(meant) == 1:
        return _moved(row, meant[0], names, row.name)
    if row.name is None or known is None:
        return _unknown(row)
    blanks = {"text": row.name.text, "name": names[row.mark]}
    return None, Problem(ProblemCode.FORM_ROW_NAMED, row.name.place, blanks)


def _unknown(row: FormInputRow) -> tuple[FormInputRow | None, Problem | None]:
    """A row that nobody knows: its mark is told by who reads it, P711 without one."""
    first = next(iter(row.cells.values()), None)
    if row.key or first is None:
        return (row if row.key else None), None
    return None, Problem(
        ProblemCode.FORM_ROW_UNKNOWN, first.place, {"text": first.text}
    )


def _moved(
    row: FormInputRow, mark: str, names: Mapping[str, str], at: Cell
) -> tuple[FormInputRow, Problem | None]:
    """The row under another mark; it is told where something is filled in."""
    moved = replace(row, key=mark.partition(":")[2])
    problem = Problem(ProblemCode.FORM_ROW_MOVED, at.place, {"name": names[mark]})
    return moved, problem if row.cells else None


def _prove_item(
    row: FormInputRow, folded: Mapping[str, str], names: Mapping[str, str]
) -> tuple[FormInputRow | None, Problem | None]:
    """A row of a register under the mark of the one that is named above its head."""
    above = [cell for name, cell in row.printed.items() if name.startswith(ABOVE)]
    texts = [fold(cell.text) for cell in above]
    known = folded.get(row.mark)
    is_own = known is not None and (not above or any(known in t for t in texts))
    if is_own:
        return row, None
    meant = {
        mark: cell
        for cell, text in zip(above, texts, strict=True)
        for mark, name in folded.items()
        if mark.startswith(f"{TableKind.ITEM}:") and name in text
    }
    for mark, cell in meant.items() if len(meant) == 1 else ():
        return _moved(row, mark, names, cell)
    if known is None or not row.cells:
        return _unknown(row) if row.cells else (None, None)
    blanks = {"text": above[-1].text, "name": names[row.mark]}
    return None, Problem(ProblemCode.FORM_ROW_NAMED, above[-1].place, blanks)


def _told_once_a_sheet(problems: Iterable[Problem]) -> Iterator[Problem]:
    """P729 of many rows as one: a sheet without its hidden column is one thing."""
    moved: dict[str | None, list[Problem]] = {}
    for problem in once(problems):
        if problem.code is ProblemCode.FORM_ROW_MOVED:
            moved.setdefault(problem.place.sheet, []).append(problem)
        else:
            yield problem
    for rows in moved.values():
        if len(rows) <= MOST_MOVED:
            yield from rows
        else:
            named = [str(row.blanks["name"]) for row in rows]
            blanks = {"name": f"{named[0]}”, …, “{named[-1]}"}
            yield replace(rows[0], blanks=blanks)


def _other_papers(
    form: FormRead, mark: FormMark, names: PrintedNames
) -> Iterator[Problem]:
    """Units and periods that the form prints and that are not those of its mark."""
    rows = groupby(form.headings, key=lambda cell: (cell.sheet, cell.row))
    for cell, *beside in (cells for _, cells in rows):
        if cell.sheet is not None:
            yield from (_not_read(c) for c in beside if c.text not in names.texts)
        yield from _unit_printed(cell, mark, names)
        printed = _periods_printed(cell, names)
        if printed and not printed & {mark.period, mark.period[:4]}:
            blanks = {"text": cell.text, "period": names.period}
            yield Problem(ProblemCode.FORM_OTHER_PERIOD, cell.place, blanks)
    yield from _file_named(form.name, mark, names)
    named = match(_FILE_NAME, PurePath(form.name).name)
    period, unit = named.groups() if named else (mark.period, mark.unit)
    place, blanks = Place(file=form.name), {"text": PurePath(form.name).name}
    if unit in names.units.values() and unit != mark.unit:
        blanks |= {"unit": names.unit}
        yield Problem(ProblemCode.FORM_OTHER_UNIT, place, blanks)
    if period in names.periods.values() and period != mark.period:
        blanks |= {"period": names.period}
        yield Problem(ProblemCode.FORM_OTHER_PERIOD, place, blanks)


def _file_named(name: str, mark: FormMark, names: PrintedNames) -> Iterator[Problem]:
    """P758 where the file is called after another unit than that of the form.

    To whom it is sent (`gửi Sở Nội vụ`) is none that it is of.
    """
    file = PurePath(name).name
    words = f" {sub(r'[^a-z0-9]+', ' ', fold(file))} "
    words = words.replace(" gui ", " gui_").replace(" to ", " to_")
    held = {unit for own, unit in names.units.items() if f" {own} " in words}
    for unit in held if mark.unit not in held and len(held) == 1 else ():
        other = names.unit_name(unit)
        blanks = {"text": file, "unit": names.unit, "other": other}
        yield Problem(ProblemCode.FORM_FILE_NAME, Place(file=name), blanks)


def _unit_printed(cell: Cell, mark: FormMark, names: PrintedNames) -> Iterator[Problem]:
    """P730 where a line names another unit."""
    text = fold(cell.text)
    bare = text.removeprefix("uy ban nhan dan ").removeprefix("ubnd ")
    unit = names.units.get(text, names.units.get(bare, mark.unit))
    if cell.row == 1 and fold(names.unit) not in text:
        held = (u for n, u in names.units.items() if f" {n} " in f" {text} ")
        unit = next(held, unit)
        if unit == mark.unit and cell.sheet is not None:
            yield _not_read(cell)
    if unit != mark.unit:
        blanks = {"text": cell.text, "unit": names.unit}
        yield Problem(ProblemCode.FORM_OTHER_UNIT, cell.place, blanks)


def _periods_printed(cell: Cell, names: PrintedNames) -> set[str]:
    """The periods that a title names, or the year of one that no plan has."""
    text = fold(cell.text)
    span = search(_SPAN, text) if "bao cao " in text else None
    if span is not None and (period := names.period_of(span[1].strip())):
        return {period}
    year = span and search(r"\d{4}", span[1])
    # whole words before its colon or its end: the year in the name of a plan
    # (`… năm 2022 (…)`) is no period
    titles = names.periods.items()
    printed = {period for title, period in titles if f" {title}:" in f" {text}:"}
    return printed or ({year[0]} if year else set())


def _other_heads(
    rows: Iterable[FormInputRow], names: PrintedNames
) -> Iterator[Problem]:
    """P712 for each column of a table above which another name stands than its own."""
    places: set[Place] = set()
    for row in rows:
        expected = names.cells.get(row.mark, {})
        for column, name in expected.items():
            if column.startswith(HEAD) and row.cells:
                cell = row.printed.get(column)
                place = row.place if cell is None else cell.place
                is_own = cell is not None and fold(cell.text) == fold(name)
                if not is_own and place not in places:
                    places.add(place)
                    blanks: dict[str, Blank] = {"names": (name,)}
                    yield Problem(ProblemCode.FORM_HEAD_LOST, place, blanks)


def _heads_moved(
    rows: Iterable[FormInputRow], names: PrintedNames
) -> Iterator[Problem]:
    """P712 for each head of an input that was moved above what the form prints.

    Below it stands in all rows what another column should say: read as answers it
    would be dashes, figures of last year, units of measure.
    """
    kept: set[tuple[object, ...]] = set()
    moved: dict[tuple[object, ...], tuple[TableKind, str, str, Cell]] = {}
    for row in rows:
        expected = names.cells.get(row.mark, {})
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
    for kind, *heads, cell in (moved[at] for at in moved if at not in kept):
        lost = tuple(voice(Lang.VI).say(f"form.head.{kind}.{head}") for head in heads)
        yield Problem(ProblemCode.FORM_HEAD_LOST, cell.place, {"names": lost})


def _outside(rows: FormInputRows, names: PrintedNames) -> Iterator[Problem]:
    """P732 for each cell that says something where nothing is read."""
    for row in rows.inputs:
        expected = names.cells.get(row.mark, {})
        is_note = row.kind is TableKind.VALUE and row.cells
        yield from map(
            _not_read, row.beside if is_note else (*row.beside, *row.comments)
        )
        # What has changed in the ledger since the form went out is no one's writing.
        for column, cell in row.printed.items():
            is_worked_out = column in COMPUTED and (
                row.cells or cell.kind is CellKind.FORMULA or cell.text == "0"
            )
            is_blank = expected.get(column) in _UNFILLED and not is_worked_out
            is_planned = column in {"plan", "due"} and column in expected
            is_other = is_planned and _digits(cell.text) != _digits(expected[column])
            if is_other or (is_blank and cell.text not in _UNFILLED):
                yield _not_read(cell)
    for cell in rows.outside:
        if not {cell.text, cell.text.partition(":")[0]} & names.texts:
            yield _not_read(cell)


def _digits(text: str) -> list[str]:
    """The digits of a figure; `98%` may have come back as `98.00%`."""
    return [letter for letter in sub(r"[.,]0+(?=%)", "", text) if letter.isdigit()]


def _not_read(cell: Cell) -> Problem:
    return Problem(ProblemCode.FORM_OUTSIDE, cell.place, {"text": cell.text})
