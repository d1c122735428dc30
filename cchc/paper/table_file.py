"""A list as a workbook and as a page: those of a paper with this one table."""

from cchc.paper.html import page
from cchc.paper.paper import (
    AppendixTable,
    ColumnAlign,
    Heading,
    PaperParts,
    PaperTable,
    Span,
    Spans,
)
from cchc.paper.sheets import workbook
from cchc.screen.table import Cell, Table
from cchc.text.sanitize import inert, one_line
from cchc.words.translator import Lang

_NO_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", "-"))


def table_workbook(table: Table, _lang: Lang) -> bytes:
    """One sheet, named by the title; printed figures to the right are numbers."""
    name = one_line(table.title).translate(_NO_SHEET_NAME) or "1"
    return workbook([(name, AppendixTable("", table.title, _grid(table)))])


def table_page(table: Table, lang: Lang) -> str:
    """One page with a heading and the table."""
    title = (Heading(1, _spans(table.title)),) if table.title else ()
    return page(PaperParts(None, (*title, _grid(table)), None, ()), lang)


def _grid(table: Table) -> PaperTable:
    aligns = (
        ColumnAlign.RIGHT if column.right else ColumnAlign.LEFT
        for column in table.columns
    )
    rows = (tuple(map(_spans, row)) for row in table.rows)
    head = (_spans(column.heading) for column in table.columns)
    return PaperTable(tuple(aligns), tuple(head), tuple(rows))


def _spans(cell: Cell) -> Spans:
    return (Span("" if cell is None else inert(str(cell))),)
