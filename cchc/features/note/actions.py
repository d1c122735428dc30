"""`cchc note`: the office's own words for a section of the report of a period."""

from datetime import date
from pathlib import Path

from cchc.app.name_lookup import find_typed, unit_names
from cchc.app.which_plan import plan_and_period
from cchc.core.facts.acts import Note
from cchc.core.facts.report import Stamp
from cchc.core.plan.calendar import periods
from cchc.core.plan.plan import Plan
from cchc.features.note.show import NoteBook, NoteDone
from cchc.phrases.outline import OutlineSection, outline_of
from cchc.store.ledger import open_for_act, open_ledger
from cchc.store.registers import notes_of, put_note, standing_notes
from cchc.text.compare import fold, nfc
from cchc.text.problem import (
    Place,
    Problem,
    ProblemCode,
    refuse,
    require,
)
from cchc.text.record import Record
from cchc.words.translator import Voice


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
