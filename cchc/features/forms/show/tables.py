"""A form as tables, of what is printed and of cells to fill in; as CSV too."""

from collections.abc import Iterable, Iterator, Mapping

from cchc.core.facts.report import Section
from cchc.features.forms.show.carried_answers import with_answers
from cchc.features.forms.show.computed_cells import (
    computed_cells,
    computed_words,
    empty_cells,
)
from cchc.features.forms.show.form_model import (
    FigureAsk,
    Form,
    FormBlock,
    FormGround,
    FormLine,
    FormRegister,
    FormTask,
)
from cchc.features.forms.show.form_words import (
    ask_words,
    due_words,
    target_words,
    task_by_words,
    task_note_words,
    unit_words,
    whole_words,
    year_ago_words,
)
from cchc.features.forms.show.input_cells import InputCells
from cchc.features.forms.show.stock_sheet import stock_table
from cchc.paper.input_workbook import InputCell, InputRow, InputTable
from cchc.phrases.reading_phrases import item_line, reading_words
from cchc.screen.table import csv_text
from cchc.sources.forms.form_proof import PrintedNames
from cchc.sources.forms.form_rows import FormInputRows
from cchc.text.day import short
from cchc.text.form_marks import HEAD, INPUTS, PAPER_ROWS, SUM, TableKind
from cchc.text.record import replace
from cchc.text.sanitize import inert, one_line
from cchc.words.period import label, read_period
from cchc.words.translator import Voice

ITEM_ROWS, MOST_ITEM_ROWS = 10, 300
"""Rows of a register: twice last year's, at least and at most so many."""
OBSTACLE_ROWS = 8
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
HALVED = frozenset({FigureAsk.RATE, FigureAsk.SHARE})
"""What is asked for as a part and its whole."""

