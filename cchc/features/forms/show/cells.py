"""What stands in the cells of a form: words printed, open cells, formulas, answers.

No macros, formulas alone: rates, totals since the start of the year, shares of the
unit's own plan; red where a part is larger than its whole or a figure is a hundred
times off (DESIGN 2).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import zip_longest

from cchc.core.check.plausible import FEW, SLIP, size_of
from cchc.core.plan.measure import NEVER_NIL, RatioOf
from cchc.core.plan.plan import Indicator
from cchc.features.forms.show.form_model import (
    FigureAsk,
    Form,
    FormBlock,
    FormLine,
    FormTask,
)
from cchc.paper.input_workbook import Check, InputCell, InputRow, InputTable
from cchc.phrases.promise_words import promised_level
from cchc.phrases.reading_phrases import reading_words
from cchc.sources.forms.form_grid import CellKind
from cchc.sources.forms.form_rows import FormInputRow, FormInputRows
from cchc.text.day import short
from cchc.text.form_marks import SHEET, TableKind
from cchc.text.number import CELL
from cchc.text.number_format import format_figure, vietnamese
from cchc.text.record import replace
from cchc.text.sanitize import one_line
from cchc.words.counted_things import counted_thing
from cchc.words.form import GROUPS
from cchc.words.period import short_label, task_due_text
from cchc.words.prose import NOTHING
from cchc.words.translator import Voice


def unit_words(indicator: Indicator, voice: Voice) -> str:
    """What is typed: of a rate how many things, of a planned amount its unit."""
    if indicator.of is RatioOf.PLAN and indicator.amount is not None:
        return one_line(indicator.amount.unit or "")
    if indicator.of is None:
        return one_line(indicator.unit)
    thing = counted_thing(indicator.name)
    code = "form.unit.number" if thing else "form.unit.count"
    return voice.say(code, thing=thing)


def days_words(first: date, last: date) -> str:
    """`15/3–14/6`; with years where they differ: `15/12/2021–14/3/2022`."""
    if first.year == last.year:
        return f"{first.day}/{first.month}–{last.day}/{last.month}"
    return f"{first.day}/{first.month}/{first.year}–{last.day}/{last.month}/{last.year}"


HALVED = frozenset({FigureAsk.RATE, FigureAsk.SHARE})
"""What is asked for as a part and its whole."""
IN_BOTH = frozenset({FigureAsk.FLOW, FigureAsk.RATE, FigureAsk.RUNNING})
WORKED_OUT = {"result": IN_BOTH | {FigureAsk.SHARE}, "share": IN_BOTH}
"""The ways of asking whose computed columns say something in a second line."""


def head_words(block: FormBlock, form: Form, voice: Voice) -> dict[str, str]:
    """What the columns of figures cover: `Phát sinh 15/3–14/6, không gồm Quý I`."""
    ask, say = block.ask, voice.say
    before = ", ".join(short_label(period, voice) for period in form.before)
    apart = ".apart" if before and ask in {FigureAsk.FLOW, FigureAsk.RATE} else ""
    days = {"days": days_words(block.first, block.last), "last": short(block.last)}
    heads = {"value": say(f"form.ask.{ask}{apart}", before=before, **days)}
    if ask in HALVED:
        heads["whole"] = say(f"form.whole.{ask}", **days)
    worked_out = (column for column, asks in WORKED_OUT.items() if ask in asks)
    return heads | {column: say(f"form.{column}.{ask}") for column in worked_out}


def target_words(line: FormLine, voice: Voice) -> str:
    """The unit's allotment, else the target of the whole."""
    indicator = line.indicator
    if line.allotted is not None:
        return indicator.figure_text(line.allotted)
    amount = indicator.amount
    target = promised_level(indicator, voice, with_unit=False)
    if indicator.of is RatioOf.PLAN and amount is not None:
        whole = f"{vietnamese(amount.value)} {one_line(amount.unit or '')}"
        target = voice.say("form.of_amount", target=target, whole=whole)
    return of_the_whole(target, line, voice)


def of_the_whole(words: str, line: FormLine, voice: Voice) -> str:
    """The words, marked where they are not the unit's own."""
    is_marked = line.is_shared and words != NOTHING
    return voice.say("form.whole_plan", said=words) if is_marked else words


def due_words(line: FormLine, voice: Voice) -> str:
    """What should be true by the cut-off, since the start of the year."""
    indicator, due = line.indicator, line.due
    if due is None:
        return NOTHING
    words = indicator.figure_text(due)
    if indicator.of is RatioOf.PLAN and indicator.amount is not None:
        part = Fraction(indicator.amount.value) * due / 100
        words = f"{words} ({format_figure(part, indicator.amount.decimals)})"
    elif line.allotted is not None and due.denominator != 1:
        words = format_figure(due, indicator.decimals + 1)
    return of_the_whole(words, line, voice)


