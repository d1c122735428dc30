"""Why an obstacle stands as it does: everything that was done about it."""

from collections.abc import Iterator

from cchc.core.facts.obstacle import ObstacleEvent, ObstacleView, Raised
from cchc.core.plan.plan import Plan
from cchc.core.verdict.status import StatusView, every_indicator
from cchc.core.verdict.unit_reports import is_in_time, is_overdue, is_owing, is_sent
from cchc.core.why.explanation import Explanation, Said, or_dash
from cchc.text.number_format import day_text


def obstacle_key(view: ObstacleView) -> str:
    """How an obstacle is asked about: `obstacles.3`."""
    return f"obstacles.{view.obstacle.id}"


def why_obstacle(
    one: ObstacleView, raised: Raised, view: StatusView, plan: Plan
) -> Explanation:
    """Its state, who raised it, each thing done, and the verdict it is about."""
    names = {unit.id: unit.name for unit in plan.units}
    says: dict[str, Said] = {
        "number": one.obstacle.id,
        "text": one.obstacle.text,
        "stands": one.state.value,
        "unit": names.get(one.obstacle.unit, one.obstacle.unit),
        "day": day_text(one.obstacle.raised),
        "actor": raised.actor,
        "n": one.age,
    }
    door = "officer" if raised.by_officer else "report"
    below = (
        Explanation(f"why.obstacle.{door}", says),
        *_own_words(one),
        *(_event(each, names) for each in raised.events),
        *_withdrawn(one),
        *_late(one),
        *_verdict(one, view),
    )
    return Explanation("why.obstacle", says, below)


def _own_words(one: ObstacleView) -> Iterator[Explanation]:
    for code, text in (
        ("cause", one.obstacle.cause),
        ("proposal", one.obstacle.proposal),
    ):
        if text:
            yield Explanation(f"why.obstacle.{code}", {"text": text})


def _event(event: ObstacleEvent, names: dict[str, str]) -> Explanation:
    says: dict[str, Said] = {
        "day": day_text(event.day),
        "actor": event.actor,
        "text": or_dash(event.text),
        "unit": names.get(event.unit or "", or_dash(event.unit)),
        "due": or_dash(event.due),
        "paper": or_dash(event.document),
    }
    return Explanation(f"why.obstacle.{event.step}", says)


def _withdrawn(one: ObstacleView) -> Iterator[Explanation]:
    if one.withdrawn is not None:
        yield Explanation("why.obstacle.withdrawn", {"day": day_text(one.withdrawn)})


def _late(one: ObstacleView) -> Iterator[Explanation]:
    if one.late:
        yield Explanation("why.obstacle.late", {"n": one.late})


def _verdict(one: ObstacleView, view: StatusView) -> Iterator[Explanation]:
    for each in every_indicator(view):
        if each.indicator.id == one.obstacle.about:
            says: dict[str, Said] = {
                "id": each.indicator.id,
                "name": each.indicator.name,
                "status": each.verdict.status.value,
            }
            yield Explanation("why.obstacle.about", says)


def counts_of(view: StatusView) -> dict[str, tuple[str, ...]]:
    """Every count that is printed, by its name, with the ids behind it.

    `commitments.met`, `indicators.watch`, `tasks.overdue`, `reports.on_time`,
    `obstacles.open`.
    """
    named = [
        *((f"commitments.{e.status.value}", e.commitment.id) for e in view.commitments),
        *(
            (f"indicators.{e.verdict.status.value}", e.indicator.id)
            for e in every_indicator(view)
        ),
        *((f"tasks.{e.status.value}", e.task.id) for e in view.tasks),
        *(("obstacles.open", obstacle_key(e)) for e in view.obstacles if e.is_open),
        *(
            ("obstacles.unanswered", obstacle_key(e))
            for e in view.obstacles
            if e.is_unanswered
        ),
    ]
    counts: dict[str, tuple[str, ...]] = {}
    for name, key in named:
        counts[name] = (*counts.get(name, ()), key)
    return counts | _reports_counted(view)


def _reports_counted(view: StatusView) -> dict[str, tuple[str, ...]]:
    """The units behind the four counts of reports."""
    owing = [each for each in view.units if is_owing(each)]
    return {
        "reports.expected": tuple(e.unit.id for e in owing),
        "reports.submitted": tuple(e.unit.id for e in owing if is_sent(e)),
        "reports.on_time": tuple(e.unit.id for e in owing if is_in_time(e)),
        "reports.overdue": tuple(e.unit.id for e in owing if is_overdue(e, view.as_of)),
    }
