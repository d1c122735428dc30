"""Where every promise stands in one period: the one view behind all output."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from cchc.core.cascade.sign_book import SignBook, sign_book
from cchc.core.facts.amendment import (
    Amended,
    Listing,
    Versions,
    as_first_promised,
    listing,
    promise,
    version_in_force,
    with_history,
)
from cchc.core.facts.obstacle import (
    ObstacleView,
    obstacle_views,
    settled_obstacles,
    standing_obstacles,
)
from cchc.core.facts.report import CellState, Facts, Narrative, ReportedEvidence
from cchc.core.facts.reporting_record import ReportingRecord
from cchc.core.plan.calendar import periods as periods_of
from cchc.core.plan.calendar import work_calendar
from cchc.core.plan.measure import Measure
from cchc.core.plan.period import Period
from cchc.core.plan.plan import (
    Area,
    Commitment,
    Indicator,
    Plan,
    PlanVersion,
)
from cchc.core.verdict.cells import Cells, Readings, by_indicator, cells_of
from cchc.core.verdict.indicator import (
    IndicatorView,
    as_planned,
    indicator_view,
    line_views,
)
from cchc.core.verdict.missing_evidence import MissingEvidence, unproven_results
from cchc.core.verdict.statuses import Status, TaskStatus
from cchc.core.verdict.task import TaskView, task_views
from cchc.core.verdict.unit_reports import (
    Owed,
    ReportCounts,
    ReportingView,
    UnitView,
    is_owing,
    report_counts,
    reporting_records,
    sent_by,
    unit_view,
)
from cchc.core.verdict.verdict import commitment_status
from cchc.text.record import Record, field, replace


class FigureBasis(StrEnum):
    """How firm the figures of a view are."""

    PROVISIONAL = "provisional"
    COMPLETE = "complete"
    SETTLED = "settled"


class CommitmentView(Record):
    """`met` of `of` indicators are met or exceeded; void ones are outside both."""

    commitment: Commitment
    status: Status
    met: int
    of: int
    indicators: tuple[IndicatorView, ...]


class Original(Record):
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
    book of signed papers, None while nothing was ever recorded in it.
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
    original: Original | None = None
    amended: Mapping[str, Amended] = field(default_factory=dict)
    settled: tuple[ObstacleView, ...] = ()
    records: Mapping[str, ReportingRecord] = field(default_factory=dict)
    signing: SignBook | None = None


OPEN_STATES = frozenset({CellState.MISSING, CellState.NOT_DUE})


def cells_in(
    plan: Plan, periods: tuple[Period, ...], facts: Facts
) -> Mapping[str, Cells]:
    """The cells of every indicator of a plan, by indicator id."""
    readings = by_indicator(facts)
    none: Readings = {}
    return {
        one.id: cells_of(one, plan, periods, facts, readings.get(one.id, none))
        for one in plan.all_indicators
    }


class PeriodInputs(Record):
    """The plan in force in a period, and the cells of its lines, as known on a day.

    `cells` are those of every line, the withdrawn ones too; `owed` those of the lines
    that are left.
    """

    version: PlanVersion
    listed: Listing
    period: Period
    periods: tuple[Period, ...]
    facts: Facts
    cells: Mapping[str, Cells]

    @property
    def owed(self) -> Mapping[str, Cells]:
        gone = self.listed.withdrawn
        return {key: one for key, one in self.cells.items() if key not in gone}


def period_inputs(versions: Versions, period: Period, facts: Facts) -> PeriodInputs:
    """What a period is judged on as of the facts' day; `versions` ascend."""
    version = version_in_force(versions, period.ordinal, facts.as_of)
    periods = periods_of(version.plan)
    known = with_history(facts, versions, version)
    listed = listing(versions, version, known.as_of)
    return PeriodInputs(
        version=version,
        listed=listed,
        period=as_planned(period, periods),
        periods=periods,
        facts=known,
        cells=cells_in(listed.plan, periods, known),
    )


def status_view(versions: Versions, period: Period, facts: Facts) -> StatusView:
    """All that is shown of a period as of the facts' day; `versions` ascend."""
    return status_view_of(versions, period_inputs(versions, period, facts))


def status_view_of(versions: Versions, inputs: PeriodInputs) -> StatusView:
    """The same, of cells that are there already."""
    plan, listed, facts = inputs.version.plan, inputs.listed, inputs.facts
    period, periods, cells = inputs.period, inputs.periods, inputs.owed
    seen = line_views(listed, inputs.cells, period)
    units = unit_views(plan, period, facts, cells)
    obstacles, settled = _obstacles(plan, period, facts)
    return StatusView(
        plan=plan.id,
        plan_title=plan.title,
        plan_year=plan.year,
        plan_version=inputs.version.number,
        period=period,
        periods=periods,
        as_of=facts.as_of,
        basis=_basis(cells, period, units if plan.review else ()),
        areas=plan.areas,
        commitments=tuple(_commitment(each, seen) for each in listed.plan.commitments),
        indicators=tuple(seen[each.id] for each in listed.plan.indicators),
        tasks=_tasks(listed, period, facts),
        units=units,
        reports=report_counts(units, facts.as_of),
        obstacles=obstacles,
        unanswered=sum(each.is_unanswered for each in obstacles),
        settled=settled,
        narratives=tuple(n for n in facts.narratives if n.period == period.name),
        evidence=facts.evidence,
        unproven=unproven_results(plan, facts, period.name),
        original=_against_original(versions, plan, period, inputs.cells, seen),
        amended=listed.amended,
        records=reporting_records(plan, periods[: period.ordinal], facts, cells),
        signing=_signing(versions, facts),
    )


