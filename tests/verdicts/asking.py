"""What the reports say, cell by cell, read slowly from the text of the law alone.

Nothing of the program's own arithmetic is used here: only what a plan and a report
are. Every cell is looked at one by one (SEMANTICS 1, 4, 10 and 11).
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property

from cchc.core.facts.report import Item, Quality, Reading, Revision
from cchc.core.plan.measure import Across, FigureWindow, Measure, RatioOf
from cchc.core.plan.plan import Indicator, Plan, PlanVersion
from cchc.core.plan.targets.kinds import Each
from cchc.core.plan.trajectory import Dated, Step, Trajectory
from cchc.core.plan.unit import Unit
from cchc.text.record import Record, replace

QUARTERS = ("Q1", "Q2", "Q3", "Q4")
KNOWN = ("value", "nil")
PLACES = (Measure.RANK, Measure.GRADE)
STATES = (Measure.LEVEL, *PLACES, Measure.MILESTONE, Measure.YES)
"""What is true at a cut-off, and is not added over the year."""


class Quarter(Record):
    name: str
    cutoff: date
    due: date


class Said(Record):
    """All that was told or decided, each with its day.

    `revisions` of figures, `rows` of registers, `sent` reports; `exempted` (day, unit,
    period, whether it stands: False lifts it) and `closed` (day, unit, period) are
    acts of the office.
    """

    revisions: tuple[Revision, ...] = ()
    rows: tuple[tuple[date, Item], ...] = ()
    sent: tuple[tuple[date, str, str], ...] = ()
    exempted: tuple[tuple[date, str, str, bool], ...] = ()
    closed: tuple[tuple[date, str, str], ...] = ()


class Question(Record, dict=True):
    """One indicator of a plan, one period, one day.

    `versions` are all of the plan, the first one first; the period is judged by the
    one that is in force at its cut-off. `firm`: figures that are not final are taken
    for unknown (the second climb of SEMANTICS 7). `early`: so are cells that are not
    due yet, for what no later report can undo.
    """

    versions: tuple[PlanVersion, ...]
    name: str
    at: int
    as_of: date
    said: Said
    judge: int | None = None
    firm: bool = False
    early: bool = False

    @cached_property
    def plan(self) -> Plan:
        """The version that judges; `judge` names its period where it is another."""
        return version_of(self, self.judge or self.at).plan

    @cached_property
    def one(self) -> Indicator:
        found = self.plan.indicator(self.name)
        assert found is not None
        return found

    @cached_property
    def quarters(self) -> tuple[Quarter, ...]:
        return quarters_of(self.plan)

    @property
    def upto(self) -> tuple[Quarter, ...]:
        return self.quarters[: self.at]

    @property
    def now(self) -> Quarter:
        return self.quarters[self.at - 1]

    @property
    def is_last(self) -> bool:
        return self.at == len(self.quarters)

    @property
    def settles(self) -> date:
        return self.one.settles or self.quarters[-1].due

    @cached_property
    def fin(self) -> bool:
        return self.is_last and self.as_of > self.settles

    @property
    def judged_on(self) -> date:
        return self.as_of if self.is_last else min(self.as_of, self.now.cutoff)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Whose figures count: the reporters, and who took over from one of them."""
        return tuple(
            unit
            for unit in self.plan.units
            if unit.id in reporters(self.one)
            or any(
                stands_in(self.plan, self.one, unit, quarter)
                for quarter in self.quarters
            )
        )

    @cached_property
    def kept(self) -> dict[object, object]:
        """What was worked out before: the same question has the same answer."""
        return {}

    def earlier(self, at: int) -> "Question":
        """The same of an earlier period, judged as that period is judged."""
        return replace(self, at=at, judge=None)

    def through(self, at: int) -> "Question":
        """What is known through an earlier period, judged by this one's version."""
        return replace(self, at=at, judge=self.judge or self.at)


def version_of(asked: Question, ordinal: int) -> PlanVersion:
    """The last version that is recorded by the day and in force in the period."""
    first, *later = asked.versions
    ripe = [
        version
        for version in later
        if version.effective <= ordinal and version.recorded_on <= asked.as_of
    ]
    return ripe[-1] if ripe else first


