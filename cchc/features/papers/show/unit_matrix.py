"""One sheet of all units by all indicators, to be reckoned with, one of the years.

Numerator, denominator and percent are columns of their own, each in its unit, what is
done of a plan's amount as well; a unit has only what is its own, the last row is the
whole.
"""

from collections.abc import Iterable, Iterator, Sequence

from cchc.core.facts.report import CellState
from cchc.core.plan.measure import ANSWERED, RatioOf
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.share import UnitShare, carriers
from cchc.core.verdict.status import every_indicator
from cchc.paper.manuscript import WorkbookExtra
from cchc.paper.paper import AppendixTable, ColumnAlign, PaperTable, Span, Spans
from cchc.phrases.figure_phrases import part_label, year_figure_words
from cchc.phrases.reading_phrases import reading_words
from cchc.phrases.share_phrases import part_words
from cchc.phrases.writer import Writer
from cchc.text.number_format import vietnamese
from cchc.text.sanitize import inert, one_line
from cchc.words.bodies import whole_name
from cchc.words.counted_things import counted_thing

KEY, YEARS = "units", "years"
"""The keys of the sheets for `--table`."""


def workbook_extra(writer: Writer) -> WorkbookExtra:
    """The sheets of a workbook that the report has not, and its rates taken apart."""
    rates = {
        part_label(view.indicator): (vietnamese(top), vietnamese(bottom))
        for view in every_indicator(writer.view)
        for top, bottom in [(view.numerator, view.denominator)]
        if top is not None and bottom is not None
    }
    tables = (unit_matrix(writer), years_table(writer))
    return WorkbookExtra(tuple(filter(None, tables)), rates)


def unit_matrix(writer: Writer) -> AppendixTable:
    """The figures to date of every unit, a row each; figures in the column's unit."""
    views = [*every_indicator(writer.view)]
    say, units = writer.say, [row.unit.id for row in writer.view.units]
    names = [*(writer.units((unit,)) for unit in units)]
    names.append(whole_name(writer.plan, writer.voice))
    head = [say("paper.units.unit"), *(h for v in views for h in _heads(v, writer))]
    cells = [list(_columns(view, units, writer)) for view in views]
    rows = [
        [name, *(cell for column in cells for cell in column[number])]
        for number, name in enumerate(names)
    ]
    return AppendixTable(KEY, say("paper.units"), _grid(head, rows))


def _grid(
    head: Sequence[str], rows: Iterable[Sequence[str]], left: int = 1
) -> PaperTable:
    """A table with so many columns of names before its figures."""
    aligns = [ColumnAlign.LEFT] * left + [ColumnAlign.RIGHT] * (len(head) - left)
    return PaperTable(tuple(aligns), _spans(head), tuple(map(_spans, rows)))


def years_table(writer: Writer) -> AppendixTable | None:
    """The same period of every year of the ledger; None where it has one alone."""
    views = [view for view in every_indicator(writer.view) if len(view.years) > 1]
    years = sorted({figure.year for view in views for figure in view.years})
    if not views:
        return None
    head = [writer.say(f"paper.years.{code}") for code in ("indicator", "unit")]
    rows = []
    for view in views:
        figures = {
            figure.year: year_figure_words(view.indicator, figure, writer.voice)
            for figure in view.years
        }
        names = (one_line(view.indicator.name), one_line(view.indicator.unit))
        rows.append([*names, *(figures.get(year, "") for year in years)])
    grid = _grid([*head, *map(str, years)], rows, left=2)
    return AppendixTable(YEARS, writer.say("paper.years"), grid)


def _heads(view: IndicatorView, writer: Writer) -> Iterator[str]:
    indicator, name = view.indicator, one_line(view.indicator.name)
    amount = indicator.amount if indicator.of is RatioOf.PLAN else None
    if view.numerator is not None:  # of a rate of the plan, what is done of what
        thing = amount.unit if amount else counted_thing(indicator.name)
        unit = one_line(thing or writer.say("paper.units.count"))
        for part in ("top", "bottom"):
            yield writer.say(f"paper.units.{part}", name=name, unit=unit)
        yield writer.say("paper.units.in", name=name, unit="%")
        return
    unit = one_line((amount.unit if amount else indicator.unit) or "")
    yield writer.say("paper.units.in", name=name, unit=unit) if unit else name


def _columns(
    view: IndicatorView, units: Iterable[str], writer: Writer
) -> Iterator[list[str]]:
    """The cells of each unit, then of the whole."""
    shares = {share.unit: share for share in view.shares}
    alone = carriers(view.indicator) if not shares else frozenset()
    for unit in units:
        if unit in shares:
            yield _cells(view, shares[unit], writer)
        elif alone == {unit}:
            yield _cells(view, view, writer)
        else:
            yield [""] * (1 if view.numerator is None else 3)
    yield _cells(view, view, writer)


def _cells(
    view: IndicatorView, part: UnitShare | IndicatorView, writer: Writer
) -> list[str]:
    figure, is_rate = _bare(_figure(view, part, writer)), view.numerator is not None
    if isinstance(part, UnitShare) and view.indicator.of is RatioOf.PLAN:
        # no unit has a part of the amount to divide by: its own amount alone
        return [figure, *[""] * (2 * is_rate)]
    pair = (part.numerator, part.denominator) if is_rate else ()
    return [*("" if n is None else vietnamese(n) for n in pair), figure]


def _figure(
    view: IndicatorView, part: UnitShare | IndicatorView, writer: Writer
) -> str:
    indicator = view.indicator
    if isinstance(part, IndicatorView):
        return part.shown
    if part.state is CellState.VALUE and indicator.measure in ANSWERED:
        return reading_words(part.reading, indicator, writer.voice)
    if part.to_date is None:
        return writer.say(f"cell.state.{part.state}")
    return part_words(indicator, part.to_date)


def _bare(figure: str) -> str:
    """The number alone, for the head of the column says its unit."""
    number = figure.removesuffix("%")
    first, _, rest = number.partition(" ")
    return first if rest and first[:1].isdigit() else number


def _spans(cells: Iterable[str]) -> tuple[Spans, ...]:
    return tuple((Span(inert(cell)),) if cell else () for cell in cells)
