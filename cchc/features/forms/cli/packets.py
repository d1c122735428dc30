"""Forms as packets: a folder or archive for each unit, a list, drafts of mails."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from cchc.app.context import AppContext
from cchc.features.forms.show.form_model import Form
from cchc.features.forms.show.packet import (
    PacketLine,
    PacketMaker,
    packet_list,
    packet_name,
)
from cchc.paper.table_file import table_workbook
from cchc.paper.workbook_xml import ZIP_DAY


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