def year_ago_words(line: FormLine, block: FormBlock, voice: Voice) -> str:
    """The unit's own figure of last year; else the one the plan has for the whole."""
    indicator, at = line.indicator, block.ordinal - 1
    if line.year_ago is not None:
        return reading_words(line.year_ago, indicator, voice)
    declared = indicator.previous_year
    value = declared[at] if at < len(declared) else None
    if value is None:
        return NOTHING
    words = indicator.figure_text(Fraction(value))
    return words if line.is_alone else voice.say("form.whole_plan", said=words)


def task_by_words(form_task: FormTask, voice: Voice) -> str:
    """By when a task is to be done: the day that was granted, else the plan's."""
    if form_task.extended is not None:
        return voice.say("form.extended", day=short(form_task.extended))
    standing = voice.say("form.standing") if form_task.task.standing else ""
    return task_due_text(form_task.task, voice) or standing


LONGEST_TITLE = 32
LONGEST = 255
MOST = 10**15
CHOICES = {(TableKind.VALUE, "state"): "state", (TableKind.TASK, "state"): "task"}
DAYS = frozenset({(TableKind.TASK, "done"), (TableKind.ITEM, "date")})
LISTS = {"about": "C", "owner": "D"}
"""Columns with a list in the hidden sheet, and its column there."""
NEVER_NIL_HINT = "form.hint.v.state.never_nil"
WORDS = frozenset({TableKind.WORDS, TableKind.OBSTACLE})

Inputs = Mapping[str, InputCell]
"""Open cells by the column that they stand in."""


class InputCells:
    """Makes open cells; forms of a batch share what is made once.

    `day` is an example of a day in the period that is asked about.
    """

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self.day = ""
        self._made: dict[tuple[object, ...], Inputs] = {}

    def figures(
        self,
        indicator: Indicator,
        ask: FigureAsk,
        keys: tuple[str, ...],
        heads: Mapping[str, str],
    ) -> Inputs:
        """The cells of a figure; `heads` say which days each covers."""
        made = (self.day, indicator.id, ask, heads["value"], heads["whole"])
        if made not in self._made:
            self._made[made] = {
                key: self._figure(indicator, ask, heads[key].replace("\n", ": "))
                if key in {"value", "whole"}
                else self._choice(self._words("state", "nil"), NEVER_NIL_HINT)
                if key == "state" and indicator.measure in NEVER_NIL  # (1)
                else self._other(TableKind.VALUE, key, 0)
                for key in keys
            }
        return self._made[made]

    def others(self, kind: TableKind, keys: tuple[str, ...], listed: int = 0) -> Inputs:
        """The cells of a row that is no figure; `listed` words may be chosen from."""
        made = (self.day, kind, keys, listed)
        if made not in self._made:
            self._made[made] = {key: self._other(kind, key, listed) for key in keys}
        return self._made[made]

    def _figure(self, indicator: Indicator, ask: FigureAsk, covered: str) -> InputCell:
        if ask is FigureAsk.ANSWER:
            return self._choice(self._words("answer"), "form.hint.answer")
        if ask is FigureAsk.DAY:
            return self._day()
        if indicator.scale:
            return self._choice(indicator.scale, "form.hint.grade")
        style, unit = "whole", unit_words(indicator, self.voice)
        if indicator.entry_decimals:
            style = "decimal"
        check: Check = {
            "validate": "decimal" if style == "decimal" else "integer",
            "criteria": "between",
            "minimum": int(indicator.is_rank) if indicator.non_negative else -MOST,
            "maximum": MOST,
            **self._hint("form.hint.figure", covered=covered, unit=unit),
            **self._wrong(style),
        }
        return _open(style, check)

    def _other(self, kind: TableKind, key: str, listed: int) -> InputCell:
        if (kind, key) in CHOICES:
            words = self._words(CHOICES[kind, key])
            return self._choice(words, f"form.hint.{kind}.{key}")
        if (kind, key) in DAYS:
            return self._day()
        check = None
        if key in LISTS and listed:
            # Other words than those of the list may be typed too.
            check = {
                "validate": "list",
                "source": f"={SHEET}!${LISTS[key]}$1:${LISTS[key]}${listed}",
                "show_error": False,
                **self._hint(f"form.hint.{key}"),
            }
        return _open("words" if kind in WORDS else "open", check)

    def _day(self) -> InputCell:
        return _open(
            "day", {"validate": "any", **self._hint("form.hint.day", day=self.day)}
        )

    def _words(self, group: str, without: str = "") -> list[str]:
        words = (word for word in GROUPS[group] if word != without)
        return [self.voice.say(f"form.{group}.{word}") for word in words]

    def _choice(self, words: Sequence[str], hint: str) -> InputCell:
        shown = {**self._hint(hint), **self._wrong("choice")}
        return _open("choice", {"validate": "list", "source": [*words], **shown})

    def _hint(self, hint: str, **blanks: str) -> Check:
        """What is said when the cell is chosen."""
        title = self.voice.say("form.hint")[:LONGEST_TITLE]
        message = self.voice.say(hint, **blanks)[:LONGEST]
        return {"input_title": title, "input_message": message}

    def _wrong(self, code: str) -> Check:
        """What is said when something else is typed."""
        return {
            "error_title": self.voice.say("form.wrong")[:LONGEST_TITLE],
            "error_message": self.voice.say(f"form.wrong.{code}")[:LONGEST],
        }


