"""What is counted or answered: an indicator, its parts, what it is measured against.

Declared as `cchc.core.plan.plan` is: the plan language is made of these fields.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from cchc.core.plan.keys import FIGURES, FROM, Decimals, FileKey, Id, Spelling
from cchc.core.plan.measure import (
    STATE_MEASURES,
    TOTALS,
    Across,
    FigureWindow,
    Measure,
    RatioOf,
)
from cchc.core.plan.period import Rhythm
from cchc.core.plan.stock_table import ColumnKind, StockTable, TableCell
from cchc.core.plan.targets.kinds import Each, PlanTarget
from cchc.core.plan.trajectory import AnyTrajectory, default_trajectory
from cchc.text.closed_list import StrEnum
from cchc.text.number_format import format_figure
from cchc.text.record import Record, field, replace


class PartsCover(StrEnum):
    """Whether the parts of one dimension make the whole, or some of it."""

    WHOLLY = "wholly"
    PARTLY = "partly"


class IndicatorPart(Record):
    """One part of a whole, with a target of its own or none: `nu`, of `gioi`."""

    id: Id
    name: str
    target: PlanTarget | None = None


Parts = Mapping[str, tuple[IndicatorPart, ...]]
"""The parts of each dimension, in which the whole is divided anew."""


def without_targets(parts: Parts) -> Parts:
    """The parts as statistics: what all together promise, no unit does alone."""
    return {
        dimension: tuple(IndicatorPart(part.id, part.name) for part in among)
        for dimension, among in parts.items()
    }


class Amount(Record):
    """The whole that a ratio `of: plan` is measured against.

    `cumulative`: the figure entered is a running total, not what came in the period.
    With `assigned_later` (from whom it will come) there is no `value` yet, and it is 0.
    """

    value: Annotated[Decimal, FileKey(figures=True, unless="assigned_later")]
    unit: str | None = None
    decimals: Decimals = 0
    source: str | None = None
    cumulative: bool = False
    assigned_later: str | None = None


class Baseline(Record):
    """Where the indicator stood before the plan.

    Of a grade `value` is its place in the scale, from 1, and `grade` its word.
    """

    value: Decimal
    period: str | None = None
    source: str | None = None
    grade: Annotated[
        str | None, Spelling.FIGURE, FileKey(name="value", also="value")
    ] = None


class Indicator(Record):
    """One thing that is counted or answered, with its target.

    `reporters` are unit ids (groups already expanded). `decimals` are those of the
    figure, or of the printed percentage for a ratio; the digits that a reported
    figure may have are `entry_decimals`. Without a target it is a statistic.
    `origin` (plan key `from`) is the line of the plan above that it carries out.
    `parts` are those of each dimension of it: figures of their own (`children`).
    `every`: it is reported in finer periods than the plan's. `scale` are the words of
    a grade, the worst first.
    """

    id: Id
    name: str
    measure: Measure
    of: RatioOf | None = None
    unit: str = ""
    decimals: Decimals = 0
    amount: Amount | None = None
    baseline: Annotated[Baseline | None, FIGURES] = None
    target: Annotated[PlanTarget | None, FIGURES] = None
    trajectory: Annotated[AnyTrajectory | None, FileKey(always=True, figures=True)] = (
        None
    )
    lead: str | None = None
    reporters: Annotated[tuple[str, ...], FileKey(always=True)] = ()
    across: Across = Across.SUM
    allot: Annotated[Mapping[str, Decimal], Spelling.NAMES_TO_VALUES, FIGURES] = field(
        default_factory=dict
    )
    previous_year: Annotated[tuple[Decimal | None, ...], FIGURES] = ()
    window: FigureWindow = FigureWindow.PERIOD
    settles: date | None = None
    part_of_whole: bool = False
    non_negative: bool = True
    area: str | None = None
    small_counts: bool = True
    text: str | None = None
    source: str | None = None
    origin: Annotated[str | None, FROM] = None
    parts: Annotated[Parts, Spelling.PARTS, FIGURES] = field(default_factory=dict)
    parts_cover: PartsCover = PartsCover.WHOLLY
    weight: Decimal | None = None
    every: Annotated[Rhythm | None, FileKey(after="reporters")] = None
    scale: Annotated[tuple[str, ...], Spelling.LIST, FileKey(after="unit")] = ()

    @property
    def child_indicators(self) -> "tuple[ChildIndicator, ...]":
        """Its parts as indicators of their own, which stand under it."""
        return tuple(
            _child(self, dimension, part)
            for dimension, parts in self.parts.items()
            for part in parts
        )

    @property
    def is_opening(self) -> bool:
        """Whether its figure over several periods is that of the first one."""
        return False

    @property
    def each(self) -> Each | None:
        """Its target where that is a promise for every unit, else None."""
        return self.target if isinstance(self.target, Each) else None

    @property
    def deadline(self) -> date | None:
        """The day by which it must be done, where its target names one."""
        return None if self.target is None else self.target.deadline

    @property
    def is_cumulative(self) -> bool:
        """Whether what is entered beside an amount is a total since the year began."""
        return self.amount is not None and self.amount.cumulative

    @property
    def is_running(self) -> bool:
        """Whether a figure is a total since the start of the year."""
        is_of_plan = self.of is RatioOf.PLAN and self.is_cumulative
        return self.measure is Measure.RUNNING or is_of_plan

    @property
    def is_state(self) -> bool:
        """Whether a figure is a state at the cut-off: no two periods add up."""
        # what a table opens with is none: each unit's first is in every later sum
        is_level = self.measure in STATE_MEASURES and not self.is_opening
        return is_level or self.of is RatioOf.LEVEL

    @property
    def adds_up(self) -> bool:
        """Whether the figure is a total of the year."""
        return self.measure in TOTALS or self.of is RatioOf.PLAN

    @property
    def only_grows(self) -> bool:
        """Whether no later report makes the figure of the year smaller (3)."""
        return self.adds_up and self.non_negative

    def in_amount(self, percent: Fraction) -> Fraction:
        """So much of a rate of the plan in the unit of its amount; others as it is."""
        if self.of is not RatioOf.PLAN or not self.amount:
            return percent
        return percent * Fraction(self.amount.value) / 100

    @property
    def is_rank(self) -> bool:
        """Whether its figure is a place in a ranking, of which less is better."""
        targets = () if self.target is None else self.target.targets
        is_read_so = any(target.is_rank for target in targets)
        return self.measure is Measure.RANK or is_read_so

    @property
    def awaits(self) -> str | None:
        """From whom its target or its amount is still to come; None: both are known."""
        target = None if self.target is None else self.target.awaits
        return target or (self.amount and self.amount.assigned_later) or None

    @property
    def is_assigned(self) -> bool:
        """Whether its target and the amount that it is measured against are known."""
        return self.awaits is None

    def grade(self, figure: Fraction | Decimal) -> str | None:
        """The word of its scale for a figure, its place from 1; else None."""
        place = int(figure)
        return self.scale[place - 1] if 0 < place <= len(self.scale) else None

    @property
    def is_rate(self) -> bool:
        """Whether its figures are percentages."""
        return self.measure is Measure.RATIO or self.unit == "%"

    def figure_text(self, figure: Fraction) -> str:
        """The figure as printed: in its decimals, a rate with `%`, a grade in words."""
        sign = "%" if self.is_rate else ""
        return self.grade(figure) or format_figure(figure, self.decimals) + sign

    @property
    def is_held(self) -> bool:
        """Whether its target applies in every period."""
        return self.trajectory is not None and self.trajectory.is_held

    @property
    def is_percent_level(self) -> bool:
        """Whether a percentage is reported as it stands, and not as a ratio."""
        return self.measure is Measure.LEVEL and self.unit == "%"

    @property
    def entry_decimals(self) -> int:
        """How many decimals a reported figure may have; 0 for n/d of a ratio."""
        if self.measure is Measure.RATIO:
            return self.amount.decimals if self.amount is not None else 0
        return self.decimals


class ChildIndicator(Indicator):
    """A figure under another: a part of an indicator, a column of a table.

    Its id is that of its `parent` and a dot before its own. Nobody writes it: the plan
    derives it (`Plan.all_indicators`). `label` is what it is called under its parent;
    `dimension` the way in which the whole is divided.
    """

    parent: str = ""
    label: str = ""
    dimension: str = ""


def _child(whole: Indicator, dimension: str, part: IndicatorPart) -> ChildIndicator:
    """A part, measured and reported as the whole is; its target is its own."""
    return ChildIndicator(
        id=f"{whole.id}.{part.id}",
        name=f"{whole.name} ({part.name})",
        measure=whole.measure,
        of=whole.of,
        unit=whole.unit,
        decimals=whole.decimals,
        target=part.target,
        trajectory=default_trajectory(whole.measure, whole.of, part.target),
        lead=whole.lead,
        reporters=whole.reporters,
        across=whole.across,
        window=whole.window,
        settles=whole.settles,
        part_of_whole=whole.part_of_whole,
        non_negative=whole.non_negative,
        area=whole.area,
        small_counts=whole.small_counts,
        every=whole.every,
        parent=whole.id,
        label=part.name,
        dimension=dimension,
    )


class TableColumn(ChildIndicator):
    """One column of a table in one of its rows: a statistic."""

    kind: ColumnKind = ColumnKind.OPENING

    @property
    def is_opening(self) -> bool:
        """Whether the year's figure is that of its first period (DESIGN 3)."""
        return self.kind is ColumnKind.OPENING


