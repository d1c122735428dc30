"""One indicator in one period: figure, verdict and what is printed beside it."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from cchc.core.facts.report import (
    CellState,
    Quality,
    ReportedExtent,
    UnitCell,
)
from cchc.core.plan.expected import expected_value, goal_of
from cchc.core.plan.measure import TOTALS, Measure, RatioOf
from cchc.core.plan.period import Period
from cchc.core.plan.plan import (
    Indicator,
    Plan,
)
from cchc.core.plan.targets.goal import Goal
from cchc.core.verdict.aggregate import HUNDRED, NOTHING, Figures, Total, figures_of
from cchc.core.verdict.bound import Bound, bound_of
from cchc.core.verdict.cells import ENTERING, REPORTED, STATED, Cells
from cchc.core.verdict.coverage import Coverage, heard
from cchc.core.verdict.share import UnitParts, UnitShare
from cchc.core.verdict.statuses import Status
from cchc.core.verdict.verdict import Judgement, final_verdict, judge
from cchc.core.verdict.verdict_rules import Verdict, VerdictInput
from cchc.core.verdict.yes_no import Answers, answers
from cchc.text.day import short
from cchc.text.number import is_money
from cchc.text.number_format import (
    answer_text,
    format_figure,
    percent,
    together,
)
from cchc.text.record import Record, replace


class Pace(Record):
    """What is needed in each period left, in the unit that is counted (8).

    `multiple`: what is left against what the path leaves; None where it leaves
    nothing. 1 is as planned.
    """

    per_period: Fraction
    multiple: Fraction | None


class PastVerdict(Record):
    """What was judged of a line in a period that has passed."""

    period: Period
    verdict: Verdict


class IndicatorView(Record):
    """One indicator in one period.

    `actual`, `in_period`, `expected`, `previous_year` and the points of `trend`
    are in the indicator's unit; for a ratio they are percentages, and `numerator`
    and `denominator` are exact. `trend` has one entry for each period of the plan
    up to this one, None where nothing is known; `heard` goes with it. `stale`: the
    figure shown is an earlier period's. `percent` is percent of the target, 2 decimals.
    `in_rate` is n and d of the period alone, for the rate of a flow. `parts` are those
    of its units. `judgement` is how the verdict came about; None for a line that is
    not judged. `last` is the verdict of the latest judged period where this one is
    not due yet. `bound` is what it would take for an open row to turn.
    """

    indicator: Indicator
    verdict: Verdict
    actual: Fraction | None
    numerator: Decimal | None
    denominator: Decimal | None
    in_period: Fraction | None
    expected: Fraction | None
    percent: Decimal | None
    shown: str
    shown_target: str
    shown_expected: str
    quality: Quality
    stale: bool
    coverage: Coverage
    previous_year: Decimal | None
    pace: Pace | None
    trend: tuple[Fraction | None, ...]
    parts: UnitParts
    done: date | None = None
    answer: bool | None = None
    heard: tuple[ReportedExtent, ...] = ()
    in_rate: tuple[Decimal, Decimal] | None = None
    judgement: Judgement | None = None
    last: PastVerdict | None = None
    bound: Bound | None = None

    @property
    def last_judged(self) -> PastVerdict:
        """Its own verdict, or the last one where it is not due (7)."""
        return self.last or PastVerdict(self.parts.period, self.verdict)

    @property
    def standing_verdict(self) -> Verdict:
        """The verdict that lasts, whatever period it is of (7)."""
        return self.last_judged.verdict

    @property
    def shares(self) -> tuple[UnitShare, ...]:
        """What each unit was allotted and did."""
        return self.parts.shares

    @property
    def cells(self) -> tuple[UnitCell, ...]:
        """The period's cells of the units that report it."""
        return self.parts.unit_cells


NONE_SHOWN = "–"


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
    deadline = indicator.target.deadline if indicator.target is not None else None
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
        date_passed=deadline is not None and cells.judged_on(period) > deadline,
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


