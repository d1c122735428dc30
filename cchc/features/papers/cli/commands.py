"""`cchc export`: papers of a period, to a file with a sensible name."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cchc.app.context import AppContext
from cchc.app.delivery import holds_content
from cchc.app.name_lookup import parse_paper
from cchc.app.options import (
    AsOf,
    By,
    DryRun,
    Json,
    argument,
    option,
    refuse_clash,
    typed_format,
)
from cchc.app.output import AT_OUTPUT, choose_form
from cchc.app.paper_files import note_papers, write_paper, write_papers
from cchc.core.plan.plan import NO_PAPER, Paper
from cchc.core.verdict.status import every_indicator
from cchc.features.papers.actions.export import PaperMaker, WrittenPaper, open_papers
from cchc.features.papers.actions.issue import (
    IssueRequest,
    Sealed,
    issue_memo,
    issued_copy,
)
from cchc.features.papers.cli.request import CalendarForm, ExportKind, ExportRequest
from cchc.features.status.actions.status import StatusAnswer, StatusQuestion
from cchc.paper.manuscript import PaperFiles, PaperForm
from cchc.paper.template import escape_markdown
from cchc.phrases.grammar import Addressee
from cchc.phrases.indicator_sentences import basis_counts
from cchc.phrases.paper_head import figures_until
from cchc.store.papers import handed_file
from cchc.text.day import short
from cchc.text.problem import Problem, ProblemCode, Refusal, refuse
from cchc.text.record import replace
from cchc.text.sanitize import one_line
from cchc.words.period import label
from cchc.words.prose import day_words, paper_words

if TYPE_CHECKING:
    from cchc.features.papers.actions.folder import PaperFolder

DIGEST_SHOWN = 16

FormOption = Annotated[
    str | None, option("--format", "help.export.format", "|".join(PaperForm))
]
KindOption = Annotated[ExportKind | None, option("--kind", "help.export.kind")]
ToOption = Annotated[
    Addressee | None, option("--to", "help.export.to", "|".join(Addressee))
]
Units = Annotated[list[str] | None, option("--unit", "help.export.unit", "UNIT")]
Document = Annotated[str | None, option("--document", "help.export.document", "TEXT")]
Assisted = Annotated[bool, option("--assisted", "help.export.assisted")]
TableKey = Annotated[str | None, option("--table", "help.export.table", "TABLE")]
IssuedNumber = Annotated[
    int | None,
    typer.Option("--issued", metavar="ISSUE", min=1, help="help.export.issued"),
]
Output = Annotated[Path | None, option("--output", "help.export.output", "FILE|-")]


def run_export(
    app: AppContext,
    period: Annotated[str | None, argument("[PERIOD]", "help.export.period")] = None,
    form: FormOption = None,
    kind: KindOption = None,
    to: ToOption = None,
    units: Units = None,
    as_of: AsOf = None,
    document: Document = None,
    table: TableKey = None,
    assisted: Assisted = False,
    issue: Annotated[bool, option("--issue", "help.export.issue")] = False,
    issued: IssuedNumber = None,
    output: Output = None,
    as_json: Json = False,
    dry_run: DryRun = False,
    by: By = None,
) -> None:
    form = typed_format(app, as_json=as_json, name=form)
    typed = (period, None, as_of, document, table, output, kind, tuple(units or ()))
    wanted = ExportRequest(*typed, assisted, to, issue, issued, dry_run)
    writer = app.writer
    writer.refuse_protected(output)
    if wanted.kind is ExportKind.CALENDAR:
        _export_calendar(app, wanted, form)
        return
    one_file = None if wanted.is_many or wanted.is_period_folder else output
    chosen = choose_form(PaperForm, None, form, one_file, PaperForm.MD)
    wanted = replace(wanted, form=chosen)
    _refuse_clash(app, wanted)
    require = writer.require_folder if wanted.fills_folder else writer.require_file
    require(output)
    if issued is not None:
        _give_back(app, wanted, issued)
    elif issue:
        _issue_memo(app, wanted, by)
    else:
        _export_kind(app, wanted)


def _export_kind(app: AppContext, wanted: ExportRequest) -> None:
    """What is written into no register."""
    if wanted.kind is ExportKind.CHAT:
        with _open_papers(app, wanted) as maker:
            text = maker.chat()
        _warn_of(app, maker.status, maker.doubts)
        app.deliver(text, wanted.output)
        app.remark("chat.letters", number=len(text.rstrip()))
    elif wanted.is_period_folder:
        _export_folder(app, wanted)
    else:
        _export_papers(app, wanted)


def _open_papers(
    app: AppContext, wanted: ExportRequest
) -> AbstractContextManager[PaperMaker]:
    """What makes the papers; nothing is given out before the ledger is closed."""
    question = StatusQuestion(wanted.period, app.day(wanted.as_of))
    papers = (app.templates, question, app.voice, parse_paper(wanted.document))
    tells_effects = wanted.kind is ExportKind.REPORT or wanted.is_period_folder
    return open_papers(*papers, with_effects=tells_effects)


def _export_folder(app: AppContext, wanted: ExportRequest) -> None:
    """Write the folder, or the one Word file with its conclusions beside it.

    Nothing that is there and says otherwise is written over: somebody may have worked
    on it (P511); without a name the first free one is taken.
    """
    from cchc.features.papers.show.folder import FolderJson, FolderWritten

    output, as_json = wanted.output, wanted.form is PaperForm.JSON
    with _open_papers(app, wanted) as maker:
        folder = _make_folder(maker, wanted)
    place = output or app.papers / folder.name
    if wanted.is_word:
        place = place.parent
    if not wanted.dry_run and output is None:
        place = write_paper(app, folder.as_files, None).path or Path()
    elif not wanted.dry_run:
        write_papers(app, folder.as_files.files, place)
    written = FolderWritten(place, folder.files)
    if as_json:
        app.out(FolderJson.as_json(written, dry_run=wanted.dry_run))
    elif not wanted.dry_run:
        blanks = {"folder": str(place), "n": len(folder.files)}
        app.remark(f"export.written.{wanted.kind}", **blanks)
        for line in written.lines(app.voice):
            app.remark("export.folder.file", file=line)
    _warn_of(app, maker.status, maker.doubts)
    _tell_basis(app, (folder.main,), folder.as_files)


def _make_folder(maker: PaperMaker, wanted: ExportRequest) -> "PaperFolder":
    from cchc.features.papers.actions.folder import (
        every_paper,
        meeting_pack,
        meeting_paper,
    )

    if wanted.output is not None and wanted.is_word:
        return meeting_paper(maker, wanted.output)
    make = meeting_pack if wanted.kind is ExportKind.PACK else every_paper
    has_form = wanted.form not in {None, PaperForm.JSON}
    return make(maker, wanted.final if has_form else PaperForm.DOCX)


def _refuse_clash(app: AppContext, wanted: ExportRequest) -> None:
    """P509 for two options, P542 where a file is named for a folder of papers."""
    if (clash := wanted.clash) is None:
        return
    output = str(wanted.output)
    if wanted.is_many and clash[1] == f"--output {output}" and output != "-":
        refuse(ProblemCode.OUTPUT_FILE, AT_OUTPUT, text=output)
    refuse_clash(app, *clash)


def _export_calendar(app: AppContext, wanted: ExportRequest, form: str | None) -> None:
    """Every deadline as a file that any calendar program takes."""
    from cchc.features.papers.actions.deadlines import deadlines
    from cchc.features.papers.show.calendar import calendar_text

    unfit: dict[str, object] = {"--table": wanted.table, "--unit": wanted.units}
    unfit |= {"--document": wanted.document, "--issue": wanted.issue}
    unfit |= {"--issued": None if wanted.issue else wanted.issued}
    for other in (name for name, value in unfit.items() if value):
        refuse_clash(app, "--kind calendar", other)
    choose_form(CalendarForm, CalendarForm.ICS, form, wanted.output)
    app.writer.require_file(wanted.output)
    day = app.day(wanted.as_of)
    plan, listed = deadlines(app.database, wanted.period, app.voice, as_of=day)
    made = datetime.combine(day, time())
    text = calendar_text(listed, plan.id, plan.title, made).encode(errors="replace")
    name = f"{app.voice.say('calendar.file')}-{plan.year}.ics"
    if not wanted.dry_run:
        written = write_paper(app, PaperFiles(name, {name: text}), wanted.output)
        if written.words:
            app.remark("calendar.written", n=len(listed), file=written.words)


def _export_papers(app: AppContext, wanted: ExportRequest) -> None:
    """Write the one paper in its form, or several into a folder."""
    papers: tuple[WrittenPaper, ...] = ()
    rendered: list[PaperFiles] = []
    with _open_papers(app, wanted) as maker:
        for step in app.with_progress(("compose", "render"), 2, "output.progress"):
            if step == "compose":
                papers = _compose(maker, wanted)
            else:
                form, table = wanted.final, wanted.table
                rendered += (maker.render(paper, form, table) for paper in papers)
    files = maker.folder_of(rendered) if wanted.is_many else rendered[0]
    _warn_of(app, maker.status, maker.doubts)
    words = "" if wanted.dry_run else write_paper(app, files, wanted.output).words
    if words:
        code = "units" if wanted.is_many else wanted.kind
        period = label(maker.status.view.period, app.voice)
        blanks = {"file": words, "period": period, "number": len(papers)}
        app.remark(f"export.written.{code}", **blanks)
    _tell_basis(app, papers, files, maker.number)
    if wanted.document is not None:  # an office's older template may have no place
        own = papers[0].manuscript.content["paper"]
        if isinstance(own, dict):
            texts = (own["number"], own["date"])
            _tell_unprinted(app, papers[0], "paper.number", texts)


def _compose(maker: PaperMaker, wanted: ExportRequest) -> tuple[WrittenPaper, ...]:
    """What the papers asked for say, before they have a form.

    The report as a page, as tables and as data is the office's own, unless told
    otherwise.
    """
    if wanted.kind is ExportKind.UNIT:
        with_assisted = wanted.with_assisted
        return maker.unit_reports(wanted.units, with_assisted=with_assisted)
    if wanted.kind is ExportKind.BRIEF:
        return (maker.brief(),)
    if wanted.kind is ExportKind.SCORE:
        return (maker.score(),)
    if wanted.final in {PaperForm.HTML, PaperForm.XLSX}:  # they tell of every unit
        for line in every_indicator(maker.status.view):
            line.parts.work_out()
    if wanted.reader is Addressee.INTERNAL:
        return (maker.internal_memo(),)
    return (maker.memo(wanted.reader or wanted.usual_reader),)


def _issue_memo(app: AppContext, wanted: ExportRequest, by: str | None) -> None:
    """Issue the report: into the ledger, and to a file.

    As Word, unless another form or a file of another kind is asked for.
    """
    folders, form = app.templates, wanted.form or PaperForm.DOCX
    question = StatusQuestion(wanted.period, app.day(wanted.as_of))
    request = IssueRequest(question, form, parse_paper(wanted.document))
    output, dry_run = wanted.output, wanted.dry_run
    kept = () if dry_run else app.writer.registered_files([output])
    stamp = None if dry_run else app.stamp("export --issue", by)

    def spare_kept(draft: Sealed) -> None:
        """Refuse to issue where another paper of the register stands (P525)."""
        if output is not None and kept and not holds_content(output, draft.content):
            raise Refusal(kept)

    sealed = issue_memo(folders, request, app.voice, stamp, spare_kept)
    _warn_of(app, sealed.memo.standing, sealed.memo.doubts)
    number, digest = sealed.number, sealed.digest[:DIGEST_SHOWN]
    if sealed.before is not None:
        app.remark("issued.already", number=number, day=short(sealed.before.issued_on))
    elif dry_run:
        app.remark("issued.would", number=number, digest=digest)
    else:
        period = label(sealed.memo.standing.view.period, app.voice)
        app.remark("issued.done", number=number, period=period, digest=digest)
    if not dry_run:
        plan = sealed.memo.standing.version.plan.id
        _hand_out(app, sealed.product, wanted.output, plan, number)
    _tell_basis(app, (sealed.memo,), sealed.product, request.paper)


def _give_back(app: AppContext, wanted: ExportRequest, number: int) -> None:
    """The report as it was issued, byte for byte; its text with `--format md`.

    Nothing else is the same for ever (P509).
    """
    copy = issued_copy(app.templates, wanted.period, number, app.voice, today=app.today)
    memo, name, form = copy.memo, Path(copy.memo.file), wanted.form
    files = PaperFiles(name.name, {name.name: copy.content})
    if form is not None and form.value != name.suffix.removeprefix("."):
        if form is not PaperForm.MD:
            refuse_clash(app, "--issued", f"--format {form}")
        name = name.with_suffix(".md")
        files = PaperFiles(name.name, {name.name: copy.text})
    _hand_out(app, files, wanted.output, copy.plan, number)
    days = {"day": short(memo.issued_on), "as_of": short(memo.as_of)}
    app.remark("issued.again", number=memo.number, period=copy.label, **days)


def _hand_out(
    app: AppContext, files: PaperFiles, output: Path | None, plan: str, number: int
) -> None:
    """Write a memo that is in the register, and note that it was handed out."""
    written = write_paper(app, files, output)
    if written.words:
        app.remark("output.written", file=written.words)
    papers = {("memo", number): (handed_file(written.path),)}
    note_papers(app, plan, papers, "export")


def _warn_of(app: AppContext, status: StatusAnswer, doubts: Sequence[Problem]) -> None:
    """Warn of a plan file that changed since, and of figures that do not add up."""
    if status.changed is not None:
        app.warn([status.changed])
    app.warn(doubts)


def _tell_basis(
    app: AppContext,
    papers: Sequence[WrittenPaper],
    files: PaperFiles,
    number: Paper = NO_PAPER,
) -> None:
    """From what they were written: the day, how firm, who is silent, whose template.

    With the number and day of the paper as they were understood.
    """
    if number != NO_PAPER:
        app.remark("export.paper", paper=paper_words(number, app.voice))
    paper = papers[0]
    view = paper.standing.view
    day = day_words(figures_until(view), app.voice)
    if paper.standing.unit is not None:
        app.remark("export.as_of.unit", day=day)
    else:
        basis = basis_counts(view, app.voice, "export.basis")
        app.remark("export.as_of", day=day, basis=basis)
    if silent := dict.fromkeys(name for paper in papers for name in paper.silent):
        app.remark("export.silent", units=one_line(", ".join(silent)))
    for template in (paper.template, files.template):
        if template is not None:
            app.remark("export.template", path=template)
    restated = paper.manuscript.content.get("restated")
    if isinstance(restated, dict) and restated["rows"]:
        _tell_unprinted(app, paper, "issued.not_printed", (restated["sentence"],))


def _tell_unprinted(
    app: AppContext, paper: WrittenPaper, code: str, texts: Sequence[object]
) -> None:
    manuscript = paper.manuscript
    if any(escape_markdown(str(text)) not in manuscript.text for text in texts):
        app.remark(code, path=manuscript.source)
