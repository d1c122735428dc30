"""`cchc report form`: what every unit is asked in a period."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from cchc.app.delivery import FileWriter, unwritable
from cchc.app.name_lookup import find_unit
from cchc.app.output import Format
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
from cchc.features.forms.show.form_model import Form, FormGround, form_ground, form_of
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
from cchc.words.period import looks_like_period, read_period
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
