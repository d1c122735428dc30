"""Where every promise stands in one period: the one view behind all output."""

from collections.abc import Iterable, Mapping
from datetime import date

from cchc.core.cascade.sign_book import SignBook, sign_book
from cchc.core.check.failure import Failure
from cchc.core.facts.acts import ReportingRecord
from cchc.core.facts.amendment import (
    AmendedLine,
    Versions,
    as_first_promised,
    first_promised,
    promises_otherwise,
)
from cchc.core.facts.derived import MissingEvidence, unproven_results
from cchc.core.facts.obstacle import (
    ObstacleView,
    obstacle_views,
    settled_obstacles,
    standing_obstacles,
)
from cchc.core.facts.report import Facts, Narrative, Quality, ReportedEvidence
from cchc.core.plan.calendar import work_calendar
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Area, Commitment, Plan
from cchc.core.verdict.board import PastBoards, line_views
from cchc.core.verdict.cells import OPEN_STATES, Cells
from cchc.core.verdict.indicator import IndicatorView, indicator_view
from cchc.core.verdict.judging import PeriodInputs, period_inputs
from cchc.core.verdict.obligations import ReportObligation, owed_reports
from cchc.core.verdict.statuses import Status
from cchc.core.verdict.task import TaskView, task_views
from cchc.core.verdict.unit_reports import (
    ReportCounts,
    ReportingView,
    UnitView,
    is_owing,
    report_counts,
    reporting_records,
    unit_views,
    views_of,
)
from cchc.core.verdict.verdict import commitment_status, status_by_tasks
from cchc.text.closed_list import StrEnum
from cchc.text.record import Record, field


class FigureBasis(StrEnum):
    """How firm the figures of a view are."""

    PROVISIONAL = "provisional"
    COMPLETE = "complete"
    SETTLED = "settled"


class CommitmentView(Record):
    """`met` of `of` indicators are met or exceeded; void ones are outside both.

    `standing` is the status by what stands of its indicators (7). One without
    indicators is kept by its `tasks`; `met` of `of` then count those that are done.
    """

    commitment: Commitment
    status: Status
    met: int
    of: int
    indicators: tuple[IndicatorView, ...]
    standing: Status
    tasks: tuple[TaskView, ...] = ()


class FirstVersionView(Record):
    """The second line of the year: what stands otherwise by the first version.

    Indicators and commitments by id, only those that the first version promised
    otherwise; `indicator` and `target` are as it had them (SEMANTICS 10).
    """

    indicators: Mapping[str, IndicatorView]
    commitments: Mapping[str, CommitmentView]


class StatusView(Record):
    """Where every promise stands in one period, as of one day.

    `indicators` are those of areas. `original` is the second line of the year,
    None before its end and where nothing was amended; `amended` has the decision
    behind each line that is not as first promised, and the line before it.
    `obstacles` are all that nobody has closed, the unanswered first (their number is
    `unanswered`); `settled` are those closed since the period began.
    `records` are those of the units over the year up to the period. `signing` is the
    book of signed papers, None while nothing was ever recorded in it. `sum_failures`
    are checks that do not hold of the figures for all periods up to this one.
    """

    plan: str
    plan_title: str
    plan_year: int
    plan_version: int
    period: Period
    periods: tuple[Period, ...]
    as_of: date
    basis: FigureBasis
    areas: tuple[Area, ...]
    commitments: tuple[CommitmentView, ...]
    indicators: tuple[IndicatorView, ...]
    tasks: tuple[TaskView, ...]
    units: tuple[UnitView, ...]
    reports: ReportCounts
    obstacles: tuple[ObstacleView, ...]
    unanswered: int
    narratives: tuple[Narrative, ...] = ()
    evidence: tuple[ReportedEvidence, ...] = ()
    unproven: tuple[MissingEvidence, ...] = ()
    original: FirstVersionView | None = None
    amended: Mapping[str, AmendedLine] = field(default_factory=dict)
    settled: tuple[ObstacleView, ...] = ()
    records: Mapping[str, ReportingRecord] = field(default_factory=dict)
    signing: SignBook | None = None
    sum_failures: tuple[Failure, ...] = ()

    @property
    def says_not_reached(self) -> bool:
        """Whether behind is said as "not reached": a line of the last period is (7).

        Before anything is judged of it, what stands was said of a period before.
        """
        lines = every_indicator(self) if self.period.is_last else ()
        return any(line.verdict.status is Status.BEHIND for line in lines)


