"""Checks of a plan: those that it writes out, those of its tables and parts."""

from collections.abc import Iterator
from typing import Annotated

from cchc.core.plan.formula import Compare, FigureSide
from cchc.core.plan.indicator import Parts, PartsCover
from cchc.core.plan.keys import Id, OneOf
from cchc.core.plan.stock_table import ColumnKind, StockTable
from cchc.text.closed_list import StrEnum
from cchc.text.record import Record


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
