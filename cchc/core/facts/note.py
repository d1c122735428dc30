"""The office's own words in a report, by section of its outline (DOCUMENTS 1.5)."""

import datetime as dt

from cchc.text.record import Record


class Note(Record):
    """What stands in a section of the report of a period.

    `unit` is whose words it edits, None for the office's own. `carried_from` is the
    period whose text it takes on, None where it was written for this one.
    """

    id: int
    period: str
    section: str
    text: str
    unit: str | None = None
    carried_from: str | None = None
    day: dt.date = dt.date.min
    actor: str = ""
    reason: str | None = None
