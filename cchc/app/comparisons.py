"""An indicator at two times: since the last issued memo, and around an obstacle."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache

from cchc.core.facts.amendment import Versions
from cchc.core.facts.obstacle import RaisedObstacle
from cchc.core.facts.report import CellKey, Facts
from cchc.core.facts.totals import cells_among
from cchc.core.plan.calendar import default_period, periods
from cchc.core.plan.measure import Measure
from cchc.core.plan.period import Period
from cchc.core.verdict.board import indicator_in, lines_in
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.issued import (
    EDITION,
    CellChange,
    ChangesSinceMemo,
    DatedView,
    IssuedMemo,
    ObstacleEffect,
    RejudgedIndicator,
    RestatedCell,
    changed_cells,
    last_entry,
    memo_before,
)
from cchc.core.verdict.status import StatusView, every_line
from cchc.core.verdict.statuses import Status
from cchc.store.facts import facts, figures_then
from cchc.store.ledger import Ledger
from cchc.store.papers import (
    is_written_since,
    issued_memos,
    kept_verdicts,
    revised_since,
)
from cchc.text.record import replace

FactsOfDay = Callable[[date], Facts]
"""What was known on a day."""


def since_issued(
    ledger: Ledger, versions: Versions, view: StatusView, known: Facts
) -> ChangesSinceMemo | None:
    """The memo before, and every figure of its time that is told otherwise now.

    `view` is the whole of what is `known` now. None when no memo was issued before
    that knew less.
    """
    plan, period = versions[-1].plan, view.period
    own = {period.name for period in periods(plan)}  # months are told beside months
    memos = [m for m in issued_memos(ledger, plan.id) if m.period in own]
    memo = memo_before(memos, period.ordinal, known.as_of, last_entry(known))
    if memo is None:
        return None
    rejudged = tuple(_rejudged(ledger, versions, memo))
    if not is_written_since(ledger, plan.id, memo, known.as_of):
        return ChangesSinceMemo(memo, rejudged=rejudged)
    among = periods(plan)[: memo.ordinal]
    names = tuple(earlier.name for earlier in among)
    reasons = revised_since(ledger, plan.id, memo, known.as_of, names)
    # rows of changed are known without their cells: all registers may have changed
    keys = {line.id for line in plan.all_indicators if line.measure is Measure.REGISTER}
    keys |= {key for key, _, _ in reasons}
    then = figures_then(ledger, plan.id, memo.as_of, keys, memo.last_entry)
    now = replace(known, cells=dict(cells_among(known.cells, keys)))
    changes = tuple(
        change
        for change in changed_cells(then, now, names)
        if plan.indicator(change.cell[0]) is not None
    )
    if not changes:
        return ChangesSinceMemo(memo, rejudged=rejudged)
    changed = {change.cell[0] for change in changes}
    before = lines_in(versions, among[-1], then, changed)
    if memo.period == period.name:
        after = {line.indicator.id: line for line in every_line(view)}
    else:
        after = lines_in(versions, among[-1], known, changed)
    restated = tuple(_restated(changes, reasons, before, after))
    return ChangesSinceMemo(memo, restated, rejudged)


def _restated(
    changes: Iterable[CellChange],
    reasons: Mapping[CellKey, str | None],
    before: Mapping[str, IndicatorView],
    after: Mapping[str, IndicatorView],
) -> Iterator[RestatedCell]:
    """What is told otherwise, with the lines as they were known then and now."""
    for change in changes:
        old, new = before.get(change.cell[0]), after.get(change.cell[0])
        if old is not None and new is not None:
            cells = change.cell, change.before, change.after, change.gained, change.lost
            yield RestatedCell(*cells, reasons.get(change.cell), old, new)


def _rejudged(
    ledger: Ledger, versions: Versions, memo: IssuedMemo
) -> Iterator[RejudgedIndicator]:
    """The verdicts of a memo of another edition that would be others today.

    On what it was made of, so that nothing but the law makes the difference.
    """
    plan = versions[-1].plan
    if memo.edition in {None, EDITION}:
        return
    kept = kept_verdicts(ledger, plan.id, memo.number)
    then = figures_then(ledger, plan.id, memo.as_of, kept.keys(), memo.last_entry)
    period = periods(plan)[memo.ordinal - 1]
    for key, status in kept.items():
        view = indicator_in(versions, period, then, key)
        if view is not None and view.verdict.status.value != status:
            yield RejudgedIndicator(Status(status), view)


def obstacle_effect(
    versions: Versions,
    raised: RaisedObstacle,
    known: FactsOfDay,
    today: Facts,
    period: Period | None = None,
) -> ObstacleEffect | None:
    """The verdict when it was raised, and the one of today in a period.

    Without a period it is the one that a command means without. None when the
    obstacle is about no indicator.
    """
    plan = versions[-1].plan
    among = periods(plan)
    key = raised.obstacle.about
    if key is None or plan.indicator(key) is None:
        return None
    first = next((p for p in among if p.name == raised.obstacle.period), among[0])
    now = period or default_period(among, today.as_of, plan.calendar.opens)
    before = _dated_view(versions, first, known(raised.recorded), key)
    after = _dated_view(versions, now, today, key)
    return None if before is None or after is None else ObstacleEffect(before, after)


def obstacle_effects(
    ledger: Ledger, versions: Versions, view: StatusView, today: Facts
) -> Mapping[int, ObstacleEffect]:
    """What the obstacles settled in a period changed, by their numbers."""

    @cache
    def facts_known_on(day: date) -> Facts:
        return facts(ledger, view.plan, day)

    raised = {entry.obstacle.id: entry for entry in today.raised}
    effects = {}
    for settled in view.settled:
        number = settled.obstacle.id
        effect = obstacle_effect(
            versions, raised[number], facts_known_on, today, view.period
        )
        if effect is not None:
            effects[number] = effect
    return effects


def _dated_view(
    versions: Versions, period: Period, known: Facts, key: str
) -> DatedView | None:
    view = indicator_in(versions, period, known, key)
    return None if view is None else DatedView(period, known.as_of, view)
