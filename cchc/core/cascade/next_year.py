"""Next year's plan, drawn from this year's plan and what came of it.

Dates move by a year and off days that nobody works; what only people can decide is
named by its line (DESIGN 2, `plan next-year`).
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from cchc.core.cascade.cascade import (
    SharingMethod,
    SharingRequest,
    propose_shares,
    shareable,
)
from cchc.core.plan.calendar import periods, work_calendar
from cchc.core.plan.measure import Measure
from cchc.core.plan.period import CalendarRules, PeriodRule
from cchc.core.plan.plan import (
    NO_PAPER,
    Baseline,
    Criterion,
    Indicator,
    Lines,
    Plan,
    Task,
)
from cchc.core.plan.stock_table import StockTable
from cchc.core.plan.unit import Unit
from cchc.text.closed_list import StrEnum
from cchc.text.day import parse_day
from cchc.text.number_format import rounded
from cchc.text.problem import Problem
from cchc.text.record import Record, field, replace

PERCENT_DECIMALS = 2
SOLAR_HOLIDAYS = ((1, 1), (4, 30), (5, 1), (9, 2))
"""Month and day of the holidays that fall on the same day every year."""


class LineResult(Record):
    """What came of an indicator: A(p) of the year and of each period, each unit's."""

    figure: Fraction | None = None
    trend: tuple[Fraction | None, ...] = ()
    of_units: Mapping[str, Fraction] = field(default_factory=dict)


NO_RESULT = LineResult()


class Matter(StrEnum):
    """What of a line of the new plan people must look at."""

    TARGET = "target"
    AMOUNT = "amount"
    BASELINE = "baseline"
    NO_RESULT = "no_result"
    ALLOTTED = "allotted"
    MOVED = "moved"
    HEIR = "heir"


class OpenMatter(Record):
    """One matter of one line, with what it is about: a figure, a day, units."""

    line: str
    matter: Matter
    about: Decimal | date | str | None = None


class NextYear(Record):
    """The draft of a plan, and what in it is for people to decide, line by line."""

    plan: Plan
    matters: tuple[OpenMatter, ...]


def next_year(plan: Plan, results: Mapping[str, LineResult]) -> NextYear:
    """The plan of the year after: a draft that is valid wherever this year's plan was.

    Units that ended give way to their successors; last year's figures are `results`.
    """
    draft = _Draft(plan)
    calendar = draft.calendar()
    commitments = tuple(
        replace(
            line,
            name=draft.rename(line.name),
            indicators=draft.indicators(line.indicators, results),
        )
        for line in plan.commitments
    )
    made = replace(
        plan,
        id=draft.rename(plan.id),
        title=draft.rename(plan.title),
        year=plan.year + 1,
        document=NO_PAPER,
        calendar=calendar,
        units=draft.units(),
        groups={name: draft.heirs(units) for name, units in plan.groups.items()},
        roles={role: draft.heir(unit) for role, unit in plan.roles.items()},
        commitments=commitments,
        indicators=draft.indicators(plan.indicators, results),
        tables=tuple(draft.table(table) for table in plan.tables),
        tasks=tuple(draft.task(task) for task in plan.tasks),
        scorecard=tuple(draft.criterion(row) for row in plan.scorecard),
    )
    return NextYear(made, tuple(draft.matters))


def with_group_names(plan: Plan) -> Plan:
    """The plan as it is written: a list of units that is a group by its name."""
    names = {units: (name,) for name, units in plan.groups.items()}

    def named_lines(lines: Lines) -> Lines:
        kept = ((line, line.reporters) for line in lines)
        return tuple(replace(line, reporters=names.get(by, by)) for line, by in kept)

    tasks = (replace(task, each=names.get(task.each, task.each)) for task in plan.tasks)
    return replace(plan.with_lines(named_lines), tasks=tuple(tasks))