def table_column(table: StockTable, cell: TableCell) -> TableColumn:
    """A cell of a table as a statistic of its own."""
    return TableColumn(
        id=cell.id,
        name=cell.name,
        measure=Measure.FLOW if cell.kind.is_flow else Measure.LEVEL,
        unit=table.unit,
        decimals=table.decimals,
        lead=table.lead,
        reporters=table.reporters,
        across=Across.SUM,
        area=table.area,
        origin=table.origin and f"{table.origin}{cell.id[len(table.id) :]}",
        parent=table.id,
        label=cell.label,
        dimension=cell.row,
        kind=cell.kind,
    )


def line_of_unit(
    line: Indicator, unit: str, standing_for: tuple[str, ...] = ()
) -> Indicator:
    """The line for one unit alone, where each is judged by itself; else as it is.

    Its figures are its own and those of the ended units that it stands for; its target
    is None where it is in none of the groups.
    """
    each = line.each
    if each is None:
        return line
    among = (unit, *standing_for)
    targets = (each.of_unit(name) for name in among)
    return replace(
        line,
        target=next((own for own in targets if own is not None), None),
        reporters=among,
        lead=unit,
        across=Across.SUM if line.across is Across.LEAD else line.across,
        allot={},
        previous_year=(),
    )


USUAL_ACROSS = {
    Measure.FLOW: Across.SUM,
    Measure.RUNNING: Across.SUM,
    Measure.LEVEL: Across.LEAD,
    Measure.RANK: Across.LEAD,
    Measure.GRADE: Across.LEAD,
    Measure.RATIO: Across.POOL,
    Measure.REGISTER: Across.DISTINCT,
    Measure.MILESTONE: Across.ALL_OF,
    Measure.YES: Across.ALL_OF,
}


def indicator_defaults(indicator: Indicator) -> Mapping[str, object]:
    """The value of each field whose default the other fields decide."""
    is_ratio, each = indicator.measure is Measure.RATIO, indicator.each
    path = default_trajectory(indicator.measure, indicator.of, indicator.target)
    lead = (indicator.lead,) if indicator.lead else ()
    return {
        "decimals": 2 if is_ratio else 0,
        "trajectory": path,
        # those held to it, else who leads
        "reporters": tuple(own.group for own in each.groups) if each else lead,
        "across": USUAL_ACROSS[indicator.measure],
        "part_of_whole": is_ratio and indicator.of in (RatioOf.FLOW, RatioOf.LEVEL),
    }
