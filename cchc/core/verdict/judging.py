"""What a period is judged on, and each line in it, as a whole or unit by unit (5).

Of a promise for every unit each is judged by its own figures; the row has the best
status that as many of them as are needed have, or better.
"""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from cchc.core.facts.amendment import (
    PlanWithWithdrawn,
    Versions,
    listing,
    version_in_force,
    with_history,
)
from cchc.core.facts.report import CellState, Facts, Quality
from cchc.core.facts.succession import taken_over
from cchc.core.plan.calendar import periods as periods_of
from cchc.core.plan.expected import expected_value, goal_of
from cchc.core.plan.indicator import line_of_unit
from cchc.core.plan.measure import Measure
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, Plan, PlanVersion
from cchc.core.plan.targets.target import Target
from cchc.core.verdict.aggregate import NOTHING, Figures, figures_of
from cchc.core.verdict.cells import ENTERING, REPORTED, STATED, Cells, cells_in
from cchc.core.verdict.coverage import answers
from cchc.core.verdict.statuses import (
    LOST_STATUSES,
    REACHED_STATUSES,
    WORST_FIRST,
    Status,
    rank,
)
from cchc.core.verdict.verdict import (
    Judgement,
    agreed_verdict,
    final_verdict,
    judge,
    possible_verdicts,
)
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
    case, past = judgement.case, cells.upto(figures.period)[:-1]
    is_milestone = cells.indicator.measure is Measure.MILESTONE
    for period in reversed(past) if is_milestone and not final_verdict(case) else ():
        if any(s.states[period.ordinal - 1] in REPORTED for s in cells.shapes):
            then = _verdict_input(cells, plan, figures_of(cells, period))
            if final := final_verdict(then):
                lost = case.fin and final.status is Status.UNREACHABLE
                verdict = Verdict(Status.FAILED, "S4") if lost else final
                return replace(judgement, verdict=verdict)
    return judgement


def _verdict_input(cells: Cells, plan: Plan, figures: Figures) -> VerdictInput:
    """Everything the rules look at."""
    period, cover = figures.period, figures.entering
    indicator, entering = cells.indicator, cover.states
    target, path = indicator.target, indicator.trajectory
    day, deadline = cells.judged_on(period), indicator.deadline
    begins = target.begins if target is not None else None
    asked_so_far = (shape.states[: period.ordinal] for shape in cells.shapes)
    # the figure with what is not final as unknown, where not all of it is final
    is_firm = cells.is_answered or figures.now.quality is Quality.FINAL
    firm = None if is_firm else figures_of(cells.without_estimates, period).now
    return VerdictInput(
        indicator=indicator,
        total=NOTHING if cells.is_answered else figures.now,
        answers=answers(cells, period) if cells.is_answered else None,
        goal=goal_of(indicator),
        expectation=expected_value(indicator, plan, period, cells.periods),
        is_first=period.ordinal == 1,
        is_last=period.is_last,
        fin=period.is_last and cells.is_settled,
        unopened=_is_unopened(cells, period),
        reported=bool(entering & STATED),
        valued=bool(entering & REPORTED),
        awaited=cover.unknown == {CellState.UNAVAILABLE},
        nobody=not entering & ENTERING,
        nobody_all_year=all(map(ENTERING.isdisjoint, asked_so_far)),
        unknown=bool(cover.coverage.unknown),
        date_passed=deadline is not None and day > deadline,
        unbegun=begins is not None and day < begins,
        is_answer_due=path is not None
        and (path.is_held or path.is_step)
        and period.ordinal >= path.first_ordinal(cells.periods),
        firm=firm,
        money=plan.money,
    )


def _is_unopened(cells: Cells, period: Period) -> bool:
    """S1: no cell of the period has a value, and its days have not passed.

    Where nobody owes one, these are the period's own days.
    """
    now = {shape.states[period.ordinal - 1] for shape in cells.shapes}
    if now & (REPORTED | {CellState.MISSING, CellState.CLOSED}):
        return False
    if now <= {CellState.NOT_EXPECTED}:
        return cells.as_of <= min(period.cutoff, period.due)
    return CellState.NOT_DUE in now


LastOfUnit = Callable[[str], PastVerdict | None]


