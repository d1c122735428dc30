"""What proves a result: read from what was typed, kept, and looked at again later."""

from datetime import date
from pathlib import Path

from cchc.core.facts.review import Evidence
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.verdict.missing_evidence import MissingEvidence, unproven_results
from cchc.features.report.actions.board import ground_of
from cchc.store.ledger import opened
from cchc.store.proofs import Condition, condition
from cchc.text.problem import Problem, Refusal
from cchc.text.record import Record


class Piece(Record):
    """One piece of evidence of a unit; `condition` is of its file, None without."""

    unit: str
    proof: Evidence
    condition: Condition | None


class Proofs(Record):
    """The evidence of a period, and the results that nothing proves."""

    plan: Plan
    period: Period
    as_of: date
    pieces: tuple[Piece, ...]
    unproven: tuple[MissingEvidence, ...]

    @property
    def is_troubled(self) -> bool:
        """Whether a file is gone, changed, or not to be trusted."""
        fine = (None, Condition.THERE)
        return any(each.condition not in fine for each in self.pieces)


def proofs(db: Path, period: str | None, *, as_of: date) -> Proofs:
    """What proves the results of a period, each file compared with its SHA-256."""
    with opened(db) as ledger:
        ground = ground_of(ledger, period, as_of)
    if isinstance(ground, Problem):
        raise Refusal((ground,))
    name, folder = ground.period.name, db.absolute().parent
    pieces = tuple(
        Piece(given.unit, given.evidence, condition(given.evidence, folder))
        for given in ground.facts.evidence
        if given.period == name
    )
    bare = unproven_results(ground.plan, ground.facts, name)
    return Proofs(ground.plan, ground.period, as_of, pieces, bare)
