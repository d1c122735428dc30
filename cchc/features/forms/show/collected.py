"""What `cchc report collect` answers: every file by name, and who is still silent."""

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date, datetime

from cchc.core.plan.calendar import periods
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.verdict.unit_reports import UnitView, is_waited_for
from cchc.features.forms.show.import_result import (
    OPEN,
    CollectedJson,
    ImportedForm,
    Outcome,
    mending_words,
)
from cchc.screen.document import DRY_RUN, JsonDocument, key
from cchc.sources.forms.arrivals import base_name, name_in_archives
from cchc.sources.forms.form_file import FormRead
from cchc.text.day import short
from cchc.text.problem import Problem, ProblemCode, refusals
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.period import label
from cchc.words.problem import describe_for_clerk, describe_problem, with_base_name
from cchc.words.translator import Voice

MOST_DIFFERENCES, MOST_MISSING = 6, 3
TAKEN = frozenset({Outcome.ACCEPTED, Outcome.UNCHANGED})


class FormVersions(Record):
    """The forms of one report that differ, oldest first; the last one is proposed.

    `differences` are names of what differs, each with what every form has there. A form
    without a moment of saving has that of the folder.
    """

    unit: str
    period: str
    forms: tuple[FormRead, ...]
    differences: tuple[tuple[str, tuple[str, ...]], ...]


class Collection(Record):
    """All that arrived, and the reports of the period after it was taken in."""

    plan: Plan
    period: Period
    as_of: date
    files: tuple[ImportedForm, ...]
    versions: tuple[FormVersions, ...]
    reports: tuple[UnitView, ...]

    @property
    def is_settled(self) -> bool:
        """Whether nobody has anything to do with a file of the folder."""
        return not self.of(*OPEN) and not any(view.waiting for view in self.reports)

    def of(self, *outcomes: Outcome) -> list[ImportedForm]:
        return [form for form in self.files if form.outcome in outcomes]

    def units_of(self, forms: Iterable[ImportedForm]) -> frozenset[str]:
        """Units of which a file is of the period, or of none that is known."""
        at = {None, self.period.id}
        return frozenset(f.unit for f in forms if f.unit and f.period in at)

    @property
    def incomplete(self) -> list[UnitView]:
        """Units whose report was taken in and lacks figures."""
        taken = self.units_of(self.of(*TAKEN))
        return [v for v in self.reports if v.unit.id in taken and missing_ids(v)]

    @property
    def silent(self) -> list[UnitView]:
        """Units of which nothing arrived and that owe their report."""
        arrived = self.units_of(self.files)
        waited = (view for view in self.reports if is_waited_for(view))
        return [view for view in waited if view.unit.id not in arrived]

    def unit_name(self, unit: str) -> str:
        return one_line(self.plan.unit_name(unit))

    def period_label(self, period: str, voice: Voice) -> str:
        """A period by its id as people call it."""
        for own in (self.period, *periods(self.plan)):
            if own.id == period:
                return label(own, voice)
        return period

    def indicator_names(self, ids: Container[str]) -> list[str]:
        """The names of indicators, in the order of the plan."""
        lines = self.plan.all_indicators
        return [one_line(line.name) for line in lines if line.id in ids]


def missing_ids(view: UnitView) -> set[str]:
    """The indicators that a report lacks; none that waits to be confirmed."""
    return {*view.missing} - {*view.waiting}


def first_words(words: Sequence[str], most: int, more: str, voice: Voice) -> list[str]:
    """So many of the words, and how many `more` there are."""
    rest = len(words) - most
    return [*words[:most], *([voice.say(more, n=rest)] if rest > 0 else [])]


