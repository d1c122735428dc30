"""What the office did beside the figures: reliefs, reviews, closings, papers signed."""

import datetime as dt
from collections.abc import Iterable, Mapping
from datetime import date

from cchc.core.plan.plan import NO_PAPER, Paper
from cchc.core.plan.unit import Reminder, Signer
from cchc.text.closed_list import StrEnum
from cchc.text.record import Record, field

At = tuple[str, str]
"""Unit id and name of the period."""


class ReliefKind(StrEnum):
    """What a unit was granted; `lift` takes back what was granted before."""

    EXEMPT = "exempt"
    EXTEND = "extend"
    LIFT = "lift"


class Relief(Record):
    """One act of exempting, extending or taking that back; the last one stands.

    `until` is the later due day of an extension; `due` the day by the plan when it
    was granted, so that both are kept.
    """

    unit: str
    period: str
    kind: ReliefKind
    until: date | None
    due: date
    reason: str
    actor: str
    recorded_on: date


class ReminderBook(Record):
    """All acts of relief and all reminders, by unit and period, oldest first."""

    reliefs: Mapping[At, tuple[Relief, ...]] = field(default_factory=dict)
    reminders: Mapping[At, tuple[Reminder, ...]] = field(default_factory=dict)

    def relief(self, unit: str, period: str) -> Relief | None:
        """What stands for a unit in a period; None: the plan alone."""
        acts = self.reliefs.get((unit, period), ())
        if not acts or acts[-1].kind is ReliefKind.LIFT:
            return None
        return acts[-1]

    def with_relief(self, relief: Relief) -> "ReminderBook":
        """The same with one more act of relief."""
        at = (relief.unit, relief.period)
        acts = (*self.reliefs.get(at, ()), relief)
        return ReminderBook({**self.reliefs, at: acts}, self.reminders)

    def is_exempt(self, unit: str, period: str) -> bool:
        """Whether the unit owes nothing in the period."""
        relief = self.relief(unit, period)
        return relief is not None and relief.kind is ReliefKind.EXEMPT

    def due(self, unit: str, period: str, by_plan: date) -> date:
        """The day the unit's report is due: by the plan, or as extended."""
        relief = self.relief(unit, period)
        return by_plan if relief is None else relief.until or by_plan


NO_CHASE = ReminderBook()


class PeriodRecord(Record):
    """One period of one unit: due when, whole when, how many working days late.

    `on_time` is None while it can still be either; `reminders` were sent.
    `accepted`, another clock, is the day it was accepted as it stands.
    """

    period: str
    due: date
    complete: date | None
    on_time: bool | None
    late_days: int
    reminders: int
    accepted: date | None = None


class ReportingRecord(Record):
    """The marks of a unit, oldest first; `on_time` of `of` that are decided."""

    marks: tuple[PeriodRecord, ...] = ()

    @property
    def on_time(self) -> int:
        return [mark.on_time for mark in self.marks].count(True)

    @property
    def of(self) -> int:
        return len(self.marks) - [mark.on_time for mark in self.marks].count(None)

    @property
    def reminders(self) -> int:
        return sum(mark.reminders for mark in self.marks)

    def followed_by(self, later: "ReportingRecord") -> "ReportingRecord":
        """This record with the marks of a later year after its own."""
        return ReportingRecord((*self.marks, *later.marks))


NO_RECORD = ReportingRecord()


KEPT = ("minh-chung/", "evidence/")
"""Folders beside the database in which copies of files are kept."""


def sent_file(path: str, size: int, sha256: str) -> str:
    """A file that stays where it is: `qd-12.pdf (12345 byte, SHA-256 0a1b…)`."""
    name = path.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return f"{name} ({size} byte, SHA-256 {sha256})"


def proofs_by_key(pairs: Iterable[tuple[str, str]]) -> dict[str, str | list[str]]:
    """What proves each result, in a list where there is more than one."""
    found: dict[str, list[str]] = {}
    for key, text in pairs:
        found.setdefault(key, []).append(text)
    return {key: own[0] if len(own) == 1 else own for key, own in found.items()}


class Evidence(Record):
    """What proves a result: a document's number and date, a link, or a file.

    `about` is an indicator or task id; `text` is as it was typed. Of a file: `size`
    in bytes, and `file`, where it was: from the folder of the database with `/`
    between, or a whole path where it lies elsewhere.
    """

    about: str
    text: str
    sha256: str | None = None
    size: int | None = None
    file: str | None = None

    @property
    def as_sent(self) -> str:
        """What a packet says of it: of a file its name, length and SHA-256."""
        if self.sha256 is None:
            return self.text
        return sent_file(self.text, self.size or 0, self.sha256)

    @property
    def is_link(self) -> bool:
        """Whether it is an address; addresses are never opened."""
        return is_link(self.text)

    @property
    def is_copy(self) -> bool:
        """Whether the file is a copy of our own, in the folder of evidence."""
        return self.file is not None and self.file.startswith(KEPT)


