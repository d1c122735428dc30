"""Deadlines as a calendar file (iCalendar, RFC 5545): a day, a title, who owes."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from re import sub

from cchc.text.record import Record

LONGEST = 73
"""Bytes of a line before it is folded; RFC 5545 allows 75 with its end."""


class Deadline(Record):
    """A day by which something is to be done; `key` names it within its plan."""

    key: str
    day: date
    title: str
    text: str = ""


def calendar_text(
    deadlines: Iterable[Deadline], plan_id: str, title: str, made: datetime
) -> str:
    """The file: one whole day for each deadline; the same again replaces it.

    `made` is the day of work, so that the same ledger gives the same bytes.
    """
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//cchc//cchc//VI"),
        *("CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"X-WR-CALNAME:{_escaped(title)}"),
    ]
    for deadline in deadlines:
        lines += ("BEGIN:VEVENT", f"UID:{plan_id}-{deadline.key}@cchc")
        lines.append(f"DTSTAMP:{made:%Y%m%dT%H%M%SZ}")
        lines.append(f"DTSTART;VALUE=DATE:{deadline.day:%Y%m%d}")
        lines.append(f"DTEND;VALUE=DATE:{deadline.day + timedelta(days=1):%Y%m%d}")
        lines.append(f"SUMMARY:{_escaped(deadline.title)}")
        if deadline.text:
            lines.append(f"DESCRIPTION:{_escaped(deadline.text)}")
        lines += ("TRANSP:TRANSPARENT", "END:VEVENT")
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _escaped(text: str) -> str:
    return sub(r"([\\;,])", r"\\\1", " ".join(text.split()))


def _folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 bytes; no letter is cut in two."""
    part = ""
    for letter in line:
        if len((part + letter).encode()) > LONGEST:
            yield part
            part = " "
        part += letter
    yield part