def collection_page(collection: Collection, voice: Voice, *, dry_run: bool) -> str:
    """One page by names: what was taken in, what is to be done, who is silent."""
    period, day = label(collection.period, voice), short(collection.as_of)
    suffix = ".dry" if dry_run else ""
    taken = {"taken": TAKEN}
    if dry_run:  # those that would be taken in stand apart
        taken = {
            "taken.dry": frozenset({Outcome.ACCEPTED}),
            "taken": frozenset({Outcome.UNCHANGED}),
        }
    refused = (
        f"{_called(collection, form)}: "
        + mending_words(form, one_line(form.back or ""), voice)
        for form in collection.of(Outcome.REFUSED)
    )
    parts = (
        ("mend", refused),
        ("choose", _to_choose(collection, voice)),
        ("unread", _unread(collection, voice)),
        ("confirm", _to_confirm(collection)),
        (f"doubt{suffix}", _doubts(collection, voice)),
        (f"incomplete{suffix}", _incomplete(collection, voice)),
        ("silent", (one_line(view.unit.name) for view in collection.silent)),
        *((code, _names_of(collection, own)) for code, own in taken.items()),
        ("elsewhere", _of_other_periods(collection, voice)),
    )
    lines = [voice.say(f"collect.title{suffix}", period=period, day=day)]
    for code, words in parts:
        if entries := list(words):
            lines += ["", voice.say(f"collect.{code}", n=len(entries))]
            is_flat = code.partition(".")[0] in {"silent", "taken"}
            listed = [", ".join(entries)] if is_flat else entries
            lines += [f"  {entry}" for entry in listed]
    aside = len(collection.of(Outcome.SUPERSEDED, Outcome.WAITING))
    if aside:
        lines += ["", voice.say("collect.aside", n=aside)]
    if not collection.files:
        lines += ["", voice.say("collect.nothing")]
    return "\n".join(lines)


def _names_of(collection: Collection, outcomes: Iterable[Outcome]) -> Iterator[str]:
    """The units whose file of the period ended so, in the order of the plan."""
    units = collection.units_of(collection.of(*outcomes))
    return (one_line(u.name) for u in collection.plan.units if u.id in units)


def _called(collection: Collection, form: ImportedForm) -> str:
    """The unit of a file, by name; else the file."""
    file = one_line(name_in_archives(form.name))
    return file if form.unit is None else f"{collection.unit_name(form.unit)} ({file})"


def _of_other_periods(collection: Collection, voice: Voice) -> Iterator[str]:
    """Units whose form was taken in for another period than that of the page."""
    for form in collection.of(*TAKEN):
        if form.period and form.period != collection.period.id:
            name = collection.period_label(form.period, voice)
            yield f"{_called(collection, form)}: {name}"


def _to_choose(collection: Collection, voice: Voice) -> Iterator[str]:
    for versions in collection.versions:
        yield f"{collection.unit_name(versions.unit)}:"
        for number, form in enumerate(versions.forms, start=1):
            is_last = number == len(versions.forms)
            at = form.saved_at and form.saved_at.astimezone()  # as clocks here have it
            saved = at.strftime("%H:%M %d/%m/%Y") if at else "–"
            code = "collect.version.proposed" if is_last else "collect.version"
            by, file = one_line(form.saved_by) or "–", one_line(form.name)
            yield f"  {voice.say(code, n=number, file=file, saved=saved, by=by)}"
        differences = [
            f"{what}: {' | '.join(one_line(text) or '–' for text in texts)}"
            for what, texts in versions.differences
        ]
        code = "collect.version.more"
        for line in first_words(differences, MOST_DIFFERENCES, code, voice):
            yield f"    {line}"


def _unread(collection: Collection, voice: Voice) -> Iterator[str]:
    for form in collection.of(Outcome.UNREAD):
        words = voice.say(f"collect.kind.{form.kind}")
        for problem in form.problems[:1]:
            fault = describe_problem(with_base_name(problem), voice)
            words = f"{fault.code} {fault.message} {fault.hint}"
        yield f"{_called(collection, form)}: {words}"


def _incomplete(collection: Collection, voice: Voice) -> Iterator[str]:
    for view in collection.incomplete:
        names = collection.indicator_names(missing_ids(view))
        listed = first_words(names, MOST_MISSING, "collect.missing.more", voice)
        blanks = {"n": len(names), "names": "; ".join(listed)}
        yield f"{one_line(view.unit.name)}: {voice.say('collect.missing', **blanks)}"


