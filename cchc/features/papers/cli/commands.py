"""`cchc export`: papers of a period, to a file with a sensible name."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from cchc.app.context import AppContext
from cchc.app.options import AsOf, By, DryRun, parse_paper, refuse_clash
from cchc.features.papers.actions.export import (
    WrittenPaper,
    brief,
    collect_files,
    file_stem,
    memo,
    message,
    render_memo,
    unit_reports,
)
from cchc.features.papers.cli.issue import give_back, seal
from cchc.features.papers.cli.out import put
from cchc.features.papers.cli.remarks import tell_basis, tell_number, warn_of
from cchc.features.papers.cli.wanted import ExportKind, Wanted
from cchc.features.status.actions.status import Question
from cchc.paper.manuscript import PaperFiles, PaperForm, TemplateFolders
from cchc.words.period import label

FormOption = Annotated[
    PaperForm | None, typer.Option("--format", help="help.export.format")
]
KindOption = Annotated[
    ExportKind | None, typer.Option("--kind", help="help.export.kind")
]
Units = Annotated[
    list[str] | None,
    typer.Option("--unit", metavar="UNIT", help="help.export.unit"),
]
Document = Annotated[
    str | None,
    typer.Option("--document", metavar="TEXT", help="help.export.document"),
]
TableKey = Annotated[
    str | None, typer.Option("--table", metavar="KEY", help="help.export.table")
]


def run_export(
    app: AppContext,
    period: Annotated[
        str | None, typer.Argument(metavar="[PERIOD]", help="help.export.period")
    ] = None,
    form: FormOption = None,
    kind: KindOption = None,
    units: Units = None,
    as_of: AsOf = None,
    document: Document = None,
    table: TableKey = None,
    issue: Annotated[bool, typer.Option("--issue", help="help.export.issue")] = False,
    issued: Annotated[
        int | None,
        typer.Option("--issued", metavar="N", min=1, help="help.export.issued"),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="FILE|-", help="help.export.output"),
    ] = None,
    dry_run: DryRun = False,
    by: By = None,
) -> None:
    asked = (kind, tuple(units or ()))
    wanted = Wanted(period, form, as_of, document, table, output, *asked)
    if issue or issued is not None:
        for first, second in _issue_clashes(wanted, issued, issue=issue):
            refuse_clash(app, first, second)
    else:
        for first, second in wanted.clashes():
            refuse_clash(app, first, second)
    if issued is not None:
        give_back(app, wanted, issued)
    elif issue:
        seal(app, wanted, by, dry_run=dry_run)
    elif wanted.kind is ExportKind.CHAT:
        _send_chat(app, wanted)
    else:
        _export_papers(app, wanted, dry_run=dry_run)


def _issue_clashes(
    wanted: Wanted, issued: int | None, *, issue: bool
) -> Iterator[tuple[str, str]]:
    """Pairs of options that do not go with `--issue` or `--issued`."""
    if issue and issued is not None:
        yield "--issued", "--issue"
    if wanted.table is not None:
        yield "--issue", "--table"
    if wanted.is_other:
        yield "--issue", f"--kind {wanted.kind}"
    if issued and wanted.as_of:
        yield "--issued", "--as-of"
    if issued and wanted.document:
        yield "--issued", "--document"


def _send_chat(app: AppContext, wanted: Wanted) -> None:
    """The message to the screen, to be copied; to a file where one is named."""
    folders = app.templates
    asked = Question(wanted.period, app.day(wanted.as_of))
    chat = message(folders, asked, app.voice)
    warn_of(app, chat)
    app.deliver(chat.text, wanted.output)
    app.remark("chat.letters", number=len(chat.text.rstrip()))


def _export_papers(app: AppContext, wanted: Wanted, *, dry_run: bool) -> None:
    folders = app.templates
    papers = _write_papers(app, folders, wanted)
    files = _render(app, folders, papers, wanted)
    warn_of(app, papers[0])
    if not dry_run and (path := put(app, files, wanted.output)) is not None:
        period = label(papers[0].standing.view.period, app.voice)
        code = "units" if wanted.is_many else wanted.kind
        blanks = {"period": period, "path": str(path), "number": len(papers)}
        app.remark(f"export.written.{code}", **blanks)
    tell_basis(app, papers, files)
    if wanted.document is not None:
        tell_number(app, papers[0])


def _write_papers(
    app: AppContext, folders: TemplateFolders, wanted: Wanted
) -> tuple[WrittenPaper, ...]:
    """The papers that were asked for, at least one."""
    number = parse_paper(app, wanted.document)
    asked = Question(wanted.period, app.day(wanted.as_of))
    if wanted.kind is ExportKind.UNIT:
        return unit_reports(folders, asked, wanted.units, app.voice, number)
    write = brief if wanted.kind is ExportKind.BRIEF else memo
    return (write(folders, asked, app.voice, number),)


def _render(
    app: AppContext,
    folders: TemplateFolders,
    papers: Sequence[WrittenPaper],
    wanted: Wanted,
) -> PaperFiles:
    """The one paper in its form; several as a folder."""
    rendered = tuple(
        render_memo(paper, wanted.final, wanted.table, folders, app.voice)
        for paper in papers
    )
    if not wanted.is_many:
        return rendered[0]
    stem = file_stem(papers[0].standing.view.period, app.voice)
    return collect_files(rendered, stem, app.voice)
