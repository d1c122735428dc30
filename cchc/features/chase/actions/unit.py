"""`cchc unit`: the units with their record, exemptions and later due days."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from cchc.app.name_lookup import find_by_name, unit_names
from cchc.app.which_plan import in_force, period_in_question, plan_in_question
from cchc.core.facts.reliefs import Relief, ReliefKind
from cchc.core.facts.report import Facts, Stamp, Typed
from cchc.core.facts.reporting_record import NO_RECORD, ReportingRecord
from cchc.core.plan.calendar import default_period, periods
from cchc.core.plan.date_window import DateRole, plan_window, window_problem
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan, PlanVersion
from cchc.core.plan.unit import Unit
from cchc.core.verdict.status import status_view
from cchc.core.verdict.unit_reports import UnitView, is_whole
from cchc.store.ledger import Ledger, opened, writing
from cchc.store.plans import plan_ids, versions
from cchc.store.reliefs_reminders import put_relief
from cchc.store.reports import facts
from cchc.text.problem import Place, Problem, ProblemCode, Refusal, require
from cchc.text.record import Record, replace


class Line(Record):
    """A unit, its report of the period if it owes one, its record of all years."""

    unit: Unit
    report: UnitView | None
    record: ReportingRecord


class Roll(Record):
    """All units of the plan, as of a day."""

    plan: Plan
    period: Period
    as_of: date
    lines: tuple[Line, ...]


def roll(db: Path, period: str | None, *, as_of: date) -> Roll:
    """Every unit with its report of a period and its record over periods and years."""
    with opened(db) as ledger:
        held = require(plan_in_question(ledger, period, as_of))
        asked = require(period_in_question(held, period, as_of))
        plan = in_force(held, asked, as_of).plan
        view = status_view(held, asked, facts(ledger, plan.id, as_of))
        past = _records(ledger, as_of)
    reports = {each.unit.id: each for each in view.units}
    lines = tuple(
        Line(each, reports.get(each.id), past.get(each.id, NO_RECORD))
        for each in plan.units
    )
    return Roll(plan, asked, as_of, lines)


def _records(ledger: Ledger, as_of: date) -> Mapping[str, ReportingRecord]:
    """The record of each unit over every plan of the ledger, by id, oldest first."""
    found: dict[str, ReportingRecord] = {}
    for ref in sorted(plan_ids(ledger), key=lambda each: each.year):
        held = versions(ledger, ref.id)
        among = periods(held[-1].plan)
        if among[0].start > as_of:
            continue
        last = default_period(among, as_of, held[-1].plan.calendar.opens)
        view = status_view(held, last, facts(ledger, ref.id, as_of))
        for unit, record in view.records.items():
            found[unit] = found.get(unit, NO_RECORD).then(record)
    return found


class Wish(Record):
    """What is to be granted to a unit in a period; `until` is of an extension."""

    unit: str
    period: str
    kind: ReliefKind
    reason: str
    until: date | None = None


class Granted(Record):
    """What was granted, and the unit's report before and after; `plan` is an id."""

    plan: str
    unit: Unit
    period: Period
    relief: Relief
    before: UnitView
    after: UnitView


class _Ground(Record):
    held: tuple[PlanVersion, ...]
    plan: Plan
    period: Period
    facts: Facts


def grant(db: Path, wish: Wish, *, stamp: Stamp, dry_run: bool = False) -> Granted:
    """Exempt a unit, move its due day, or take that back; both days are kept.

    Refuses a day that is not after the plan's (P342), what stands already (P343),
    an exemption of a unit whose whole report has come (P344), and a unit that owes
    no report in the period (P345).
    """
    with opened(db, write=not dry_run) as ledger:
        if dry_run:
            return _granted(ledger, wish, stamp)
        with writing(ledger):
            done = _granted(ledger, wish, stamp)
            if isinstance(done, Granted):
                put_relief(ledger, done.plan, done.relief, stamp)
            return done


def _ground(ledger: Ledger, wish: Wish, today: date) -> _Ground | Problem:
    held = plan_in_question(ledger, wish.period, today)
    if isinstance(held, Problem):
        return held
    period = period_in_question(held, wish.period, today)
    if isinstance(period, Problem):
        return period
    plan = in_force(held, period, today).plan
    return _Ground(held, plan, period, facts(ledger, plan.id, today))


def _granted(ledger: Ledger, wish: Wish, stamp: Stamp) -> Granted:
    today = stamp.recorded_at.date()
    ground = require(_ground(ledger, wish, today))
    place = Place(argument=wish.unit)
    names = unit_names(ground.plan)
    who = require(
        find_by_name(Typed(wish.unit, place), names, ProblemCode.REPORT_UNKNOWN_UNIT)
    )
    before = _report(ground, ground.facts, who)
    if before is None:
        blanks = {"unit": names[who][0], "period": ground.period.id}
        raise Refusal((Problem(ProblemCode.UNIT_OWES_NOTHING, place, blanks),))
    relief = _relief(ground, who, wish, stamp)
    trouble = _unfit(relief, before, ground.period) or _too_late(relief, ground.plan)
    if trouble is not None:
        raise Refusal((trouble,))
    chase = ground.facts.chase.granted(relief)
    after = _report(ground, replace(ground.facts, chase=chase), who)
    if after is None:
        raise KeyError(who)
    return Granted(ground.plan.id, before.unit, ground.period, relief, before, after)


def _report(ground: _Ground, known: Facts, unit: str) -> UnitView | None:
    views = status_view(ground.held, ground.period, known).units
    return next((each for each in views if each.unit.id == unit), None)


def _relief(ground: _Ground, unit: str, wish: Wish, stamp: Stamp) -> Relief:
    member = ground.plan.unit(unit)
    if member is None:
        raise KeyError(unit)
    return Relief(
        unit=unit,
        period=ground.period.name,
        kind=wish.kind,
        until=wish.until,
        due=ground.period.due_for(member.kind),
        reason=wish.reason.strip(),
        actor=stamp.actor,
        recorded_on=stamp.recorded_at.date(),
    )


def _too_late(relief: Relief, plan: Plan) -> Problem | None:
    """P346 for a day that no due date of the plan can be moved to."""
    if relief.until is None:
        return None
    window, place = plan_window(periods(plan)), Place(argument="--until")
    return window_problem(relief.until, window, DateRole.UNTIL, place)


def _unfit(relief: Relief, before: UnitView, period: Period) -> Problem | None:
    """Why it cannot be granted, if it cannot."""
    blanks = {"unit": before.unit.name, "period": period.id}
    stands = before.relief
    if relief.until is not None and relief.until <= relief.due:
        days = {"until": relief.until.isoformat(), "due": relief.due.isoformat()}
        return Problem(
            ProblemCode.UNTIL_NOT_LATER, Place(argument="--until"), blanks | days
        )
    lifts = relief.kind is ReliefKind.LIFT
    same = stands is not None and (stands.kind, stands.until) == (
        relief.kind,
        relief.until,
    )
    if same or (lifts and stands is None):
        return Problem(ProblemCode.RELIEF_SAME, Place(argument=before.unit.id), blanks)
    if relief.kind is ReliefKind.EXEMPT and is_whole(before):
        place = Place(argument=before.unit.id)
        return Problem(ProblemCode.EXEMPT_AFTER_REPORT, place, blanks)
    return None


def unit_titles(db: Path, period: str | None, day: date) -> Mapping[str, str]:
    """The name of every unit of the plan in question, by id."""
    with opened(db) as ledger:
        held = require(plan_in_question(ledger, period, day))
        return {unit.id: unit.name for unit in held[-1].plan.units}
