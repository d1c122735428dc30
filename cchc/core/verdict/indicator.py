"""One indicator in one period: figure, verdict and what is printed beside it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from cchc.core.facts.amendment import (
    Listing,
    Versions,
    listing,
    version_in_force,
    with_history,
)
from cchc.core.facts.report import (
    CellState,
    Facts,
    Quality,
)
from cchc.core.facts.unit_cell import Heard, UnitCell
from cchc.core.plan.calendar import periods as periods_of
from cchc.core.plan.expected import expected, goal_of
from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.period import Period
from cchc.core.plan.plan import (
    Indicator,
    Plan,
)
from cchc.core.plan.targets.goal import Goal
from cchc.core.plan.trajectory import Hold
from cchc.core.verdict.aggregate import NOTHING, Figures, figures_of
from cchc.core.verdict.cells import REPORTED, Cells, by_indicator, cells_of
from cchc.core.verdict.coverage import (
    ANSWERED,
    Coverage,
    coverage,
    entering_states,
    heard,
)
from cchc.core.verdict.share import (
    UnitShare,
    unit_cells,
    unit_shares,
)
from cchc.core.verdict.statuses import Status
from cchc.core.verdict.verdict import Judgement, Verdict, judge
from cchc.core.verdict.verdict_rules import VerdictInput
from cchc.core.verdict.yes_no import Answers, answers
from cchc.text.number import money_scale
from cchc.text.number_format import answer_text, day_text, percent, printed, together
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
    up to this one, None where nothing is known. `stale`: the figure shown is an
    earlier period's. `percent` is percent of the target, 2 decimals. `cells` are
    those of the units that report it in this period; `heard` goes with `trend`.
    `in_rate` is n and d of the period alone, for the rate of a flow. `judgement` is
    how the verdict came about; None for a line that is not judged.
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
    shares: tuple[UnitShare, ...]
    done: date | None = None
    answer: bool | None = None
    cells: tuple[UnitCell, ...] = ()
    heard: tuple[Heard, ...] = ()
    in_rate: tuple[Decimal, Decimal] | None = None
    judgement: Judgement | None = None


STATED = REPORTED | {CellState.UNAVAILABLE}
NONE_SHOWN = "–"


def _verdict_input(
    cells: Cells, plan: Plan, period: Period, figures: Figures, met: Coverage
) -> VerdictInput:
    """Everything the rules look at."""
    one = cells.indicator
    states = {state for _, state, _ in entering_states(cells, period)}
    answered = one.measure in ANSWERED
    due = one.target.deadline if one.target is not None else None
    return VerdictInput(
        indicator=one,
        total=NOTHING if answered else figures.now,
        answers=answers(cells, period) if answered else None,
        goal=goal_of(one),
        expectation=expected(one, plan, period, cells.periods),
        is_last=period.is_last,
        fin=period.is_last and cells.is_settled,
        unopened=_is_unopened(cells, period),
        reported=bool(states & STATED),
        valued=bool(states & REPORTED),
        awaited=CellState.UNAVAILABLE in states,
        unknown=bool(met.unknown),
        date_passed=due is not None and cells.judged_on(period) > due,
    )


def _is_unopened(cells: Cells, period: Period) -> bool:
    """No cell of the period has a value, and its days have not passed."""
    now = {cells.state(unit, period) for unit in cells.units}
    return CellState.NOT_DUE in now and not now & (REPORTED | {CellState.MISSING})


def indicator_view(cells: Cells, plan: Plan, period: Period) -> IndicatorView:
    """Figure, verdict and all that is printed beside them."""
    figures, met = figures_of(cells, period), coverage(cells, period)
    judgement = judge(_verdict_input(cells, plan, period, figures, met))
    case, one = judgement.case, cells.indicator
    figure = case.total
    due = case.expectation.value if case.expectation else None
    texts = _texts(case, figure.figure, due)
    return IndicatorView(
        indicator=one,
        verdict=judgement.verdict,
        actual=figure.known,
        numerator=figure.numerator,
        denominator=figure.denominator,
        in_period=None if case.answers else figures.in_period,
        expected=due,
        percent=of_target(case.goal, figure.known),
        shown=texts[0],
        shown_target=texts[1],
        shown_expected=texts[2],
        quality=figure.quality,
        stale=figure.known is None and figure.stale is not None,
        coverage=met,
        previous_year=_previous_year(one, period),
        pace=_pace(cells, case, period),
        trend=tuple(each.known for each in figures.totals),
        shares=unit_shares(cells, period),
        in_rate=figures.in_rate,
        done=case.answers.latest if case.answers else None,
        answer=_answer(case.answers) if one.measure is Measure.YES else None,
        cells=unit_cells(cells, period),
        heard=tuple(heard(cells, each) for each in cells.upto(period)),
        judgement=judgement,
    )


def _answer(said: Answers | None) -> bool | None:
    """Yes when all have answered yes, no when one has not, None while unknown."""
    if said is None or (said.unknown and not said.not_done):
        return None
    if said.not_done:
        return False
    return True if said.done else None


def _pace(cells: Cells, case: VerdictInput, period: Period) -> Pace | None:
    if case.goal is None or case.total.known is None or case.unknown:
        return None
    left = len(cells.periods) - period.ordinal
    known = case.total.known
    return pace(cells.indicator, case.goal, known, period.ordinal, left)


def _previous_year(one: Indicator, period: Period) -> Decimal | None:
    """The figure of the same day last year: counts summed up, states as they were."""
    past = one.previous_year[: period.ordinal]
    if len(past) < period.ordinal:
        return None
    if one.measure not in {Measure.FLOW, Measure.REGISTER}:
        return past[-1]
    known = [each for each in past if each is not None]
    return sum(known, Decimal(0)) if len(known) == len(past) else None


def of_target(goal: Goal | None, figure: Fraction | None) -> Decimal | None:
    """Percent of the target (SEMANTICS 5); None for kinds that have none."""
    if goal is None or figure is None:
        return None
    share = goal.percent_of(figure)
    return None if share is None else percent(share)


def _texts(
    case: VerdictInput, figure: Fraction | None, due: Fraction | None
) -> tuple[str, str, str]:
    """Figure, target and what is due as printed side by side."""
    one, goal = case.indicator, case.goal
    if case.answers is not None:
        return _answer_texts(case.answers, one)
    sign = "%" if one.measure is Measure.RATIO or one.unit == "%" else ""
    beside = tuple(
        each for each in (goal.at if goal else None, due) if each is not None
    )
    if figure is None:
        alone = [printed(each, one.decimals) for each in beside]
        texts = [NONE_SHOWN, *(f"{text}{sign}" for text in alone)]
    else:
        row = together(figure, beside, one.decimals)
        texts = [f"{text}{sign}" for text in row]
    target = texts[1] if goal else NONE_SHOWN
    return texts[0], target, texts[-1] if due is not None else NONE_SHOWN


def _answer_texts(said: Answers, one: Indicator) -> tuple[str, str, str]:
    target = answer_text(True)  # noqa: FBT003
    if one.target is not None and one.target.deadline is not None:
        target = day_text(one.target.deadline)
    if one.measure is Measure.YES:
        answer = _answer(said)
        told = NONE_SHOWN if answer is None else answer_text(answer)
        return told, target, NONE_SHOWN
    told = day_text(said.latest) if said.latest else NONE_SHOWN
    return told, target, NONE_SHOWN


FEW = 5


def pace(
    indicator: Indicator, goal: Goal, figure: Fraction, done: int, left: int
) -> Pace | None:
    """What each remaining period must bring, and how many times the pace so far.

    Args:
        indicator: a total, or a ratio of a plan; others have no pace.
        goal: its target as numbers.
        figure: A(p), with nothing missing.
        done: periods gone, the one asked about with them.
        left: periods still to come.

    Returns:
        None where it says nothing: rates and states, a target reached, no period
        left, or fewer than five things counted in the first period.
    """
    if not _adds_up(indicator) or goal.less_is_better or goal.upper is not None:
        return None
    reached = figure > goal.at if goal.strict else figure >= goal.at
    too_few = done == 1 and _is_counted(indicator) and figure < FEW
    if left == 0 or reached or too_few:
        return None
    needed = (goal.at - figure) / left
    so_far = figure / done
    return Pace(needed, needed / so_far if so_far > 0 else None)


def _adds_up(indicator: Indicator) -> bool:
    if isinstance(indicator.trajectory, Hold):
        return False
    totals = {Measure.FLOW, Measure.RUNNING, Measure.REGISTER}
    return indicator.measure in totals or indicator.of is RatioOf.PLAN


def _is_counted(indicator: Indicator) -> bool:
    """Whether the figure counts things: no share, no money, nothing in parts."""
    is_money = money_scale(indicator.unit) is not None
    is_share = indicator.measure is Measure.RATIO
    return not (is_share or is_money or indicator.decimals)


def line_views(
    listed: Listing, cells: Mapping[str, Cells], period: Period
) -> dict[str, IndicatorView]:
    """Every line of the period, withdrawn ones as void (S0)."""
    plan = listed.plan
    return {
        key: _void(indicator_view(one, plan, period))
        if key in listed.withdrawn
        else indicator_view(one, plan, period)
        for key, one in cells.items()
    }


def _void(view: IndicatorView) -> IndicatorView:
    """A line that an amendment withdrew: what was reported stays, nothing is due."""
    return replace(
        view,
        verdict=Verdict(Status.VOID, "S0"),
        judgement=None,
        expected=None,
        percent=None,
        shown_expected=NONE_SHOWN,
        stale=False,
        coverage=Coverage(0, 0),
        pace=None,
        shares=(),
        cells=(),
    )


def indicator_in(
    versions: Versions, period: Period, facts: Facts, key: str
) -> IndicatorView | None:
    """One line of what `status_view` shows; None when the plan has no such line."""
    version = version_in_force(versions, period.ordinal, facts.as_of)
    periods = periods_of(version.plan)
    known = with_history(facts, versions, version)
    listed = listing(versions, version, known.as_of)
    one = listed.plan.indicator(key)
    if one is None:
        return None
    readings = by_indicator(known).get(key, {})
    cells = {key: cells_of(one, listed.plan, periods, known, readings)}
    return line_views(listed, cells, as_planned(period, periods))[key]


def as_planned(period: Period, among: tuple[Period, ...]) -> Period:
    """The period as the version in force has it."""
    return next((each for each in among if each.name == period.name), period)
