"""A table of stocks and flows in one sentence: what came, how, what was settled."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from cchc.core.plan.stock_table import ColumnKind, StockTable, small_first
from cchc.phrases.writer import Writer
from cchc.text.number_format import format_figure
from cchc.text.record import Record
from cchc.text.sanitize import one_line

Values = Mapping[str, Fraction | None]
"""The figures of all rows of a table together, by column."""


class ColumnSum(Record):
    """A column over all rows of its table; None: a row of it is not known."""

    kind: ColumnKind
    column: str
    value: Fraction | None


def stock_sentence(table: StockTable, values: Values, writer: Writer) -> str:
    """`Hồ sơ: kỳ trước chuyển sang 431; mới tiếp nhận 42.000 hồ sơ (trực tuyến …); …`.

    Empty where nothing of it is known.
    """
    sums = tuple(
        ColumnSum(kind, column, values.get(column)) for kind, column in table.columns
    )
    if all(column.value is None for column in sums):
        return ""
    unit = one_line(table.unit)
    opening = [column for column in sums if column.kind is ColumnKind.OPENING]
    parts = [_column_words(column, table, unit) for column in opening]
    for kind in (ColumnKind.INFLOW, ColumnKind.OUTFLOW, ColumnKind.CLOSING):
        inside = [column for column in sums if column.kind is kind]
        for name, columns in _groups(table, kind, inside, writer):
            parts.append(_group_words(name, columns, table, unit))
    listed = "; ".join(part for part in parts if part)
    return writer.say("memo.indicator", name=one_line(table.name), said=listed)


def _groups(
    table: StockTable, kind: ColumnKind, columns: list[ColumnSum], writer: Writer
) -> Iterable[tuple[str, list[ColumnSum]]]:
    """Columns under the totals that the plan names, the rest under their group."""
    left = list(columns)
    for key, of in table.totals.items():
        inside = [column for column in columns if column.column in of]
        if inside:
            yield table.name_of(key), inside
            left = [column for column in left if column not in inside]
    if not left:
        return
    if len(left) == len(columns) or len(left) > 1:
        known = kind.value in table.names
        name = table.name_of(kind.value) if known else writer.say(f"memo.stock.{kind}")
        yield name, left
    else:
        yield "", left


def _column_words(column: ColumnSum, table: StockTable, unit: str) -> str:
    if column.value is None:
        return ""
    name = one_line(table.name_of(column.column))
    figure = format_figure(column.value, table.decimals)
    return f"{small_first(name)} {figure} {unit}".rstrip()


def _group_words(
    name: str, columns: list[ColumnSum], table: StockTable, unit: str
) -> str:
    """`đã giải quyết 40.390 hồ sơ (trước hạn 25.002; đúng hạn 15.098; trễ hạn 290)`."""
    known = [column for column in columns if column.value is not None]
    if not name or len(columns) == 1:
        return "; ".join(_column_words(column, table, unit) for column in known)
    inside = "; ".join(_column_words(column, table, "") for column in known)
    if len(known) < len(columns):
        return f"{small_first(one_line(name))}: {inside}"
    total = sum((column.value or Fraction(0) for column in known), Fraction(0))
    figure = format_figure(total, table.decimals)
    return f"{small_first(one_line(name))} {figure} {unit} ({inside})".replace(
        "  ", " "
    )
