"""`cchc report form`: what every unit is asked in a period, given out as forms."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Annotated
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import typer

from cchc.app.context import AppContext
from cchc.app.delivery import FileWriter, unwritable
from cchc.app.name_lookup import find_unit
from cchc.app.options import argument, option
from cchc.app.output import Format, choose_form
from cchc.app.which_plan import in_force, period_in_question, plan_in_question
from cchc.core.facts.report import Stamp
from cchc.core.facts.typed import TypedText
from cchc.core.plan.calendar import periods
from cchc.core.plan.finer import FinerPlan
from cchc.core.plan.unit import Unit
from cchc.core.verdict.board import YearBoard, board_of_last_year
from cchc.core.verdict.cells import cells_in
from cchc.features.forms.actions.import_forms import FormImporter, ImportTerms
from cchc.features.forms.actions.read_form import proved_form
from cchc.features.forms.show.form import (
    PacketLine,
    PacketMaker,
    form_workbook,
    packet_list,
    packet_name,
)
from cchc.features.forms.show.form_model import Form, FormGround, form_ground, form_of
from cchc.features.forms.show.tables import FormTables
from cchc.paper.table_file import table_workbook
from cchc.paper.workbook_patch import ZIP_DAY
from cchc.sources.file_bytes import bytes_of
from cchc.sources.forms.form_file import read_form
from cchc.sources.forms.form_rows import FormInputRows
from cchc.store.disk.atomic_file import draft_folder
from cchc.store.facts import facts_of_unit, facts_when_asked
from cchc.store.ledger import Ledger, open_ledger, read_transaction
from cchc.text.lazy import lazy_pattern
from cchc.text.problem import (
    Place,
    Problem,
    ProblemCode,
    Refusal,
    refuse_if_any,
    require,
)
from cchc.text.record import Record, replace
from cchc.words.period import label, looks_like_period, read_period
from cchc.words.translator import Lang, file_name

NOWHEN = datetime.min.replace(tzinfo=UTC)
UNSAFE = lazy_pattern(r"[^A-Za-z0-9._-]+")


class AskedForms(Record):
    """The forms of a period, each made when it is asked for, while the ledger is open.

    `past` is the same period of the year before, if the ledger has it.
    """

    ledger: Ledger
    ground: FormGround
    units: tuple[Unit, ...]
    past: YearBoard | None
    today: date

    def forms(self) -> Iterator[tuple[str, Form]]:
        """File name without its ending, and form, one after the other."""
        used: set[str] = set()
        plan, period = self.ground.version.plan, self.ground.period
        for unit in self.units:
            name = UNSAFE.sub("-", file_name("form", period=period.id, unit=unit.id))
            while name.casefold() in used:  # ids that differ in case alone
                name += "_"
            used.add(name.casefold())
            with read_transaction(self.ledger):  # never while a file is written
                facts = facts_of_unit(self.ledger, plan.id, self.today, unit.id)
                form = form_of(self.ground, unit, facts, self.past)
            yield name, form


@contextmanager
def asked_forms(
    db: Path, words: tuple[str, ...], *, today: date, lang: str = Lang.VI
) -> Iterator[AskedForms]:
    """The forms that are asked for by `words`: units, the period last or first.

    Without units those of all that owe a report, without a period the current one;
    beside the inputs stand figures known on the day, in `lang`. LedgerError: the disk.
    """
    with open_ledger(db) as ledger:
        ends = (words[-1], words[0]) if words else ()
        text = (*filter(looks_like_period, ends), *ends, None)[0]
        versions = require(plan_in_question(ledger, text, today))
        among = periods(versions[-1].plan)
        text = next((word for word in ends if read_period(word, among)), None)
        period = require(period_in_question(versions, text, today))
        ground = form_ground(in_force(versions, period, today), period.name, lang)
        units = _units(ground, tuple(word for word in words if word != text))
        plan = ground.version.plan
        with read_transaction(ledger):
            known = facts_when_asked(ledger, plan.id, today)
            lines = cells_in(plan, ground.periods, known)
            past = board_of_last_year(known, plan, period, lines)
        yield AskedForms(ledger, ground, units, past, today)


def _units(ground: FormGround, words: tuple[str, ...]) -> tuple[Unit, ...]:
    plan, period = ground.version.plan, ground.period
    active = {unit.id: unit for unit in plan.units if unit.active_in(period)}
    if isinstance(plan, FinerPlan):
        reporting = {unit for line in plan.all_indicators for unit in line.reporters}
        active = {key: unit for key, unit in active.items() if key in reporting}
    if not words:
        return tuple(active.values())
    problems: list[Problem] = []
    chosen: set[str] = set()
    for word in words:
        typed = TypedText(word, Place(argument=word))
        key = find_unit(typed, plan, ProblemCode.UNIT_UNKNOWN)
        if isinstance(key, Problem):
            problems.append(key)
        elif key not in active:
            blanks = {"text": word, "unit": key, "period": period.id}
            problems.append(Problem(ProblemCode.UNIT_IDLE, typed.place, blanks))
        else:
            chosen.add(key)
    refuse_if_any(problems)
    return tuple(unit for key, unit in active.items() if key in chosen)


class CarriedForms(Record):
    """Filled forms whose answers go into new ones, by unit and period.

    `files` are their paths with the same, `problems` tell of rows that are asked in
    another way by now, and are left out.
    """

    rows: Mapping[tuple[str, str], FormInputRows]
    files: tuple[tuple[str, tuple[str, str]], ...]
    problems: tuple[Problem, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The units, and the period of the first form."""
        periods = [period for _, period in self.rows]
        return (*(unit for unit, _ in self.rows), *periods[:1])

    def refuse_lost_answers(self, asked: AskedForms) -> None:
        """Raise a Refusal, P761 for each file whose answers no form would hold."""
        period, code = asked.ground.period.id, ProblemCode.FORM_NOT_CARRIED
        wanted = {(unit.id, period) for unit in asked.units}
        last = {of: name for name, of in self.files if of in wanted}
        refuse_if_any(
            Problem(code, Place(file=name), {"unit": of[0], "period": of[1]})
            for name, of in self.files
            if last.get(of) != name
        )


