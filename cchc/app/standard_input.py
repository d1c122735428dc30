"""`-` for a file that is read: what comes on standard input, as a file of its own."""

import atexit
import sys
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from cchc.app.console import SPOOL_FOLDERS

STDIN = Path("-")
MOST_BYTES = 1_000_000_000
"""No file that we read is longer; what comes after is left unread."""
_ENDINGS = {
    b"SQLite format 3": ".db",
    b"%PDF": ".pdf",
    b"\x89PNG": ".png",
    b"\xff\xd8\xff": ".jpg",
}


def spool_input(path: Path, ending: str = ".csv") -> Path:
    """The file itself; for `-` one with what comes, gone when the run ends.

    Its name ends as its first bytes say, else with `ending`.
    """
    if path != STDIN:
        return path
    data = sys.stdin.buffer.read(MOST_BYTES)
    folder = mkdtemp(prefix="cchc-")
    SPOOL_FOLDERS.append(folder)
    atexit.register(rmtree, folder, ignore_errors=True)
    ends = (end for start, end in _ENDINGS.items() if data.startswith(start))
    own_ending = next(ends, ending)
    if data.startswith(b"PK"):
        own_ending = ".docx" if b"word/document.xml" in data else ".xlsx"
    file = Path(folder) / f"stdin{own_ending}"
    file.write_bytes(data)
    return file
