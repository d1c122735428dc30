"""What became of forms that came back, as a table or as `cchc.import/1`."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import PurePath

from cchc.app.context import AppContext
from cchc.app.options import WriteOptions
from cchc.features.report.show.answers import Added
from cchc.features.report.show.report import tell_added
from cchc.screen.document import DRY_RUN, Day, JsonDocument, key
from cchc.screen.problems import ProblemJson, tell_all
from cchc.screen.table import Column, Table, as_table
from cchc.sources.forms.arrivals import FileKind
from cchc.text.closed_list import StrEnum
from cchc.text.day import short
from cchc.text.problem import Problem, ProblemCode, refusals
from cchc.text.record import Record, field, replace
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice

COLUMNS = ("file", "unit", "period", "outcome", "note")


class Outcome(StrEnum):
    """What became of a file.

    `waiting`: a copy sent back that nobody touched; `version`: one of several forms of
    one report, none taken until one is chosen; `superseded`: another one was taken in
    its place; `unread`: no form, but named all the same.
    """

    ACCEPTED = "accepted"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    WAITING = "waiting"
    VERSION = "version"
    SUPERSEDED = "superseded"
    UNREAD = "unread"


OPEN = frozenset({Outcome.REFUSED, Outcome.VERSION, Outcome.UNREAD})
"""Outcomes after which somebody still has something to do."""


class ImportedForm(Record):
    """What became of one file.

    `since`: this very file was taken in on that day. `answers` is a fingerprint of
    what was filled in. `changed` are its new figures and those that were other before,
    in numbers. `back` is the marked copy that goes back to the unit. `waiting`
    are indicator ids of which a figure of the file waits to be confirmed. In the copy
    indicators and tasks are called by their `names`, in the `lang` of the form.

    Of a file of a collection also: its `kind`, its SHA-256, the day of the mail that it
    came in, when the register first had it so, and its `content` if it is to be mended.
    """

    name: str
    outcome: Outcome
    unit: str | None = None
    period: str | None = None
    added: Added | None = None
    changed: tuple[int, int] = (0, 0)
    since: date | None = None
    problems: tuple[Problem, ...] = ()
    answers: str = ""
    back: str | None = None
    waiting: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    lang: str = "vi"
    kind: FileKind = FileKind.FORM
    digest: str = ""
    mailed: date | None = None
    arrived_at: datetime | None = None
    content: bytes | None = None


def with_report(form: ImportedForm, added: Added, *, many: bool) -> ImportedForm:
    """The form with the report that was written, and what of it waits.

    Of one of many no figure is kept: a folder may hold thousands.
    """
    waiting = {figure.indicator: figure for figure in added.waiting}
    changed = sum(change.before is not None for change in added.changes)
    counts = (len(added.changes) - changed, changed)
    if many:
        report = replace(added.report, readings={}, added=(), evidence=())
        added = replace(added, report=report, changes=())
    return replace(form, added=added, waiting=tuple(waiting), changed=counts)


def tell_form(
    app: AppContext, form: ImportedForm, act: WriteOptions, *, alone: bool
) -> None:
    """Tell at once what is wrong with a file; of one alone what it would do.

    Of several what only warns is folded; in a rehearsal it is told below the table.
    """
    if act.as_json:
        return
    if not alone:
        app.warn(refusals(form.problems))
        _warn_folded(app, () if act.dry_run else (form,))
    elif act.dry_run and form.added:
        tell_added(app, (form.added,), WriteOptions(dry_run=True))
    else:
        app.warn(form.problems)


def _warn_folded(app: AppContext, forms: Sequence[ImportedForm]) -> None:
    """The first warning of each code, and how many more are like it."""
    alike: dict[ProblemCode, list[Problem]] = {}
    for problem in (problem for form in forms for problem in form.problems):
        if problem.is_warning:
            alike.setdefault(problem.code, []).append(problem)
    app.warn(first for first, *_ in alike.values())
    for code, (_, *more) in alike.items():
        files = len({problem.place.file for problem in more})
        if more:
            app.remark("import.more", code=code.value, n=len(more), files=files)


def tell_forms(
    app: AppContext, forms: Sequence[ImportedForm], act: WriteOptions
) -> None:
    """The document; or the table, of one form alone its report, and the sum."""
    if act.as_json:
        app.out(ImportJson.as_json(forms, voice=app.voice, dry_run=act.dry_run))
        return
    alone = forms[0].added if len(forms) == 1 and not act.dry_run else None
    is_asked = any(f.outcome is Outcome.UNCHANGED and f.problems for f in forms)
    if alone is not None and not is_asked:
        tell_added(app, (alone,), WriteOptions())
    else:
        table = import_table(forms, app.voice, dry_run=act.dry_run)
        app.out(as_table(table, app.width, colour=app.colour))
    if act.dry_run and len(forms) > 1:
        _warn_folded(app, forms)
    app.remark("import.sum.dry" if act.dry_run else "import.sum", **_counts(forms))


def _counts(forms: Sequence[ImportedForm]) -> dict[str, int]:
    return {
        outcome.value: sum(form.outcome == outcome for form in forms)
        for outcome in Outcome
    }


def import_table(
    forms: Sequence[ImportedForm], voice: Voice, *, dry_run: bool
) -> Table:
    """One line for each file."""
    columns = tuple(
        Column(key, voice.say(f"import.column.{key}"), whole=key == "period")
        for key in COLUMNS
    )
    rows = []
    for form in forms:
        is_rehearsed = dry_run and form.outcome is Outcome.ACCEPTED
        outcome = voice.say(f"import.{'rehearsed' if is_rehearsed else form.outcome}")
        whose = (PurePath(form.name).name, form.unit or "–", form.period or "–")
        words = (*whose, outcome, _note(form, voice, dry_run=dry_run))
        rows.append(tuple(one_line(word) for word in words))
    title = voice.say("import.title.dry" if dry_run else "import.title")
    return Table(title, columns, tuple(rows))


def mending_words(form: ImportedForm, copy: str, voice: Voice) -> str:
    """How many faults a refused form has, and where its marked copy is."""
    faults = voice.say("import.faults", n=len(refusals(form.problems)))
    if form.back is None:
        return faults
    return f"{faults}; {voice.say('import.back', path=copy)}"


def _note(form: ImportedForm, voice: Voice, *, dry_run: bool) -> str:
    """What else is to be said of a file."""
    if form.since is not None:
        return voice.say("import.since", day=short(form.since))
    if form.outcome is Outcome.UNCHANGED and not form.problems:
        return voice.say("import.same")
    if form.outcome in {Outcome.VERSION, Outcome.UNREAD}:
        return voice.say(f"import.note.{form.outcome}")
    if form.outcome is Outcome.REFUSED:
        return mending_words(form, PurePath(form.back or "").name, voice)
    if form.waiting:
        return voice.say("import.waiting.figures", keys=", ".join(form.waiting))
    notes = []
    if dry_run and form.added is not None:
        new, changed = form.changed
        notes.append(voice.say("import.changes", new=new, changed=changed))
    number = len(form.problems)
    notes += [voice.say("import.warnings", n=number)] if number else []
    return "; ".join(notes)


PROBLEMS = key(
    "What is wrong with it.",
    join=lambda form, given: tell_all(form.problems, given["voice"]),
)


class FileJson(JsonDocument):
    """One form."""

    file: str = key("Its path.", lambda form: one_line(form.name))
    unit: str | None = key("Id of the unit.")
    period: str | None = key("Id of the period.")
    outcome: Outcome = key("What became of it.")
    entry: int | None = key("Number of the entry.", "added.entry")
    accepted_on: Day | None = key("When the same file was taken in before.", "since")
    waiting: list[str] = key("Ids of what waits to be confirmed.")
    marked_copy: str | None = key("The copy to send back.", "back")
    problems: list[ProblemJson] = PROBLEMS


class CollectedJson(JsonDocument):
    """One file."""

    file: str = key("Its path.", lambda form: one_line(form.name))
    kind: FileKind = key("What it is.")
    unit: str | None = key("Id of the unit, where it is known.")
    period: str | None = key("Id of the period, where it is known.")
    outcome: Outcome = key("What became of it.")
    sha256: str = key("SHA-256 of what it holds.", "digest")
    mailed_on: Day | None = key("Day of the mail that it came in.", "mailed")
    accepted_on: Day | None = key("When the same file was taken in before.", "since")
    marked_copy: str | None = key("The copy to send back.", "back")
    problems: list[ProblemJson] = PROBLEMS


class ImportJson(JsonDocument, schema="cchc.import/1", verbs=("report import",)):
    """What became of forms that came back."""

    dry_run: bool = DRY_RUN
    counts: dict[str, int] = key("How many files, by outcome.", _counts)
    files: list[FileJson] = key("Each file.", lambda forms: forms)
