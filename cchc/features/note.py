"""`cchc note`: the office's own words in the report, by section of its outline."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated

from cchc.app.command_line import UsageError
from cchc.app.context import AppContext
from cchc.app.give import give_act, give_record
from cchc.app.name_lookup import find_typed, unit_names
from cchc.app.options import (
    AnswerOptions,
    AsOf,
    WriteOptions,
    argument,
    option,
    refuse_clash,
)
from cchc.app.which_plan import plan_and_period
from cchc.core.facts.acts import Note
from cchc.core.facts.report import Stamp
from cchc.core.plan.calendar import periods
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.phrases.outline import OutlineSection, outline_of
from cchc.phrases.unit_texts import truncate
from cchc.screen.document import DRY_RUN, Day, JsonDocument, key
from cchc.screen.list_answer import FINE, ListAnswer, ListLine, list_head
from cchc.screen.table import LayoutColumn, Table, TableLayout
from cchc.sources.file_bytes import content_of, plain_text
from cchc.store.ledger import open_for_act, open_ledger
from cchc.store.registers import notes_of, put_note, standing_notes
from cchc.text.compare import fold, nfc
from cchc.text.day import short
from cchc.text.problem import (
    Place,
    Problem,
    ProblemCode,
    refuse,
    refuse_if_any,
    require,
)
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.period import label
from cchc.words.prose import NOTHING
from cchc.words.translator import Voice

LONGEST = 60
"""Letters of a text that the list shows."""


class NoteBook(Record):
    """What stands in each section of the report of a period."""

    plan: Plan
    period: Period
    as_of: date
    outline: tuple[OutlineSection, ...]
    notes: tuple[Note, ...]


class NoteDone(Record):
    """What was written or withdrawn, and what stood before."""

    plan: Plan
    period: Period
    section: OutlineSection
    note: Note
    before: Note | None
    doubts: tuple[Problem, ...] = ()

    @property
    def current_note(self) -> Note | None:
        """What stands there now; nothing after a withdrawal."""
        return self.note if self.note.text else None


class ListedNote(Record):
    """A section of the outline, with a note of it if there is one."""

    section: OutlineSection
    note: Note | None
    unit: str


def _rows(book: NoteBook) -> tuple[ListedNote, ...]:
    """The notes of each section; a section without any stands there alone."""
    by_section: dict[str, list[Note | None]] = {}
    for note in book.notes:
        by_section.setdefault(note.section, []).append(note)
    name_of = book.plan.unit_name
    return tuple(
        ListedNote(
            section, note, one_line(name_of(note.unit)) if note and note.unit else ""
        )
        for section in book.outline
        for note in by_section.get(section.key, [None])
    )


LIST: TableLayout[ListedNote] = TableLayout(
    "note.column",
    LayoutColumn("section", lambda row, _: row.section.key, whole=True, lead=True),
    LayoutColumn("title", lambda row, _: row.section.title, lead=True),
    LayoutColumn("unit", lambda row, _: row.unit or NOTHING),
    LayoutColumn("day", lambda row, _: short(row.note.day) if row.note else NOTHING),
    LayoutColumn("actor", lambda row, _: row.note.actor if row.note else NOTHING),
    LayoutColumn("text", lambda row, _: _shortened(row.note)),
)
"""One row for each section, with what the office wrote for it."""


def note_table(book: NoteBook, voice: Voice) -> Table:
    """The sections of the report of a period."""
    title = voice.say("note.title", period=label(book.period, voice))
    return LIST.table(title, _rows(book), voice)


def _shortened(note: Note | None) -> str:
    return truncate(note.text, LONGEST) if note and note.text else NOTHING


def note_answer(book: NoteBook, voice: Voice) -> ListAnswer:
    """The sections that have words, then which have none."""
    rows = _rows(book)
    written = {row.section.key for row in rows if row.note is not None}
    bare = [row.section.key for row in rows if row.note is None]
    blanks = {"period": label(book.period, voice), "day": short(book.as_of)}
    counts = {"written": len(written), "total": len(book.outline)}
    return ListAnswer(
        head=list_head(book.plan.authority.name, "note.list", voice, **blanks),
        counts=voice.say("note.list.counts", **counts),
        lines=tuple(
            ListLine(
                FINE,  # `II.3 Phường 2: Đã sắp xếp …`
                f"{row.section.key} {row.unit}".strip() + f": {_shortened(row.note)}",
                f"{short(row.note.day)}, {one_line(row.note.actor)}",
            )
            for row in rows
            if row.note is not None
        ),
        rest=voice.say("note.list.empty", sections=", ".join(bare)) if bare else "",
    )


def done_text(done: NoteDone, voice: Voice, *, dry_run: bool) -> str:
    """What was written where, and what it takes the place of."""
    note, section = done.note, done.section
    code = "note.written" if note.text else "note.withdrawn"
    blanks = {"section": section.key, "title": section.title}
    blanks["period"] = label(done.period, voice)
    lines = [voice.say(f"{code}.rehearsed" if dry_run else code, **blanks)]
    if note.unit is not None:
        name = one_line(done.plan.unit_name(note.unit))
        lines.append(voice.say("note.unit", unit=name))
    if note.carried_from is not None:
        lines.append(voice.say("note.carried", period=one_line(note.carried_from)))
    old, new = _shortened(done.before), _shortened(note)
    lines.append(voice.say("note.change", old=old, new=new))
    return "\n  ".join(lines)


class SectionWordsJson(JsonDocument):
    """The words of a section."""

    section: str = key("Its number in the outline.", "section.key")
    title: str = key("What the section is called.", "section.title")
    unit: str | None = key("Id of the unit whose words they edit.", "note.unit")
    text: str | None = key("The words; null where there are none.", "note.text")
    carried_from: str | None = key(
        "The period whose words are used again.", "note.carried_from"
    )
    day: Day | None = key("The day on which they were written.", "note.day")
    actor: str | None = key("Who wrote them.", "note.actor")


class NotesJson(JsonDocument, schema="cchc.note/1", verbs=("note list",)):
    """What stands in each section of the report of a period."""

    plan: str = key("Id of the plan.", "plan.id")
    period: str = key("Id of the period.", "period.id")
    as_of: Day = key("As known on this day.")
    notes: list[SectionWordsJson] = key("Each section of the outline.", _rows)


class NoteDoneJson(
    JsonDocument, schema="cchc.note/1", verbs=("note add", "note withdraw")
):
    """What was written or withdrawn, and what stood before."""

    dry_run: bool = DRY_RUN
    period: str = key("Id of the period.", "period.id")
    before: SectionWordsJson = key(
        "The words that stood.", lambda done: ListedNote(done.section, done.before, "")
    )
    after: SectionWordsJson = key(
        "The words that stand now.",
        lambda done: ListedNote(done.section, done.current_note, ""),
    )


class NoteRequest(Record):
    """What is to be written, or withdrawn (`text` None and not `carry`), as typed."""

    section: str
    period: str | None
    text: str | None = None
    unit: str | None = None
    carry: bool = False
    reason: str | None = None


def note_book(db: Path, period: str | None, voice: Voice, *, as_of: date) -> NoteBook:
    """What stands in each section of the report of a period."""
    with open_ledger(db) as ledger:
        held, when = plan_and_period(ledger, period, as_of)
        plan = held[-1].plan
        notes = standing_notes(notes_of(ledger, plan.id, as_of))
    own = tuple(note for note in notes if note.period == when.name)
    return NoteBook(plan, when, as_of, outline_of(plan, voice), own)


def write_note(
    db: Path, request: NoteRequest, *, voice: Voice, stamp: Stamp, dry_run: bool
) -> NoteDone:
    """Write or withdraw the words of a section; the version before stays to be seen.

    Refuses a section that the outline does not have (P544), nothing to withdraw or to
    carry (P545), no text (P546). Warns of the very text of an earlier period (P547).
    """
    today = stamp.recorded_at.date()
    with open_for_act(db, dry_run=dry_run) as ledger:
        held, when = plan_and_period(ledger, request.period, today)
        plan = held[-1].plan
        section = _find_section(request.section, plan, voice)
        units, code = unit_names(plan), ProblemCode.UNIT_UNKNOWN
        unit = require(find_typed(request.unit, units, code, "--unit"))
        standing = standing_notes(notes_of(ledger, plan.id, today))
        here = [n for n in standing if (n.section, n.unit) == (section.key, unit)]
        before = next((note for note in here if note.period == when.name), None)
        order = {period.name: period.ordinal for period in periods(plan)}
        past = [note for note in here if order.get(note.period, 0) < when.ordinal]
        earlier = max(past, key=lambda note: order.get(note.period, 0), default=None)
        text, carried = _text(request, before, earlier)
        note = Note(
            id=0,
            period=when.name,
            section=section.key,
            text=text,
            unit=unit,
            carried_from=carried.period if carried else None,
            day=today,
            actor=stamp.actor,
            reason=request.reason,
        )
        if not dry_run:
            put_note(ledger, plan.id, note, carried.id if carried else None, stamp)
    return NoteDone(plan, when, section, note, before, _doubts(note, earlier))


def _find_section(text: str, plan: Plan, voice: Voice) -> OutlineSection:
    """By its number, `II.3`, `ii 3`, or by its title; P541 names those there are."""
    outline = outline_of(plan, voice)
    wanted = fold(text).replace(" ", ".").strip(".")
    for section in outline:
        if wanted in {fold(section.key), fold(section.title).replace(" ", ".")}:
            return section
    known, place = ", ".join(section.key for section in outline), Place(argument=text)
    return refuse(ProblemCode.NOTE_SECTION, place, text=text, known=known)


def _text(
    request: NoteRequest, before: Note | None, earlier: Note | None
) -> tuple[str, Note | None]:
    """What to write, and what it was carried from; no text: a withdrawal."""
    place = Place(argument=request.section)
    if request.carry:
        if earlier is None:
            refuse(ProblemCode.NOTE_NOTHING, place)
        return earlier.text, earlier
    if request.text is None:
        if before is None:
            refuse(ProblemCode.NOTE_NOTHING, place)
        return "", None
    text = nfc(request.text.replace("\r\n", "\n")).strip()
    if not text:
        refuse(ProblemCode.NOTE_EMPTY, place)
    return text, None


def _doubts(note: Note, earlier: Note | None) -> tuple[Problem, ...]:
    """Last period's words, typed once more: perhaps nobody read them again."""
    if earlier is None or note.carried_from:
        return ()
    if earlier.text.split() != note.text.split():
        return ()
    blanks = {"section": note.section, "period": earlier.period}
    place = Place(argument=note.section)
    return (Problem(ProblemCode.NOTE_REPEATED, place, blanks),)


