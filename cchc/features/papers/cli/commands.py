"""`cchc export`: papers of a period, to a file with a sensible name."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cchc.app.context import AppContext
from cchc.app.options import AsOf, By, DryRun, parse_paper, refuse_clash
from cchc.features.papers.cli.wanted import Kind, Wanted
from cchc.paper.manuscript import PaperForm

if TYPE_CHECKING:
    from cchc.features.papers.actions.export import WrittenPaper
    from cchc.paper.manuscript import PaperFiles, TemplateFolders


FormOption = Annotated[
    PaperForm | None, typer.Option("--format", help="help.export.format")
]
KindOption = Annotated[Kind | None, typer.Option("--kind", help="help.export.kind")]
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
    ctx: typer.Context,
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
    app = ctx.ensure_object(AppContext)
    asked = (kind, tuple(units or ()))
    wanted = Wanted(period, form, as_of, document, table, output, *asked)
    if issue or issued is not None:
        _sealed(app, wanted, issued, by, issue=issue, dry_run=dry_run)
    else:
        _export_now(app, wanted, dry_run=dry_run)


def _export_now(app: AppContext, wanted: Wanted, *, dry_run: bool) -> None:
    from cchc.app.bundled_files import bundled_folder
    from cchc.features.papers.cli.out import tell
    from cchc.paper.manuscript import TemplateFolders

    for each in wanted.clashes():
        refuse_clash(app, *each)
    shelf = TemplateFolders(app.database, bundled_folder("templates"))
    if wanted.kind is Kind.CHAT:
        _chat(app, shelf, wanted)
        return
    made = _made(app, shelf, wanted)
    given = _given(app, shelf, made, wanted)
    if made[0].standing.changed is not None:
        app.warn([made[0].standing.changed])
    app.warn(made[0].doubts)
    if not dry_run:
        _hand_over(app, made, given, wanted)
    tell(app, made, given)
    if wanted.document is not None:
        _ask_for_number(app, made[0])


def _chat(app: AppContext, shelf: "TemplateFolders", wanted: Wanted) -> None:
    """The message to the screen, to be copied; to a file where one is named."""
    from cchc.features.papers.actions.export import message
    from cchc.features.status.actions.status import Question

    asked = Question(wanted.period, app.day(wanted.as_of))
    found = message(shelf, asked, app.voice)
    if found.standing.changed is not None:
        app.warn([found.standing.changed])
    app.warn(found.doubts)
    app.deliver(found.text, wanted.output)
    app.remark("chat.letters", number=len(found.text.rstrip()))


def _sealed(
    app: AppContext,
    wanted: Wanted,
    number: int | None,
    by: str | None,
    *,
    issue: bool,
    dry_run: bool,
) -> None:
    from cchc.features.papers.cli.issue import give_back, seal

    clashes = (
        *((("--issued", "--issue"),) if issue and number is not None else ()),
        *((("--issue", "--table"),) if wanted.table is not None else ()),
        *((("--issue", f"--kind {wanted.kind}"),) if wanted.is_other else ()),
        *((("--issued", "--as-of"),) if number and wanted.as_of else ()),
        *((("--issued", "--document"),) if number and wanted.document else ()),
    )
    if clashes:
        refuse_clash(app, *clashes[0])
    if number is not None:
        give_back(app, wanted, number)
        return
    seal(app, wanted, by, dry_run=dry_run)


def _hand_over(
    app: AppContext, made: "Sequence[WrittenPaper]", given: "PaperFiles", wanted: Wanted
) -> None:
    from cchc.features.papers.cli.out import put
    from cchc.words.period import label

    path = put(app, given, wanted.output)
    if path is not None:
        period = label(made[0].standing.view.period, app.voice)
        code = "units" if wanted.is_many else wanted.kind
        blanks = {"period": period, "path": str(path), "number": len(made)}
        app.remark(f"export.written.{code}", **blanks)


def _made(
    app: AppContext, shelf: "TemplateFolders", wanted: Wanted
) -> "tuple[WrittenPaper, ...]":
    """The papers that were asked for, at least one, or the end of the run."""
    from cchc.features.papers.actions.export import brief, memo, unit_reports
    from cchc.features.status.actions.status import Question

    paper = parse_paper(app, wanted.document)
    asked = Question(wanted.period, app.day(wanted.as_of))
    made: WrittenPaper | tuple[WrittenPaper, ...]
    match wanted.kind:
        case Kind.UNIT:
            made = unit_reports(shelf, asked, wanted.units, app.voice, paper)
        case Kind.BRIEF:
            made = brief(shelf, asked, app.voice, paper)
        case _:
            made = memo(shelf, asked, app.voice, paper)
    return made if isinstance(made, tuple) else (made,)


def _given(
    app: AppContext,
    shelf: "TemplateFolders",
    made: "Sequence[WrittenPaper]",
    wanted: Wanted,
) -> "PaperFiles":
    """The one paper in its form; several as a folder."""
    from cchc.features.papers.actions.export import (
        collect_files,
        file_stem,
        render_memo,
    )

    products = []
    for each in made:
        given = render_memo(each, wanted.final, wanted.table, shelf, app.voice)
        products.append(given)
    if not wanted.is_many:
        return products[0]
    stem = file_stem(made[0].standing.view.period, app.voice)
    return collect_files(tuple(products), stem, app.voice)


def _ask_for_number(app: AppContext, made: "WrittenPaper") -> None:
    """An older template of the office has no place for the number it was given."""
    from cchc.paper.template import escape_markdown

    said = made.manuscript
    paper = said.content["paper"]
    given = (paper["number"], paper["date"]) if isinstance(paper, dict) else ()
    if any(escape_markdown(str(each)) not in said.text for each in given):
        app.remark("paper.number", path=said.source)
