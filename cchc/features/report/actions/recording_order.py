"""No figure is recorded before the one it takes the place of (SEMANTICS 9).

`--today` may rehearse the past, but a day that has a later revision behind it is
closed: else a memo of the days between would no longer come back as it was.
"""

from collections.abc import Iterable
from datetime import date

from cchc.core.facts.report import Report
from cchc.store.ledger import Ledger
from cchc.store.reports import revisions
from cchc.text.problem import Problem, ProblemCode


def recorded_later(
    ledger: Ledger, plan: str, report: Report, today: date
) -> tuple[Problem, ...]:
    """One problem (P341) for each figure that a later day has already recorded."""
    return recorded_after(
        ledger, plan, (report.unit, report.period), report.readings, today
    )


def recorded_after(
    ledger: Ledger,
    plan: str,
    cell: tuple[str, str],
    keys: Iterable[str],
    today: date,
) -> tuple[Problem, ...]:
    """The same for indicators of one (unit, period)."""
    unit, period = cell
    last: dict[str, date] = {}
    for one in revisions(ledger, plan, unit=unit, period=period):
        day = one.stamp.recorded_at.date()
        last[one.cell[0]] = max(last.get(one.cell[0], day), day)
    return tuple(
        Problem(
            ProblemCode.RECORDED_LATER,
            blanks={
                "key": key,
                "day": last[key].isoformat(),
                "today": today.isoformat(),
            },
        )
        for key in keys
        if key in last and last[key] > today
    )
