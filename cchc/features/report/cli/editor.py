"""`cchc report add --edit`: the whole report in the user's own text editor."""

import os
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp
from typing import NoReturn

import typer

from cchc.app.context import AppContext
from cchc.app.options import WriteOptions
from cchc.core.facts.report import (
    Narrative,
    Reading,
    TaskNote,
    Typed,
    TypedReport,
    TypedTask,
)
from cchc.features.report.actions.add import add_all
from cchc.features.report.actions.interview import (
    Ask,
    Interview,
    faults,
    interview,
    kept,
)
from cchc.features.report.cli.echo import asked as sure
from cchc.features.report.cli.echo import echo
from cchc.features.report.show.interview import figures, row_lines, task_figures, title
from cchc.features.report.show.report_yaml import (
    Line,
    report_yaml,
    with_faults,
    without_faults,
)
from cchc.sources.report_file import read_report
from cchc.text.problem import Place, Problem, ProblemCode, refusals
from cchc.text.record import replace
from cchc.words.period import label

NAME = "bao-cao.yaml"


def edited(
    app: AppContext,
    named: tuple[str, str | None],
    by: str | None,
    *,
    reason: Typed | None,
    dry_run: bool,
) -> None:
    """Open the report of (unit, period), again while something is wrong, write it."""
    found = interview(app.database, *named, today=app.today)
    start = replace(found.draft or standing(found), reason=reason)
    first = report_yaml(_head(found, app), _lines(found, app), start, app.voice)
    typed = _settled(app, found, first)
    if not dry_run:
        kept(app.database, found, typed)
    _write(app, typed, by, dry_run=dry_run)


def standing(found: Interview) -> TypedReport:
    """What the ledger has of the report, as it would be typed again."""
    values = [
        (Typed(ask.key), Typed(text_of(ask.now)))
        for ask in found.asks
        if isinstance(ask.now, Reading) and not ask.is_register
    ]
    tasks = [task_of(ask.now) for ask in found.asks if isinstance(ask.now, TaskNote)]
    words = [
        (Typed(each.section.value), Typed(each.text))
        for each in found.facts.rows_of(Narrative, found.unit.id, found.period.name)
    ]
    notes = [
        (Typed(ask.key), Typed(ask.now.note))
        for ask in found.asks
        if isinstance(ask.now, Reading) and ask.now.note
    ]
    return replace(
        found.blank,
        values=tuple(values),
        tasks=tuple(tasks),
        narrative=tuple(words),
        notes=tuple(notes),
    )


def text_of(reading: Reading) -> str:
    """A reading as it may be typed again: Vietnamese figures, `~` for an estimate."""
    sign = "~" if reading.quality.value == "estimate" else ""
    if reading.done is not None:
        return reading.done.isoformat()
    if reading.answer is not None:
        return "yes" if reading.answer else "no"
    if reading.number is None:
        return reading.state.value
    said = f"{reading.number:f}".replace(".", ",")
    if reading.denominator is not None:
        said += "/" + f"{reading.denominator:f}".replace(".", ",")
    return sign + said


def task_of(note: TaskNote) -> TypedTask:
    """What was said of a task, as it may be typed again."""
    count = None if note.count is None else f"{note.count:f}".replace(".", ",")
    if count is not None and note.of is not None:
        count += "/" + f"{note.of:f}".replace(".", ",")
    parts = (note.done.isoformat() if note.done else None, count)
    rest = (*parts, note.result, note.document)
    typed = [None if each is None else Typed(each) for each in rest]
    return TypedTask(Typed(note.task), Typed(note.state.value), *typed)


def _head(found: Interview, app: AppContext) -> Iterator[str]:
    voice = app.voice
    unit, period = found.unit.name, label(found.period, voice)
    yield voice.say("editor.head", unit=unit, period=period)
    yield voice.say("editor.how")
    yield voice.say("wizard.how.signs")


def _lines(found: Interview, app: AppContext) -> Iterator[Line]:
    for ask in found.asks:
        kind = "tasks" if ask.task else "items" if ask.is_register else "values"
        yield Line(ask.key, kind, tuple(_comments(ask, app)))


def _comments(ask: Ask, app: AppContext) -> Iterator[str]:
    voice, one = app.voice, ask.indicator
    yield title(ask.key, ask.name, one)
    if one is not None:
        past = (ask.last, ask.previous)
        yield figures(one, (ask.target, ask.due, ask.own), past, voice)
    if ask.task is not None:
        yield task_figures(ask.task, voice)
    yield from row_lines(ask.rows, voice)


def _settled(app: AppContext, found: Interview, first: str) -> TypedReport:
    """What was typed, once nothing is wrong with it; ends the run when given up."""
    text, problems = first, tuple[Problem, ...]()
    while True:
        shown = with_faults(text, problems, app.voice) if problems else text
        raw = _opened(app, shown)
        text = without_faults(raw)
        if not _says_something(text):
            _cancelled(app, "editor.emptied")
        if raw == shown:
            app.warn(problems)
            _cancelled(app, "editor.unchanged")
        typed, problems = _read(app, found, text)
        if typed is not None:
            return typed


def _read(
    app: AppContext, found: Interview, text: str
) -> tuple[TypedReport | None, tuple[Problem, ...]]:
    """The one report of the text, or what is wrong with it."""
    reports, problems = read_report(text.encode(), NAME)
    if refusals(problems) or len(reports) != 1:
        return None, problems
    typed = replace(reports[0], evidence=tuple(_free(reports[0])))
    wrong = faults(found, typed, answer=False)
    others = [each for each in wrong if each.code is not ProblemCode.REASON_NEEDED]
    if not refusals(others) and refusals(wrong):
        said = app.ask(app.voice.say("wizard.reason") + " ")
        if said:
            typed = replace(typed, reason=Typed(said))
            wrong = faults(found, typed, answer=False)
    return (None, wrong) if refusals(wrong) else (typed, ())


def _free(typed: TypedReport) -> Iterator[tuple[Typed, Typed]]:
    """Evidence as the officer typed it: its files may lie anywhere."""
    for key, text in typed.evidence:
        yield key, replace(text, place=Place(argument=text.text))


def _opened(app: AppContext, text: str) -> str:
    """The text as it is after the editor was closed."""
    number, name = mkstemp(prefix="cchc-", suffix=".yaml")
    path = Path(name)
    try:
        os.close(number)
        path.write_text(text, encoding="utf-8", newline="\n")
        done = subprocess.run(  # noqa: S603 -- the user's own editor
            [*shlex.split(app.editor), name], check=False
        )
        if done.returncode:
            _cancelled(app, "editor.failed")
        return path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")
    except (OSError, ValueError):
        _cancelled(app, "editor.failed")
    finally:
        with suppress(OSError):
            path.unlink()


def _says_something(text: str) -> bool:
    bare = (line.strip() for line in text.splitlines())
    return any(line and not line.startswith("#") for line in bare)


def _cancelled(app: AppContext, code: str) -> NoReturn:
    app.err(app.voice.say(code, editor=app.editor))
    raise typer.Exit(1)


def _write(
    app: AppContext, typed: TypedReport, by: str | None, *, dry_run: bool
) -> None:
    stamp = app.stamp("report add", by)
    for rehearse in (True, False):
        added = add_all(
            app.database, (typed,), today=app.today, stamp=stamp, dry_run=rehearse
        )
        if dry_run or not rehearse:
            echo(app, added, WriteOptions(dry_run=dry_run))
            return
        if not sure(app, added):
            raise typer.Exit(1)
