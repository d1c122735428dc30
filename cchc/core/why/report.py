"""Why a unit's report and an obstacle stand as they do, and what the counts count."""

from collections.abc import Iterator, Mapping

from cchc.core.facts.acts import NO_RECORD, Review
from cchc.core.facts.obstacle import ObstacleView, RaisedObstacle
from cchc.core.facts.report import Facts, Item, Submission
from cchc.core.facts.totals import book_of
from cchc.core.plan.plan import Plan
from cchc.core.verdict.status import StatusView, every_indicator
from cchc.core.verdict.statuses import Reporting
from cchc.core.verdict.unit_reports import (
    UnitView,
    is_in_time,
    is_overdue,
    is_owing,
    is_sent,
)
from cchc.core.why.explanation import Explanation, Printable, explanation, paper_text


def why_unit(
    view: UnitView, plan: Plan, whole: StatusView, facts: Facts
) -> Explanation:
    """How the due day was found, what came when, what is missing, who reminded it."""
    period, unit = whole.period, view.unit
    in_plan = plan.calendar.periods.get(period.name)
    declared = in_plan is not None and (
        in_plan.due is not None or unit.kind in period.dues
    )
    blanks: dict[str, Printable] = {
        "id": unit.id,
        "name": unit.name,
        "status": view.report,
        "due": view.due,
        "cutoff": period.cutoff,
        "days": plan.calendar.due_after,
        "late": view.late_days,
        "received": view.last.received if view.last else None,
    }
    due_day = f"why.due_day.{'declared' if declared else 'counted'}"
    by_plan = blanks | {"due": period.due_for(unit.kind)}
    reasons = [explanation(due_day, **by_plan)]
    reasons += _acts_of_report(unit.id, period.name, facts)
    if view.is_returned:
        mend = blanks | {"days": plan.calendar.return_after}
        reasons.append(explanation("why.mend_by", **mend))
    reasons += _figures_lacking(view, plan)
    if view.late_days or view.on_time is False:
        reasons.append(explanation("why.unit_late", **blanks))
    elif view.on_time:
        reasons.append(explanation("why.unit_on_time", **blanks))
    reasons += _reminders_and_record(view, whole)
    is_late_again = view.is_returned and view.report is Reporting.OVERDUE
    head = "why.unit_report.late_again" if is_late_again else "why.unit_report"
    return explanation(head, *reasons, **blanks)


def _figures_lacking(view: UnitView, plan: Plan) -> Iterator[Explanation]:
    """What is missing and what waits to be confirmed, by id, to be asked about."""
    for code, keys in (("missing", view.missing), ("waiting", view.waiting)):
        lines = ((key, plan.indicator(key)) for key in keys)
        names = "; ".join(f"{key} {line.name}" if line else key for key, line in lines)
        if names:
            yield explanation(f"why.unit_{code}", figures=names)


def _acts_of_report(unit: str, period: str, facts: Facts) -> Iterator[Explanation]:
    """Each act of exempting, extending or lifting, each submission, each review."""
    for relief in facts.chase.reliefs.get((unit, period), ()):
        yield explanation(
            f"why.relief.{relief.kind}",
            until=relief.until,
            due=relief.due,
            day=relief.recorded_on,
            actor=relief.actor,
            reason=relief.reason,
        )
    for sent in facts.rows_of(Submission, unit, period):
        yield explanation(
            "why.sent",
            day=sent.received,
            recorded=sent.recorded_on,
            paper=paper_text(sent.document.number, sent.document.date),
            actor=sent.actor,
            filled=", ".join(sorted(_filled_by(sent, facts))) or None,
        )
    for review in facts.rows_of(Review, unit, period):
        bare = "" if review.reason else ".bare"
        yield explanation(
            f"why.{review.opinion}{bare}",
            *(
                explanation("why.returned.note", about=about, text=text)
                for about, text in review.notes
            ),
            day=review.recorded_on,
            actor=review.actor,
            reason=review.reason,
        )
    for closing in facts.closings:
        if (closing.unit, closing.period) == (unit, period):
            yield explanation(
                f"why.closing.{closing.kind}",
                day=closing.recorded_on,
                actor=closing.actor,
                said="; ".join(filter(None, (closing.decision, closing.reason))),
            )


def _filled_by(act: Submission, facts: Facts) -> frozenset[str]:
    """The indicators to which an act of sending gave something."""
    if act.filled is not None:
        return act.filled
    own = book_of(facts.cells).of_unit(act.unit, act.period)
    rows = facts.rows_of(Item, act.unit, act.period)
    return frozenset((*(key for key, _ in own), *(row.indicator for row in rows)))