def read_carried(db: Path, files: Iterable[Path], *, today: date) -> CarriedForms:
    """The answers of filled forms, rows proved by their names; refuses other files."""
    rows: dict[tuple[str, str], FormInputRows] = {}
    carried: list[tuple[str, tuple[str, str]]] = []
    problems: list[Problem] = []
    stamp = Stamp(NOWHEN, NOWHEN, "", "report form")
    with open_ledger(db) as ledger:
        importer = FormImporter(ledger, ImportTerms(today, stamp))
        for path in files:
            name = str(path)
            form = read_form(require(bytes_of(path, ProblemCode.INPUT_MISSING)), name)
            mark = form.mark
            if mark is None or form.rows is None:
                raise Refusal(form.problems)
            ground = require(importer.ground(mark, Place(file=name)))
            plan = ground.made.version.plan.id
            known = facts_of_unit(ledger, plan, today, mark.unit)
            form, wrong = proved_form(form, ground, known, importer.tables(mark.lang))
            changed = [p for p in wrong if p.code is ProblemCode.FORM_OTHER_VERSION]
            keys = {str(problem.blanks["text"]) for problem in changed}
            problems += changed
            if form.rows is not None:
                kept = [row for row in form.rows.inputs if row.key not in keys]
                of = (mark.unit, ground.today.period.id)
                rows[of] = replace(form.rows, inputs=kept)
                carried.append((name, of))
    return CarriedForms(rows, tuple(carried), tuple(problems))


FORMATS = (Format.XLSX, Format.CSV)

Packets = Annotated[bool, option("--packets", "help.report.form.packets")]
Zip = Annotated[bool, option("--zip", "help.report.form.zip")]
Filled = Annotated[list[Path] | None, option("--from", "help.report.form.from", "FILE")]
Words = Annotated[
    list[str] | None, argument("[UNIT]... [PERIOD]", "help.report.form.words")
]
Folder = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="DIR", help="help.report.form.folder"),
]
Kind = Annotated[str, option("--format", "help.report.form.format", "|".join(FORMATS))]


