"""`cchc report form`: forms out, for each unit."""

from collections.abc import Iterable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Annotated
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import typer

from cchc.app.context import AppContext
from cchc.app.options import argument, option
from cchc.app.output import Format, choose_form
from cchc.features.forms.actions.form import (
    FORMATS,
    asked_forms,
    fill_folder,
    read_carried,
)
from cchc.features.forms.show.form import (
    PacketLine,
    PacketMaker,
    form_workbook,
    packet_list,
    packet_name,
)
from cchc.features.forms.show.form_model import Form
from cchc.features.forms.show.tables import FormTables
from cchc.paper.table_file import table_workbook
from cchc.paper.workbook_patch import ZIP_DAY
from cchc.words.period import label
from cchc.words.translator import file_name

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
        packed = app.with_progress(packed, total, "form.progress")
        there = fill_folder(app.writer, output, packed)
    period = label(batch.ground.period, app.voice)
    app.remark("form.made", n=total, period=period, path=output)
    if there:
        app.remark("form.made.before", n=there)
    app.remark("form.next", path=output)


def pack_forms(
    app: AppContext,
    forms: Iterable[tuple[str, Form, bytes]],
    folder: Path,
    *,
    folders: bool,
    archives: bool,
) -> Iterator[tuple[str, bytes]]:
    """The files of a batch by their paths: forms alone, or in `folders` or `archives`.

    The mails lie beside the packets, so that nobody sends a draft of a mail along. A
    list that is in the folder stays: somebody may have ticked it off.
    """
    if not (folders or archives):
        yield from ((name, content) for name, _, content in forms)
        return
    speech = app.voice
    maker, taken, lines = PacketMaker(app.templates, speech), set[str](), []
    mail_name = speech.say("packet.mail.file")
    for name, form, workbook in forms:
        files = maker.files(form, name, workbook)
        packet = packet_name(form.unit, taken)
        lines.append(PacketLine(form, f"{packet}.zip" if archives else packet))
        if archives:
            yield f"{packet}.zip", _archive(packet, files)
        else:
            yield from ((f"{packet}/{own}", content) for own, content in files.items())
        mail = maker.mail(form, files)
        if mail is not None:
            yield f"{mail_name} {packet}.eml", mail
    list_name = f"{speech.say('packet.list.file')}.xlsx"
    if not (folder / list_name).exists():
        table = packet_list(lines, speech)
        yield list_name, table_workbook(table, speech.lang)


def _archive(folder: str, files: dict[str, bytes]) -> bytes:
    """The files in a folder of an archive; the same files, the same bytes."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in files.items():
            part = ZipInfo(f"{folder}/{name}", ZIP_DAY)
            part.compress_type = ZIP_DEFLATED
            archive.writestr(part, content)
    return out.getvalue()
