"""Why an obstacle stands as it does, and what the printed counts count."""

from collections.abc import Iterator, Mapping

from cchc.core.facts.obstacle import ObstacleView, RaisedObstacle
from cchc.core.plan.plan import Plan
from cchc.core.verdict.status import StatusView, every_indicator
from cchc.core.verdict.unit_reports import is_in_time, is_overdue, is_owing, is_sent
from cchc.core.why.explanation import Explanation, Printable, explanation


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
    counted = [
        *((f"commitments.{e.status}", e.commitment.id) for e in view.commitments),
        *(
            (f"indicators.{e.verdict.status}", e.indicator.id)
            for e in every_indicator(view)
        ),
        *((f"tasks.{task.status}", task.task.id) for task in view.tasks),
        *(("obstacles.open", obstacle_key(e)) for e in view.obstacles if e.is_open),
        *(
            ("obstacles.unanswered", obstacle_key(e))
            for e in view.obstacles
            if e.is_unanswered
        ),
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
