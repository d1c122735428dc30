"""`cchc report withdraw`: a wrong entry taken back; history keeps what was there."""

from datetime import date
from pathlib import Path

from cchc.app.name_lookup import find_by_name, indicator_names
from cchc.core.facts.report import Item, Stamp, TypedText
from cchc.core.facts.what_if import without_figure, without_report
from cchc.core.plan.calendar import periods
from cchc.core.plan.measure import Measure
from cchc.core.plan.unit import Unit
from cchc.core.verdict.cells import cells_in
from cchc.features.report.actions.add import recorded_after, verdict_effects
from cchc.features.report.actions.board import ReportGround, report_ground
from cchc.features.report.actions.read import read_reason
from cchc.features.report.show.answers import FigureChange, Withdrawn
from cchc.store.ledger import open_for_act
from cchc.store.reports import withdraw
from cchc.text.problem import (
    Place,
    ProblemCode,
    refuse,
    refuse_if_any,
    require,
    require_all,
)
from cchc.text.record import Record


class WithdrawRequest(Record):
    """What is to be taken back: one figure (`key`), or the whole report.

    `reason` is as typed, never empty.
    """

    unit: str
    period: str
    key: str | None
    reason: str


def take_back(
    db: Path,
    request: WithdrawRequest,
    *,
    stamp: Stamp,
    today: date,
    dry_run: bool = False,
) -> Withdrawn:
    """Undo a wrong entry; history keeps what was there."""
    with open_for_act(db, dry_run=dry_run) as ledger:
        ground = report_ground(ledger, request.period, today)
        plan, named = ground.plan, None
        if request.key is not None:
            word = TypedText(request.key, Place(argument=request.key))
            code = ProblemCode.REPORT_UNKNOWN_KEY
            named = find_by_name(word, indicator_names(plan), code)
        unit, key = require_all(ground.find_unit(request.unit), named)
        typed = TypedText(request.reason, Place(argument="--reason"))
        reason = require(read_reason(typed) or "")
        withdrawn = _withdrawn(ground, unit, key)
        cell = (unit.id, ground.period.name)
        keys = [change.indicator for change in withdrawn.changes]
        refuse_if_any(recorded_after(ledger, plan.id, cell, keys, today))
        if not dry_run:
            withdraw(ledger, plan.id, *cell, key, reason, stamp)
    return withdrawn


def _withdrawn(ground: ReportGround, unit: Unit, key: str | None) -> Withdrawn:
    """What taking it back would change; refused when there is nothing."""
    plan, known, name = ground.plan, ground.facts, ground.period.name
    cells = {
        indicator: reading
        for (indicator, *at), reading in known.cells.items()
        if at == [unit.id, name] and key in (None, indicator)
    }
    rows = {
        row.indicator
        for row in known.rows_of(Item, unit.id, name)
        if key in (None, row.indicator)
    }
    is_sent = key is None and known.was_sent(unit.id, name)
    if not (cells or rows or is_sent):
        code, period = ProblemCode.NOTHING_TO_WITHDRAW, ground.period.id
        refuse(code, unit=unit.id, period=period, key=key or "")
    touched = frozenset(cells) | rows
    if key is None:
        after = without_report(known, unit.id, name)
        touched |= {  # without a report, registers are no longer empty
            indicator.id
            for indicator in plan.all_indicators
            if indicator.measure is Measure.REGISTER and unit.id in indicator.reporters
        }
    else:
        after = without_figure(known, unit.id, name, key)
    among = periods(plan)
    views = (cells_in(plan, among, known), cells_in(plan, among, after))
    return Withdrawn(
        unit,
        ground.period,
        tuple(FigureChange(key, reading, None) for key, reading in cells.items()),
        verdict_effects(plan, ground.period, views, touched),
        len(rows),
    )
