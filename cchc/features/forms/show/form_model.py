"""What one unit is asked in one period: the form that it fills in."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import ceil, floor

from cchc.core.facts.acts import granted_day
from cchc.core.facts.report import CellState, Facts, Item, Reading, TaskNote
from cchc.core.facts.succession import doers_in, plan_of_unit, taken_over
from cchc.core.plan.calendar import periods, window_days
from cchc.core.plan.expected import Expectation, expected_value, goal_of
from cchc.core.plan.finer import is_finer
from cchc.core.plan.indicator import line_of_unit
from cchc.core.plan.measure import TOTALS, FigureWindow, Measure, RatioOf
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, Plan, PlanVersion, TableColumn, Task
from cchc.core.plan.stock_table import StockTable
from cchc.core.plan.unit import Unit
from cchc.core.verdict.board import YearBoard
from cchc.core.verdict.cells import Cells, cells_in
from cchc.text.closed_list import StrEnum
from cchc.text.compare import fold
from cchc.text.form_marks import FORM, FormMark, TableKind
from cchc.text.lazy import sha256
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.period import report_title
from cchc.words.translator import Lang, voice


def mark_of(
    version: PlanVersion, unit: str, period: str, lang: str = Lang.VI
) -> FormMark:
    """The mark of a unit's form; the fingerprint also holds the plan's own text."""
    plan, number = version.plan.id, str(version.number)
    parts = (FORM, plan, number, version.digest, unit, period)
    fingerprint = sha256("|".join(parts).encode()).hexdigest()[:16]
    return FormMark(plan, number, unit, period, fingerprint, lang)


class FigureAsk(StrEnum):
    """What the figure of a period is (SEMANTICS 3): one table of the form for each."""

    FLOW = "flow"
    RATE = "rate"
    RUNNING = "running"
    LEVEL = "level"
    SHARE = "share"
    DAY = "day"
    ANSWER = "answer"


class FormLine(Record):
    """One figure that is asked for, and what stands beside it.

    `plan` is the unit's allotment, or None: the target of the whole stands there.
    `due` is what should be true by the cut-off. `year_ago` is the unit's own figure
    of last year's ledger; else the indicator's `previous_year` says it for the whole.
    `before` are number and denominator of the earlier periods of the year, None where
    one of them is not known. `is_shared`: what is planned is the whole's;
    `is_alone`: no other unit reports it.
    """

    indicator: Indicator
    allotted: Fraction | None
    due: Fraction | None
    last: Reading | None
    year_ago: Reading | None
    before: tuple[Decimal, Decimal] | None = None
    is_shared: bool = False
    is_alone: bool = False

    @property
    def plan_value(self) -> Fraction | None:
        """What the unit is to reach in the year, where that is its own and a number."""
        amount, goal = self.indicator.amount, goal_of(self.indicator)
        if self.is_shared or self.indicator.measure is Measure.RATIO:
            is_of_plan = self.indicator.of is RatioOf.PLAN and not self.is_shared
            return Fraction(amount.value) if amount and is_of_plan else None
        if self.allotted is not None:
            return self.allotted
        return goal.at if goal is not None and goal.wants_more else None


class FormBlock(Record):
    """The figures that are asked for in one way, with the days they cover."""

    ask: FigureAsk
    ordinal: int
    first: date
    last: date
    lines: tuple[FormLine, ...]


class FormStockRow(Record):
    """A row of a table: the ids of its columns begin with `prefix`."""

    prefix: str
    title: str
    lines: tuple[FormLine, ...]


class FormStock(Record):
    """A table that the unit fills in."""

    table: StockTable
    rows: tuple[FormStockRow, ...]


class FormTask(Record):
    """A task of the unit, with what it last said of it.

    `extended` is the later day that the office has granted.
    """

    task: Task
    note: TaskNote | None
    extended: date | None = None


class FormRegister(Record):
    """A register that the unit adds to, with its rows of the year so far.

    `year_ago` is how many rows the unit had in all of last year.
    """

    line: FormLine
    known: tuple[Item, ...]
    year_ago: int = 0


class Form(Record):
    """Everything one unit is asked in one period; `before` are earlier periods."""

    mark: FormMark
    plan: Plan
    unit: Unit
    period: Period
    before: tuple[Period, ...]
    blocks: tuple[FormBlock, ...]
    registers: tuple[FormRegister, ...]
    tasks: tuple[FormTask, ...]
    stocks: tuple[FormStock, ...] = ()

    @property
    def due(self) -> date:
        """The day by which the unit has to send it."""
        return self.period.due_for(self.unit.kind)

    @property
    def names(self) -> Mapping[str, str]:
        """The marks that a form that comes back must still bear, each with its name."""
        value, task = TableKind.VALUE, TableKind.TASK
        lines = (line.indicator for block in self.blocks for line in block.lines)
        figures = {f"{value}:{line.id}": one_line(line.name) for line in lines}
        tasks = (form_task.task for form_task in self.tasks)
        rows = (row for stock in self.stocks for row in stock.rows)
        figures |= {f"{TableKind.STOCK}:{row.prefix}": row.title for row in rows}
        return figures | {f"{task}:{own.id}": one_line(own.name) for own in tasks}


class FormGround(Record):
    """What the forms of all units for a period are made from.

    `doers` may report on a task, `due` is what should be true of an indicator by the
    cut-off. `units` and `titles` are what forms of this plan print, folded, with the
    ids of units and periods; `names` what they print for ids, in `lang`.
    """

    version: PlanVersion
    periods: tuple[Period, ...]
    period: Period
    doers: Mapping[str, frozenset[str]]
    due: Mapping[str, Expectation | None]
    units: Mapping[str, str]
    titles: Mapping[str, str]
    names: Mapping[str, str]
    lang: str


def form_ground(version: PlanVersion, name: str, lang: str = Lang.VI) -> FormGround:
    """What forms are made from, for the period of this name in this version."""
    plan = version.plan
    among = periods(plan)
    period = next(own for own in among if own.name == name)
    return FormGround(
        version=version,
        periods=among,
        period=period,
        doers={t.id: frozenset(doers_in(plan, t, period)) for t in plan.tasks},
        due={
            line.id: expected_value(line, plan, period, among)
            for line in plan.all_indicators
        },
        units={fold(one_line(unit.name)): unit.id for unit in plan.units},
        titles={
            fold(report_title(p, v)): p.id for v in map(voice, Lang) for p in among
        },
        names={
            **{line.id: f"“{one_line(line.name)}”" for line in plan.all_indicators},
            **{task.id: f"“{one_line(task.name)}”" for task in plan.tasks},
        },
        lang=lang,
    )


def form_of(
    ground: FormGround, unit: Unit, facts: Facts, past: YearBoard | None = None
) -> Form:
    """What a unit is asked, in the plan's order; `past`: the period a year ago."""
    plan, period = ground.version.plan, ground.period
    cells = cells_in(plan_of_unit(plan, unit.id), ground.periods, facts)
    lines = [
        _line(cells[indicator.id], ground, unit, facts, past)
        for indicator in plan.all_indicators
        if not is_finer(indicator, plan)
        and cells[indicator.id].is_expected(unit.id, period)
    ]
    registers = []
    for line in lines:
        key = line.indicator.id
        if line.indicator.measure is Measure.REGISTER:
            rows = (r for r in facts.items if (r.unit, r.indicator) == (unit.id, key))
            year_ago = 0 if past is None else past.count_items(key, unit.id)
            registers.append(FormRegister(line, tuple(rows), year_ago))
    tasks = (task for task in plan.tasks if unit.id in ground.doers[task.id])
    return Form(
        mark=mark_of(ground.version, unit.id, period.id, ground.lang),
        plan=plan,
        unit=unit,
        period=period,
        before=ground.periods[: period.ordinal - 1],
        blocks=tuple(_blocks(lines, ground)),
        registers=tuple(registers),
        tasks=tuple(_form_task(task, unit, ground, facts) for task in tasks),
        stocks=tuple(_stocks(plan, lines)),
    )


