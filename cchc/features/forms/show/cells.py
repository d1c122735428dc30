"""The cells of a form: open ones, those that it works out, answers carried over.

No macros, formulas alone: rates, totals since the start of the year, shares of the
unit's own plan; red where a part is larger than its whole or a figure is a hundred
times off (DESIGN 2).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from cchc.core.check.plausible import FEW, SLIP, size_of
from cchc.core.plan.measure import NEVER_NIL
from cchc.core.plan.plan import Indicator
from cchc.features.forms.show.form_model import FigureAsk, FormBlock, FormLine
from cchc.features.forms.show.form_words import unit_words
from cchc.paper.input_workbook import Check, InputCell, InputRow, InputTable
from cchc.sources.forms.form_grid import CellKind
from cchc.sources.forms.form_rows import FormInputRow, FormInputRows
from cchc.text.form_marks import SHEET, TableKind
from cchc.text.number import CELL
from cchc.text.record import replace
from cchc.words.form import GROUPS
from cchc.words.translator import Voice

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


IN_BOTH = frozenset({FigureAsk.FLOW, FigureAsk.RATE, FigureAsk.RUNNING})
WORKED_OUT = {"result": IN_BOTH | {FigureAsk.SHARE}, "share": IN_BOTH}
"""The ways of asking whose computed columns say something in a second line."""
VALUE, WHOLE = "{value}", "{whole}"
"""The cells of the row in a formula; the workbook puts in their addresses."""


def computed_words(column: str, block: FormBlock, voice: Voice) -> str:
    """What a computed column says in a block; nothing where it has nothing to say."""
    is_said = block.ask in WORKED_OUT[column]
    return voice.say(f"form.{column}.{block.ask}") if is_said else ""


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