def status_view(
    versions: Versions, period: Period, facts: Facts, *, with_years: bool = False
) -> StatusView:
    """All that is shown of a period as of the facts' day; `versions` ascend."""
    inputs = period_inputs(versions, period, facts)
    return status_view_of(versions, inputs, with_years=with_years)


def status_view_of(
    versions: Versions, inputs: PeriodInputs, *, with_years: bool = False
) -> StatusView:
    """The same, of cells that are there already."""
    plan, listed, facts = inputs.version.plan, inputs.listed, inputs.facts
    period, periods, cells = inputs.period, inputs.periods, inputs.owed_cells
    lines = line_views(PastBoards(versions, inputs), with_years=with_years)
    owed = tuple(owed_reports(plan, period, facts, cells))
    units = views_of(owed, plan, facts.as_of)
    days = work_calendar(plan.calendar)
    every_obstacle = obstacle_views(facts.raised, facts.as_of, days)
    obstacles = standing_obstacles(every_obstacle)
    tasks = task_views(listed.plan, period, facts, listed.withdrawn)
    signed, loose = facts.signings, (*listed.plan.indicators, *listed.plan.columns)
    # tasks are settled after the last due day (7)
    fin = period.is_last and facts.as_of > period.due
    promises = listed.plan.commitments
    head = (plan.id, plan.title, plan.year, inputs.version.number)
    return StatusView(
        *(*head, period, periods, facts.as_of),
        basis=_basis(inputs, lines, units),
        areas=plan.areas,
        commitments=tuple(commitment_view(p, lines, tasks, fin=fin) for p in promises),
        indicators=tuple(lines[line.id] for line in loose),
        tasks=tasks,
        units=units,
        reports=report_counts(units, facts.as_of),
        obstacles=obstacles,
        unanswered=sum(obstacle.is_unanswered for obstacle in obstacles),
        settled=settled_obstacles(every_obstacle, period.start),
        narratives=tuple(n for n in facts.narratives if n.period == period.name),
        evidence=facts.evidence,
        unproven=unproven_results(plan, facts, period.name),
        original=_against_original(versions, inputs, lines),
        amended=listed.amended,
        records=_records(inputs, owed),
        signing=sign_book(versions, signed, facts.as_of) if signed else None,
        sum_failures=_sum_failures(plan, cells, period, lines),
    )


def _sum_failures(
    plan: Plan,
    cells: Mapping[str, Cells],
    period: Period,
    lines: Mapping[str, IndicatorView],
) -> tuple[Failure, ...]:
    """The checks that do not hold of the periods together; of one alone there is none.

    A first period needs nothing of what reads and judges rules.
    """
    if period.ordinal == 1 or not plan.all_checks:
        return ()
    from cchc.core.verdict.level_checks import sum_failures  # noqa: PLC0415

    return sum_failures(plan, cells, period, lines)


def reporting_in(versions: Versions, period: Period, facts: Facts) -> ReportingView:
    """The reports of what `status_view` shows, without its figures."""
    inputs = period_inputs(versions, period, facts)
    plan, period = inputs.version.plan, inputs.period
    units = unit_views(plan, period, inputs.facts, inputs.owed_cells)
    counts = report_counts(units, facts.as_of)
    return ReportingView(period, facts.as_of, units, counts)


def records_in(
    versions: Versions, period: Period, facts: Facts
) -> Mapping[str, ReportingRecord]:
    """The record of every unit over the periods up to one, by unit id."""
    inputs = period_inputs(versions, period, facts)
    plan, cells = inputs.version.plan, inputs.owed_cells
    return _records(inputs, owed_reports(plan, inputs.period, inputs.facts, cells))


def _records(
    inputs: PeriodInputs, owed: Iterable[ReportObligation]
) -> Mapping[str, ReportingRecord]:
    """The record of every unit: what is owed in the period, and what was before it."""
    plan, facts, cells = inputs.version.plan, inputs.facts, inputs.owed_cells
    earlier = (
        (period, owed_reports(plan, period, facts, cells))
        for period in inputs.periods[: inputs.period.ordinal - 1]
    )
    owed_by_period = (*earlier, (inputs.period, owed))
    return reporting_records(owed_by_period, plan, facts.as_of)


