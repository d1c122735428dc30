"""A form proved a second time: what is printed on it must agree with its marks.

Rows that were sorted or pasted without their hidden marks are read by their names;
a form that prints another unit or period than it is marked for is refused.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from re import match

from cchc.sources.forms.form_file import FormRead
from cchc.sources.forms.form_grid import Cell, CellKind
from cchc.sources.forms.form_reader import FormReader
from cchc.sources.forms.form_rows import FormInputRow, FormInputRows
from cchc.text.compare import fold
from cchc.text.form_marks import COMPUTED, HEAD, NAMED, FormMark, TableKind
from cchc.text.problem import Blank, Place, Problem, ProblemCode, in_order
from cchc.text.record import Record, replace
from cchc.words.translator import file_names

_MARKED = "|".join(file_names("to_fix"))
_FILE_NAME = (
    r"(?:bc|form)-(\d{4}-[^-\s]+)-([^\s()]+?)"
    rf"(?:-(?:{_MARKED}).*)?(?: ?\(\d+\))?\.\w+$"
)

_UNFILLED = ("", "–")


class PrintedNames(Record):
    """What a form prints: rows by their marks; units and periods by their folded names.

    `unit` and `period` are what this form was made for, as people call them. `cells`
    are printed in a row, by its mark and their column, `texts` outside the rows.
    """

    rows: Mapping[str, str]
    units: Mapping[str, str]
    periods: Mapping[str, str]
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
    problems = [problem for _, problem in proved if problem is not None]
    rows = replace(form.rows, inputs=[row for row, _ in proved if row is not None])
    problems += _other_heads(rows.inputs, names)
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
    known = folded.get(row.mark)
    printed = fold(row.name.text) if row.name is not None else ""
    if row.kind not in NAMED or (row.key and (not printed or known is None)):
        return row, None
    if known is not None and known in printed:
        longer = [n for n in folded.values() if n in printed and len(n) > len(known)]
        if not longer:
            return row, None
    meant = [mark for mark, name in folded.items() if name == printed]
    meant = [mark for mark in meant if mark.startswith(f"{row.kind}:")]
    at = row.name or next(iter(row.cells.values()))
    if len(meant) == 1:
        moved = replace(row, key=meant[0].partition(":")[2])
        blanks = {"name": names[meant[0]]}
        return moved, Problem(ProblemCode.FORM_ROW_MOVED, at.place, blanks)
    if not row.key:
        first = next(iter(row.cells.values()))
        blanks = {"text": first.text}
        return None, Problem(ProblemCode.FORM_ROW_UNKNOWN, first.place, blanks)
    blanks = {"text": at.text, "name": names[row.mark]}
    return None, Problem(ProblemCode.FORM_ROW_NAMED, at.place, blanks)


def _other_papers(
    form: FormRead, mark: FormMark, names: PrintedNames
) -> Iterator[Problem]:
    """Units and periods that the form prints and that are not those of its mark."""
    for cell in form.headings:
        text = fold(cell.text)
        bare = text.removeprefix("uy ban nhan dan ").removeprefix("ubnd ")
        unit = names.units.get(text, names.units.get(bare, mark.unit))
        if unit != mark.unit:
            blanks = {"text": cell.text, "unit": names.unit}
            yield Problem(ProblemCode.FORM_OTHER_UNIT, cell.place, blanks)
        printed = {p for title, p in names.periods.items() if _holds(text, title)}
        if printed and mark.period not in printed:
            blanks = {"text": cell.text, "period": names.period}
            yield Problem(ProblemCode.FORM_OTHER_PERIOD, cell.place, blanks)
    named = match(_FILE_NAME, PurePath(form.name).name)
    period, unit = named.groups() if named else (mark.period, mark.unit)
    place, blanks = Place(file=form.name), {"text": PurePath(form.name).name}
    if unit in names.units.values() and unit != mark.unit:
        blanks |= {"unit": names.unit}
        yield Problem(ProblemCode.FORM_OTHER_UNIT, place, blanks)
    if period in names.periods.values() and period != mark.period:
        blanks |= {"period": names.period}
        yield Problem(ProblemCode.FORM_OTHER_PERIOD, place, blanks)


def _holds(text: str, title: str) -> bool:
    """Whether a heading is of this period: whole words before its colon or its end.

    The year in the name of a plan (`… năm 2022 (…)`) is no period.
    """
    return f" {title}:" in f" {text}:"


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
            if is_blank and cell.text not in _UNFILLED:
                yield _not_read(cell)
    for cell in rows.outside:
        if cell.text not in names.texts:
            yield _not_read(cell)


def _not_read(cell: Cell) -> Problem:
    return Problem(ProblemCode.FORM_OUTSIDE, cell.place, {"text": cell.text})
