"""Fixed words in place of what differs from machine to machine.

Only paths and the random name of a log are replaced: everything else is kept as it was.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from re import compile as pattern

ROOT = Path(__file__).resolve().parents[2]

_LOG = pattern(r"cchc-[a-z0-9_]{8}\.log")


@dataclass(frozen=True, slots=True)
class Mask:
    """What is replaced in the texts of a recording that works in a folder."""

    place: Path

    def text(self, text: str) -> str:
        """The text with fixed words for paths and logs."""
        for path, word in (
            (str(self.place), "/FOLDER"),
            (str(ROOT), "/PROGRAM"),
            (sys.executable, "/PYTHON/bin/python"),
            (sys.prefix, "/PYTHON"),
        ):
            text = text.replace(path, word)
        return _LOG.sub("cchc-NAME.log", text)

    def data(self, data: bytes) -> bytes:
        """The same for the bytes of a file; what is no text is left as it is."""
        try:
            return self.text(data.decode("utf-8")).encode("utf-8")
        except UnicodeDecodeError:
            return data