def commitment_view(
    commitment: Commitment,
    lines: Mapping[str, IndicatorView],
    tasks: tuple[TaskView, ...] = (),
    *,
    fin: bool = False,
) -> CommitmentView:
    """How one commitment stands by its lines; one without any by its tasks."""
    keeping = tuple(view for view in tasks if view.task.supports == commitment.id)
    if keeping and not commitment.indicators:
        statuses = (view.status for view in keeping)
        status, met, of = status_by_tasks(statuses, fin=fin)
        return CommitmentView(commitment, status, met, of, (), status, keeping)
    views = tuple(lines[indicator.id] for indicator in commitment.indicators)
    status, _, _ = commitment_status(tuple(view.verdict.status for view in views))
    standings = tuple(view.standing_verdict.status for view in views)
    standing, met, of = commitment_status(standings)
    return CommitmentView(commitment, status, met, of, views, standing)


def _basis(
    inputs: PeriodInputs, lines: Mapping[str, IndicatorView], units: Iterable[UnitView]
) -> FigureBasis:
    """Provisional while an expected cell of the period is unreported.

    Or while a report is not accepted, where the plan asks for review. The year is
    settled only on final figures (7).
    """
    cells, period = inputs.owed_cells, inputs.period
    reviewed = units if inputs.version.plan.review else ()
    if any(is_owing(unit) and unit.accepted is None for unit in reviewed):
        return FigureBasis.PROVISIONAL
    place = period.ordinal - 1
    shapes = (shape for line in cells.values() for shape in line.shapes)
    if any(shape.states[place] in OPEN_STATES for shape in shapes):
        return FigureBasis.PROVISIONAL
    settled = period.is_last and all(
        lines[key].quality is Quality.FINAL and line.is_settled
        for key, line in cells.items()
    )
    return FigureBasis.SETTLED if settled else FigureBasis.COMPLETE


def lines_as_first_promised(
    versions: Versions, plan: Plan, period: Period, cells: Mapping[str, Cells]
) -> dict[str, IndicatorView]:
    """Those of the lines with `cells` that the first version promised otherwise."""
    if plan is versions[0].plan or not period.is_last:
        return {}
    views: dict[str, IndicatorView] = {}
    for first in first_promised(versions):
        now = plan.indicator(first.id)
        if first.id in cells and (now is None or promises_otherwise(first, now)):
            line = cells[first.id]
            # the cells of a line that was withdrawn since are owed again
            excused = frozenset() if now is None else line.duty.excused
            first_cells = line.judged_as(as_first_promised(first, now), excused)
            views[first.id] = indicator_view(first_cells, plan, period)
    return views


def _against_original(
    versions: Versions, inputs: PeriodInputs, lines: Mapping[str, IndicatorView]
) -> FirstVersionView | None:
    """The year by the first version, where it promised otherwise (SEMANTICS 10)."""
    plan, first_plan, period = inputs.version.plan, versions[0].plan, inputs.period
    if plan is first_plan or not period.is_last:
        return None
    views = lines_as_first_promised(versions, plan, period, inputs.cells)
    # a commitment stands otherwise that held other indicators, or one of those
    held_now = {e.id: [line.id for line in e.indicators] for e in plan.commitments}
    commitments = {}
    for commitment in first_plan.commitments:
        held = [line.id for line in commitment.indicators]
        if held != held_now.get(commitment.id) or any(key in views for key in held):
            commitments[commitment.id] = commitment_view(commitment, {**lines, **views})
    return FirstVersionView(views, commitments) if views or commitments else None


def every_indicator(view: StatusView) -> tuple[IndicatorView, ...]:
    """Those of the commitments first, then those of areas."""
    signed = (line for commitment in view.commitments for line in commitment.indicators)
    return (*signed, *view.indicators)


def every_line(view: StatusView) -> tuple[IndicatorView, ...]:
    """The same, each with the parts that stand under it."""
    return with_parts(every_indicator(view))


def with_parts(views: Iterable[IndicatorView]) -> tuple[IndicatorView, ...]:
    """Each line, then its parts."""
    return tuple(part for view in views for part in (view, *view.children))
