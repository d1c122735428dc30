"""Results that nothing proves: neither a document beside them nor evidence."""

from cchc.core.facts.report import Facts, TaskState
from cchc.core.facts.totals import cells_among
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import Plan
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
    """Rows of registers, milestones and tasks of a period that nothing proves."""
    milestones = tuple(
        line.id for line in plan.all_indicators if line.measure is Measure.MILESTONE
    )
    results = [
        MissingEvidence(item.indicator, item.unit, period, item.name)
        for item in facts.items
        if item.period == period and not item.document
    ]
    results += [
        MissingEvidence(key, unit, period)
        for (key, unit, name), reading in cells_among(facts.cells, milestones)
        if name == period and reading.done is not None
    ]
    done = (note for note in facts.tasks if note.state is TaskState.DONE)
    results += [
        MissingEvidence(note.task, note.unit, period)
        for note in done
        if note.period == period and not note.document
    ]
    # evidence for an indicator or task proves all that its unit says of it
    proved = {
        (given.evidence.about, given.unit)
        for given in facts.evidence
        if given.period == period
    }
    return tuple(r for r in results if (r.about, r.unit) not in proved)
