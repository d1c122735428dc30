"""Tables of stocks and flows in a form: rows × columns, sums that work themselves out.

The last column says by how much a row does not balance; it is red until it is 0.
"""

from collections.abc import Iterable
from decimal import Decimal

from cchc.core.plan.calendar import window_days
from cchc.core.plan.period import Period
from cchc.core.plan.stock_table import TOTAL, ColumnKind, StockTable, TableHead
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


def stock_label(table: StockTable, key: str, voice: Voice) -> str:
    """What the plan calls a column or a group; one without a name by what it is."""
    code = f"table.group.{key}"
    usual = voice.say(code) if voice.knows(code) else key
    return one_line(table.names.get(key, usual))


def stock_table(
    stock: FormStock, period: Period, inputs: InputCells, voice: Voice
) -> InputTable:
    """The block of one table, for the days of a period."""
    table, say = stock.table, voice.say
    heads = list(table.layout)
    keys = [f"{SUM}{head.group}" if head.key == TOTAL else head.key for head in heads]
    first = next(iter(table.rows), None)
    named = say("form.stock.row") if first is None else table.name_of(first)
    labels = [stock_label(table, head.key, voice) for head in heads]
    groups = (head.group and stock_label(table, head.group, voice) for head in heads)
    columns = tuple(zip(keys, heads, labels, strict=True))
    rows = [
        _row(row, number, table, columns, inputs)
        for number, row in enumerate(stock.rows, start=1)
    ]
    if len(rows) > 1:
        rows.append(_total_row(table, keys, len(rows), voice))
    days = days_words(*window_days(period, by_calendar=False))
    unit = one_line(table.unit)
    code = "form.stock.title" if unit else "form.stock.bare"
    opening = stock_label(table, table.opening, voice)
    remark = say("form.stock.remark", opening=opening)
    return InputTable(
        mark=f"#{TableKind.STOCK}:{table.id}",
        title=say(code, name=one_line(table.name), days=days, unit=unit),
        remark=" ".join(filter(None, (remark, _last_words(stock, voice)))),
        columns=("no", "title", *map(_name, (*keys, DIFFERENCE))),
        heads=(say("table.no"), one_line(named), *labels, say("form.stock.difference")),
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


def _sum_of(columns: Iterable[str]) -> str:
    return "+".join(f"N({{{_name(column)}}})" for column in columns)


def _row(
    row: FormStockRow,
    number: int,
    table: StockTable,
    columns: Iterable[tuple[str, TableHead, str]],
    inputs: InputCells,
) -> InputRow:
    """The cells of a row: key, head and label of each of its `columns`.

    The last one is opening and what came, less what went and is left: red until 0.
    """
    lines = dict(zip((column for _, column in table.columns), row.lines, strict=True))
    cells = [InputCell(str(number), "fixed"), InputCell(row.title, "text")]
    for key, head, label in columns:
        if key.startswith(SUM):
            cells.append(InputCell("", "sum", formula=f"={_sum_of(head.columns)}"))
            continue
        heads = {"value": label, "whole": ""}
        indicator = lines[key].indicator
        made = inputs.figures(indicator, FigureAsk.FLOW, ("value",), heads)["value"]
        left = _left_before(row, table) if key == table.opening else None
        if left is not None:
            cell = f"{{{_name(key)}}}"
            made = replace(made, alarm=f"=AND(ISNUMBER({cell}),{cell}<>{left:f})")
        cells.append(made)
    come, gone = (table.opening, *table.inflow), (*table.outflow, *table.closing)
    formula = f"=({_sum_of(come)})-({_sum_of(gone)})"
    cells.append(InputCell("", "sum", formula=formula, alarm=f"{formula}<>0"))
    return InputRow(f"{TableKind.STOCK}:{row.prefix}", tuple(cells))


def _total_row(
    table: StockTable, keys: list[str], count: int, voice: Voice
) -> InputRow:
    """The rows added up; nobody reads it back."""
    cells = [InputCell("", "fixed"), InputCell(voice.say("table.total"), "fixed")]
    for name in map(_name, (*keys, DIFFERENCE)):
        formula = f"=SUM(OFFSET({{{name}}},-{count},0,{count},1))"
        cells.append(InputCell("", "sum", formula=formula))
    return InputRow(f"{TableKind.STOCK}:{table.id}{SUM}", tuple(cells))


def _left_before(row: FormStockRow, table: StockTable) -> Decimal | None:
    """What the row was left with in the period before, as the unit reported it."""
    pairs = zip(table.columns, row.lines, strict=True)
    last = [line.last for (kind, _), line in pairs if kind is ColumnKind.CLOSING]
    known = [r.number for r in last if r is not None and r.number is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(last) else None


def _last_words(stock: FormStock, voice: Voice) -> str:
    """What each row must open with."""
    figures = [
        vietnamese(left) if len(stock.rows) == 1 else f"{row.title} {vietnamese(left)}"
        for row in stock.rows
        if (left := _left_before(row, stock.table)) is not None
    ]
    return voice.say("form.stock.last", figures="; ".join(figures)) if figures else ""
