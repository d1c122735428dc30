"""One indicator in one period: figure, verdict and what is printed beside it."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from cchc.core.facts.report import Quality, ReportedExtent, UnitCell
from cchc.core.plan.measure import Across, Measure
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, Plan
from cchc.core.verdict.aggregate import figures_of
from cchc.core.verdict.cells import Cells
from cchc.core.verdict.coverage import Answers, Coverage, heard
from cchc.core.verdict.judging import EachUnit, LastOfUnit, PastVerdict, judgement_of
from cchc.core.verdict.share import PastCells, UnitParts, UnitShare
from cchc.core.verdict.statuses import Status
from cchc.core.verdict.verdict import Judgement
from cchc.core.verdict.verdict_rules import Bound, Verdict, VerdictInput, bound_of
from cchc.text.closed_list import StrEnum
from cchc.text.day import short
from cchc.text.number import decimals_of, is_money
from cchc.text.number_format import answer_text, format_figure, percent, together
from cchc.text.record import Record, replace


class Pace(Record):
    """What is needed in each period left, in the unit that is counted (8).

    `multiple`: what is left against what the path leaves; None where it leaves
    nothing. 1 is as planned.
    """

    per_period: Fraction
    multiple: Fraction | None


class PreviousSource(StrEnum):
    """Who says the figure of a year before: the plan in force, or the ledger."""

    PLAN = "plan"
    LEDGER = "ledger"


class PreviousGap(StrEnum):
    """Why an earlier year of the ledger has no figure to stand beside this one."""

    LINE = "line"
    CHANGED = "changed"
    SPAN = "span"
    FIGURE = "figure"


class PreviousYear(Record):
    """The figure of the same period of an earlier year, and where it stands.

    `value` is as `actual` is; `done` and `answer` are of what is answered, `of` how
    many units were held to a promise for every unit. `decimals` is how it was typed;
    `in_ledger` the ledger's figure where the plan has another. `coverage` are the
    units known and expected then. Without a figure `gap` says why.
    """

    year: int
    source: PreviousSource | None = None
    value: Fraction | None = None
    decimals: int | None = None
    done: date | None = None
    answer: bool | None = None
    of: int | None = None
    in_ledger: Fraction | None = None
    coverage: Coverage | None = None
    gap: PreviousGap | None = None

    @property
    def is_known(self) -> bool:
        """Whether there is anything to print."""
        return (
            self.value is not None or self.done is not None or (self.answer is not None)
        )


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
    not due yet. `previous` tells of the same period a year before, `years`, where
    they are asked for, of every year of the ledger that has a figure, this one the
    last. `bound` is what it would take for an open row to turn.
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
    previous: PreviousYear | None
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
    children: "tuple[IndicatorView, ...]" = ()
    each: EachUnit | None = None
    pooled: "IndicatorView | None" = None
    years: tuple[PreviousYear, ...] = ()

    @property
    def previous_year(self) -> Fraction | None:
        """The figure of the same period a year before, where there is one."""
        return None if self.previous is None else self.previous.value

    @property
    def last_judged(self) -> PastVerdict:
        """Its own verdict, or the last one where it is not due (7)."""
        return self.last or PastVerdict(self.parts.period, self.verdict)

    @property
    def standing_verdict(self) -> Verdict:
        """The verdict that lasts, whatever period it is of (7)."""
        return self.last_judged.verdict

    @property
    def shown_decimals(self) -> int:
        """With how many decimals the figure is printed, as those beside it are."""
        return len(self.shown.partition(",")[2].rstrip("%"))

    @property
    def shares(self) -> tuple[UnitShare, ...]:
        """What each unit was allotted and did."""
        return self.parts.shares

    @property
    def cells(self) -> tuple[UnitCell, ...]:
        """The period's cells of the units that report it."""
        return self.parts.unit_cells


NONE_SHOWN = "–"


def indicator_view(
    cells: Cells, plan: Plan, period: Period, last_of: LastOfUnit | None = None
) -> IndicatorView:
    """One line in one period: figure, verdict and all that is printed beside them."""
    view = _view_of_whole(cells, plan, period)
    if cells.indicator.each is None:
        return view
    each = EachUnit(cells, plan, period, last_of)
    count, total = len(each.units_reaching), len(each.units)
    has_figures = bool(each.units_reaching or each.short)
    return replace(
        view,
        verdict=each.verdict,
        actual=Fraction(count) if has_figures else None,
        numerator=None,
        denominator=None,
        in_period=None,
        in_rate=None,
        previous=None,
        shown=f"{count}/{total}" if has_figures else NONE_SHOWN,
        shown_target=f"{each.units_needed}/{total}",
        trend=each.trend,
        judgement=None,
        done=None,
        answer=None,
        bound=None,
        each=each,
        pooled=view if cells.indicator.across is not Across.LEAD else None,
    )