def is_link(text: str) -> bool:
    """Whether a text is an address of the web."""
    return text.lower().startswith(("http://", "https://"))


class ClosingKind(StrEnum):
    """Whether a report is closed, or waited for again."""

    CLOSE = "close"
    LIFT = "lift"


class Closing(Record):
    """The office stops waiting for a unit's report, or waits again; the last stands.

    What is missing or unpublished then counts as not reported for good (SEMANTICS 11).
    `decision` is the paper or the word that it rests on.
    """

    unit: str
    period: str
    kind: ClosingKind
    decision: str | None
    reason: str | None
    recorded_on: date
    actor: str = ""


class Opinion(StrEnum):
    """What whoever reviews a report says of it."""

    ACCEPTED = "accepted"
    RETURNED = "returned"


class Review(Record):
    """A report accepted, or sent back with what must be mended.

    `seen` is the last act of writing that the reviewer saw: what is written after it
    is a new report to review. `notes` are (indicator or task id, what is wrong).
    """

    id: int
    unit: str
    period: str
    opinion: Opinion
    seen: int
    recorded_on: date
    actor: str = ""
    reason: str | None = None
    notes: tuple[tuple[str, str], ...] = ()

    def returns(self, sent: Iterable[int]) -> bool:
        """Whether it sent the report back and nothing was sent since, by ids of acts.

        Taking a figure out of a report that was sent back is no new report.
        """
        if self.opinion is not Opinion.RETURNED:
            return False
        return all(act <= self.seen for act in sent)

    def accepts(self, last_act: int) -> bool:
        """Whether it accepted the report as it stands: nothing was written since."""
        return self.opinion is Opinion.ACCEPTED and last_act <= self.seen


class TaskActKind(StrEnum):
    """What was decided; `lift` takes back the last decision that stands."""

    EXTEND = "extend"
    DROP = "drop"
    LIFT = "lift"


class TaskAct(Record):
    """One decision on a task, with its reason and the paper it rests on.

    `until` is the later due day of an extension; `due` the day that stood before, so
    that both are kept.
    """

    task: str
    kind: TaskActKind
    due: date | None
    until: date | None
    reason: str
    recorded_on: date
    actor: str = ""
    document: Paper = NO_PAPER


def standing_acts(acts: Iterable[TaskAct]) -> tuple[TaskAct, ...]:
    """The decisions on one task that nobody took back, oldest first."""
    kept: list[TaskAct] = []
    for act in acts:
        if act.kind is not TaskActKind.LIFT:
            kept.append(act)
        elif kept:
            kept.pop()
    return tuple(kept)


def extensions_of(acts: Iterable[TaskAct]) -> tuple[TaskAct, ...]:
    """The extensions among them."""
    return tuple(act for act in acts if act.kind is TaskActKind.EXTEND)


def granted_day(acts: Iterable[TaskAct], task: str) -> date | None:
    """The latest day that was granted for a task and not taken back."""
    standing = standing_acts(act for act in acts if act.task == task)
    days = (act.until for act in extensions_of(standing))
    return max((day for day in days if day is not None), default=None)


class SignedPaper(StrEnum):
    """Which paper: bản cam kết, cam kết về bộ chỉ số, the unit's own plan."""

    COMMITMENT = "commitment"
    INDEX = "index"
    PLAN = "plan"


class Signing(Record):
    """One paper that a unit (None: the authority itself) signed or issued.

    `version` of the plan is the one it rests on, `sha256` that of the text the
    program made for it, `scan` the signed paper as a file. An act that `supersedes`
    another corrects it, or with `withdrawn` says that it never was, for a `reason`.
    """

    unit: str | None
    paper: SignedPaper
    version: int
    day: date
    signer: str | None = None
    title: str | None = None
    counterparty: str | None = None
    number: str | None = None
    sha256: str | None = None
    scan: Evidence | None = None
    withdrawn: bool = False
    supersedes: int | None = None
    reason: str | None = None
    id: int = 0
    actor: str = ""
    recorded_on: date | None = None

    @property
    def hand(self) -> Signer:
        """Who signed, and as what."""
        return Signer(title=self.title, name=self.signer)

    @property
    def key(self) -> tuple[str | None, SignedPaper, int]:
        """What is signed once: a paper of a party by one version of the plan."""
        return self.unit, self.paper, self.version


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
