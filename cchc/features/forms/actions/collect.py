"""`cchc report collect`: everything that arrived has a line, and is judged once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from cchc.app.which_plan import in_force, plan_and_period, versions_asking
from cchc.core.facts.amendment import Versions, with_history
from cchc.core.plan.calendar import periods
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.verdict.cells import cells_in
from cchc.core.verdict.unit_reports import UnitView, unit_views
from cchc.features.forms.actions.import_forms import (
    AT_ONCE,
    FormImporter,
    ImportTerms,
)
from cchc.features.forms.actions.read_form import READABLE, ReadForm
from cchc.features.forms.show.collected import (
    CollectedFile,
    Collection,
    FormVersion,
    FormVersions,
    differing,
)
from cchc.features.forms.show.import_result import ImportedForm, Outcome
from cchc.sources.forms.arrivals import ArrivedFile, base_name, is_called
from cchc.store.books.arrivals import Arrival, arrivals, write_arrivals
from cchc.store.facts import facts_when_asked
from cchc.store.ledger import (
    Ledger,
    open_ledger,
    open_rehearsal,
    read_transaction,
    write_transaction,
)
from cchc.store.reports import imported_files
from cchc.text.compare import fold
from cchc.text.problem import Place, Problem, ProblemCode, refuse, refuse_if_any
from cchc.text.record import Record, field, replace
from cchc.text.sanitize import one_line

NO_FORM = frozenset(
    {
        *(ProblemCode.FORM_NOT_EXCEL, ProblemCode.FORM_OLD, ProblemCode.FORM_MACRO),
        ProblemCode.FORM_LOCKED,
        *(ProblemCode.FORM_TOO_BIG, ProblemCode.FORM_DAMAGED),
        *(ProblemCode.FORM_ENCODING, ProblemCode.INPUT_MISSING),
        ProblemCode.FILE_UNREADABLE,
        ProblemCode.FORM_NOT_OURS,
    }
)
"""Faults of files that are no form of ours: there is nothing in them to mark."""
RECORDED = frozenset(Outcome) - {Outcome.WAITING}


class CollectTerms(Record):
    """What a collection stands on: the terms of an import, and the period of the page.

    `chosen` are files to take of several forms of a report, `newest` says so of those
    that were saved last.
    """

    terms: ImportTerms
    period: str | None
    chosen: frozenset[str] = frozenset()
    newest: bool = False

    def choice(self, versions: FormVersions) -> str | None:
        """The name of the form that is to be taken of several, or None to wait.

        P340 when more than one of them is called what is to be taken.
        """
        called = [
            (text, form.name)
            for text in sorted(self.chosen)
            for form in versions.forms
            if is_called(form.name, text)
        ]
        names = sorted({name for _, name in called})
        if len(names) > 1:
            blanks = {"text": called[0][0], "names": "; ".join(names)}
            refuse(ProblemCode.NAME_OF_SEVERAL, Place(argument="--take"), **blanks)
        if names:
            return names[0]
        return versions.forms[-1].name if self.newest else None


def collect(db: Path, files: Iterable[ArrivedFile], asked: CollectTerms) -> Collection:
    """Take in what arrived, and tell of every file.

    Forms of one report that differ wait until one is chosen. What was settled before
    is not judged again. Up to `AT_ONCE` forms are written in one transaction with
    their outcomes; a rehearsal writes into a copy of the ledger.

    Raises:
        LedgerError: the disk or the database; forms written before are kept.
    """
    terms = asked.terms
    with open_rehearsal(db) if terms.dry_run else open_ledger(db, write=True) as ledger:
        versions, period = plan_and_period(ledger, asked.period, terms.today)
        plan = in_force(versions, period, terms.today).plan
        importer = FormImporter(ledger, terms, seen=dict(imported_files(ledger)))
        collector = Collector(importer, plan, arrivals(ledger, plan.id))
        for file in files:
            collector.read(file)
        collector.choose(asked)
        collector.take_in()
        versions, period = collector.asked_in(versions, period, asked.period)
        reports = _reports(ledger, versions, period, terms)
    return Collection(
        plan=plan,
        period=period,
        as_of=terms.today,
        files=tuple(
            sorted(collector.files_with_moments(), key=lambda file: file.form.name)
        ),
        versions=tuple(collector.waiting),
        reports=reports,
    )


def _reports(
    ledger: Ledger, versions: Versions, period: Period, terms: ImportTerms
) -> tuple[UnitView, ...]:
    version = in_force(versions, period, terms.today)
    plan = version.plan
    with read_transaction(ledger):
        known = facts_when_asked(ledger, plan.id, terms.today)
        known = with_history(known, versions, version)
        cells = cells_in(plan, periods(plan), known, upto=period)
        return unit_views(plan, period, known, cells)


class Collector(Struct):
    """What was read so far, what of it is to be taken, what became of it.

    `book` is the last outcome of each file by its digest, `waiting` are reports of
    which several forms differ, `contents` what the files hold by their digest.
    """

    importer: FormImporter
    plan: Plan
    book: Mapping[str, Arrival]
    reads: list[ReadForm] = field(default_factory=list)
    chosen: list[ReadForm] = field(default_factory=list)
    waiting: list[FormVersions] = field(default_factory=list)
    done: list[CollectedFile] = field(default_factory=list)
    contents: dict[str, bytes | None] = field(default_factory=dict)

    def read(self, file: ArrivedFile) -> None:
        """Read one file; what became of it, where that is plain by now."""
        digest = sha256(file.content).hexdigest() if file.content is not None else ""
        if digest and digest in self.contents:
            same = ImportedForm(file.name, Outcome.SUPERSEDED)
            self.done.append(CollectedFile(same, file.kind))
            return
        self.contents[digest] = file.content
        if file.kind not in READABLE and file.content is not None:
            self._set_aside(file, digest, self._unit_in(file.name))
            return
        for read in self.importer.read(file):
            self._sort(read, file, digest)

    def _sort(
        self, read: ReadForm | ImportedForm, file: ArrivedFile, digest: str
    ) -> None:
        """Put a form to those to be judged, or tell what became of it."""
        if isinstance(read, ReadForm):
            self.contents.setdefault(read.digest, file.content)
            if self._is_behind(read):
                self._tell(read, Outcome.SUPERSEDED)
            else:
                self.reads.append(read)
        elif {problem.code for problem in read.problems} & NO_FORM:
            unit = self._unit_in(file.name)
            self._set_aside(file, digest, unit, read)
        else:
            self._keep(read, file, digest)

    def _keep(self, form: ImportedForm, file: ArrivedFile, digest: str) -> None:
        content = self.contents[digest] if form.outcome is Outcome.REFUSED else None
        collected = CollectedFile(form, file.kind, digest, file.mailed, content)
        self.done.append(collected)

    def _tell(self, read: ReadForm, outcome: Outcome) -> None:
        """What became of a form that was not judged."""
        form = ImportedForm(read.file.name, outcome, *read.report)
        self._keep(form, read.file, read.digest)

    def _set_aside(
        self,
        file: ArrivedFile,
        digest: str,
        unit: str | None,
        read: ImportedForm | None = None,
    ) -> None:
        """A file that is no form: named, with the unit that its path names."""
        problems = read.problems if read else ()
        form = ImportedForm(file.name, Outcome.UNREAD, unit, problems=problems)
        self._keep(form, file, digest)

    def _unit_in(self, name: str) -> str | None:
        """The one unit whose name or id stands in a path, the longest name first."""
        text = f" {' '.join(fold(name.translate(_SEPARATORS)).split())} "
        found = [
            (len(word), unit.id)
            for unit in self.plan.units
            for word in {fold(one_line(unit.name)), fold(unit.id)}
            if f" {word} " in text
        ]
        longest = max(found, default=(0, ""))[0]
        units = {unit for length, unit in found if length == longest}
        return units.pop() if len(units) == 1 else None

    def _is_behind(self, read: ReadForm) -> bool:
        """Whether another form of the report was taken in after this one was told."""
        outcome = self.book.get(read.digest)
        if outcome is None:
            return False
        if outcome.outcome == Outcome.SUPERSEDED:
            return True
        of_report = (
            other
            for other in self.book.values()
            if (other.unit, other.period) == (outcome.unit, outcome.period)
        )
        return any(
            other.outcome == Outcome.ACCEPTED and other.order > outcome.order
            for other in of_report
        )

    def choose(self, asked: CollectTerms) -> None:
        """Of several forms of a report the one to take; those in its place are told."""
        refuse_if_any(self._misnamed(asked.chosen))
        groups: dict[tuple[str, str], list[ReadForm]] = {}
        for read in self.reads:
            groups.setdefault(read.report, []).append(read)
        for at, group in groups.items():
            forms = list(self._different(sorted(group, key=_saved)))
            if len(forms) == 1:
                self.chosen += forms
                continue
            versions = self._versions(at, forms)
            name = asked.choice(versions)
            if name is None:
                self.waiting.append(versions)
            for read in forms:
                if name is not None and read.file.name == name:
                    self.chosen.append(read)
                else:
                    outcome = Outcome.VERSION if name is None else Outcome.SUPERSEDED
                    self._tell(read, outcome)

    def _misnamed(self, chosen: Iterable[str]) -> Iterator[Problem]:
        """P572 for each form to take that is called like no file that came."""
        names = [read.file.name for read in self.reads]
        names += [file.form.name for file in self.done]
        for text in sorted(chosen):
            if not any(is_called(name, text) for name in names):
                place, blanks = Place(argument="--take"), {"path": text}
                yield Problem(ProblemCode.INPUT_MISSING, place, blanks)

    def _different(self, group: list[ReadForm]) -> Iterator[ReadForm]:
        """The forms that differ, oldest first; what a later one replaces is told.

        A later form replaces one that says the same, one whose marked copy it is, and
        one that was refused in an earlier run.
        """
        for number, read in enumerate(group):
            later = group[number + 1 :]
            outcome = self.book.get(read.digest)
            refused = outcome is not None and outcome.outcome == Outcome.REFUSED
            is_new = any(other.digest not in self.book for other in later)
            if (refused and is_new) or any(
                read.form.answers in {other.form.answers, other.form.marked}
                for other in later
            ):
                self._tell(read, Outcome.SUPERSEDED)
            else:
                yield read

    def _versions(self, at: tuple[str, str], forms: list[ReadForm]) -> FormVersions:
        names = {line.id: one_line(line.name) for line in self.plan.all_indicators}
        answers = [dict(_answers(read, names)) for read in forms]
        return FormVersions(
            *at,
            forms=tuple(
                FormVersion(read.file.name, _saved_at(read), read.form.saved_by)
                for read in forms
            ),
            differences=tuple(differing(answers)),
        )

    def take_in(self) -> None:
        """Judge and write the chosen forms with all outcomes that are new."""
        for start in range(0, len(self.chosen) or 1, AT_ONCE):
            with self.importer.writing:
                for read in self.chosen[start : start + AT_ONCE]:
                    form = self.importer.take_in(read)
                    self._keep(form, read.file, read.digest)
                self._record()

    def _record(self) -> None:
        """Write the outcomes that the register does not have yet."""
        by_digest = {read.digest: read.form for read in self.reads}
        new = []
        for file in self.done:
            told, form = self.book.get(file.digest), file.form
            is_known = told is not None and told.outcome == form.outcome
            was_taken = form.outcome is Outcome.UNCHANGED and form.since is not None
            if not file.digest or is_known or was_taken or form.outcome not in RECORDED:
                continue
            read = by_digest.get(file.digest)
            new.append(
                Arrival(
                    file.digest,
                    one_line(base_name(form.name)),
                    form.outcome.value,
                    form.unit,
                    form.period.rpartition("-")[2] if form.period else None,
                    saved_by=read.saved_by if read else None,
                    saved_at=read.saved_at if read else None,
                    mailed_on=file.mailed,
                    recorded_at=self.importer.terms.stamp.recorded_at,
                )
            )
        if not new:
            return
        self.book = {**self.book, **{arrival.digest: arrival for arrival in new}}
        importer = self.importer
        if not importer.ledger.acting:
            importer.writing.enter_context(write_transaction(importer.ledger))
        write_arrivals(importer.ledger, self.plan.id, new, importer.terms.stamp)

    def files_with_moments(self) -> Iterator[CollectedFile]:
        """Each file with the moment at which the register has it."""
        for file in self.done:
            arrival = self.book.get(file.digest)
            yield replace(file, arrived_at=arrival.recorded_at) if arrival else file

    def asked_in(
        self, versions: Versions, current: Period, asked: str | None
    ) -> tuple[Versions, Period]:
        """The period of most forms, unless one was asked for, and who asks in it."""
        counted = Counter(file.form.period for file in self.done if file.form.period)
        if asked is None and counted:
            most = counted.most_common(1)[0][0]
            finer = versions_asking(versions, most)
            named = (own for own in periods(finer[-1].plan) if own.id == most)
            if (period := next(named, None)) is not None:
                return finer, period
        return versions, current


_SEPARATORS = str.maketrans(dict.fromkeys("/\\_-.()[]›,;", " "))


def _saved_at(read: ReadForm) -> datetime | None:
    return read.form.saved_at or read.file.modified


def _saved(read: ReadForm) -> tuple[str, str]:
    """By which the forms of a report are put in order: when they were saved."""
    at = _saved_at(read)
    return at.isoformat() if at else "", read.file.name


def _answers(read: ReadForm, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What a form says, by what a person calls it."""
    report = read.unpack().report
    if report is None:
        return
    for name, value in report.values:
        yield names.get(name.text, name.text), value.text
    for number, (name, item) in enumerate(report.items, start=1):
        yield f"{names.get(name.text, name.text)} ({number})", item.name.text
    for task in report.tasks:
        state = f"{task.state.text} {task.done.text if task.done else ''}"
        yield task.key.text, state.strip()
    for name, text in report.narrative:
        yield name.text, one_line(text.text)
