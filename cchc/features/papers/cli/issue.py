"""`cchc export --issue` and `--issued`: a report sealed, and given back."""

from pathlib import Path

from cchc.app.context import AppContext
from cchc.app.options import parse_paper, refuse_clash
from cchc.features.papers.actions.issue import (
    IssuedCopy,
    IssueRequest,
    Sealed,
    issue,
    issued_copy,
    rehearse_issue,
)
from cchc.features.papers.cli.out import put
from cchc.features.papers.cli.remarks import tell_basis, warn_of
from cchc.features.papers.cli.wanted import Wanted
from cchc.features.status.actions.status import Question
from cchc.paper.manuscript import PaperFiles, PaperForm
from cchc.text.day import short
from cchc.words.period import label

DIGEST_SHOWN = 16


def seal(app: AppContext, wanted: Wanted, by: str | None, *, dry_run: bool) -> None:
    """Issue the report: into the ledger, and to a file.

    As Word, unless another form or a file of another kind is asked for.
    """
    folders = app.templates
    asked = Question(wanted.period, app.day(wanted.as_of))
    form = wanted.form or PaperForm.of_file(wanted.output) or PaperForm.DOCX
    request = IssueRequest(asked, form, parse_paper(app, wanted.document))
    if dry_run:
        sealed = rehearse_issue(folders, request, app.voice)
    else:
        stamp = app.stamp("export --issue", by)
        sealed = issue(
            folders,
            request,
            app.voice,
            stamp,
            lambda sealed: _write(app, sealed.product, wanted.output),
        )
    warn_of(app, sealed.memo)
    _tell_number(app, sealed, dry_run=dry_run)
    tell_basis(app, (sealed.memo,), sealed.product)


def _write(app: AppContext, files: PaperFiles, output: Path | None) -> None:
    path = put(app, files, output)
    if path is not None:
        app.remark("issued.written", path=str(path))


def _tell_number(app: AppContext, sealed: Sealed, *, dry_run: bool) -> None:
    """Under which number; or that it was issued before."""
    number, digest = sealed.number, sealed.digest[:DIGEST_SHOWN]
    if sealed.before is not None:
        day = short(sealed.before.issued_on)
        app.remark("issued.already", number=number, day=day)
    elif dry_run:
        app.remark("issued.would", number=number, digest=digest)
    else:
        period = label(sealed.memo.standing.view.period, app.voice)
        app.remark("issued.done", number=number, period=period, digest=digest)


def give_back(app: AppContext, wanted: Wanted, number: int) -> None:
    """The report as it was issued, byte for byte; its text with `--format md`."""
    folders = app.templates
    copy = issued_copy(folders, wanted.period, number, app.voice, today=app.today)
    _write(app, _as_asked(app, copy, wanted.form), wanted.output)
    memo = copy.memo
    app.remark(
        "issued.again",
        number=memo.number,
        period=copy.label,
        day=short(memo.issued_on),
        as_of=short(memo.as_of),
    )


def _as_asked(app: AppContext, copy: IssuedCopy, form: PaperForm | None) -> PaperFiles:
    """The file itself, or its Markdown; nothing else is the same for ever (P509)."""
    name = Path(copy.memo.file)
    if form is None or form.value == name.suffix.removeprefix("."):
        return PaperFiles(name.name, {name.name: copy.content})
    if form is not PaperForm.MD:
        refuse_clash(app, "--issued", f"--format {form}")
    name = name.with_suffix(".md")
    return PaperFiles(name.name, {name.name: copy.text})
