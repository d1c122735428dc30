"""`cchc report withdraw`: a wrong entry taken back; history keeps what was there."""

from datetime import date
from pathlib import Path

from cchc.app.name_lookup import find_typed, indicator_names
from cchc.core.facts.derived import without_figure, without_report
from cchc.core.facts.report import Item, Stamp
from cchc.core.facts.typed import TypedReport, TypedText
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import Unit
from cchc.features.report.actions.draft import (
    keep_waiting,
    named_keys,
    open_waiting,
    part_of,
    waiting_figures,
    without_typed,
)
from cchc.features.report.actions.ground import (
    ReportGround,
    recorded_after,
    report_ground,
    verdict_effects,
)
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
        plan, code = ground.plan, ProblemCode.REPORT_UNKNOWN_KEY
        named = find_typed(request.key, indicator_names(plan), code)
        unit, key = require_all(ground.find_unit(request.unit), named)
        typed = TypedText(request.reason, Place(argument="--reason"))
        reason = require(read_reason(typed) or "")
        cell = (unit.id, ground.period.name)
        before = open_waiting(ledger, plan.id, *cell)
        gone, waiting = _taken_from_waiting(before, key, plan)
        withdrawn = _withdrawn(ground, unit, key, gone)
        keys = [change.indicator for change in withdrawn.changes]
        refuse_if_any(recorded_after(ground, *cell, keys))
        if not dry_run:
            if gone is not None:
                at = (ledger, plan.id, *cell)
                keep_waiting(*at, waiting, closes_draft=False)
            if withdrawn.is_of_ledger:
                withdraw(ledger, plan.id, *cell, key, reason, stamp)
    return withdrawn


def _taken_from_waiting(
    waiting: TypedReport | None, key: str | None, plan: Plan
) -> tuple[TypedReport | None, TypedReport | None]:
    """What of that which waits is taken back, and what still waits then."""
    if waiting is None or (key and key not in named_keys(waiting, plan)):
        return None, waiting
    keys = {key} if key else named_keys(waiting, plan)
    gone = part_of(waiting, keys, plan, inside=True)
    return gone, without_typed(waiting, gone)


def _withdrawn(
    ground: ReportGround, unit: Unit, key: str | None, gone: TypedReport | None
) -> Withdrawn:
    """What taking it back would change; refused when there is nothing."""
    plan, period, at = ground.plan, ground.period, (unit.id, ground.period.name)
    all_lines, register = plan.all_indicators, Measure.REGISTER
    registers = {line.id for line in all_lines if line.measure is register}
    others = bool(registers) if key is None else key in registers
    known = ground.facts_of_unit(unit.id, others=others)
    cells = {
        indicator: reading
        for (indicator, *where), reading in known.cells.items()
        if where == [*at] and key in (None, indicator)
    }
    rows = [row for row in known.rows_of(Item, *at) if key in (None, row.indicator)]
    is_sent = key is None and known.was_sent(*at)
    is_of_ledger = bool(cells or rows or is_sent)
    if not is_of_ledger and gone is None:
        blanks = {"unit": unit.id, "period": period.id, "key": key or ""}
        refuse(ProblemCode.NOTHING_TO_WITHDRAW, **blanks)
    lines = {row.indicator for row in rows}
    touched = cells.keys() | lines
    if key is None:
        own = {line.id for line in all_lines if unit.id in line.reporters}
        touched |= own & registers  # without a report they are no longer empty
    known = ground.with_every_figure(known)
    after = without_report(known, *at)
    if key is not None:
        after = without_figure(known, *at, key)
    return Withdrawn(
        unit,
        period,
        tuple(FigureChange(key, reading, None) for key, reading in cells.items()),
        verdict_effects(plan, period, (known, after), touched),
        len(lines),
        waiting_figures(gone, plan, ground.as_of),
        is_of_ledger,
    )