def indicator_view(cells: Cells, plan: Plan, period: Period) -> IndicatorView:
    """Figure, verdict and all that is printed beside them."""
    figures = figures_of(cells, period)
    judgement = judgement_of(cells, plan, figures)
    case, indicator = judgement.case, cells.indicator
    cover = figures.entering.coverage
    figure = case.total
    due = case.expectation.value if case.expectation else None
    shown, shown_target, shown_expected = _printed_texts(case, figure.figure, due)
    known_answer = case.answers if indicator.measure is Measure.YES else None
    return IndicatorView(
        indicator=indicator,
        verdict=judgement.verdict,
        actual=figure.known,
        numerator=figure.numerator,
        denominator=figure.denominator,
        in_period=None if case.answers else figures.in_period,
        expected=due,
        percent=percent_of_target(case.goal, figure.known),
        shown=shown,
        shown_target=shown_target,
        shown_expected=shown_expected,
        quality=figure.quality,
        stale=figure.is_old or (figure.known is None and figure.stale is not None),
        coverage=cover,
        previous_year=_previous_year(indicator, period),
        pace=None
        if cover.reported < cover.expected
        else needed_pace(case, len(cells.periods) - period.ordinal),
        trend=figures.trend,
        parts=UnitParts(cells, period),
        in_rate=figures.in_rate,
        done=case.answers.latest if case.answers else None,
        answer=known_answer.all_done if known_answer else None,
        heard=tuple(heard(cells, past) for past in cells.upto(period)),
        judgement=judgement,
        bound=bound_of(case, cover.unknown)
        if judgement.verdict.status is Status.UNDETERMINED
        else None,
    )


def _previous_year(indicator: Indicator, period: Period) -> Decimal | None:
    """The figure of the same day last year: counts summed up, states as they were."""
    past = indicator.previous_year[: period.ordinal]
    if len(past) < period.ordinal:
        return None
    if indicator.measure not in {Measure.FLOW, Measure.REGISTER}:
        return past[-1]
    # a gap in last year's periods leaves their sum unknown: missing is never 0 (1)
    known = [value for value in past if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(past) else None


def percent_of_target(goal: Goal | None, figure: Fraction | None) -> Decimal | None:
    """Percent of the target (SEMANTICS 5); None for kinds that have none."""
    if goal is None or figure is None:
        return None
    share = goal.percent_of(figure)
    return None if share is None else percent(share)


def _printed_texts(
    case: VerdictInput, figure: Fraction | None, due: Fraction | None
) -> tuple[str, str, str]:
    """Figure, target and what is due as printed side by side (SEMANTICS 12)."""
    indicator, goal = case.indicator, case.goal
    if case.answers is not None:
        shown, target = _answer_texts(case.answers, indicator)
        return shown, target, NONE_SHOWN
    numbers = (goal.at if goal else None, due)
    beside = tuple(number for number in numbers if number is not None)
    if figure is None:
        texts = [NONE_SHOWN, *(format_figure(n, indicator.decimals) for n in beside)]
    else:
        texts = [*together(figure, beside, indicator.decimals)]
    is_rate = indicator.measure is Measure.RATIO or indicator.unit == "%"
    if is_rate:
        texts = [text if text == NONE_SHOWN else f"{text}%" for text in texts]
    target = texts[1] if goal else NONE_SHOWN
    return texts[0], target, texts[-1] if due is not None else NONE_SHOWN


def _answer_texts(answers: Answers, indicator: Indicator) -> tuple[str, str]:
    """Answer and target of a milestone or a yes, as printed."""
    deadline = indicator.target.deadline if indicator.target is not None else None
    yes = answer_text(True)  # noqa: FBT003
    target = yes if deadline is None else short(deadline)
    if indicator.measure is not Measure.YES:
        return short(answers.latest) if answers.latest else NONE_SHOWN, target
    answer = answers.all_done
    return NONE_SHOWN if answer is None else answer_text(answer), target


FEW = 5


def needed_pace(case: VerdictInput, left: int) -> Pace | None:
    """What each remaining period must bring, and how that is against the path.

    Args:
        case: what the verdict rests on.
        left: periods still to come.

    Returns:
        None where it says nothing (SEMANTICS 8): figures missing, rates and states, a
        target reached, no period left, fewer than five things in the first period.
    """
    indicator, goal, figure = case.indicator, case.goal, case.total.known
    if goal is None or figure is None or case.unknown or not goal.wants_more:
        return None
    adds_up = indicator.measure in TOTALS or indicator.of is RatioOf.PLAN
    if not adds_up or indicator.is_held:
        return None
    is_rate = indicator.measure is Measure.RATIO
    is_counted = not (
        is_rate or is_money(indicator.unit, case.money) or indicator.decimals
    )
    too_few = case.is_first and is_counted and figure < FEW
    if left == 0 or goal.is_reached(figure) or too_few:
        return None
    needed, due = goal.at - figure, case.expectation
    planned = goal.at - due.value if due is not None else Fraction(0)
    amount = indicator.amount.value if indicator.amount is not None else None
    in_amount = Fraction(amount) / HUNDRED if is_rate and amount else Fraction(1)
    return Pace(needed * in_amount / left, needed / planned if planned > 0 else None)
