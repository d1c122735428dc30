"""Files that units sent: read, packed until they are judged, proved by what they print.

A folder is read whole before the first is taken in. A packet is a report as a file that
one ledger gives out and another takes in.
"""

from collections.abc import Iterator, Mapping
from pickle import HIGHEST_PROTOCOL, dumps, loads
from re import search
from zlib import compress, decompress

from cchc.core.facts.report import CellState, Facts
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import Plan
from cchc.features.forms.show.form_model import FormGround, form_of
from cchc.features.forms.show.tables import FormTables, printed_names
from cchc.sources.forms.arrivals import ArrivedFile, FileKind
from cchc.sources.forms.form_file import FormRead
from cchc.sources.forms.form_grid import serial_day
from cchc.sources.forms.form_proof import prove_form
from cchc.sources.report_file import read_report
from cchc.text.compare import fold
from cchc.text.form_marks import FormMark, TableKind
from cchc.text.problem import Blank, Place, Problem, ProblemCode, refusals
from cchc.text.record import Record, replace

READABLE = frozenset({FileKind.FORM, FileKind.PACKET})
"""Kinds of file in which a report may be."""
HEAD = 2000
"""Within so many bytes a report says whose it is."""
_WHOSE = (
    rb"(?m)^(?:  )?\{?\s?[\"']?unit[\"']?\s*:",
    rb"(?m)(?:^(?:  )?|, )[\"']?period[\"']?\s*:",
)


class ReadForm(Record):
    """A form that was read and not judged yet, with the SHA-256 of its file.

    `form` says whose it is; its rows are `packed` until it is judged, since they take
    twenty times the memory of a file and a folder may hold thousands.
    """

    file: ArrivedFile
    digest: str
    form: FormRead
    packed: bytes

    @property
    def report(self) -> tuple[str, str]:
        """Unit and period of the report that it is."""
        mark = self.form.mark
        return (mark.unit, mark.period) if mark else ("", "")

    def unpack(self) -> FormRead:
        """The form with its rows."""
        form: FormRead = loads(decompress(self.packed))  # noqa: S301 -- our own
        return form


def pack_form(file: ArrivedFile, digest: str, form: FormRead) -> ReadForm:
    """A form that waits to be judged."""
    outline = replace(form, report=None, rows=None, headings=())
    packed = compress(dumps(form, HIGHEST_PROTOCOL), 1)
    return ReadForm(replace(file, content=None), digest, outline, packed)


def holds_packet(file: ArrivedFile) -> bool:
    """Whether the file says at its beginning of which unit and period it is.

    Other YAML is not for us: a plan may lie in the same folder.
    """
    start = (file.content or b"")[:HEAD]
    return file.kind is FileKind.PACKET and all(search(own, start) for own in _WHOSE)


def read_packet(data: bytes, name: str) -> tuple[FormRead]:
    """The one report of a file as `report show` gives it out, as YAML or JSON."""
    reports, problems = read_report(data, name)
    if len(reports) > 1:
        problems = (Problem(ProblemCode.SEVERAL_DOCUMENTS, Place(file=name)),)
    if refusals(problems):
        return (FormRead(name, problems),)
    report = reports[0]
    mark = FormMark("", "", report.unit.text, report.period.text, "")
    return (FormRead(name, problems, mark, report, answers=repr(report.values)),)


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
        fresh = form_of(made, unit, known)
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
    days = {i.id for i in plan.all_indicators if i.measure is Measure.MILESTONE}
    values = tuple(
        (key, replace(value, text=day))
        if key.text in days and (day := serial_day(value.text))
        else (key, value)
        for key, value in form.report.values
    )
    return replace(form, report=replace(form.report, values=values))


def _changed_rows(form: FormRead, ground: ReadGround) -> Iterator[Problem]:
    """P708 for each answer to a question that the plan asks in another way by now."""
    today, made = ground.today.version, ground.made.version
    if today.number == made.number or form.report is None:
        return
    keys = [(value.place, key.text) for key, value in form.report.values]
    keys += [(task.key.place, task.key.text) for task in form.report.tasks]
    keys += [(key.place, key.text) for key, _ in form.report.items]
    for place, key in keys:
        if question(made.plan, key) != question(today.plan, key):
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