class EachUnit(Record, dict=True):
    """Every unit that a promise is asked of in a period, by its own figures.

    n is `units`, those that are there and not exempt; k is `reached`. `last_of` finds
    the verdict on one of them in the latest period before that has one.
    """

    cells: Cells
    plan: Plan
    period: Period
    last_of: LastOfUnit | None = None

    @cached_property
    def _took_over(self) -> Mapping[str, tuple[str, ...]]:
        reporters = {*self.cells.indicator.reporters}
        ended = taken_over(self.cells.members, self.period)
        return {
            heir: own
            for heir, among in ended.items()
            if (own := tuple(unit for unit in among if unit in reporters))
        }

    @cached_property
    def units(self) -> tuple[str, ...]:
        """Those that exist at the cut-off and are not exempt, in plan order."""
        reporters = {*self.cells.indicator.reporters, *self._took_over}
        chase = self.cells.ground.facts.chase
        return tuple(
            key
            for key, unit in self.cells.members.items()
            if key in reporters
            and unit.active_in(self.period)
            and not chase.is_exempt(key, self.period.name)
            and self.indicator_of(key).target is not None
        )

    @property
    def targets(self) -> tuple[Target, ...]:
        """The different targets that units are held to."""
        target = self.cells.indicator.target
        return () if target is None else target.targets

    @property
    def held_lines(self) -> tuple[Indicator, ...]:
        """The line with each of the targets that units are held to."""
        line = self.cells.indicator
        return tuple(replace(line, target=target) for target in self.targets)

    def indicator_of(self, unit: str) -> Indicator:
        """The line as one unit is held to it."""
        return line_of_unit(self.cells.indicator, unit, self._took_over.get(unit, ()))

    def cells_of(self, unit: str) -> Cells:
        """The cells of one unit and of those it stands for, held to its own target."""
        own = self.cells.of_units((unit, *self._took_over.get(unit, ())))
        return replace(own, indicator=self.indicator_of(unit))

    def judge(self, unit: str) -> Judgement:
        """The verdict on one unit, with its trace."""
        figures = figures_of(self.cells_of(unit), self.period)
        return judgement_of(figures.cells, self.plan, figures)

    @cached_property
    def figures(self) -> Mapping[str, Figures]:
        # the figures of all units in one reading
        self.cells.ground.readings(self.cells.indicator.id)
        return {u: figures_of(self.cells_of(u), self.period) for u in self.units}

    @cached_property
    def judgements(self) -> Mapping[str, Judgement]:
        return {
            unit: judgement_of(own.cells, self.plan, own)
            for unit, own in self.figures.items()
        }

    @property
    def trend(self) -> tuple[Fraction | None, ...]:
        """Of each period so far, how many units reached the target by its figures."""
        counts: list[list[bool]] = [[] for _ in self.cells.upto(self.period)]
        for own in () if self.cells.is_answered else self.figures.values():
            goal = goal_of(own.cells.indicator)
            for count, known in zip(counts, own.trend, strict=True):
                if goal is not None and known is not None:
                    count.append(goal.is_reached(known))
        return tuple(Fraction(sum(count)) if count else None for count in counts)

    @cached_property
    def _by_reach(self) -> Mapping[bool | None, tuple[str, ...]]:
        reach = {unit: is_reached(own.case) for unit, own in self.judgements.items()}
        return {
            word: tuple(unit for unit, own in reach.items() if own is word)
            for word in (True, False, None)
        }

    @property
    def units_reaching(self) -> tuple[str, ...]:
        """Those whose figure now reaches the target."""
        return self._by_reach[True]

    @property
    def short(self) -> tuple[str, ...]:
        """Those with a figure that does not reach it."""
        return self._by_reach[False]

    @property
    def worst_first(self) -> list[str]:
        """Those that do not reach it, the farthest from their target first."""

        def gap(unit: str) -> Fraction:
            case = self.judgements[unit].case
            known, goal = case.total.known, case.goal
            if known is None or goal is None:
                return Fraction(0)
            return -abs(known - goal.at)

        return sorted(self.short, key=gap)

    @property
    def units_needed(self) -> int:
        """How many must reach it."""
        each = self.cells.indicator.each
        return 0 if each is None else each.units_needed(len(self.units))

    @cached_property
    def verdict(self) -> Verdict:
        """The verdict on the whole, which no report of a silent unit can contradict."""
        has_begun = self.period.name in self.cells.value_periods
        judged = self.judgements.values()
        possible = [_possible(own, has_begun=has_begun) for own in judged]
        worst = self._over([min(own, key=_place) for own in possible])
        best = self._over([_best(own) for own in possible])
        agreed = agreed_verdict((worst, best)) if worst.status in WORST_FIRST else worst
        if agreed is not None:
            return agreed
        known, is_awaited = [], True
        for judgement, verdicts in zip(judged, possible, strict=True):
            if len({verdict.status for verdict in verdicts}) == 1:
                known.append(verdicts[0])
            else:
                is_awaited = is_awaited and judgement.case.awaited
        on_known = self._over(known) if known else None
        if is_awaited:
            return Verdict(Status.AWAITED, "S2a", on_known)
        return Verdict(Status.UNDETERMINED, "S9", on_known)

    def _over(self, verdicts: Iterable[Verdict]) -> Verdict:
        """The best status that as many as are needed have, or better (5)."""
        each = self.cells.indicator.each
        in_order = [own for own in verdicts if own.status in WORST_FIRST]
        if not in_order or each is None:
            is_over = self.period.is_last and self.cells.is_settled
            nothing = Verdict(Status.NIL_YEAR, "S1c"), Verdict(Status.NOT_DUE, "S1")
            return nothing[0] if is_over else nothing[1]
        need = each.units_needed(len(in_order))
        least = sorted(in_order, key=_place, reverse=True)[need - 1]
        if least.status not in REACHED_STATUSES:
            return least
        met = sum(own.status in REACHED_STATUSES for own in in_order)
        status = Status.EXCEEDED if need < met and each.is_partial else Status.MET
        return Verdict(status, least.rule)


