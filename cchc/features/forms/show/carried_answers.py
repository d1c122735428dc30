"""Answers of a form that was filled in already, carried over into a new one."""

from itertools import zip_longest

from cchc.paper.input_workbook import InputCell, InputRow, InputTable
from cchc.sources.forms.form_grid import Cell, CellKind
from cchc.sources.forms.form_rows import FormInputRow, FormInputRows
from cchc.text.number import CELL
from cchc.text.record import replace


def with_answers(table: InputTable, answers: FormInputRows) -> InputTable:
    """The table with what the rows of the same marks had; a list grows if need be."""
    rows_of: dict[str, list[FormInputRow]] = {}
    for row in answers.inputs:
        if row.cells:
            rows_of.setdefault(row.mark, []).append(row)
    marks = [row.mark for row in table.rows]
    if len({*marks}) == 1 < len(marks):  # a register: its rows have one mark
        pairs = zip_longest(table.rows, rows_of.get(marks[0], []))
        filled = [_filled(row or table.rows[-1], own, table) for row, own in pairs]
        return replace(table, rows=tuple(filled))
    rows = (_filled(row, rows_of.get(row.mark, [None])[0], table) for row in table.rows)
    return replace(table, rows=tuple(rows))


def _filled(row: InputRow, answer: FormInputRow | None, table: InputTable) -> InputRow:
    if answer is None:
        return row
    cells = zip(table.columns, row.cells, strict=True)
    return replace(
        row,
        cells=tuple(
            _with_text(cell, answer.cells[name])
            if cell.is_open and name in answer.cells
            else cell
            for name, cell in cells
        ),
    )


def _with_text(cell: InputCell, answer: Cell) -> InputCell:
    number = CELL.parse(answer.text) if answer.kind is CellKind.NUMBER else None
    return replace(cell, text=answer.text, number=number)
