"""`cchc report form` and `cchc report import`: forms out, forms in."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from cchc.app.context import AppContext
from cchc.app.options import WriteOptions
from cchc.core.facts.report import Typed
from cchc.features.forms.actions.form import Asked, forms_asked
from cchc.features.forms.cli.folder import Filled, filled
from cchc.features.forms.show.form_csv import form_csv
from cchc.features.forms.show.form_model import Form
from cchc.features.forms.show.import_result import Outcome
from cchc.text.problem import Blank, Place, Problem, ProblemCode
from cchc.words.period import label
from cchc.words.translator import Lang, Voice, voice

FOLDER = Path("bieu-mau")
FORMATS = ("xlsx", "csv")


Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="[UNIT]... [PERIOD]", help="help.report.form.words"),
]
Folder = Annotated[
    Path, typer.Option("--output", "-o", metavar="DIR", help="help.report.form.folder")
]
Kind = Annotated[
    str, typer.Option("--format", metavar="xlsx|csv", help="help.report.form.format")
]


def run_form(
    app: AppContext,
    words: Words = None,
    output: Folder = FOLDER,
    format_name: Kind = "xlsx",
) -> None:
    if format_name.lower() not in FORMATS:
        place = Place(argument="--format")
        blanks: dict[str, Blank] = {"text": format_name, "known": FORMATS}
        app.refuse([Problem(ProblemCode.FORMAT_UNKNOWN, place, blanks)])
    asked = forms_asked(app.database, tuple(words or ()), today=app.today)
    ending = format_name.lower()
    draw, spoken = _drawer(ending), voice(Lang.VI)  # units read Vietnamese
    drawn = ((f"{name}.{ending}", draw(form, spoken)) for name, form in asked.forms())
    total = len(asked.units)
    made = filled(output, app.with_progress(drawn, total, "form.progress"))
    _said(app, asked, made, output)


def _said(app: AppContext, asked: "Asked", made: "Filled", folder: Path) -> None:
    period = label(asked.ground.period, app.voice)
    app.remark("form.made", n=len(asked.units), period=period, path=folder)
    if made.there:
        app.remark("form.made.before", n=made.there)
    app.remark("form.next", path=folder)


def _drawer(ending: str) -> "Callable[[Form, Voice], bytes]":
    if ending == "csv":
        return form_csv
    from cchc.features.forms.show.form import form_workbook

    return form_workbook


Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILE|DIR...", help="help.report.import.files"),
]
Received = Annotated[
    str | None, typer.Option("--received", metavar="DATE", help="help.report.received")
]
Reason = Annotated[
    str | None,
    typer.Option("--reason", metavar="TEXT", help="help.report.import.reason"),
]
NoCopies = Annotated[
    bool, typer.Option("--no-copies", help="help.report.import.copies")
]


def run_import(
    app: AppContext,
    files: Files,
    received: Received = None,
    reason: Reason = None,
    no_copies: NoCopies = False,
    *,
    act: WriteOptions,
) -> None:
    from cchc.features.forms.actions.import_forms import Terms, import_forms
    from cchc.features.forms.cli.files import arrived, listed
    from cchc.features.forms.cli.told import Told

    paths = listed(files)
    terms = Terms(
        today=app.today,
        stamp=app.stamp("report import", act.by),
        received=Typed(received, Place(argument="--received")) if received else None,
        reason=Typed(reason, Place(argument="--reason")) if reason else None,
        dry_run=act.dry_run,
        many=len(paths) > 1 and not act.dry_run,
    )
    came = app.with_progress(paths, len(paths), "import.progress")
    told = Told(app, dry_run=act.dry_run, as_json=act.as_json, copies=not no_copies)
    for done in import_forms(app.database, map(arrived, came), terms):
        told.add(done)
    told.end(many=len(paths) > 1)
    if told.count(Outcome.REFUSED):
        raise typer.Exit(1)
