"""`cchc report list`, `show` and `withdraw`: who has sent what, and taking it back."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from cchc.app.name_lookup import Names, find_by_name, indicator_names, unit_names
from cchc.app.which_plan import in_force, period_in_question, plan_in_question
from cchc.core.facts.amendment import with_history
from cchc.core.facts.report import Act, Facts, Item, Revision, Stamp, Typed
from cchc.core.facts.what_if import without_figure, without_report
from cchc.core.plan.calendar import periods
from cchc.core.plan.measure import Measure
from cchc.core.plan.period import Period
from cchc.core.plan.plan import (
    Plan,
)
from cchc.core.plan.unit import Unit
from cchc.core.verdict.cells import Cells
from cchc.core.verdict.missing_evidence import MissingEvidence, unproven_results
from cchc.core.verdict.status import cells_in, unit_views
from cchc.core.verdict.unit_reports import UnitView
from cchc.features.report.actions.add import Change, Effect, effects
from cchc.features.report.actions.read import reason_of
from cchc.features.report.actions.recording_order import recorded_after
from cchc.store.ledger import Ledger, opened, writing
from cchc.store.reports import facts, revisions, withdraw
from cchc.store.reviews import acts
from cchc.text.problem import (
    Blank,
    Place,
    Problem,
    ProblemCode,
    Refusal,
    refuse_if_any,
    require,
    require_all,
)
from cchc.text.record import Record


class Filled(Record):
    """A unit's report on the board: `filled` of `expected` cells."""

    view: UnitView
    filled: int
    expected: int


class Board(Record):
    """The reports of a period, one line for each unit that owes one."""

    plan: Plan
    period: Period
    as_of: date
    reports: tuple[Filled, ...]


class Sheet(Record):
    """One unit's report of a period, with the history of every cell and of itself.

    `unproven` are its results without document or evidence.
    """

    plan: Plan
    period: Period
    as_of: date
    unit: Unit
    report: Filled
    facts: Facts
    revisions: tuple[Revision, ...]
    acts: tuple[Act, ...] = ()
    unproven: tuple[MissingEvidence, ...] = ()


class Withdrawn(Record):
    """What was taken back, and what that did; `items` are register rows."""

    unit: Unit
    period: Period
    changes: tuple[Change, ...]
    effects: tuple[Effect, ...]
    items: int


class Ground(Record):
    """What a question about reports stands on."""

    plan: Plan
    period: Period
    facts: Facts


def board(db: Path, period: str | None, *, as_of: date) -> Board:
    """Who has sent the period's report and who has not, as of a day."""
    with opened(db) as ledger:
        ground = require(ground_of(ledger, period, as_of))
    cells = cells_in(ground.plan, periods(ground.plan), ground.facts)
    views = unit_views(ground.plan, ground.period, ground.facts, cells)
    lines = tuple(_filled(each, ground, cells) for each in views)
    return Board(ground.plan, ground.period, as_of, lines)


def ground_of(ledger: Ledger, period: str | None, as_of: date) -> Ground | Problem:
    """The plan in force, the period and what was known, or why there are none."""
    versions = plan_in_question(ledger, period, as_of)
    if isinstance(versions, Problem):
        return versions
    asked = period_in_question(versions, period, as_of)
    if isinstance(asked, Problem):
        return asked
    version = in_force(versions, asked, as_of)
    known = facts(ledger, version.plan.id, as_of)
    return Ground(version.plan, asked, with_history(known, versions, version))


def _filled(view: UnitView, ground: Ground, cells: Mapping[str, Cells]) -> Filled:
    owed = sum(one.is_expected(view.unit.id, ground.period) for one in cells.values())
    return Filled(view, owed - len(view.missing), owed)


