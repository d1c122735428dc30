"""Words in place of what differs from machine to machine and from hour to hour.

Only three things are replaced: paths, the time of day of the recording, and the
random name of a log. Everything else is kept as it was said.
"""

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from re import Match
from re import compile as pattern

ROOT = Path(__file__).resolve().parents[2]
SLACK = 2
"""Seconds by which a time of day may stand outside the recording."""
DAY = 24 * 60 * 60

_STAMP = pattern(r"(\d{4}-\d\d-\d\d)([T ])(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|\+00:00)?")
_LOG = pattern(r"cchc-[a-z0-9_]{8}\.log")


@dataclass(frozen=True, slots=True)
class Mask:
    """What is replaced in the texts of one recording that began at a time."""

    place: Path
    began: float

    def text(self, text: str) -> str:
        """The text with fixed words for paths, for the clock and for logs."""
        for path, word in (
            (str(self.place), "/FOLDER"),
            (str(ROOT), "/PROGRAM"),
            (sys.executable, "/PYTHON/bin/python"),
            (sys.prefix, "/PYTHON"),
        ):
            text = text.replace(path, word)
        text = _LOG.sub("cchc-NAME.log", text)
        return _STAMP.sub(self._stamp, text)

    def data(self, data: bytes) -> bytes:
        """The same for the bytes of a file; what is no text is left as it is."""
        try:
            return self.text(data.decode("utf-8")).encode("utf-8")
        except UnicodeDecodeError:
            return data

    def _stamp(self, found: Match[str]) -> str:
        day, between, hour, minute, second, _, zone = found.groups()
        typed = (int(hour) * 60 + int(minute)) * 60 + int(second)
        since = (typed - int(self.began) % DAY + SLACK) % DAY
        if since > time.time() - self.began + 2 * SLACK:
            return found.group()
        shown = "TODAY" if day in self._days() else day
        return f"{shown}{between}CLOCK{zone or ''}"

    def _days(self) -> set[str]:
        """The days of the machine's own calendar on which this is recorded."""
        return {
            time.strftime("%Y-%m-%d", time.gmtime(moment))
            for moment in (self.began, time.time())
        }
