"""A list given out in the format asked for, to the screen or to a file."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from cchc.app.context import AppContext
from cchc.app.options import ListOptions
from cchc.app.output import Format

if TYPE_CHECKING:
    from cchc.screen.list_answer import ListAnswer
    from cchc.screen.table import Table

ON_PAPER = 100
"""How wide a table is drawn in a file of text."""


def give_list(
    app: AppContext,
    out: ListOptions,
    json: Callable[[], str],
    table: "Callable[[], Table]",
    screen: Callable[[int, bool], str] | None = None,
    answer: "Callable[[], ListAnswer] | None" = None,
) -> None:
    """Give out a list; only the one form that is asked for is made.

    `answer` is what a screen shows; a pipe gets plain rows. `screen` writes everything
    for people, of a width, with colour or without; the table, drawn, where a verb has
    nothing else to show there. What is not the answer has its counts beside it.
    """
    is_screen = out.format is Format.TABLE and not out.to_file
    is_answered, rows = False, None
    if out.format is Format.JSON:
        content: str | bytes = json()
    elif is_screen and answer is not None and app.is_piped:
        from cchc.screen.list_answer import plain_rows

        content = plain_rows(table())
    elif is_screen and answer is not None and not out.is_full:
        from cchc.screen.list_answer import draw_list

        content = draw_list(answer(), app.voice, app.width, colour=app.colour)
        is_answered = True
    elif out.format is Format.TABLE:
        width = ON_PAPER if out.to_file else app.width
        content = _draw_table(
            table, screen, width, colour=app.colour and not out.to_file
        )
    else:
        listed = table()
        rows = len(listed.rows)
        content = _table_file(app, listed, out.format)
    app.deliver(content, out.output, rows=rows)
    if answer is not None and not (is_answered or out.as_json or app.quiet):
        app.err(answer().counts)


def _draw_table(
    table: "Callable[[], Table]",
    screen: Callable[[int, bool], str] | None,
    width: int,
    *,
    colour: bool,
) -> str:
    if screen is not None:
        return screen(width, colour)
    from cchc.screen.table import as_table

    return as_table(table(), width, colour=colour)


def _table_file(app: AppContext, table: "Table", form: Format) -> str | bytes:
    if form in {Format.XLSX, Format.HTML}:
        from cchc.paper.table_file import table_page, table_workbook

        make = table_workbook if form is Format.XLSX else table_page
        return make(table, app.voice.lang)
    from cchc.screen.table import render_table

    return render_table(table, form)
