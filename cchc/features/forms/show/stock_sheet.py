"""Tables of stocks and flows in a form: rows × columns, sums that work themselves out.

The last column says by how much a row does not balance; it is red until it is 0.
"""

from collections.abc import Mapping
from decimal import Decimal

from cchc.core.plan.calendar import window_days
from cchc.core.plan.period import Period
from cchc.core.plan.stock_table import TOTAL, ColumnKind, StockTable
from cchc.features.forms.show.cells import InputCells, days_words, empty_cells
from cchc.features.forms.show.form_model import FigureAsk, FormStock, FormStockRow
from cchc.paper.input_workbook import InputCell, InputRow, InputTable
from cchc.text.form_marks import SUM, TableKind
from cchc.text.number_format import vietnamese
from cchc.text.record import replace
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice

WIDTHS = {"no": 5, "title": 34}
COLUMN_WIDTH, ROW_HEIGHT = 11, 34
DIFFERENCE = f"{SUM}difference"
Ids = tuple[str, ...]


def stock_label(table: StockTable, key: str, voice: Voice) -> str:
    """What the plan calls a column or a group; one without a name by what it is."""
    code = f"table.group.{key}"
    usual = voice.say(code) if voice.knows(code) else key
    return one_line(table.names.get(key, usual))


def stock_table(
    stock: FormStock, period: Period, inputs: InputCells, voice: Voice
) -> InputTable:
    """The block of one table, for the days of a period."""
    table, kind = stock.table, TableKind.STOCK
    heads = list(table.layout)
    keys = [f"{SUM}{head.group}" if head.key == TOTAL else head.key for head in heads]
    columns = ("no", "title", *map(_name, (*keys, DIFFERENCE)))
    first = next(iter(table.rows), None)
    named = voice.say("form.stock.row") if first is None else table.name_of(first)
    labels = [stock_label(table, head.key, voice) for head in heads]
    groups = (head.group and stock_label(table, head.group, voice) for head in heads)
    rows = [
        _row(row, number, table, keys, inputs, labels)
        for number, row in enumerate(stock.rows, start=1)
    ]
    if len(rows) > 1:
        rows.append(_total_row(table, keys, len(rows), voice))
    blanks = {
        "days": days_words(*window_days(period, by_calendar=False)),
        "unit": one_line(table.unit),
    }
    code = "form.stock.title" if blanks["unit"] else "form.stock.bare"
    difference = voice.say("form.stock.difference")
    opening = stock_label(table, table.opening, voice)
    remark = voice.say("form.stock.remark", opening=opening)
    return InputTable(
        mark=f"#{kind}:{table.id}",
        title=voice.say(code, name=one_line(table.name), **blanks),
        remark=" ".join(filter(None, (remark, _last_words(stock, voice)))),
        columns=columns,
        heads=(voice.say("table.no"), one_line(named), *labels, difference),
        widths=(*WIDTHS.values(), *[COLUMN_WIDTH] * (len(heads) + 1)),
        rows=tuple(rows),
        row_height=ROW_HEIGHT,
        empty=empty_cells(_name(column) for _, column in table.columns),
        keys=("no", "title", *keys, DIFFERENCE),
        above=("", "", *groups, ""),
    )


def _name(key: str) -> str:
    """The name of a column in a formula: no dots."""
    return key.replace(".", "_").replace(SUM, "sum_")


def _row(
    row: FormStockRow,
    number: int,
    table: StockTable,
    keys: list[str],
    inputs: InputCells,
    labels: list[str],
) -> InputRow:
    lines = dict(zip((column for _, column in table.columns), row.lines, strict=True))
    cells = [InputCell(str(number), "fixed"), InputCell(row.title, "text")]
    for key, head, label in zip(keys, table.layout, labels, strict=True):
        if key.startswith(SUM):
            cells.append(InputCell("", "sum", formula=f"={_sum_of(head.columns)}"))
            continue
        heads = {"value": label, "whole": ""}
        indicator = lines[key].indicator
        made = inputs.figures(indicator, FigureAsk.FLOW, ("value",), heads)["value"]
        left = _left_before(row, table) if key == table.opening else None
        if left is not None:
            cell, own = f"{{{_name(key)}}}", f"{left:f}"
            made = replace(made, alarm=f"=AND(ISNUMBER({cell}),{cell}<>{own})")
        cells.append(made)
    cells.append(_difference_cell(table))
    return InputRow(f"{TableKind.STOCK}:{row.prefix}", tuple(cells))


def _sum_of(columns: Ids) -> str:
    return "+".join(f"N({{{_name(column)}}})" for column in columns)


def _difference_cell(table: StockTable) -> InputCell:
    """Opening and what came, less what went and is left: red until it is 0."""
    by_kind: Mapping[ColumnKind, list[str]] = {kind: [] for kind in ColumnKind}
    for kind, column in table.columns:
        by_kind[kind].append(column)
    come = (*by_kind[ColumnKind.OPENING], *by_kind[ColumnKind.INFLOW])
    gone = (*by_kind[ColumnKind.OUTFLOW], *by_kind[ColumnKind.CLOSING])
    formula = f"({_sum_of(come)})-({_sum_of(gone)})"
    return InputCell("", "sum", formula=f"={formula}", alarm=f"={formula}<>0")


def _total_row(
    table: StockTable, keys: list[str], count: int, voice: Voice
) -> InputRow:
    """The rows added up; nobody reads it back."""
    columns = map(_name, (*keys, DIFFERENCE))
    sums = (
        InputCell("", "sum", formula=f"=SUM(OFFSET({{{name}}},-{count},0,{count},1))")
        for name in columns
    )
    title = InputCell(voice.say("table.total"), "fixed")
    return InputRow(
        f"{TableKind.STOCK}:{table.id}{SUM}", (InputCell("", "fixed"), title, *sums)
    )


def _left_before(row: FormStockRow, table: StockTable) -> Decimal | None:
    """What the row was left with in the period before, as the unit reported it."""
    pairs = zip(table.columns, row.lines, strict=True)
    last = [line.last for (kind, _), line in pairs if kind is ColumnKind.CLOSING]
    numbers = [reading.number for reading in last if reading is not None]
    known = [number for number in numbers if number is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(last) else None


def _last_words(stock: FormStock, voice: Voice) -> str:
    """What each row must open with."""
    told = [
        vietnamese(left) if len(stock.rows) == 1 else f"{row.title} {vietnamese(left)}"
        for row in stock.rows
        if (left := _left_before(row, stock.table)) is not None
    ]
    return voice.say("form.stock.last", figures="; ".join(told)) if told else ""
