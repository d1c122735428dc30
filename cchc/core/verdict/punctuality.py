"""How punctual each unit is, period after period (SEMANTICS 11).

The first complete submission decides; acceptance is another clock, told apart.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from cchc.core.facts.report import Facts
from cchc.core.facts.report_history import is_accepted, last_review
from cchc.core.facts.reporting_record import Mark, ReportingRecord
from cchc.core.plan.calendar import work_calendar
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Measure, Plan
from cchc.core.verdict.cells import Cells
from cchc.core.verdict.duty import Owed, completed_by, sent_by

Asked = tuple[frozenset[str], frozenset[str]]
NOTHING_ASKED: Asked = (frozenset(), frozenset())


def records(
    plan: Plan, among: Iterable[Period], facts: Facts, cells: Mapping[str, Cells]
) -> Mapping[str, ReportingRecord]:
    """The record of every unit over some periods of a plan, by unit id.

    Periods that a unit did not exist in or was exempt from leave no mark.
    """
    found: dict[str, list[Mark]] = {unit.id: [] for unit in plan.units}
    for period in among:
        asked = _asked(period, cells)
        sent = sent_by(facts.submissions, period)
        for unit in plan.units:
            exempt = facts.chase.is_exempt(unit.id, period.name)
            if exempt or not unit.active_in(period):
                continue
            owing, registers = asked.get(unit.id, NOTHING_ASKED)
            owed = Owed(
                unit=unit,
                period=period,
                cells=owing,
                registers=registers,
                filled=owing,
                sent=sent.get(unit.id, ()),
                has_draft=False,
            )
            found[unit.id].append(_mark(plan, owed, facts))
    return {unit: ReportingRecord(tuple(marks)) for unit, marks in found.items()}


def _asked(period: Period, cells: Mapping[str, Cells]) -> Mapping[str, Asked]:
    """What each unit owes in the period: all its cells, and those of registers."""
    owed: dict[str, set[str]] = {}
    rows: dict[str, set[str]] = {}
    for key, one in cells.items():
        for unit in (*one.indicator.reporters, *one.heirs):
            if one.is_expected(unit, period):
                owed.setdefault(unit, set()).add(key)
                if one.indicator.measure is Measure.REGISTER:
                    rows.setdefault(unit, set()).add(key)
    for unit in owed:
        rows.setdefault(unit, set())
    return {
        unit: (frozenset(keys), frozenset(rows[unit])) for unit, keys in owed.items()
    }


def _mark(plan: Plan, owed: Owed, facts: Facts) -> Mark:
    unit, period = owed.unit, owed.period
    due = facts.chase.due(unit.id, period.name, period.due_for(unit.kind))
    arrived = completed_by(owed)
    ended = arrived if arrived is not None else facts.as_of
    late = ended > due
    return Mark(
        period=period.id,
        due=due,
        complete=arrived,
        on_time=not late if late or arrived is not None else None,
        late_days=work_calendar(plan.calendar).between(due, ended),
        reminders=len(facts.chase.reminded(unit.id, period.name)),
        accepted=_accepted(facts, unit.id, period.name),
    )


def _accepted(facts: Facts, unit: str, period: str) -> date | None:
    """The day a report was accepted as it stands; None: it was not."""
    if not facts.reviews:
        return None
    review = last_review(facts, unit, period)
    if review is None or not is_accepted(
        review, facts.last_acts.get((unit, period), 0)
    ):
        return None
    return review.recorded_on