WORDS = {"title": 38, "text": 120}
COLUMNS: Mapping[TableKind, Mapping[str, int]] = {
    TableKind.VALUE: {
        "no": 5,
        "title": 38,
        "unit": 13,
        "plan": 15,
        "due": 14,
        "last": 14,
        "year_ago": 14,
        "value": 21,
        "whole": 19,
        "result": 14,
        "share": 13,
        "state": 15,
        "note": 22,
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
    TableKind.PAPER: WORDS,
    TableKind.WORDS: WORDS,
    TableKind.OBSTACLE: {
        "no": 5,
        "text": 44,
        "about": 34,
        "cause": 30,
        "proposal": 34,
        "to": 22,
    },
}
"""The columns of each table in their order, with their widths in characters.

A sheet with several tables has the widths of its first.
"""

HEIGHT: Mapping[TableKind, int] = {
    TableKind.VALUE: 34,
    TableKind.ITEM: 22,
    TableKind.TASK: 34,
    TableKind.PAPER: 22,
    TableKind.WORDS: 54,
    TableKind.OBSTACLE: 40,
}
"""The least height of a row to fill in, in points."""

OPEN_ENDED = frozenset({TableKind.ITEM, TableKind.OBSTACLE})
"""Tables to which a unit may add rows."""
LEFT = frozenset({"title", "output"})
CLOSED = InputCell("", "closed")

FormSheet = tuple[str, tuple[InputTable, ...]]


class FormTables:
    """Makes the tables of the forms of a batch; what they share is made once.

    `carried` are the rows of earlier forms, by unit and period.
    """

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self.inputs = InputCells(voice)
        self._printed: dict[tuple[object, ...], Mapping[str, str]] = {}
        self.carried: Mapping[tuple[str, str], FormInputRows] = {}

    def sheets(
        self, form: Form, subjects: int = 0, owners: int = 0
    ) -> Iterator[FormSheet]:
        """The sheets of a form by the code of their name, those with nothing left out.

        So many subjects of an obstacle and owners of an item are listed to choose
        from. Answers of an earlier form of the unit are `carried` over.
        """
        whose = (form.unit.id, form.period.id)
        rows = self.carried.get(whose)
        for code, made in self._sheets(form, subjects, owners):
            yield (
                code,
                made
                if rows is None
                else tuple(with_answers(table, rows) for table in made),
            )

    def _sheets(
        self, form: Form, subjects: int = 0, owners: int = 0
    ) -> Iterator[FormSheet]:
        self.inputs.day = short(form.period.cutoff)
        if form.blocks:
            yield "values", tuple(self._figures(block, form) for block in form.blocks)
        if form.stocks:
            shared = (form.period, self.inputs, self.voice)
            yield "stocks", tuple(stock_table(own, *shared) for own in form.stocks)
        if form.registers:
            yield "items", tuple(self._register(own, owners) for own in form.registers)
        if form.tasks:
            title, rows = (
                self.voice.say("form.sheet.tasks"),
                map(self._task, form.tasks),
            )
            table = self._table(TableKind.TASK, title, rows)
            yield "tasks", (replace(table, empty=empty_cells(("state",))),)
        sections = [section.value for section in Section]
        papers = self._sections(TableKind.PAPER, PAPER_ROWS)
        yield "words", (papers, self._sections(TableKind.WORDS, sections))
        yield "obstacles", (self._obstacles(subjects),)

    def _figures(self, block: FormBlock, form: Form) -> InputTable:
        kind, voice = TableKind.VALUE, self.voice
        heads = self._heads(
            kind,
            value=ask_words(block, form, voice),
            whole=whole_words(block, voice),
            result=computed_words("result", block, voice),
            share=computed_words("share", block, voice),
        )
        keys = tuple(key for key in INPUTS[kind] if key != "whole")
        if block.ask in HALVED:
            keys = INPUTS[kind]
        else:
            heads["whole"] = ""
        rows = []
        for number, line in enumerate(block.lines, start=1):
            printed = self._line(line, block)
            inputs = self.inputs.figures(line.indicator, block.ask, keys, heads)
            inputs = {**inputs, **computed_cells(line, block, inputs)}
            last = reading_words(line.last, line.indicator, voice)
            printed = {**printed, "no": str(number), "last": last}
            rows.append(self._row(kind, line.indicator.id, printed, inputs))
        table = self._table(kind, voice.say(f"form.block.{block.ask}"), rows, heads)
        counted = ("value", "whole") if block.ask in HALVED else ("value",)
        return replace(table, empty=empty_cells(counted, "state"))

    def _line(self, line: FormLine, block: FormBlock) -> Mapping[str, str]:
        """What is printed beside a figure, the same for many units."""
        indicator = line.indicator
        whose = (line.is_shared, line.is_alone, line.year_ago)
        key = (indicator.id, block.ordinal, line.allotted, line.due, *whose)
        if key not in self._printed:
            self._printed[key] = {
                "title": one_line(indicator.name),
                "unit": unit_words(indicator, self.voice),
                "plan": target_words(line, self.voice),
                "due": due_words(line, self.voice),
                "year_ago": year_ago_words(line, block, self.voice),
            }
        return self._printed[key]

    def _register(self, register: FormRegister, owners: int) -> InputTable:
        kind, say, indicator = TableKind.ITEM, self.voice.say, register.line.indicator
        known = "; ".join(item_line(row) for row in register.known)
        plan, due = (
            target_words(register.line, self.voice),
            due_words(register.line, self.voice),
        )
        remarks = [say("form.register.plan", plan=plan, due=due)]
        remarks += [say("form.register.known", items=known)] if known else []
        inputs = self.inputs.others(kind, INPUTS[kind], owners)
        count = min(max(ITEM_ROWS, 2 * register.year_ago), MOST_ITEM_ROWS)
        rows = (
            self._row(kind, indicator.id, {"no": str(number)}, inputs)
            for number in range(1, count + 1)
        )
        title = say("form.register", name=one_line(indicator.name))
        remark = " ".join(text for text in remarks if text)
        table = self._table(kind, title, rows)
        return replace(table, mark=f"#{kind}:{indicator.id}", remark=remark)

    def _task(self, form_task: FormTask) -> InputRow:
        kind, task = TableKind.TASK, form_task.task
        printed = {
            "no": task.id,
            "title": one_line(task.name),
            "output": one_line(task.output or ""),
            "by": task_by_words(form_task, self.voice),
            "said": task_note_words(form_task, self.voice),
        }
        keys = (key for key in INPUTS[kind] if task.count is not None or key != "count")
        return self._row(kind, task.id, printed, self.inputs.others(kind, tuple(keys)))

    def _sections(self, kind: TableKind, keys: Iterable[str]) -> InputTable:
        """A table with one line of words to write for each key."""
        inputs, say = self.inputs.others(kind, INPUTS[kind]), self.voice.say
        day, row_code = self.inputs.day, f"form.row.{kind}.{{}}".format
        rows = (
            self._row(kind, key, {"title": inert(say(row_code(key), day=day))}, inputs)
            for key in keys
        )
        return self._table(kind, say(f"form.block.{kind}"), rows)

    def _obstacles(self, subjects: int) -> InputTable:
        kind = TableKind.OBSTACLE
        inputs = self.inputs.others(kind, INPUTS[kind], subjects)
        rows = (
            self._row(kind, str(number), {"no": str(number)}, inputs)
            for number in range(1, OBSTACLE_ROWS + 1)
        )
        return self._table(kind, self.voice.say("form.sheet.obstacles"), rows)

    def _heads(self, kind: TableKind, **second: str) -> dict[str, str]:
        """The head of each column; a second line says what its figures cover."""
        say = self.voice.say
        texts = {key: say(f"form.head.{kind}.{key}") for key in COLUMNS[kind]}
        return {
            key: f"{text}\n{second[key]}" if second.get(key) else text
            for key, text in texts.items()
        }

    def _table(
        self,
        kind: TableKind,
        title: str,
        rows: Iterable[InputRow],
        heads: Mapping[str, str] | None = None,
    ) -> InputTable:
        """The table of one kind."""
        named = heads or self._heads(kind)
        return InputTable(
            mark=f"#{kind}",
            title=title,
            remark="",
            columns=tuple(COLUMNS[kind]),
            heads=tuple(named[key] for key in COLUMNS[kind]),
            widths=tuple(COLUMNS[kind].values()),
            rows=tuple(rows),
            row_height=HEIGHT[kind],
            end_mark=f"/{kind}" if kind in OPEN_ENDED else "",
        )

    def _row(
        self,
        kind: TableKind,
        key: str,
        printed: Mapping[str, str],
        inputs: Mapping[str, InputCell],
    ) -> InputRow:
        """An open cell where it is asked; a text; grey where neither is."""
        return InputRow(
            f"{kind}:{key}",
            tuple(
                inputs[column]
                if column in inputs
                else InputCell(printed[column], "text" if column in LEFT else "fixed")
                if column in printed
                else CLOSED
                for column in COLUMNS[kind]
            ),
        )

    def csv(self, form: Form) -> bytes:
        """The tables one below the other, ids in the first column."""
        rows: list[list[str]] = [[form.mark.text(), form.unit.name, form.period.id]]
        for _, tables in self.sheets(form):
            for table in tables:
                heads = (head.replace("\n", "\r\n") for head in table.heads)
                rows += [[], ["", table.title]]
                skipped = f"{table.mark[1:]}{SUM}"
                rows += [[skipped, *heads]] if table.keys else []
                rows += [[table.mark, *(table.keys or heads)]]
                for row in table.rows:
                    rows.append([row.mark, *(_inert(cell.text) for cell in row.cells)])
                if table.end_mark:
                    rows.append([table.end_mark])
        return csv_text(rows).encode()


def printed_names(ground: FormGround, form: Form, tables: FormTables) -> PrintedNames:
    """What a form prints, for one that came back to be proved by."""
    made = [table for _, sheet in tables.sheets(form) for table in sheet]
    blocks = (tables.voice.say(f"form.block.{ask}") for ask in FigureAsk)
    return PrintedNames(
        rows=dict(_row_names(form, made)),
        units=ground.units,
        unit_name=lambda key: one_line(form.plan.unit_name(key)),
        periods=ground.titles,
        period_of=lambda text: (
            period.id if (period := read_period(text, ground.periods)) else ""
        ),
        unit=one_line(form.unit.name),
        period=label(form.period, tables.voice),
        cells={
            row.mark: {
                **dict(zip(table.columns, (c.text for c in row.cells), strict=True)),
                **dict(_heads_above(table)),
            }
            for table in made
            for row in table.rows
        },
        texts=frozenset((*blocks, *(t for table in made for t in _texts(table)))),
    )


def _row_names(form: Form, made: Iterable[InputTable]) -> Iterator[tuple[str, str]]:
    """The names of rows by their marks; of a register's that of the register."""
    yield from form.names.items()
    for register in form.registers:
        indicator = register.line.indicator
        yield f"{TableKind.ITEM}:{indicator.id}", one_line(indicator.name)
    for row in (row for table in made for row in table.rows):
        if row.mark[0] in {TableKind.WORDS, TableKind.PAPER}:
            yield row.mark, row.cells[0].text


def _texts(table: InputTable) -> Iterator[str]:
    """What is printed around a table; of a remark, which grows, how it begins."""
    yield from (table.title, *table.heads, *table.above, table.remark.partition(":")[0])


def _heads_above(table: InputTable) -> Iterator[tuple[str, str]]:
    """What is printed above each column that is known by a key."""
    if table.keys:
        for key, head in zip(table.keys, table.heads, strict=True):
            yield f"{HEAD}{key}", head


def _inert(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
