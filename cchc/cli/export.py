"""`cchc export`: papers of a period, to a file with a sensible name."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cchc.cli.desk import Desk
from cchc.cli.options import AsOf

if TYPE_CHECKING:
    from cchc.actions.export import Memo
    from cchc.actions.paper import Product
    from cchc.core.plan import Paper


class Kind(StrEnum):
    """What can be exported."""

    REPORT = "report"


class Form(StrEnum):
    """In what kind of file."""

    MD = "md"
    DOCX = "docx"
    HTML = "html"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


TABLES = (Form.CSV, Form.XLSX)


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
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="FILE|-", help="help.export.output"),
    ] = None,
) -> None:
    del kind  # one exists
    desk = ctx.ensure_object(Desk)
    form = form or _by_name(output)
    _fit(desk, form, table, output)
    made, given = _made(desk, period, desk.day(as_of), document, (form, table))
    if made.standing.changed is not None:
        desk.warn([made.standing.changed])
    desk.warn(made.doubts)
    _hand_over(desk, made, given, output)
    if document is not None:
        _ask_for_number(desk, made)


def _by_name(output: Path | None) -> Form:
    """The form that the ending of a file's name asks for; Markdown by default."""
    ending = "" if output is None else output.suffix.lower().removeprefix(".")
    return Form(ending) if ending in set(Form) else Form.MD


def _hand_over(desk: Desk, made: "Memo", given: "Product", output: Path | None) -> None:
    from cchc.cli.export_out import put
    from cchc.words.period import label

    path = put(desk, given, output)
    if path is not None:
        period = label(made.standing.view.period, desk.voice)
        desk.remark("export.written", period=period, path=str(path))
    _tell(desk, made, given)


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
    paper = _paper(desk, document)
    made = memo(shelf, Question(period, as_of), desk.voice, paper)
    if isinstance(made, Refused):
        desk.refuse(made.problems)
    given = memo_product(made, *wanted, shelf, desk.voice)
    if isinstance(given, Refused):
        desk.refuse(given.problems)
    return made, given


def _fit(desk: Desk, form: Form, table: str | None, output: Path | None) -> None:
    """Refuse what does not go together: a table of Word, a folder on the screen."""
    from cchc.core.problem import Fault, Place, Problem

    first = second = None
    if table is not None and form not in TABLES:
        first, second = "--table", f"--format {form}"
    if form is Form.CSV and table is None and str(output) == "-":
        first, second = "--format csv", "--output -"
    if first and second:
        blanks = {"first": first, "second": second}
        desk.refuse([Problem(Fault.OPTION_CLASH, Place(argument=first), blanks)])


def _paper(desk: Desk, text: str | None) -> "Paper":
    """Number and day of the report itself, as typed."""
    from cchc.core.plan import NO_PAPER, Paper
    from cchc.core.problem import Place
    from cchc.core.report import Typed
    from cchc.words.paper import number_and_day

    if text is None:
        return NO_PAPER
    number, day = number_and_day(Typed(text, Place(argument="--document")))
    dated = None if day is None else desk.day(day.text, "--document")
    return Paper(None if number is None else number.text, dated)


def _tell(desk: Desk, made: "Memo", given: "Product") -> None:
    """From what it was written: the day, how firm, who is silent, whose template."""
    from cchc.render.wording import day_words
    from cchc.words.clean import one_line

    view = made.standing.view
    basis = desk.voice.say(
        f"export.basis.{view.basis}",
        submitted=view.reports.submitted,
        expected=view.reports.expected,
    )
    day = day_words(view.as_of, desk.voice)
    desk.remark("export.as_of", day=day, basis=basis)
    if made.silent:
        desk.remark("export.silent", units=one_line(", ".join(made.silent)))
    for each in (made.template, given.template):
        if each is not None:
            desk.remark("export.template", path=each)


def _ask_for_number(desk: Desk, made: "Memo") -> None:
    """An older template of the office has no place for the number it was given."""
    from cchc.render.markdown import escaped

    said = made.manuscript
    paper = said.content["paper"]
    given = paper.values() if isinstance(paper, dict) else ()
    if any(escaped(str(each)) not in said.text for each in given):
        desk.remark("paper.number", path=said.source)
