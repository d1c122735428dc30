"""Forms that came back, proved by what they print and by what their plan asked."""

from collections.abc import Iterator, Mapping

from cchc.core.facts.report import CellState, Facts
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import Plan
from cchc.features.forms.show.form_model import (
    FormGround,
    KnownOfUnit,
    form_of,
)
from cchc.features.forms.show.tables import FormTables, printed_names
from cchc.sources.forms.cell_value import serial_day
from cchc.sources.forms.form_file import FormRead
from cchc.sources.forms.form_proof import prove_form
from cchc.text.compare import fold
from cchc.text.form_marks import TableKind
from cchc.text.problem import Blank, Place, Problem, ProblemCode
from cchc.text.record import Record, replace


class ReadGround(Record):
    """What judges a form today, and what it was made from: an earlier version maybe."""

    today: FormGround
    made: FormGround


def proved_form(
    form: FormRead, ground: ReadGround, known: Facts, tables: FormTables
) -> tuple[FormRead, tuple[Problem, ...]]:
    """The form proved by what it prints, and all that is wrong with it."""
    mark, made = form.mark, ground.made
    unit = made.version.plan.unit(mark.unit) if mark else None
    lost: list[str] = []
    if mark is not None and unit is not None and mark.fingerprint:
        fresh = form_of(made, unit, KnownOfUnit(known))
        form = prove_form(form, printed_names(made, fresh, tables))
        lost = sorted(fresh.names.keys() - form.marks)
    wrong = [*form.problems, *_changed_rows(form, ground)]
    if lost:
        keys = tuple(row.partition(":")[2] for row in lost)
        place = Place(file=form.name)
        wrong.append(Problem(ProblemCode.FORM_ROW_LOST, place, {"keys": keys}))
    form = _with_serial_days(form, made.version.plan)
    for key, value in form.days:
        indicator = made.version.plan.indicator(key.text)
        if indicator is not None and indicator.measure is not Measure.MILESTONE:
            blanks: dict[str, Blank] = {"text": value.text}
            wrong.append(Problem(ProblemCode.FORM_DATE, value.place, blanks))
    return form, tuple(wrong)


def _with_serial_days(form: FormRead, plan: Plan) -> FormRead:
    """With the numbers under milestones as the days that spreadsheets mean by them."""
    if form.report is None:
        return form
    values = tuple(
        (key, replace(value, text=day))
        if (day := serial_day(value.text)) and _is_day(plan, key.text)
        else (key, value)
        for key, value in form.report.values
    )
    return replace(form, report=replace(form.report, values=values))


def _is_day(plan: Plan, key: str) -> bool:
    indicator = plan.indicator(key)
    return indicator is not None and indicator.measure is Measure.MILESTONE


def _changed_rows(form: FormRead, ground: ReadGround) -> Iterator[Problem]:
    """P708 for each answer to a question that the plan asks in another way by now."""
    today, made = ground.today.version, ground.made.version
    if today.number == made.number or form.report is None:
        return
    keys = [(value.place, key.text) for key, value in form.report.values]
    keys += [(task.key.place, task.key.text) for task in form.report.tasks]
    keys += [(key.place, key.text) for key, _ in form.report.items]
    for place, key in keys:
        was, now = (question(version.plan, key) for version in (made, today))
        if was != now:
            blanks: dict[str, Blank] = {"text": key, "version": today.number}
            yield Problem(ProblemCode.FORM_OTHER_VERSION, place, blanks)


def question(plan: Plan, key: str) -> tuple[object, ...] | None:
    """All that says what an answer to an indicator or a task means; None for neither.

    Forms that are out stay good when a plan changes as long as this does not: targets,
    allotments and dates may move.
    """
    indicator = plan.indicator(key)
    if indicator is None:
        task = next((task for task in plan.tasks if task.id == key), None)
        return None if task is None else (fold(task.name), task.count is None)
    amount = indicator.amount
    return (
        *(fold(indicator.name), indicator.unit, indicator.measure, indicator.of),
        *(indicator.entry_decimals, indicator.window, indicator.part_of_whole),
        *(amount and (amount.unit, amount.cumulative), indicator.non_negative),
        *indicator.scale,
    )


def emptied_figures(
    form: FormRead, known: Facts, at: tuple[str, str], names: Mapping[str, str]
) -> Iterator[Problem]:
    """P759 for the figures that were sent before and are empty in this form."""
    rows = () if form.rows is None else form.rows.inputs
    emptied = {
        row.key: row.place
        for row in rows
        if row.kind is TableKind.VALUE
        and not row.cells.keys() - {"note"}
        and (reading := known.cells.get((row.key, *at))) is not None
        and reading.state is CellState.VALUE
    }
    for place in list(emptied.values())[:1]:
        listed = ", ".join(names.get(key, key) for key in emptied)
        yield Problem(ProblemCode.FORM_EMPTIED, place, {"names": listed})
