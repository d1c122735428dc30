"""`cchc note`: the office's own words in the report, by section of its outline."""

from functools import partial
from pathlib import Path
from typing import Annotated

from cchc.app.command_line import UsageError
from cchc.app.context import AppContext
from cchc.app.give import give_act, give_record
from cchc.app.options import (
    AnswerOptions,
    AsOf,
    WriteOptions,
    argument,
    option,
    refuse_clash,
)
from cchc.features.note.actions import NoteRequest, note_book, write_note
from cchc.features.note.show import (
    NoteDoneJson,
    NotesJson,
    done_text,
    note_answer,
    note_table,
)
from cchc.sources.file_bytes import content_of, plain_text
from cchc.text.problem import (
    ProblemCode,
    refuse_if_any,
)

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
