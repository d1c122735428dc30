"""What units reported: readings of cells, items of registers, tasks, obstacles.

A cell is (indicator, unit, period). Its current reading is the last revision; the
ledger keeps them all (SEMANTICS 1 and 9).
"""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import TypeVar

from cchc.core.facts.acts import (
    NO_CHASE,
    At,
    Closing,
    ClosingKind,
    Evidence,
    ReminderBook,
    Review,
    Signing,
    TaskAct,
)
from cchc.core.facts.obstacle import Obstacle, RaisedObstacle
from cchc.core.plan.plan import NO_PAPER, Paper, PlanVersion
from cchc.text.closed_list import StrEnum
from cchc.text.record import Record, field

CellKey = tuple[str, str, str]
"""Indicator id, unit id, name of the period (`Q1`)."""


class CellState(StrEnum):
    """The states of a cell; the first four are derived, never stored.

    CLOSED is what was owed, and nobody waits for any longer (SEMANTICS 11).
    """

    NOT_EXPECTED = "not_expected"
    NOT_DUE = "not_due"
    MISSING = "missing"
    CLOSED = "closed"
    UNAVAILABLE = "unavailable"
    NIL = "nil"
    VALUE = "value"


class Quality(StrEnum):
    FINAL = "final"
    ESTIMATE = "estimate"
    DISPUTED = "disputed"


class Reading(Record):
    """What a unit said for one cell.

    `state` is VALUE, NIL or UNAVAILABLE. With VALUE one of these holds it: `number`
    (a ratio's numerator; its `denominator` beside it), `done` of a milestone,
    `answer` of a yes. A register's reading says only that its rows are its value.
    `typed` is the text as it came.
    """

    state: CellState
    number: Decimal | None = None
    denominator: Decimal | None = None
    done: date | None = None
    answer: bool | None = None
    quality: Quality = Quality.FINAL
    typed: str | None = None
    note: str | None = None


NIL = Reading(CellState.NIL)
UNAVAILABLE = Reading(CellState.UNAVAILABLE)


class ReportedExtent(StrEnum):
    """How much of a period's own cells is known: all, some, none, or none was due."""

    ALL = "all"
    PART = "part"
    NONE = "none"
    NOT_DUE = "not_due"


class UnitCell(Record):
    """The cell of one unit in the period: how it stands, what was said in it."""

    unit: str
    state: CellState
    reading: Reading | None = None


class Item(Record):
    """One row of a register; `key` is its folded name, by which it is one thing.

    `owner` is the unit it belongs to when that is not the unit that reported it.
    """

    indicator: str
    unit: str
    period: str
    name: str
    key: str
    date: dt.date | None = None
    document: str | None = None
    owner: str | None = None


class TaskState(StrEnum):
    """What a unit may say of a task; how it is judged is `TaskStatus`."""

    NOT_STARTED = "not_started"
    DOING = "doing"
    DONE = "done"


class TaskNote(Record):
    """What a unit said of a task in its report of a period: `doing:7/9`."""

    task: str
    unit: str
    period: str
    state: TaskState
    done: date | None = None
    count: Decimal | None = None
    of: Decimal | None = None
    result: str | None = None
    document: str | None = None


class Submission(Record):
    """One act of sending: when it came, on what paper, which cells it filled.

    `filled` are indicator ids given anything, rows of registers too; None of the only
    act on a report: it filled what is there.
    """

    id: int
    unit: str
    period: str
    received: date
    recorded_on: date
    document: Paper = NO_PAPER
    filled: frozenset[str] | None = frozenset()
    actor: str = ""


class Section(StrEnum):
    """The parts of a unit's own words, in the order of its report."""

    RESULTS = "results"
    SHORTCOMINGS = "shortcomings"
    CAUSES = "causes"
    NEXT = "next"
    PROPOSALS = "proposals"


class CauseKind(StrEnum):
    """Whether a cause lies outside of the unit or in it."""

    OBJECTIVE = "objective"
    SUBJECTIVE = "subjective"


class Narrative(Record):
    unit: str
    period: str
    section: Section
    text: str


class ReportedEvidence(Record):
    """What proves a result, as a unit gave it in its report of a period."""

    unit: str
    period: str
    evidence: Evidence


ReportRow = (
    Item | TaskNote | Submission | Obstacle | Narrative | ReportedEvidence | Review
)
"""What is known of one unit in one period, beside its figures."""
RowT = TypeVar("RowT", bound=ReportRow)


