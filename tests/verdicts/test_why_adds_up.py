"""The children of `why` add up to its head: over random years."""

from decimal import Decimal
from fractions import Fraction
from random import Random

from cchc.core.plan.calendar import periods
from cchc.core.plan.measure import ANSWERED, TOTALS, Measure, RatioOf
from cchc.core.plan.period import Period
from cchc.core.plan.targets.kinds import Each
from cchc.core.verdict.cells import Cells, cells_in
from cchc.core.verdict.indicator import indicator_view
from cchc.core.why.explanation import item_reasons, unit_reasons
from cchc.text.number import VIETNAMESE
from tests.verdicts.histories import facts_of
from tests.verdicts.worlds import world

YEARS = 400
Parts = list[tuple[Fraction, Fraction]]


def read_sum(text: str) -> tuple[Fraction, Fraction] | None:
    """A cell's figure as `why` prints it: `14`, `412/415 = 99,28%`; None: no figure."""
    numbers = [VIETNAMESE.parse(part) for part in text.partition(" = ")[0].split("/")]
    if numbers == [None]:
        return None
    top, bottom = (*numbers, Decimal(1))[:2]
    assert top is not None
    assert bottom is not None
    return Fraction(top), Fraction(bottom)


def parts(cells: Cells, period: Period) -> Parts:
    """What the children say that enters the head: each unit's cells, or the last."""
    found: Parts = []
    for unit in unit_reasons(cells, period, {}):
        said = [
            (str(cell.blanks["period"]), read_sum(str(cell.blanks["figure"])))
            for cell in unit.reasons
        ]
        if cells.is_state:
            said = [own for own in said if own[0] == period.id]
        figures = [figure for _, figure in said if figure is not None]
        found += figures[-1:] if cells.is_running else figures
    return found


def test_what_each_unit_said_adds_up_to_the_figure() -> None:
    seen = dict.fromkeys(Measure, 0)
    for seed in range(YEARS):
        year = world(Random(seed))  # noqa: S311
        facts, among = facts_of(year.plan, year.said, year.as_of), periods(year.plan)
        period, measure = among[year.at - 1], year.one.measure
        cells = cells_in(year.plan, among, facts)[year.one.id]
        view = indicator_view(cells, year.plan, period)
        is_counted = isinstance(year.one.target, Each)  # units, not their figures
        is_word = measure in {*ANSWERED, Measure.GRADE}
        if view.actual is None or is_word or is_counted:
            continue
        if measure is Measure.REGISTER:
            rows = [row.code for row in item_reasons(cells, period)]
            assert rows.count("why.item.counted") == view.actual, seed
        elif year.one.of in {RatioOf.FLOW, RatioOf.LEVEL}:
            rates = parts(cells, period)
            sums = tuple(sum(side) for side in zip(*rates, strict=True))
            assert sums == (view.numerator, view.denominator), seed
        else:
            total = sum(top for top, _ in parts(cells, period))
            whole = view.actual if year.one.of is None else view.numerator
            assert total == whole, seed
        seen[measure] += 1
    counted = {*TOTALS, Measure.RATIO, Measure.LEVEL}
    assert all(seen[measure] > YEARS // 60 for measure in counted), seen
