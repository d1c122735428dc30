"""Checks judged: every rule of a plan against the figures that are known.

A rule of one unit is judged for each unit that reports all of its indicators, in
each period; a rule with a `sum` once for the city in each period. Missing is never
zero unless the plan says so; zero and "nothing occurred" are never missing.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from cchc.core.check.failure import Failure, UsedCell
from cchc.core.facts.report import CellState, Facts
from cchc.core.facts.succession import taken_over
from cchc.core.plan.check_rule import (
    PREVIOUS,
    YEAR,
    CheckRule,
    Figure,
    FigureSide,
    Formula,
    MissingPolicy,
    Number,
    Operand,
    exact_number,
    figure_in,
    worth,
)
from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.plan.rule_text import (
    answering,
    is_of_city,
    judged_units,
    parse_rule,
    reporters,
    slips,
)
from cchc.core.verdict.cells import REPORTED, Cells, cells_in
from cchc.text.record import Record

HUNDRED = 100


class JudgedRule(Record):
    """A check that can be counted, and the units it is judged for; None: the city."""

    rule: CheckRule
    formula: Formula
    units: tuple[str | None, ...]

    @property
    def keys(self) -> Iterator[str]:
        """The indicators that it reads."""
        return (figure_in(operand).key for operand in self.formula.operands)


class OperandFigure(Record):
    """What an operand comes to, and the cells that it was read from."""

    used: tuple[UsedCell, ...]
    value: Number


def failures(
    plan: Plan,
    facts: Facts,
    periods: tuple[Period, ...],
    among: Iterable[Period],
    unit: str | None = None,
    among_rules: Iterable[CheckRule] | None = None,
) -> tuple[Failure, ...]:
    """All checks, or some rules, that do not hold in some periods of the plan.

    Of the rules of one unit those of `unit` alone, where it is given.
    """
    rules = judged_rules(plan, unit, among_rules)
    if not rules:
        return ()
    read = {key for rule in rules for key in rule.keys}
    return failures_in(plan, cells_in(plan, periods, facts, read), rules, among)


def judged_rules(
    plan: Plan, unit: str | None = None, among_rules: Iterable[CheckRule] | None = None
) -> tuple[JudgedRule, ...]:
    """The rules of a plan that `failures` judges; arguments as there.

    A plan applied long ago may hold rules that mean nothing.
    """
    ids = frozenset(indicator.id for indicator in plan.all_indicators)
    judged = []
    for rule in plan.all_checks if among_rules is None else among_rules:
        formula = parse_rule(rule.rule, ids)
        if not isinstance(formula, Formula) or any(slips(plan, formula)):
            continue
        keys = {figure_in(operand).key for operand in formula.operands}
        units: tuple[str | None, ...] = (unit,)
        if is_of_city(formula):
            units = (None,)
        elif unit is None:
            units = judged_units(plan, formula)
        elif not all(unit in reporters(plan, key) for key in keys):
            units = ()
        judged.append(JudgedRule(rule, formula, units))
    return tuple(judged)


def failures_in(
    plan: Plan,
    cells: Mapping[str, Cells],
    rules: Iterable[JudgedRule],
    among: Iterable[Period],
) -> tuple[Failure, ...]:
    """The same of cells that are there already."""
    judged = (
        _failure(plan, cells, rule, unit, period)
        for period in among
        for rule in rules
        for unit in rule.units
    )
    return tuple(failure for failure in judged if failure is not None)


def _failure(
    plan: Plan,
    cells: Mapping[str, Cells],
    judged: JudgedRule,
    unit: str | None,
    period: Period,
) -> Failure | None:
    """The failure of a rule for a unit (None: the city) in a period, if any."""
    rule, formula = judged.rule, judged.formula
    used: list[UsedCell] = []
    figures: dict[Operand, Number] = {}
    owners = set() if unit is None else {unit}
    for operand in formula.operands:
        figure = figure_in(operand)
        units = answering(plan, operand) if unit is None else (unit,)
        # for these units together, without those that have no such cell
        by_unit = (_unit_figure(cells[figure.key], figure, u, period) for u in units)
        read = [own for own in by_unit if own is not None]
        if not read:
            return None
        used += (cell for own in read for cell in own.used)
        figures[operand] = sum(own.value for own in read)
        if unit is None and isinstance(operand, Figure):
            owners |= set(units)
    gaps = tuple(cell for cell in used if cell.value is None)
    # with gaps never by default, nor where not one figure is there, nor while a missing
    # one may still come in time
    is_allowed = rule.missing in (MissingPolicy.ZERO, MissingPolicy.FAIL)
    is_over = all(cell.state is not CellState.NOT_DUE for cell in gaps)
    if gaps and not (is_allowed and is_over and len(gaps) < len(used)):
        return None
    fails = bool(gaps) and rule.missing == MissingPolicy.FAIL
    left, right = worth(formula.left, figures), worth(formula.right, figures)
    if not fails and formula.compare.holds(left, right):
        return None
    read_cells = (tuple(used), figures, gaps if fails else ())
    return Failure(rule, formula, unit, period, frozenset(owners), *read_cells)


def _unit_figure(
    cells: Cells, figure: Figure, unit: str, period: Period
) -> OperandFigure | None:
    """A figure of one unit; a ratio in percent."""
    is_ratio = cells.indicator.measure is Measure.RATIO
    if not is_ratio or figure.side is not FigureSide.FIGURE:
        return _added_up(cells, figure, unit, period, figure.side)
    numerator = _added_up(cells, figure, unit, period, FigureSide.NUMERATOR)
    denominator = _added_up(cells, figure, unit, period, FigureSide.DENOMINATOR)
    if numerator is None or denominator is None:
        return None
    used = (*numerator.used, *denominator.used)
    if any(cell.value is None for cell in used):
        return OperandFigure(used, 0)
    if not denominator.value:
        return None
    rate = Fraction(HUNDRED * numerator.value) / denominator.value
    return OperandFigure(used, rate)


def _added_up(
    cells: Cells, figure: Figure, unit: str, period: Period, side: FigureSide
) -> OperandFigure | None:
    """One number of a unit, over the year where that is asked for."""
    used: list[UsedCell] = []
    goes_on = figure.when == PREVIOUS and cells.is_state
    ended = taken_over(cells.members, period).get(unit, ()) if goes_on else ()
    for covered in _periods_covered(cells, figure, period, side):
        # a unit goes on from the last state of those that ended since, too
        gone = taken_over(cells.members, covered).get(unit, ()) if ended else ()
        for owner in (unit, *(key for key in ended if key not in gone)):
            cell = used_cell(cells, owner, covered, side)
            used += () if cell is None else (cell,)
    if not used:
        return None
    return OperandFigure(tuple(used), sum(cell.value or 0 for cell in used))


def _periods_covered(
    cells: Cells, figure: Figure, period: Period, side: FigureSide
) -> tuple[Period, ...]:
    """The periods that a figure covers; none where they are not there yet."""
    # the amount of the plan is one for the year: it is not added up (3)
    is_amount = side is FigureSide.DENOMINATOR and cells.indicator.of is RatioOf.PLAN
    if figure.when is None or (figure.when == YEAR and is_amount):
        return (period,)
    past = cells.upto(period)
    if figure.when == YEAR:
        return past
    if figure.when == PREVIOUS:
        return past[-2:-1]
    return tuple(covered for covered in past if covered.name == figure.when)


def used_cell(
    cells: Cells, unit: str, period: Period, side: FigureSide
) -> UsedCell | None:
    """One cell as a check reads it; None where the unit owes no such figure."""
    state = cells.states(unit)[period.ordinal - 1]
    if state is CellState.NOT_EXPECTED:
        return None
    if (
        state is CellState.NOT_DUE
        and (unit, period.name) in cells.ground.facts.submissions_by_report
    ):
        state = CellState.MISSING
    key = (cells.indicator.id, unit, period.name)
    value = _value(cells, unit, period, side) if state in REPORTED else None
    return UsedCell(key, side, value, state)


def _value(cells: Cells, unit: str, period: Period, side: FigureSide) -> Number | None:
    """The exact number of a cell that was reported; "nothing occurred" is 0."""
    if side is FigureSide.ROWS:
        keys = {
            item.key
            for item in cells.items
            if item.unit == unit and item.period == period.name
        }
        return len(keys)
    amount = cells.indicator.amount
    if side is FigureSide.DENOMINATOR and cells.indicator.of is RatioOf.PLAN:
        return None if amount is None else exact_number(amount.value)
    reading = cells.reading(unit, period)
    if cells.is_running and cells.state(unit, period) is CellState.NIL:
        # nothing new to a running total leaves it where it was (1)
        if period.ordinal == 1:
            return 0
        before = used_cell(cells, unit, cells.periods[period.ordinal - 2], side)
        return 0 if before is None else before.value
    if reading is None:
        return 0
    number = reading.denominator if side is FigureSide.DENOMINATOR else reading.number
    return exact_number(number) if number else 0
