"""`cchc note`: the office's own words in the report, by section of its outline."""

from functools import partial
from pathlib import Path
from typing import Annotated

from cchc.app.context import AppContext
from cchc.app.lists import give_list
from cchc.app.options import (
    AnswerOptions,
    AsOf,
    WriteOptions,
    argument,
    option,
    refuse_clash,
)
from cchc.app.questions import give_act
from cchc.app.usage_errors import UsageError
from cchc.features.note.actions import NoteRequest, note_book, write_note
from cchc.features.note.show import (
    NoteDoneJson,
    NotesJson,
    done_text,
    note_answer,
    note_table,
)
from cchc.sources.plain_text import plain_text
from cchc.sources.plan.plan_bytes import content_of
from cchc.text.problem import ProblemCode, refuse_if_any

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
    _write(app, "note add", request, act)


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
    _write(app, "note withdraw", request, act)


def run_list(
    app: AppContext,
    period: PeriodName = None,
    as_of: AsOf = None,
    *,
    out: AnswerOptions,
) -> None:
    book = note_book(app.database, period, app.voice, as_of=app.day(as_of))
    give_list(
        app,
        out,
        lambda: NotesJson.as_json(book),
        lambda: note_table(book, app.voice),
        answer=lambda: note_answer(book, app.voice),
    )


def _write(app: AppContext, verb: str, request: NoteRequest, act: WriteOptions) -> None:
    stamp = app.stamp(verb, act.by)
    run = partial(write_note, app.database, request, app.voice, stamp=stamp)
    give_act(app, act, run, NoteDoneJson, done_text)
