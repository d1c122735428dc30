"""The plan: what was promised, by whom, for when. Built once, never changed.

These classes are the one declaration of the plan language: the reader of plan files,
their JSON Schema and their writer are made of them (see `cchc.core.plan.keys`). Every
default of DESIGN 3 and SEMANTICS 4 to 6 is already filled in, so that no reader of a
plan decides a default again; those that depend on other fields stand in
`cchc.core.plan.indicator`.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import Annotated

from cchc.core.plan.check_rule import CheckRule, part_rules, table_rules
from cchc.core.plan.indicator import (
    Amount,
    Baseline,
    ChildIndicator,
    Indicator,
    TableColumn,
    table_column,
)
from cchc.core.plan.keys import FIGURES, FROM, FileKey, Id, Spelling, WholeNumber
from cchc.core.plan.measure import Measure
from cchc.core.plan.period import ND09, CalendarRules
from cchc.core.plan.stock_table import StockTable
from cchc.core.plan.unit import (
    Authority,
    LegalGround,
    ReminderStep,
    Unit,
    UnitKind,
    expand,
)
from cchc.text.closed_list import StrEnum
from cchc.text.record import Record, field, replace

__all__ = [
    "NO_PAPER",
    "Amount",
    "Area",
    "Baseline",
    "ChildIndicator",
    "Commitment",
    "Count",
    "Criterion",
    "Descent",
    "Indicator",
    "Paper",
    "Plan",
    "PlanVersion",
    "TableColumn",
    "Task",
]


class Paper(Record):
    """Number and date of an official paper; both may still be blank."""

    number: Annotated[str | None, FileKey(blank=True)] = None
    date: Annotated[dt.date | None, FileKey(blank=True)] = None


NO_PAPER = Paper()


class Area(Record):
    """One of the plan's areas of work; `report_section` is its place in the memo."""

    id: Id
    name: str
    report_section: str | None = None


class Descent(Record):
    """The plan above that this plan carries out, and whose part of it this is.

    `unit` is the id that the plan above gives to the unit of this plan.
    """

    plan: Id
    unit: Id


Lines = tuple[Indicator, ...]


class Commitment(Record):
    """One signed content; kept only when all of its indicators are.

    One without indicators is kept by the tasks that support it.
    """

    id: Id
    name: str
    indicators: Annotated[tuple[Indicator, ...], FileKey(after="origin")] = ()
    text: str | None = None
    origin: Annotated[str | None, FROM] = None
    weight: Decimal | None = None


class Count(Record):
    """How many of what a task should bring: 24 tin."""

    target: Annotated[Decimal, FIGURES]
    unit: str = ""


class Task(Record):
    """A task of the plan, judged by date and evidence, not by percent.

    With `each` (unit ids, a group already expanded) it is done when every one of
    them has done it; else `lead` answers for it. `helpers` is the plan key `with`.
    `due_in` is the quarter or month of `due` where the plan names one: `2022-Q4`.
    """

    id: Id
    name: str
    area: str | None = None
    output: str | None = None
    lead: str | None = None
    helpers: Annotated[tuple[str, ...], FileKey(name="with")] = ()
    each: tuple[str, ...] = ()
    due: date | None = None
    due_in: Annotated[
        str | None, Spelling.TASK_DUE, FileKey(name="due", also="due")
    ] = None
    standing: bool = False
    count: Count | None = None
    supports: str | None = None
    extensions: Annotated[int, WholeNumber(0, 99)] = 1
    origin: Annotated[str | None, FROM] = None

    @property
    def doers(self) -> tuple[str, ...]:
        """The units whose reports say how the task stands."""
        if self.each:
            return self.each
        return (self.lead,) if self.lead is not None else ()


class PointsBetween(StrEnum):
    """How figures between two thresholds are scored, where not by steps."""

    LINEAR = "linear"


class Criterion(Record):
    """One row of the score sheet, scored in one way, or the heading of others.

    `scored_by` (plan key `from`) is the indicator that it is scored by; `scores` the
    points at each threshold of its figure, as written: a number, a grade, a day.
    `between`: figures between two thresholds have points in proportion. `each_done` is
    the task that all who have to must have done; `is_typed` (`self`): people score it.
    """

    id: Id
    name: str
    points: Decimal | None = None
    owner: str | None = None
    scored_by: Annotated[str | None, FROM] = None
    each_done: str | None = None
    is_typed: Annotated[bool, FileKey(name="self")] = False
    scores: Annotated[Mapping[str, Decimal], Spelling.SCORES] = field(
        default_factory=dict
    )
    between: PointsBetween | None = None

    @property
    def ways(self) -> tuple[str, ...]:
        """The keys that say how it is scored."""
        ways = {"from": self.scored_by, "each_done": self.each_done}
        ways["self"] = "self" if self.is_typed else None
        return tuple(key for key, value in ways.items() if value is not None)


def ids_above(key: str) -> Iterator[str]:
    """The ids that may head a row, the nearest first: `1.2`, `1` of `1.2.3`."""
    while key := key.rpartition(".")[0]:
        yield key