class _Draft:
    """The moves of one plan, and the matters that came up on the way."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.matters: list[OpenMatter] = []
        self.last_day = periods(plan)[-1].cutoff
        self.work_days = work_calendar(self.calendar())

    def note(
        self, line: str, matter: Matter, about: Decimal | date | str | None = None
    ) -> None:
        self.matters.append(OpenMatter(line, matter, about))

    def rename(self, text: str) -> str:
        """The text with this year's number turned into the next one's."""
        return text.replace(str(self.plan.year), str(self.plan.year + 1))

    def calendar(self) -> CalendarRules:
        """The calendar a year on; of the days off only those of the sun's calendar."""
        rules, year = self.plan.calendar, self.plan.year + 1
        holidays = (date(year, month, day) for month, day in SOLAR_HOLIDAYS)
        off = (*holidays, date(year + 1, 1, 1)) if rules.days_off else ()
        moved = {
            self.rename(name): self.period_rule(rule)
            for name, rule in rules.periods.items()
        }
        first = rules.first and self.rename(rules.first)
        return replace(rules, periods=moved, days_off=off, made_up=(), first=first)

    def period_rule(self, rule: PeriodRule) -> PeriodRule:
        """A period's own dates a year on; its due days on a day of work."""
        is_weekday = work_calendar(CalendarRules()).is_working
        start, cutoff = (day and a_year_on(day) for day in (rule.start, rule.cutoff))
        due = rule.due and _workday(a_year_on(rule.due), is_weekday)
        days = ((kind, a_year_on(day)) for kind, day in rule.dues.items())
        dues = {kind: _workday(day, is_weekday) for kind, day in days}
        title = rule.title and self.rename(rule.title)
        return PeriodRule(start, cutoff, due, dues, title)

    def units(self) -> tuple[Unit, ...]:
        """The units that live on; what began this year has always been there."""
        names_left: dict[str, list[str]] = {}
        heirs = [(unit, self.heir(unit.id)) for unit in self.plan.units]
        for unit, heir in heirs:
            if heir != unit.id:
                names_left.setdefault(heir, []).append(unit.name)
        lasting = []
        for unit in (unit for unit, heir in heirs if heir == unit.id):
            names = names_left.get(unit.id, [])
            for name in names:
                self.note(unit.id, Matter.HEIR, name)
            aliases = (*unit.aliases, *names)
            lasting.append(replace(unit, since=None, aliases=aliases))
        return tuple(lasting)

    def heir(self, unit_id: str) -> str:
        """The unit, or the one that has taken its place by the end of the year."""
        unit = self.plan.unit(unit_id)
        while (
            unit is not None
            and unit.until is not None
            and unit.until <= self.last_day
            and unit.successor is not None
        ):
            unit_id = unit.successor
            unit = self.plan.unit(unit_id)
        return unit_id

    def heirs(self, units: Iterable[str]) -> tuple[str, ...]:
        return tuple({self.heir(unit): None for unit in units})

    def indicators(
        self, lines: Iterable[Indicator], results: Mapping[str, LineResult]
    ) -> tuple[Indicator, ...]:
        return tuple(
            self.indicator(line, results.get(line.id, NO_RESULT)) for line in lines
        )

    def indicator(self, line: Indicator, year: LineResult) -> Indicator:
        """The indicator with last year's figures, days moved, shares proposed."""
        result = None if year.figure is None else _printed(line, year.figure)
        if line.target is not None:
            matter = Matter.NO_RESULT if result is None else Matter.TARGET
            self.note(line.id, matter, result)
        if line.amount is not None:
            self.note(line.id, Matter.AMOUNT, line.amount.value)
        baseline = line.baseline
        if baseline is not None and result is not None:
            grade = None if year.figure is None else line.grade(year.figure)
            baseline = Baseline(result, str(self.plan.year), self.plan.title, grade)
            self.note(line.id, Matter.BASELINE, result)
        moved = replace(
            line,
            name=self.rename(line.name),
            baseline=baseline,
            target=line.target and line.target.with_days(a_year_on),
            trajectory=line.trajectory and line.trajectory.with_days(a_year_on),
            settles=line.settles and a_year_on(line.settles),
            previous_year=by_period(line, year.trend),
            reporters=self.heirs(line.reporters),
            lead=line.lead and self.heir(line.lead),
            allot={},
        )
        return replace(moved, allot=self.allotment(line, moved, year))

    def allotment(
        self, line: Indicator, moved: Indicator, year: LineResult
    ) -> Mapping[str, Decimal]:
        """The shares proposed: by what each unit did, else as they were."""
        held: dict[str, Decimal] = {}
        for unit, value in line.allot.items():
            held[self.heir(unit)] = held.get(self.heir(unit), Decimal(0)) + value
        done: dict[str, Fraction] = {}
        for unit, figure in year.of_units.items():
            heir = self.heir(unit)
            done[heir] = done.get(heir, Fraction(0)) + max(figure, Fraction(0))
        if not held or not shareable(moved):
            return held
        asking = SharingRequest(SharingMethod.LAST_YEAR, tuple(held), done)
        proposed = propose_shares(moved, asking)
        if isinstance(proposed, Problem):
            return held
        self.note(line.id, Matter.ALLOTTED, proposed.total)
        return {part.unit: part.value for part in proposed.parts}

    def table(self, table: StockTable) -> StockTable:
        """A table of the units that live on."""
        lead = table.lead and self.heir(table.lead)
        return replace(table, reporters=self.heirs(table.reporters), lead=lead)

    def criterion(self, row: Criterion) -> Criterion:
        """A row of the score sheet; thresholds that are days move by a year."""
        scores = {}
        for text, points in row.scores.items():
            day = parse_day(text)
            scores[a_year_on(day).isoformat() if day else text] = points
        name, owner = self.rename(row.name), row.owner and self.heir(row.owner)
        return replace(row, name=name, owner=owner, scores=scores)

    def task(self, task: Task) -> Task:
        """A task a year on, due on a day of work of the same month."""
        due = task.due
        if due is not None:
            plain = a_year_on(due)
            due = _workday(plain, self.work_days.is_working)
            if due != plain and task.due_in is None:
                self.note(task.id, Matter.MOVED, plain)
        return replace(
            task,
            name=self.rename(task.name),
            due=due if task.due_in is None else a_year_on(task.due or date.min),
            due_in=task.due_in and self.rename(task.due_in),
            lead=task.lead and self.heir(task.lead),
            helpers=self.heirs(task.helpers),
            each=self.heirs(task.each),
        )