Section = Annotated[str, argument("SECTION", "help.note.section")]
PeriodName = Annotated[str | None, argument("[PERIOD]", "help.argument.period")]
UnitName = Annotated[str | None, option("--unit", "help.note.unit", "UNIT")]
ReasonText = Annotated[str | None, option("--reason", "help.note.reason", "TEXT")]


def run_add(
    app: AppContext,
    section: Section,
    period: PeriodName = None,
    text: Annotated[str | None, option("--text", "help.note.text", "TEXT")] = None,
    file: Annotated[Path | None, option("--file", "help.note.file", "FILE|-")] = None,
    unit: UnitName = None,
    carry: Annotated[bool, option("--carry", "help.note.carry")] = False,
    reason: ReasonText = None,
    *,
    act: WriteOptions,
) -> None:
    given = {"--text": text, "--file": file, "--carry": carry or None}
    typed = [name for name, value in given.items() if value is not None]
    if len(typed) > 1:
        refuse_clash(app, typed[0], typed[1])
    if not typed:
        raise UsageError(ProblemCode.OPTION_MISSING, option="--text")
    if file is not None:
        source = str(file)
        read = plain_text(content_of(source), source)
        refuse_if_any(read.problems)
        text = read.text or ""
    request = NoteRequest(section, period, text, unit, carry, reason)
    write = partial(write_note, voice=app.voice)
    give_act(app, act, "note add", write, request, NoteDoneJson, done_text)


def run_withdraw(
    app: AppContext,
    section: Section,
    period: PeriodName = None,
    unit: UnitName = None,
    reason: ReasonText = None,
    *,
    act: WriteOptions,
) -> None:
    request = NoteRequest(section, period, unit=unit, reason=reason)
    write = partial(write_note, voice=app.voice)
    give_act(app, act, "note withdraw", write, request, NoteDoneJson, done_text)


def run_list(
    app: AppContext,
    period: PeriodName = None,
    as_of: AsOf = None,
    *,
    out: AnswerOptions,
) -> None:
    book = note_book(app.database, period, app.voice, as_of=app.day(as_of))
    give_record(app, out, book, NotesJson, note_table, answer=note_answer)