def _to_confirm(collection: Collection) -> Iterator[str]:
    """Figures that are not counted until somebody says that they are right."""
    for view in collection.reports:
        if names := collection.indicator_names(view.waiting):
            yield f"{one_line(view.unit.name)}: {'; '.join(names)}"


def _doubts(collection: Collection, voice: Voice) -> Iterator[str]:
    """What is to be looked at in forms that were taken in; the same thing once."""
    alike: dict[tuple[str, str], list[str]] = {}
    for form in collection.of(*TAKEN):
        for problem in form.problems:
            words = describe_problem(problem, voice)
            at = f"{_called(collection, form)} {words.place.cell or ''}".strip()
            alike.setdefault((words.code, words.message), []).append(at)
    for (code, message), places in alike.items():
        listed = first_words(places, MOST_MISSING, "collect.places.more", voice)
        yield f"{', '.join(listed)}: {code} {message}"


class FormVersionJson(JsonDocument):
    """One of several forms of a report."""

    file: str = key("Its path.", lambda form: one_line(form.name))
    saved_at: str | None = key(
        "When it was saved last.",
        lambda form: form.saved_at.isoformat() if form.saved_at else None,
    )
    saved_by: str = key("Who saved it last.")


class FormVersionsJson(JsonDocument):
    """The forms of one report that differ, oldest first."""

    unit: str = key("Id of the unit.")
    period: str = key("Id of the period.")
    proposed: str = key("The file that is proposed.", lambda v: v.forms[-1].name)
    forms: list[FormVersionJson] = key("Each form.")
    differences: dict[str, list[str]] = key(
        "What differs, with what each form has there.",
        lambda v: {name: list(texts) for name, texts in v.differences},
    )


class CollectJson(JsonDocument, schema="cchc.collect/1", verbs=("report collect",)):
    """What arrived, and who is still silent."""

    dry_run: bool = DRY_RUN
    period: str = key("Id of the period.", "period.id")
    settled: bool = key("Whether nobody has anything to do.", "is_settled")
    files: list[CollectedJson] = key("Each file.")
    versions: list[FormVersionsJson] = key("Reports of which several forms lie there.")
    incomplete: dict[str, list[str]] = key(
        "Units whose report lacks figures, with the ids of the indicators.",
        lambda c: {view.unit.id: list(view.missing) for view in c.incomplete},
    )
    waiting: dict[str, list[str]] = key(
        "Units with figures that wait to be confirmed, with the ids of the indicators.",
        lambda c: {v.unit.id: list(v.waiting) for v in c.reports if v.waiting},
    )
    silent: list[str] = key(
        "Ids of the units of which nothing arrived.",
        lambda c: [view.unit.id for view in c.silent],
    )


MOST_FAULTS = 5


def receipt_texts(collection: Collection, voice: Voice, *, dry_run: bool) -> str:
    """A receipt for each unit of which something arrived, ready for chat.

    It promises nothing that was not taken; of a rehearsal it says what would be.
    """
    # a file is told to the unit that it is of, or that its name says sent it
    senders = {one_line(u.name): u.id for u in reversed(collection.plan.units)}
    files_of: dict[str | None, list[ImportedForm]] = {}
    for form in collection.files:
        named = (
            senders[str(problem.blanks["other"])]
            for problem in form.problems
            if problem.code is ProblemCode.FORM_FILE_NAME
            if problem.blanks["other"] in senders
        )
        files_of.setdefault(next(named, form.unit), []).append(form)
    writer = ReceiptWriter(collection, voice, ".dry" if dry_run else "")
    texts = (
        f"{one_line(unit.name)}: {' '.join(sentences)}"
        for unit in collection.plan.units
        if (sentences := list(writer.sentences(unit.id, files_of.get(unit.id, []))))
    )
    return "\n\n".join(texts) or voice.say("collect.receipt.none")


