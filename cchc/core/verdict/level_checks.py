"""Checks judged on sums over periods: the half-year, the year, of a unit or of all.

What holds of every report of one period need not hold of the year: a period may open
with another figure than the one before it closed with (DESIGN 3). Sums over units of
one period need no check of their own: each is a sum of reports that hold.
"""

from collections.abc import Mapping

from cchc.core.check.failure import Failure
from cchc.core.facts.report import CellState
from cchc.core.facts.succession import taken_over
from cchc.core.plan.check_rule import (
    Constant,
    Figure,
    FigureSide,
    Formula,
    Number,
    Operand,
    Product,
    Term,
    TermSum,
    UnitSum,
    exact_number,
    worth,
)
from cchc.core.plan.measure import Across, Measure, RatioOf
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.plan.rule_text import is_of_city, reporters
from cchc.core.verdict.by_totals import CellShape
from cchc.core.verdict.cells import UNKNOWN, Cells
from cchc.core.verdict.checking import JudgedRule, judged_rules
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.sums import period_sums

Printed = dict[tuple[Figure, tuple[str, ...]], Number | None]
COUNTED = frozenset({Measure.FLOW, Measure.LEVEL, Measure.RATIO})
SIDES = frozenset({FigureSide.NUMERATOR, FigureSide.DENOMINATOR})


def sum_failures(
    plan: Plan,
    cells: Mapping[str, Cells],
    upto: Period,
    lines: Mapping[str, IndicatorView] | None = None,
    *,
    of_units: bool = False,
) -> tuple[Failure, ...]:
    """The checks that do not hold of what is printed for all periods up to one.

    `of_units`: of each unit by itself, else of all together. A sum with a gap in it is
    not judged. `lines` are the indicators that were judged in that period already.
    """
    if upto.ordinal == 1:
        return ()
    printed: Printed = {}
    ended = taken_over(plan.members, upto)
    failures = []
    for rule in judged_rules(plan):
        if not _is_lifted(plan, rule.formula):
            continue
        for unit in rule.units if of_units else (None,):
            # a unit with what the ended ones did that it goes on from
            units = () if unit is None else (unit, *ended.get(unit, ()))
            failures.append(
                _sum_failure(cells, rule, units, upto, printed, lines or {})
            )
    return tuple(failure for failure in failures if failure is not None)


def _is_lifted(plan: Plan, formula: Formula) -> bool:
    """Whether it is asked of sums too: of figures that the same units add up.

    Not what compares with another period, nor what has a number by itself in it.
    """
    is_linear = _is_linear(formula.left) and _is_linear(formula.right)
    if is_of_city(formula) or not (formula.compare.is_kept_by_sums and is_linear):
        return False
    for figure in _figures(formula):
        line = plan.indicator(figure.key)
        is_sum = line is not None and line.across in {Across.SUM, Across.POOL}
        if line is None or not is_sum or line.measure not in COUNTED:
            return False
        is_rate = line.measure is Measure.RATIO
        is_side = (figure.side in SIDES) is is_rate and line.of is not RatioOf.PLAN
        if figure.when is not None or not is_side:
            return False
    reporting = {frozenset(reporters(plan, figure.key)) for figure in _figures(formula)}
    return len(reporting) == 1


def _figures(formula: Formula) -> tuple[Figure, ...]:
    return tuple(part for part in formula.operands if isinstance(part, Figure))


def _is_linear(term: Term) -> bool:
    """Whether a term is of figures alone, each at most multiplied by a number."""
    match term:
        case Figure():
            return True
        case Constant() | UnitSum():
            return False
        case Product(factors):
            others = [part for part in factors if not isinstance(part, Constant)]
            return len(others) == 1 and _is_linear(others[0])
        case TermSum(parts):
            return all(_is_linear(part) for _, part in parts)


def _sum_failure(
    cells: Mapping[str, Cells],
    judged: JudgedRule,
    units: tuple[str, ...],
    upto: Period,
    printed: Printed,
    lines: Mapping[str, IndicatorView],
) -> Failure | None:
    """The failure of one rule for the first of some units, else for the whole.

    `printed` keeps the figures that several rules read.
    """
    formula, figures = judged.formula, dict[Operand, Number]()
    owners: frozenset[str] = frozenset()
    for figure in _figures(formula):
        line = cells[figure.key].of_units(units) if units else cells[figure.key]
        key = (figure, units)
        if key not in printed:
            printed[key] = _printed_value(line, figure, upto, lines.get(figure.key))
        value = printed[key]
        if value is None:
            return None
        figures[figure] = value
        owners = frozenset(line.units)
    left, right = worth(formula.left, figures), worth(formula.right, figures)
    if formula.compare.holds(left, right):
        return None
    whom = units[0] if units else None
    since = cells[_figures(formula)[0].key].periods[0]
    rule = judged.rule
    return Failure(rule, formula, whom, upto, owners, (), figures, since=since)


def _printed_value(
    cells: Cells, figure: Figure, upto: Period, line: IndicatorView | None
) -> Number | None:
    """A(p) of a line, or one side of it; None where it is not whole."""
    if not _is_whole(cells, upto):
        return None
    is_below = figure.side is FigureSide.DENOMINATOR
    judgement = (
        None if line is None or line.parts.cells is not cells else line.judgement
    )
    if judgement is None:
        part = period_sums(cells, upto)[-1]
        value = part.weight if is_below else part.value
        return exact_number(value) if part.is_known else None
    total = judgement.case.total
    sides = {
        FigureSide.NUMERATOR: total.numerator,
        FigureSide.DENOMINATOR: total.denominator,
    }
    known = sides.get(figure.side, total.known)
    return None if known is None else exact_number(known)


def _is_whole(cells: Cells, upto: Period) -> bool:
    """Whether all that enters A(p) was reported, by units that were asked all along."""
    first = upto.ordinal - 1 if cells.is_state else 0
    for shape in cells.shapes:
        entering = shape.effective[first : upto.ordinal]
        is_closed = CellState.CLOSED in shape.states[first : upto.ordinal]
        if is_closed or not UNKNOWN.isdisjoint(entering):
            return False
        if not cells.indicator.is_opening and _has_hole(shape, upto):
            return False
    return True


def _has_hole(shape: CellShape, upto: Period) -> bool:
    """Whether a unit was not asked in between, so that nobody knows what it did."""
    began = False
    for state, has_ended in zip(
        shape.states[: upto.ordinal], shape.ended, strict=False
    ):
        is_asked = state is not CellState.NOT_EXPECTED
        if began and not is_asked and not has_ended:
            return True
        began = began or is_asked
    return False
