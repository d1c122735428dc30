"""`cchc export --issue` and `--issued`: a report sealed, and given back."""

from pathlib import Path
from typing import TYPE_CHECKING

from cchc.app.context import AppContext
from cchc.app.options import parse_paper, refuse_clash
from cchc.features.papers.cli.out import put, tell
from cchc.features.papers.cli.wanted import Wanted
from cchc.paper.manuscript import PaperForm

if TYPE_CHECKING:
    from cchc.features.papers.actions.issue import IssuedCopy, Sealed
    from cchc.paper.manuscript import PaperFiles, TemplateFolders

SHORT = 16


def seal(app: AppContext, wanted: Wanted, by: str | None, *, dry_run: bool) -> None:
    """Issue the report: into the ledger, and to a file."""
    from cchc.features.papers.actions.issue import (
        IssueRequest,
        issue,
        rehearse_issue,
    )
    from cchc.features.status.actions.status import Question

    asked = Question(wanted.period, app.day(wanted.as_of))
    request = IssueRequest(asked, _form(wanted), parse_paper(app, wanted.document))
    if dry_run:
        found = rehearse_issue(_shelf(app), request, app.voice)
    else:
        stamp = app.stamp("export --issue", by)

        def land(sealed: "Sealed") -> None:
            _written(app, put(app, sealed.product, wanted.output))

        found = issue(_shelf(app), request, app.voice, stamp, land)
    if found.memo.standing.changed is not None:
        app.warn([found.memo.standing.changed])
    app.warn(found.memo.doubts)
    _told(app, found, dry_run=dry_run)


def _form(wanted: Wanted) -> PaperForm:
    """Word, unless another form or a file of another kind is asked for."""
    return wanted.form or PaperForm.of_file(wanted.output) or PaperForm.DOCX


def _shelf(app: AppContext) -> "TemplateFolders":
    from cchc.app.bundled_files import bundled_folder
    from cchc.paper.manuscript import TemplateFolders

    return TemplateFolders(app.database, bundled_folder("templates"))


def _written(app: AppContext, path: Path | None) -> None:
    if path is not None:
        app.remark("issued.written", path=str(path))


def _told(app: AppContext, found: "Sealed", *, dry_run: bool) -> None:
    """Under which number; or that it was issued before."""
    from cchc.text.day import short
    from cchc.words.period import label

    number, digest = found.number, found.digest[:SHORT]
    if found.before is not None:
        day = short(found.before.issued_on)
        app.remark("issued.already", number=number, day=day)
    elif dry_run:
        app.remark("issued.would", number=number, digest=digest)
    else:
        period = label(found.memo.standing.view.period, app.voice)
        app.remark("issued.done", number=number, period=period, digest=digest)
    tell(app, (found.memo,), found.product)


def give_back(app: AppContext, wanted: Wanted, number: int) -> None:
    """The report as it was issued, byte for byte; its text with `--format md`."""
    from cchc.features.papers.actions.issue import issued_copy

    shelf = _shelf(app)
    found = issued_copy(shelf, wanted.period, number, app.voice, today=app.today)
    given = _as_asked(app, found, wanted.form)
    _written(app, put(app, given, wanted.output))
    _recalled(app, found)


def _as_asked(
    app: AppContext, found: "IssuedCopy", form: PaperForm | None
) -> "PaperFiles":
    """The file itself, or its Markdown; nothing else is the same for ever (P509)."""
    from cchc.paper.manuscript import PaperFiles

    name = Path(found.memo.file)
    if form is None or form.value == name.suffix.removeprefix("."):
        return PaperFiles(name.name, {name.name: found.content})
    if form is not PaperForm.MD:
        refuse_clash(app, "--issued", f"--format {form}")
    name = name.with_suffix(".md")
    return PaperFiles(name.name, {name.name: found.text})


def _recalled(app: AppContext, found: "IssuedCopy") -> None:
    from cchc.text.day import short

    memo = found.memo
    app.remark(
        "issued.again",
        number=memo.number,
        period=found.label,
        day=short(memo.issued_on),
        as_of=short(memo.as_of),
    )
