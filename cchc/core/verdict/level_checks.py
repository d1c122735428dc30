"""Checks judged on sums over periods: the half-year, the year, of a unit or of all.

What holds of every report of one period need not hold of the year: a period may open
with another figure than the one before it closed with (DESIGN 3). Sums over units of
one period need no check of their own: each is a sum of reports that hold.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from cchc.core.check.failure import Failure
from cchc.core.check.rules import is_of_city, judged_units, reporters, slips
from cchc.core.facts.report import CellState
from cchc.core.facts.succession import taken_over
from cchc.core.plan.check_rule import CheckRule
from cchc.core.plan.formula import (
    Constant,
    Figure,
    FigureSide,
    Formula,
    Operand,
    Product,
    Term,
    TermSum,
    UnitSum,
    operands,
)
from cchc.core.plan.measure import Across, Measure, RatioOf
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, Plan
from cchc.core.plan.rule_text import parse_rule
from cchc.core.verdict.aggregate import figures_of
from cchc.core.verdict.cells import Cells

Printed = dict[tuple[Figure, str | None], Fraction | None]
COUNTED = frozenset({Measure.FLOW, Measure.LEVEL, Measure.RATIO})
SIDES = frozenset({FigureSide.NUMERATOR, FigureSide.DENOMINATOR})


def sum_failures(
    plan: Plan, cells: Mapping[str, Cells], upto: Period, *, of_units: bool = False
) -> tuple[Failure, ...]:
    """The checks that do not hold of what is printed for all periods up to one.

    `of_units`: of each unit by itself, else of all together. A sum with a gap in it is
    not judged.
    """
    if upto.ordinal == 1:
        return ()
    printed: Printed = {}
    judged = (
        _sum_failure(cells, rule, formula, unit, upto, printed)
        for rule, formula in _lifted_rules(plan)
        for unit in (judged_units(plan, formula) if of_units else (None,))
    )
    return tuple(failure for failure in judged if failure is not None)


def _lifted_rules(plan: Plan) -> Iterator[tuple[CheckRule, Formula]]:
    """The rules that are asked of sums too: sums of figures that the same units add up.

    Not what compares with another period, nor what has a number by itself in it.
    """
    ids = frozenset(line.id for line in plan.all_indicators)
    for rule in plan.all_checks:
        formula = parse_rule(rule.rule, ids)
        if not isinstance(formula, Formula) or any(slips(plan, formula)):
            continue
        is_linear = _is_linear(formula.left) and _is_linear(formula.right)
        if is_of_city(formula) or not (formula.compare.is_kept_by_sums and is_linear):
            continue
        figures = _figures(formula)
        lines = [plan.indicator(figure.key) for figure in figures]
        reporting = {frozenset(reporters(plan, figure.key)) for figure in figures}
        pairs = zip(lines, figures, strict=True)
        if len(reporting) == 1 and all(line and _adds_up(line, f) for line, f in pairs):
            yield rule, formula


def _figures(formula: Formula) -> tuple[Figure, ...]:
    return tuple(part for part in operands(formula) if isinstance(part, Figure))


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


def _adds_up(line: Indicator, figure: Figure) -> bool:
    """Whether the figure of the whole is the sum of its units', of this period."""
    is_rate = line.measure is Measure.RATIO
    is_side = (figure.side in SIDES) == is_rate and line.of is not RatioOf.PLAN
    is_sum = line.across in {Across.SUM, Across.POOL} and line.measure in COUNTED
    return figure.when is None and is_side and is_sum


def _sum_failure(
    cells: Mapping[str, Cells],
    rule: CheckRule,
    formula: Formula,
    unit: str | None,
    upto: Period,
    printed: Printed,
) -> Failure | None:
    """The failure of one rule; `printed` keeps the figures that several rules read."""
    figures: dict[Operand, Fraction] = {}
    owners: frozenset[str] = frozenset()
    for figure in _figures(formula):
        line = cells[figure.key]
        own = line
        if unit is not None:  # with what the ended units did that it goes on from
            own = line.of_units((unit, *taken_over(line.members, upto).get(unit, ())))
        key = (figure, unit)
        if key not in printed:
            printed[key] = _printed_value(own, figure, upto)
        value = printed[key]
        if value is None:
            return None
        figures[figure] = value
        owners = frozenset(own.units)
    since = cells[_figures(formula)[0].key].periods[0]
    failure = Failure(rule, formula, unit, upto, owners, (), figures, since=since)
    return None if formula.compare.holds(failure.left, failure.right) else failure


def _printed_value(cells: Cells, figure: Figure, upto: Period) -> Fraction | None:
    """A(p) of a line, or one side of it; None where it is not whole."""
    if not cells.indicator.is_opening and _has_hole(cells, upto):
        return None
    figures = figures_of(cells, upto)
    total, cover = figures.now, figures.entering.coverage
    if cover.unknown or cover.closed:
        return None
    sides = {
        FigureSide.NUMERATOR: total.numerator,
        FigureSide.DENOMINATOR: total.denominator,
    }
    value = sides.get(figure.side, total.known)
    return None if value is None else Fraction(value)


def _has_hole(cells: Cells, upto: Period) -> bool:
    """Whether a unit was not asked in between, so that nobody knows what it did."""
    for shape in cells.shapes:
        began = False
        for state, has_ended in zip(
            shape.states[: upto.ordinal], shape.ended, strict=False
        ):
            is_asked = state is not CellState.NOT_EXPECTED
            if began and not is_asked and not has_ended:
                return True
            began = began or is_asked
    return False
