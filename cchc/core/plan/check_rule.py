"""Rules of a plan: one comparison of two exact sides, written out or said by tables.

How the words of a plan become a formula is in `cchc.core.plan.rule_text`.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Annotated

from cchc.core.plan.indicator import Parts, PartsCover
from cchc.core.plan.keys import Id, OneOf
from cchc.core.plan.stock_table import ColumnKind, StockTable
from cchc.text.closed_list import StrEnum
from cchc.text.record import Record

PREVIOUS = "prev"
YEAR = "year"


class Compare(StrEnum):
    """What a rule says of its two sides."""

    EQUAL = "="
    AT_MOST = "<="
    AT_LEAST = ">="
    LESS = "<"
    MORE = ">"

    @property
    def is_kept_by_sums(self) -> bool:
        """Whether it is true of sums whose parts it is true of."""
        return self in {Compare.EQUAL, Compare.AT_MOST, Compare.AT_LEAST}

    def holds(self, left: "Number", right: "Number") -> bool:
        """Whether it is true of two exact numbers."""
        match self:
            case Compare.EQUAL:
                return left == right
            case Compare.AT_MOST:
                return left <= right
            case Compare.AT_LEAST:
                return left >= right
            case Compare.LESS:
                return left < right
            case Compare.MORE:
                return left > right


class FigureSide(StrEnum):
    """Which number of an indicator is meant."""

    FIGURE = "figure"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    ROWS = "rows"


class Constant(Record):
    value: Decimal


class Figure(Record):
    """`ID`, `ID.numerator`, `ID[prev]`, `ID[Q1]`, `ID[year]`, `count(ID)`.

    `when` is None for the period that is judged. `at` is where it stands in the rule,
    from 0.
    """

    key: str
    side: FigureSide = FigureSide.FIGURE
    when: str | None = None
    at: int = 0

    def __eq__(self, other: object) -> bool:
        """Whether both name the same figure, wherever they stand in their rules."""
        if not isinstance(other, Figure):
            return False
        mine, theirs = (self.key, self.side), (other.key, other.side)
        return mine == theirs and self.when == other.when

    def __hash__(self) -> int:
        return hash((self.key, self.side, self.when))


class UnitSum(Record):
    """`sum(ID)` over all reporters, `sum(ID, GROUP)` over the units of a group."""

    figure: Figure
    group: str | None = None
    group_at: int = 0

    def __eq__(self, other: object) -> bool:
        """Whether both add up the same figure over the same units."""
        if not isinstance(other, UnitSum):
            return False
        return self.figure == other.figure and self.group == other.group

    def __hash__(self) -> int:
        return hash((self.figure, self.group))


Operand = Figure | UnitSum


class Product(Record):
    factors: "tuple[Term, ...]"


class TermSum(Record):
    """Terms to add; True beside one that is taken away."""

    parts: "tuple[tuple[bool, Term], ...]"


Term = Constant | Operand | Product | TermSum
Number = Fraction | int
"""An exact number; a whole one is an `int`, which is reckoned with far quicker."""


class Formula(Record, dict=True):
    left: Term
    compare: Compare
    right: Term

    @cached_property
    def operands(self) -> tuple[Operand, ...]:
        """Every operand of both sides, each once, as they are met from the left."""
        met = (*_operands(self.left), *_operands(self.right))
        return tuple(dict.fromkeys(met, 0))


def _operands(term: Term) -> Iterator[Operand]:
    match term:
        case Constant():
            return
        case Figure() | UnitSum():
            yield term
        case Product(factors):
            for factor in factors:
                yield from _operands(factor)
        case TermSum(parts):
            for _, part in parts:
                yield from _operands(part)


def figure_in(operand: Operand) -> Figure:
    """The figure that is read, once or over units."""
    return operand.figure if isinstance(operand, UnitSum) else operand


def exact_number(value: Decimal | Fraction) -> Number:
    """The same number, exactly."""
    whole = int(value)
    return whole if whole == value else Fraction(value)


def worth(term: Term, values: Mapping[Operand, Number]) -> Number:
    """The exact value of a side, given what each operand is."""
    match term:
        case Constant(value):
            return exact_number(value)
        case Figure() | UnitSum():
            return values[term]
        case Product(factors):
            product: Number = 1
            for factor in factors:
                product *= worth(factor, values)
            return product
        case TermSum(parts):
            signed = ((away, worth(part, values)) for away, part in parts)
            return sum(-value if away else value for away, value in signed)


Spell = Callable[[Constant | Operand], str]


def spell_term(term: Term, spell: Spell) -> str:
    """The side written out, each constant and operand as `spell` says it."""
    match term:
        case Constant() | Figure() | UnitSum():
            return spell(term)
        case Product(factors):
            return " × ".join(_wrapped(factor, spell) for factor in factors)
        case TermSum(parts):
            first, *others = parts
            rest = "".join(
                f" {'−' if away else '+'} {_after(away, part, spell)}"
                for away, part in others
            )
            return _after(*first, spell) + rest


def _wrapped(term: Term, spell: Spell) -> str:
    text = spell_term(term, spell)
    return f"({text})" if isinstance(term, TermSum) else text


def _after(away: bool, term: Term, spell: Spell) -> str:  # noqa: FBT001
    return _wrapped(term, spell) if away else spell_term(term, spell)


class Severity(StrEnum):
    """Whether a check that does not hold refuses a report or only warns."""

    ERROR = "error"
    WARNING = "warning"


class MissingPolicy(StrEnum):
    """What a check does where a figure it needs is missing or not published."""

    SKIP = "skip"
    ZERO = "zero"
    FAIL = "fail"


class CheckRule(Record):
    """Arithmetic that must hold in every report; kept as written."""

    id: Id
    rule: str
    severity: Annotated[str, OneOf(tuple(Severity))] = Severity.ERROR.value
    missing: Annotated[str | None, OneOf(tuple(MissingPolicy))] = None


class TableRule(CheckRule):
    """What a table says of itself: the file has no such rule."""

    table: str = ""


def table_rules(table: StockTable) -> Iterator[TableRule]:
    """What was there and came is what went and is left; it opens with what was left."""
    for prefix in table.row_prefixes:
        opening, inflow, outflow, closing = (
            [f"{prefix}.{column}" for group, column in table.columns if group is kind]
            for kind in ColumnKind
        )
        gone, come = " + ".join(outflow + closing), " + ".join(opening + inflow)
        left = " + ".join(f"{column}[prev]" for column in closing)
        before = f"{opening[0]} = {left}"
        error, carried = Severity.ERROR.value, table.carried
        yield TableRule(prefix, f"{come} = {gone}", error, table=table.id)
        yield TableRule(f"{prefix}[prev]", before, carried, table=table.id)


def part_rules(
    key: str, parts: Parts, *, is_ratio: bool, cover: PartsCover
) -> Iterator[CheckRule]:
    """The parts of each way of dividing a figure make it, or do not exceed it (4)."""
    joint = Compare.EQUAL if cover is PartsCover.WHOLLY else Compare.AT_MOST
    sides = (FigureSide.NUMERATOR, FigureSide.DENOMINATOR) if is_ratio else ("",)
    for dimension, among in parts.items():
        for side in sides:
            end = f".{side}" if side else ""
            total = " + ".join(f"{key}.{part.id}{end}" for part in among)
            yield CheckRule(f"{key}.{dimension}{end}", f"{total} {joint} {key}{end}")