def reporting_in(versions: Versions, period: Period, facts: Facts) -> ReportingView:
    """The reports of what `status_view` shows, without its figures."""
    inputs = period_inputs(versions, period, facts)
    plan, period = inputs.version.plan, inputs.period
    units = unit_views(plan, period, inputs.facts, inputs.owed)
    counts = report_counts(units, facts.as_of)
    return ReportingView(period, facts.as_of, units, counts)


def _signing(versions: Versions, facts: Facts) -> SignBook | None:
    """The book of signed papers; None while nothing was ever recorded in it."""
    if not facts.signings:
        return None
    return sign_book(versions, facts.signings, facts.as_of)


def _obstacles(
    plan: Plan, period: Period, facts: Facts
) -> tuple[tuple[ObstacleView, ...], tuple[ObstacleView, ...]]:
    """What nobody has closed, and what was closed since the period began."""
    known = obstacle_views(facts.raised, facts.as_of, work_calendar(plan.calendar))
    return standing_obstacles(known), settled_obstacles(known, period.start)


def _tasks(listed: Listing, period: Period, facts: Facts) -> tuple[TaskView, ...]:
    """The tasks of the period; one that was withdrawn is dropped."""
    return tuple(
        replace(each, status=TaskStatus.DROPPED, waiting=())
        if each.task.id in listed.withdrawn
        else each
        for each in task_views(listed.plan, period, facts)
    )


def _commitment(one: Commitment, seen: Mapping[str, IndicatorView]) -> CommitmentView:
    views = tuple(seen[each.id] for each in one.indicators)
    status, met, of = commitment_status(tuple(each.verdict.status for each in views))
    return CommitmentView(one, status, met, of, views)


def unit_views(
    plan: Plan, period: Period, facts: Facts, cells: Mapping[str, Cells]
) -> tuple[UnitView, ...]:
    """How the report of every unit that owes one in the period stands."""
    working = work_calendar(plan.calendar)
    sent = sent_by(facts.submissions, period)
    views = []
    for unit in plan.units:
        if not unit.active_in(period):
            continue
        owed_by = {
            key: one for key, one in cells.items() if one.is_expected(unit.id, period)
        }
        owed = Owed(
            unit=unit,
            period=period,
            cells=frozenset(owed_by),
            registers=frozenset(
                key
                for key, one in owed_by.items()
                if one.indicator.measure is Measure.REGISTER
            ),
            filled=frozenset(
                key
                for key, one in owed_by.items()
                if one.state(unit.id, period) not in OPEN_STATES
            ),
            sent=sent.get(unit.id, ()),
            has_draft=(unit.id, period.name) in facts.drafts,
            review=facts.last_review(unit.id, period.name),
            last_act=facts.last_acts.get((unit.id, period.name), 0),
            relief=facts.chase.relief(unit.id, period.name),
            reminded=facts.chase.reminded(unit.id, period.name),
        )
        views.append(unit_view(owed, facts.as_of, working))
    return tuple(views)


def _basis(
    cells: Mapping[str, Cells], period: Period, reviewed: tuple[UnitView, ...]
) -> FigureBasis:
    """Provisional while an expected cell of the period is unreported.

    `reviewed` are the units whose reports must be accepted first, none of them
    where the plan asks for no review.
    """
    if any(is_owing(each) and each.accepted is None for each in reviewed):
        return FigureBasis.PROVISIONAL
    waits = any(
        one.is_expected(unit, period) and one.state(unit, period) in OPEN_STATES
        for one in cells.values()
        for unit in one.units
    )
    if waits:
        return FigureBasis.PROVISIONAL
    settled = period.is_last and all(one.is_settled for one in cells.values())
    return FigureBasis.SETTLED if settled else FigureBasis.COMPLETE


def _against_original(
    versions: Versions,
    plan: Plan,
    period: Period,
    cells: Mapping[str, Cells],
    seen: Mapping[str, IndicatorView],
) -> Original | None:
    """The year by the first version, where it promised otherwise (SEMANTICS 10)."""
    first = versions[0].plan
    if plan is first or not period.is_last:
        return None
    views = {
        one.id: indicator_view(_first_cells(one, plan, cells[one.id]), plan, period)
        for one in first.all_indicators
        if one.id in cells and _is_other(one, plan.indicator(one.id))
    }
    now = {each.id: each for each in plan.commitments}
    signed = {
        one.id: _commitment(one, {**seen, **views})
        for one in first.commitments
        if one.id not in now or _is_other_set(one, now[one.id], views)
    }
    return Original(views, signed) if views or signed else None


def _is_other(first: Indicator, now: Indicator | None) -> bool:
    return now is None or promise(first) != promise(now)


def _is_other_set(
    first: Commitment, now: Commitment, views: Mapping[str, IndicatorView]
) -> bool:
    """Whether a commitment held other indicators, or one that is promised otherwise."""
    ids = [each.id for each in first.indicators]
    same = ids == [each.id for each in now.indicators]
    return not same or any(key in views for key in ids)


def _first_cells(first: Indicator, plan: Plan, cells: Cells) -> Cells:
    """The cells under the first promise; those of a withdrawn line are owed again."""
    now = plan.indicator(first.id)
    excused = cells.excused if now is not None else frozenset()
    return replace(cells, indicator=as_first_promised(first, now), excused=excused)


def every_indicator(view: StatusView) -> tuple[IndicatorView, ...]:
    """Those of the commitments first, then those of areas."""
    signed = (each for one in view.commitments for each in one.indicators)
    return (*signed, *view.indicators)