FINAL = (*LOST_STATUSES, Status.DONE_LATE)


def _place(verdict: Verdict) -> tuple[int, str]:
    """Its place in the order; what stands outside of it comes last.

    Of the same status the rule decides, so that the order of units has no say.
    """
    in_order = verdict.status in WORST_FIRST
    return rank(verdict.status) if in_order else len(WORST_FIRST), verdict.rule


def _best(possible: Sequence[Verdict]) -> Verdict:
    """The best that a unit may come to, of what stands in the order where any does.

    A unit of which nothing is asked leaves the count: it helps no less than one that
    is not reached, and no more than one that is.
    """
    in_order = [verdict for verdict in possible if verdict.status in WORST_FIRST]
    return max(in_order or possible, key=_place)


def _possible(judgement: Judgement, *, has_begun: bool) -> tuple[Verdict, ...]:
    """What a unit's verdict may still become.

    Once another has a figure in the period, one that is not due yet is unknown (1).
    """
    case = judgement.case
    if judgement.verdict.status in FINAL and case.answers is not None:
        return (judgement.verdict,)  # also of a milestone lost in an earlier period
    if case.unopened and has_begun:
        case = replace(case, unopened=False)
    return possible_verdicts(case)


def is_reached(case: VerdictInput) -> bool | None:
    """Whether a unit's figure reaches its target now; None where there is none."""
    answers, known = case.answers, case.total.known
    if answers is not None:
        if not (answers.done or answers.not_done or answers.last_no):
            return None
        deadline = case.indicator.deadline
        days = [day for _, day in answers.done if day is not None]
        is_late = deadline is not None and any(day > deadline for day in days)
        return bool(answers.all_done) and not is_late
    if known is None or case.goal is None:
        return None
    return case.goal.is_reached(known)


def line_verdict(
    cells: Cells, plan: Plan, period: Period, unit: str | None = None
) -> Verdict | None:
    """The verdict on one line in one period, or on it as one unit is held to it."""
    if cells.indicator.each is None:
        judged = judgement_of(cells, plan, figures_of(cells, period)).verdict
        return judged if unit is None else None
    each = EachUnit(cells, plan, period)
    if unit is None:
        return each.verdict
    return each.judge(unit).verdict if unit in each.units else None
