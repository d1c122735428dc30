"""`cchc report add --edit`: the whole report in the user's own text editor."""

import os
import shlex
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp
from typing import NoReturn

import typer

from cchc.app.context import AppContext
from cchc.core.facts.typed import TypedReport, TypedText
from cchc.features.report.actions.draft import with_marks
from cchc.features.report.actions.interview import (
    keep_answers,
    open_interview,
    problems_in,
)
from cchc.features.report.show.interview import (
    Interview,
    known_report,
    report_yaml,
    with_problems,
    without_problems,
)
from cchc.sources.report_file import read_report
from cchc.text.problem import Place, Problem, ProblemCode, refusals
from cchc.text.record import replace

NAME = "report.yaml"


def edit_report(
    app: AppContext,
    unit: str,
    period: str | None,
    *,
    reason: TypedText | None,
    dry_run: bool,
) -> TypedReport:
    """The report of (unit, period), opened again while something is wrong with it.

    It is kept as the draft, except in a rehearsal.
    """
    interview = open_interview(app.database, unit, period, today=app.today)
    start = replace(interview.draft or known_report(interview), reason=reason)
    start = with_marks(start, app.number_marks)
    typed = _edit(app, interview, report_yaml(interview, start, app.voice))
    if not dry_run:
        keep_answers(app.database, interview, typed)
    return typed


def _edit(app: AppContext, interview: Interview, text: str) -> TypedReport:
    """What was typed, once nothing is wrong with it; ends the run when given up."""
    problems = tuple[Problem, ...]()
    while True:
        shown = with_problems(text, problems, app.voice) if problems else text
        left = _open_editor(app, shown)
        text = without_problems(left)
        lines = (line.strip() for line in text.splitlines())
        if all(not line or line.startswith("#") for line in lines):
            _cancel(app, "editor.emptied")
        if left == shown:
            app.warn(problems)
            _cancel(app, "editor.unchanged")
        typed, problems = _read(app, interview, text)
        if typed is not None:
            return typed


def _read(
    app: AppContext, interview: Interview, text: str
) -> tuple[TypedReport | None, tuple[Problem, ...]]:
    """The one report of the text, or what is wrong with it."""
    reports, problems = read_report(text.encode(), NAME, app.number_marks)
    if refusals(problems) or len(reports) != 1:
        return None, problems
    # Evidence as the officer typed it: its files may lie anywhere.
    evidence = (
        (key, replace(text, place=Place(argument=text.text)))
        for key, text in reports[0].evidence
    )
    typed = replace(reports[0], evidence=tuple(evidence))
    wrong = problems_in(interview, typed, is_answer=False)
    others = [own for own in wrong if own.code is not ProblemCode.REASON_NEEDED]
    if not refusals(others) and refusals(wrong):
        reason = app.ask(app.voice.say("wizard.reason") + " ")
        if reason:
            typed = replace(typed, reason=TypedText(reason))
            wrong = problems_in(interview, typed, is_answer=False)
    return (None, wrong) if refusals(wrong) else (typed, ())


def _open_editor(app: AppContext, text: str) -> str:
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
            _cancel(app, "editor.failed")
        return path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")
    except (OSError, ValueError):
        _cancel(app, "editor.failed")
    finally:
        with suppress(OSError):
            path.unlink()


def _cancel(app: AppContext, code: str) -> NoReturn:
    app.err(app.voice.say(code, editor=app.editor))
    raise typer.Exit(1)
