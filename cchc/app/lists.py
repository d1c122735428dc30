"""A list given out in the format asked for, to the screen or to a file."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from cchc.app.context import AppContext
from cchc.app.options import ListOptions
from cchc.app.output import Format

if TYPE_CHECKING:
    from cchc.screen.table import Table

ON_PAPER = 100
"""How wide a table is drawn in a file of text."""


def give_list(
    app: AppContext,
    out: ListOptions,
    json: Callable[[], str],
    table: "Callable[[], Table]",
    screen: Callable[[int, bool], str] | None = None,
) -> None:
    """Give out a list; only the one form that is asked for is made.

    `screen` writes what people read on a screen of a width, with colour or without;
    the table, drawn, where a verb has nothing else to show there.
    """
    rows = None
    if out.format is Format.JSON:
        content: str | bytes = json()
    elif out.format is Format.TABLE:
        width = ON_PAPER if out.to_file else app.width
        colour = app.colour and not out.to_file
        if screen is None:
            from cchc.screen.table import as_table

            content = as_table(table(), width, colour=colour)
        else:
            content = screen(width, colour)
    else:
        listed = table()
        rows = len(listed.rows)
        content = _table_file(app, listed, out.format)
    app.deliver(content, out.output, rows=rows)


def _table_file(app: AppContext, table: "Table", form: Format) -> str | bytes:
    if form in {Format.XLSX, Format.HTML}:
        from cchc.paper.table_file import table_page, table_workbook

        make = table_workbook if form is Format.XLSX else table_page
        return make(table, app.voice.lang)
    from cchc.screen.table import render_table

    return render_table(table, form)
