"""`cchc export`: papers of a period, to a file with a sensible name; issued ones."""

from collections.abc import Sequence
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
from cchc.features.papers.actions.issue import (
    IssueRequest,
    issue_memo,
    issued_copy,
    rehearse_issue,
)
from cchc.features.papers.cli.out import put
from cchc.features.papers.cli.remarks import tell_basis, tell_number, warn_of
from cchc.features.papers.cli.wanted import ExportKind, Wanted
from cchc.features.status.actions.status import Question
from cchc.paper.manuscript import PaperFiles, PaperForm
from cchc.text.day import short
from cchc.words.period import label

DIGEST_SHOWN = 16
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
IssuedNumber = Annotated[
    int | None, typer.Option("--issued", metavar="N", min=1, help="help.export.issued")
]
Output = Annotated[
    Path | None, typer.Option("--output", metavar="FILE|-", help="help.export.output")
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
    issued: IssuedNumber = None,
    output: Output = None,
    dry_run: DryRun = False,
    by: By = None,
) -> None:
    kinds = (kind, tuple(units or ()))
    wanted = Wanted(period, form, as_of, document, table, output, *kinds)
    clashes = wanted.clashes()
    if issue or issued is not None:
        clashes = wanted.issue_clashes(issued, issue=issue)
    for first, second in clashes:
        refuse_clash(app, first, second)
    if issued is not None:
        _give_back(app, wanted, issued)
        return
    if issue:
        _issue_memo(app, wanted, by, dry_run=dry_run)
    elif wanted.kind is ExportKind.CHAT:
        asked = Question(wanted.period, app.day(wanted.as_of))
        chat = message(app.templates, asked, app.voice)
        warn_of(app, chat)
        app.deliver(chat.text, wanted.output)  # to the screen, to be copied
        app.remark("chat.letters", number=len(chat.text.rstrip()))
    else:
        _export_papers(app, wanted, dry_run=dry_run)


def _export_papers(app: AppContext, wanted: Wanted, *, dry_run: bool) -> None:
    papers = _write_papers(app, wanted)
    view = papers[0].standing.view
    rendered = tuple(
        render_memo(paper, wanted.final, wanted.table, app.templates, app.voice)
        for paper in papers
    )
    files = rendered[0]
    if wanted.is_many:
        files = collect_files(rendered, file_stem(view.period, app.voice), app.voice)
    warn_of(app, papers[0])
    if not dry_run and (path := put(app, files, wanted.output)) is not None:
        code = "units" if wanted.is_many else wanted.kind
        period, number = label(view.period, app.voice), len(papers)
        blanks = {"period": period, "path": str(path), "number": number}
        app.remark(f"export.written.{code}", **blanks)
    tell_basis(app, papers, files)
    if wanted.document is not None:
        tell_number(app, papers[0])


def _write_papers(app: AppContext, wanted: Wanted) -> Sequence[WrittenPaper]:
    """The papers that were asked for, at least one."""
    number = parse_paper(app, wanted.document)
    asked = Question(wanted.period, app.day(wanted.as_of))
    if wanted.kind is ExportKind.UNIT:
        return unit_reports(app.templates, asked, wanted.units, app.voice, number)
    write = brief if wanted.kind is ExportKind.BRIEF else memo
    return (write(app.templates, asked, app.voice, number),)


def _issue_memo(
    app: AppContext,
    wanted: Wanted,
    by: str | None,
    *,
    dry_run: bool,
) -> None:
    """Issue the report: into the ledger, and to a file.

    As Word, unless another form or a file of another kind is asked for.
    """
    asked = Question(wanted.period, app.day(wanted.as_of))
    form = wanted.form or PaperForm.of_file(wanted.output) or PaperForm.DOCX
    request = IssueRequest(asked, form, parse_paper(app, wanted.document))
    if dry_run:
        sealed = rehearse_issue(app.templates, request, app.voice)
    else:
        stamp = app.stamp("export --issue", by)
        sealed = issue_memo(
            app.templates,
            request,
            app.voice,
            stamp,
            lambda sealed: _put_issued(app, sealed.product, wanted.output),
        )
    warn_of(app, sealed.memo)
    number, digest = sealed.number, sealed.digest[:DIGEST_SHOWN]
    if sealed.before is not None:
        day = short(sealed.before.issued_on)
        app.remark("issued.already", number=number, day=day)
    elif dry_run:
        app.remark("issued.would", number=number, digest=digest)
    else:
        period = label(sealed.memo.standing.view.period, app.voice)
        app.remark("issued.done", number=number, period=period, digest=digest)
    tell_basis(app, (sealed.memo,), sealed.product)


def _put_issued(app: AppContext, files: PaperFiles, output: Path | None) -> None:
    path = put(app, files, output)
    if path is not None:
        app.remark("issued.written", path=str(path))


def _give_back(app: AppContext, wanted: Wanted, number: int) -> None:
    """The report as it was issued, byte for byte; its text with `--format md`.

    Nothing else is the same for ever (P509).
    """
    copy = issued_copy(app.templates, wanted.period, number, app.voice, today=app.today)
    memo, form = copy.memo, wanted.form
    file = Path(memo.file)
    content: str | bytes = copy.content
    if form is not None and form.value != file.suffix.removeprefix("."):
        if form is not PaperForm.MD:
            refuse_clash(app, "--issued", f"--format {form}")
        file, content = file.with_suffix(".md"), copy.text
    _put_issued(app, PaperFiles(file.name, {file.name: content}), wanted.output)
    app.remark(
        "issued.again",
        number=memo.number,
        period=copy.label,
        day=short(memo.issued_on),
        as_of=short(memo.as_of),
    )
