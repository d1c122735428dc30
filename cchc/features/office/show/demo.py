"""What the illustrated year is played from, and what it tells at its end."""

from datetime import date
from pathlib import Path

from cchc.core.verdict.status import StatusView
from cchc.text.record import Record

EXAMPLE = "sa-dec-2022"
SIGNED = date(2022, 3, 3)


class Stop(Record):
    """A day on which the year is looked back on."""

    number: int
    period: str
    as_of: date


STOPS = (
    Stop(1, "Q1", date(2022, 3, 25)),
    Stop(2, "Q2", date(2022, 6, 24)),
    Stop(3, "Q3", date(2022, 9, 23)),
    Stop(4, "Q4", date(2022, 12, 20)),
    Stop(5, "Q4", date(2023, 7, 3)),
)


class Played(Record):
    """What a demo did: reports logged, of how many units, memos; where all stands."""

    folder: Path
    reports: int
    units: int
    memos: int
    view: StatusView


TO_TRY = (
    "cchc status",
    "cchc status Q2 --as-of 2022-06-24",
    "cchc report list Q1",
    "cchc report show p2 Q1",
)
"""What to type next, each on a line of its own."""
