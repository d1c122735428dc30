"""What the reports say, worked out slowly from the text of the law alone.

Nothing of the program's own arithmetic is used here: only what a plan and a report
are. Everything is a Fraction; every cell is looked at one by one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from cchc.core.plan import Across, Indicator, Measure, Plan, RatioOf
from cchc.core.report import Item, Reading, Revision
from cchc.core.trajectory import Step
from cchc.core.unit import Unit

QUARTERS = ("Q1", "Q2", "Q3", "Q4")
KNOWN = ("value", "nil")


@dataclass(frozen=True, slots=True)
class Quarter:
    name: str
    cutoff: date
    due: date


@dataclass(frozen=True, slots=True)
class Said:
    """All that was told, each with its day: revisions, rows of registers, reports."""

    revisions: tuple[Revision, ...] = ()
    rows: tuple[tuple[date, Item], ...] = ()
    sent: tuple[tuple[date, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
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
    stands = asked.one.measure in (Measure.LEVEL, Measure.RUNNING, Measure.YES)
    whole = asked.one.amount
    counted = whole is not None and whole.cumulative
    if stands or counted or asked.one.of is RatioOf.LEVEL:
        return [(unit, asked.now) for unit in asked.units]
    if asked.one.measure is Measure.MILESTONE:
        return [(unit, asked.now) for unit in asked.units]
    return [(unit, quarter) for unit in asked.units for quarter in asked.upto]


def coverage(asked: Question) -> tuple[int, int, tuple[str, ...]]:
    """Reported, expected, and the silent, once each."""
    states = [(unit.id, state(asked, unit, q)) for unit, q in entering(asked)]
    counted = [s for _, s in states if s not in ("not_expected", "not_due")]
    silent = [unit for unit, s in states if s == "missing"]
    reported = len([s for s in counted if s != "missing"])
    return reported, len(counted), tuple(dict.fromkeys(silent))


@dataclass(frozen=True, slots=True)
class Figure:
    """The sum of the known cells: numbers, or one answer for each unit.

    `answers`: for a milestone the day or None, for a yes the answer; a unit that
    nobody knows of is counted in `unknown` instead. `low` is the least that the
    units of unknown figure have already.
    """

    any_known: bool
    top: Fraction = Fraction(0)
    bottom: Fraction = Fraction(0)
    low: Fraction = Fraction(0)
    answers: tuple[date | bool | None, ...] = ()
    unknown: int = 0
    estimate: bool = False


def figure(asked: Question) -> Figure:
    one = asked.one
    if one.measure is Measure.REGISTER:
        return _register(asked)
    if one.measure in (Measure.MILESTONE, Measure.YES):
        return _answers(asked)
    whole = one.amount
    if one.measure is Measure.RUNNING or (whole is not None and whole.cumulative):
        return _running(asked)
    return _sums(asked)


def _number(value: object) -> Fraction:
    return Fraction(0) if value is None else Fraction(str(value))


def _sums(asked: Question) -> Figure:
    """Flows, and levels, which have the one cell of the period."""
    top = bottom = Fraction(0)
    known = estimate = False
    unknowns = 0
    for unit, quarter in entering(asked):
        unknowns += unknown(asked, unit, quarter)
        told = reading(asked, unit.id, quarter.name)
        if told is not None and told.state.value in KNOWN:
            top += _number(told.number)
            bottom += _number(told.denominator)
            known = True
            estimate = estimate or told.quality.value == "estimate"
    return Figure(known, top, bottom, unknown=unknowns, estimate=estimate)


def _running(asked: Question) -> Figure:
    top = low = Fraction(0)
    any_known = estimate = False
    unknowns = 0
    for unit in asked.units:
        total, open_, seen, rough = Fraction(0), False, False, False
        for quarter in asked.upto:
            told = reading(asked, unit.id, quarter.name)
            if unknown(asked, unit, quarter):
                open_ = True
            elif told is not None and told.state.value == "value":
                total, open_, seen = _number(told.number), False, True
                rough = told.quality.value == "estimate"
            elif told is not None:  # nothing new
                seen = True
        if open_:
            unknowns, low = unknowns + 1, low + total
        else:
            top, any_known = top + total, any_known or seen
            estimate = estimate or rough
    return Figure(any_known, top, low=low, unknown=unknowns, estimate=estimate)


def _register(asked: Question) -> Figure:
    limit = asked.settles if asked.is_last else asked.now.cutoff
    names = [quarter.name for quarter in asked.upto]
    units = [unit.id for unit in asked.units]
    apart = asked.one.across is Across.SUM
    things = {
        (row.unit if apart else None, row.key)
        for row in rows(asked)
        if row.unit in units
        and (row.date <= limit if row.date is not None else row.period in names)
    }
    states = [state(asked, unit, quarter) in KNOWN for unit, quarter in entering(asked)]
    known = bool(things) or any(states)
    unknowns = sum(unknown(asked, unit, quarter) for unit, quarter in entering(asked))
    return Figure(known, Fraction(len(things)), unknown=unknowns)


def _answers(asked: Question) -> Figure:
    answers: list[date | bool | None] = []
    unknowns, any_known = 0, False
    for unit in asked.units:
        found: date | bool | None = None
        open_ = seen = False
        for quarter in asked.upto:
            told = reading(asked, unit.id, quarter.name)
            if isinstance(found, date):
                break  # no later report undoes it
            if unknown(asked, unit, quarter):
                open_ = True
            elif told is not None:
                found, open_, seen = _answer(asked, told), False, True
        unknowns += open_
        if seen and not open_:
            any_known = True
            answers.append(found)
    return Figure(any_known, answers=tuple(answers), unknown=unknowns)


def _answer(asked: Question, told: Reading) -> date | bool | None:
    if asked.one.measure is Measure.YES:
        return bool(told.answer)
    return told.done if told.done and told.done <= asked.judged_on else None


def known_cells(asked: Question, among: Iterable[str]) -> bool:
    """Whether some cell that enters the figure is in one of these states."""
    wanted = tuple(among)
    return any(state(asked, unit, q) in wanted for unit, q in entering(asked))
