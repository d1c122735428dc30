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
from cchc.core.verdict.unit_reports import unit_views
from cchc.features.forms.actions.import_forms import (
    AT_ONCE,
    FormImporter,
    ImportTerms,
    open_for_batch,
)
from cchc.features.forms.actions.read_form import READABLE, ReadForm
from cchc.features.forms.show.collected import Collection, FormVersions
from cchc.features.forms.show.import_result import ImportedForm, Outcome
from cchc.sources.forms.arrivals import ArrivedFile, base_name, is_called
from cchc.store.facts import facts_when_asked
from cchc.store.ledger import read_transaction
from cchc.store.registers import Arrival, arrivals, write_arrivals
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
_SEPARATORS = str.maketrans(dict.fromkeys("/\\_-.()[]›,;", " "))


class CollectTerms(Record):
    """What a collection stands on: the terms of an import, and the period of the page.

    `chosen` are files to take of several forms of a report, `newest` says so of those
    that were saved last.
    """

    batch: ImportTerms
    period: str | None
    chosen: frozenset[str] = frozenset()
    newest: bool = False

    def choice(self, versions: FormVersions) -> str | None:
        """The name of the form that is to be taken of several, or None to wait.

        P340 when more than one of them is called what is to be taken.
        """
        called = {
            form.name: text
            for text in sorted(self.chosen, reverse=True)
            for form in versions.forms
            if is_called(form.name, text)
        }
        if len(called) > 1:
            blanks = {"text": min(called.values()), "names": "; ".join(sorted(called))}
            refuse(ProblemCode.NAME_OF_SEVERAL, Place(argument="--take"), **blanks)
        return next(iter(called), versions.forms[-1].name if self.newest else None)


