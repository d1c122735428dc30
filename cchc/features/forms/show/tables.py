"""A form as tables, of what is printed and of cells to fill in; as CSV too."""

from collections.abc import Iterable, Iterator, Mapping

from cchc.core.facts.report import Section
from cchc.features.forms.show.cells import (
    HALVED,
    InputCells,
    Inputs,
    computed_cells,
    due_words,
    empty_cells,
    head_words,
    target_words,
    task_by_words,
    unit_words,
    with_answers,
    year_ago_words,
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
from cchc.features.forms.show.stock_sheet import stock_table
from cchc.paper.input_workbook import InputCell, InputRow, InputTable
from cchc.phrases.reading_phrases import item_line, reading_words, task_state_words
from cchc.screen.table import csv_text
from cchc.sources.forms.form_proof import PrintedNames
from cchc.sources.forms.form_rows import FormInputRows
from cchc.text.day import short
from cchc.text.form_marks import HEAD, INPUTS, PAPER_ROWS, SUM, TableKind
from cchc.text.record import replace
from cchc.text.sanitize import inert, one_line
from cchc.words.period import label, read_period
from cchc.words.prose import NOTHING
from cchc.words.translator import Voice

ITEM_ROWS, MOST_ITEM_ROWS = 10, 300
"""Rows of a register: twice last year's, at least and at most so many."""
OBSTACLE_ROWS = 8
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")

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
        rows = self.carried.get((form.unit.id, form.period.id))
        for code, made in self._sheets(form, subjects, owners):
            if tables := tuple(made):
                if rows is not None:
                    tables = tuple(with_answers(table, rows) for table in tables)
                yield code, tables

    def _sheets(
        self, form: Form, subjects: int, owners: int
    ) -> Iterator[tuple[str, Iterable[InputTable]]]:
        self.inputs.day = short(form.period.cutoff)
        shared = (form.period, self.inputs, self.voice)
        yield "values", (self._figures(block, form) for block in form.blocks)
        yield "stocks", (stock_table(stock, *shared) for stock in form.stocks)
        yield "items", (self._register(own, owners) for own in form.registers)
        yield "tasks", self._tasks(form.tasks)
        sections = [section.value for section in Section]
        papers = self._sections(TableKind.PAPER, PAPER_ROWS)
        yield "words", (papers, self._sections(TableKind.WORDS, sections))
        kind = TableKind.OBSTACLE
        inputs = self.inputs.others(kind, INPUTS[kind], subjects)
        rows = self._numbered(kind, OBSTACLE_ROWS, inputs)
        title = self.voice.say("form.sheet.obstacles")
        yield "obstacles", (self._table(kind, title, rows),)

    def _figures(self, block: FormBlock, form: Form) -> InputTable:
        kind, voice = TableKind.VALUE, self.voice
        is_halved = block.ask in HALVED
        heads = self._heads(kind, head_words(block, form, voice))
        if not is_halved:
            heads["whole"] = ""
        keys = tuple(key for key in INPUTS[kind] if is_halved or key != "whole")
        rows = []
        for number, line in enumerate(block.lines, start=1):
            last = reading_words(line.last, line.indicator, voice)
            printed = {**self._line(line, block), "no": str(number), "last": last}
            inputs = self.inputs.figures(line.indicator, block.ask, keys, heads)
            inputs = {**inputs, **computed_cells(line, block, inputs)}
            rows.append(self._row(kind, line.indicator.id, printed, inputs))
        table = self._table(kind, voice.say(f"form.block.{block.ask}"), rows, heads)
        counted = ("value", "whole") if is_halved else ("value",)
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
        plan = target_words(register.line, self.voice)
        due = due_words(register.line, self.voice)
        remark = say("form.register.plan", plan=plan, due=due)
        if register.known:
            items = "; ".join(item_line(row) for row in register.known)
            remark = f"{remark} {say('form.register.known', items=items)}".strip()
        inputs = self.inputs.others(kind, INPUTS[kind], owners)
        count = min(max(ITEM_ROWS, 2 * register.year_ago), MOST_ITEM_ROWS)
        rows = self._numbered(kind, count, inputs, indicator.id)
        title = say("form.register", name=one_line(indicator.name))
        table = self._table(kind, title, rows)
        return replace(table, mark=f"#{kind}:{indicator.id}", remark=remark)

    def _numbered(
        self, kind: TableKind, count: int, inputs: Inputs, key: str | None = None
    ) -> Iterator[InputRow]:
        """Rows with nothing but their number printed; of a register with its mark."""
        for number in map(str, range(1, count + 1)):
            yield self._row(kind, key or number, {"no": number}, inputs)

    def _tasks(self, tasks: Iterable[FormTask]) -> Iterator[InputTable]:
        kind, rows = TableKind.TASK, []
        for form_task in tasks:
            task, note, voice = form_task.task, form_task.note, self.voice
            printed = {
                "no": task.id,
                "title": one_line(task.name),
                "output": one_line(task.output or ""),
                "by": task_by_words(form_task, voice),
                "said": task_state_words(note, "form.task", voice) if note else NOTHING,
            }
            is_counted = task.count is not None
            keys = tuple(key for key in INPUTS[kind] if is_counted or key != "count")
            rows.append(
                self._row(kind, task.id, printed, self.inputs.others(kind, keys))
            )
        if rows:
            table = self._table(kind, self.voice.say("form.sheet.tasks"), rows)
            yield replace(table, empty=empty_cells(("state",)))

    def _sections(self, kind: TableKind, keys: Iterable[str]) -> InputTable:
        """A table with one line of words to write for each key."""
        inputs, say = self.inputs.others(kind, INPUTS[kind]), self.voice.say
        day, row_code = self.inputs.day, f"form.row.{kind}.{{}}".format
        rows = (
            self._row(kind, key, {"title": inert(say(row_code(key), day=day))}, inputs)
            for key in keys
        )
        return self._table(kind, say(f"form.block.{kind}"), rows)

    def _heads(self, kind: TableKind, second: Mapping[str, str]) -> dict[str, str]:
        """The head of each column; a second line says what its figures cover."""
        heads = {}
        for key in COLUMNS[kind]:
            head = self.voice.say(f"form.head.{kind}.{key}")
            heads[key] = f"{head}\n{second[key]}" if second.get(key) else head
        return heads

    def _table(
        self,
        kind: TableKind,
        title: str,
        rows: Iterable[InputRow],
        heads: Mapping[str, str] | None = None,
    ) -> InputTable:
        """The table of one kind."""
        named = heads or self._heads(kind, {})
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
        cells = []
        for column in COLUMNS[kind]:
            style = "text" if column in LEFT else "fixed"
            known = InputCell(printed[column], style) if column in printed else CLOSED
            cells.append(inputs.get(column, known))
        return InputRow(f"{kind}:{key}", tuple(cells))

    def csv(self, form: Form) -> bytes:
        """The tables one below the other, ids in the first column."""
        rows: list[list[str]] = [[form.mark.text(), form.unit.name, form.period.id]]
        for table in (table for _, sheet in self.sheets(form) for table in sheet):
            heads = [head.replace("\n", "\r\n") for head in table.heads]
            rows += [[], ["", table.title]]
            rows += [[f"{table.mark[1:]}{SUM}", *heads]] if table.keys else []
            rows += [[table.mark, *(table.keys or heads)]]
            for row in table.rows:
                # no spreadsheet takes text for a formula
                texts = (cell.text for cell in row.cells)
                shown = (f"'{t}" if t.startswith(FORMULA_SIGNS) else t for t in texts)
                rows.append([row.mark, *shown])
            rows += [[table.end_mark]] if table.end_mark else []
        return csv_text(rows).encode()


def printed_names(ground: FormGround, form: Form, tables: FormTables) -> PrintedNames:
    """What a form prints, for one that came back to be proved by."""
    made = [table for _, sheet in tables.sheets(form) for table in sheet]
    names = dict(form.names)
    for register in form.registers:
        indicator = register.line.indicator
        names[f"{TableKind.ITEM}:{indicator.id}"] = one_line(indicator.name)
    texts = {tables.voice.say(f"form.block.{ask}") for ask in FigureAsk}
    cells: dict[str, dict[str, str]] = {}
    for table in made:
        # of a remark, which grows, how it begins
        remark = table.remark.partition(":")[0]
        texts |= {table.title, *table.heads, *table.above, remark}
        # what is printed above each column that is known by a key
        pairs = zip(table.keys, table.heads, strict=True) if table.keys else ()
        above = {f"{HEAD}{key}": head for key, head in pairs}
        for row in table.rows:
            printed = zip(table.columns, (c.text for c in row.cells), strict=True)
            cells[row.mark] = {**dict(printed), **above}
            if row.mark[0] in {TableKind.WORDS, TableKind.PAPER}:
                names[row.mark] = row.cells[0].text

    def period_of(text: str) -> str:
        period = read_period(text, ground.periods)
        return period.id if period else ""

    return PrintedNames(
        rows=names,
        units=ground.units,
        unit_name=lambda key: one_line(form.plan.unit_name(key)),
        periods=ground.titles,
        period_of=period_of,
        unit=one_line(form.unit.name),
        period=label(form.period, tables.voice),
        cells=cells,
        texts=frozenset(texts),
    )
