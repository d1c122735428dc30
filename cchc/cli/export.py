"""`cchc export`: papers of a period, to a file with a sensible name."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cchc.cli.desk import Desk
from cchc.cli.export_wanted import (
    TABLES,
    Form,
    Kind,
    Wanted,
    by_name,
    clash,
    paper_given,
)
from cchc.cli.options import AsOf, By, DryRun

if TYPE_CHECKING:
    from cchc.actions.export import Memo
    from cchc.actions.paper import Product


FormOption = Annotated[Form | None, typer.Option("--format", help="help.export.format")]
KindOption = Annotated[Kind, typer.Option("--kind", help="help.export.kind")]
Document = Annotated[
    str | None,
    typer.Option("--document", metavar="TEXT", help="help.export.document"),
]
TableKey = Annotated[
    str | None, typer.Option("--table", metavar="KEY", help="help.export.table")
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export", help="help.export")(_export)


def _export(
    ctx: typer.Context,
    period: Annotated[
        str | None, typer.Argument(metavar="[PERIOD]", help="help.export.period")
    ] = None,
    form: FormOption = None,
    kind: KindOption = Kind.REPORT,
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
    del kind  # one exists
    desk = ctx.ensure_object(Desk)
    wanted = Wanted(period, form, as_of, document, table, output)
    if issue or issued is not None:
        _sealed(desk, wanted, issued, by, issue=issue, dry_run=dry_run)
    else:
        _export_now(desk, wanted, dry_run=dry_run)


def _export_now(desk: Desk, wanted: Wanted, *, dry_run: bool) -> None:
    from cchc.cli.export_out import tell

    table, output, document = wanted.table, wanted.output, wanted.document
    form = wanted.form or by_name(output)
    _fit(desk, form, table, output)
    day = desk.day(wanted.as_of)
    made, given = _made(desk, wanted.period, day, document, (form, table))
    if made.standing.changed is not None:
        desk.warn([made.standing.changed])
    desk.warn(made.doubts)
    if not dry_run:
        _hand_over(desk, made, given, output)
    tell(desk, made, given)
    if document is not None:
        _ask_for_number(desk, made)


def _sealed(
    desk: Desk,
    wanted: Wanted,
    number: int | None,
    by: str | None,
    *,
    issue: bool,
    dry_run: bool,
) -> None:
    from cchc.cli.export_issue import give_back, seal

    clashes = (
        *((("--issued", "--issue"),) if issue and number is not None else ()),
        *((("--issue", "--table"),) if wanted.table is not None else ()),
        *((("--issued", "--as-of"),) if number and wanted.as_of else ()),
        *((("--issued", "--document"),) if number and wanted.document else ()),
    )
    if clashes:
        clash(desk, *clashes[0])
    if number is not None:
        give_back(desk, wanted, number)
        return
    seal(desk, wanted, by, dry_run=dry_run)


def _hand_over(desk: Desk, made: "Memo", given: "Product", output: Path | None) -> None:
    from cchc.cli.export_out import put
    from cchc.words.period import label

    path = put(desk, given, output)
    if path is not None:
        period = label(made.standing.view.period, desk.voice)
        desk.remark("export.written", period=period, path=str(path))


def _made(
    desk: Desk,
    period: str | None,
    as_of: date,
    document: str | None,
    wanted: tuple[Form, str | None],
) -> "tuple[Memo, Product]":
    """The report and its form, or the end of the run."""
    from cchc.actions.export import memo, memo_product
    from cchc.actions.shelf import Shelf
    from cchc.actions.status import Question
    from cchc.cli.shipped import shipped
    from cchc.core.problem import Refused

    shelf = Shelf(desk.database, shipped("templates"))
    paper = paper_given(desk, document)
    made = memo(shelf, Question(period, as_of), desk.voice, paper)
    if isinstance(made, Refused):
        desk.refuse(made.problems)
    given = memo_product(made, *wanted, shelf, desk.voice)
    if isinstance(given, Refused):
        desk.refuse(given.problems)
    return made, given


def _fit(desk: Desk, form: Form, table: str | None, output: Path | None) -> None:
    """Refuse what does not go together: a table of Word, a folder on the screen."""
    if table is not None and form not in TABLES:
        clash(desk, "--table", f"--format {form}")
    if form is Form.CSV and table is None and str(output) == "-":
        clash(desk, "--format csv", "--output -")


def _ask_for_number(desk: Desk, made: "Memo") -> None:
    """An older template of the office has no place for the number it was given."""
    from cchc.render.markdown import escaped

    said = made.manuscript
    paper = said.content["paper"]
    given = (paper["number"], paper["date"]) if isinstance(paper, dict) else ()
    if any(escaped(str(each)) not in said.text for each in given):
        desk.remark("paper.number", path=said.source)
