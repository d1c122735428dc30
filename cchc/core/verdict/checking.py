"""Checks judged: every rule of a plan against the figures that are known.

A rule of one unit is judged for each unit that reports all of its indicators, in
each period; a rule with a `sum` once for the city in each period. Missing is never
zero unless the plan says so; zero and "nothing occurred" are never missing.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from cchc.core.check.rules import answering, is_of_city, judged_units, reporters, slips
from cchc.core.facts.report import CellKey, CellState, Facts
from cchc.core.plan.formula import (
    PREVIOUS,
    YEAR,
    Figure,
    Formula,
    Operand,
    Side,
    figure_in,
    operands,
    worth,
)
from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.period import Period
from cchc.core.plan.plan import (
    CheckRule,
    Missing,
    Plan,
)
from cchc.core.plan.rule_text import parsed
from cchc.core.verdict.cells import REPORTED, Cells, by_indicator, cells_of
from cchc.text.record import Record

ZERO = Fraction(0)


class Used(Record):
    """One cell that a check reads; `value` is None where there is no figure."""

    cell: CellKey
    side: Side
    value: Fraction | None
    state: CellState


def used_cell(cells: Cells, unit: str, period: Period, side: Side) -> Used | None:
    """One cell as a check reads it; None where the unit owes no such figure."""
    state = cells.state(unit, period)
    if state is CellState.NOT_EXPECTED:
        return None
    if state is CellState.NOT_DUE and (unit, period.name) in cells.submitted:
        state = CellState.MISSING
    key = (cells.indicator.id, unit, period.name)
    value = _value(cells, unit, period, side) if state in REPORTED else None
    return Used(key, side, value, state)


def _value(cells: Cells, unit: str, period: Period, side: Side) -> Fraction | None:
    """The exact number of a cell that was reported; "nothing occurred" is 0.

    Nothing new to a running total leaves it where it was.
    """
    if side is Side.ROWS:
        mine = (each for each in cells.items if each.unit == unit)
        return Fraction(len({e.key for e in mine if e.period == period.name}))
    amount = cells.indicator.amount
    if side is Side.DENOMINATOR and cells.indicator.of is RatioOf.PLAN:
        return None if amount is None else Fraction(amount.value)
    reading = cells.reading(unit, period)
    if cells.is_running and cells.state(unit, period) is CellState.NIL:
        return _before(cells, unit, period, side)
    if reading is None:
        return ZERO
    number = reading.denominator if side is Side.DENOMINATOR else reading.number
    return ZERO if number is None else Fraction(number)


def _before(cells: Cells, unit: str, period: Period, side: Side) -> Fraction | None:
    """A running total as it stood before; None where that is not known."""
    if period.ordinal == 1:
        return ZERO
    last = used_cell(cells, unit, cells.periods[period.ordinal - 2], side)
    return ZERO if last is None else last.value


HUNDRED = Fraction(100)


class Failure(Record):
    """A check that does not hold: for whom, when, with which figures.

    `unit` is None for a rule of the city. `owners` are the units whose own figures
    stand against the rest: whoever can mend it in one report. With `gaps` nothing
    was counted: figures are missing and the plan does not allow that.
    """

    rule: CheckRule
    formula: Formula
    unit: str | None
    period: Period
    owners: frozenset[str]
    used: tuple[Used, ...]
    figures: Mapping[Operand, Fraction]
    gaps: tuple[Used, ...] = ()

    @property
    def left(self) -> Fraction:
        return worth(self.formula.left, self.figures)

    @property
    def right(self) -> Fraction:
        return worth(self.formula.right, self.figures)

    @property
    def is_error(self) -> bool:
        return self.rule.severity == "error"


class Look(Record):
    """What an operand is; `absent`: it cannot be asked for here, judge nothing."""

    used: tuple[Used, ...] = ()
    value: Fraction = ZERO
    absent: bool = False


NOTHING = Look(absent=True)


def failures(
    plan: Plan,
    facts: Facts,
    periods: tuple[Period, ...],
    among: Iterable[Period],
    unit: str | None = None,
) -> tuple[Failure, ...]:
    """All checks that do not hold in some periods of the plan.

    Args:
        plan: the version in force.
        facts: what is known.
        periods: all periods of the plan.
        among: those to judge.
        unit: of the rules of one unit, only those of this one; None: of all.
    """
    read = tuple(_sound(plan))
    if not read:
        return ()
    cells = _cells(plan, facts, periods, [formula for _, formula in read])
    judge = Judge(plan, periods, cells)
    asked = [(*each, _whom(plan, each[1], unit)) for each in read]
    found = (
        judge.judged(rule, formula, who, period)
        for period in among
        for rule, formula, units in asked
        for who in units
    )
    return tuple(each for each in found if each is not None)


def _sound(plan: Plan) -> Iterator[tuple[CheckRule, Formula]]:
    """The rules that mean something; a plan applied long ago may hold others."""
    ids = frozenset(each.id for each in plan.all_indicators)
    for rule in plan.checks:
        formula = parsed(rule.rule, ids)
        if isinstance(formula, Formula) and not any(slips(plan, formula)):
            yield rule, formula


def _cells(
    plan: Plan, facts: Facts, periods: tuple[Period, ...], among: Iterable[Formula]
) -> Mapping[str, Cells]:
    """The cells of the indicators that the rules read."""
    keys = {figure_in(each).key for one in among for each in operands(one)}
    readings = by_indicator(facts)
    return {
        one.id: cells_of(one, plan, periods, facts, readings.get(one.id, {}))
        for one in plan.all_indicators
        if one.id in keys
    }


def _whom(plan: Plan, formula: Formula, unit: str | None) -> tuple[str | None, ...]:
    if is_of_city(formula):
        return (None,)
    if unit is None:
        return judged_units(plan, formula)
    keys = {figure_in(each).key for each in operands(formula)}
    return (unit,) if all(unit in reporters(plan, key) for key in keys) else ()


class Judge:
    """Reads cells for rules; holds nothing that changes."""

    def __init__(
        self, plan: Plan, periods: tuple[Period, ...], cells: Mapping[str, Cells]
    ) -> None:
        self.plan = plan
        self.periods = periods
        self.cells = cells

    def judged(
        self, rule: CheckRule, formula: Formula, unit: str | None, period: Period
    ) -> Failure | None:
        """The failure of a rule for a unit (None: the city) in a period, if any."""
        looks: dict[Operand, Look] = {}
        for each in operands(formula):
            looks[each] = self.look(each, self._units(each, unit), period)
            if looks[each].absent:
                return None
        used = tuple(one for look in looks.values() for one in look.used)
        figures = {operand: look.value for operand, look in looks.items()}
        gaps = tuple(one for one in used if one.value is None)
        if gaps and not _matters(rule, used, gaps):
            return None
        fails = bool(gaps) and rule.missing == Missing.FAIL
        if not fails and _holds(formula, figures):
            return None
        owners = self._owners(formula, unit)
        short = gaps if fails else ()
        return Failure(rule, formula, unit, period, owners, used, figures, short)

    def _units(self, operand: Operand, unit: str | None) -> tuple[str, ...]:
        return answering(self.plan, operand) if unit is None else (unit,)

    def _owners(self, formula: Formula, unit: str | None) -> frozenset[str]:
        if unit is not None:
            return frozenset({unit})
        alone = (each for each in operands(formula) if isinstance(each, Figure))
        return frozenset(who for each in alone for who in answering(self.plan, each))

    def look(self, operand: Operand, units: Iterable[str], period: Period) -> Look:
        """The operand for these units together; units without such a cell left out."""
        one = figure_in(operand)
        looks = [self._of_unit(one, unit, period) for unit in units]
        there = [each for each in looks if not each.absent]
        if not there:
            return NOTHING
        used = tuple(each for look in there for each in look.used)
        return Look(used, _total([each.value for each in there]))

    def _of_unit(self, one: Figure, unit: str, period: Period) -> Look:
        cells = self.cells[one.key]
        if cells.indicator.measure is not Measure.RATIO or one.side is not Side.FIGURE:
            return self._added(cells, one, unit, period, one.side)
        top = self._added(cells, one, unit, period, Side.NUMERATOR)
        whole = self._added(cells, one, unit, period, Side.DENOMINATOR)
        if top.absent or whole.absent:
            return NOTHING
        used = (*top.used, *whole.used)
        if any(each.value is None for each in used):
            return Look(used)
        if not whole.value:
            return NOTHING
        return Look(used, HUNDRED * top.value / whole.value)

    def _added(
        self, cells: Cells, one: Figure, unit: str, period: Period, side: Side
    ) -> Look:
        """One number of a unit, over the year where that is asked for."""
        used = tuple(
            each
            for when in self._times(cells, one, period, side)
            if (each := used_cell(cells, unit, when, side)) is not None
        )
        if not used:
            return NOTHING
        return Look(used, _total([each.value or ZERO for each in used]))

    def _times(
        self, cells: Cells, one: Figure, period: Period, side: Side
    ) -> tuple[Period, ...]:
        """The periods that a figure covers; none where they are not there yet."""
        given = side is Side.DENOMINATOR and cells.indicator.of is RatioOf.PLAN
        if one.when is None or (one.when == YEAR and given):
            return (period,)
        if one.when == YEAR:
            return cells.upto(period)
        if one.when == PREVIOUS:
            return tuple(e for e in self.periods if e.ordinal == period.ordinal - 1)
        named = (each for each in self.periods if each.name == one.when)
        return tuple(each for each in named if each.ordinal <= period.ordinal)


def _total(values: list[Fraction]) -> Fraction:
    return values[0] if len(values) == 1 else sum(values, ZERO)


def _holds(formula: Formula, figures: Mapping[Operand, Fraction]) -> bool:
    left, right = worth(formula.left, figures), worth(formula.right, figures)
    return formula.compare.holds(left, right)


def _matters(rule: CheckRule, used: tuple[Used, ...], gaps: tuple[Used, ...]) -> bool:
    """Whether a rule is judged although figures are missing.

    Never by default, nor where not one figure is there, nor while a missing one may
    still come in time.
    """
    if rule.missing not in (Missing.ZERO, Missing.FAIL) or len(gaps) == len(used):
        return False
    return all(each.state is not CellState.NOT_DUE for each in gaps)