def unit_view(
    each: EachUnit, unit: str, past: PastCells | None = None
) -> IndicatorView:
    """The line as it is for one unit alone: its figure, target and verdict.

    What is typed of a year before is of the whole, and no unit's; `past` are the cells
    of that year, if the ledger has them.
    """
    view = _view_of_whole(each.cells_of(unit), each.plan, each.period)
    previous = None
    if past is not None:
        value = past.figure_of(unit, each.cells.members, each.period)
        gap = PreviousGap.FIGURE if value is None else None
        source = None if value is None else PreviousSource.LEDGER
        previous = PreviousYear(past.period.year, source, value, gap=gap)
    view = replace(view, previous=previous)
    if view.verdict.status is not Status.NOT_DUE or each.last_of is None:
        return view
    return replace(view, last=each.last_of(unit))


def _view_of_whole(cells: Cells, plan: Plan, period: Period) -> IndicatorView:
    """The line with the figure of all its units together."""
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
        percent=_percent(case),
        shown=shown,
        shown_target=shown_target,
        shown_expected=shown_expected,
        quality=figure.quality,
        stale=figure.is_old or (figure.known is None and figure.stale is not None),
        coverage=cover,
        previous=typed_previous(indicator, period),
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


def typed_previous(indicator: Indicator, period: Period) -> PreviousYear | None:
    """What the plan says of the same day last year: counts added up, states as told."""
    past, year = indicator.previous_year[: period.ordinal], period.year - 1
    # a gap in last year's periods leaves their sum unknown: missing is never 0 (1)
    known = [value for value in past if value is not None]
    if len(past) < period.ordinal:
        return None
    if indicator.measure not in {Measure.FLOW, Measure.REGISTER}:
        value = past[-1]
    else:
        value = sum(known, Decimal(0)) if len(known) == len(past) else None
    return None if value is None else typed_figure(value, year)


def typed_figure(value: Decimal, year: int) -> PreviousYear:
    """The figure of a year before that the plan gives."""
    digits = decimals_of(value)
    return PreviousYear(year, PreviousSource.PLAN, Fraction(value), digits)


def _percent(case: VerdictInput) -> Decimal | None:
    """Percent of the target (SEMANTICS 5); None for kinds that have none.

    A year that has only begun is no decrease achieved, of what adds up over it.
    """
    goal, figure = case.goal, case.total.known
    if goal is None or figure is None:
        return None
    is_fall = goal.less_is_better and case.indicator.adds_up
    share = goal.percent_of(figure) if case.is_last or not is_fall else None
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
    if indicator.measure is Measure.GRADE:
        first, second, third = (
            ((None if place is None else indicator.grade(place)) or NONE_SHOWN)
            for place in (figure, *numbers)
        )
        return first, second, third
    if figure is None:
        texts = [NONE_SHOWN, *(format_figure(n, indicator.decimals) for n in beside)]
    else:
        texts = [*together(figure, beside, indicator.decimals)]
    if indicator.is_rate:
        texts = [text if text == NONE_SHOWN else f"{text}%" for text in texts]
    target = texts[1] if goal else NONE_SHOWN
    return texts[0], target, texts[-1] if due is not None else NONE_SHOWN


def _answer_texts(answers: Answers, indicator: Indicator) -> tuple[str, str]:
    """Answer and target of a milestone or a yes, as printed."""
    deadline, answer = indicator.deadline, answers.all_done
    yes = answer_text(True) if indicator.is_assigned else NONE_SHOWN  # noqa: FBT003
    target = yes if deadline is None else short(deadline)
    if indicator.measure is not Measure.YES:
        return short(answers.latest) if answers.latest else NONE_SHOWN, target
    return NONE_SHOWN if answer is None else answer_text(answer), target


FEW = 5


def needed_pace(case: VerdictInput, left: int) -> Pace | None:
    """What each remaining period must bring, and how that is against the path.

    None where it says nothing (SEMANTICS 8): figures missing, rates and states, a
    target reached, no period left, fewer than five things in the first period.
    """
    indicator, goal, figure = case.indicator, case.goal, case.total.known
    if goal is None or figure is None or case.unknown or not goal.wants_more:
        return None
    if not indicator.adds_up or indicator.is_held:
        return None
    is_rate = indicator.measure is Measure.RATIO
    is_money_or_rate = is_rate or is_money(indicator.unit, case.money)
    is_counted = not (is_money_or_rate or indicator.decimals)
    too_few = case.is_first and is_counted and figure < FEW
    if left == 0 or goal.is_reached(figure) or too_few:
        return None
    needed, due = goal.at - figure, case.expectation
    planned = goal.at - due.value if due is not None else Fraction(0)
    multiple = needed / planned if planned > 0 else None
    return Pace(indicator.in_amount(needed) / left, multiple)