def _stocks(plan: Plan, lines: Iterable[FormLine]) -> Iterator[FormStock]:
    """The tables of which the unit is asked every column."""
    by_id = {line.indicator.id: line for line in lines}
    names = {area.id: area.name for area in plan.areas}
    for table in plan.tables:
        marks = zip(table.row_ids or ("",), table.row_prefixes, strict=True)
        rows = tuple(
            FormStockRow(
                prefix,
                one_line(table.names.get(row, names.get(row, row)) or table.name),
                tuple(by_id[f"{prefix}.{column}"] for _, column in table.columns),
            )
            for row, prefix in marks
            if all(f"{prefix}.{column}" in by_id for _, column in table.columns)
        )
        if rows:
            yield FormStock(table, rows)


ASKS: Mapping[Measure, FigureAsk] = {
    Measure.FLOW: FigureAsk.FLOW,
    Measure.RUNNING: FigureAsk.RUNNING,
    Measure.LEVEL: FigureAsk.LEVEL,
    Measure.RANK: FigureAsk.LEVEL,
    Measure.GRADE: FigureAsk.LEVEL,
    Measure.RATIO: FigureAsk.RATE,
    Measure.REGISTER: FigureAsk.FLOW,
    Measure.MILESTONE: FigureAsk.DAY,
    Measure.YES: FigureAsk.ANSWER,
}


