"""Why a figure: the cells it is made of, who reported them, when, on what paper."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from cchc.core.facts.report import CellState, Quality, Reading, Revision
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, TableColumn
from cchc.core.verdict.aggregate import counted_items
from cchc.core.verdict.cells import Cells
from cchc.core.why.explanation import Explanation, Printable, explanation, paper_text
from cchc.text.day import short
from cchc.text.number_format import answer_text, format_figure, vietnamese

RevisionsByCell = Mapping[tuple[str, str], tuple[Revision, ...]]
"""The revisions of one indicator's cells, by unit and period name, in order."""


def _figure_text(reading: Reading | None, indicator: Indicator) -> str:
    """One cell as it is printed: `14`, `412/415 = 99,28%`, `03/3/2022`."""
    if reading is not None and reading.done is not None:
        return short(reading.done)
    if reading is not None and reading.answer is not None:
        return answer_text(reading.answer)
    if reading is None or reading.number is None:
        return ""
    if grade := indicator.grade(reading.number):
        return grade
    parts = (reading.number, reading.denominator)
    quotient = "/".join(vietnamese(part) for part in parts if part is not None)
    if not reading.denominator:
        return quotient
    rate = 100 * Fraction(reading.number) / Fraction(reading.denominator)
    return f"{quotient} = {format_figure(rate, indicator.decimals)}%"


def unit_reasons(
    cells: Cells, upto: Period, revisions: RevisionsByCell
) -> Iterator[Explanation]:
    """What each unit reported in every period up to now in which it owed or did.

    Of a stock only the period that counts: the first of what a table opens with, the
    last of what it closes with.
    """
    for unit in cells.units:
        reasons = [
            _cell(cells, unit, period, revisions.get((unit, period.name), ()))
            for period in _counted_periods(cells, unit, upto)
        ]
        if reasons:
            name = cells.members[unit].name
            yield explanation("why.unit", *reasons, unit=unit, name=name)


def _counted_periods(cells: Cells, unit: str, upto: Period) -> tuple[Period, ...]:
    asked = tuple(
        period
        for period in cells.upto(upto)
        if cells.state(unit, period) is not CellState.NOT_EXPECTED
    )
    if cells.indicator.is_opening:
        return asked[:1]
    is_stock = isinstance(cells.indicator, TableColumn) and cells.is_state
    return tuple(p for p in asked if p == upto) if is_stock else asked


def _cell(
    cells: Cells, unit: str, period: Period, revisions: tuple[Revision, ...]
) -> Explanation:
    state, reading = cells.state(unit, period), cells.reading(unit, period)
    quality = Quality.FINAL if reading is None else reading.quality
    is_firm = quality is Quality.FINAL or state is not CellState.VALUE
    return explanation(
        f"why.cell.{state if is_firm else quality}",
        *(_revision(revision, cells.indicator) for revision in revisions),
        *(_marks(cells, unit, period) if quality is Quality.DISPUTED else ()),
        period=period.id,
        figure=_figure_text(reading, cells.indicator),
    )


def _marks(cells: Cells, unit: str, period: Period) -> Iterator[Explanation]:
    """What a reviewer asks about the figure, while it is in dispute."""
    review = cells.ground.facts.last_review(unit, period.name)
    for about, text in () if review is None else review.notes:
        if review is not None and about == cells.indicator.id:
            day, actor = review.recorded_on, review.actor
            yield explanation("why.cell.note", day=day, actor=actor, text=text)


def _revision(revision: Revision, indicator: Indicator) -> Explanation:
    """What was reported, by whom and when; the paper and the reason below."""
    reading = revision.reading
    paper = paper_text(revision.document.number, revision.document.date)
    reasons = []
    if paper:
        reasons.append(explanation("why.revision.paper", paper=paper))
    if revision.reason:
        reasons.append(explanation("why.revision.reason", reason=revision.reason))
    if reading is not None and reading.note:
        reasons.append(explanation("why.revision.note", note=reading.note))
    return explanation(
        f"why.revision.{reading.state if reading else 'withdrawn'}",
        *reasons,
        number=revision.sequence,
        figure=_figure_text(reading, indicator),
        day=revision.stamp.recorded_at.date(),
        actor=revision.stamp.actor,
        source=revision.stamp.source,
    )


def item_reasons(cells: Cells, upto: Period) -> Iterator[Explanation]:
    """Every row of a register: those that count, and why the others do not."""
    counted = counted_items(cells, upto)
    identities, keys = {id(row) for row in counted}, {row.key for row in counted}
    limit = cells.settles if upto.is_last else upto.cutoff
    for row in cells.items:
        blanks: dict[str, Printable] = {
            "name": row.name,
            "day": row.date,
            "paper": row.document or None,
            "unit": row.owner or row.unit,
        }
        if id(row) in identities:
            yield explanation("why.item.counted", **blanks)
        elif row.date is not None and row.date > limit:
            yield explanation("why.item.later", **blanks, limit=limit)
        elif row.key in keys:
            yield explanation("why.item.twice", **blanks)