def collect(db: Path, files: Iterable[ArrivedFile], terms: CollectTerms) -> Collection:
    """Take in what arrived, and tell of every file.

    Forms of one report that differ wait until one is chosen. What was settled before
    is not judged again. Up to `AT_ONCE` forms are written in one transaction with
    their outcomes, and stay if the disk fails later; a rehearsal writes into a copy.
    """
    today = terms.batch.today
    with open_for_batch(db, terms.batch) as ledger:
        versions, period = plan_and_period(ledger, terms.period, today)
        plan = in_force(versions, period, today).plan
        importer = FormImporter(ledger, terms.batch, seen=dict(imported_files(ledger)))
        collector = Collector(importer, plan, arrivals(ledger, plan.id))
        for file in files:
            collector.read(file)
        collector.choose(terms)
        collector.take_in()
        versions, period = collector.asked_in(versions, period, terms.period)
        version = in_force(versions, period, today)
        asking = version.plan
        with read_transaction(ledger):
            known = facts_when_asked(ledger, asking.id, today)
            known = with_history(known, versions, version)
            cells = cells_in(asking, periods(asking), known, upto=period)
            reports = unit_views(asking, period, known, cells)
    done = sorted(collector.done, key=lambda form: form.name)
    for number, form in enumerate(done):
        if arrival := collector.book.get(form.digest):
            done[number] = replace(form, arrived_at=arrival.recorded_at)
    waiting = tuple(collector.waiting)
    return Collection(plan, period, today, tuple(done), waiting, reports)


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
    done: list[ImportedForm] = field(default_factory=list)
    contents: dict[str, bytes | None] = field(default_factory=dict)

    def read(self, file: ArrivedFile) -> None:
        """Read one file; what became of it, where that is plain by now."""
        digest = sha256(file.content).hexdigest() if file.content is not None else ""
        if digest and digest in self.contents:
            same = ImportedForm(file.name, Outcome.SUPERSEDED, kind=file.kind)
            self.done.append(same)
            return
        self.contents[digest] = file.content
        if file.kind not in READABLE and file.content is not None:
            self._set_aside(file, digest, ())
            return
        for read in self.importer.read(file):
            if isinstance(read, ReadForm):
                self.contents.setdefault(read.digest, file.content)
                if self._is_behind(read):
                    self._tell(read, Outcome.SUPERSEDED)
                else:
                    self.reads.append(read)
            elif {problem.code for problem in read.problems} & NO_FORM:
                self._set_aside(file, digest, read.problems)
            else:
                self._keep(read, file, digest)

    def _keep(self, form: ImportedForm, file: ArrivedFile, digest: str) -> None:
        content = self.contents[digest] if form.outcome is Outcome.REFUSED else None
        form = replace(form, kind=file.kind, digest=digest, mailed=file.mailed)
        self.done.append(replace(form, content=content))

    def _tell(self, read: ReadForm, outcome: Outcome) -> None:
        """What became of a form that was not judged."""
        form = ImportedForm(read.file.name, outcome, *read.report)
        self._keep(form, read.file, read.digest)

    def _set_aside(
        self, file: ArrivedFile, digest: str, problems: tuple[Problem, ...]
    ) -> None:
        """A file that is no form: named, with the unit that its path names."""
        text = f" {' '.join(fold(file.name.translate(_SEPARATORS)).split())} "
        named = [
            (len(word), unit.id)
            for unit in self.plan.units
            for word in {fold(one_line(unit.name)), fold(unit.id)}
            if f" {word} " in text
        ]
        longest = max(named, default=(0, ""))[0]
        units = {unit for length, unit in named if length == longest}
        unit = units.pop() if len(units) == 1 else None
        form = ImportedForm(file.name, Outcome.UNREAD, unit, problems=problems)
        self._keep(form, file, digest)

    def _is_behind(self, read: ReadForm) -> bool:
        """Whether another form of the report was taken in after this one was told."""
        known = self.book.get(read.digest)
        return known is not None and (
            known.outcome == Outcome.SUPERSEDED
            or any(
                other.outcome == Outcome.ACCEPTED and other.order > known.order
                for other in self.book.values()
                if (other.unit, other.period) == (known.unit, known.period)
            )
        )

    def choose(self, terms: CollectTerms) -> None:
        """Take one of several forms of a report; P572 for one that did not come."""
        names = [read.file.name for read in self.reads]
        names += [form.name for form in self.done]
        refuse_if_any(
            Problem(ProblemCode.INPUT_MISSING, Place(argument="--take"), {"path": text})
            for text in sorted(terms.chosen)
            if not any(is_called(name, text) for name in names)
        )
        groups: dict[tuple[str, str], list[ReadForm]] = {}
        for read in self.reads:
            groups.setdefault(read.report, []).append(read)
        for at, group in groups.items():
            forms = list(self._different(sorted(group, key=_when_saved)))
            if len(forms) == 1:
                self.chosen += forms
                continue
            versions = self._versions(at, forms)
            name = terms.choice(versions)
            if name is None:
                self.waiting.append(versions)
            for read in forms:
                if read.file.name == name:
                    self.chosen.append(read)
                else:
                    self._tell(read, Outcome.SUPERSEDED if name else Outcome.VERSION)

    def _different(self, group: list[ReadForm]) -> Iterator[ReadForm]:
        """The forms that differ, oldest first; what a later one replaces is told.

        A later form replaces one that says the same, one whose marked copy it is, and
        one that was refused in an earlier run.
        """
        for number, read in enumerate(group):
            later = group[number + 1 :]
            known = self.book.get(read.digest)
            refused = known is not None and known.outcome == Outcome.REFUSED
            is_new = any(other.digest not in self.book for other in later)
            if (refused and is_new) or any(
                read.form.answers in {other.form.answers, other.form.marked}
                for other in later
            ):
                self._tell(read, Outcome.SUPERSEDED)
            else:
                yield read

    def _versions(self, at: tuple[str, str], forms: list[ReadForm]) -> FormVersions:
        """The forms of a report, with what they say differently, by name."""
        names = {line.id: one_line(line.name) for line in self.plan.all_indicators}
        answers = [dict(_answers(read, names)) for read in forms]
        texts = {
            name: tuple(answer.get(name, "") for answer in answers)
            for name in dict.fromkeys(name for answer in answers for name in answer)
        }
        versions = (replace(read.form, saved_at=_saved_at(read)) for read in forms)
        differences = (pair for pair in texts.items() if len({*pair[1]}) > 1)
        return FormVersions(*at, forms=tuple(versions), differences=tuple(differences))

    def take_in(self) -> None:
        """Judge and write the chosen forms with all outcomes that are new."""
        for start in range(0, len(self.chosen) or 1, AT_ONCE):
            with self.importer.writing:
                for read in self.chosen[start : start + AT_ONCE]:
                    self._keep(self.importer.take_in(read), read.file, read.digest)
                self._record()

    def _record(self) -> None:
        """Write the outcomes that the register does not have yet."""
        by_digest = {read.digest: read.form for read in self.reads}
        importer, new = self.importer, []
        for form in self.done:
            known, read = self.book.get(form.digest), by_digest.get(form.digest)
            is_known = known is not None and known.outcome == form.outcome
            was_taken = form.outcome is Outcome.UNCHANGED and form.since is not None
            if is_known or was_taken or form.outcome is Outcome.WAITING:
                continue
            if not form.digest:
                continue
            period = form.period.rpartition("-")[2] if form.period else None
            whose = (form.outcome.value, form.unit, period)
            arrival = Arrival(
                *(form.digest, one_line(base_name(form.name)), *whose),
                saved_by=read.saved_by if read else None,
                saved_at=read.saved_at if read else None,
                mailed_on=form.mailed,
                recorded_at=importer.terms.stamp.recorded_at,
            )
            new.append(arrival)
        if new:
            self.book = {**self.book, **{arrival.digest: arrival for arrival in new}}
            importer.lock()
            write_arrivals(importer.ledger, self.plan.id, new, importer.terms.stamp)

    def asked_in(
        self, versions: Versions, current: Period, named: str | None
    ) -> tuple[Versions, Period]:
        """The period of most forms, unless one was asked for, and who asks in it."""
        counted = Counter(form.period for form in self.done if form.period)
        if named is None and counted:
            most = counted.most_common(1)[0][0]
            finer = versions_asking(versions, most)
            for period in periods(finer[-1].plan):
                if period.id == most:
                    return finer, period
        return versions, current


def _saved_at(read: ReadForm) -> datetime | None:
    return read.form.saved_at or read.file.modified


def _when_saved(read: ReadForm) -> tuple[str, str]:
    """By which the forms of a report are put in order."""
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
