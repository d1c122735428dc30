"""A line of the plan as one unit is held to it (SEMANTICS 5)."""

from cchc.core.plan.measure import Across
from cchc.core.plan.plan import Indicator
from cchc.text.record import replace


def line_of_unit(
    line: Indicator, unit: str, standing_for: tuple[str, ...] = ()
) -> Indicator:
    """The line for one unit alone, where each is judged by itself; else as it is.

    Its figures are its own and those of the ended units that it stands for; its target
    is None where it is in none of the groups.
    """
    each = line.each
    if each is None:
        return line
    among = (unit, *standing_for)
    targets = (each.of_unit(name) for name in among)
    return replace(
        line,
        target=next((own for own in targets if own is not None), None),
        reporters=among,
        lead=unit,
        across=Across.SUM if line.across is Across.LEAD else line.across,
        allot={},
        previous_year=(),
    )
