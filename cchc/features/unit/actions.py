"""Exempt a unit or grant it a later due day; the list of units."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from cchc.app.name_lookup import find_typed, unit_names
from cchc.app.which_plan import in_force, plan_and_period
from cchc.core.facts.acts import NO_RECORD, Relief, ReliefKind, ReportingRecord
from cchc.core.facts.report import Facts, Stamp
from cchc.core.plan.calendar import default_period, periods
from cchc.core.plan.date_window import (
    DateRole,
    deadline_doubts,
    plan_window,
    window_problem,
)
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import Unit
from cchc.core.verdict.status import records_in, reporting_in
from cchc.core.verdict.unit_reports import UnitView, is_whole
from cchc.features.unit.show import Granted, RollLine, UnitRoll
from cchc.store.decisions import put_relief
from cchc.store.facts import facts, facts_when_asked
from cchc.store.ledger import Ledger, open_for_act, open_ledger, read_transaction
from cchc.store.plans import plan_ids, versions
from cchc.text.problem import Place, Problem, ProblemCode, refuse, require
from cchc.text.record import Record, replace


class ReliefRequest(Record):
    """What is to be granted to a unit in a period; `until` is of an extension."""

    unit: str
    period: str
    kind: ReliefKind
    reason: str
    until: date | None = None


def unit_roll(db: Path, period: str | None, *, as_of: date) -> UnitRoll:
    """Every unit with its report of a period and its record over periods and years."""
    with open_ledger(db) as ledger, read_transaction(ledger):
        held, when = plan_and_period(ledger, period, as_of)
        plan = in_force(held, when, as_of).plan
        view = reporting_in(held, when, facts_when_asked(ledger, plan.id, as_of))
        records = _records(ledger, as_of)
    reports = {report.unit.id: report for report in view.units}
    lines = tuple(
        RollLine(unit, reports.get(unit.id), records.get(unit.id, NO_RECORD))
        for unit in plan.units
    )
    return UnitRoll(plan, when, as_of, lines)


def _records(ledger: Ledger, as_of: date) -> Mapping[str, ReportingRecord]:
    """The record of each unit over every plan of the ledger, by id, oldest first."""
    records: dict[str, ReportingRecord] = {}
    for plan in sorted(plan_ids(ledger), key=lambda plan: plan.year):
        held = versions(ledger, plan.id)
        among = periods(held[-1].plan)
        if among[0].start > as_of:
            continue
        last = default_period(among, as_of, held[-1].plan.calendar.opens)
        known = facts_when_asked(ledger, plan.id, as_of)
        for unit, record in records_in(held, last, known).items():
            records[unit] = records.get(unit, NO_RECORD).followed_by(record)
    return records


def grant(
    db: Path, request: ReliefRequest, *, stamp: Stamp, dry_run: bool = False
) -> Granted:
    """Exempt a unit, move its due day, or take that back; both days are kept.

    Refuses a day that is not after the plan's (P342), what stands already (P343),
    an exemption of a unit whose whole report has come (P344), a unit that owes no
    report in the period (P345), and a day outside the plan's time (P346).
    """
    today = stamp.recorded_at.date()
    with open_for_act(db, dry_run=dry_run) as ledger:
        held, period = plan_and_period(ledger, request.period, today)
        plan = in_force(held, period, today).plan
        known = facts(ledger, plan.id, today)
        place, names = Place(argument=request.unit), unit_names(plan)
        code = ProblemCode.REPORT_UNKNOWN_UNIT
        unit = require(find_typed(request.unit, names, code))

        def report(known: Facts) -> UnitView | None:
            views = reporting_in(held, period, known).units
            return next((view for view in views if view.unit.id == unit), None)

        before = report(known)
        if before is None:
            blanks = {"unit": names[unit][0], "period": period.id}
            refuse(ProblemCode.UNIT_OWES_NOTHING, place, **blanks)
        relief = _relief(request, before.unit, period, stamp)
        require(_unfit(relief, before, period, plan))
        after = report(replace(known, chase=known.chase.with_relief(relief)))
        if after is None:
            raise KeyError(unit)
        if not dry_run:
            put_relief(ledger, plan.id, relief, stamp)
        odd = deadline_doubts(relief.until, plan, DateRole.UNTIL)
        return Granted(period, relief, before, after, odd)


def _relief(request: ReliefRequest, unit: Unit, period: Period, stamp: Stamp) -> Relief:
    return Relief(
        unit=unit.id,
        period=period.name,
        kind=request.kind,
        until=request.until,
        due=period.due_for(unit.kind),
        reason=request.reason.strip(),
        actor=stamp.actor,
        recorded_on=stamp.recorded_at.date(),
    )


def _unfit(
    relief: Relief, before: UnitView, period: Period, plan: Plan
) -> Problem | None:
    """Why it cannot be granted, if it cannot."""
    at_until = Place(argument="--until")
    blanks = {"unit": before.unit.name, "period": period.id}
    place = Place(argument=before.unit.id)
    if relief.until is not None and relief.until <= relief.due:
        days = {"until": relief.until.isoformat(), "due": relief.due.isoformat()}
        return Problem(ProblemCode.UNTIL_NOT_LATER, at_until, blanks | days)
    known = before.relief
    stands = (known.kind, known.until) if known else (ReliefKind.LIFT, None)
    if (relief.kind, relief.until) == stands:
        return Problem(ProblemCode.RELIEF_SAME, place, blanks)
    if relief.kind is ReliefKind.EXEMPT and is_whole(before):
        return Problem(ProblemCode.EXEMPT_AFTER_REPORT, place, blanks)
    if relief.until is None:
        return None
    window = plan_window(periods(plan))  # days that a due date can be moved to (P346)
    return window_problem(relief.until, window, DateRole.UNTIL, at_until)