def by_period(
    line: Indicator, trend: tuple[Fraction | None, ...]
) -> tuple[Decimal | None, ...]:
    """The year's figures as `previous_year` has them: counts of each period alone.

    None of a grade, which is a word: the ledger has it.
    """
    if line.measure is Measure.GRADE:
        return ()
    counts = line.measure in {Measure.FLOW, Measure.REGISTER}
    values: list[Decimal | None] = []
    before: Fraction | None = Fraction(0)
    for point in trend:
        if point is None or before is None:
            values.append(None)
        else:
            values.append(_printed(line, point - before))
        before = point if counts else before
    return tuple(values) if any(value is not None for value in values) else ()


def _printed(line: Indicator, figure: Fraction) -> Decimal:
    is_rate = line.measure is Measure.RATIO
    return rounded(figure, max(line.decimals, PERCENT_DECIMALS if is_rate else 0))


def a_year_on(day: date) -> date:
    """The same day of the next year; the last of February stays the last."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def _workday(day: date, is_working: Callable[[date], bool]) -> date:
    """The day, or the nearest day of work in its month: later if there is one."""
    ahead = (day + timedelta(days=days) for days in range(31))
    same = [later for later in ahead if later.month == day.month and is_working(later)]
    if same:
        return same[0]
    back = (day - timedelta(days=days) for days in range(31))
    return next((earlier for earlier in back if is_working(earlier)), day)