def headings(card: Collection[Criterion]) -> frozenset[str]:
    """The ids of the rows that head others."""
    above = {heading for row in card for heading in ids_above(row.id)}
    return frozenset(row.id for row in card if row.id in above)


class Plan(Record, dict=True):
    """One version of one plan.

    `subject` is the work that its papers speak of, `money` what ends the units of
    measure that are money beside the usual ones.
    """

    id: Id
    title: str
    year: Annotated[int, WholeNumber(1900, 2999)]
    authority: Annotated[Authority, FileKey(after="document")]
    units: Annotated[tuple[Unit, ...], FileKey(after="review")]
    document: Annotated[Paper, FileKey(after="origin", always=True)] = NO_PAPER
    roles: Mapping[str, str] = field(default_factory=dict)
    calendar: CalendarRules = ND09
    review: bool = False
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    areas: tuple[Area, ...] = ()
    profiles: Mapping[str, tuple[Decimal, ...]] = field(default_factory=dict)
    commitments: tuple[Commitment, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    tables: tuple[StockTable, ...] = ()
    tasks: tuple[Task, ...] = ()
    checks: tuple[CheckRule, ...] = ()
    reminders: tuple[ReminderStep, ...] = ()
    origin: Annotated[Descent | None, FileKey(name="from", after="year")] = None
    subject: Annotated[str | None, FileKey(after="title")] = None
    money: Annotated[tuple[str, ...], FileKey(after="calendar")] = ()
    unit_kinds: Annotated[Mapping[str, UnitKind], FileKey(after="authority")] = field(
        default_factory=dict
    )
    grounds: Annotated[tuple[LegalGround, ...], FileKey(after="document")] = ()
    scorecard: tuple[Criterion, ...] = ()

    @property
    def declared_indicators(self) -> tuple[Indicator, ...]:
        """Those of the commitments first, as in the plan, then those of areas."""
        signed = (commitment.indicators for commitment in self.commitments)
        return (*chain.from_iterable(signed), *self.indicators)

    @cached_property
    def all_indicators(self) -> tuple[Indicator, ...]:
        """All that have figures: the declared ones with their children, the columns."""
        with_parts = (
            (line, *line.child_indicators) for line in self.declared_indicators
        )
        return (*chain.from_iterable(with_parts), *self.columns)

    @cached_property
    def columns(self) -> tuple[TableColumn, ...]:
        """The columns of the tables, row by row."""
        areas = {area.id: area.name for area in self.areas}
        return tuple(
            table_column(table, cell)
            for table in self.tables
            for cell in table.cells(areas)
        )

    def with_lines(self, change: Callable[[Lines], Lines]) -> "Plan":
        """The plan with each list of its indicators changed, also of a commitment."""
        signed = (replace(c, indicators=change(c.indicators)) for c in self.commitments)
        lines = change(self.indicators)
        return replace(self, commitments=tuple(signed), indicators=lines)

    @cached_property
    def members(self) -> Mapping[str, Unit]:
        """The units by id, in their order."""
        return {unit.id: unit for unit in self.units}

    @cached_property
    def _by_id(self) -> Mapping[str, Indicator]:
        return {line.id: line for line in reversed(self.all_indicators)}

    @cached_property
    def all_checks(self) -> tuple[CheckRule, ...]:
        """The checks as in the plan, then what tables and parts say of themselves."""
        divided = (
            part_rules(
                line.id,
                line.parts,
                is_ratio=line.measure is Measure.RATIO,
                cover=line.parts_cover,
            )
            for line in self.declared_indicators
        )
        of_tables = map(table_rules, self.tables)
        return (*self.checks, *chain.from_iterable((*of_tables, *divided)))

    def indicator(self, key: str) -> Indicator | None:
        return self._by_id.get(key)

    @property
    def is_scored(self) -> bool:
        """Whether anything is scored: criteria, or lines with a weight."""
        weights = [promise.weight for promise in self.commitments]
        weights += [line.weight for line in self.declared_indicators]
        return bool(self.scorecard) or any(weight is not None for weight in weights)

    def task(self, key: str) -> Task | None:
        return next((task for task in self.tasks if task.id == key), None)

    def unit(self, key: str) -> Unit | None:
        return self.members.get(key)

    def unit_name(self, key: str) -> str:
        """What a unit is called; its id where the plan does not have it."""
        unit = self.unit(key)
        return key if unit is None else unit.name

    def expand(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Unit ids behind names of units, groups and kinds."""
        return expand(names, self.units, self.groups)


class PlanVersion(Record):
    """A version of the plan as applied, with the decision that made it so.

    `effective` is the ordinal of the first period it governs; version 1 is in
    force from the first day of the plan year, whenever it was applied.
    `digest` is the SHA-256 of the file as it was applied.
    """

    number: int
    plan: Plan
    effective: int
    recorded_on: date
    digest: str
    decision: Paper = NO_PAPER
    reason: str | None = None
    source: str | None = None
