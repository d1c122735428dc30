"""A check that does not hold, with the figures that it was judged on."""

from collections.abc import Mapping

from cchc.core.facts.report import CellKey, CellState
from cchc.core.plan.check_rule import (
    CheckRule,
    FigureSide,
    Formula,
    Number,
    Operand,
    worth,
)
from cchc.core.plan.period import Period
from cchc.text.record import Record


class UsedCell(Record):
    """One cell that a check reads; `value` is None where there is no figure."""

    cell: CellKey
    side: FigureSide
    value: Number | None
    state: CellState


class Failure(Record):
    """A check that does not hold: for whom, when, with which figures.

    `unit` is None for a rule of the city. `owners` are the units whose own figures
    stand against the rest: whoever can mend it in one report. With `gaps` nothing
    was counted: figures are missing and the plan does not allow that. `since` is the
    first of several periods that are judged together.
    """

    rule: CheckRule
    formula: Formula
    unit: str | None
    period: Period
    owners: frozenset[str]
    used: tuple[UsedCell, ...]
    figures: Mapping[Operand, Number]
    gaps: tuple[UsedCell, ...] = ()
    since: Period | None = None

    @property
    def left(self) -> Number:
        return worth(self.formula.left, self.figures)

    @property
    def right(self) -> Number:
        return worth(self.formula.right, self.figures)

    @property
    def is_error(self) -> bool:
        return self.rule.severity == "error"
