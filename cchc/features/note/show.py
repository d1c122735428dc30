"""The office's words as a list by section, as sentences, and as `cchc.note/1`."""

from datetime import date

from cchc.core.facts.acts import Note
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.phrases.outline import OutlineSection
from cchc.phrases.unit_texts import truncate
from cchc.screen.document import DRY_RUN, Day, JsonDocument, key
from cchc.screen.list_answer import FINE, ListAnswer, ListLine, list_head
from cchc.screen.table import LayoutColumn, Table, TableLayout
from cchc.text.day import short
from cchc.text.problem import (
    Problem,
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
