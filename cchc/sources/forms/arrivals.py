"""What units sent, as it lies there: folders, archives and mails are opened.

Every file is named; only lock files and those of the system are passed over. A file is
known by what it holds before its name is asked: `bao cao.xlsx (1)` is a workbook.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path, PurePath
from re import sub
from zipfile import BadZipFile, ZipFile, ZipInfo

from cchc.sources.file_bytes import bytes_of
from cchc.sources.forms.form_grid import MOST_BYTES
from cchc.text.closed_list import StrEnum
from cchc.text.compare import nfc
from cchc.text.problem import Problem, ProblemCode
from cchc.text.record import Record, replace

INSIDE = " › "
"""Between an archive or mail and the file in it."""
MOST_IN_ARCHIVE = 5_000
MOST_UNPACKED = 500_000_000
DEEPEST = 3
"""Archives in archives; what lies deeper is named and not opened."""
_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "__macosx", ".ds_store"})
_UTF8_NAMES = 0x800


class FileKind(StrEnum):
    """What a file is; only forms and reports as text (packets) are read."""

    FORM = "form"
    PACKET = "packet"
    SCAN = "scan"
    PHOTO = "photo"
    DOCUMENT = "document"
    ARCHIVE = "archive"
    OTHER = "other"


_ENDINGS = {
    FileKind.FORM: ("xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv"),
    FileKind.PACKET: ("yaml", "yml", "json"),
    FileKind.SCAN: ("pdf",),
    FileKind.PHOTO: ("jpg", "jpeg", "png", "heic", "tif", "tiff"),
    FileKind.DOCUMENT: ("doc", "docx", "odt", "rtf", "txt"),
    FileKind.ARCHIVE: ("zip", "rar", "7z", "gz", "tar", "eml", "msg"),
}
_BY_ENDING = {ending: kind for kind, own in _ENDINGS.items() for ending in own}
_BY_START = {
    b"%PDF": FileKind.SCAN,
    b"\xff\xd8\xff": FileKind.PHOTO,
    b"\x89PNG": FileKind.PHOTO,
    b"Rar!": FileKind.ARCHIVE,
    b"\x78\x9f\x3e\x22": FileKind.ARCHIVE,  # winmail.dat of Outlook
    b"7z\xbc\xaf": FileKind.ARCHIVE,
}


class ArrivedFile(Record):
    """A file as it came; without content it could not be read, for its `trouble`.

    `name` is its path, through the archives and mails that it lay in; `mailed` the day
    of the mail, `modified` when the folder or archive says that it was saved.
    """

    name: str
    content: bytes | None
    kind: FileKind = FileKind.FORM
    modified: datetime | None = None
    mailed: date | None = None
    trouble: Problem | None = None


def base_name(name: str) -> str:
    """The name of a file alone, without the folders and archives that it lay in."""
    return PurePath(name.rpartition(INSIDE)[2]).name


def name_in_archives(name: str) -> str:
    """The name of a file behind those of the archives and mails that it lay in."""
    return INSIDE.join(PurePath(part).name for part in name.split(INSIDE))


def is_called(name: str, text: str) -> bool:
    """Whether a text is the path of a file, or whole pieces of it."""
    path, wanted = (
        f"/{PurePath(nfc(own).replace(INSIDE, '/')).as_posix()}/"
        for own in (name, text)
    )
    return wanted in path


def is_packet(name: str) -> bool:
    """Whether a file is called as a report that is text."""
    return _BY_ENDING.get(_ending(name)) is FileKind.PACKET


def may_hold_many(path: Path) -> bool:
    """Whether a path is a folder, or called as an archive or a mail."""
    return path.is_dir() or _BY_ENDING.get(_ending(path.name)) is FileKind.ARCHIVE


def listed_files(paths: Iterable[Path]) -> list[Path]:
    """Every file in files and folders, each once, in the order of their names."""
    files: dict[Path, None] = {}
    for path in paths:
        files |= {} if path.is_dir() else {path: None}
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not _is_passed_over(name))
            kept = (name for name in sorted(names) if not _is_passed_over(name))
            files |= {Path(folder, name): None for name in kept}
    return list(files)


def arrived_files(files: Iterable[Path]) -> Iterator[ArrivedFile]:
    """The files with their content; archives and mails are opened."""
    for path in files:
        is_archive = _BY_ENDING.get(_ending(path.name)) is FileKind.ARCHIVE
        most = MOST_UNPACKED if is_archive else MOST_BYTES
        content, name = bytes_of(path, ProblemCode.INPUT_MISSING, most), str(path)
        if isinstance(content, Problem):
            yield ArrivedFile(_readable(name), None, trouble=content)
            continue
        saved = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        yield from _opened(ArrivedFile(_readable(name), content, modified=saved), 0)


def _is_passed_over(name: str) -> bool:
    is_hidden = name.startswith(".") and not name.startswith("..")
    return is_hidden or name.startswith("~$") or name.lower() in _SYSTEM


def _readable(name: str) -> str:
    """The name with a sign for each byte of it that is no letter."""
    return name.encode(errors="surrogateescape").decode(errors="replace")


def _ending(name: str) -> str:
    """`xlsx` for `Bao cao.XLSX (1)`."""
    return sub(r"\s*\(\d+\)$", "", name).rpartition(".")[2].lower()


def _opened(file: ArrivedFile, depth: int) -> Iterator[ArrivedFile]:
    """The file, or what lies in it when it is an archive or a mail."""
    content, ending = file.content, _ending(file.name)
    if content is None:
        yield file
    elif ending == "eml" and depth < DEEPEST:
        yield from _in_mail(file, content, depth)
    elif ending == "zip" and depth < DEEPEST and not _is_workbook(content):
        yield from _in_archive(file, content, depth)
    else:
        yield replace(file, kind=_kind_of(content, ending))


def _kind_of(content: bytes, ending: str) -> FileKind:
    begun = [kind for start, kind in _BY_START.items() if content.startswith(start)]
    known = begun[0] if begun else _BY_ENDING.get(ending, FileKind.OTHER)
    is_unknown = known in {FileKind.OTHER, FileKind.ARCHIVE}
    return FileKind.FORM if is_unknown and _is_workbook(content) else known


def _is_workbook(content: bytes) -> bool:
    """Whether an archive is a workbook itself, whatever it is called."""
    with suppress(BadZipFile), ZipFile(BytesIO(content)) as archive:
        return "xl/workbook.xml" in archive.namelist()
    return False


def _in_archive(file: ArrivedFile, content: bytes, depth: int) -> Iterator[ArrivedFile]:
    closed = replace(file, kind=FileKind.ARCHIVE)
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir()]
            size = sum(part.file_size for part in parts)
            is_locked = any(part.flag_bits & 1 for part in parts)
            if is_locked or len(parts) > MOST_IN_ARCHIVE or size > MOST_UNPACKED:
                yield closed
                return
            for part in sorted(parts, key=_part_name):
                name = _part_name(part)
                if any(_is_passed_over(piece) for piece in name.split("/")):
                    continue
                saved = file.modified
                with suppress(ValueError):  # the archive may hold no day that exists
                    saved = datetime(*part.date_time).astimezone()
                name, data = f"{file.name}{INSIDE}{name}", archive.read(part)
                inner = replace(file, name=name, content=data, modified=saved)
                yield from _opened(inner, depth + 1)
    except (BadZipFile, OSError, ValueError, RuntimeError):
        yield closed


def _part_name(part: ZipInfo) -> str:
    """The name of a part; Windows writes Vietnamese names without saying so."""
    name = part.filename
    if not part.flag_bits & _UTF8_NAMES:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return nfc(name)


def _in_mail(file: ArrivedFile, content: bytes, depth: int) -> Iterator[ArrivedFile]:
    """The files that a mail carries, with the day on which it was sent."""
    from email import message_from_bytes, policy  # noqa: PLC0415
    from email.utils import parsedate_to_datetime  # noqa: PLC0415

    message = message_from_bytes(content, policy=policy.default)
    try:
        sent = parsedate_to_datetime(str(message["date"]))
    except (TypeError, ValueError):
        sent = None
    attached = [
        (name, part.get_payload(decode=True))
        for part in message.walk()
        if (name := part.get_filename())
    ]
    if not attached:
        yield replace(file, kind=FileKind.DOCUMENT, mailed=None)
    modified, mailed = sent or file.modified, sent.date() if sent else None
    for name, data in attached:
        if isinstance(data, bytes):
            path = f"{file.name}{INSIDE}{nfc(_readable(name))}"
            inner = ArrivedFile(path, data, modified=modified, mailed=mailed)
            yield from _opened(inner, depth + 1)