def run_form(
    app: AppContext,
    words: Words = None,
    output: Folder = None,
    format_name: Kind = "xlsx",
    packets: Packets = False,
    zipped: Zip = False,
    filled: Filled = None,
) -> None:
    app.writer.require_folder(output := output or Path(file_name("forms")))
    ending = choose_form(FORMATS, Format.XLSX, format_name, None)
    tables = FormTables(app.voice)
    carried = read_carried(app.database, filled, today=app.today) if filled else None
    named = tuple(words or (carried.words if carried else ()))
    if carried:
        tables.carried = carried.rows
        app.warn(carried.problems)
    write = (
        tables.csv if ending is Format.CSV else partial(form_workbook, tables=tables)
    )
    lang = app.voice.lang
    with asked_forms(app.database, named, today=app.today, lang=lang) as batch:
        if carried:
            carried.refuse_lost_answers(batch)
        files = (
            (f"{name}.{ending}", form, write(form)) for name, form in batch.forms()
        )
        packed = pack_forms(app, files, output, folders=packets, archives=zipped)
        total = len(batch.units)
        packed = app.with_progress(packed, total, "form.progress")
        there = fill_folder(app.writer, output, packed)
    period = label(batch.ground.period, app.voice)
    app.remark("form.made", n=total, period=period, path=output)
    if there:
        app.remark("form.made.before", n=there)
    app.remark("form.next", path=output)


def pack_forms(
    app: AppContext,
    forms: Iterable[tuple[str, Form, bytes]],
    folder: Path,
    *,
    folders: bool,
    archives: bool,
) -> Iterator[tuple[str, bytes]]:
    """The files of a batch by their paths: forms alone, or in `folders` or `archives`.

    The mails lie beside the packets, so that nobody sends a draft of a mail along. A
    list that is in the folder stays: somebody may have ticked it off.
    """
    if not (folders or archives):
        yield from ((name, content) for name, _, content in forms)
        return
    speech = app.voice
    maker, taken, lines = PacketMaker(app.templates, speech), set[str](), []
    mail_name = speech.say("packet.mail.file")
    for name, form, workbook in forms:
        files = maker.files(form, name, workbook)
        packet = packet_name(form.unit, taken)
        lines.append(PacketLine(form, f"{packet}.zip" if archives else packet))
        if archives:
            yield f"{packet}.zip", _archive(packet, files)
        else:
            yield from ((f"{packet}/{own}", content) for own, content in files.items())
        mail = maker.mail(form, files)
        if mail is not None:
            yield f"{mail_name} {packet}.eml", mail
    list_name = f"{speech.say('packet.list.file')}.xlsx"
    if not (folder / list_name).exists():
        table = packet_list(lines, speech)
        yield list_name, table_workbook(table, speech.lang)


def _archive(folder: str, files: dict[str, bytes]) -> bytes:
    """The files in a folder of an archive; the same files, the same bytes."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in files.items():
            part = ZipInfo(f"{folder}/{name}", ZIP_DAY)
            part.compress_type = ZIP_DEFLATED
            archive.writestr(part, content)
    return out.getvalue()


def fill_folder(
    writer: FileWriter, folder: Path, files: Iterable[tuple[str, bytes]]
) -> int:
    """Put files in a folder; returns how many were there already, the same.

    One that is there and differs is never overwritten. P511 for each such file, P504
    when the disk will not have it, P525 where the folder would take a name that must
    stay; then none is put.
    """
    writer.make_folder(folder)
    taken: list[Problem] = []
    ready: list[tuple[Path, Path]] = []
    there = 0
    try:
        with draft_folder(folder) as stage:
            for name, content in files:
                target, draft = folder / name, stage / str(len(ready))
                if not target.exists():
                    draft.write_bytes(content)
                    ready.append((draft, target))
                elif target.is_file() and target.read_bytes() == content:
                    there += 1
                else:
                    place, blanks = Place(file=str(target)), {"path": str(target)}
                    taken.append(Problem(ProblemCode.FILE_EXISTS, place, blanks))
            refuse_if_any(taken)
            for draft, target in ready:
                target.parent.mkdir(exist_ok=True)
                draft.rename(target)
    except OSError as error:
        raise Refusal((unwritable(folder, error),)) from error
    return there
