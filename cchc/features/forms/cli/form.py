"""`cchc report form`: forms out, for each unit."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from cchc.app.context import AppContext
from cchc.app.options import argument, option
from cchc.app.output import Format, choose_form
from cchc.features.forms.actions.form import asked_forms, read_carried
from cchc.features.forms.cli.files import fill_folder
from cchc.features.forms.cli.packets import pack_forms
from cchc.features.forms.show.form import form_workbook
from cchc.features.forms.show.tables import FormTables
from cchc.words.period import label
from cchc.words.translator import file_name

FORMATS = (Format.XLSX, Format.CSV)

Packets = Annotated[bool, option("--packets", "help.report.form.packets")]
Zip = Annotated[bool, option("--zip", "help.report.form.zip")]
Filled = Annotated[list[Path] | None, option("--from", "help.report.form.from", "FILE")]
Words = Annotated[
    list[str] | None, argument("[UNIT]... [PERIOD]", "help.report.form.words")
]
Folder = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="DIR", help="help.report.form.folder"),
]
Kind = Annotated[str, option("--format", "help.report.form.format", "|".join(FORMATS))]


def run_form(
    app: AppContext,
    words: Words = None,
    output: Folder = None,
    format_name: Kind = "xlsx",
    packets: Packets = False,
    zipped: Zip = False,
    filled: Filled = None,
) -> None:
    app.writer.require_folder(output := output or Path(file_name("forms")))
    ending = choose_form(FORMATS, Format.XLSX, format_name, None)
    tables = FormTables(app.voice)
    carried = read_carried(app.database, filled, today=app.today) if filled else None
    named = tuple(words or (carried.words if carried else ()))
    if carried:
        tables.carried = carried.rows
        app.warn(carried.problems)
    write = (
        tables.csv if ending is Format.CSV else partial(form_workbook, tables=tables)
    )
    lang = app.voice.lang
    with asked_forms(app.database, named, today=app.today, lang=lang) as batch:
        if carried:
            carried.refuse_lost_answers(batch)
        files = (
            (f"{name}.{ending}", form, write(form)) for name, form in batch.forms()
        )
        packed = pack_forms(app, files, output, folders=packets, archives=zipped)
        total = len(batch.units)
        made = fill_folder(
            app.writer, output, app.with_progress(packed, total, "form.progress")
        )
    period = label(batch.ground.period, app.voice)
    app.remark("form.made", n=total, period=period, path=output)
    if made.there:
        app.remark("form.made.before", n=made.there)
    app.remark("form.next", path=output)
