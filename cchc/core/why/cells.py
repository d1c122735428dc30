"""Why a figure: the cells it is made of, who said them, when, on what paper."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from cchc.core.facts.report import CellState, Item, Quality, Reading, Revision
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator
from cchc.core.verdict.aggregate import counted_items
from cchc.core.verdict.cells import Cells
from cchc.core.why.explanation import Explanation, Said, or_dash
from cchc.text.number_format import answer_text, day_text, printed, vietnamese

Past = Mapping[tuple[str, str], tuple[Revision, ...]]
"""The revisions of one indicator's cells, by unit and period name, in order."""


def figure_text(reading: Reading, one: Indicator) -> str:
    """One cell as it is printed: `14`, `412/415 = 99,28%`, `03/3/2022`."""
    if reading.done is not None:
        return day_text(reading.done)
    if reading.answer is not None:
        return answer_text(reading.answer)
    if reading.number is None:
        return ""
    top = vietnamese(reading.number)
    if reading.denominator is None:
        return top
    whole = f"{top}/{vietnamese(reading.denominator)}"
    if not reading.denominator:
        return whole
    rate = 100 * Fraction(reading.number) / Fraction(reading.denominator)
    return f"{whole} = {printed(rate, one.decimals)}%"


def unit_reasons(cells: Cells, upto: Period, past: Past) -> tuple[Explanation, ...]:
    """What each unit said in every period that enters the figure."""
    return tuple(
        Explanation(
            "why.unit",
            {"unit": unit, "name": cells.members[unit].name},
            tuple(_cell(cells, unit, period, past) for period in told),
        )
        for unit in cells.units
        if (told := _periods_of(cells, unit, upto))
    )


def _periods_of(cells: Cells, unit: str, upto: Period) -> tuple[Period, ...]:
    """The periods of a unit worth telling: all up to now where it owes or said one."""
    return tuple(
        each
        for each in cells.upto(upto)
        if cells.state(unit, each) is not CellState.NOT_EXPECTED
    )


def _cell(cells: Cells, unit: str, period: Period, past: Past) -> Explanation:
    state = cells.state(unit, period)
    reading = cells.reading(unit, period)
    says: dict[str, Said] = {"period": period.id}
    says["figure"] = figure_text(reading, cells.indicator) if reading else ""
    revisions = tuple(
        revision_reason(each, cells.indicator)
        for each in past.get((unit, period.name), ())
    )
    code = f"why.cell.{state.value}"
    estimated = reading is not None and reading.quality is Quality.ESTIMATE
    if estimated and state is CellState.VALUE:
        code = "why.cell.estimate"
    return Explanation(code, says, revisions)


def revision_reason(one: Revision, indicator: Indicator) -> Explanation:
    """One revision: what was said, by whom and when; the paper and the reason below."""
    said = one.reading
    says: dict[str, Said] = {
        "number": one.sequence,
        "figure": figure_text(said, indicator) if said else "",
        "day": day_text(one.stamp.recorded_at.date()),
        "actor": one.stamp.actor,
        "source": one.stamp.source,
    }
    paper = paper_text(one.document.number, one.document.date)
    below = []
    if paper:
        below.append(Explanation("why.revision.paper", {"paper": paper}))
    if one.reason:
        below.append(Explanation("why.revision.reason", {"reason": one.reason}))
    if said is not None and said.note:
        below.append(Explanation("why.revision.note", {"note": said.note}))
    state = said.state.value if said else "withdrawn"
    return Explanation(f"why.revision.{state}", says, tuple(below))


def paper_text(number: str | None, day: date | None) -> str:
    """`12/BC-UBND, 07/3/2022`; empty when the paper has neither."""
    parts = (number or "", day_text(day) if day else "")
    return ", ".join(part for part in parts if part)


def item_reasons(cells: Cells, upto: Period) -> Iterator[Explanation]:
    """Every row of a register: those that count, and why the others do not."""
    counted = {id(row) for row in counted_items(cells, upto)}
    seen = {row.key for row in counted_items(cells, upto)}
    limit = cells.settles if upto.is_last else upto.cutoff
    for row in cells.items:
        if id(row) in counted:
            yield Explanation("why.item.counted", _item(row))
        elif row.date is not None and row.date > limit:
            yield Explanation(
                "why.item.later", {**_item(row), "limit": day_text(limit)}
            )
        elif row.key in seen:
            yield Explanation("why.item.twice", _item(row))


def _item(row: Item) -> dict[str, Said]:
    return {
        "name": row.name,
        "day": or_dash(row.date),
        "paper": or_dash(row.document),
        "unit": row.owner or row.unit,
    }