def sheet(db: Path, unit: str, period: str | None, *, as_of: date) -> Sheet:
    """One unit's report with its history, as of a day."""
    with opened(db) as ledger:
        ground = require(ground_of(ledger, period, as_of))
        place = Place(argument=unit)
        who = require(
            find_by_name(
                Typed(unit, place), unit_names(ground.plan), ProblemCode.UNIT_UNKNOWN
            )
        )
        name = ground.period.name
        past = revisions(ledger, ground.plan.id, unit=who, period=name, as_of=as_of)
        done = acts(ledger, ground.plan.id, who, name, as_of)
    cells = cells_in(ground.plan, periods(ground.plan), ground.facts)
    views = unit_views(ground.plan, ground.period, ground.facts, cells)
    line = next((each for each in views if each.unit.id == who), None)
    member = ground.plan.unit(who)
    if line is None or member is None:
        known = tuple(each.unit.id for each in views)
        blanks: dict[str, Blank] = {"text": unit, "known": known}
        raise Refusal((Problem(ProblemCode.UNIT_UNKNOWN, place, blanks),))
    filled = _filled(line, ground, cells)
    bare = unproven_results(ground.plan, ground.facts, name)
    return Sheet(
        plan=ground.plan,
        period=ground.period,
        as_of=as_of,
        unit=member,
        report=filled,
        facts=ground.facts,
        revisions=past,
        acts=done,
        unproven=tuple(each for each in bare if each.unit == who),
    )


class Wish(Record):
    """What somebody wants taken back: one figure (`key`), or the whole report.

    `reason` is as typed, never empty.
    """

    unit: str
    period: str
    key: str | None
    reason: str


def take_back(
    db: Path, wish: Wish, *, stamp: Stamp, today: date, dry_run: bool = False
) -> Withdrawn:
    """Undo a wrong entry; history keeps what was there."""
    with opened(db, write=not dry_run) as ledger:
        if dry_run:
            return _told(ledger, wish, today).told
        with writing(ledger):
            found = _told(ledger, wish, today)
            unit, period = found.told.unit.id, found.told.period.name
            withdraw(ledger, found.plan, unit, period, found.key, found.reason, stamp)
            return found.told


class _Found(Record):
    plan: str
    key: str | None
    reason: str
    told: Withdrawn


def _told(ledger: Ledger, wish: Wish, today: date) -> _Found:
    """What the wish means and would do."""
    ground = require(ground_of(ledger, wish.period, today))
    found = _meant(ground.plan, wish.unit, wish.key)
    reason = require(reason_of(Typed(wish.reason, Place(argument="--reason"))) or "")
    told = _withdrawn(ground, *found)
    cell = (told.unit.id, ground.period.name)
    keys = [each.indicator for each in told.changes]
    refuse_if_any(recorded_after(ledger, ground.plan.id, cell, keys, today))
    return _Found(ground.plan.id, found[1], reason, told)


def _meant(plan: Plan, unit: str, key: str | None) -> tuple[str, str | None]:
    """The ids of the unit and, if one was named, of the indicator."""
    indicator = (
        None
        if key is None
        else _found(key, indicator_names(plan), ProblemCode.REPORT_UNKNOWN_KEY)
    )
    return require_all(
        _found(unit, unit_names(plan), ProblemCode.REPORT_UNKNOWN_UNIT), indicator
    )


def _found(text: str, among: Names, fault: ProblemCode) -> str | Problem:
    return find_by_name(Typed(text, Place(argument=text)), among, fault)


def _withdrawn(ground: Ground, unit: str, key: str | None) -> Withdrawn:
    """What taking it back would change; refused when there is nothing."""
    name, known = ground.period.name, ground.facts
    cells = {
        one: reading
        for (one, who, when), reading in known.cells.items()
        if (who, when) == (unit, name) and key in (None, one)
    }
    rows = {
        row.indicator
        for row in known.rows_of(Item, unit, name)
        if key in (None, row.indicator)
    }
    sent = known.was_sent(unit, name)
    if not (cells or rows or (key is None and sent)):
        blanks = {"unit": unit, "period": ground.period.id, "key": key or ""}
        raise Refusal((Problem(ProblemCode.NOTHING_TO_WITHDRAW, Place(), blanks),))
    member = ground.plan.unit(unit)
    if member is None:
        raise KeyError(unit)
    touched = frozenset(cells) | rows
    if key is None:
        after = without_report(known, unit, name)
        touched |= _registers(ground.plan, unit)  # without a report, no longer empty
    else:
        after = without_figure(known, unit, name, key)
    among = periods(ground.plan)
    views = (cells_in(ground.plan, among, known), cells_in(ground.plan, among, after))
    return Withdrawn(
        member,
        ground.period,
        tuple(Change(one, reading, None) for one, reading in cells.items()),
        effects(ground.plan, ground.period, views, touched),
        len(rows),
    )


def _registers(plan: Plan, unit: str) -> frozenset[str]:
    return frozenset(
        one.id
        for one in plan.all_indicators
        if one.measure is Measure.REGISTER and unit in one.reporters
    )
