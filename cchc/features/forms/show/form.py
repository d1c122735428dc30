"""A unit's form as an Excel workbook: what is printed, where one may write."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from cchc.features.forms.show.checks import Checks
from cchc.features.forms.show.form_model import Form
from cchc.features.forms.show.tables import COLUMNS, FormRow, FormTable, sheets
from cchc.paper.input_workbook import (
    InputBook,
    InputCell,
    InputPage,
    InputRow,
    InputTable,
    input_workbook,
)
from cchc.text.day import short
from cchc.text.form_marks import FORM, NAME, SHEET, TableKind
from cchc.text.sanitize import inert, one_line
from cchc.words.period import report_title
from cchc.words.translator import Voice

GUIDE = 7
MOST_OWNERS = 300
ABOUT_COLUMN, OWNER_COLUMN = 2, 3
WIDTHS: Mapping[TableKind, Mapping[str, int]] = {
    TableKind.VALUE: {
        "no": 5,
        "title": 38,
        "unit": 11,
        "plan": 16,
        "due": 15,
        "last": 15,
        "year_ago": 15,
        "value": 21,
        "whole": 19,
        "state": 17,
        "note": 24,
    },
    TableKind.ITEM: {"no": 5, "name": 62, "date": 18, "document": 38, "owner": 34},
    TableKind.TASK: {
        "no": 6,
        "title": 40,
        "output": 16,
        "by": 13,
        "said": 18,
        "state": 19,
        "done": 15,
        "count": 13,
        "result": 34,
        "document": 20,
    },
    TableKind.PAPER: {"title": 38, "text": 110},
    TableKind.WORDS: {"title": 38, "text": 110},
    TableKind.OBSTACLE: {
        "no": 5,
        "text": 44,
        "about": 34,
        "cause": 30,
        "proposal": 34,
        "to": 22,
    },
}
"""Widths in characters; a sheet with several tables has those of its first."""

HEIGHT: Mapping[TableKind, int] = {
    TableKind.VALUE: 34,
    TableKind.ITEM: 22,
    TableKind.TASK: 34,
    TableKind.PAPER: 22,
    TableKind.WORDS: 72,
    TableKind.OBSTACLE: 48,
}
"""The least height of a row to fill in, in points."""


def form_workbook(form: Form, voice: Voice) -> bytes:
    """The workbook of one form."""
    about, owners = tuple(_about(form)), _owners(form)
    checks = Checks(voice, len(about), len(owners))
    start = form.period.start
    created = datetime(start.year, start.month, 1, tzinfo=UTC).replace(tzinfo=None)
    pages = (
        InputPage(
            name=voice.say(f"form.sheet.{code}"),
            heading=tuple(_heading(code, form, voice)),
            guide=tuple(_guide(code, form, voice)),
            tables=tuple(_input_table(table, checks) for table in tables),
        )
        for code, tables in sheets(form, voice)
    )
    return input_workbook(
        InputBook(
            title=FORM,
            mark=form.mark.text(),
            mark_name=NAME,
            created=created,
            pages=tuple(pages),
            hidden_sheet=SHEET,
            lists={ABOUT_COLUMN: about, OWNER_COLUMN: owners},
        )
    )


def _about(form: Form) -> Iterator[str]:
    """What an obstacle may be about: indicators and tasks, by id and name."""
    lines = [line.indicator for block in form.blocks for line in block.lines]
    lines += [register.line.indicator for register in form.registers]
    for indicator in lines:
        yield f"{indicator.id} – {one_line(indicator.name)}"
    for asked in form.tasks:
        yield f"{asked.task.id} – {one_line(asked.task.name)}"


def _owners(form: Form) -> tuple[str, ...]:
    """Units that an item may belong to; none where there are too many to list."""
    units = form.plan.units
    if not form.registers or len(units) > MOST_OWNERS:
        return ()
    return tuple(one_line(unit.name) for unit in units)


def _heading(code: str, form: Form, voice: Voice) -> Iterator[tuple[str, str]]:
    yield one_line(form.unit.name).upper(), "unit"
    title = report_title(form.period, voice)
    sheet = voice.say(f"form.sheet.{code}")
    yield voice.say("form.title", period=title, sheet=sheet).upper(), "headline"
    due = form.period.due_for(form.unit.kind)
    yield voice.say("form.due", plan=inert(form.plan.title), day=short(due)), "centre"


def _guide(code: str, form: Form, voice: Voice) -> Iterator[str]:
    """How to fill it in: the whole on the first sheet, a line on the others."""
    first = "values" if form.blocks else None
    if code == (first or "words"):
        yield from (voice.say(f"form.guide.{number}") for number in range(1, GUIDE))
    yield voice.say(f"form.guide.{code}")


def _input_table(table: FormTable, checks: Checks) -> InputTable:
    columns = COLUMNS[table.kind]
    widths = WIDTHS[table.kind]
    return InputTable(
        mark=table.mark,
        title=table.title,
        remark=table.remark,
        heads=tuple(table.heads[key] for key in columns),
        widths=tuple(widths[key] for key in columns),
        rows=tuple(
            InputRow(row.mark, tuple(_cell(table, key, row, checks) for key in columns))
            for row in table.rows
        ),
        row_height=HEIGHT[table.kind],
        end_mark=f"/{table.kind}" if table.more else "",
    )


def _cell(table: FormTable, key: str, row: FormRow, checks: Checks) -> InputCell:
    """An open cell where it is asked; a text; grey where neither is."""
    if key in row.asks:
        style, check = checks.style(table.kind, key, row), checks.check(table, key, row)
        return InputCell("", style, is_open=True, check=check)
    if key not in row.cells:
        return InputCell("", "closed")
    style = "text" if key in {"title", "output"} else "fixed"
    return InputCell(row.cells[key], style)