def _reminders_and_record(view: UnitView, whole: StatusView) -> Iterator[Explanation]:
    """Each reminder (step, way, addressee), then how often it was in time this year."""
    reminders = [
        explanation(
            "why.reminder",
            day=reminder.sent_on,
            step=reminder.when,
            way=reminder.by,
            to=reminder.to,
            n=len(reminder.owed),
            actor=reminder.actor,
        )
        for reminder in view.reminded
    ]
    if reminders:
        yield explanation("why.reminded", *reminders, n=len(reminders))
    record = whole.records.get(view.unit.id, NO_RECORD)
    if record.of:
        yield explanation(
            "why.record",
            on_time=record.on_time,
            of=record.of,
            reminders=record.reminders,
        )


def obstacle_key(view: ObstacleView) -> str:
    """How an obstacle is asked about: `obstacles.3`."""
    return f"obstacles.{view.obstacle.id}"


def why_obstacle(
    view: ObstacleView, raised: RaisedObstacle, whole: StatusView, plan: Plan
) -> Explanation:
    """Its state, who raised it, each thing done, and the verdict it is about."""
    obstacle = view.obstacle
    names = {unit.id: unit.name for unit in plan.units}
    blanks: dict[str, Printable] = {
        "number": obstacle.id,
        "text": obstacle.text,
        "stands": view.state,
        "unit": names.get(obstacle.unit, obstacle.unit),
        "day": obstacle.raised,
        "actor": raised.actor,
        "n": view.age,
    }
    door = "officer" if raised.by_officer else "report"
    reasons = [explanation(f"why.obstacle.{door}", **blanks)]
    if obstacle.cause:
        reasons.append(explanation("why.obstacle.cause", text=obstacle.cause))
    if obstacle.proposal:
        reasons.append(explanation("why.obstacle.proposal", text=obstacle.proposal))
    reasons += _events(raised, names)
    if view.withdrawn is not None:
        reasons.append(explanation("why.obstacle.withdrawn", day=view.withdrawn))
    if view.late:
        reasons.append(explanation("why.obstacle.late", n=view.late))
    reasons += [
        explanation(
            "why.obstacle.about",
            id=indicator_view.indicator.id,
            name=indicator_view.indicator.name,
            status=indicator_view.verdict.status,
        )
        for indicator_view in every_indicator(whole)
        if indicator_view.indicator.id == obstacle.about
    ]
    return explanation("why.obstacle", *reasons, **blanks)


def _events(raised: RaisedObstacle, names: Mapping[str, str]) -> Iterator[Explanation]:
    """Each assignment, answer and closing, with its paper and due day."""
    for event in raised.events:
        yield explanation(
            f"why.obstacle.{event.step}",
            day=event.day,
            actor=event.actor,
            text=event.text or None,
            unit=names.get(event.unit or "", event.unit or None),
            due=event.due,
            paper=event.document or None,
        )


def counts_of(view: StatusView) -> dict[str, tuple[str, ...]]:
    """Every count that is printed, by its name, with the ids behind it.

    `commitments.met`, `indicators.watch`, `tasks.overdue`, `reports.on_time`,
    `obstacles.open`. The four counts of reports are there even when they are 0.
    """
    owing = [unit for unit in view.units if is_owing(unit)]
    lines, raised = every_indicator(view), view.obstacles
    counted = [
        *((f"commitments.{own.status}", own.commitment.id) for own in view.commitments),
        *((f"indicators.{line.verdict.status}", line.indicator.id) for line in lines),
        *((f"tasks.{task.status}", task.task.id) for task in view.tasks),
        *(("obstacles.open", obstacle_key(own)) for own in raised if own.is_open),
        *(("obstacles.unanswered", obstacle_key(o)) for o in raised if o.is_unanswered),
    ]
    counts: dict[str, tuple[str, ...]] = {}
    for name, key in counted:
        counts[name] = (*counts.get(name, ()), key)
    return counts | {
        "reports.expected": tuple(e.unit.id for e in owing),
        "reports.submitted": tuple(e.unit.id for e in owing if is_sent(e)),
        "reports.on_time": tuple(e.unit.id for e in owing if is_in_time(e)),
        "reports.overdue": tuple(e.unit.id for e in owing if is_overdue(e, view.as_of)),
    }
