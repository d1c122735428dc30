"""`cchc report import`: forms that came back, each taken in whole or not at all."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from msgspec import Struct

from cchc.app.which_plan import in_force, period_in_question, plan_in_question
from cchc.core.facts.report import Item, Stamp
from cchc.core.facts.typed import TypedReport, TypedText, without_known
from cchc.core.plan.period import Period
from cchc.core.plan.plan import PlanVersion
from cchc.features.forms.actions.read_form import (
    ReadForm,
    ReadGround,
    emptied_figures,
    holds_packet,
    pack_form,
    proved_form,
    read_packet,
)
from cchc.features.forms.show.form_model import FormGround, form_ground, mark_of
from cchc.features.forms.show.import_result import ImportedForm, Outcome, with_report
from cchc.features.forms.show.tables import FormTables
from cchc.features.report.actions.add import AddTerms, add_to
from cchc.sources.forms.arrivals import ArrivedFile, FileKind, base_name
from cchc.sources.forms.form_file import FormRead, read_forms
from cchc.sources.forms.form_reader import empty_lists
from cchc.store.disk.connection import LedgerError
from cchc.store.facts import facts_of_unit
from cchc.store.ledger import Ledger, open_ledger, open_rehearsal, write_transaction
from cchc.store.reports import ImportedFile, imported_files, imported_source
from cchc.text.form_marks import FormMark
from cchc.text.lazy import sha256
from cchc.text.problem import Place, Problem, ProblemCode, Refusal, in_order, refusals
from cchc.text.record import Record, field, replace
from cchc.words.translator import Lang, voice

Problems = tuple[Problem, ...]
AT_ONCE = 200
"""Files in one transaction: others who write wait a few seconds at most."""


class ImportTerms(Record):
    """What holds for all files: who writes on which day; what the officer adds.

    `many`: what each does to the whole plan is not told. `confirm`: what is questioned
    is right. `converts`: text written for old fonts is taken in Unicode.
    `late`: a period that has passed is the one that is meant.
    """

    today: date
    stamp: Stamp
    received: TypedText | None = None
    reason: TypedText | None = None
    dry_run: bool = False
    many: bool = False
    confirm: bool = False
    converts: bool = False
    late: bool = False


@contextmanager
def open_for_batch(db: Path, terms: ImportTerms) -> Iterator[Ledger]:
    """The ledger to write in; for a rehearsal a copy of it."""
    with open_rehearsal(db) if terms.dry_run else open_ledger(db, write=True) as ledger:
        yield ledger


def import_forms(
    db: Path, files: Iterable[ArrivedFile], terms: ImportTerms
) -> Iterator[ImportedForm]:
    """Take the files in, up to `AT_ONCE` in one transaction, and tell of them then.

    A bad file stops nothing: each is written whole or not at all; of forms of one
    report that differ none is. What was told of stays if the disk fails later; a
    rehearsal writes into a copy of the ledger.
    """
    at_once = 1 if terms.dry_run else AT_ONCE  # what one would do to the whole is large
    with open_for_batch(db, terms) as ledger:
        importer = FormImporter(ledger, terms, seen=dict(imported_files(ledger)))
        reads = [read for file in files for read in importer.read(file)]
        answers_of: dict[tuple[str, str], set[str]] = {}
        for read in reads:
            if isinstance(read, ReadForm):
                answers_of.setdefault(read.report, set()).add(read.form.answers)
        for start in range(0, len(reads), at_once):
            batch = []
            with importer.writing:
                for read in reads[start : start + at_once]:
                    if not isinstance(read, ReadForm):
                        batch.append(read)
                    elif len(answers_of[read.report]) == 1:
                        batch.append(importer.take_in(read))
                    else:  # of forms that say different things none is taken
                        batch.append(outcome_of(read.form, Outcome.VERSION))
            yield from batch


class FormImporter(Struct):
    """Where forms are taken in; what forms are made from is kept for the batch."""

    ledger: Ledger
    terms: ImportTerms
    grounds: dict[tuple[int, str], FormGround] = field(default_factory=dict)
    tables_by_lang: dict[str, FormTables] = field(default_factory=dict)
    seen: dict[str, ImportedFile] = field(default_factory=dict)
    writing: ExitStack = field(default_factory=ExitStack)

    def tables(self, lang: str) -> FormTables:
        """What makes the tables of forms in a language, made once."""
        if lang not in self.tables_by_lang:
            self.tables_by_lang[lang] = FormTables(voice(Lang(lang)))
        return self.tables_by_lang[lang]

    def read(self, file: ArrivedFile) -> Iterator[ReadForm | ImportedForm]:
        """The forms that a file holds; what became of the file, where that is plain."""
        if file.content is None:
            problems = () if file.trouble is None else (file.trouble,)
            yield ImportedForm(file.name, Outcome.REFUSED, problems=problems)
            return
        is_packet = holds_packet(file)
        if not (is_packet or file.kind is FileKind.FORM):
            place, blanks = Place(file=file.name), {"text": base_name(file.name)}
            problem = Problem(ProblemCode.FORM_NOT_EXCEL, place, blanks)
            yield ImportedForm(file.name, Outcome.UNREAD, problems=(problem,))
            return
        digest = sha256(file.content).hexdigest()
        if digest in self.seen:
            yield self._confirm(file.name, self.seen[digest])
            return
        read = partial(read_forms, converts=self.terms.converts)
        forms = (read_packet if is_packet else read)(file.content, file.name)
        for form in forms:
            own = digest
            if len(forms) > 1 and form.mark is not None:  # each is known by itself
                own = sha256(f"{digest}|{form.mark.text()}".encode()).hexdigest()
            yield self._read(form, file, own)

    def _read(
        self, form: FormRead, file: ArrivedFile, digest: str
    ) -> ReadForm | ImportedForm:
        if digest in self.seen:
            return self._confirm(file.name, self.seen[digest])
        if form.mark is None or form.report is None:
            return _refused(form, form.problems)
        if form.untouched:
            return outcome_of(form, Outcome.WAITING)
        return pack_form(file, digest, form)

    def take_in(self, read: ReadForm) -> ImportedForm:
        """Judge and write a form that was read."""
        form = read.unpack()
        mark, report = form.mark, form.report
        if mark is None or report is None:
            return _refused(form, form.problems)
        is_packet, at = read.file.kind is FileKind.PACKET, Place(file=form.name)
        ground = None if is_packet else self.ground(mark, at)
        if isinstance(ground, Problem):
            return _refused(form, (*form.problems, ground))
        source = imported_source(base_name(form.name), read.digest)
        stamp = replace(self.terms.stamp, source=source)
        self.lock()
        mailed = read.file.mailed
        if mailed is not None and self.terms.received is None:
            day = TypedText(mailed.isoformat(), Place(file=form.name))
            report = replace(report, received=day)
        if ground is None:
            done = self._write_packet(form, report, stamp)
        else:
            done = self._write(form, report, ground, stamp)
            done = replace(done, names=ground.made.names)
        if done.outcome is Outcome.ACCEPTED and not (done.added and done.added.is_held):
            known = ImportedFile(mark.unit, mark.period, self.terms.today)
            self.seen[read.digest] = known
        return done

    def lock(self) -> None:
        """Lock the ledger until the batch is done."""
        if not self.ledger.acting:
            self.writing.enter_context(write_transaction(self.ledger))

    def _confirm(self, name: str, seen: ImportedFile) -> ImportedForm:
        """A file that was taken in before, with what of it waits if that is right."""
        at, terms = (seen.unit, seen.period), self.terms
        known = ImportedForm(name, Outcome.UNCHANGED, *at, since=seen.day)
        if not terms.confirm:
            return known
        self.lock()
        unit, period = map(TypedText, at)
        typed = TypedReport(unit, period, received=terms.received)
        how = AddTerms(confirm=True, many=terms.many)
        try:
            added = add_to(self.ledger, typed, terms.stamp, how)
        except LedgerError:
            raise
        except Refusal as refusal:
            if all(p.code is ProblemCode.NOTHING_WAITS for p in refusal.problems):
                return known
            problems = refusal.problems
            return ImportedForm(name, Outcome.REFUSED, *at, problems=problems)
        return ImportedForm(name, Outcome.ACCEPTED, *at, added)

    def ground(self, mark: FormMark, place: Place) -> ReadGround | Problem:
        """What judges the form today, and what it was made from."""
        today, other = self.terms.today, {"text": mark.plan or mark.period}
        other_plan = Problem(ProblemCode.FORM_OTHER_PLAN, place, other)
        versions = plan_in_question(self.ledger, mark.period, today)
        if isinstance(versions, Problem):
            return other_plan
        period = period_in_question(versions, mark.period, today)
        if isinstance(period, Problem):
            return replace(period, place=place)
        version = in_force(versions, period, today)
        number = mark.version or str(version.number)
        made = next((own for own in versions if str(own.number) == number), None)
        if made is None or mark.plan not in {"", version.plan.id}:
            return other_plan
        if mark.fingerprint and mark != mark_of(made, mark.unit, period.id, mark.lang):
            return other_plan
        return ReadGround(*(self._forms_of(own, period) for own in (version, made)))

    def _forms_of(self, version: PlanVersion, period: Period) -> FormGround:
        at = (version.number, period.id)
        if at not in self.grounds:
            self.grounds[at] = form_ground(version, period.name)
        return self.grounds[at]

    def _write_packet(
        self, form: FormRead, report: TypedReport, stamp: Stamp
    ) -> ImportedForm:
        """A report as another ledger gave it out; what is known of it is left out."""
        unit, text, today = report.unit.text, report.period.text, self.terms.today
        plan = plan_in_question(self.ledger, text, today)
        if isinstance(plan, Problem):
            return _refused(form, (plan,))
        period = period_in_question(plan, text, today)
        if isinstance(period, Problem):
            return _refused(form, (period,))
        known = facts_of_unit(self.ledger, plan[-1].plan.id, today, unit)
        typed = _without_spoiled(report, (), self.terms)
        new = without_known(typed, known, (unit, period.name))
        return self._add(form, new, (), stamp)

    def _write(
        self, form: FormRead, report: TypedReport, ground: ReadGround, stamp: Stamp
    ) -> ImportedForm:
        """Through the same door as a report that an officer types."""
        terms, at = self.terms, (report.unit.text, ground.today.period.name)
        lang = form.mark.lang if form.mark else Lang.VI
        plan = ground.today.version.plan.id
        known = facts_of_unit(self.ledger, plan, terms.today, at[0])
        form, wrong = proved_form(form, ground, known, self.tables(lang))
        proved = replace(form.report or report, received=report.received)
        typed = _without_spoiled(proved, wrong, terms)
        if _is_empty(typed):
            blank = Problem(ProblemCode.FORM_EMPTY, Place(file=form.name))
            return _refused(form, wrong or (blank,))
        new = without_known(typed, known, at)
        emptied = tuple(emptied_figures(form, known, at, ground.made.names))
        if _is_empty(new) and not wrong:
            return outcome_of(form, Outcome.UNCHANGED, emptied)
        if form.rows is not None:  # a register that has no row yet says so
            listed = {row.indicator for row in known.rows_of(Item, *at)}
            nils = empty_lists(form.rows, listed)
            new = replace(new, values=(*new.values, *nils))
        return self._add(form, new, (*wrong, *emptied), stamp)

    def _add(
        self, form: FormRead, new: TypedReport, wrong: Problems, stamp: Stamp
    ) -> ImportedForm:
        """Write what is new; a form with faults is judged all the same, for more."""
        terms, is_wrong = self.terms, bool(refusals(wrong))
        # One of many tells less of what it does to the whole.
        is_many, asks = terms.many or is_wrong, not terms.late
        how = AddTerms(confirm=terms.confirm, many=is_many, asks_period=asks)
        try:
            with write_transaction(self.ledger):
                added = add_to(self.ledger, new, stamp, how)
                if is_wrong:
                    raise Refusal(added.warnings)  # noqa: TRY301
        except LedgerError:
            raise
        except Refusal as refusal:
            return _refused(form, (*wrong, *refusal.problems))
        if terms.dry_run:
            added = replace(added, entry=None)
        outcome = Outcome.UNCHANGED if added.unchanged else Outcome.ACCEPTED
        done = outcome_of(form, outcome, (*wrong, *added.warnings))
        return with_report(done, added, many=terms.many)


def _without_spoiled(
    report: TypedReport, wrong: Iterable[Problem], terms: ImportTerms
) -> TypedReport:
    """Without the figures that are told of already; with what the officer adds."""
    spoiled = {
        problem.place
        for problem in wrong
        if problem.code is ProblemCode.FORM_OTHER_VERSION or refusals((problem,))
    }
    values = tuple(pair for pair in report.values if pair[1].place not in spoiled)
    tasks = tuple(task for task in report.tasks if task.key.place not in spoiled)
    items = tuple(pair for pair in report.items if pair[0].place not in spoiled)
    reason = report.reason or terms.reason
    received = terms.received or report.received
    kept = replace(report, values=values, tasks=tasks, items=items)
    return replace(kept, received=received, reason=reason)


def _is_empty(typed: TypedReport) -> bool:
    parts = (typed.values, typed.items, typed.tasks, typed.narrative, typed.obstacles)
    return not any(parts)


def outcome_of(
    form: FormRead, outcome: Outcome, problems: Problems = ()
) -> ImportedForm:
    """What became of a form that was read."""
    unit, period, lang = None, None, "vi"
    if form.mark is not None:
        unit, period, lang = form.mark.unit, form.mark.period, form.mark.lang
    known = ImportedForm(form.name, outcome, unit, period, problems=problems)
    return replace(known, answers=form.answers, lang=lang)


def _refused(form: FormRead, problems: Problems) -> ImportedForm:
    """Refused; a problem without a file of its own is in the form's."""
    placed = (
        problem
        if problem.place.file or problem.place.argument
        else replace(problem, place=replace(problem.place, file=form.name))
        for problem in problems
    )
    return outcome_of(form, Outcome.REFUSED, tuple(in_order(placed)))
