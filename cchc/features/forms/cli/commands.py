"""`cchc report form` and `cchc report import`: forms out, forms in."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cchc.app.context import AppContext
from cchc.app.options import (
    WriteOptions,
    argument,
    option,
)
from cchc.app.output import Format, choose_form
from cchc.app.standard_input import STDIN, spool_input
from cchc.core.facts.report import TypedText
from cchc.features.forms.actions.form import asked_forms, read_carried
from cchc.text.problem import Place
from cchc.text.record import replace
from cchc.words.period import label
from cchc.words.translator import file_name

if TYPE_CHECKING:
    from cchc.features.forms.actions.import_forms import ImportTerms

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
    from cchc.features.forms.cli.files import fill_folder
    from cchc.features.forms.cli.packets import pack_forms
    from cchc.features.forms.show.form import form_workbook
    from cchc.features.forms.show.tables import FormTables

    app.writer.require_folder(output := output or Path(file_name("forms")))
    ending = choose_form(FORMATS, Format.XLSX, format_name, None)
    tables = FormTables(app.voice)
    named = tuple(words or ())
    if filled:
        carried = read_carried(app.database, filled, today=app.today)
        tables.carried, named = carried.rows, named or carried.words
        app.warn(carried.problems)
    write = (
        tables.csv if ending is Format.CSV else partial(form_workbook, tables=tables)
    )
    lang = app.voice.lang
    with asked_forms(app.database, named, today=app.today, lang=lang) as batch:
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


def typed_option(name: str, text: str | None) -> TypedText | None:
    """What was typed behind an option, with its place; None where it was not given."""
    return None if text is None else TypedText(text, Place(argument=name))


def import_terms(
    app: AppContext,
    verb: str,
    act: WriteOptions,
    received: str | None,
    reason: str | None,
) -> "ImportTerms":
    """What holds for all files of a batch, as it was typed."""
    from cchc.features.forms.actions.import_forms import ImportTerms

    return ImportTerms(
        today=app.today,
        stamp=app.stamp(verb, act.by),
        received=typed_option("--received", received),
        reason=typed_option("--reason", reason),
        dry_run=act.dry_run,
    )


Files = Annotated[list[Path], argument("FILE|DIR...", "help.report.import.files")]
Received = Annotated[str | None, option("--received", "help.report.received", "DATE")]
Reason = Annotated[str | None, option("--reason", "help.report.import.reason", "TEXT")]
Confirm = Annotated[bool, option("--confirm", "help.report.confirm")]
NoCopies = Annotated[bool, option("--no-copies", "help.report.import.copies")]
Convert = Annotated[bool, option("--convert", "help.report.convert")]
Late = Annotated[bool, option("--late", "help.report.late")]


def run_import(
    app: AppContext,
    files: Files,
    received: Received = None,
    reason: Reason = None,
    no_copies: NoCopies = False,
    convert: Convert = False,
    confirm: Confirm = False,
    late: Late = False,
    *,
    act: WriteOptions,
) -> int:
    from cchc.features.forms.actions.import_forms import import_forms
    from cchc.features.forms.cli.files import listed_arrivals, write_marked_copy
    from cchc.features.forms.show.import_result import OPEN, tell_form, tell_forms
    from cchc.sources.forms.arrivals import arrived_files
    from cchc.store.disk.own_backups import back_up_before_batch

    paths = listed_arrivals([spool_input(path) for path in files])
    no_copies = no_copies or act.dry_run or STDIN in files
    terms = import_terms(app, "report import", act, received, reason)
    many = len(paths) > 1
    terms = replace(terms, many=many, confirm=confirm, converts=convert, late=late)
    if not act.dry_run:
        app.tell_backup(back_up_before_batch(app.database, app.today))
    came = arrived_files(app.with_progress(paths, len(paths), "import.progress"))
    forms = []
    for form in import_forms(app.database, came, terms):
        back = None if no_copies else write_marked_copy(app.writer, form)
        tell_form(app, form, act, alone=not many)
        # What a rehearsal of one would do is told by now, and is large.
        added = None if act.dry_run and not many else form.added
        forms.append(replace(form, back=back, added=added))
    tell_forms(app, forms, act)
    return int(any(form.outcome in OPEN for form in forms))