def quarters_of(plan: Plan) -> tuple[Quarter, ...]:
    """The quarters of NĐ 09, due three working days after the 14th."""
    made = []
    for name in QUARTERS[QUARTERS.index(plan.calendar.first or "Q1") :]:
        cutoff = due = date(plan.year, 3 * int(name[1]), 14)
        left = plan.calendar.due_after
        while left:
            due += timedelta(days=1)
            left -= due.weekday() < 5
        made.append(Quarter(name, cutoff, due))
    return tuple(made)


def reporters(one: Indicator) -> tuple[str, ...]:
    """Whose figures the plan asks for; where one leads, its own alone are official."""
    if one.across is Across.LEAD and not isinstance(one.target, Each):
        return (one.lead,) if one.lead else ()
    return one.reporters


def begins_later(unit: Unit, quarter: Quarter) -> bool:
    return unit.since is not None and unit.since > quarter.cutoff


def has_ended(unit: Unit, quarter: Quarter) -> bool:
    return unit.until is not None and unit.until < quarter.cutoff


def exists(unit: Unit, quarter: Quarter) -> bool:
    return not begins_later(unit, quarter) and not has_ended(unit, quarter)


def heir(plan: Plan, unit: Unit, quarter: Quarter) -> Unit | None:
    """Who has taken over from a unit that has ended, along the successors."""
    passed: set[str] = set()
    member: Unit | None = unit
    while member is not None and has_ended(member, quarter):
        if member.id in passed:
            return None
        passed.add(member.id)
        member = plan.unit(member.successor) if member.successor else None
    exist = member is not None and exists(member, quarter)
    return member if exist else None


def stands_in(
    plan: Plan, one: Indicator, unit: Unit, quarter: Quarter
) -> tuple[Unit, ...]:
    """The ended reporters for which a unit answers in a quarter."""
    ended = [plan.unit(name) for name in reporters(one)]
    return tuple(
        was
        for was in ended
        if was is not None and was != unit and heir(plan, was, quarter) == unit
    )


def reading(asked: Question, unit: str, quarter: str) -> Reading | None:
    """The revision with the greatest sequence recorded by the end of the day."""
    cell = (asked.name, unit, quarter)
    if not answers_in(asked, unit, quarter):
        return None
    seen = [
        each
        for each in asked.said.revisions
        if each.cell == cell and each.stamp.recorded_at.date() <= asked.as_of
    ]
    if not seen:
        return None
    last = max(seen, key=lambda each: each.sequence)
    return as_recorded(asked.one, asked.plan.year, last)


