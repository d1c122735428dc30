"""The life of a report: sent, sent back, sent again, accepted, withdrawn.

Nothing of it is stored as a state: it is read off the acts of writing and of review,
in the order they were recorded (SEMANTICS 9 and 11).
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from cchc.core.facts.report import Facts, Stamp
from cchc.core.facts.review import Opinion, Review
from cchc.core.plan.plan import NO_PAPER, Paper
from cchc.text.record import Record


class ActKind(StrEnum):
    """What one act did to the report of a unit for a period."""

    REPORT = "report"
    SUPPLEMENT = "supplement"
    WITHDRAWAL = "withdrawal"
    ACCEPTED = "accepted"
    RETURNED = "returned"


class Act(Record):
    """One act in the life of a report, as it was recorded.

    `received` is the day the unit's paper came (None of a review); `whole`: all of
    the report was withdrawn; `notes` are what a return says of single cells.
    """

    id: int
    kind: ActKind
    stamp: Stamp
    received: date | None = None
    document: Paper = NO_PAPER
    reason: str | None = None
    whole: bool = False
    notes: tuple[tuple[str, str], ...] = ()


def last_review(facts: Facts, unit: str, period: str) -> Review | None:
    """The last word of whoever reviews, overtaken or not."""
    found = (e for e in facts.reviews if (e.unit, e.period) == (unit, period))
    return max(found, key=_seen, default=None)


def _seen(review: Review) -> tuple[int, int]:
    return review.seen, review.id


def is_returned(review: Review | None, sent: Iterable[int]) -> bool:
    """Whether it was sent back and nothing was sent since; `sent` are act ids.

    Taking a figure out of a report that was sent back is no new report.
    """
    if review is None or review.opinion is not Opinion.RETURNED:
        return False
    return all(act <= review.seen for act in sent)


def is_accepted(review: Review | None, last_act: int) -> bool:
    """Whether it was accepted as it stands: nothing was written since."""
    if review is None or review.opinion is not Opinion.ACCEPTED:
        return False
    return last_act <= review.seen


def must_answer(facts: Facts, unit: str, period: str) -> bool:
    """Whether the report was sent back and still waits to be mended."""
    sent = [e.id for e in facts.submissions if (e.unit, e.period) == (unit, period)]
    return bool(sent) and is_returned(last_review(facts, unit, period), sent)
