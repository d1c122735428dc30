"""Indicators of a view as a list, for sheets and other programs."""

from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import StatusView
from cchc.phrases.figure_phrases import FIGURE_CELLS, FigureCell, verdict_words
from cchc.screen.document import exact_string
from cchc.screen.table import LayoutColumn, Table, TableLayout, sheet_number_text
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.period import label
from cchc.words.prose import join_names
from cchc.words.translator import Voice


class ListedIndicator(Record):
    """A row: an indicator and the commitment that it is of, if any."""

    commitment: str
    view: IndicatorView


def indicator_table(view: StatusView, voice: Voice, *, stored: bool) -> Table:
    """One row for each indicator, those of commitments first.

    Figures as `stored` (`1234,5`, no sign of percent) for sheets and programs, else
    as people read them; a verdict is a word in both.
    """
    last = view.period.is_last
    names = {unit.unit.id: one_line(unit.unit.name) for unit in view.units}
    layout: TableLayout[ListedIndicator] = TableLayout(
        "screen.column",
        LayoutColumn("id", lambda row, _: row.view.indicator.id),
        LayoutColumn("commitment", lambda row, _: row.commitment),
        LayoutColumn("name", lambda row, _: row.view.indicator.name),
        LayoutColumn("unit", lambda row, _: row.view.indicator.unit),
        *(
            _figure_column(key, cell, stored=stored)
            for key, cell in FIGURE_CELLS.items()
        ),
        LayoutColumn(
            "verdict", lambda row, _: verdict_words(row.view, voice, last=last)
        ),
        LayoutColumn(
            "silent", lambda row, _: join_names(row.view.coverage.silent, names)
        ),
    )
    rows = [
        ListedIndicator(commitment.commitment.name, indicator)
        for commitment in view.commitments
        for indicator in commitment.indicators
    ]
    rows += [ListedIndicator("", indicator) for indicator in view.indicators]
    return layout.table(label(view.period, voice), rows, voice)


def _figure_column(
    key: str, cell: FigureCell, *, stored: bool
) -> LayoutColumn[ListedIndicator]:
    def text(row: ListedIndicator, voice: Voice) -> str:
        if not stored:
            return cell.words(row.view, voice)
        value = cell.value(row.view)
        if row.view.indicator.scale and value is not None:
            return cell.words(row.view, voice)  # a grade is its word everywhere
        return "" if value is None else sheet_number_text(exact_string(value))

    return LayoutColumn(key, text, right=True)
