"""What was done to cells and reports, as the log keeps it (SEMANTICS 9 and 11)."""

from datetime import date

from cchc.core.facts.report import CellKey, Reading, Stamp
from cchc.core.plan.plan import NO_PAPER, Paper
from cchc.text.closed_list import StrEnum
from cchc.text.record import Record


class Revision(Record):
    """One change of one cell, as the log keeps it; `reading` None: withdrawn.

    `sequence` counts the revisions of the cell from 1, `supersedes` is the id of
    the revision before, `entry` the act of writing it belongs to.
    """

    id: int
    entry: int
    cell: CellKey
    sequence: int
    reading: Reading | None
    stamp: Stamp
    received: date
    reason: str | None = None
    supersedes: int | None = None
    document: Paper = NO_PAPER


class ActKind(StrEnum):
    """What one act did to the report of a unit for a period."""

    REPORT = "report"
    SUPPLEMENT = "supplement"
    WITHDRAWAL = "withdrawal"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    CLOSE = "close"
    LIFT = "lift"


class Act(Record):
    """One act in the life of a report, as it was recorded (SEMANTICS 9 and 11).

    No state is stored: it is read off the acts of writing and of review, in their
    order. `received` is the day the unit's paper came (None of a review); `whole`:
    all of the report was withdrawn; `notes` are what a return says of single cells.
    """

    id: int
    kind: ActKind
    stamp: Stamp
    received: date | None = None
    document: Paper = NO_PAPER
    reason: str | None = None
    whole: bool = False
    notes: tuple[tuple[str, str], ...] = ()
