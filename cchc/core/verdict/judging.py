"""What a period is judged on, what the rules look at of a line, and their verdict."""

from collections.abc import Container, Mapping
from datetime import date

from cchc.core.facts.amendment import (
    PlanWithWithdrawn,
    Versions,
    listing,
    version_in_force,
    with_history,
)
from cchc.core.facts.report import CellState, Facts, Quality
from cchc.core.plan.calendar import periods as periods_of
from cchc.core.plan.expected import expected_value, goal_of
from cchc.core.plan.measure import Measure
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan, PlanVersion
from cchc.core.verdict.aggregate import NOTHING, Figures, Total, figures_of
from cchc.core.verdict.cells import ENTERING, REPORTED, STATED, Cells, cells_in
from cchc.core.verdict.coverage import answers
from cchc.core.verdict.statuses import Status
from cchc.core.verdict.verdict import Judgement, final_verdict, judge
from cchc.core.verdict.verdict_rules import Verdict, VerdictInput
from cchc.text.record import Record, replace


class PeriodInputs(Record):
    """The plan in force in a period, and the cells of its lines, as known on a day.

    `cells` are those of every line, the withdrawn ones too; `owed` those of the lines
    that are left. `facts` are those `told`, with what the plan never asked for excused.
    """

    version: PlanVersion
    listed: PlanWithWithdrawn
    period: Period
    periods: tuple[Period, ...]
    facts: Facts
    cells: Mapping[str, Cells]
    told: Facts

    @property
    def owed_cells(self) -> Mapping[str, Cells]:
        gone = self.listed.withdrawn
        return {key: line for key, line in self.cells.items() if key not in gone}


def period_inputs(
    versions: Versions, period: Period, facts: Facts, keys: Container[str] | None = None
) -> PeriodInputs:
    """What a period is judged on as of the facts' day; `versions` ascend.

    With `keys`, the cells are those of these lines alone.
    """
    version = version_in_force(versions, period.ordinal, facts.as_of)
    periods = periods_of(version.plan)
    known = with_history(facts, versions, version)
    listed = listing(versions, version, known.as_of)
    planned = as_planned(period, periods)
    return PeriodInputs(
        version=version,
        listed=listed,
        period=planned,
        periods=periods,
        facts=known,
        cells=cells_in(listed.plan, periods, known, keys, upto=planned),
        told=facts,
    )


def as_planned(period: Period, among: tuple[Period, ...]) -> Period:
    """The period as the version in force has it."""
    return next((planned for planned in among if planned.name == period.name), period)


class PastVerdict(Record):
    """What was judged of a line in a period that has passed."""

    period: Period
    verdict: Verdict


def judgement_of(cells: Cells, plan: Plan, figures: Figures) -> Judgement:
    """The verdict; of a milestone also what was lost or late in an earlier period.

    That is no more undone by what other units tell later (7).
    """
    judgement = judge(_verdict_input(cells, plan, figures))
    case = judgement.case
    is_milestone = cells.indicator.measure is Measure.MILESTONE
    if not is_milestone or final_verdict(case) is not None:
        return judgement
    for past in reversed(cells.upto(figures.period)[:-1]):
        if any(s.states[past.ordinal - 1] in REPORTED for s in cells.shapes):
            final = final_verdict(_verdict_input(cells, plan, figures_of(cells, past)))
            if final is not None:
                lost = case.fin and final.status is Status.UNREACHABLE
                verdict = Verdict(Status.FAILED, "S4") if lost else final
                return replace(judgement, verdict=verdict)
    return judgement


def _verdict_input(cells: Cells, plan: Plan, figures: Figures) -> VerdictInput:
    """Everything the rules look at."""
    period, cover = figures.period, figures.entering
    indicator, entering = cells.indicator, cover.states
    now = {shape.states[period.ordinal - 1] for shape in cells.shapes}
    target, path = indicator.target, indicator.trajectory
    judged_on = cells.judged_on(period)
    deadline = target.deadline if target is not None else None
    begins = target.begins if target is not None else None
    return VerdictInput(
        indicator=indicator,
        total=NOTHING if cells.is_answered else figures.now,
        answers=answers(cells, period) if cells.is_answered else None,
        goal=goal_of(indicator),
        expectation=expected_value(indicator, plan, period, cells.periods),
        is_first=period.ordinal == 1,
        is_last=period.is_last,
        fin=period.is_last and cells.is_settled,
        unopened=_is_unopened(now, period, cells.as_of),
        reported=bool(entering & STATED),
        valued=bool(entering & REPORTED),
        awaited=cover.unknown == {CellState.UNAVAILABLE},
        nobody=not entering & ENTERING,
        nobody_all_year=all(
            ENTERING.isdisjoint(shape.states[: period.ordinal])
            for shape in cells.shapes
        ),
        unknown=bool(cover.coverage.unknown),
        date_passed=deadline is not None and judged_on > deadline,
        unbegun=begins is not None and judged_on < begins,
        is_answer_due=path is not None
        and (path.is_held or path.is_step)
        and period.ordinal >= path.first_ordinal(cells.periods),
        firm=_firm_total(cells, figures),
        money=plan.money,
    )


def _is_unopened(now: set[CellState], period: Period, as_of: date) -> bool:
    """S1: no cell of the period has a value, and its days have not passed.

    `now` are the states of its cells. Those that nobody owes have the period's days.
    """
    if now & (REPORTED | {CellState.MISSING, CellState.CLOSED}):
        return False
    if now <= {CellState.NOT_EXPECTED}:
        return as_of <= min(period.cutoff, period.due)
    return CellState.NOT_DUE in now


def _firm_total(cells: Cells, figures: Figures) -> Total | None:
    """The figure with what is not final as unknown; None where all of it is final."""
    if cells.is_answered or figures.now.quality is Quality.FINAL:
        return None
    return figures_of(cells.without_estimates, figures.period).now