def as_recorded(one: Indicator, year: int, kept: Revision) -> Reading | None:
    """What it says; an estimate if the days that it covers had not ended (11)."""
    told = kept.reading
    if told is None or one.window is FigureWindow.PERIOD:
        return told
    number = int(kept.cell[2][1])
    following = date(year + number // 4, 3 * number % 12 + 1, 1)
    early = kept.stamp.recorded_at.date() < following - timedelta(days=1)
    is_figure = told.number is not None and is_firm(told)
    return replace(told, quality=Quality.ESTIMATE) if early and is_figure else told


def rows(asked: Question) -> list[Item]:
    return [
        row
        for day, row in asked.said.rows
        if day <= asked.as_of
        and row.indicator == asked.name
        and answers_in(asked, row.unit, row.period)
    ]


def answers_in(asked: Question, name: str, period: str) -> bool:
    """Whether a unit's figure is the indicator's: a reporter's, or its heir's."""
    key = ("answers", name, period)
    if key not in asked.kept:
        quarter = next(q for q in asked.quarters if q.name == period)
        unit = asked.plan.unit(name)
        asked.kept[key] = unit is not None and (
            name in reporters(asked.one)
            or bool(stands_in(asked.plan, asked.one, unit, quarter))
        )
    return bool(asked.kept[key])


def is_exempt(asked: Question, unit: str, quarter: str) -> bool:
    acts = [
        stands
        for day, who, when, stands in asked.said.exempted
        if day <= asked.as_of and (who, when) == (unit, quarter)
    ]
    return bool(acts) and acts[-1]


def is_closed(asked: Question, unit: str, quarter: str) -> bool:
    """Whether `report close` ended the waiting for a unit's report."""
    return any(
        day <= asked.as_of and (who, when) == (unit, quarter)
        for day, who, when in asked.said.closed
    )


def expected(asked: Question, unit: Unit, quarter: Quarter) -> bool:
    """Whether the unit owes the figure, by the version that judges the quarter.

    What the version asked by now expects from a later quarter on is not owed before.
    """
    names = [q.name for q in asked.quarters]
    ordinal = names.index(quarter.name) + 1
    plan = version_of(asked, ordinal).plan
    one = plan.indicator(asked.name)
    assert one is not None
    member = plan.unit(unit.id)
    if member is None or not exists(member, quarter):
        return False
    if is_exempt(asked, unit.id, quarter.name):
        return False
    if any(
        ordinal < first_of(path, asked.quarters)
        for path in (one.trajectory, asked.one.trajectory)
    ):
        return False
    mine = unit.id in reporters(one)
    if one.measure is Measure.MILESTONE:
        before = names[: ordinal - 1]
        mine = mine and not is_done(asked, unit.id, before)
        others = [
            was
            for was in stands_in(plan, one, member, quarter)
            if not is_done(asked, was.id, before)
        ]
        return mine or (bool(others) and not is_done(asked, unit.id, before))
    return mine or bool(stands_in(plan, one, member, quarter))


def first_of(path: Trajectory | None, quarters: tuple[Quarter, ...]) -> int:
    """The first period in which something is expected: of a step, of dated points."""
    names = [quarter.name for quarter in quarters]
    match path:
        case Step(period):
            return names.index(period or names[-1]) + 1
        case Dated(points):
            after = [q.name for q in quarters if q.cutoff >= points[0].day]
            return names.index(after[0] if after else names[-1]) + 1
        case _:
            return 1


def is_done(asked: Question, unit: str, quarters: Iterable[str]) -> bool:
    """Whether a unit has told the day in one of these; it is not asked again."""
    told = [reading(asked, unit, quarter) for quarter in quarters]
    return any(each is not None and each.done is not None for each in told)


def state(asked: Question, unit: Unit, quarter: Quarter) -> str:
    """The state of a cell: one of SEMANTICS 1, or `closed` (11)."""
    cell = (unit.id, quarter.name)
    if cell not in asked.kept:
        asked.kept[cell] = _state(asked, unit, quarter)
    return str(asked.kept[cell])


def _state(asked: Question, unit: Unit, quarter: Quarter) -> str:
    told = reading(asked, unit.id, quarter.name)
    if told is not None and told.state.value in KNOWN:
        return told.state.value
    mine = (unit.id, quarter.name)
    is_register = asked.one.measure is Measure.REGISTER
    if is_register and any((row.unit, row.period) == mine for row in rows(asked)):
        return "value"
    if told is not None:
        return "closed" if is_closed(asked, *mine) else told.state.value
    if not expected(asked, unit, quarter):
        return "not_expected"
    if is_closed(asked, *mine):
        return "closed"
    passed = asked.as_of > quarter.cutoff or asked.as_of > quarter.due
    return "missing" if passed else "not_due"


def unknown(asked: Question, unit: Unit, quarter: Quarter) -> bool:
    """Whether the cell may still hold anything."""
    found = state(asked, unit, quarter)
    if found == "not_due":
        return asked.early or is_open(asked, quarter)
    return found in ("missing", "unavailable")


def is_open(asked: Question, quarter: Quarter) -> bool:
    """Whether some cell of the quarter has a value."""
    return any(state(asked, unit, quarter) in KNOWN for unit in asked.units)


def is_firm(told: Reading) -> bool:
    return told.quality is Quality.FINAL


def entering(asked: Question) -> list[tuple[Unit, Quarter]]:
    """The cells that enter A(p): of states and totals those of p, else all up to p."""
    one = asked.one
    of_p = one.measure in STATES or one.of is RatioOf.LEVEL or counted_up(one)
    among = (asked.now,) if of_p else asked.upto
    return [(unit, quarter) for unit in asked.units for quarter in among]


def counted_up(one: Indicator) -> bool:
    """Whether each figure is a total since the start of the year."""
    whole = one.amount
    return one.measure is Measure.RUNNING or (whole is not None and whole.cumulative)


def states(asked: Question) -> list[str]:
    """The states of the cells that enter A(p)."""
    return [state(asked, unit, quarter) for unit, quarter in entering(asked)]