class ReceiptWriter(Record):
    """Writes the receipts of one collection; `suffix` is that of a rehearsal."""

    collection: Collection
    voice: Voice
    suffix: str

    def sentences(self, unit: str, files: list[ImportedForm]) -> Iterator[str]:
        """What became of the files of a unit."""
        versions = [own for own in self.collection.versions if own.unit == unit]
        taken = [form for form in files if form.outcome in TAKEN]
        refused = [form for form in files if form.outcome is Outcome.REFUSED]
        yield from self._reception(unit, taken)
        for form in refused:
            yield from self._to_mend(form)
        yield from map(self._several, versions)
        if not (taken or refused or versions):
            yield from map(self._unread, files)

    def _reception(self, unit: str, forms: Iterable[ImportedForm]) -> Iterator[str]:
        """Once for each period of which a report was taken in; what it still lacks."""
        collection, say = self.collection, self.voice.say
        views = {view.unit.id: view for view in collection.reports}
        for period, form in {form.period or "": form for form in forms}.items():
            view = views.get(unit) if period == collection.period.id else None
            received = view.last.received if view and view.last else form.mailed
            is_new = form.outcome is Outcome.ACCEPTED
            code = f"collect.receipt{self.suffix if is_new else ''}"
            blanks = {"period": collection.period_label(period, self.voice)}
            yield say(code, when=self._moment(form.arrived_at, received), **blanks)
            if view is not None:  # what waits is not counted yet
                for code, ids in (
                    ("missing", missing_ids(view)),
                    ("waiting", view.waiting),
                ):
                    if names := "; ".join(collection.indicator_names(ids)):
                        yield say(f"collect.receipt.{code}", names=names)

    def _to_mend(self, form: ImportedForm) -> Iterator[str]:
        """What is wrong with a form, cell by cell, and the copy where it is marked."""
        faults = [self._fault(form, fault) for fault in refusals(form.problems)]
        listed = first_words(faults, MOST_FAULTS, "collect.places.more", self.voice)
        code, words = f"collect.receipt.mend{self.suffix}", "; ".join(listed)
        yield self.voice.say(code, faults=words, **self._file(form))
        if form.back is not None:
            copy = one_line(base_name(form.back))
            yield self.voice.say("collect.receipt.copy", file=copy)

    def _fault(self, form: ImportedForm, problem: Problem) -> str:
        """A fault in the clerk's words, with its cell; without a cell, the cure."""
        fault = describe_for_clerk(problem, self.voice, form.names)
        message, place = fault.message.rstrip("."), fault.place
        if place.cell is None:
            return f"{message} ({fault.hint.rstrip('.')})"
        code = "collect.receipt.cell" if place.sheet else "collect.receipt.at"
        blanks = {"cell": place.cell, "sheet": place.sheet or ""}
        return f"{self.voice.say(code, **blanks)}: {message}"

    def _several(self, versions: FormVersions) -> str:
        """Of several forms of a report none is taken until the unit names one."""
        files = (f"“{one_line(base_name(form.name))}”" for form in versions.forms)
        blanks = {"n": len(versions.forms), "files": ", ".join(files)}
        blanks["period"] = self.collection.period_label(versions.period, self.voice)
        names = "; ".join(name for name, _ in versions.differences[:MOST_FAULTS])
        code = f"collect.receipt.versions{self.suffix}"
        return self.voice.say(code, names=names, **blanks)

    def _unread(self, form: ImportedForm) -> str:
        """A file that holds no figures, or a marked copy that nobody has mended."""
        blanks = self._file(form)
        code = "untouched" if form.outcome is Outcome.WAITING else "unread"
        for problem in form.problems[:1]:
            fault = describe_for_clerk(problem, self.voice, form.names)
            code, blanks["faults"] = "fault", f"{fault.message} {fault.hint}"
        return self.voice.say(f"collect.receipt.{code}{self.suffix}", **blanks)

    def _file(self, form: ImportedForm) -> dict[str, str]:
        name = one_line(base_name(form.name))
        return {"file": name, "when": self._moment(form.arrived_at, form.mailed)}

    def _moment(self, arrived: datetime | None, received: date | None) -> str:
        """The day on which it counts as received, with the hour if that is its own."""
        if arrived is None or (received and received != arrived.date()):
            counted = short(received or self.collection.as_of)
            return self.voice.say("collect.day", day=counted)
        hour, day = arrived.strftime("%H:%M"), short(arrived.date())
        return self.voice.say("collect.moment", hour=hour, day=day)
