"""What a form works out by itself while it is filled in: no macros, formulas alone.

Rates, totals since the start of the year, shares of the unit's own plan; red where a
part is larger than its whole or a figure is a hundred times off (DESIGN 2).
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from cchc.core.check.plausible import FEW, SLIP, size_of
from cchc.features.forms.show.form_model import FigureAsk, FormBlock, FormLine
from cchc.paper.input_workbook import InputCell
from cchc.text.record import replace
from cchc.words.translator import Voice

_WORKED_OUT: Mapping[str, Mapping[FigureAsk, str]] = {
    "result": {
        FigureAsk.FLOW: "flow",
        FigureAsk.RATE: "rate",
        FigureAsk.SHARE: "share",
        FigureAsk.RUNNING: "running",
    },
    "share": {
        FigureAsk.FLOW: "flow",
        FigureAsk.RATE: "rate",
        FigureAsk.RUNNING: "running",
    },
}
"""The second line in the head of a computed column, by the way of asking."""
VALUE, WHOLE = "{value}", "{whole}"
"""The cells of the row in a formula; the workbook puts in their addresses."""


def computed_words(column: str, block: FormBlock, voice: Voice) -> str:
    """What a computed column says in a block; nothing where it has nothing to say."""
    code = _WORKED_OUT[column].get(block.ask)
    return "" if code is None else voice.say(f"form.{column}.{code}")


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
            top, bottom = (_plain(number) for number in before)
            whole = f"({bottom}+N({WHOLE}))"
            formula = f"({top}+N({VALUE}))/{whole}"
            yield "share", "rate", f"OR({none},{whole}=0)", formula
        return
    so_far = VALUE
    if ask is FigureAsk.FLOW:
        if before is None:
            return
        so_far = f"({_plain(before[0])}+{VALUE})"
        yield "result", "sum", none, so_far
    elif ask is not FigureAsk.RUNNING:
        return
    elif line.last is not None and line.last.number is not None:
        yield "result", "sum", none, f"{VALUE}-{_plain(line.last.number)}"
    if plan:
        parts = f"{plan.numerator}/{plan.denominator}" if plan % 1 else str(plan)
        yield "share", "rate", none, f"{so_far}/({parts})"


def _alarms(line: FormLine) -> Iterator[str]:
    """When a cell of the row turns red."""
    indicator = line.indicator
    is_cased = line.indicator.of is not None and indicator.amount is None
    if is_cased and indicator.part_of_whole:
        yield f"N({VALUE})>N({WHOLE})"
    usual = size_of(indicator, line.last)
    if usual and not (is_cased and usual < FEW):
        cell = WHOLE if is_cased else VALUE
        high, low = (_plain_fraction(own) for own in (usual * SLIP, usual / SLIP))
        yield f"AND(N({cell})>0,OR({cell}>={high},{cell}<={low}))"


def _plain(number: Decimal) -> str:
    return f"{number:f}"


def _plain_fraction(number: Fraction) -> str:
    if number.denominator == 1:
        return str(number.numerator)
    return f"({number.numerator}/{number.denominator})"


def empty_cells(columns: Iterable[str], state: str | None = None) -> tuple[str, ...]:
    """How many cells of a table are empty, a term for each of the columns.

    A row whose `state` is chosen counts as filled.
    """
    chosen = f'*({{{state}}}="")' if state is not None else ""
    return tuple(f'SUMPRODUCT(({{{column}}}=""){chosen or "*1"})' for column in columns)
