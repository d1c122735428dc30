"""A unit's form as an Excel workbook: what is printed, where one may write."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from cchc.features.forms.show.form_model import FigureAsk, Form
from cchc.features.forms.show.tables import COLUMNS, FormRow, FormTable, sheets
from cchc.paper.input_workbook import (
    Check,
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
from cchc.words.form import GROUPS
from cchc.words.period import report_title
from cchc.words.translator import Voice

GUIDE = 7
MOST_OWNERS = 300
"""More units are not listed as owners of an item."""
ABOUT_COLUMN, OWNER_COLUMN = 2, 3
HEIGHT: Mapping[TableKind, int] = {
    TableKind.VALUE: 34,
    TableKind.ITEM: 22,
    TableKind.TASK: 34,
    TableKind.PAPER: 22,
    TableKind.WORDS: 72,
    TableKind.OBSTACLE: 48,
}
"""The least height of a row to fill in, in points."""


LONGEST_TITLE = 32
LONGEST = 255
MOST = 10**15
LISTED = {
    (TableKind.VALUE, "state"): "state",
    (TableKind.TASK, "state"): "task",
}
DAYS = frozenset({(TableKind.TASK, "done"), (TableKind.ITEM, "date")})
WORDS = frozenset({TableKind.WORDS, TableKind.OBSTACLE})


class InputChecks:
    """The checks of one form; the lists are in the sheet nobody sees."""

    def __init__(self, voice: Voice, about: int, owners: int) -> None:
        self.voice = voice
        self.about = about
        self.owners = owners

    def style(self, kind: TableKind, key: str, row: FormRow) -> str:
        """The name of the format of an input."""
        if (kind, key) in LISTED or (row.ask is FigureAsk.ANSWER and key == "value"):
            return "choice"
        if (kind, key) in DAYS or (row.ask is FigureAsk.DAY and key == "value"):
            return "day"
        if kind is TableKind.VALUE and key in {"value", "whole"} and row.indicator:
            return "decimal" if row.indicator.entry_decimals else "whole"
        return "words" if kind in WORDS else "open"

    def check(self, table: FormTable, key: str, row: FormRow) -> Check | None:
        """What may be typed, and what is said when the cell is chosen."""
        kind = table.kind
        if kind is TableKind.VALUE and key in {"value", "whole"}:
            return self._figure(table, key, row)
        if (kind, key) in LISTED:
            return self._choice(LISTED[kind, key], f"form.hint.{kind}.{key}")
        if (kind, key) in DAYS:
            return self._hint("form.hint.day")
        if key == "about" and self.about:
            return self._range("C", self.about, "form.hint.about")
        if key == "owner" and self.owners:
            return self._range("D", self.owners, "form.hint.owner")
        return None

    def _figure(self, table: FormTable, key: str, row: FormRow) -> Check:
        indicator = row.indicator
        if row.ask is FigureAsk.ANSWER:
            return self._choice("answer", "form.hint.answer")
        if row.ask is FigureAsk.DAY or indicator is None:
            return self._hint("form.hint.day")
        covered = table.heads[key].replace("\n", ": ")
        unit = row.cells["unit"]
        hint = self.voice.say("form.hint.figure", covered=covered, unit=unit)
        decimals = indicator.entry_decimals
        wrong = "whole" if decimals == 0 else "decimal"
        return {
            "validate": "integer" if decimals == 0 else "decimal",
            "criteria": "between",
            "minimum": 0 if indicator.non_negative else -MOST,
            "maximum": MOST,
            **self._said(hint),
            "error_title": self.voice.say("form.wrong")[:LONGEST_TITLE],
            "error_message": self.voice.say(f"form.wrong.{wrong}")[:LONGEST],
        }

    def _choice(self, group: str, hint: str) -> Check:
        words = [self.voice.say(f"form.{group}.{word}") for word in GROUPS[group]]
        return {
            "validate": "list",
            "source": words,
            **self._said(self.voice.say(hint)),
            "error_title": self.voice.say("form.wrong")[:LONGEST_TITLE],
            "error_message": self.voice.say("form.wrong.choice")[:LONGEST],
        }

    def _range(self, column: str, rows: int, hint: str) -> Check:
        """A list from the hidden sheet; other words may be typed too."""
        return {
            "validate": "list",
            "source": f"={SHEET}!${column}$1:${column}${rows}",
            "show_error": False,
            **self._said(self.voice.say(hint)),
        }

    def _hint(self, hint: str) -> Check:
        return {"validate": "any", **self._said(self.voice.say(hint))}

    def _said(self, hint: str) -> Check:
        title = self.voice.say("form.hint")[:LONGEST_TITLE]
        return {"input_title": title, "input_message": hint[:LONGEST]}


def form_workbook(form: Form, voice: Voice) -> bytes:
    """The workbook of one form."""
    about, units = tuple(_about(form)), form.plan.units
    is_listed = bool(form.registers) and len(units) <= MOST_OWNERS
    owners = tuple(one_line(unit.name) for unit in units) if is_listed else ()
    checks = InputChecks(voice, len(about), len(owners))
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
    for form_task in form.tasks:
        yield f"{form_task.task.id} – {one_line(form_task.task.name)}"


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


def _input_table(table: FormTable, checks: InputChecks) -> InputTable:
    columns = COLUMNS[table.kind]
    return InputTable(
        mark=table.mark,
        title=table.title,
        remark=table.remark,
        heads=tuple(table.heads[key] for key in columns),
        widths=tuple(columns.values()),
        rows=tuple(
            InputRow(row.mark, tuple(_cell(table, key, row, checks) for key in columns))
            for row in table.rows
        ),
        row_height=HEIGHT[table.kind],
        end_mark=f"/{table.kind}" if table.more else "",
    )


def _cell(table: FormTable, key: str, row: FormRow, checks: InputChecks) -> InputCell:
    """An open cell where it is asked; a text; grey where neither is."""
    if key in row.asks:
        style, check = checks.style(table.kind, key, row), checks.check(table, key, row)
        return InputCell("", style, is_open=True, check=check)
    if key not in row.cells:
        return InputCell("", "closed")
    style = "text" if key in {"title", "output"} else "fixed"
    return InputCell(row.cells[key], style)
