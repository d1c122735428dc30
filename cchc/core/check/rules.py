"""Rules of a plan's checks: can each be read, and does it mean something?"""

from collections.abc import Iterator

from cchc.core.check.context import CheckContext
from cchc.core.plan.check_rule import (
    PREVIOUS,
    YEAR,
    CheckRule,
    Figure,
    FigureSide,
    Formula,
    Operand,
    UnitSum,
    figure_in,
)
from cchc.core.plan.measure import ANSWERED, STATE_MEASURES, Measure, RatioOf
from cchc.core.plan.plan import Indicator, Plan
from cchc.core.plan.rule_text import FormulaError, parse_rule
from cchc.text.problem import Place, ProblemCode
from cchc.text.record import replace

_STATES = frozenset({*STATE_MEASURES, Measure.RUNNING})
_SIDES = frozenset({FigureSide.NUMERATOR, FigureSide.DENOMINATOR})


def check_rules(context: CheckContext) -> None:
    """Note all that is wrong with the rules, each at its own letter where it can be."""
    known = frozenset(line.id for line in context.plan.all_indicators)
    for row, rule in enumerate(context.plan.checks):
        place = context.at(("checks", row, "rule"))
        formula = parse_rule(rule.rule, known)
        if isinstance(formula, FormulaError):
            _note_slip(context, place, rule, formula)
        elif not _has_unknown_names(
            context, place, rule, formula, tuple(sorted(known))
        ):
            for slip in slips(context.plan, formula):
                _note_slip(context, place, rule, slip)


def groups_named(plan: Plan) -> frozenset[str]:
    """The groups, kinds and units that `sum(ID, GROUP)` speaks of."""
    ids = frozenset(indicator.id for indicator in plan.all_indicators)
    read = (parse_rule(rule.rule, ids) for rule in plan.checks)
    return frozenset(
        operand.group
        for formula in read
        if isinstance(formula, Formula)
        for operand in formula.operands
        if isinstance(operand, UnitSum) and operand.group is not None
    )


def _note_slip(
    context: CheckContext, place: Place, rule: CheckRule, slip: FormulaError
) -> None:
    at = within(place, rule.rule, slip.at)
    blanks = {"rule": rule.rule, "slip": slip.code, "word": slip.text}
    context.note_at(ProblemCode.CHECK_UNREADABLE, at, **blanks)


def within(place: Place, text: str, at: int) -> Place:
    """The place of a letter of a text that starts at a place, quoted or not.

    The place itself where the text does not stand on its line as it is read: folded
    over lines, or with escapes.
    """
    line, column = place.excerpt, place.column
    if line is None or column is None:
        return place
    for start in (column - 1, column):
        if line.startswith(text, start):
            return replace(place, column=start + at + 1)
    return place


def _has_unknown_names(
    context: CheckContext,
    place: Place,
    rule: CheckRule,
    formula: Formula,
    ids: tuple[str, ...],
) -> bool:
    """Note indicators, periods and groups that the plan does not have."""
    periods = (PREVIOUS, YEAR, *(period.name for period in context.periods))
    before = len(context.problems)
    for operand in formula.operands:
        figure = figure_in(operand)
        named = [(ProblemCode.UNKNOWN_INDICATOR, figure.key, ids, figure.at)]
        if figure.when is not None and context.periods:
            named.append((ProblemCode.UNKNOWN_PERIOD, figure.when, periods, figure.at))
        if isinstance(operand, UnitSum) and operand.group is not None:
            code, names = ProblemCode.UNKNOWN_GROUP_OR_UNIT, tuple(context.names)
            named.append((code, operand.group, names, operand.group_at))
        for code, name, known, at in named:
            if name not in known:
                where = within(place, rule.rule, at)
                context.note_at(code, where, text=name, known=known)
    return len(context.problems) > before


def slips(plan: Plan, formula: Formula) -> Iterator[FormulaError]:
    """What in a rule of known names cannot be counted (SEMANTICS 3 and 4)."""
    among = formula.operands
    if not among:
        yield FormulaError("idle", "", 0)
    for operand in among:
        figure = figure_in(operand)
        indicator = plan.indicator(figure.key)
        code: str | None = "operand"
        if indicator is not None:
            code = _unfit(indicator, figure, summed=isinstance(operand, UnitSum))
        if code is None and is_of_city(formula) and not answering(plan, operand):
            code = "whose"
        if code is not None:
            yield FormulaError(code, figure.key, figure.at)
    if not is_of_city(formula) and among and not judged_units(plan, formula):
        yield FormulaError("nobody", "", 0)


def _unfit(indicator: Indicator, figure: Figure, *, summed: bool) -> str | None:
    """Why this number of the indicator cannot stand in a rule; None: it can."""
    measure, rate = indicator.measure, indicator.measure is Measure.RATIO
    # a period's figure that is a state or a total already is never added up
    is_state = measure in _STATES or indicator.of is RatioOf.LEVEL
    is_state = is_state or indicator.is_cumulative
    is_register = measure is Measure.REGISTER
    wrong = (
        ("answer", measure in ANSWERED | {Measure.GRADE}),
        ("rows", is_register and figure.side is not FigureSide.ROWS),
        ("not_register", figure.side is FigureSide.ROWS and not is_register),
        ("not_ratio", figure.side in _SIDES and not rate),
        ("rates", summed and rate and figure.side is FigureSide.FIGURE),
        ("over_time", figure.when == YEAR and is_state),
    )
    return next((code for code, is_wrong in wrong if is_wrong), None)


def is_of_city(formula: Formula) -> bool:
    """Whether a rule sets the city against its units: it has a `sum`."""
    return any(isinstance(operand, UnitSum) for operand in formula.operands)


def reporters(plan: Plan, key: str) -> tuple[str, ...]:
    """The unit ids that report an indicator, groups expanded."""
    indicator = plan.indicator(key)
    if indicator is None:
        return ()
    units, named = frozenset(unit.id for unit in plan.units), indicator.reporters
    return named if units.issuperset(named) else plan.expand(named)


def answering(plan: Plan, operand: Operand) -> tuple[str, ...]:
    """Whose figures an operand of a rule of the city takes.

    A sum: all reporters, or those in the group. A figure alone: the leading unit's,
    else the only reporter's; nobody's where several report and none leads.
    """
    key = figure_in(operand).key
    among = reporters(plan, key)
    if isinstance(operand, UnitSum):
        group = None if operand.group is None else plan.expand((operand.group,))
        return tuple(unit for unit in among if group is None or unit in group)
    indicator = plan.indicator(key)
    if indicator is not None and indicator.lead in among:
        return (indicator.lead,)
    return among if len(among) == 1 else ()


def judged_units(plan: Plan, formula: Formula) -> tuple[str, ...]:
    """The units that report every indicator of a rule of one unit."""
    common = {unit.id for unit in plan.units}
    for operand in formula.operands:
        common &= set(reporters(plan, figure_in(operand).key))
    return tuple(unit.id for unit in plan.units if unit.id in common)
