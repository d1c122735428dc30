"""A table of a paper as comma-separated text: the cells as they are printed."""

from cchc.paper.paper import Sheet, words
from cchc.screen.table import Column, Table, as_csv


def paper_csv(sheet: Sheet) -> str:
    """Headings first; no cell can start a formula in a sheet."""
    columns = tuple(Column(str(i), words(e)) for i, e in enumerate(sheet.grid.head))
    rows = tuple(tuple(words(each) for each in row) for row in sheet.grid.rows)
    return as_csv(Table(sheet.title, columns, rows))
