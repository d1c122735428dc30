"""Where every promise stands in one period: the one view behind all output."""

from collections.abc import Mapping
from datetime import date

from cchc.core.calendar import periods as periods_of
from cchc.core.calendar import work_calendar
from cchc.core.cells import Cells, Readings, by_indicator, cells_of
from cchc.core.duty import Owed, report_counts, sent_by, unit_view
from cchc.core.indicator import indicator_view, verdict_of
from cchc.core.period import Period
from cchc.core.plan import Commitment, Indicator, Measure, Plan, PlanVersion
from cchc.core.report import CellState, Facts
from cchc.core.task import task_view
from cchc.core.verdict import commitment_status
from cchc.core.view import (
    CommitmentView,
    FigureBasis,
    IndicatorView,
    StatusView,
    TaskView,
    UnitView,
    Verdict,
)

OPEN_STATES = frozenset({CellState.MISSING, CellState.NOT_DUE})


def version_in_force(
    versions: tuple[PlanVersion, ...], ordinal: int, as_of: date
) -> PlanVersion:
    """The version that judges a period (SEMANTICS 10).

    Version 1 is in force from the first day of the plan's year, whenever it was
    applied; later ones from their effective period, once they are recorded.
    """
    ripe = [
        each
        for each in versions
        if each.number == 1 or (each.effective <= ordinal and each.recorded_on <= as_of)
    ]
    return ripe[-1]


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


def status_view(
    versions: tuple[PlanVersion, ...], period: Period, facts: Facts
) -> StatusView:
    """Everything a person is shown of one period, as of the day of the facts.

    `versions` are all versions of the plan, ascending.
    """
    version = version_in_force(versions, period.ordinal, facts.as_of)
    plan = version.plan
    periods = periods_of(plan)
    period = next((each for each in periods if each.name == period.name), period)
    cells = cells_in(plan, periods, facts)
    units = unit_views(plan, period, facts, cells)
    return StatusView(
        plan=plan.id,
        plan_title=plan.title,
        plan_year=plan.year,
        plan_version=version.number,
        period=period,
        periods=periods,
        as_of=facts.as_of,
        basis=_basis(cells, period),
        areas=plan.areas,
        commitments=tuple(
            _commitment(each, cells, plan, period) for each in plan.commitments
        ),
        indicators=tuple(
            indicator_view(cells[each.id], plan, period) for each in plan.indicators
        ),
        tasks=task_views(plan, period, facts),
        units=units,
        reports=report_counts(units, facts.as_of),
        obstacles=facts.obstacles,
        unanswered=len(facts.obstacles),
        narratives=tuple(n for n in facts.narratives if n.period == period.name),
        evidence=facts.evidence,
        original=_against_original(versions, version, period, facts),
    )


def _commitment(
    one: Commitment, cells: Mapping[str, Cells], plan: Plan, period: Period
) -> CommitmentView:
    views = tuple(
        indicator_view(cells[each.id], plan, period) for each in one.indicators
    )
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
                key for key, one in owed_by.items() if _is_register(one.indicator)
            ),
            filled=frozenset(
                key
                for key, one in owed_by.items()
                if one.state(unit.id, period) not in OPEN_STATES
            ),
            sent=sent.get(unit.id, ()),
            has_draft=(unit.id, period.name) in facts.drafts,
        )
        views.append(unit_view(owed, facts.as_of, working))
    return tuple(views)


def _is_register(one: Indicator) -> bool:
    return one.measure is Measure.REGISTER


def task_views(plan: Plan, period: Period, facts: Facts) -> tuple[TaskView, ...]:
    """Every task of the plan, judged in the report of the period."""
    order = tuple(each.name for each in periods_of(plan))
    judged = facts.as_of if period.is_last else min(facts.as_of, period.cutoff)
    notes = {
        task.id: [n for n in facts.tasks if n.task == task.id] for task in plan.tasks
    }
    return tuple(
        task_view(task, notes[task.id], period, order, judged) for task in plan.tasks
    )


def _basis(cells: Mapping[str, Cells], period: Period) -> FigureBasis:
    """Provisional while an expected cell of the period is unreported."""
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
    versions: tuple[PlanVersion, ...],
    version: PlanVersion,
    period: Period,
    facts: Facts,
) -> Mapping[str, Verdict] | None:
    """What version 1 would have said of the year, where its target was another."""
    if version.number == 1 or not period.is_last:
        return None
    plan = versions[0].plan
    cells = cells_in(plan, periods_of(plan), facts)
    found: dict[str, Verdict] = {}
    for one in version.plan.all_indicators:
        before = plan.indicator(one.id)
        if before is not None and before.target != one.target:
            found[one.id] = verdict_of(cells[one.id], plan, period)
    return found


def every_indicator(view: StatusView) -> tuple[IndicatorView, ...]:
    """Those of the commitments first, then those of areas."""
    signed = (each for one in view.commitments for each in one.indicators)
    return (*signed, *view.indicators)