class Facts(Record, dict=True):
    """All that was known at the end of the as-of day; drafts never enter it.

    `tasks` holds the last note per task, unit and period; `submissions` stand in
    the order they were recorded; `drafts` are those that are open, by (unit, period),
    each with the ids of the indicators of which a figure waits to be confirmed.
    `excused` are cells that nobody owes although the plan lists them; `last_acts` has
    the last act of writing, withdrawals too, by (unit, period). `obstacles` are those
    of reports that stand; `raised` are all, with what was done about each since.
    `disputed` are cells that a reviewer marked and nobody has written since;
    `closings` all acts of closing a report, oldest first. `earlier` are the ledger's
    plans of earlier years, the latest first.
    """

    as_of: date
    cells: Mapping[CellKey, Reading] = field(default_factory=dict)
    items: tuple[Item, ...] = ()
    tasks: tuple[TaskNote, ...] = ()
    submissions: tuple[Submission, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    raised: tuple[RaisedObstacle, ...] = ()
    narratives: tuple[Narrative, ...] = ()
    evidence: tuple[ReportedEvidence, ...] = ()
    drafts: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    excused: frozenset[CellKey] = frozenset()
    reviews: tuple[Review, ...] = ()
    last_acts: Mapping[tuple[str, str], int] = field(default_factory=dict)
    chase: ReminderBook = NO_CHASE
    signings: tuple[Signing, ...] = ()
    disputed: frozenset[CellKey] = frozenset()
    closings: tuple[Closing, ...] = ()
    task_acts: tuple[TaskAct, ...] = ()
    earlier: "tuple[EarlierYear, ...]" = ()

    def rows_of(self, kind: type[RowT], unit: str, period: str) -> tuple[RowT, ...]:
        """The rows of one kind in a unit's report of a period, in their order."""
        rows = self._by_report.get((unit, period), ())
        return tuple(row for row in rows if isinstance(row, kind))

    @cached_property
    def _by_report(self) -> Mapping[tuple[str, str], list[ReportRow]]:
        """Everything but the figures by (unit, period); figures have their own key."""
        index: dict[tuple[str, str], list[ReportRow]] = {}
        rows: chain[ReportRow] = chain(
            *(self.items, self.tasks, self.submissions, self.obstacles),
            *(self.narratives, self.evidence, self.reviews),
        )
        for row in rows:
            index.setdefault((row.unit, row.period), []).append(row)
        return index

    @cached_property
    def submissions_by_report(self) -> Mapping[tuple[str, str], tuple[Submission, ...]]:
        """The submissions that stand, by unit and period, in their order."""
        sent: dict[tuple[str, str], tuple[Submission, ...]] = {}
        for act in self.submissions:
            at = (act.unit, act.period)
            sent[at] = (*sent.get(at, ()), act)
        return sent

    @cached_property
    def marked_reports(self) -> frozenset[At]:
        """Where more is known of a report than what was sent, by unit and period."""
        reviewed = ((review.unit, review.period) for review in self.reviews)
        chase, acted_on = self.chase, (self.disputed_by_report, self.closed_reports)
        return frozenset(
            chain(self.drafts, reviewed, chase.reliefs, chase.reminders, *acted_on)
        )

    @cached_property
    def closed_reports(self) -> Mapping[tuple[str, str], Closing]:
        """What ended the waiting for a report, by unit and period; where it stands."""
        last = {(act.unit, act.period): act for act in self.closings}
        return {at: act for at, act in last.items() if act.kind is ClosingKind.CLOSE}

    @cached_property
    def disputed_by_report(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The ids of the indicators in dispute, by unit and period, in order."""
        marked: dict[tuple[str, str], tuple[str, ...]] = {}
        for key, unit, period in sorted(self.disputed):
            marked[unit, period] = (*marked.get((unit, period), ()), key)
        return marked

    def was_sent(self, unit: str, period: str) -> bool:
        """Whether a report that stands was sent."""
        return (unit, period) in self.submissions_by_report

    def last_review(self, unit: str, period: str) -> Review | None:
        """The last word of whoever reviews, overtaken or not."""
        reviews = self.rows_of(Review, unit, period) if self.reviews else ()
        return max(reviews, key=_review_order, default=None)

    def must_answer(self, unit: str, period: str) -> bool:
        """Whether it was sent back, and still waits, or a marked figure in it does."""
        at, review = (unit, period), self.last_review(unit, period)
        sent = [act.id for act in self.submissions_by_report.get(at, ())]
        is_returned = bool(sent and review and review.returns(sent))
        return is_returned or at in self.disputed_by_report


class EarlierYear(Record, dict=True):
    """An earlier plan of the ledger, read when it is asked for, while that is open.

    `read_facts` gives what was known of its figures at the end of a day: of some
    indicators where they are named, else of all.
    """

    year: int
    read_versions: Callable[[], tuple[PlanVersion, ...]]
    read_facts: Callable[[date, Collection[str] | None], Facts]

    @cached_property
    def versions(self) -> tuple[PlanVersion, ...]:
        return self.read_versions()


def _review_order(review: Review) -> tuple[int, int]:
    return review.seen, review.id


class Report(Record):
    """A report ready to be written: everything found, read and allowed.

    `reason` is `CODE[: text]` of SEMANTICS 9, needed where a cell is corrected; `added`
    are rows of registers.
    """

    unit: str
    period: str
    received: date
    document: Paper = NO_PAPER
    readings: Mapping[str, Reading] = field(default_factory=dict)
    added: tuple[Item, ...] = ()
    tasks: tuple[TaskNote, ...] = ()
    narrative: Mapping[Section, str] = field(default_factory=dict)
    obstacles: tuple[Obstacle, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    reason: str | None = None

    @property
    def changed_keys(self) -> frozenset[str]:
        """The ids of the indicators that it says something new of."""
        return frozenset(self.readings) | {row.indicator for row in self.added}


class Stamp(Record):
    """Who writes, when, through which door.

    `recorded_at` is the day of `--today` at the machine's time of day; `machine_at`
    is the machine's own clock. `source` names the door: `report add`, a file.
    """

    recorded_at: datetime
    machine_at: datetime
    actor: str
    source: str


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
