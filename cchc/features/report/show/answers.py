"""What the verbs of reports answer; screens, JSON and forms show these records."""

from collections.abc import Iterable, Sequence
from datetime import date

from cchc.core.facts.acts import Closing, Evidence, Review
from cchc.core.facts.derived import MissingEvidence
from cchc.core.facts.report import Act, Facts, Reading, Report, Revision
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import Unit
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.unit_reports import UnitView
from cchc.store.proofs import Condition
from cchc.text.problem import Problem, ProblemCode
from cchc.text.record import Record

ASKED = frozenset({ProblemCode.HUNDRED_TIMES, ProblemCode.DATE_ODD})
"""Warnings that a person at a terminal is asked about before anything is written."""


def questioned_keys(warnings: Iterable[Problem]) -> frozenset[str]:
    """The ids of the indicators of which a figure or a row is questioned."""
    asked = (warning.blanks for warning in warnings if warning.code in ASKED)
    return frozenset(str(blanks["key"]) for blanks in asked if "key" in blanks)


class WaitingFigure(Record):
    """A figure, or a row of a register, that waits to be confirmed, as it was typed.

    `reading` is how a figure was understood, where it was read just now.
    """

    indicator: str
    typed: str
    received: str | None = None
    reading: Reading | None = None


class FigureChange(Record):
    """One figure, before and after; None: there was none, or there is none now."""

    indicator: str
    before: Reading | None
    after: Reading | None


class VerdictEffect(Record):
    """What an act does to an indicator in a period."""

    period: Period
    before: IndicatorView
    after: IndicatorView


class ActOnReport(Record):
    """What an act did to the report of a unit and a period, and to the verdicts."""

    plan: Plan
    unit: Unit
    period: Period
    effects: tuple[VerdictEffect, ...]

    @property
    def doubts(self) -> Sequence[Problem]:
        """What a person is asked about before it is written."""
        return ()


class Added(ActOnReport):
    """What was written (or would be): `entry` is None in a rehearsal.

    `duty` tells how the unit's report stands now. `is_draft`: kept aside, no figure
    counts yet. `unchanged`: it says what the ledger already has, nothing was written.
    `waiting` are figures that were questioned and wait aside; where there was nothing
    else, the report itself is not written (`is_held`).
    """

    report: Report
    changes: tuple[FigureChange, ...]
    warnings: tuple[Problem, ...]
    unchanged: bool
    duty: UnitView | None = None
    entry: int | None = None
    is_draft: bool = False
    waiting: tuple[WaitingFigure, ...] = ()
    is_held: bool = False

    @property
    def doubts(self) -> list[Problem]:
        return [warning for warning in self.warnings if warning.code in ASKED]


class Withdrawn(ActOnReport):
    """What was taken back, and what that did; `items` are register rows.

    `waiting` are figures that waited to be confirmed; `is_of_ledger`: others too.
    """

    changes: tuple[FigureChange, ...]
    items: int
    waiting: tuple[WaitingFigure, ...]
    is_of_ledger: bool


class Reviewed(ActOnReport):
    """What was said of which report, and how it stood before and stands now."""

    before: UnitView
    after: UnitView
    review: Review


class ClosedReport(ActOnReport):
    """A report that is waited for no longer, or again, and what that did.

    `cells` are the ids of what is missing or unpublished in it.
    """

    before: UnitView
    after: UnitView
    closing: Closing
    cells: tuple[str, ...]


class PeriodAnswer(Record):
    """What is told of a period of a plan as of a day."""

    plan: Plan
    period: Period
    as_of: date


class Board(PeriodAnswer):
    """The reports of a period, one line for each unit that owes one."""

    reports: tuple[UnitView, ...]


class ReportSheet(PeriodAnswer):
    """One unit's report of a period, with the history of every cell and of itself.

    `unproven` are its results without document or evidence.
    """

    unit: Unit
    report: UnitView
    facts: Facts
    revisions: tuple[Revision, ...]
    acts: tuple[Act, ...] = ()
    unproven: tuple[MissingEvidence, ...] = ()
    waiting: tuple[WaitingFigure, ...] = ()


class EvidencePiece(Record):
    """One piece of evidence of a unit; `condition` is of its file, None without."""

    unit: str
    proof: Evidence
    condition: Condition | None


class EvidenceList(PeriodAnswer):
    """The evidence of a period, and the results that nothing proves."""

    pieces: tuple[EvidencePiece, ...]
    unproven: tuple[MissingEvidence, ...]

    @property
    def is_troubled(self) -> bool:
        """Whether a file is gone, changed, or not to be trusted."""
        fine = (None, Condition.THERE)
        return any(piece.condition not in fine for piece in self.pieces)
