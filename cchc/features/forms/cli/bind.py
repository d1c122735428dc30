"""`cchc bind`: another office's workbook, tried, read and filled by a binding."""

from decimal import Decimal
from pathlib import Path
from typing import Annotated

from cchc.app.context import AppContext
from cchc.app.give import give_record
from cchc.app.options import AsOf, Json, ListOptions, WriteOptions, argument, option
from cchc.app.output import Format, choose_form
from cchc.features.forms.actions.bind import (
    MOST_NAMED,
    BindRequest,
    _bound,
    fill_bound,
    read_bound,
)
from cchc.features.forms.cli.commands import (
    Confirm,
    Reason,
    Received,
    back_up,
    import_terms,
)
from cchc.features.forms.show.bound import (
    BindJson,
    BoundWorkbook,
    FillJson,
    cells_table,
    filled_text,
    grid_screen,
)
from cchc.features.forms.show.import_result import (
    OPEN,
    tell_form,
    tell_forms,
)
from cchc.paper.workbook_patch import Percent, patch_workbook
from cchc.sources.forms.binding_file import Face
from cchc.store.ledger import open_ledger, read_transaction
from cchc.text.problem import (
    Place,
    ProblemCode,
    refusals,
    refuse,
)
from cchc.text.record import replace
from cchc.words.translator import file_name

Book = Annotated[Path, argument("FILE", "help.bind.file")]
By = Annotated[Path, option("--binding", "help.bind.binding", "FILE")]
Of = Annotated[str | None, option("--period", "help.bind.period", "PERIOD")]
Only = Annotated[list[str] | None, option("--unit", "help.bind.unit", "UNIT")]
Copy = Annotated[Path | None, option("--output", "help.bind.output", "FILE")]


def _tell_units_without_row(app: AppContext, workbook: BoundWorkbook) -> None:
    """Name the units whose figures have no place in the workbook."""
    names = [workbook.unit_name(unit) for unit in workbook.units_without_row]
    if names:
        listed = ", ".join(names[:MOST_NAMED]) + ("…" if names[MOST_NAMED:] else "")
        app.remark("bind.missing", n=len(names), names=listed)


def run_try(
    app: AppContext,
    book: Book,
    binding: By,
    period: Of = None,
    unit: Only = None,
    *,
    out: ListOptions,
) -> int:
    request = BindRequest(book, binding, period, app.today, tuple(unit or ()))
    with open_ledger(app.database) as ledger, read_transaction(ledger):
        workbook = _bound(ledger, request, computed=True)
    give_record(app, out, workbook, BindJson, cells_table, grid_screen)
    if not out.as_json:
        app.warn(workbook.problems)
        if not unit:
            _tell_units_without_row(app, workbook)
    return int(bool(refusals(workbook.problems)))


def run_read(
    app: AppContext,
    book: Book,
    binding: By,
    period: Of = None,
    unit: Only = None,
    received: Received = None,
    reason: Reason = None,
    confirm: Confirm = False,
    *,
    act: WriteOptions,
) -> int:
    request = BindRequest(book, binding, period, app.today, tuple(unit or ()))
    terms = import_terms(app, "bind read", act, received, reason)
    terms = replace(terms, many=True, confirm=confirm)
    forms = read_bound(app.database, request, terms, lambda: back_up(app, act))
    for form in forms:
        tell_form(app, form, act, alone=len(forms) == 1)
    tell_forms(app, forms, act)
    return int(any(form.outcome in OPEN for form in forms))


def run_fill(
    app: AppContext,
    book: Book,
    binding: By,
    period: Of = None,
    unit: Only = None,
    as_of: AsOf = None,
    output: Copy = None,
    as_json: Json = False,
) -> None:
    copy = output or book.with_name(f"{book.stem}-{file_name('filled')}{book.suffix}")
    app.writer.require_file(copy)
    choose_form((Format.XLSX,), Format.XLSX, None, copy)
    if copy.exists() and copy.samefile(book):
        refuse(ProblemCode.FILE_EXISTS, Place(argument="--output"), path=str(copy))
    request = BindRequest(book, binding, period, app.today, tuple(unit or ()))
    workbook, filled = fill_bound(app.database, request, app.day(as_of))
    changes = {}
    for cell in filled:
        bound, value = cell.bound, cell.value
        if value is not None and cell.is_written:
            if bound.face is Face.PERCENT and isinstance(value, Decimal):
                value = Percent(value)
            changes[bound.sheet, bound.row, bound.column] = value
    done = app.writer.write(patch_workbook(book.read_bytes(), changes), copy)
    app.warn(workbook.problems)
    if as_json:
        app.out(FillJson.as_json(filled, book=workbook, output=copy))
    else:
        app.out(filled_text(workbook, filled, app.voice))
    app.remark("bind.copy", file=done.words(app.voice))
    if not unit:
        _tell_units_without_row(app, workbook)
