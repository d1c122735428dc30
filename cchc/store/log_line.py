"""Who did what, when: one line of the log for each thing that was written."""

from datetime import date, datetime
from enum import StrEnum

from cchc.core.facts.signing import SignedPaper
from cchc.text.record import Record


class LogVerb(StrEnum):
    """What can be done: every act of writing has its word."""

    APPLY = "apply"
    REPORT = "report"
    SUPPLEMENT = "supplement"
    WITHDRAWAL = "withdrawal"
    CORRECTION = "correction"
    ITEM = "item"
    ITEM_WITHDRAWN = "item_withdrawn"
    TASK = "task"
    NARRATIVE = "narrative"
    EVIDENCE = "evidence"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    NOTED = "noted"
    RAISED = "raised"
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    CLOSED = "closed"
    EXEMPT = "exempt"
    EXTEND = "extend"
    LIFT = "lift"
    REMINDED = "reminded"
    ISSUED = "issued"
    SIGNED = "signed"
    RESIGNED = "resigned"
    UNSIGNED = "unsigned"
    PLAN_ISSUED = "plan_issued"


class LogLine(Record):
    """One thing written; `about` are ids of indicators or tasks.

    `number` is the one by which an obstacle is called.
    `due` is the day that it gave or spoke of: a later due day, the day by which an
    answer is wanted, the due day that a unit was reminded of.
    `paper`, of which `version` of the plan and of which `day`, is what was signed.
    `recorded_at` is on the day of work, `machine_at` by the machine's own clock.
    """

    recorded_at: datetime
    machine_at: datetime
    actor: str
    source: str
    verb: LogVerb
    unit: str | None
    period: str | None
    number: int | None
    about: tuple[str, ...]
    due: date | None
    text: str | None
    paper: SignedPaper | None = None
    version: int | None = None
    day: date | None = None

    @property
    def is_other_day(self) -> bool:
        """Whether it was recorded for another day than the machine's."""
        return self.recorded_at.date() != self.machine_at.date()