def _open(style: str, check: Check | None) -> InputCell:
    return InputCell("", style, is_open=True, check=check)


VALUE, WHOLE = "{value}", "{whole}"
"""The cells of the row in a formula; the workbook puts in their addresses."""


def computed_cells(
    line: FormLine, block: FormBlock, inputs: Mapping[str, InputCell]
) -> Mapping[str, InputCell]:
    """The cells of a row that follow from its inputs, and those inputs watched."""
    made = {
        column: InputCell("", style, formula=f'=IF({missing},"",{formula})')
        for column, style, missing, formula in _formulas(line, block.ask)
    }
    alarms = tuple(_alarms(line))
    watched = {
        column: replace(inputs[column], alarm=f"=OR({','.join(alarms)})")
        for column in ("value", "whole")
        if alarms and column in inputs
    }
    return {**made, **watched}


def _formulas(line: FormLine, ask: FigureAsk) -> Iterator[tuple[str, str, str, str]]:
    """Column, format, when there is nothing to show, and the formula."""
    none, no_rate = f"NOT(ISNUMBER({VALUE}))", f"N({WHOLE})=0"
    before, plan = line.before, line.plan_value
    if ask in {FigureAsk.RATE, FigureAsk.SHARE}:
        yield "result", "rate", no_rate, f"{VALUE}/{WHOLE}"
        if ask is FigureAsk.RATE and before is not None:
            whole = f"({before[1]:f}+N({WHOLE}))"
            formula = f"({before[0]:f}+N({VALUE}))/{whole}"
            yield "share", "rate", f"OR({none},{whole}=0)", formula
        return
    so_far = VALUE
    if ask is FigureAsk.FLOW:
        if before is None:
            return
        so_far = f"({before[0]:f}+{VALUE})"
        yield "result", "sum", none, so_far
    elif ask is not FigureAsk.RUNNING:
        return
    elif line.last is not None and line.last.number is not None:
        yield "result", "sum", none, f"{VALUE}-{line.last.number:f}"
    if plan:
        yield "share", "rate", none, f"{so_far}/({plan})"


def _alarms(line: FormLine) -> Iterator[str]:
    """When a cell of the row turns red."""
    indicator = line.indicator
    is_cased = indicator.of is not None and indicator.amount is None
    if is_cased and indicator.part_of_whole:
        yield f"N({VALUE})>N({WHOLE})"
    usual = size_of(indicator, line.last)
    if usual and not (is_cased and usual < FEW):
        cell = WHOLE if is_cased else VALUE
        bounds = (usual * SLIP, usual / SLIP)
        high, low = (f"({n})" if n.denominator > 1 else f"{n}" for n in bounds)
        yield f"AND(N({cell})>0,OR({cell}>={high},{cell}<={low}))"


def empty_cells(columns: Iterable[str], state: str | None = None) -> tuple[str, ...]:
    """How many cells of a table are empty, a term for each of the columns.

    A row whose `state` is chosen counts as filled.
    """
    chosen = f'*({{{state}}}="")' if state is not None else ""
    return tuple(f'SUMPRODUCT(({{{column}}}=""){chosen or "*1"})' for column in columns)


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
    cells = []
    for name, cell in zip(table.columns, row.cells, strict=True):
        if cell.is_open and (typed := answer.cells.get(name)) is not None:
            is_number = typed.kind is CellKind.NUMBER
            number = CELL.parse(typed.text) if is_number else None
            cells.append(replace(cell, text=typed.text, number=number))
        else:
            cells.append(cell)
    return replace(row, cells=tuple(cells))
