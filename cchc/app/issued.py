"""What changed since the last issued memo."""

from collections.abc import Mapping

from cchc.core.facts.amendment import Versions
from cchc.core.facts.report import CellKey, Facts
from cchc.core.plan.calendar import periods
from cchc.core.plan.period import Period
from cchc.core.verdict.indicator import indicator_in
from cchc.core.verdict.issued import (
    CellChange,
    Issued,
    Restated,
    Since,
    changed_cells,
    last_entry,
    memo_before,
)
from cchc.store.issued import is_written_since, issued_memos
from cchc.store.ledger import Ledger
from cchc.store.reports import facts, revisions


def since_issued(
    ledger: Ledger, versions: Versions, period: Period, known: Facts
) -> Since | None:
    """The memo before, and every figure of its time that is told otherwise now.

    None when no memo was issued before that knew less than `known`.
    """
    plan = versions[-1].plan
    memos = issued_memos(ledger, plan.id)
    memo = memo_before(memos, period.ordinal, known.as_of, last_entry(known))
    if memo is None:
        return None
    if not is_written_since(ledger, plan.id, memo, known.as_of):
        return Since(memo)
    among = periods(plan)[: memo.ordinal]
    then = facts(ledger, plan.id, memo.as_of, memo.last_entry)
    found = [
        each
        for each in changed_cells(then, known, (one.name for one in among))
        if plan.indicator(each.cell[0]) is not None
    ]
    if not found:
        return Since(memo)
    reasons = _reasons(ledger, plan.id, memo, known)
    made = (
        _restated(each, (versions, among[-1]), (then, known), reasons.get(each.cell))
        for each in found
    )
    return Since(memo, tuple(each for each in made if each is not None))


def _reasons(
    ledger: Ledger, plan_id: str, memo: Issued, known: Facts
) -> Mapping[CellKey, str | None]:
    """Why each cell was last written to since the memo."""
    acts = revisions(ledger, plan_id, as_of=known.as_of, after=memo.last_entry)
    return {each.cell: each.reason for each in acts}


def _restated(
    change: CellChange,
    judged: tuple[Versions, Period],
    facts_of: tuple[Facts, Facts],
    reason: str | None,
) -> Restated | None:
    """The change with its indicator then and now; None where it is in no plan."""
    key = change.cell[0]
    old, new = (indicator_in(*judged, known, key) for known in facts_of)
    if old is None or new is None:
        return None
    return Restated(
        change.cell,
        change.before,
        change.after,
        change.gained,
        change.lost,
        reason,
        old,
        new,
    )
