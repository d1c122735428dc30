"""Results that nothing proves: neither a document beside them nor evidence."""

from cchc.core.facts.report import Facts, TaskState
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import (
    Plan,
)
from cchc.text.record import Record


class MissingEvidence(Record):
    """One result of a unit without proof.

    `about` is the id of its indicator or task; `name` is the row's name in a
    register, else None.
    """

    about: str
    unit: str
    period: str
    name: str | None = None


def unproven_results(
    plan: Plan, facts: Facts, period: str
) -> tuple[MissingEvidence, ...]:
    """The results of a period that have neither document nor evidence.

    Results are rows of registers, milestones reached and tasks done. Evidence given
    for an indicator or task proves all that its unit says of it in the period.
    """
    proved = {
        (given.evidence.about, given.unit)
        for given in facts.evidence
        if given.period == period
    }
    found = [*_rows(facts, period), *_milestones(plan, facts, period)]
    found += _tasks(facts, period)
    return tuple(each for each in found if (each.about, each.unit) not in proved)


def _rows(facts: Facts, period: str) -> list[MissingEvidence]:
    return [
        MissingEvidence(row.indicator, row.unit, period, row.name)
        for row in facts.items
        if row.period == period and not row.document
    ]


def _milestones(plan: Plan, facts: Facts, period: str) -> list[MissingEvidence]:
    dated = {e.id for e in plan.all_indicators if e.measure is Measure.MILESTONE}
    return [
        MissingEvidence(key, unit, period)
        for (key, unit, when), reading in facts.cells.items()
        if when == period and key in dated and reading.done is not None
    ]


def _tasks(facts: Facts, period: str) -> list[MissingEvidence]:
    return [
        MissingEvidence(note.task, note.unit, period)
        for note in facts.tasks
        if note.period == period and note.state is TaskState.DONE and not note.document
    ]
