"""One indicator in one period: figure, verdict and what is printed beside it."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from cchc.core.facts.report import CellState
from cchc.core.facts.unit_cell import Heard
from cchc.core.plan.expected import expected, goal_of
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, Measure, Plan, RatioOf
from cchc.core.plan.targets.goal import Goal
from cchc.core.verdict.aggregate import NOTHING, total
from cchc.core.verdict.cells import REPORTED, UNKNOWN, Cells
from cchc.core.verdict.forecast import pace
from cchc.core.verdict.share import in_period, period_rate, shares, unit_cells
from cchc.core.verdict.verdict import judge
from cchc.core.verdict.verdict_input import Case
from cchc.core.verdict.view import Coverage, IndicatorView, Pace, Verdict
from cchc.core.verdict.yes_no import Answers, answers
from cchc.text.number_format import day_text, percent, printed, together

ANSWERED = frozenset({Measure.MILESTONE, Measure.YES})
ENTERING = frozenset(CellState) - {CellState.NOT_EXPECTED}
STATED = REPORTED | {CellState.UNAVAILABLE}
NOT_OWED = frozenset({CellState.NOT_EXPECTED, CellState.NOT_DUE})
NONE_SHOWN = "–"


def entering(cells: Cells, unit: str, upto: Period) -> tuple[Period, ...]:
    """The periods whose cells of a unit enter A(p): for states the last one.

    A running total rests on the last figure or the first gap, counted back from p:
    where nothing was added it stands on the cell before.
    """
    one, upto_now = cells.indicator, cells.upto(upto)
    if cells.is_running:
        return _rested_on(cells, unit, upto_now)
    latest = one.measure is Measure.LEVEL or one.of is RatioOf.LEVEL
    latest = latest or one.measure in ANSWERED
    return upto_now[-1:] if latest else upto_now


def _rested_on(
    cells: Cells, unit: str, among: tuple[Period, ...]
) -> tuple[Period, ...]:
    ends = UNKNOWN | {CellState.VALUE}
    at = (each for each in reversed(among) if cells.effective(unit, each) in ends)
    last = next(at, None)
    return among if last is None else among[last.ordinal - 1 :]


def _states(cells: Cells, upto: Period) -> Iterator[tuple[str, CellState, CellState]]:
    """Unit, state and state as arithmetic takes it of every cell that enters A(p)."""
    for unit in cells.units:
        for period in entering(cells, unit, upto):
            yield unit, cells.state(unit, period), cells.effective(unit, period)


def coverage(cells: Cells, upto: Period) -> Coverage:
    """The cells that enter A(p): reported, expected, and who leaves it open.

    A figure given where none was expected enters A(p), and so counts as both.
    """
    states = tuple(_states(cells, upto))
    counted = [(unit, state) for unit, state, _ in states if state not in NOT_OWED]
    silent = {unit for unit, state in counted if state is CellState.MISSING}
    unknown = {unit for unit, _, taken in states if taken in UNKNOWN}
    entered = {unit for unit, state, _ in states if state in ENTERING}
    return Coverage(
        reported=sum(state is not CellState.MISSING for _, state in counted),
        expected=len(counted),
        silent=tuple(unit for unit in cells.units if unit in silent),
        unknown=tuple(unit for unit in cells.units if unit in unknown),
        units=len(entered),
    )


def heard(cells: Cells, period: Period) -> Heard:
    """How much of the period itself is known, whatever was known before."""
    states = {cells.effective(unit, period) for unit in cells.units}
    known, unknown = states & REPORTED, states & UNKNOWN
    if not known:
        return Heard.NONE if unknown else Heard.NOT_DUE
    return Heard.PART if unknown else Heard.ALL


def case_of(cells: Cells, plan: Plan, period: Period) -> Case:
    """Everything the ladder looks at."""
    one = cells.indicator
    states = {state for _, state, _ in _states(cells, period)}
    answered = one.measure in ANSWERED
    due = one.target.deadline if one.target is not None else None
    return Case(
        indicator=one,
        total=NOTHING if answered else total(cells, period),
        answers=answers(cells, period) if answered else None,
        goal=goal_of(one),
        expectation=expected(one, plan, period, cells.periods),
        is_last=period.is_last,
        fin=period.is_last and cells.is_settled,
        unopened=_is_unopened(cells, period),
        reported=bool(states & STATED),
        valued=bool(states & REPORTED),
        awaited=CellState.UNAVAILABLE in states,
        unknown=bool(coverage(cells, period).unknown),
        date_passed=due is not None and cells.judged_on(period) > due,
    )


def _is_unopened(cells: Cells, period: Period) -> bool:
    """No cell of the period has a value, and its days have not passed."""
    now = {cells.state(unit, period) for unit in cells.units}
    return CellState.NOT_DUE in now and not now & (REPORTED | {CellState.MISSING})


def verdict_of(cells: Cells, plan: Plan, period: Period) -> Verdict:
    """The verdict alone."""
    return judge(case_of(cells, plan, period))


def indicator_view(cells: Cells, plan: Plan, period: Period) -> IndicatorView:
    """Figure, verdict and all that is printed beside them."""
    case = case_of(cells, plan, period)
    figure, one = case.total, cells.indicator
    due = case.expectation.value if case.expectation else None
    texts = _texts(case, figure.figure, due)
    return IndicatorView(
        indicator=one,
        verdict=judge(case),
        actual=figure.known,
        numerator=figure.numerator,
        denominator=figure.denominator,
        in_period=None if case.answers else in_period(cells, period, figure),
        expected=due,
        percent=of_target(case.goal, figure.known),
        shown=texts[0],
        shown_target=texts[1],
        shown_expected=texts[2],
        quality=figure.quality,
        stale=figure.known is None and figure.stale is not None,
        coverage=coverage(cells, period),
        previous_year=_previous_year(one, period),
        pace=_pace(cells, case, period),
        trend=tuple(total(cells, each).known for each in cells.upto(period)),
        shares=shares(cells, period),
        in_rate=period_rate(cells, period, figure),
        done=case.answers.latest if case.answers else None,
        answer=_answer(case.answers) if one.measure is Measure.YES else None,
        cells=unit_cells(cells, period),
        heard=tuple(heard(cells, each) for each in cells.upto(period)),
    )


def _answer(said: Answers | None) -> bool | None:
    """Yes when all have answered yes, no when one has not, None while unknown."""
    if said is None or (said.unknown and not said.not_done):
        return None
    if said.not_done:
        return False
    return True if said.done else None


def _pace(cells: Cells, case: Case, period: Period) -> Pace | None:
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
    case: Case, figure: Fraction | None, due: Fraction | None
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
    target = "có"
    if one.target is not None and one.target.deadline is not None:
        target = day_text(one.target.deadline)
    if one.measure is Measure.YES:
        answer = _answer(said)
        told = NONE_SHOWN if answer is None else "có" if answer else "không"
        return told, target, NONE_SHOWN
    told = day_text(said.latest) if said.latest else NONE_SHOWN
    return told, target, NONE_SHOWN
