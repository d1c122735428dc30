"""One indicator in one period: figure, verdict and what is printed beside it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from cchc.core.facts.amendment import (
    PlanWithWithdrawn,
    Versions,
    listing,
    version_in_force,
    with_history,
)
from cchc.core.facts.report import (
    CellState,
    Facts,
    Quality,
    ReportedExtent,
    UnitCell,
)
from cchc.core.plan.calendar import periods as periods_of
from cchc.core.plan.expected import expected_value, goal_of
from cchc.core.plan.measure import TOTALS, Measure, RatioOf
from cchc.core.plan.period import Period
from cchc.core.plan.plan import (
    Indicator,
    Plan,
)
from cchc.core.plan.targets.goal import Goal
from cchc.core.verdict.aggregate import NOTHING, Figures, figures_of
from cchc.core.verdict.cells import REPORTED, STATED, Cells, cells_in
from cchc.core.verdict.coverage import Coverage, EnteringCells, entering_cells, heard
from cchc.core.verdict.share import UnitParts, UnitShare
from cchc.core.verdict.statuses import Status
from cchc.core.verdict.verdict import Judgement, judge
from cchc.core.verdict.verdict_rules import Verdict, VerdictInput
from cchc.core.verdict.yes_no import Answers, answers
from cchc.text.day import short
from cchc.text.number import money_scale
from cchc.text.number_format import (
    answer_text,
    format_figure,
    percent,
    together,
)
from cchc.text.record import Record, replace


class Pace(Record):
    """What is needed in each period left; `multiple` of the pace so far, or None."""

    per_period: Fraction
    multiple: Fraction | None


class IndicatorView(Record):
    """One indicator in one period.

    `actual`, `in_period`, `expected`, `previous_year` and the points of `trend`
    are in the indicator's unit; for a ratio they are percentages, and `numerator`
    and `denominator` are exact. `trend` has one entry for each period of the plan
    up to this one, None where nothing is known; `heard` goes with it. `stale`: the
    figure shown is an earlier period's. `percent` is percent of the target, 2 decimals.
    `in_rate` is n and d of the period alone, for the rate of a flow. `parts` are those
    of its units. `judgement` is how the verdict came about; None for a line that is
    not judged.
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

    @property
    def shares(self) -> tuple[UnitShare, ...]:
        """What each unit was allotted and did."""
        return self.parts.shares

    @property
    def cells(self) -> tuple[UnitCell, ...]:
        """The period's cells of the units that report it."""
        return self.parts.unit_cells


NONE_SHOWN = "–"


def _verdict_input(
    cells: Cells, plan: Plan, period: Period, figures: Figures, cover: EnteringCells
) -> VerdictInput:
    """Everything the rules look at."""
    indicator, entering = cells.indicator, cover.states
    now = {shape.states[period.ordinal - 1] for shape in cells.shapes}
    deadline = indicator.target.deadline if indicator.target is not None else None
    return VerdictInput(
        indicator=indicator,
        total=NOTHING if cells.is_answered else figures.now,
        answers=answers(cells, period) if cells.is_answered else None,
        goal=goal_of(indicator),
        expectation=expected_value(indicator, plan, period, cells.periods),
        is_last=period.is_last,
        fin=period.is_last and cells.is_settled,
        # no cell of the period has a value, and its days have not passed (S1)
        unopened=CellState.NOT_DUE in now
        and not now & (REPORTED | {CellState.MISSING}),
        reported=bool(entering & STATED),
        valued=bool(entering & REPORTED),
        awaited=CellState.UNAVAILABLE in entering,
        unknown=bool(cover.coverage.unknown),
        date_passed=deadline is not None and cells.judged_on(period) > deadline,
    )


def indicator_view(cells: Cells, plan: Plan, period: Period) -> IndicatorView:
    """Figure, verdict and all that is printed beside them."""
    figures, cover = figures_of(cells, period), entering_cells(cells, period)
    judgement = judge(_verdict_input(cells, plan, period, figures, cover))
    case, indicator = judgement.case, cells.indicator
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
        stale=figure.known is None and figure.stale is not None,
        coverage=cover.coverage,
        previous_year=_previous_year(indicator, period),
        pace=needed_pace(case, period.ordinal, len(cells.periods) - period.ordinal),
        trend=figures.trend,
        parts=UnitParts(cells, period),
        in_rate=figures.in_rate,
        done=case.answers.latest if case.answers else None,
        answer=known_answer.all_done if known_answer else None,
        heard=tuple(heard(cells, past) for past in cells.upto(period)),
        judgement=judgement,
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


def needed_pace(case: VerdictInput, done: int, left: int) -> Pace | None:
    """What each remaining period must bring, and how many times the pace so far.

    Args:
        case: what the verdict rests on.
        done: periods gone, the one asked about with them.
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
    is_money = money_scale(indicator.unit) is not None
    is_rate = indicator.measure is Measure.RATIO
    is_counted = not (is_rate or is_money or indicator.decimals)
    too_few = done == 1 and is_counted and figure < FEW
    if left == 0 or goal.is_reached(figure) or too_few:
        return None
    needed, so_far = (goal.at - figure) / left, figure / done
    return Pace(needed, needed / so_far if so_far > 0 else None)


def line_views(
    listed: PlanWithWithdrawn, cells: Mapping[str, Cells], period: Period
) -> dict[str, IndicatorView]:
    """Every line of the period, withdrawn ones as void (S0)."""
    views = {
        key: indicator_view(line, listed.plan, period) for key, line in cells.items()
    }
    # of a line that an amendment withdrew what was reported stays, nothing is due
    void = {
        key: replace(
            views[key],
            verdict=Verdict(Status.VOID, "S0"),
            judgement=None,
            expected=None,
            percent=None,
            shown_expected=NONE_SHOWN,
            stale=False,
            coverage=Coverage(0, 0),
            pace=None,
            parts=UnitParts(None, period),
        )
        for key in views
        if key in listed.withdrawn
    }
    return views | void


def indicator_in(
    versions: Versions, period: Period, facts: Facts, key: str
) -> IndicatorView | None:
    """One line of what `status_view` shows; None when the plan has no such line."""
    version = version_in_force(versions, period.ordinal, facts.as_of)
    periods = periods_of(version.plan)
    known = with_history(facts, versions, version)
    listed = listing(versions, version, known.as_of)
    indicator = listed.plan.indicator(key)
    if indicator is None:
        return None
    planned = as_planned(period, periods)
    cells = cells_in(listed.plan, periods, known, {key}, upto=planned)
    return line_views(listed, cells, planned)[key]


def as_planned(period: Period, among: tuple[Period, ...]) -> Period:
    """The period as the version in force has it."""
    return next((planned for planned in among if planned.name == period.name), period)
