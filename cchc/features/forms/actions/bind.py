"""`cchc bind`: another office's workbook, read and filled by a binding."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path

from cchc.app.name_lookup import find_by_name, indicator_names, unit_names
from cchc.app.which_plan import in_force, plan_and_period
from cchc.core.facts.report import Facts
from cchc.core.facts.typed import TypedReport, TypedText
from cchc.core.plan.calendar import periods
from cchc.core.plan.expected import goal_of
from cchc.core.plan.measure import ANSWERED, RatioOf
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.verdict.aggregate import Figures, figures_of
from cchc.core.verdict.cells import Cells, cells_in
from cchc.features.forms.actions.import_forms import FormImporter, ImportTerms
from cchc.features.forms.actions.read_form import pack_form
from cchc.features.forms.show.bound import BoundWorkbook, FilledCell
from cchc.features.forms.show.import_result import ImportedForm, Outcome
from cchc.sources.forms.arrivals import ArrivedFile, FileKind
from cchc.sources.forms.binding_file import (
    READ_FACES,
    Binding,
    BoundFigure,
    BoundTable,
    Face,
    read_binding,
)
from cchc.sources.forms.bound_cells import BoundCell, BoundGrid, find_bound_cells
from cchc.sources.forms.form_file import FormRead, open_grids
from cchc.sources.forms.form_grid import CellKind
from cchc.sources.forms.form_reader import UNFIT_CELLS
from cchc.sources.forms.form_workbook import read_workbook
from cchc.sources.plan.plan_bytes import bytes_of
from cchc.store.facts import facts
from cchc.store.ledger import Ledger, open_ledger, open_rehearsal, read_transaction
from cchc.text.compare import fold
from cchc.text.form_marks import FormMark
from cchc.text.lazy import sha256
from cchc.text.number import CELL, VIETNAMESE, tidy
from cchc.text.problem import (
    Blank,
    Place,
    Problem,
    ProblemCode,
    Refusal,
    refusals,
    require,
)
from cchc.text.record import Record, replace
from cchc.words.period import label, read_period, report_title
from cchc.words.translator import Lang, voice

MOST_DECIMALS = 6


class BindRequest(Record):
    """A workbook, its binding, and what is asked of them; period and units as typed."""

    file: Path
    binding: Path
    period: str | None
    today: date
    units: tuple[str, ...] = ()


def try_binding(db: Path, request: BindRequest) -> BoundWorkbook:
    """What a binding finds in a workbook; nothing is taken."""
    with open_ledger(db) as ledger, read_transaction(ledger):
        return _bound(ledger, request, computed=True)


def read_bound(
    db: Path,
    request: BindRequest,
    terms: ImportTerms,
    before_write: Callable[[], None],
) -> list[ImportedForm]:
    """The reports of a workbook, each written whole or not at all.

    `before_write` is done once workbook and binding are read and right.

    Raises:
        Refusal: the workbook or the binding cannot be read, or names what is not there.
    """
    name = request.file.name
    with open_rehearsal(db) if terms.dry_run else open_ledger(db, write=True) as ledger:
        book = _bound(ledger, request, computed=True)
        wrong = [problem for problem in book.problems if problem.place.file != name]
        if refusals(wrong):
            raise Refusal(tuple(wrong))
        before_write()
        importer, forms = FormImporter(ledger, terms), []
        file = ArrivedFile(name, None, FileKind.PACKET)
        with importer.writing:
            for form in _typed_forms(book, name):
                spoiled = refusals(form.problems)
                if form.report is None or spoiled:
                    mark = form.mark
                    at = (mark.unit, mark.period) if mark else (None, None)
                    refused = ImportedForm(name, Outcome.REFUSED, *at)
                    forms.append(replace(refused, problems=form.problems))
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
        filled = tuple(_filled(book, facts(ledger, book.plan.id, as_of)))
    formulas = [cell.bound.held for cell in filled if cell.is_formula]
    told = (
        Problem(ProblemCode.BIND_FORMULA, cell.place, {"text": cell.text})
        for cell in formulas
        if cell is not None
    )
    return replace(book, problems=(*book.problems, *told)), filled


def _bound(ledger: Ledger, request: BindRequest, *, computed: bool) -> BoundWorkbook:
    missing = ProblemCode.INPUT_MISSING
    data = require(bytes_of(request.file, missing))
    text = require(bytes_of(request.binding, missing))
    binding = read_binding(text, request.binding.name)
    if binding.problems:
        raise Refusal(binding.problems)
    name = request.file.name
    opened = require(
        open_grids(data, name, computed=True) if computed else read_workbook(data, name)
    )
    named = request.period or _period_named(binding)
    versions, period = plan_and_period(ledger, named, request.today)
    plan = in_force(versions, period, request.today).plan
    among = periods(plan)
    tables = [table for table in binding.tables if _is_of(table, period, among)]
    names, unknown = unit_names(plan), ProblemCode.UNIT_UNKNOWN
    find = partial(find_by_name, among=names, code=unknown)
    found = find_bound_cells(opened.grids, binding, tables, find)
    found.problems += _other_periods(found, period, among)
    found.problems += _unknown_keys(tables, plan)
    wanted = {
        require(find(TypedText(unit, Place(argument=unit)))) for unit in request.units
    }
    cells = (cell for cell in found.cells if not wanted or cell.unit in wanted)
    if not found.cells and not found.problems:
        at, blanks = Place(file=request.binding.name), {"period": period.id}
        found.problems.append(Problem(ProblemCode.BIND_NOTHING, at, blanks))
    digest = sha256(data).hexdigest()
    return BoundWorkbook(
        plan, period, request.file.name, digest, tuple(cells), tuple(found.problems)
    )


def _period_named(binding: Binding) -> str | None:
    """The one period that all tables are of."""
    named = {table.period.text for table in binding.tables if table.period is not None}
    return named.pop() if len(named) == 1 else None


def _is_of(table: BoundTable, period: Period, among: tuple[Period, ...]) -> bool:
    if table.period is None:
        return True
    named = read_period(table.period.text, among)
    if named is None:
        place, known = table.period.place, tuple(own.id for own in among)
        blanks: dict[str, Blank] = {"text": table.period.text, "known": known}
        blanks["periods"] = ", ".join(known)
        raise Refusal((Problem(ProblemCode.PERIOD_UNREADABLE, place, blanks),))
    return named.id == period.id


def _other_periods(
    found: BoundGrid, period: Period, among: tuple[Period, ...]
) -> Iterator[Problem]:
    """P750 where the workbook says that it is of another period, or of none."""
    speech = voice(Lang.VI)
    for _, cell in found.periods:
        text = fold(cell.text)
        named = {
            own.id
            for own in among
            for words in (label(own, speech), report_title(own, speech), own.id)
            if f" {fold(words)} " in f" {text} "
        }
        read = read_period(cell.text, among)
        named |= {read.id} if read is not None else set()
        if period.id not in named:
            blanks = {"text": cell.text, "period": label(period, speech)}
            yield Problem(ProblemCode.BIND_PERIOD, cell.place, blanks)


def _unknown_keys(tables: Sequence[BoundTable], plan: Plan) -> Iterator[Problem]:
    names, code = indicator_names(plan), ProblemCode.REPORT_UNKNOWN_KEY
    for table in tables:
        for figure in table.figures:
            named = find_by_name(figure.key, names, code)
            if isinstance(named, Problem):
                yield named


def _typed_forms(book: BoundWorkbook, name: str) -> Iterator[FormRead]:
    """The report of each unit, with what is wrong in its cells."""
    by_unit: dict[str, list[BoundCell]] = {}
    for cell in book.cells:
        if cell.unit is not None and cell.face in READ_FACES:
            by_unit.setdefault(cell.unit, []).append(cell)
    at = Place(file=name)
    for unit, cells in by_unit.items():
        problems: list[Problem] = []
        figures = tuple(_typed_figures(cells, problems))
        if not figures and not problems:
            continue
        report = TypedReport(
            unit=TypedText(unit, at),
            period=TypedText(book.period.id, at),
            values=tuple((key, value) for key, value, _ in figures),
            notes=tuple((key, note) for key, _, note in figures if note),
        )
        mark = FormMark("", "", unit, book.period.id, "")
        yield FormRead(name, tuple(problems), mark, report)


def _typed_figures(
    cells: Sequence[BoundCell], problems: list[Problem]
) -> Iterator[tuple[TypedText, TypedText, TypedText | None]]:
    """Key, value and note of each figure; of its spellings the first is read."""
    figures: dict[str, BoundFigure] = {}
    for cell in cells:
        figures.setdefault(cell.figure.key.text, cell.figure)
    for key, figure in figures.items():
        faces = {cell.face: cell for cell in cells if cell.figure is figure}
        note = faces.get(Face.NOTE)
        typed = _typed_value(figure, faces, problems)
        if typed is not None:
            said = None if note is None or note.held is None else note.held
            text = None if said is None else TypedText(said.text, said.place)
            yield TypedText(key, typed.place), typed, text


def _typed_value(
    figure: BoundFigure, faces: dict[Face, BoundCell], problems: list[Problem]
) -> TypedText | None:
    """`412/415`, `14`, `=35`, as an officer would type it; None for empty cells."""
    texts, marks, place = [], CELL, None
    for face in (Face.VALUE, Face.NUMERATOR, Face.DENOMINATOR):
        bound = faces.get(face)
        held = None if bound is None else bound.held
        if bound is None or held is None:
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


def _filled(book: BoundWorkbook, known: Facts) -> Iterator[FilledCell]:
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
        value = _value(cell, made[key, unit], unit)
        is_number = isinstance(value, Decimal) and cell.face is not Face.PERCENT
        if is_number and isinstance(value, Decimal):
            value /= cell.figure.times
        is_formula = cell.held is not None and cell.held.kind is CellKind.FORMULA
        yield FilledCell(cell, value, is_formula=is_formula)


def _value(
    cell: BoundCell, figures: Figures, unit: str | None
) -> Decimal | date | str | None:
    is_year, indicator = cell.figure.over_year, figures.cells.indicator
    match cell.face:
        case Face.TARGET:
            share = None if unit is None else indicator.allot.get(unit)
            goal = goal_of(indicator)
            return share if share is not None else _decimal(goal.at if goal else None)
        case Face.NUMERATOR:
            return _rate(figures, is_year=is_year)[0]
        case Face.DENOMINATOR:
            return _rate(figures, is_year=is_year)[1]
        case Face.NOTE:
            reading = figures.cells.reading(unit, figures.period) if unit else None
            return reading.note if reading else None
        case Face.VALUE if indicator.measure in ANSWERED:
            return _answer(figures.cells, figures.period)
        case Face.VALUE | Face.PERCENT:
            of_state = is_year or figures.cells.is_state
            return _decimal(figures.now.known if of_state else figures.in_period)


def _rate(figures: Figures, *, is_year: bool) -> tuple[Decimal | None, Decimal | None]:
    """Numerator and denominator, of the period alone unless `is_year` or a state."""
    now, before = figures.now, figures.before
    if is_year or figures.cells.is_state:
        return now.numerator, now.denominator
    if figures.in_period is None or now.numerator is None or now.denominator is None:
        return None, None
    nothing, is_flow = Decimal(0), figures.cells.indicator.of is RatioOf.FLOW
    top = now.numerator - (before.numerator or nothing)
    past = before.denominator or nothing if is_flow else nothing
    return top, now.denominator - past


def _answer(cells: Cells, period: Period) -> date | str | None:
    """The day on which the last one was done; yes or no; None while one is open."""
    readings = [
        next(
            (
                reading
                for own in reversed(cells.upto(period))
                if (reading := cells.reading(unit, own)) is not None
            ),
            None,
        )
        for unit in cells.units
    ]
    days = [reading.done for reading in readings if reading and reading.done]
    if days and len(days) == len(readings):
        return max(days)
    answers = [r.answer for r in readings if r is not None and r.answer is not None]
    if not answers or len(answers) < len(readings):
        return None
    word = "yes" if all(answers) else "no"
    return voice(Lang.VI).say(f"form.answer.{word}")


def _decimal(value: Fraction | None) -> Decimal | None:
    if value is None:
        return None
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return tidy(round(exact, MOST_DECIMALS))
