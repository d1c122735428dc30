"""What `cchc report collect` answers: every file by name, and who is still silent."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from cchc.core.plan.calendar import periods
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.verdict.unit_reports import UnitView, is_waited_for
from cchc.features.forms.show.import_result import OPEN, ImportedForm, Outcome
from cchc.screen.document import DRY_RUN, Day, JsonDocument, key
from cchc.screen.problems import ProblemJson, tell_all
from cchc.sources.forms.arrivals import FileKind, name_in_archives
from cchc.text.day import short
from cchc.text.problem import refusals
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.period import label
from cchc.words.problem import describe_problem, with_base_name
from cchc.words.translator import Voice

MOST_DIFFERENCES, MOST_MISSING = 6, 3
TAKEN = frozenset({Outcome.ACCEPTED, Outcome.UNCHANGED})


class FormVersion(Record):
    """One of several forms of one report; `saved_at` may be that of the folder."""

    name: str
    saved_at: datetime | None
    saved_by: str


class FormVersions(Record):
    """The forms of one report that differ, oldest first; the last one is proposed.

    `differences` are names of what differs, each with what every form has there.
    """

    unit: str
    period: str
    forms: tuple[FormVersion, ...]
    differences: tuple[tuple[str, tuple[str, ...]], ...]


class CollectedFile(Record):
    """A file and what became of it; `content` of a form that is to be mended.

    `arrived_at` is when the register first had it so.
    """

    form: ImportedForm
    kind: FileKind
    digest: str = ""
    mailed: date | None = None
    content: bytes | None = None
    arrived_at: datetime | None = None


class Collection(Record):
    """All that arrived, and the reports of the period after it was taken in."""

    plan: Plan
    period: Period
    as_of: date
    files: tuple[CollectedFile, ...]
    versions: tuple[FormVersions, ...]
    reports: tuple[UnitView, ...]

    @property
    def is_settled(self) -> bool:
        """Whether nobody has anything to do with a file of the folder."""
        is_open = any(file.form.outcome in OPEN for file in self.files)
        return not is_open and not any(view.waiting for view in self.reports)

    def of(self, *outcomes: Outcome) -> list[CollectedFile]:
        return [file for file in self.files if file.form.outcome in outcomes]

    @property
    def unit_names(self) -> dict[str, str]:
        return {unit.id: one_line(unit.name) for unit in self.plan.units}

    def units_of(self, files: Iterable[CollectedFile]) -> frozenset[str]:
        """Units of which a file is of the period, or of none that is known."""
        at = {None, self.period.id}
        forms = (file.form for file in files if file.form.period in at)
        return frozenset(form.unit for form in forms if form.unit)

    @property
    def incomplete(self) -> list[UnitView]:
        """Units whose report was taken in and lacks figures."""
        taken = self.units_of(self.of(*TAKEN))
        return [
            view
            for view in self.reports
            if view.unit.id in taken and {*view.missing} - {*view.waiting}
        ]

    @property
    def silent(self) -> list[UnitView]:
        """Units of which nothing arrived and that owe their report."""
        arrived = self.units_of(self.files)
        waited = (view for view in self.reports if is_waited_for(view))
        return [view for view in waited if view.unit.id not in arrived]


def collection_page(collection: Collection, voice: Voice, *, dry_run: bool) -> str:
    """One page by names: what was taken in, what is to be done, who is silent."""
    period, day = label(collection.period, voice), short(collection.as_of)
    suffix = ".dry" if dry_run else ""
    title = voice.say(f"collect.title{suffix}", period=period, day=day)
    parts = (
        ("mend", list(_to_mend(collection, voice))),
        ("choose", list(_to_choose(collection, voice))),
        ("unread", list(_unread(collection, voice))),
        ("confirm", list(_to_confirm(collection))),
        (f"doubt{suffix}", list(_doubts(collection, voice))),
        (f"incomplete{suffix}", list(_incomplete(collection, voice))),
        ("silent", [one_line(view.unit.name) for view in collection.silent]),
        *_taken_by_outcome(collection, dry_run=dry_run),
        ("elsewhere", list(_of_other_periods(collection, voice))),
    )
    lines = [title]
    for code, entries in parts:
        if not entries:
            continue
        lines += ["", voice.say(f"collect.{code}", n=len(entries))]
        if code.partition(".")[0] in {"silent", "taken"}:
            lines.append(f"  {', '.join(entries)}")
        else:
            lines += [f"  {entry}" for entry in entries]
    aside = len(collection.of(Outcome.SUPERSEDED, Outcome.WAITING))
    if aside:
        lines += ["", voice.say("collect.aside", n=aside)]
    if not collection.files:
        lines += ["", voice.say("collect.nothing")]
    return "\n".join(lines)


def _taken_by_outcome(
    collection: Collection, *, dry_run: bool
) -> Iterator[tuple[str, list[str]]]:
    """The units whose form was taken in; in a rehearsal those that would be apart."""
    outcomes: dict[str, tuple[Outcome, ...]] = {"taken": tuple(TAKEN)}
    if dry_run:
        outcomes = {"taken.dry": (Outcome.ACCEPTED,), "taken": (Outcome.UNCHANGED,)}
    for code, own in outcomes.items():
        taken = collection.units_of(collection.of(*own))
        names = collection.unit_names.items()
        yield code, [name for unit, name in names if unit in taken]


def _of_other_periods(collection: Collection, voice: Voice) -> Iterator[str]:
    """Units whose form was taken in for another period than that of the page."""
    for file in collection.of(*TAKEN):
        period = file.form.period
        if period and period != collection.period.id:
            name = period_label(collection, period, voice)
            yield f"{_called(collection, file.form)}: {name}"


def period_label(collection: Collection, period: str, voice: Voice) -> str:
    """A period by its id as people call it."""
    for own in (collection.period, *periods(collection.plan)):
        if own.id == period:
            return label(own, voice)
    return period


def _called(collection: Collection, form: ImportedForm) -> str:
    """The unit of a file, by name; else the file."""
    file = one_line(name_in_archives(form.name))
    if form.unit is None:
        return file
    return f"{collection.unit_names.get(form.unit, form.unit)} ({file})"


def _to_mend(collection: Collection, voice: Voice) -> Iterator[str]:
    for file in collection.of(Outcome.REFUSED):
        form = file.form
        faults = voice.say("import.faults", n=len(refusals(form.problems)))
        words = [f"{_called(collection, form)}: {faults}"]
        if form.back is not None:
            words.append(voice.say("import.back", path=one_line(form.back)))
        yield "; ".join(words)


def _to_choose(collection: Collection, voice: Voice) -> Iterator[str]:
    for versions in collection.versions:
        name = collection.unit_names.get(versions.unit, versions.unit)
        yield f"{name}:"
        for number, form in enumerate(versions.forms, start=1):
            is_last = number == len(versions.forms)
            at = form.saved_at and form.saved_at.astimezone()  # as clocks here have it
            saved = at.strftime("%H:%M %d/%m/%Y") if at else "–"
            code = "collect.version.proposed" if is_last else "collect.version"
            by, file = one_line(form.saved_by) or "–", one_line(form.name)
            yield f"  {voice.say(code, n=number, file=file, saved=saved, by=by)}"
        for what, texts in versions.differences[:MOST_DIFFERENCES]:
            yield f"    {what}: {' | '.join(one_line(text) or '–' for text in texts)}"
        more = len(versions.differences) - MOST_DIFFERENCES
        if more > 0:
            yield f"    {voice.say('collect.version.more', n=more)}"


def _unread(collection: Collection, voice: Voice) -> Iterator[str]:
    for file in collection.of(Outcome.UNREAD):
        words = voice.say(f"collect.kind.{file.kind}")
        for problem in file.form.problems[:1]:
            told = describe_problem(with_base_name(problem), voice)
            words = f"{told.code} {told.message} {told.hint}"
        yield f"{_called(collection, file.form)}: {words}"


def _incomplete(collection: Collection, voice: Voice) -> Iterator[str]:
    for view in collection.incomplete:
        names = [*missing_names(collection, view)]
        number, more = len(names), len(names) - MOST_MISSING
        if more > 0:
            names = [*names[:MOST_MISSING], voice.say("collect.missing.more", n=more)]
        listed = "; ".join(names)
        words = voice.say("collect.missing", n=number, names=listed)
        yield f"{one_line(view.unit.name)}: {words}"


def _to_confirm(collection: Collection) -> Iterator[str]:
    """Figures that are not counted until somebody says that they are right."""
    for view in collection.reports:
        if names := "; ".join(waiting_names(collection, view)):
            yield f"{one_line(view.unit.name)}: {names}"


def waiting_names(collection: Collection, view: UnitView) -> Iterator[str]:
    """The names of what waits to be confirmed, in the order of the plan."""
    for line in collection.plan.all_indicators:
        if line.id in view.waiting:
            yield one_line(line.name)


def missing_names(collection: Collection, view: UnitView) -> Iterator[str]:
    """The names of what a report lacks, in the order of the plan; none that waits."""
    for line in collection.plan.all_indicators:
        if line.id in view.missing and line.id not in view.waiting:
            yield one_line(line.name)


def _doubts(collection: Collection, voice: Voice) -> Iterator[str]:
    """What is to be looked at in forms that were taken in; the same thing once."""
    told: dict[tuple[str, str], list[str]] = {}
    for file in collection.of(*TAKEN):
        for problem in file.form.problems:
            words = describe_problem(problem, voice)
            at = f"{_called(collection, file.form)} {words.place.cell or ''}".strip()
            told.setdefault((words.code, words.message), []).append(at)
    for (code, message), places in told.items():
        listed = ", ".join(places[:MOST_MISSING])
        more = len(places) - MOST_MISSING
        if more > 0:
            listed = f"{listed}, {voice.say('collect.places.more', n=more)}"
        yield f"{listed}: {code} {message}"


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


class CollectedJson(JsonDocument):
    """One file."""

    file: str = key("Its path.", lambda file: one_line(file.form.name))
    kind: FileKind = key("What it is.")
    unit: str | None = key("Id of the unit, where it is known.", "form.unit")
    period: str | None = key("Id of the period, where it is known.", "form.period")
    outcome: Outcome = key("What became of it.", "form.outcome")
    sha256: str = key("SHA-256 of what it holds.", "digest")
    mailed_on: Day | None = key("Day of the mail that it came in.", "mailed")
    accepted_on: Day | None = key(
        "When the same file was taken in before.", "form.since"
    )
    marked_copy: str | None = key("The copy to send back.", "form.back")
    problems: list[ProblemJson] = key(
        "What is wrong with it.",
        join=lambda file, given: tell_all(file.form.problems, given["voice"]),
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


def differing(
    answers: Sequence[dict[str, str]],
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What several forms say differently, by name."""
    for name in dict.fromkeys(name for said in answers for name in said):
        texts = tuple(said.get(name, "") for said in answers)
        if len(set(texts)) > 1:
            yield name, texts
