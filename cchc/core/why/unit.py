"""Why a unit's report stands as it does: its due day, what came, who reminded it."""

from collections.abc import Mapping

from cchc.core.facts.report import Facts, Submission
from cchc.core.facts.reporting_record import NO_RECORD
from cchc.core.plan.plan import Plan
from cchc.core.verdict.status import StatusView
from cchc.core.verdict.unit_reports import UnitView
from cchc.core.why.cells import paper_text
from cchc.core.why.explanation import Explanation, Said, or_dash
from cchc.text.number_format import day_text


def why_unit(
    view: UnitView, plan: Plan, whole: StatusView, facts: Facts
) -> Explanation:
    """How the due day was found, what came when, what is still missing.

    With exemptions, later due days, reminders and the unit's record of the year.
    """
    period = whole.period
    rules = plan.calendar
    declared = period.name in rules.periods and (
        rules.periods[period.name].due is not None or view.unit.kind in period.dues
    )
    arrived = view.last.received if view.last else None
    says: dict[str, Said] = {
        "id": view.unit.id,
        "name": view.unit.name,
        "status": view.report.value,
        "due": day_text(view.due),
        "cutoff": day_text(period.cutoff),
        "days": rules.due_after,
        "late": view.late_days,
        "received": or_dash(arrived),
        "missing": ", ".join(view.missing) or "–",
    }
    by_plan = says | {"due": day_text(period.due_for(view.unit.kind))}
    code = "why.due_day.declared" if declared else "why.due_day.counted"
    below = (
        Explanation(code, by_plan),
        *_reliefs(view, whole, facts),
        *_sent(view, whole, facts),
        *_late(view, says),
        *_reminders(view),
        *_record(view, whole),
    )
    return Explanation("why.unit_report", says, below)


def _reliefs(
    view: UnitView, whole: StatusView, facts: Facts
) -> tuple[Explanation, ...]:
    """Each act of exempting, extending or taking back, oldest first."""
    at = (view.unit.id, whole.period.name)
    return tuple(
        Explanation(
            f"why.relief.{one.kind.value}",
            {
                "until": or_dash(one.until),
                "due": day_text(one.due),
                "day": day_text(one.recorded_on),
                "actor": one.actor,
                "reason": one.reason,
            },
        )
        for one in facts.chase.reliefs.get(at, ())
    )


def _sent(view: UnitView, whole: StatusView, facts: Facts) -> tuple[Explanation, ...]:
    """Each act of sending, with the figures it filled."""
    return tuple(
        Explanation(
            "why.sent",
            {
                "day": day_text(one.received),
                "recorded": day_text(one.recorded_on),
                "paper": paper_text(one.document.number, one.document.date) or "–",
                "actor": one.actor,
                "filled": ", ".join(sorted(one.filled)) or "–",
            },
        )
        for one in facts.rows_of(Submission, view.unit.id, whole.period.name)
    )


def _late(view: UnitView, says: Mapping[str, Said]) -> tuple[Explanation, ...]:
    found: list[Explanation] = []
    if view.missing:
        found.append(Explanation("why.unit_missing", says))
    if view.late_days or view.on_time is False:
        found.append(Explanation("why.unit_late", says))
    elif view.on_time:
        found.append(Explanation("why.unit_on_time", says))
    return tuple(found)


def _reminders(view: UnitView) -> tuple[Explanation, ...]:
    """Each reminder: when, by which step, to whom, with how much missing."""
    if not view.reminded:
        return ()
    below = tuple(
        Explanation(
            "why.reminder",
            {
                "day": day_text(one.sent_on),
                "step": one.when,
                "way": one.by.value,
                "to": one.to,
                "n": len(one.owed),
                "actor": one.actor,
            },
        )
        for one in view.reminded
    )
    return (Explanation("why.reminded", {"n": len(view.reminded)}, below),)


def _record(view: UnitView, whole: StatusView) -> tuple[Explanation, ...]:
    record = whole.records.get(view.unit.id, NO_RECORD)
    if not record.of:
        return ()
    says: dict[str, Said] = {
        "on_time": record.on_time,
        "of": record.of,
        "reminders": record.reminders,
    }
    return (Explanation("why.record", says),)
