"""`cchc lint`: an edited report against the ledger."""

from pathlib import Path
from typing import Annotated

import typer

from cchc.app.console import steps_of
from cchc.app.context import AppContext
from cchc.app.give import give_list
from cchc.app.options import AsOf, ListOptions, argument
from cchc.features.papers.actions.lint import LintRequest, lint_paper
from cchc.features.papers.show.lint import FINDINGS, LintJson
from cchc.words.prose import day_words

FOUND = 3


def run_lint(
    app: AppContext,
    file: Annotated[Path, argument("FILE", "help.lint.file")],
    period: Annotated[str | None, argument("[PERIOD]", "help.export.period")] = None,
    as_of: AsOf = None,
    *,
    out: ListOptions,
) -> None:
    day = app.optional_day(as_of, "--as-of")
    request = LintRequest(file, period, day, app.today)
    with steps_of(app.with_progress(range(4), 4, "lint.progress")) as step:
        answer = lint_paper(app.templates, request, app.voice, step)
    findings = answer.findings
    if findings or out.as_json or out.output is not None:
        give_list(
            app,
            out,
            lambda: LintJson.as_json(answer, file=file.name),
            lambda: FINDINGS.table("", findings, app.voice),
        )
    blanks = {"file": file.name, "day": day_words(answer.as_of, app.voice)}
    app.remark("lint.found" if findings else "lint.agrees", n=len(findings), **blanks)
    if findings:
        raise typer.Exit(FOUND)
