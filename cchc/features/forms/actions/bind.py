"""`cchc bind`: another office's workbook, read and filled by a binding."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from cchc.app.name_lookup import find_by_name, find_typed, indicator_names, unit_names
from cchc.app.which_plan import in_force, plan_and_period
from cchc.core.facts.typed import TypedReport, TypedText
from cchc.core.plan.calendar import periods
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.features.forms.actions.import_forms import (
    FormImporter,
    ImportTerms,
    open_for_batch,
    outcome_of,
)
from cchc.features.forms.actions.read_form import pack_form
from cchc.features.forms.show.bound import (
    BoundWorkbook,
    FilledCell,
    filled_cells,
)
from cchc.features.forms.show.import_result import (
    ImportedForm,
    Outcome,
)
from cchc.sources.file_bytes import bytes_of
from cchc.sources.forms.arrivals import ArrivedFile, FileKind
from cchc.sources.forms.binding_file import READ_FACES, BoundTable, Face, read_binding
from cchc.sources.forms.bound_cells import BoundCell, BoundGrid, find_bound_cells
from cchc.sources.forms.form_file import FormRead, open_grids
from cchc.sources.forms.form_grid import CellKind
from cchc.sources.forms.form_reader import UNFIT_CELLS
from cchc.sources.forms.form_workbook import read_workbook
from cchc.store.facts import facts
from cchc.store.ledger import Ledger, open_ledger, read_transaction
from cchc.text.compare import fold
from cchc.text.form_marks import FormMark
from cchc.text.lazy import sha256
from cchc.text.number import CELL, VIETNAMESE, tidy
from cchc.text.problem import (
    Place,
    Problem,
    ProblemCode,
    Refusal,
    refusals,
    refuse,
    require,
)
from cchc.text.record import Record, replace
from cchc.words.period import label, read_period, report_title
from cchc.words.translator import Lang, voice

Faces = dict[Face, BoundCell]


class BindRequest(Record):
    """A workbook, its binding, and what is asked of them; period and units as typed."""

    file: Path
    binding: Path
    period: str | None
    today: date
    units: tuple[str, ...] = ()


def read_bound(
    db: Path, request: BindRequest, terms: ImportTerms, before_write: Callable[[], None]
) -> list[ImportedForm]:
    """The reports of a workbook, each written whole or not at all.

    `before_write` is done once workbook and binding are read and right.
    """
    name = request.file.name
    with open_for_batch(db, terms) as ledger:
        book = _bound(ledger, request, computed=True)
        wrong = [problem for problem in book.problems if problem.place.file != name]
        if refusals(wrong):
            raise Refusal(tuple(wrong))
        before_write()
        importer, forms = FormImporter(ledger, terms), []
        file = ArrivedFile(name, None, FileKind.PACKET)
        with importer.writing:
            for form in _typed_forms(book, name):
                if refusals(form.problems):
                    refused = outcome_of(form, Outcome.REFUSED, form.problems)
                    forms.append(refused)
                else:
                    read = pack_form(file, book.digest, form)
                    forms.append(importer.take_in(read))
        return forms


def fill_bound(
    db: Path, request: BindRequest, as_of: date
) -> tuple[BoundWorkbook, tuple[FilledCell, ...]]:
    """What is to be written in the cells of a workbook, as known on a day."""
    with open_ledger(db) as ledger, read_transaction(ledger):
        book = _bound(ledger, request, computed=False)
        if refusals(book.problems):
            raise Refusal(tuple(book.problems))
        filled = tuple(filled_cells(book, facts(ledger, book.plan.id, as_of)))
    formulas = (
        Problem(ProblemCode.BIND_FORMULA, held.place, {"text": held.text})
        for cell in filled
        if cell.is_formula and (held := cell.bound.held) is not None
    )
    return replace(book, problems=(*book.problems, *formulas)), filled


def _bound(ledger: Ledger, request: BindRequest, *, computed: bool) -> BoundWorkbook:
    missing, name = ProblemCode.INPUT_MISSING, request.file.name
    data = require(bytes_of(request.file, missing))
    text = require(bytes_of(request.binding, missing))
    binding = read_binding(text, request.binding.name)
    if binding.problems:
        raise Refusal(binding.problems)
    read = partial(open_grids, computed=True) if computed else read_workbook
    opened = require(read(data, name))
    # the period of all tables, where none is asked for
    named = {table.period.text for table in binding.tables if table.period is not None}
    period_name = request.period or (named.pop() if len(named) == 1 else None)
    versions, period = plan_and_period(ledger, period_name, request.today)
    plan = in_force(versions, period, request.today).plan
    among = periods(plan)
    tables = [table for table in binding.tables if _is_of(table, period, among)]
    names, unknown = unit_names(plan), ProblemCode.UNIT_UNKNOWN
    grid = find_bound_cells(
        opened.grids, binding, tables, partial(find_by_name, among=names, code=unknown)
    )
    grid.problems += _other_periods(grid, period, among)
    grid.problems += _unknown_keys(tables, plan)
    wanted = {require(find_typed(unit, names, unknown)) for unit in request.units}
    cells = (cell for cell in grid.cells if not wanted or cell.unit in wanted)
    if not grid.cells and not grid.problems:
        at, blanks = Place(file=request.binding.name), {"period": period.id}
        grid.problems.append(Problem(ProblemCode.BIND_NOTHING, at, blanks))
    digest, problems = sha256(data).hexdigest(), tuple(grid.problems)
    return BoundWorkbook(plan, period, name, digest, tuple(cells), problems)


def _is_of(table: BoundTable, period: Period, among: tuple[Period, ...]) -> bool:
    if table.period is None:
        return True
    named = read_period(table.period.text, among)
    if named is None:
        known = tuple(own.id for own in among)
        blanks = {"text": table.period.text, "periods": ", ".join(known)}
        code, place = ProblemCode.PERIOD_UNREADABLE, table.period.place
        refuse(code, place, known=known, **blanks)
    return named.id == period.id


def _other_periods(
    grid: BoundGrid, period: Period, among: tuple[Period, ...]
) -> Iterator[Problem]:
    """P750 where the workbook says that it is of another period, or of none."""
    speech = voice(Lang.VI)
    for _, cell in grid.periods:
        text = f" {fold(cell.text)} "
        named = {
            own.id
            for own in among
            for words in (label(own, speech), report_title(own, speech), own.id)
            if f" {fold(words)} " in text
        }
        read = read_period(cell.text, among)
        if period.id not in named and (read is None or period.id != read.id):
            blanks = {"text": cell.text, "period": label(period, speech)}
            yield Problem(ProblemCode.BIND_PERIOD, cell.place, blanks)


def _unknown_keys(tables: Sequence[BoundTable], plan: Plan) -> Iterator[Problem]:
    names, code = indicator_names(plan), ProblemCode.REPORT_UNKNOWN_KEY
    for figure in (figure for table in tables for figure in table.figures):
        named = find_by_name(figure.key, names, code)
        if isinstance(named, Problem):
            yield named


def _faces_by_unit(book: BoundWorkbook) -> dict[str, dict[str, Faces]]:
    """The cells to be read of each unit, by key; of its spellings the first counts."""
    by_unit: dict[str, dict[str, Faces]] = {}
    for cell in book.cells:
        if cell.unit is not None and cell.face in READ_FACES:
            figures = by_unit.setdefault(cell.unit, {})
            faces = figures.setdefault(cell.figure.key.text, {})
            if next(iter(faces.values()), cell).figure is cell.figure:
                faces[cell.face] = cell
    return by_unit


def _typed_forms(book: BoundWorkbook, name: str) -> Iterator[FormRead]:
    """The report of each unit, with what is wrong in its cells."""
    at, period = Place(file=name), book.period.id
    for unit, figures in _faces_by_unit(book).items():
        problems: list[Problem] = []
        values, notes = [], []
        for key, faces in figures.items():
            value, note = _typed_value(faces, problems), faces.get(Face.NOTE)
            if value is None:
                continue
            typed_key = TypedText(key, value.place)
            values.append((typed_key, value))
            if note is not None and (held := note.held) is not None:
                notes.append((typed_key, TypedText(held.text, held.place)))
        if values or problems:
            typed = TypedReport(TypedText(unit, at), TypedText(period, at))
            typed = replace(typed, values=tuple(values), notes=tuple(notes))
            mark = FormMark("", "", unit, period, "")
            yield FormRead(name, tuple(problems), mark, typed)


def _typed_value(faces: Faces, problems: list[Problem]) -> TypedText | None:
    """`412/415`, `14`, `=35`, as an officer would type it; None for empty cells."""
    figure = next(iter(faces.values())).figure
    texts, marks, place = [], CELL, None
    for face in (Face.VALUE, Face.NUMERATOR, Face.DENOMINATOR):
        held = faces[face].held if face in faces else None
        if held is None:
            continue
        code = UNFIT_CELLS.get(held.kind)
        if code is not None:
            problems.append(Problem(code, held.place, {"text": held.text}))
            return None
        text = held.text
        if held.kind is CellKind.NUMBER:
            value = None if figure.times == 1 else CELL.parse(text)
            text = text if value is None else CELL.spell(tidy(value * figure.times))
        elif held.kind is CellKind.TEXT:
            marks = VIETNAMESE
        place = place or held.place
        texts.append(text)
    if place is None:
        return None
    sign = "=" if figure.over_year else ""
    return TypedText(sign + "/".join(texts), place, marks)


MOST_NAMED = 6