def ask_of(indicator: Indicator) -> FigureAsk:
    """In which way an indicator is asked for."""
    if indicator.of is RatioOf.PLAN:
        amount = indicator.amount
        is_running = amount is not None and amount.cumulative
        return FigureAsk.RUNNING if is_running else FigureAsk.FLOW
    if indicator.of is RatioOf.LEVEL:
        return FigureAsk.SHARE
    return ASKS[indicator.measure]


def _blocks(lines: list[FormLine], ground: FormGround) -> Iterator[FormBlock]:
    by_way: dict[tuple[FigureAsk, FigureWindow], list[FormLine]] = {}
    for line in lines:
        indicator = line.indicator
        is_register = indicator.measure is Measure.REGISTER
        if not (is_register or isinstance(indicator, TableColumn)):
            way = (ask_of(indicator), indicator.window)
            by_way.setdefault(way, []).append(line)
    for ask, window in product(FigureAsk, FigureWindow):
        if own := by_way.get((ask, window)):
            by_calendar = window is FigureWindow.CALENDAR
            days = window_days(ground.period, by_calendar=by_calendar)
            yield FormBlock(ask, ground.period.ordinal, *days, tuple(own))


def _line(
    cells: Cells, ground: FormGround, unit: Unit, facts: Facts, past: YearBoard | None
) -> FormLine:
    period, members, last = ground.period, cells.members, None
    ended = taken_over(members, period).get(unit.id, ())
    indicator = line_of_unit(cells.indicator, unit.id, ended)
    whole = ground.version.plan.indicator(indicator.id) or indicator
    if period.ordinal > 1:
        name = ground.periods[period.ordinal - 2].name
        last = facts.cells.get((indicator.id, unit.id, name))
    share = indicator.allot.get(unit.id)
    allotted = None if share is None else Fraction(share)
    # what is planned is that of several units together: no rate is (10)
    is_sum = whole.of is RatioOf.PLAN or whole.measure in TOTALS
    has_others = any(reporter != unit.id for reporter in whole.reporters)
    is_own = unit.id in whole.allot or whole.each is not None
    return FormLine(
        indicator=indicator,
        allotted=allotted,
        due=_due(indicator, ground, allotted),
        last=last,
        year_ago=past.reading(indicator, unit.id, members, period) if past else None,
        before=_before(cells, ground, unit),
        is_shared=is_sum and has_others and not is_own,
        is_alone=len(whole.reporters) == 1,
    )


def _before(
    cells: Cells, ground: FormGround, unit: Unit
) -> tuple[Decimal, Decimal] | None:
    """Number and denominator of the year's earlier periods, if all are known."""
    top = bottom = Decimal(0)
    for earlier in ground.periods[: ground.period.ordinal - 1]:
        reading = cells.reading(unit.id, earlier)
        if reading is None or reading.state is CellState.UNAVAILABLE:
            if reading is None and not cells.is_expected(unit.id, earlier):
                continue
            return None
        top += reading.number or Decimal(0)
        bottom += reading.denominator or Decimal(0)
    return top, bottom


def _due(
    indicator: Indicator, ground: FormGround, allotted: Fraction | None
) -> Fraction | None:
    """What should be true by now; of an allotment, the same part as of the whole."""
    due = ground.due[indicator.id]
    if due is None:  # of what is asked of every unit its own path is asked
        plan, among = ground.version.plan, ground.periods
        due = expected_value(indicator, plan, ground.period, among)
    if due is None or allotted is None:
        return due.value if due else None
    goal = goal_of(indicator)
    if goal is None or not goal.at:
        return None
    part = allotted * due.exact / goal.at
    if indicator.decimals:
        return part
    # things are counted whole (6)
    return Fraction(floor(part) if goal.wants_more else ceil(part))


def _form_task(task: Task, unit: Unit, ground: FormGround, facts: Facts) -> FormTask:
    """A task with the last that the unit said of it, before or in this period."""
    upto = ground.periods[: ground.period.ordinal]
    notes = (
        note
        for period in reversed(upto)
        for note in facts.rows_of(TaskNote, unit.id, period.name)
        if note.task == task.id
    )
    return FormTask(task, next(notes, None), granted_day(facts.task_acts, task.id))
