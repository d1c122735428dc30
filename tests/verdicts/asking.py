"""What the reports say, cell by cell, read slowly from the text of the law alone.

Nothing of the program's own arithmetic is used here: only what a plan and a report
are. Every cell is looked at one by one.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from cchc.core.facts.history import Revision
from cchc.core.facts.report import Item, Reading
from cchc.core.plan.measure import Across, Measure, RatioOf
from cchc.core.plan.plan import (
    Indicator,
    Plan,
)
from cchc.core.plan.trajectory import Step
from cchc.core.plan.unit import Unit
from cchc.text.record import Record

QUARTERS = ("Q1", "Q2", "Q3", "Q4")
KNOWN = ("value", "nil")


class Quarter(Record):
    name: str
    cutoff: date
    due: date


class Said(Record):
    """All that was told, each with its day: revisions, rows of registers, reports."""

    revisions: tuple[Revision, ...] = ()
    rows: tuple[tuple[date, Item], ...] = ()
    sent: tuple[tuple[date, str, str], ...] = ()


class Question(Record):
    """One indicator of a plan, one period, one day."""

    plan: Plan
    one: Indicator
    at: int
    as_of: date
    said: Said

    @property
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

    @property
    def fin(self) -> bool:
        return self.is_last and self.as_of > self.settles

    @property
    def judged_on(self) -> date:
        return self.as_of if self.is_last else min(self.as_of, self.now.cutoff)

    @property
    def units(self) -> tuple[Unit, ...]:
        """Whose figures count, in the order of the plan."""
        if self.one.across is Across.LEAD:
            return tuple(u for u in self.plan.units if u.id == self.one.lead)
        return tuple(u for u in self.plan.units if u.id in self.one.reporters)


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


def reading(asked: Question, unit: str, quarter: str) -> Reading | None:
    """The revision with the greatest sequence recorded by the end of the day."""
    cell = (asked.one.id, unit, quarter)
    seen = [
        each
        for each in asked.said.revisions
        if each.cell == cell and each.stamp.recorded_at.date() <= asked.as_of
    ]
    return max(seen, key=lambda each: each.sequence).reading if seen else None


def rows(asked: Question) -> list[Item]:
    return [
        row
        for day, row in asked.said.rows
        if day <= asked.as_of and row.indicator == asked.one.id
    ]


def expected(asked: Question, unit: Unit, quarter: Quarter) -> bool:
    if unit.since is not None and unit.since > quarter.cutoff:
        return False
    if unit.until is not None and unit.until < quarter.cutoff:
        return False
    path, names = asked.one.trajectory, [q.name for q in asked.quarters]
    if isinstance(path, Step):
        first = path.period or names[-1]
        if names.index(quarter.name) < names.index(first):
            return False
    if asked.one.measure is Measure.MILESTONE:
        for before in names[: names.index(quarter.name)]:
            told = reading(asked, unit.id, before)
            if told is not None and told.done is not None:
                return False  # done once, it is not asked for again
    return True


def state(asked: Question, unit: Unit, quarter: Quarter) -> str:
    told = reading(asked, unit.id, quarter.name)
    if told is not None:
        return told.state.value
    owed = expected(asked, unit, quarter)
    if asked.one.measure is Measure.REGISTER:
        mine = (unit.id, quarter.name)
        if any((row.unit, row.period) == mine for row in rows(asked)):
            return "value"
        for day, *sent in asked.said.sent:
            if owed and day <= asked.as_of and tuple(sent) == mine:
                return "nil"
    if not owed:
        return "not_expected"
    passed = asked.as_of > quarter.cutoff or asked.as_of > quarter.due
    return "missing" if passed else "not_due"


def unknown(asked: Question, unit: Unit, quarter: Quarter) -> bool:
    found = state(asked, unit, quarter)
    if found == "not_due":
        return any(state(asked, each, quarter) in KNOWN for each in asked.units)
    return found in ("missing", "unavailable")


def entering(asked: Question) -> list[tuple[Unit, Quarter]]:
    """The cells that enter A(p): of a state those of p, else of all q up to p."""
    stands = (Measure.LEVEL, Measure.MILESTONE, Measure.YES)
    if asked.one.measure in stands or asked.one.of is RatioOf.LEVEL:
        return [(unit, asked.now) for unit in asked.units]
    if counted_up(asked.one):
        return [cell for unit in asked.units for cell in resting_on(asked, unit)]
    return [(unit, quarter) for unit in asked.units for quarter in asked.upto]


def counted_up(one: Indicator) -> bool:
    """Whether each figure is a total since the start of the year."""
    whole = one.amount
    return one.measure is Measure.RUNNING or (whole is not None and whole.cumulative)


def resting_on(asked: Question, unit: Unit) -> list[tuple[Unit, Quarter]]:
    """Back from p to the figure or the gap that a running total rests on."""
    cells = []
    for quarter in reversed(asked.upto):
        cells.append((unit, quarter))
        told = reading(asked, unit.id, quarter.name)
        has_figure = told is not None and told.state.value == "value"
        if has_figure or unknown(asked, unit, quarter):
            break
    return cells


def coverage(asked: Question) -> tuple[int, int, tuple[str, ...]]:
    """Reported, expected, and the silent, once each."""
    states = [(unit.id, state(asked, unit, q)) for unit, q in entering(asked)]
    counted = [s for _, s in states if s not in ("not_expected", "not_due")]
    silent = [unit for unit, s in states if s == "missing"]
    reported = len([s for s in counted if s != "missing"])
    return reported, len(counted), tuple(dict.fromkeys(silent))


def known_cells(asked: Question, among: Iterable[str]) -> bool:
    """Whether some cell that enters the figure is in one of these states."""
    wanted = tuple(among)
    return any(state(asked, unit, q) in wanted for unit, q in entering(asked))
