"""A file that proves a result: its fingerprint is kept, the file stays where it is."""

from hashlib import file_digest
from pathlib import Path

from cchc.core.report import Typed

STDIN = "-"


def fingerprint(named: Typed) -> tuple[str, int] | None:
    """SHA-256 in hexadecimal and bytes of the file named; None: no such file.

    A path in a report file starts at the folder of that file and may not leave it;
    typed on the command line it may lead anywhere. Devices and pipes are no files.
    """
    try:
        path = _reached(named)
        if path is None or not path.is_file():
            return None
        with path.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest(), stream.tell()
    except (OSError, ValueError):
        return None


def _reached(named: Typed) -> Path | None:
    inside = named.place.file
    if inside is None or inside == STDIN:
        return Path(named.text.strip())
    folder = Path(inside).parent.resolve()
    path = (folder / named.text.strip()).resolve()
    return path if path.is_relative_to(folder) else None
