"""What changed since the last issued memo."""

from cchc.core.amendment import Versions
from cchc.core.calendar import periods
from cchc.core.issued import (
    Change,
    Issued,
    Restated,
    Since,
    changes,
    last_entry,
    memo_before,
)
from cchc.core.period import Period
from cchc.core.report import Facts
from cchc.core.status import every_indicator, status_view
from cchc.core.view import IndicatorView
from cchc.store.issued import is_written_since, issued_memos
from cchc.store.ledger import Ledger
from cchc.store.reports import facts, revisions

Seen = dict[str, IndicatorView]


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
        for each in changes(then, known, (one.name for one in among))
        if plan.indicator(each.cell[0]) is not None
    ]
    if not found:
        return Since(memo)
    old, new = (_views(versions, among[-1], each) for each in (then, known))
    return Since(
        memo,
        tuple(
            _restated(ledger, plan.id, memo, each, (old, new), known)
            for each in found
            if each.cell[0] in old and each.cell[0] in new
        ),
    )


def _views(versions: Versions, period: Period, known: Facts) -> Seen:
    view = status_view(versions, period, known)
    return {each.indicator.id: each for each in every_indicator(view)}


def _restated(  # the change, and all that it is told with
    ledger: Ledger,
    plan_id: str,
    memo: Issued,
    change: Change,
    seen: tuple[Seen, Seen],
    known: Facts,
) -> Restated:
    indicator, unit, period = change.cell
    acts = revisions(
        ledger,
        plan_id,
        unit=unit,
        indicator=indicator,
        period=period,
        as_of=known.as_of,
    )
    later = [each.reason for each in acts if each.entry > memo.last_entry]
    old, new = seen
    return Restated(
        change.cell,
        change.before,
        change.after,
        change.gained,
        change.lost,
        later[-1] if later else None,
        old[indicator],
        new[indicator],
    )
