"""A check that does not hold, as a problem with the numbers in it."""

from collections.abc import Iterable
from fractions import Fraction

from cchc.core.check.failure import Failure, UsedCell
from cchc.core.plan.check_rule import (
    Constant,
    FigureSide,
    Number,
    Operand,
    TableRule,
    exact_number,
    figure_in,
    spell_term,
)
from cchc.core.plan.plan import Plan
from cchc.text.number_format import format_figure
from cchc.text.problem import NOWHERE, Blank, Place, Problem, ProblemCode
from cchc.text.sanitize import one_line

MOST_CELLS = 24
MOST_DECIMALS = 30
ROUGH = 6
ABOUT = "≈ "


def failure_problem(
    failure: Failure, plan: Plan, *, refuses: bool, place: Place = NOWHERE
) -> Problem:
    """The check, its rule with the numbers in it, both sides, and the cells.

    P351 refuses, P352 warns, P355 warns of what will refuse a memo; P353 refuses and
    P354 warns where figures are missing; P356 tells of sums over periods.
    """
    member = None if failure.unit is None else plan.unit(failure.unit)
    rule, tables = failure.rule, {table.id: table.name for table in plan.tables}
    name = tables.get(rule.table) if isinstance(rule, TableRule) else None
    blanks: dict[str, Blank] = {
        "check": (rule.id if name is None else f"{rule.id} ({one_line(name)})"),
        "rule": failure.rule.rule,
        "unit": plan.authority.name if member is None else member.name,
        "period": failure.period.id,
    }
    if failure.since is not None:
        totals = (
            f"{_side_name(figure_in(operand).key, figure_in(operand).side)}"
            f" = {exact(value)}"
            for operand, value in failure.figures.items()
        )
        fault, cells = ProblemCode.CHECK_SUM, "; ".join(totals)
        since = {"since": failure.since.id, "cells": cells}
        return Problem(fault, place, {**blanks, **_sums(failure), **since})
    if failure.gaps:
        fault = ProblemCode.CHECK_GAP if refuses else ProblemCode.CHECK_GAP_DOUBTFUL
        cells = cells_text(failure, failure.gaps, plan)
        return Problem(fault, place, {**blanks, "cells": cells})
    waits = (
        ProblemCode.CHECK_PENDING if failure.is_error else ProblemCode.CHECK_DOUBTFUL
    )
    fault = ProblemCode.CHECK_FAILED if refuses else waits
    cells = cells_text(failure, failure.used, plan)
    return Problem(fault, place, {**blanks, **_sums(failure), "cells": cells})


def _side_name(key: str, side: FigureSide) -> str:
    """`ho-so`, or one side of it: `ho-so.ky-truoc`."""
    return key if side is FigureSide.FIGURE else f"{key}.{side.value}"


def _sums(failure: Failure) -> dict[str, Blank]:
    """The formula with numbers, what each side comes to, and what lies between."""

    def spell(part: Constant | Operand) -> str:
        if isinstance(part, Constant):
            return exact(exact_number(part.value))
        value = failure.figures[part]
        text = exact(value)
        return f"({text})" if value < 0 else text

    formula = failure.formula
    left, right = distinct_pair(failure.left, failure.right)
    sides = spell_term(formula.left, spell), spell_term(formula.right, spell)
    return {
        "sum": f"{sides[0]} {formula.compare.value} {sides[1]}",
        "left": left,
        "right": right,
        "difference": exact(abs(Fraction(failure.left) - failure.right)),
    }


def exact(value: Number) -> str:
    """A number with all of its decimals; `≈ 98,384615` where they never end.

    What would look like 0 and is not is written as a fraction.
    """
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest == 1 and max(twos, fives) <= MOST_DECIMALS:
        return format_figure(value, max(twos, fives))
    rough = format_figure(value, ROUGH)
    return f"{ABOUT}{rough}" if rough.strip("-0,") else str(value)


def distinct_pair(left: Number, right: Number) -> tuple[str, str]:
    """Two different numbers, never shown as the same one (SEMANTICS 12)."""
    shown = exact(left), exact(right)
    alike = shown[0].removeprefix(ABOUT) == shown[1].removeprefix(ABOUT)
    return (str(left), str(right)) if alike and left != right else shown


def cells_text(failure: Failure, among: Iterable[UsedCell], plan: Plan) -> str:
    """`hs-tong = 10.745; hs-ky-truoc (2022-Q1) = 322`, each cell once."""
    texts = list(dict.fromkeys(_cell_text(used, failure, plan) for used in among))
    more = ["…"] if len(texts) > MOST_CELLS else []
    return "; ".join([*texts[:MOST_CELLS], *more])


def _cell_text(used: UsedCell, failure: Failure, plan: Plan) -> str:
    key, unit, period = used.cell
    is_count = used.side is FigureSide.ROWS
    name = f"count({key})" if is_count else _side_name(key, used.side)
    member = plan.unit(unit)
    named = unit if member is None else member.name
    where = [named] if failure.unit is None else []
    where += [f"{plan.year}-{period}"] if period != failure.period.name else []
    at = f" ({', '.join(where)})" if where else ""
    return f"{name}{at}" if used.value is None else f"{name}{at} = {exact(used.value)}"
